using PrivateApi.Aws.Session;
using PrivateApi.Calls;
using PrivateApi.Model;
using PrivateApi.Progress;
using PrivateApi.Reachability;

namespace PrivateApi.Diagnosis;

/// <summary>Makes the call that was judged, as it was judged: the same API, request, caller and form of address.</summary>
internal sealed class LiveTest(AwsSession session)
{
    /// <summary>
    /// The prepared call; null if it cannot be made as it was judged: no stage, a caller from which no call can be made, a custom
    /// domain.
    /// </summary>
    public async Task<PreparedCall?> PrepareAsync(TestOrder order, PathVerdict verdict, IProgress<Notice> notices, CancellationToken stop)
    {
        Walk walk = verdict.Walk;
        if (Obstacle(walk) is { } obstacle)
        {
            notices.Report(Notice.Warning($"No call was made for {walk.Call.RestApiId}/{walk.Call.StageName}: {obstacle}."));
            return null;
        }

        CallOrder call = new()
        {
            Api = order.Api.FirstOrDefault(item => item.RestApiId == walk.Call.RestApiId).Known,
            RestApiId = walk.Call.RestApiId,
            StageName = walk.Call.StageName!,
            Method = walk.Call.Method,
            Path = order.Path ?? walk.Call.Path,
            Headers = order.Headers,
            Body = order.Body,
            Via = order.Via ?? CallVia.Direct,
            UrlForm = walk.Address.Form,
            VpcEndpointId = walk.EndpointId,
            SubnetIds = walk.Call.Caller.SubnetId is { } subnet ? [subnet] : [],
            SecurityGroupIds = walk.Call.Caller.SecurityGroupId ?? [],
            InstanceId = order.Caller.InstanceId,
            SignRequest = order.SignRequest,
            Log = order.Log,
            Timeout = order.Timeout,
        };
        return await new CallPreparation(session).PrepareAsync(call, notices, stop);
    }

    // A call to another address would prove something else.
    private static string? Obstacle(Walk walk) => walk switch
    {
        { Call.StageName: null } or { Api: null } => "there is no stage to call",
        { Call.Caller.Kind: CallerKind.OnPremises } => "a caller on premises can only be judged; call from there with Invoke-PrivateApi -Via Direct",
        { Address.Form: UrlForm.CustomDomain } => "a call to a custom domain name can only be judged",
        _ => null,
    };
}
