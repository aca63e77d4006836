using PrivateApi.Calls;
using PrivateApi.Diagnosis.Collection;
using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.Reachability;
using PrivateApi.Reachability.Addressing;
using PrivateApi.Text;

namespace PrivateApi.Diagnosis;

/// <summary>The way from a test to its result, and from a result to the same test.</summary>
internal static class TestAgain
{
    /// <summary>What a result keeps of its test.</summary>
    /// <param name="request">The test.</param>
    /// <param name="evaluation">The one of its calls that the result is of.</param>
    public static TestInput Input(TestRequest request, EvaluationContext evaluation)
    {
        PathCall call = evaluation.Call;
        return new()
        {
            Uri = Uri.TryCreate(SecretText.Redact(request.Url?.Url.AbsoluteUri ?? string.Empty), UriKind.Absolute, out Uri? masked)
                ? masked
                : null,
            VpcEndpointId = call.VpcEndpointId,
            UrlForm = request.UrlForm,
            DomainName = request.DomainName,
            Mapping = request.Mapping,
            LoadBalancerArn = request.LoadBalancerArn,
            Principal = request.Principal,
            SigningHost = request.SigningHost,
            SubnetId = request.Caller.SubnetIds.Count > 0 ? call.Caller.SubnetId : null,
            SecurityGroupId = request.Caller.SecurityGroupIds,
            InstanceId = request.Caller.InstanceId,
            FunctionName = request.Caller.FunctionName,
            NetworkInterfaceId = request.Caller.NetworkInterfaceId,
            VpcId = request.Caller.VpcId,
            SourceIp = request.Caller.SourceIp,
            OnPremises = request.Caller.IsOnPremises,
            ForwardsNames = request.Caller.ForwardsNames,
            IsCallerElsewhere = request.IsCallerElsewhere,
            CallerAccountId = request.IsCallerElsewhere ? evaluation.Snapshot.CallerAccountId ?? evaluation.Snapshot.AccountId : null,
            ForwardedName = request.ForwardedName,
            Path = SecretText.Path(request.Path ?? call.Path),
            AuthorizerDecision = request.AuthorizerDecision,
            Header = TestToken.Masked(request, evaluation.Method),
            Masked = new MaskedInput(
                request.Url?.Url,
                request.Path ?? call.Path,
                TestToken.Headers(request, evaluation.Method),
                request.Body
            ),
        };
    }

    /// <summary>
    /// What of a stored result is masked and changes the call, in words: a result that was read back has no secrets. Null for nothing.
    /// </summary>
    /// <param name="input">What the result keeps of its test.</param>
    public static string? Lost(TestInput input)
    {
        string[] lost =
        [
            .. IsMasked(input.Uri?.OriginalString) ? (string[])["its URL"] : [],
            .. input.Uri is null && IsMasked(input.Path) ? (string[])["its path"] : [],
            .. input.Header.Where(header => IsMasked(header.Value)).Select(header => $"its header {header.Key}"),
        ];
        return input.Masked is null && lost.Length > 0 ? string.Join(" and ", lost) : null;

        static bool IsMasked(string? text) => text?.Contains(SecretText.Mask, StringComparison.Ordinal) == true;
    }

    /// <summary>Where a call of a result is made from inside a VPC: the place that was judged, or none where no caller was named.</summary>
    /// <param name="result">The result; it has to say of what test it is.</param>
    /// <returns>Subnets and security groups; none of either to take what the call takes by itself.</returns>
    /// <exception cref="PrivateApiException"><c>CallerElsewhere</c>: no call can be made from there.</exception>
    public static (IReadOnlyList<string> SubnetIds, IReadOnlyList<string> SecurityGroupIds) Place(TestResult result)
    {
        TestInput input = result.Input!;
        string? why =
            input.OnPremises ? "on premises"
            : input.IsCallerElsewhere
                ? $"in account {input.CallerAccountId}, which only Test-PrivateApi -CallerProfileName -Via Lambda calls from"
            : result.Topology?.Caller?.SubnetId is not null ? null
            : input.FunctionName is not null || input.NetworkInterfaceId is not null || input.SourceIp is not null
                ? "in no subnet that is known"
            : null;
        return why is not null
                ? throw new PrivateApiException(
                    "CallerElsewhere",
                    FaultKind.InvalidArgument,
                    $"The caller of this result is {why}, and a call from a subnet would be another one. Call from there with -Via Direct, "
                        + "or name the subnet to call from with -SubnetId and -SecurityGroupId.",
                    result.ToString()
                )
            : result.Topology?.Caller is { SubnetId: { } known } place ? ([known], place.SecurityGroupId)
            : (input.SubnetId is { } named ? [named] : [], input.SecurityGroupId);
    }

    /// <summary>
    /// The URL by which a custom domain name or a load balancer that was named leads to the stage: no other address of the call has the
    /// base path, or leads through it. Null for another test, and where the URL is not known whole.
    /// </summary>
    /// <param name="result">The result; it has to say of what test it is.</param>
    public static Uri? NamedUrl(TestResult result)
    {
        TestInput input = result.Input!;
        return
            input is { Uri: null } and ({ DomainName: not null } or { LoadBalancerArn: not null })
            && !result.Url.Contains(SecretText.Mask, StringComparison.Ordinal)
            && Uri.TryCreate(result.Url, UriKind.Absolute, out Uri? url)
            && (input.DomainName ?? url.Host).Equals(url.Host, StringComparison.OrdinalIgnoreCase)
            ? new Uri(url.GetLeftPart(UriPartial.Path) + DefaultPath.Query(input.Masked?.Path ?? input.Path))
            : null;
    }

    /// <summary>The test of a result once more; the facts are read anew.</summary>
    /// <param name="result">The result; it has to say of what test it is.</param>
    /// <param name="via">How to prove it with a call; null for no call.</param>
    public static TestRequest Request(TestResult result, CallVia? via)
    {
        TestInput input = result.Input!;
        MaskedInput given = input.Masked ?? new MaskedInput(input.Uri, input.Path, input.Header, null);
        CallUrl? url = given.Uri is { } called ? CallUrl.Read(called, given.Headers) : null;
        return new TestRequest
        {
            Apis = [(result.RestApiId, null)],
            StageName = result.StageName,
            Url = url,
            UrlHost = url?.Host.Name.Equals(input.DomainName, StringComparison.OrdinalIgnoreCase) == false ? url.Host.Name : null,
            UrlDomain =
                url is { Host.IsApiGateways: false, RestApiId: not null } && input is { ForwardedName: null, LoadBalancerArn: null }
                    ? url.Host.Name
                    : null,
            SigningHost = input.SigningHost,
            Method = result.Method,
            Path = given.Path,
            Caller = new CallerRequest
            {
                SubnetIds = input.SubnetId is { } subnet ? [subnet] : [],
                SecurityGroupIds = input.SecurityGroupId,
                InstanceId = input.InstanceId,
                FunctionName = input.FunctionName,
                NetworkInterfaceId = input.NetworkInterfaceId,
                VpcId = input.VpcId,
                SourceIp = input.SourceIp,
                IsOnPremises = input.OnPremises,
                ForwardsNames = input.ForwardsNames,
            },
            VpcEndpointId = input.VpcEndpointId,
            DomainName = input.DomainName,
            Mapping = input.Mapping,
            ForwardedName = input.ForwardedName,
            LoadBalancerArn = input.LoadBalancerArn,
            UrlForm = input.UrlForm,
            Headers = given.Headers,
            Body = given.Body,
            Principal = input.Principal,
            AuthorizerDecision = input.AuthorizerDecision,
            IsCallerElsewhere = input.IsCallerElsewhere,
            Via = via,
            SignRequest = via is not null && input.Principal is not null,
        };
    }
}
