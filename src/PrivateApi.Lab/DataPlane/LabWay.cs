using PrivateApi.Lab.ControlPlane.Ec2;
using PrivateApi.Lab.State;
using PrivateApi.Model;
using PrivateApi.Paths;
using PrivateApi.Probe;

namespace PrivateApi.Lab.DataPlane;

/// <summary>
/// The way of a described call to API Gateway: its name's answer, then the first of the addresses that lets it through,
/// as a client tries them. Under the lab's lock; decides by the rules in <see cref="Paths"/>.
/// </summary>
internal sealed class LabWay(LabStore store, LabCallRequest request)
{
    private const string PublicAddress = "203.0.113.10";

    /// <summary>The Region that the name says, or else the caller's.</summary>
    public string Region { get; private set; } = string.Empty;

    /// <summary>Where the call arrives; or the answer that says where it broke.</summary>
    /// <param name="turn">Grows with each call: a name's addresses come in a different order each time.</param>
    /// <exception cref="ArgumentException">The description cannot be used.</exception>
    public (Arrival? Arrival, LabCallAnswer Answer) Find(int turn)
    {
        Uri url = new(request.Url);
        ApiHost host = ApiHost.Parse(url.Host);
        (Ec2State? network, InterfaceFact? caller) = Locate();
        Region = host.Region ?? network?.Region ?? store.Options.Region;
        if (Region != network?.Region && caller is null)
        {
            network = null;
        }

        List<(Ec2State State, EndpointFact Fact)> endpoints = [.. Endpoints(network)];
        NameAnswer answer = request.ConnectTo is { } told
            ? OfAddress(endpoints, told)
            : NameRules.Resolve(host, Facts(endpoints, network, caller));
        if (!answer.IsResolved || (host.Suffix is not null && host.Suffix != Amazon.RegionEndpoint.GetBySystemName(Region).PartitionDnsSuffix))
        {
            return (null, request.ConnectTo is { } address
                ? Broken(CallFailure.ConnectTimeout, $"{address} port 443 did not answer in time.", [address], address)
                : Broken(CallFailure.NameNotResolved, $"{host.Name} does not resolve: Name or service not known.", [], null));
        }

        if (answer.IsPublic)
        {
            return Public(host.Name, network, caller);
        }

        List<InterfaceFact> order = [.. answer.Interfaces.Skip(turn % answer.Interfaces.Count), .. answer.Interfaces.Take(turn % answer.Interfaces.Count)];
        List<string> addresses = [.. order.Select(item => item.Address)];
        InterfaceFact? reached = caller is null || !answer.Endpoint!.IsAvailable
            ? null
            : order.FirstOrDefault(item => ReachRules.FirstObstacle(caller, item) == ReachStep.Reached);
        if (reached is null)
        {
            return (null, Broken(CallFailure.ConnectTimeout, $"{addresses[^1]} port 443 did not answer in time.", addresses, addresses[^1]));
        }

        LabVpcEndpoint endpoint = endpoints.Select(item => item.State.VpcEndpoints.GetValueOrDefault(answer.Endpoint!.Id)).OfType<LabVpcEndpoint>().First();
        return (new Arrival(endpoint, caller!.Address), Arrived(addresses, reached.Address));
    }

    private static NameAnswer OfAddress(IEnumerable<(Ec2State State, EndpointFact Fact)> endpoints, string address) => endpoints
        .Select(item => NameAnswer.Of(item.Fact) with { Interfaces = [.. item.Fact.Interfaces.Where(part => part.Address == address)] })
        .FirstOrDefault(answer => answer.Interfaces.Count > 0) ?? NameAnswer.None;

    private static LabCallAnswer Broken(CallFailure failure, string message, IReadOnlyList<string> addresses, string? address) => new()
    {
        Failure = failure,
        FailureMessage = message,
        Addresses = addresses,
        ResolvedAddress = address,
        Timings = new Dictionary<string, double> { ["Resolve"] = 1 },
    };

    private static LabCallAnswer Arrived(IReadOnlyList<string> addresses, string address) => new()
    {
        Failure = CallFailure.None,
        Addresses = addresses,
        ResolvedAddress = address,
        Timings = new Dictionary<string, double> { ["Resolve"] = 1, ["Connect"] = 1, ["Tls"] = 2 },
    };

    /// <summary>A name with public addresses: reached from outside, and from a subnet with a way to the internet.</summary>
    private static (Arrival? Arrival, LabCallAnswer Answer) Public(string host, Ec2State? network, InterfaceFact? caller)
    {
        bool isReached = caller is null || InternetWay.Exists(network!, caller);
        return isReached
            ? (new Arrival(null, caller is null ? "198.51.100.7" : "203.0.113.77"), Arrived([PublicAddress], PublicAddress))
            : (null, Broken(CallFailure.ConnectTimeout, $"{host} ({PublicAddress}) port 443 did not answer in time.", [PublicAddress], PublicAddress));
    }

    private (Ec2State? Network, InterfaceFact? Caller) Locate()
    {
        if (request.Caller.Kind == LabCallerKind.Internet)
        {
            return (null, null);
        }

        foreach ((_, _, Ec2State state) in store.All<Ec2State>())
        {
            state.Settle();
            if (new NetworkFacts(state).Caller(request.Caller) is { } caller)
            {
                return (state, caller);
            }
        }

        throw new ArgumentException($"The lab has no subnet {request.Caller.SubnetId}.");
    }

    /// <summary>All endpoints of the Region, whoever owns them: their names are public.</summary>
    private IEnumerable<(Ec2State State, EndpointFact Fact)> Endpoints(Ec2State? network)
    {
        foreach ((_, string region, Ec2State state) in store.All<Ec2State>())
        {
            if (region == Region || state == network)
            {
                state.Settle();
                foreach (EndpointFact fact in new NetworkFacts(state).Endpoints())
                {
                    yield return (state, fact);
                }
            }
        }
    }

    private NameFacts Facts(IEnumerable<(Ec2State State, EndpointFact Fact)> endpoints, Ec2State? network, InterfaceFact? caller) => new()
    {
        CallerVpc = network is not null && caller is not null && network.Region == Region ? new NetworkFacts(network).Vpc(caller.VpcId) : null,
        Endpoints = [.. endpoints.Select(item => item.Fact)],
        IsPrivate = id => LabApis.Find(store, Region, id)?.Api.IsPrivate,
        HasAlias = (id, endpoint) => LabApis.Find(store, Region, id) is { } found && LabApis.HasAlias(found.Api, endpoint),
    };
}
