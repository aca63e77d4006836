// Over 250 lines: what is found out about one call, each once.
using PrivateApi.Facts;
using PrivateApi.Policy.Authorization;
using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;
using PrivateApi.Reachability.Addressing;
using PrivateApi.Reachability.LoadBalancers;
using PrivateApi.Reachability.Names;
using PrivateApi.Reachability.Network;
using PrivateApi.Reachability.Signer;

namespace PrivateApi.Reachability;

/// <summary>A call on its way, with what the checks need to know about it, found out once.</summary>
internal sealed class EvaluationContext
{
    private static readonly string[] WayKeys = [ConditionKeys.SourceVpce, ConditionKeys.SourceVpc, ConditionKeys.VpcSourceIp];

    private static readonly string[] PublicKeys = [ConditionKeys.SourceIp];

    private IReadOnlyList<NetworkTrace>? _traces;
    private DeployedPolicy? _deployed;
    private CallDecision? _decision;

    public EvaluationContext(AccountSnapshot snapshot, PathCall call)
    {
        Snapshot = snapshot;
        Call = call;
        Api = snapshot.Apis.FirstOrDefault(api => api.Id == call.RestApiId);
        Stage = Api?.Stages.FirstOrDefault(stage => stage.Name == call.StageName);
        Method = Stage is null ? null : CalledMethod.Find(Stage, call.Method, call.Path);

        Public = PublicTarget.Find(snapshot, call, Api);
        EndpointFact? endpoint = EndpointChoice.Choose(snapshot, call, Api);
        string? named = call.VpcEndpointId ?? (endpoint is null ? EndpointChoice.Beyond(snapshot, call, Api) : null);
        Address = AddressChoice.Choose(snapshot, call, Api, endpoint, named);

        LoadBalancerFact? balancer = Address.Name is null or { Kind: NameAnswerKind.Unknown }
            ? LoadBalancerNames.Named(snapshot, call)
            : Address.Name.LoadBalancer;
        Way = balancer is null ? null : LoadBalancerWay.Find(snapshot, call, balancer, Address.Host, Uri.UnescapeDataString(PathOf(call)));

        // Whatever was meant, the call arrives where the name leads.
        Endpoint = Address.Name?.Endpoint ?? Way?.Endpoint ?? endpoint;
        EndpointId = Endpoint?.Id ?? (Way is null ? named : call.VpcEndpointId);

        // Names need not be unique: an endpoint reaches the domain that it is associated with.
        Domain = call.DomainName is null
            ? Way?.Forwarded.Domain
            : snapshot
                .Domains.Where(domain => string.Equals(domain.Name, call.DomainName, StringComparison.OrdinalIgnoreCase))
                .OrderByDescending(domain => EndpointId is { } id && domain.Associated.Contains(id))
                .FirstOrDefault();
        Context = new PolicyContext(snapshot.Partition, snapshot.Region, IsApiUnseen ? "*" : snapshot.AccountId, call.RestApiId);
    }

    public AccountSnapshot Snapshot { get; }

    public PathCall Call { get; }

    public ApiFact? Api { get; }

    /// <summary>What is called if that is a public API; null for a private one, and for one that is not known.</summary>
    public PublicTarget? Public { get; }

    public StageFact? Stage { get; }

    /// <summary>
    /// Whether the API's default host is off for this call: as its stage was deployed, or as the API has it now where no record says that.
    /// </summary>
    public bool? IsDefaultHostDisabled => Stage?.Deployed?.DisableExecuteApiEndpoint ?? Api?.DisableExecuteApiEndpoint;

    /// <summary>The deployed method; null when there is none, or methods are not known.</summary>
    public MethodFact? Method { get; }

    /// <summary>The custom domain that the call is made by; null when it is made by another name, or the domain is not there.</summary>
    public DomainFact? Domain { get; }

    public AddressChoice Address { get; }

    /// <summary>The call's way through a load balancer; null when it goes through none.</summary>
    public LoadBalancerWay? Way { get; }

    /// <summary>The endpoint the call goes through; null when none is known.</summary>
    public EndpointFact? Endpoint { get; }

    /// <summary>Its id, also when it is not there.</summary>
    public string? EndpointId { get; }

    /// <summary>The API's ARN; its account is a star where it is not known.</summary>
    public PolicyContext Context { get; }

    /// <summary>The account or accounts that were read, and the Region.</summary>
    public string Place => Snapshot.Place;

    /// <summary>True for an API that was looked for and is not in the account: it may be another's.</summary>
    public bool IsApiUnseen =>
        Api is null
        && Public is null
        && Snapshot.Missing("Api") is null
        && Snapshot.Missing("V2Api") is null
        && Snapshot.PublicApis?.Any(api => api.Id == Call.RestApiId) != true;

    /// <summary>The API in words; by the name called where its id is not known.</summary>
    public string ApiWords => Call.RestApiId.Length > 0 ? $"the API {Call.RestApiId}" : $"the API behind {Call.DomainName}";

    /// <summary>True for an endpoint that is named, was looked for and is not in the account: it may be another's.</summary>
    public bool IsEndpointUnseen =>
        EndpointId is not null && Endpoint is null && Way is null && !IsPast && Snapshot.Missing("Endpoint") is null;

    /// <summary>True when the call does not go through an endpoint: its name has public addresses.</summary>
    public bool IsPast => Address.Name?.Kind == NameAnswerKind.Public;

    /// <summary>
    /// The Host header that the gateway gets. A call that was described by ids carries the one that its form of address needs, unless it
    /// says otherwise.
    /// </summary>
    public string SentHost =>
        Call.HostHeader?.Split(':')[0]
        ?? (
            Call.Host is null && Call.ApiIdHeader is null
                ? new ApiHosts(Call.RestApiId, Snapshot.Region, Snapshot.DnsSuffix).HostHeader(Address.Form)
                : null
        )
        ?? Address.Host;

    /// <summary>What is not documented about which of two names the gateway finds the API by; null where that is documented.</summary>
    public string? HostDoubt => Addressing.HostDoubt.Of(this);

    /// <summary>True when the signature is made for a host that is not the Host that is sent, so that it does not match.</summary>
    public bool IsSignedForAnotherHost => SignedHost.Differs(this);

    /// <summary>The endpoint whose private DNS took the name; null where the name led there otherwise, or elsewhere.</summary>
    public EndpointFact? TakenBy => Address.Name is { Kind: NameAnswerKind.Endpoint, IsPrivateDns: true } name ? name.Endpoint : null;

    /// <summary>The URL called.</summary>
    public string Url => $"https://{Address.Host}{(Domain is null ? BasePaths.Direct(Call) : DomainRouting.PathOf(Domain, Call))}";

    /// <summary>The ways to the interfaces that the name leads to, or to all of the endpoint's; empty without a caller.</summary>
    public IReadOnlyList<NetworkTrace> Traces =>
        _traces ??=
            Call.Caller.Kind == CallerKind.None ? []
            : Way is { } way ? [.. way.LoadBalancer.IsInternal ? LoadBalancerNodes.Inward(Snapshot, Call.Caller, way) : []]
            : [.. Interfaces().Select(item => ReachRules.Judge(Snapshot, Call.Caller, item, Address.Name?.Ipv6Doubt))];

    /// <summary>
    /// The caller with the addresses that may be seen at the endpoint: those of the families that the name answers. Which of two a client
    /// takes is its own choice.
    /// </summary>
    public Caller Source =>
        field ??=
            Way is null && !IsPast && Address.Name is { Kind: NameAnswerKind.Endpoint, Interfaces.Count: > 0 } name
                ? CallerAddresses.Only(Call.Caller, EndpointFamilies.Of(name.Interfaces))
                : Call.Caller;

    /// <summary>The ways from a load balancer to the endpoint's interfaces; empty without one.</summary>
    public IReadOnlyList<NetworkTrace> OnwardTraces => field ??= Way is { } way ? [.. LoadBalancerNodes.Onward(Snapshot, way)] : [];

    /// <summary>Ids of interfaces that the name leads to as well, and that were not read.</summary>
    public IReadOnlyList<string> UnreadInterfaces =>
        field ??= Address.Name is { Interfaces.Count: > 0 } name
            ? name.UnreadInterfaces
            : [.. (Way?.LoadBalancer.InterfaceIds ?? Endpoint?.InterfaceIds ?? []).Where(id => Snapshot.Index.Interface(id) is null)];

    /// <summary>The policy of the stage; null without a stage.</summary>
    public DeployedPolicy? Deployed =>
        _deployed ??= Api is not null && Stage is not null ? DeployedPolicy.Determine(Snapshot, Api, Stage, Context) : null;

    /// <summary>
    /// What the deployed resource policy and the method say together; null without a stage. The endpoint's and the domain's
    /// policies stand for themselves, so that every obstacle shows at once.
    /// </summary>
    public CallDecision? Decision => _decision ??= Stage is null ? null : DecisionUnder(Deployed!.Text);

    /// <summary>The same under another resource policy.</summary>
    public CallDecision DecisionUnder(string? policy)
    {
        CallDecision decision = CallAuthorizer.Decide(Question(policy));

        // IAM guide, "Permissions boundaries": whether a resource policy reaches past a role's boundary hangs on whom it names.
        return Signer is { IsBounded: true } && decision.IsAllowed == true && SignerName.Parse(Call.Principal) is { IsUser: false }
            ? decision with
            {
                IsAllowed = null,
                Gate = AuthorizationStep.MethodAuthorization,
                Reason = "The resource policy allows the call, and whether that reaches past the permissions boundary is not known.",
            }
            : decision;
    }

    /// <summary>
    /// What the signer's identity policies say; null where they do not count: no signature, or none that the method wants.
    /// </summary>
    public SignerAccess? Signer =>
        field ??= Authorization == MethodAuthorization.AwsIam ? SignerAccess.For(Snapshot, Call, Request, OpenKeys) : null;

    /// <summary>True when the deployed resource policy decides the call whatever is not known of it.</summary>
    public bool IsPolicySettled => Policy(Deployed?.Text) is not { } policy || Settled(policy, SeenByApi) is not null;

    /// <summary>The request as policies see it.</summary>
    public AccessRequest Request => field ??= AccessRequests.Create(this);

    /// <summary>The request as the resource policy sees it.</summary>
    public AccessRequest SeenByApi => field ??= CallAuthorizer.Seen(Request, Authorization);

    /// <summary>A policy that decides the request whatever is not known of the call; null where that matters.</summary>
    public AddressedPolicy? Settled(PolicyDocument policy, AccessRequest request, PolicyUse use = PolicyUse.Resource) =>
        AddressedPolicy.For(policy, request, use, OpenKeys, Way is null ? Source : Caller.Nobody);

    /// <summary>Why a policy is not settled: it asks for the endpoint or the caller's address, and that is not known.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="request">The request that it does not decide.</param>
    /// <param name="of">Whose it is.</param>
    /// <param name="use">Where it is attached.</param>
    public Finding Undecided(PolicyDocument policy, AccessRequest request, string of, PolicyUse use = PolicyUse.Resource) =>
        OpenKeys.First(key => SettledPolicy.Asks(policy, key)) switch
        {
            ConditionKeys.VpcSourceIp when Way is { } way => Finding.Skipped(
                $"the policy of {of} tests aws:VpcSourceIp, which behind {way.LoadBalancer.Name} is the address of any of its nodes: "
                    + string.Join(", ", way.Nodes.Select(node => node.AnyAddress))
            ),
            ConditionKeys.VpcSourceIp => Finding.Skipped(
                AddressedPolicy.Depends(policy, request, use, OpenKeys, Source) is { } depends
                    ? $"the policy of {of} tests aws:VpcSourceIp, and {depends}; {CallerAddresses.HowToName}"
                    : $"the policy of {of} tests aws:VpcSourceIp, but the caller's address is not known; name it with -SourceIp, "
                        + "or name a caller"
            ),
            ConditionKeys.SourceIp => Finding.Skipped(
                $"the policy of {of} tests aws:SourceIp, and the public address that the call comes from is not known: a caller "
                    + "in a VPC has that of its NAT or internet gateway"
            ),
            _ when Snapshot.Missing("Endpoint") is { } denied => Finding.Skipped(
                $"the policy of {of} tests which endpoint the call comes through, but "
                    + $"{EndpointId ?? "the endpoints"} could not be read: {denied.Permission} is denied"
            ),
            _ when IsEndpointUnseen => Finding.Skipped(
                $"the policy of {of} tests which VPC the call comes through, and that of {EndpointId} is not known: it is not in {Place}"
            ),
            _ when EndpointId is null && IsApiUnseen => Finding.Skipped(
                $"the policy of {of} tests which endpoint the call comes through, and that is not known"
            ),
            _ => Finding.NotApplicable($"the policy of {of} tests which endpoint the call comes through, and there is none"),
        };

    /// <summary>The document of a text; null for none.</summary>
    public PolicyDocument? Policy(string? text) => Snapshot.Index.Policy(text);

    // What every call that comes this way carries, and this one's value of it is not known.
    private string[] OpenKeys => field ??= [.. (IsPast ? PublicKeys : WayKeys).Where(key => !Request.Context.Contains(key))];

    private string PathOf(PathCall call) =>
        Snapshot.Domains.FirstOrDefault(domain => domain.Name.Equals(call.DomainName, StringComparison.OrdinalIgnoreCase)) is { } domain
            ? DomainRouting.PathOf(domain, call)
            : BasePaths.Direct(call);

    private MethodAuthorization Authorization =>
        Method?.Authorization switch
        {
            "AWS_IAM" => MethodAuthorization.AwsIam,
            "COGNITO_USER_POOLS" => MethodAuthorization.Cognito,
            "CUSTOM" => MethodAuthorization.Custom,
            _ => MethodAuthorization.None,
        };

    private IEnumerable<InterfaceFact> Interfaces() =>
        Address.Name is { Interfaces.Count: > 0 } name
            ? name.Interfaces
            : (Endpoint?.InterfaceIds ?? []).Select(Snapshot.Index.Interface).OfType<InterfaceFact>();

    private CallQuestion Question(string? policy)
    {
        PolicyDocument? document = Policy(policy);
        AddressedPolicy? settled = document is null ? null : Settled(document, SeenByApi);
        return new()
        {
            Request = settled?.On(Request) ?? Request,
            ResourcePolicy = settled?.Policy ?? document,
            Authorization = Authorization,
            Identity = AuthorizerAnswer.Of(this) ?? Call.Identity ?? Signer?.Effect,
            HasToken = AuthorizerAnswer.HasToken(this),
            TokenRefusal = AuthorizerAnswer.Refusal(this),
            ApiAccountId = Snapshot.AccountId,
        };
    }
}
