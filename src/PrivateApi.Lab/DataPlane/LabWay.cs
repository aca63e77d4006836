using PrivateApi.Calls;
using PrivateApi.Facts;
using PrivateApi.Lab.ControlPlane.ApiGateway;
using PrivateApi.Lab.ControlPlane.Ec2;
using PrivateApi.Lab.ControlPlane.Ec2.Model;
using PrivateApi.Lab.State;
using PrivateApi.Model;
using PrivateApi.Reachability;
using PrivateApi.Reachability.Addressing;
using PrivateApi.Reachability.LoadBalancers;
using PrivateApi.Reachability.Names;
using PrivateApi.Reachability.Network;

namespace PrivateApi.Lab.DataPlane;

/// <summary>
/// The path of a described call to API Gateway, judged by the path engine: first the answer for its name, then the first of the addresses
/// that lets the call through, tried as a client tries them. Under the lab's lock.
/// </summary>
internal sealed class LabWay(LabStore store, LabCallRequest request)
{
    private const string PublicAddress = "203.0.113.10";

    private readonly Uri _url = new(request.Url);

    /// <summary>The Region in the name, or else the caller's.</summary>
    public string Region { get; private set; } = string.Empty;

    /// <summary>The lab's state as facts, which the gateway judges by as well.</summary>
    public AccountSnapshot? Facts { get; private set; }

    /// <summary>The Host as a load balancer forwards it; null for the client's.</summary>
    public string? Host { get; private set; }

    /// <summary>Where the call arrives; or the answer that says where it failed.</summary>
    /// <param name="turn">Grows with each call: a name's addresses come in a different order each time.</param>
    /// <exception cref="ArgumentException">The description cannot be used.</exception>
    public (Ingress? Arrival, LabCallAnswer Answer) Find(int turn)
    {
        ApiHost host = ApiHost.Parse(_url.Host);
        Caller caller = CallFacts.Build(store, request.Caller);
        string? home = CallFacts.RegionOf(store, request.Caller);
        Region = host.Region ?? home ?? store.Options.Region;

        // A VPC in another Region has its own resolver, which knows nothing about this Region's private names.
        AccountSnapshot snapshot = Snapshot(host);
        Facts = snapshot;
        Caller asks = home is null || home == Region ? caller : Caller.Internet;
        NameAnswer name = new EvaluationContext(snapshot, Call(asks)).Address.Name!;
        if (host.Suffix is not null && host.Suffix != snapshot.DnsSuffix)
        {
            name = NameAnswer.None("another partition");
        }

        return name.Kind switch
        {
            NameAnswerKind.Public => Public(home is null ? null : snapshot, caller),
            NameAnswerKind.Endpoint => Through(name, snapshot, caller, turn),
            NameAnswerKind.LoadBalancer => Balanced(snapshot, caller, turn),
            NameAnswerKind.Other => (
                null,
                Broken(
                    CallFailure.ConnectTimeout,
                    $"{request.ConnectTo ?? _url.Host} port 443 did not answer in time.",
                    request.ConnectTo is { } told ? [told] : [],
                    request.ConnectTo
                )
            ),
            _ => (null, Broken(CallFailure.NameNotResolved, $"{_url.Host} does not resolve: Name or service not known.", [], null)),
        };
    }

    private (Ingress? Arrival, LabCallAnswer Answer) Through(NameAnswer name, AccountSnapshot snapshot, Caller caller, int turn)
    {
        List<InterfaceFact> order =
        [
            .. name.Interfaces.Skip(turn % name.Interfaces.Count),
            .. name.Interfaces.Take(turn % name.Interfaces.Count),
        ];
        List<string> addresses = [.. order.SelectMany(item => item.Addresses)];
        NetworkTrace[] traces = [.. order.Select(item => ReachRules.Judge(snapshot, caller, item))];
        NetworkTrace? trace = name.Endpoint!.IsAvailable ? Array.Find(traces, item => !item.IsClosed) : null;
        if (trace is null && Array.TrueForAll(traces, item => item.IsWithoutFamily))
        {
            return (
                null,
                Broken(CallFailure.ConnectFailed, $"{addresses[^1]} port 443: Network is unreachable.", addresses, addresses[^1])
            );
        }

        if (trace is null)
        {
            return (
                null,
                Broken(CallFailure.ConnectTimeout, $"{addresses[^1]} port 443 did not answer in time.", addresses, addresses[^1])
            );
        }

        if (!CertificateNames.IsGateways(snapshot, _url.Host))
        {
            string shown = ApiHosts.Domain(snapshot.Region, snapshot.DnsSuffix);
            return (
                null,
                Broken(
                    CallFailure.TlsFailed,
                    $"The TLS handshake with {_url.Host} failed: the certificate that {trace.Address} shows is for *.{shown}.",
                    addresses,
                    trace.Address
                )
            );
        }

        LabVpcEndpoint endpoint = store
            .All<Ec2State>()
            .Select(item => item.State.VpcEndpoints.GetValueOrDefault(name.Endpoint.Id))
            .OfType<LabVpcEndpoint>()
            .First();
        string? source = trace.Address.Contains(':', StringComparison.Ordinal) ? caller.Ipv6Address : caller.Address;
        return (Ingress.Through(endpoint, _url.Host, source!), Arrived(addresses, trace.Address));
    }

    /// <summary>A load balancer's name: what it does with the call, then the interface of an endpoint that is its turn.</summary>
    private (Ingress? Arrival, LabCallAnswer Answer) Balanced(AccountSnapshot snapshot, Caller caller, int turn)
    {
        PathCall call = Call(caller) with
        {
            Method = request.Method.ToUpperInvariant(),
            Path = Uri.UnescapeDataString(_url.AbsolutePath),
            HostHeader = request.HostHeader,
            ApiIdHeader = request
                .Headers.FirstOrDefault(item => item.Key.Equals("x-apigw-api-id", StringComparison.OrdinalIgnoreCase))
                .Value,
        };
        LoadBalancerWay way = new EvaluationContext(snapshot, call).Way!;
        List<string> addresses = [.. way.Nodes.Select(node => node.AnyAddress!)];
        Finding? obstacle = BalancedWay.Obstacle(snapshot, call);
        if (obstacle is { Failure: { } failure })
        {
            return (
                null,
                Broken(failure, $"{_url.Host} port 443: {obstacle.Message}.", addresses, addresses is [var first, ..] ? first : null)
            );
        }

        if (obstacle is not null)
        {
            // Where nothing certain is known, the load balancer is assumed to say that its target made no sense.
            return (null, BalancedWay.Answer(obstacle.Answer ?? LoadBalancerAnswers.BadGateway, Arrived(addresses, addresses[0])));
        }

        (InterfaceFact node, InterfaceFact? target) = BalancedWay.Choose(snapshot, way, turn);
        if (target is null)
        {
            Finding missed = LoadBalancerAnswers.Unreachable(new EvaluationContext(snapshot, call), string.Empty, null);
            return missed.Answer is { } answer
                ? (null, BalancedWay.Answer(answer, Arrived(addresses, node.AnyAddress!)))
                : (
                    null,
                    Broken(CallFailure.ConnectTimeout, $"{node.AnyAddress} port 443 did not answer in time.", addresses, node.AnyAddress)
                );
        }

        LabVpcEndpoint endpoint = store
            .All<Ec2State>()
            .SelectMany(item => item.State.VpcEndpoints.Values)
            .First(item => item.NetworkInterfaceIds.Contains(target.Id));
        Host = way.Forwarded.Host;
        return (
            Ingress.Through(endpoint, way.Listener!.Protocol is "HTTPS" or "TLS" ? null : _url.Host, node.AnyAddress!),
            Arrived(addresses, node.AnyAddress!)
        );
    }

    /// <summary>A name with public addresses: reached from outside, and from a subnet with a route to the internet.</summary>
    private (Ingress? Arrival, LabCallAnswer Answer) Public(AccountSnapshot? snapshot, Caller caller) =>
        !caller.IsInVpc || InternetWay.Exists(store, snapshot!, caller, PublicAddress)
            ? (Ingress.Public(caller.IsInVpc ? "203.0.113.77" : caller.SourceAddress!), Arrived([PublicAddress], PublicAddress))
            : (
                null,
                Broken(
                    CallFailure.ConnectTimeout,
                    $"{_url.Host} ({PublicAddress}) port 443 did not answer in time.",
                    [PublicAddress],
                    PublicAddress
                )
            );

    private AccountSnapshot Snapshot(ApiHost host)
    {
        (string AccountId, LabRestApi Api)? api = host.RestApiId is { } id ? LabApis.Find(store, Region, id) : null;
        AccountSnapshot snapshot = LabFacts.Build(
            store,
            Region,
            api?.AccountId ?? store.Options.AccountId,
            api is { Api: { } found } ? ApiFacts.Build(found) : null,
            CallFacts.AccountOf(store, request.Caller)
        );

        // A name of one's own may stand for an alias, which is there only if the API has it.
        return host.IsApiGateways
            ? snapshot
            : snapshot with
            {
                Apis =
                [
                    .. ZoneRecords
                        .Apis(snapshot.HostedZones)
                        .Select(named => LabApis.Find(store, Region, named)?.Api)
                        .OfType<LabRestApi>()
                        .Select(ApiFacts.Build),
                ],
            };
    }

    private PathCall Call(Caller caller) =>
        new()
        {
            RestApiId = string.Empty,
            StageName = null,
            Caller = caller,
            Host = _url.Host,
            ConnectTo = request.ConnectTo,
        };

    private static LabCallAnswer Broken(CallFailure failure, string message, IReadOnlyList<string> addresses, string? address) =>
        new()
        {
            Failure = failure,
            FailureMessage = message,
            Addresses = addresses,
            ResolvedAddress = address,
            Timings = new Dictionary<string, double> { ["Resolve"] = 1 },
        };

    private static LabCallAnswer Arrived(IReadOnlyList<string> addresses, string address) =>
        new()
        {
            Failure = CallFailure.None,
            Addresses = addresses,
            ResolvedAddress = address,
            Timings = new Dictionary<string, double>
            {
                ["Resolve"] = 1,
                ["Connect"] = 1,
                ["Tls"] = 2,
            },
        };
}
