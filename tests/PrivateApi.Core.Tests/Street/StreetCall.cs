using PrivateApi.Aws.Session;
using PrivateApi.Diagnosis;
using PrivateApi.Diagnosis.Collection;
using PrivateApi.Model;

namespace PrivateApi.Tests.Street;

/// <summary>A call as tests/peers/street.py describes it: what a client has in hand, and what it got.</summary>
/// <param name="Name">The report's number, and the state of things where there are several.</param>
/// <param name="Account">The account that the scene is in.</param>
/// <param name="Url">What is called.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Headers">The headers that the client asks for.</param>
/// <param name="Caller">Where it runs.</param>
/// <param name="Api">The API, where the URL does not say which; null otherwise.</param>
/// <param name="Principal">Who signs; null for nobody.</param>
/// <param name="SigningHost">The host that the signature is made for; null for the one that is called.</param>
/// <param name="Refusal">What AWS's control plane refused before; null for nothing.</param>
/// <param name="Balancer">The load balancer that it goes through; null for none.</param>
/// <param name="Live">What the call got; null where a lab cannot make it.</param>
internal sealed record StreetCall(
    string Name,
    string Account,
    string Url,
    string Method,
    Dictionary<string, string> Headers,
    StreetCall.Place Caller,
    string? Api,
    string? Principal,
    string? SigningHost,
    string? Refusal,
    string? Balancer,
    StreetCall.Answer? Live
)
{
    /// <summary>What <c>Test-PrivateApi -Uri</c> is asked for it.</summary>
    /// <param name="session">The account that the call is judged in.</param>
    /// <param name="stop">Stops the reads.</param>
    public Task<TestRequest> RequestAsync(AwsSession session, CancellationToken stop) =>
        new TestUrl(session).ApplyAsync(
            new TestRequest
            {
                Apis = [],
                Method = Method,
                Headers = new Dictionary<string, string>(Headers, StringComparer.OrdinalIgnoreCase),
                Principal = Principal,
                SigningHost = SigningHost,
                LoadBalancerArn = Balancer,
                Caller = new CallerRequest
                {
                    SubnetIds = Caller.Subnet is { } subnet ? [subnet] : [],
                    SecurityGroupIds = Caller.Groups ?? [],
                    VpcId = Caller.Vpc,
                    SourceIp = Caller.Address,
                    IsOnPremises = Caller.OnPremises,
                    ForwardsNames = Caller.OnPremises,
                },
            },
            Api,
            new Uri(Url),
            stop
        );

    internal sealed record Place(string? Subnet, string[]? Groups, string? Vpc, string? Address, bool OnPremises);

    internal sealed record Answer(string Failure, int? Status, string? Error, string? Body)
    {
        public CallFailure Kind => Enum.Parse<CallFailure>(Failure);
    }
}
