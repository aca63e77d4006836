using System.Globalization;
using PrivateApi.Calls;
using PrivateApi.Facts;
using PrivateApi.Lab.ControlPlane.Authorization;
using PrivateApi.Lab.ControlPlane.Ec2;
using PrivateApi.Lab.ControlPlane.Ec2.Model;
using PrivateApi.Lab.ControlPlane.Iam;
using PrivateApi.Lab.State;
using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;
using PrivateApi.Reachability;
using PrivateApi.Reachability.Addressing;
using PrivateApi.Reachability.Signer;
using PrivateApi.Text;

namespace PrivateApi.Lab.DataPlane;

/// <summary>Who calls, and with what, in the form that the path engine needs.</summary>
internal static class CallFacts
{
    private const string NoVpc = "198.51.100.7";

    /// <summary>The place a described call starts from.</summary>
    /// <exception cref="ArgumentException">The lab has no such subnet.</exception>
    public static Caller Build(LabStore store, LabCaller caller)
    {
        if (caller.Kind == LabCallerKind.Internet)
        {
            return Caller.Internet with { Address = NoVpc };
        }

        (Ec2State state, LabSubnet subnet) =
            Find(store, caller.SubnetId) ?? throw new ArgumentException($"The lab has no subnet {caller.SubnetId}.");
        IReadOnlyList<string> groups =
            caller.SecurityGroupIds.Count > 0
                ? caller.SecurityGroupIds
                :
                [
                    .. state
                        .SecurityGroups.Values.Where(group => group.VpcId == subnet.VpcId && group.Name == "default")
                        .Select(group => group.Id),
                ];

        // A made-up caller has an address of each family that its subnet has; a given address is the only one it has.
        string? given = caller.SourceAddress;
        bool isV6 = given?.Contains(':', StringComparison.Ordinal) == true;
        string? address =
            given is null ? subnet.CidrBlock?.At(10)
            : isV6 ? null
            : given;
        string? ipv6 =
            given is null ? subnet.Ipv6CidrBlock?.At(10)
            : isV6 ? given
            : null;
        return new Caller
        {
            Kind = CallerKind.Vpc,
            Label = $"{subnet.Id} ({address ?? ipv6})",
            VpcId = subnet.VpcId,
            SubnetId = subnet.Id,
            Zone = subnet.AvailabilityZone,
            Address = address,
            Ipv6Address = ipv6,
            SecurityGroupIds = groups,
        };
    }

    /// <summary>The Region of a caller's subnet; null outside of any.</summary>
    public static string? RegionOf(LabStore store, LabCaller caller) => Find(store, caller.SubnetId)?.State.Region;

    /// <summary>The account of a caller's subnet; null outside of any.</summary>
    public static string? AccountOf(LabStore store, LabCaller caller) => Find(store, caller.SubnetId)?.State.AccountId;

    /// <summary>The call as it arrives at the gateway.</summary>
    public static PathCall Build(GatewayCall call, AccountSnapshot snapshot, Caller caller)
    {
        LabPrincipal? principal = call.Scope is null ? null : call.Store.PrincipalOf(call.Scope.AccessKey);
        PathCall made = new()
        {
            RestApiId = call.RestApiId,
            StageName = call.StageName,
            Method = call.Request.Method,
            Path = call.Path,
            Caller = caller,
            Host = call.Ingress.ServerName ?? call.DomainName ?? new ApiHosts(call.RestApiId, call.Region, call.DnsSuffix).Default,

            // Which API the request asks for is settled before this.
            ApiIdHeader = call.RestApiId,
            IsApiFound = true,
            HostHeader = call.Ingress.ServerName is null ? null : call.Request.Host,
            HasOtherAuthorization = AuthorizationHeader.IsOther(call.Request.Header("Authorization")),
            VpcEndpointId = call.Ingress.Endpoint?.Id,
            DomainName = call.DomainName,
            HasApiKey = call.Request.Header("x-api-key") is not null,
            ApiKeyId = snapshot.ApiKeys is [var key] ? key.Id : null,
            Principal = principal?.Arn(call.Partition),
            Keys = Keys(call, principal),
        };
        return principal is null
            ? made
            : made with
            {
                Identity = Identity(call, snapshot, principal, AccessRequests.Create(new EvaluationContext(snapshot, made))),
            };
    }

    /// <summary>
    /// What a user or a role of the lab's IAM may do is what its policies allow; the lab's own user, and whoever IAM does not know,
    /// may do everything.
    /// </summary>
    private static Effect Identity(GatewayCall call, AccountSnapshot snapshot, LabPrincipal principal, AccessRequest request) =>
        (call.Store.Options.EnforceIam || IdentityPolicies.Holder(call.Store, principal) is not null)
        && IdentityPolicies.For(call.Store, principal) is { } held
            ? IdentityPolicies.Evaluate(held, SignerAccess.Asked(snapshot, request))
            : Effect.Allowed;

    private static Dictionary<string, string> Keys(GatewayCall call, LabPrincipal? principal)
    {
        Dictionary<string, string?> keys = new()
        {
            ["aws:CurrentTime"] = call.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["aws:EpochTime"] = call.Time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            ["aws:UserAgent"] = call.Request.Header("User-Agent"),
            ["aws:Referer"] = call.Request.Header("Referer"),
        };
        if (principal is not null)
        {
            ILabPolicyHolder? holder = IdentityPolicies.Holder(call.Store, principal);
            keys["aws:PrincipalArn"] = (holder as LabRole)?.Arn ?? principal.Arn(call.Partition);
            keys["aws:PrincipalAccount"] = principal.AccountId;
            keys["aws:PrincipalType"] = principal.Service == "sts" ? "AssumedRole" : "User";
            keys["aws:userid"] = principal.UserId;
            keys["aws:username"] = principal.Service == "iam" ? principal.Resource.Split('/')[^1] : null;
            foreach ((string tag, string value) in (holder as LabUser)?.Tags ?? [])
            {
                keys["aws:PrincipalTag/" + tag] = value;
            }
        }

        return keys.Where(key => key.Value is not null).ToDictionary(key => key.Key, key => key.Value!);
    }

    private static (Ec2State State, LabSubnet Subnet)? Find(LabStore store, string? subnetId)
    {
        foreach ((_, _, Ec2State state) in store.All<Ec2State>())
        {
            if (state.Subnets.TryGetValue(subnetId ?? string.Empty, out LabSubnet? subnet))
            {
                return (state, subnet);
            }
        }

        return null;
    }
}
