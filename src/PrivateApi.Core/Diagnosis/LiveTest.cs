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
    public async Task<PreparedCall?> PrepareAsync(
        TestRequest request,
        PathVerdict verdict,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        EvaluationContext evaluation = verdict.Evaluation;
        if (Obstacle(request, evaluation) is { } obstacle)
        {
            progress.Report(
                ProgressEvent.Warning($"No call was made for {evaluation.Call.RestApiId}/{evaluation.Call.StageName}: {obstacle}.")
            );
            return null;
        }

        CallRequest call = new()
        {
            Api = request.Apis.FirstOrDefault(item => item.RestApiId == evaluation.Call.RestApiId).Known,
            RestApiId = evaluation.Call.RestApiId,
            Url = request.Url,
            StageName = evaluation.Call.StageName,
            Method = evaluation.Call.Method,
            Path = request.Path ?? evaluation.Call.Path,
            Headers = TestToken.Headers(request, evaluation.Method),
            Body = request.Body,
            Via = request.Via ?? CallVia.Direct,
            UrlForm = evaluation.Address.Form,
            VpcEndpointId = evaluation.EndpointId,
            SubnetIds = evaluation.Call.Caller.SubnetId is { } subnet ? [subnet] : [],
            SecurityGroupIds = evaluation.Call.Caller.SecurityGroupIds ?? [],
            InstanceId = request.Caller.InstanceId,
            SignRequest = request.SignRequest,
            SigningHost = request.SigningHost,
            Log = request.Log,
            Timeout = request.Timeout,
        };
        return await new CallPreparation(session).PrepareAsync(call, progress, stop);
    }

    // A call to another address would prove something else.
    private static string? Obstacle(TestRequest request, EvaluationContext evaluation) =>
        evaluation switch
        {
            { Call.StageName: null } or { Api: null } when request.Url is null => "there is no stage to call",
            { Call.Caller.Kind: CallerKind.OnPremises } =>
                "a caller on premises can only be judged; call from there with Invoke-PrivateApi -Via Direct",
            _ when request is { IsCallerElsewhere: true, Via: not CallVia.Direct } =>
                "the caller is in another account; call from there with Invoke-PrivateApi -Uri",
            { Address.Form: UrlForm.CustomDomain } when request.Url is null =>
                "a custom domain name is called by its URL; give it with -Uri",
            _ => null,
        };
}
