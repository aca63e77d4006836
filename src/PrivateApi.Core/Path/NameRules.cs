namespace PrivateApi.Paths;

/// <summary>
/// How the names of APIs and endpoints resolve. Names of endpoints and aliases are public records with private
/// addresses: they resolve from everywhere, which says nothing about reaching (PrivateLink guide, "DNS resolution").
/// </summary>
internal static class NameRules
{
    public static NameAnswer Resolve(ApiHost host, NameFacts facts)
    {
        // A VPC without DNS support has no resolver at its usual address; nothing resolves there.
        if (facts.CallerVpc is { EnableDnsSupport: false })
        {
            return NameAnswer.None;
        }

        return host.Form switch
        {
            ApiHostForm.Endpoint => OfEndpoint(host, facts),
            ApiHostForm.Alias => OfAlias(host, facts),
            ApiHostForm.Default => OfApi(host, facts),
            _ => NameAnswer.None,
        };
    }

    /// <summary>The endpoint whose private DNS captures every execute-api name of the Region in the caller's VPC; null for none.</summary>
    public static EndpointFact? Capturing(NameFacts facts) => facts.CallerVpc is { EnableDnsSupport: true, EnableDnsHostnames: true } vpc
        ? facts.Endpoints.FirstOrDefault(endpoint => endpoint.VpcId == vpc.Id && endpoint.PrivateDnsEnabled && endpoint.IsAvailable)
        : null;

    private static NameAnswer OfEndpoint(ApiHost host, NameFacts facts)
    {
        EndpointFact? endpoint = facts.Endpoints.FirstOrDefault(endpoint => endpoint.Id == host.VpcEndpointId && endpoint.DnsNames.Contains(host.Name));
        return endpoint is null
            ? NameAnswer.None
            : NameAnswer.Of(endpoint) with { Interfaces = [.. endpoint.Interfaces.Where(item => host.Zone is null || item.Zone == host.Zone)] };
    }

    private static NameAnswer OfAlias(ApiHost host, NameFacts facts)
    {
        // The hidden zone of private DNS holds *.execute-api…, and an alias is one label in front of it as well.
        if (Capturing(facts) is { } capturing)
        {
            return NameAnswer.Of(capturing);
        }

        EndpointFact? endpoint = facts.Endpoints.FirstOrDefault(endpoint => endpoint.Id == host.VpcEndpointId);
        return endpoint is not null && facts.HasAlias(host.RestApiId!, endpoint.Id) ? NameAnswer.Of(endpoint) : NameAnswer.None;
    }

    // Without private DNS a PRIVATE API has no record (domain facts, still unknown: a public address would not help either).
    private static NameAnswer OfApi(ApiHost host, NameFacts facts) =>
        Capturing(facts) is { } capturing ? NameAnswer.Of(capturing)
        : facts.IsPrivate(host.RestApiId!) == false ? NameAnswer.Public
        : NameAnswer.None;
}
