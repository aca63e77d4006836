using PrivateApi.Aws.Session;
using PrivateApi.Policy.Language;
using PrivateApi.Resources;

namespace PrivateApi.Arguments.Completion;

/// <summary>Completes the Sids of the policy of the API or the endpoint that is given; none where neither is.</summary>
public sealed class PolicySidCompleter : AccountCompleter
{
    private const string EndpointPrefix = "vpce-";

    private protected override IReadOnlyList<string> Scope(CompletionScene scene) =>
        scene.Values("RestApiId", "Id") is { Count: > 0 } api ? api : scene.Values("VpcEndpointId");

    private protected override async Task<IReadOnlyList<Suggestion>> ListAsync(
        AwsSession session,
        IReadOnlyList<string> scope,
        CancellationToken stop
    )
    {
        PolicyDocument?[] policies = await Task.WhenAll(scope.Take(1).Select(id => PolicyOfAsync(session, id, stop)));
        return
        [
            .. policies
                .SelectMany(policy => policy?.Statement ?? [])
                .Where(statement => statement.Sid is { Length: > 0 })
                .DistinctBy(statement => statement.Sid)
                .Select(statement => new Suggestion(statement.Sid!, statement.ToString())),
        ];
    }

    private static async Task<PolicyDocument?> PolicyOfAsync(AwsSession session, string id, CancellationToken stop) =>
        !id.StartsWith(EndpointPrefix, StringComparison.Ordinal) ? Apis.PolicyOf(await new Apis(session).GetRestApiAsync(id, stop))
        : (await EndpointsById.FindAsync(session.Ec2, id, stop))?.PolicyDocument is { } policy ? PolicyDocument.Parse(policy)
        : null;
}
