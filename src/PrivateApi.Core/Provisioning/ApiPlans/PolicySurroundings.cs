using System.Net;
using Amazon.Runtime;
using PrivateApi.Aws;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;
using PrivateApi.Policy.Authorization;
using PrivateApi.Policy.Language;
using PrivateApi.Policy.Lint;
using PrivateApi.Progress;
using PrivateApi.Resources;

namespace PrivateApi.Provisioning.ApiPlans;

/// <summary>Reads what a policy is checked against: the API's methods and endpoints. What cannot be read is not known.</summary>
internal static class PolicySurroundings
{
    public static async Task<LintContext> ReadAsync(
        AwsSession session,
        RestApi api,
        PolicyDocument policy,
        IProgress<ProgressEvent> progress,
        CancellationToken stop,
        IReadOnlyDictionary<string, string>? foreign = null
    )
    {
        IReadOnlyList<string> associated = Apis.VpcEndpointIds(api);
        string[] named =
        [
            .. policy
                .Statement.SelectMany(statement => statement.Conditions)
                .Where(clause => ConditionKeys.Is(clause.Key, ConditionKeys.SourceVpce))
                .SelectMany(clause => clause.Values)
                .Select(value => value.Text)
                .Where(IsEndpointId),
        ];
        return new LintContext
        {
            Api = await new Apis(session).ContextAsync(api.Id, stop),
            IsPrivate = Apis.IsPrivate(api),
            Authorization = await AuthorizationAsync(session, api.Id, progress, stop),
            AssociatedVpcEndpointId = associated.Count > 0 ? associated : null,

            // Whoever associated an endpoint of another account said whose it is.
            KnownVpcEndpointId = await AssociatedEndpoints.ReadAsync(session, named, progress, stop) is { } found
                ? [.. found.Keys, .. associated, .. foreign?.Keys ?? []]
                : null,
        };
    }

    private static async Task<IReadOnlyCollection<MethodAuthorization>?> AuthorizationAsync(
        AwsSession session,
        string restApiId,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        try
        {
            Dictionary<string, Method> methods = await ApiMethods.ReadAsync(session, restApiId, stop);
            return methods.Count == 0 ? null : [.. methods.Values.Select(method => AuthorizationFor(method.AuthorizationType)).Distinct()];
        }
        catch (AmazonServiceException e) when (e.StatusCode == HttpStatusCode.Forbidden && !Failure.IsLostCredential(e))
        {
            progress.Report(
                ProgressEvent.Verbose(
                    $"Reading the methods of API {restApiId} is not permitted, so the policy is not checked against their authorization."
                )
            );
            return null;
        }
    }

    private static MethodAuthorization AuthorizationFor(string? type) =>
        type switch
        {
            "AWS_IAM" => MethodAuthorization.AwsIam,
            "COGNITO_USER_POOLS" => MethodAuthorization.Cognito,
            "CUSTOM" => MethodAuthorization.Custom,
            _ => MethodAuthorization.None,
        };

    private static bool IsEndpointId(string text) =>
        text.StartsWith("vpce-", StringComparison.Ordinal) && !text.AsSpan().ContainsAny('*', '?', '$');
}
