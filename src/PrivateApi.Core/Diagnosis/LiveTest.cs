using PrivateApi.Aws;
using PrivateApi.Model;
using PrivateApi.Paths;
using PrivateApi.Probe;

namespace PrivateApi.Diagnosis;

/// <summary>Makes the call that was judged, as it was judged: the same API, request, caller and form of address.</summary>
internal sealed class LiveTest(AwsSession session)
{
    /// <summary>The call laid out; null where there is nothing to call: no stage, or a caller that no call can be made from.</summary>
    public async Task<PreparedCall?> PrepareAsync(TestOrder order, PathVerdict verdict, IProgress<Notice> notices, CancellationToken stop)
    {
        Walk walk = verdict.Walk;
        if (walk.Call.StageName is null || walk.Api is null || walk.Call.Caller.Kind == CallerKind.OnPremises)
        {
            notices.Report(Notice.Warning($"No call was made for {walk.Call.RestApiId}/{walk.Call.StageName}: {(walk.Call.Caller.Kind == CallerKind.OnPremises ? "a caller on premises can only be judged; call from there with Invoke-PrivateApi -Via Direct" : "there is no stage to call")}."));
            return null;
        }

        CallOrder call = new()
        {
            Api = order.Api.FirstOrDefault(item => item.RestApiId == walk.Call.RestApiId).Known,
            RestApiId = walk.Call.RestApiId,
            StageName = walk.Call.StageName,
            Method = walk.Call.Method,
            Path = order.Path ?? walk.Call.Path,
            Headers = order.Headers,
            Body = order.Body,
            Via = order.Via ?? CallVia.Direct,
            UrlForm = walk.Address.Form == UrlForm.CustomDomain ? UrlForm.Auto : walk.Address.Form,
            VpcEndpointId = walk.EndpointId,
            SubnetIds = walk.Call.Caller.SubnetId is { } subnet ? [subnet] : [],
            SecurityGroupIds = walk.Call.Caller.SecurityGroupId ?? [],
            InstanceId = order.Caller.InstanceId,
            SignRequest = order.SignRequest,
            Log = order.Log,
            Timeout = order.Timeout,
        };
        return await new CallPreparation(session).PrepareAsync(call, notices, stop).ConfigureAwait(false);
    }
}
