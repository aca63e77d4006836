using Amazon.Runtime;
using PrivateApi.Aws.Clients.ElasticLoadBalancing;
using PrivateApi.Aws.Protocols;
using PrivateApi.Facts;
using PrivateApi.Reachability.LoadBalancers;

namespace PrivateApi.Diagnosis.Collection;

/// <summary>
/// A load balancer that calls go through: its listener on 443 with certificates and rules, the target groups behind it, and its network
/// interfaces. Read only if a call names it, or a record that it asks for. And one behind a VPC link, if a method goes through that.
/// </summary>
internal sealed class LoadBalancerReads(SnapshotReads reads)
{
    private const int Https = 443;

    private ElasticLoadBalancingClient Client => reads.Session.ElasticLoadBalancing;

    /// <summary>The one that a scope names, or that the name called leads to; nothing, and no call, where there is none.</summary>
    public Task<LoadBalancerView> OfAsync(SnapshotScope scope, IReadOnlyList<HostedZoneFact> zones, CancellationToken stop) =>
        scope.LoadBalancerArn is { } arn ? ByArnAsync(arn, scope.DomainName ?? scope.HostName, stop)
        : scope.HostName is { } host && NameOf(host, zones) is { } name ? ByDnsNameAsync(name, scope.DomainName ?? host, stop)
        : Task.FromResult(LoadBalancerView.Empty);

    /// <summary>The load balancer's own name that a name is, or that a record leads it to; null for neither.</summary>
    public static string? NameOf(string host, IReadOnlyList<HostedZoneFact> zones) =>
        IsOwn(host)
            ? host
            : zones
                .SelectMany(zone => zone.Records)
                .Where(record => record.Name.Equals(host, StringComparison.OrdinalIgnoreCase))
                .Select(record => record.AliasTarget ?? (record is { Type: "CNAME", Values: [var first, ..] } ? first : null))
                .FirstOrDefault(IsOwn);

    private static bool IsOwn(string? name) => name?.Contains(".elb.", StringComparison.OrdinalIgnoreCase) == true;

    // Nothing if it is not there, or could not be read.
    private Task<LoadBalancerView> ByArnAsync(string arn, string? called, CancellationToken stop) =>
        ReadAsync(new DescribeLoadBalancersRequest { LoadBalancerArns = [arn] }, _ => true, called, stop);

    /// <summary>The load balancer of a DNS name; there is no filter for those, so that all are listed.</summary>
    public Task<LoadBalancerView> ByDnsNameAsync(string name, string? called, CancellationToken stop)
    {
        string host = name.TrimEnd('.').ToLowerInvariant();
        host = host.StartsWith("dualstack.", StringComparison.Ordinal) ? host["dualstack.".Length..] : host;
        return ReadAsync(
            new DescribeLoadBalancersRequest(),
            found => found.DNSName.Equals(host, StringComparison.OrdinalIgnoreCase),
            called,
            stop
        );
    }

    /// <summary>
    /// The load balancer behind a VPC link, with the rules and targets of the listeners that are asked for; null if it could not be read.
    /// </summary>
    /// <param name="arn">Its ARN, or that of the listener that is asked for.</param>
    /// <param name="ports">The ports that are asked for.</param>
    /// <param name="stop">Stops the reads.</param>
    public async Task<(BackendFact Backend, IReadOnlyList<TargetGroupFact> TargetGroups)?> BehindAsync(
        string arn,
        IReadOnlyList<int> ports,
        CancellationToken stop
    )
    {
        BackendFact backend = new() { Arn = arn, Ports = ports };
        if (
            await DescribeAsync(new DescribeLoadBalancersRequest { LoadBalancerArns = [BackendRules.LoadBalancerOf(arn)] }, stop)
            is not { } found
        )
        {
            return null;
        }

        if (found is not [var balancer, ..])
        {
            return (backend, []);
        }

        Task<ListenerFact[]?> listeners = ListenersAsync(
            balancer,
            listener => listener.ListenerArn == arn || ports.Contains(listener.Port),
            isFront: false,
            stop
        );
        TargetGroupFact[] groups = await TargetGroupsAsync(balancer, listeners, stop);
        return (backend with { LoadBalancer = LoadBalancerFactReader.LoadBalancer(balancer, await listeners, []) }, groups);
    }

    private async Task<LoadBalancerView> ReadAsync(
        DescribeLoadBalancersRequest request,
        Func<LoadBalancer, bool> isWanted,
        string? called,
        CancellationToken stop
    ) =>
        (await DescribeAsync(request, stop))?.FirstOrDefault(isWanted) is { } found
            ? await WholeAsync(found, called, stop)
            : LoadBalancerView.Empty;

    private Task<List<LoadBalancer>?> DescribeAsync(DescribeLoadBalancersRequest request, CancellationToken stop) =>
        reads.OneAsync(
            "LoadBalancer",
            "elasticloadbalancing:DescribeLoadBalancers",
            async () =>
            {
                try
                {
                    return (List<LoadBalancer>?)
                        await Pages.ListAsync(request, Client.DescribeLoadBalancersAsync, page => page.LoadBalancers, stop);
                }
                catch (AmazonServiceException e) when (e.ErrorCode == "LoadBalancerNotFound")
                {
                    return [];
                }
            }
        );

    private async Task<LoadBalancerView> WholeAsync(LoadBalancer balancer, string? called, CancellationToken stop)
    {
        Task<IReadOnlyList<InterfaceFact>> interfaces = InterfacesAsync(balancer, stop);
        Task<ListenerFact[]?> listeners = ListenersAsync(balancer, listener => listener.Port == Https, isFront: true, stop);
        TargetGroupFact[] groups = await TargetGroupsAsync(balancer, listeners, stop);
        return new LoadBalancerView(
            [LoadBalancerFactReader.LoadBalancer(balancer, await listeners, await interfaces)],
            groups,
            await interfaces
        )
        {
            Certificates =
                called is not null && !IsOwn(called) && CertificateReads.AreMissing(await listeners, called)
                    ? await new CertificateReads(reads).OfAccountAsync(stop)
                    : [],
        };
    }

    /// <summary>The target groups of the rules that were read.</summary>
    private async Task<TargetGroupFact[]> TargetGroupsAsync(LoadBalancer balancer, Task<ListenerFact[]?> listeners, CancellationToken stop)
    {
        TargetGroup[]? groups = await OneAsync(
            "TargetGroup",
            "DescribeTargetGroups",
            () =>
                Pages.ListAsync(
                    new DescribeTargetGroupsRequest { LoadBalancerArn = balancer.LoadBalancerArn },
                    Client.DescribeTargetGroupsAsync,
                    page => page.TargetGroups,
                    stop
                )
        );
        HashSet<string> used = [.. (await listeners ?? []).SelectMany(item => item.Rules ?? []).SelectMany(rule => rule.TargetGroupArns)];
        return await Task.WhenAll(
            (groups ?? []).Where(group => used.Contains(group.TargetGroupArn)).Select(group => GroupAsync(group, stop))
        );
    }

    // "ELB app/load-balancer-name/load-balancer-id" (Application Load Balancer guide, "Load balancer IP address type").
    private Task<IReadOnlyList<InterfaceFact>> InterfacesAsync(LoadBalancer balancer, CancellationToken stop) =>
        new NetworkReads(reads).DescribedAsync("ELB " + balancer.LoadBalancerArn.Split(":loadbalancer/")[^1], stop);

    private async Task<ListenerFact[]?> ListenersAsync(
        LoadBalancer balancer,
        Func<Listener, bool> isCalled,
        bool isFront,
        CancellationToken stop
    )
    {
        Listener[]? found = await OneAsync(
            "Listener",
            "DescribeListeners",
            () =>
                Pages.ListAsync(
                    new DescribeListenersRequest { LoadBalancerArn = balancer.LoadBalancerArn },
                    Client.DescribeListenersAsync,
                    page => page.Listeners,
                    stop
                )
        );
        if (found is null)
        {
            return null;
        }

        // Where nothing listens on the port, the target group behind the other ports is what a new listener would lead to.
        bool isShown = isFront || !Array.Exists(found, item => isCalled(item));
        return await Task.WhenAll(found.Select(item => ListenerAsync(balancer, item, isCalled(item), isFront, isShown, stop)));
    }

    // Of the other ports only that they are there matters.
    private async Task<ListenerFact> ListenerAsync(
        LoadBalancer balancer,
        Listener listener,
        bool isCalled,
        bool isFront,
        bool isShown,
        CancellationToken stop
    )
    {
        Task<CertificateFact[]?> certificates =
            isCalled && isFront && listener.Protocol is "HTTPS" or "TLS"
                ? new CertificateReads(reads).OfAsync(listener, stop)
                : Task.FromResult<CertificateFact[]?>([]);
        ListenerRuleFact[]? rules =
            isCalled && balancer.Type == "application" ? await RulesAsync(listener, stop)
            : isCalled || isShown ? [LoadBalancerFactReader.Rule("default", [], listener.DefaultActions, [])]
            : null;
        return new ListenerFact
        {
            Arn = listener.ListenerArn,
            Protocol = listener.Protocol,
            Port = listener.Port,
            Certificates = await certificates,
            Rules = rules,
        };
    }

    private async Task<ListenerRuleFact[]?> RulesAsync(Listener listener, CancellationToken stop)
    {
        Rule[]? found = await OneAsync(
            "ListenerRule",
            "DescribeRules",
            () =>
                Pages.ListAsync(
                    new DescribeRulesRequest { ListenerArn = listener.ListenerArn },
                    Client.DescribeRulesAsync,
                    page => page.Rules,
                    stop
                )
        );
        return found is null ? null : LoadBalancerFactReader.Rules(found);
    }

    private async Task<TargetGroupFact> GroupAsync(TargetGroup group, CancellationToken stop) =>
        LoadBalancerFactReader.Group(
            group,
            await OneAsync(
                "TargetHealth",
                "DescribeTargetHealth",
                async () =>
                    (
                        await Client.DescribeTargetHealthAsync(
                            new DescribeTargetHealthRequest { TargetGroupArn = group.TargetGroupArn },
                            stop
                        )
                    ).TargetHealthDescriptions
            )
        );

    private Task<T[]?> OneAsync<T>(string subject, string operation, Func<Task<List<T>>> read) =>
        reads.OneAsync(subject, "elasticloadbalancing:" + operation, async () => (T[]?)[.. await read()]);
}
