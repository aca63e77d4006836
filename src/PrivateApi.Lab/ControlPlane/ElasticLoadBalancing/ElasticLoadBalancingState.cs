using PrivateApi.Lab.State;

namespace PrivateApi.Lab.ControlPlane.ElasticLoadBalancing;

/// <summary>Load balancers of one account and Region.</summary>
internal sealed class ElasticLoadBalancingState(string accountId, string region) : ILabState<ElasticLoadBalancingState>
{
    public string AccountId { get; } = accountId;

    public string Region { get; } = region;

    public List<LabLoadBalancer> Balancers { get; } = [];

    public List<LabListener> Listeners { get; } = [];

    public List<LabTargetGroup> TargetGroups { get; } = [];

    public static ElasticLoadBalancingState Create(LabStore store, string accountId, string region) => new(accountId, region);

    public LabLoadBalancer Balancer(string arn) =>
        Balancers.Find(item => item.Arn == arn) ?? throw new AwsFault(400, "LoadBalancerNotFound", $"Load balancer '{arn}' not found");

    public LabListener Listener(string arn) =>
        Listeners.Find(item => item.Arn == arn) ?? throw new AwsFault(400, "ListenerNotFound", $"Listener '{arn}' not found");

    public LabTargetGroup TargetGroup(string arn) =>
        TargetGroups.Find(item => item.Arn == arn) ?? throw new AwsFault(400, "TargetGroupNotFound", $"Target groups '{arn}' not found");

    /// <summary>The load balancers whose listeners forward to a group.</summary>
    public IEnumerable<LabLoadBalancer> Using(LabTargetGroup group) =>
        Balancers.Where(balancer =>
            Listeners.Any(listener =>
                listener.LoadBalancerArn == balancer.Arn && listener.Rules.Any(rule => rule.TargetGroupArns.Contains(group.Arn))
            )
        );

    /// <summary>Any resource by its ARN.</summary>
    public LabElbResource Resource(string arn) =>
        Balancers.Find(item => item.Arn == arn)
        ?? (LabElbResource?)Listeners.Find(item => item.Arn == arn)
        ?? (LabElbResource?)Listeners.SelectMany(item => item.Rules).FirstOrDefault(item => item.Arn == arn)
        ?? TargetGroup(arn);
}
