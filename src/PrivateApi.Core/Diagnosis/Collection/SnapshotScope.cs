using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Facts;
using PrivateApi.Reachability;

namespace PrivateApi.Diagnosis.Collection;

/// <summary>What a snapshot has to include.</summary>
internal sealed record SnapshotScope
{
    /// <summary>The APIs' ids. What an object carries is read again: a stage may have been deployed since.</summary>
    public required IReadOnlyList<string> RestApiIds { get; init; }

    /// <summary>All APIs of the Region as they were just listed; null to list them.</summary>
    public IReadOnlyList<RestApi>? Listed { get; init; }

    /// <summary>The stages whose deployments are read; null for all.</summary>
    public string? StageName { get; init; }

    /// <summary>True to read the deployments of the other stages where there is no stage of this name: a URL may lack its stage.</summary>
    public bool IncludesOtherStages { get; init; }

    /// <summary>The callers; empty for none.</summary>
    public IReadOnlyList<Caller> Callers { get; init; } = [];

    /// <summary>An endpoint that calls go through; null for those that the APIs and the callers' VPCs have.</summary>
    public string? VpcEndpointId { get; init; }

    /// <summary>The custom domain called, or that a load balancer forwards; null for none.</summary>
    public string? DomainName { get; init; }

    /// <summary>That name, and others that the URL or a header of the call names; empty for none.</summary>
    public IReadOnlyList<string> DomainNames { get; init; } = [];

    /// <summary>True where the calls go by a name that is not API Gateway's, which private DNS of endpoints does not answer.</summary>
    public bool IsOtherName { get; init; }

    /// <summary>The name called where that is given; null for one of the API's.</summary>
    public string? HostName { get; init; }

    /// <summary>ARN of whoever signs; null for an unsigned call.</summary>
    public string? Principal { get; init; }

    /// <summary>The method of a stage that the calls go to; null for none.</summary>
    public Func<StageFact, MethodFact?> Called { get; init; } = _ => null;

    /// <summary>The API key that the calls carry; null for none.</summary>
    public SentApiKey? ApiKey { get; init; }

    /// <summary>The stages that are judged.</summary>
    public IEnumerable<StageFact> StagesOf(IEnumerable<ApiFact> apis) =>
        apis.SelectMany(api => api.Stages).Where(stage => StageName is null || stage.Name == StageName);

    /// <summary>The load balancer that calls go through; null for none, or to find it by the name called.</summary>
    public string? LoadBalancerArn { get; init; }

    /// <summary>VPCs of the callers, as far as they are in the API's Region.</summary>
    public IEnumerable<string> CallerVpc =>
        Callers.Where(caller => caller.Region is null).Select(caller => caller.VpcId).OfType<string>().Distinct(StringComparer.Ordinal);
}
