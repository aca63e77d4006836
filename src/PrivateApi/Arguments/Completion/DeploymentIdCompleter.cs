using System.Globalization;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;
using PrivateApi.Resources;

namespace PrivateApi.Arguments.Completion;

/// <summary>Completes the deployments of the given API, newest first.</summary>
public sealed class DeploymentIdCompleter : AccountCompleter
{
    private protected override IReadOnlyList<string> Scope(CompletionScene scene) => scene.Values("RestApiId", "Id");

    private protected override async Task<IReadOnlyList<Suggestion>> ListAsync(
        AwsSession session,
        IReadOnlyList<string> scope,
        CancellationToken stop
    ) =>
        scope is not [string api]
            ? []
            : [.. (await new Deployments(session).ListAsync(api, stop)).Select(item => new Suggestion(item.Id, Describe(item)))];

    private static string Describe(Deployment deployment) =>
        string.Join(
            ", ",
            new[]
            {
                deployment.CreatedDate?.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture),
                DeploymentText.Words(deployment.Description),
            }.OfType<string>()
        );
}
