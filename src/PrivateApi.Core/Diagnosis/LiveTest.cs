using PrivateApi.Aws.Session;
using PrivateApi.Calls;
using PrivateApi.Model;
using PrivateApi.Progress;
using PrivateApi.Reachability;
using PrivateApi.Reachability.Addressing;
using PrivateApi.Resources;

namespace PrivateApi.Diagnosis;

/// <summary>Makes the call that was judged, as it was judged: the same API, request, caller and form of address.</summary>
/// <param name="session">The API's account.</param>
/// <param name="callerSession">The caller's account, where that is another one, to call from there; null for no such call.</param>
internal sealed class LiveTest(AwsSession session, AwsSession? callerSession = null)
{
    /// <summary>
    /// The prepared call; null if it cannot be made as it was judged: no stage, a caller from which no call can be made, a custom
    /// domain name that is not known.
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

        bool isElsewhere = IsElsewhere(request);
        CallRequest call = new()
        {
            Api = request.Apis.FirstOrDefault(item => item.RestApiId == evaluation.Call.RestApiId).Known,
            RestApiId = evaluation.Call.RestApiId,
            Url = UrlOf(request, evaluation),
            StageName = evaluation.Call.StageName,
            Method = evaluation.Call.Method,
            Path = request.Path ?? evaluation.Call.Path,
            Headers = TestToken.Headers(request, evaluation.Method),
            HasToken = request.Token is not null,
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
        if (!isElsewhere)
        {
            return await new CallPreparation(session).PrepareAsync(call, progress, stop);
        }

        // The caller's account does not see the API.
        Api? api =
            call.Api ?? (evaluation.Api is null ? null : await new Apis(session).GetAsync(evaluation.Call.RestApiId, progress, stop));
        return await new CallPreparation(callerSession!, session).PrepareAsync(call with { Api = api }, progress, stop);
    }

    private static bool IsElsewhere(TestRequest request) => request is { IsCallerElsewhere: true, Via: not (null or CallVia.Direct) };

    // A call to another address would prove something else.
    private string? Obstacle(TestRequest request, EvaluationContext evaluation) =>
        evaluation switch
        {
            { Call.StageName: null } or { Api: null } when request.Url is null => "there is no stage to call",
            { Call.Caller.Kind: CallerKind.OnPremises } =>
                "a caller on premises can only be judged; call from there with Invoke-PrivateApi -Via Direct",
            { Call.Caller: { Kind: CallerKind.Internet, Label: var outside } } when request.Via is CallVia.Lambda =>
                $"a probe is placed in a subnet, and {outside} is in none; call from there with Invoke-PrivateApi -Via Direct",
            _ when callerSession is null && IsElsewhere(request) =>
                "the caller is in another account; call from there with Invoke-PrivateApi -Uri",
            { Address.Form: UrlForm.CustomDomain } when UrlOf(request, evaluation) is null =>
                $"the custom domain name {evaluation.Call.DomainName} was not found, so that its URL is not known; give it with -Uri",
            _ => null,
        };

    // The base path or routing rule by which a custom domain name leads to the API is in no other address of the call.
    private static CallUrl? UrlOf(TestRequest request, EvaluationContext evaluation) =>
        request.Url is { } given ? given
        : evaluation is { Address.Form: UrlForm.CustomDomain, Domain: not null }
            ? CallUrl.Read(new Uri(evaluation.Url + DefaultPath.Query(request.Path)), request.Headers)
        : null;
}
