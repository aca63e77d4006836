using Amazon.Runtime;
using PrivateApi.Aws.Clients.Acm;
using PrivateApi.Aws.Clients.ElasticLoadBalancing;
using PrivateApi.Aws.Protocols;
using PrivateApi.Facts;

namespace PrivateApi.Diagnosis.Collection;

/// <summary>
/// A load balancer that calls go through: its listener on 443 with certificates and rules, the target groups behind it, and its network
/// interfaces. Read only if a call names it, or a record that it asks for.
/// </summary>
internal sealed class LoadBalancerReads(SnapshotReads reads)
{
    private const int Https = 443;

    private ElasticLoadBalancingClient Client => reads.Session.ElasticLoadBalancing;

    /// <summary>The one that a scope names, or that a record of its domain leads to; nothing, and no call, where there is none.</summary>
    public Task<LoadBalancerView> OfAsync(SnapshotScope scope, IReadOnlyList<HostedZoneFact> zones, CancellationToken stop) =>
        scope.LoadBalancerArn is { } arn ? ByArnAsync(arn, stop)
        : scope.DomainName is { } domain
        && zones
            .SelectMany(zone => zone.Records)
            .Where(record => record.Name.Equals(domain, StringComparison.OrdinalIgnoreCase))
            .Select(record => record.AliasTarget ?? (record.Type == "CNAME" ? (record.Values is [var first, ..] ? first : null) : null))
            .FirstOrDefault(target => target?.Contains(".elb.", StringComparison.OrdinalIgnoreCase) == true)
            is { } name
            ? ByDnsNameAsync(name, stop)
        : Task.FromResult(LoadBalancerView.Empty);

    /// <summary>The load balancer of an ARN; nothing if it is not there, or could not be read.</summary>
    public Task<LoadBalancerView> ByArnAsync(string arn, CancellationToken stop) =>
        ReadAsync(new DescribeLoadBalancersRequest { LoadBalancerArns = [arn] }, _ => true, stop);

    /// <summary>The load balancer of a DNS name; there is no filter for those, so that all are listed.</summary>
    public Task<LoadBalancerView> ByDnsNameAsync(string name, CancellationToken stop)
    {
        string host = name.TrimEnd('.').ToLowerInvariant();
        host = host.StartsWith("dualstack.", StringComparison.Ordinal) ? host["dualstack.".Length..] : host;
        return ReadAsync(new DescribeLoadBalancersRequest(), found => found.DNSName.Equals(host, StringComparison.OrdinalIgnoreCase), stop);
    }

    private async Task<LoadBalancerView> ReadAsync(
        DescribeLoadBalancersRequest request,
        Func<LoadBalancer, bool> isWanted,
        CancellationToken stop
    )
    {
        IReadOnlyList<LoadBalancer> found = await reads.ListAsync(
            "LoadBalancer",
            "elasticloadbalancing:DescribeLoadBalancers",
            async () =>
            {
                try
                {
                    return (await Pages.ListAsync(request, Client.DescribeLoadBalancersAsync, page => page.LoadBalancers, stop)).FindAll(
                        item => isWanted(item)
                    );
                }
                catch (AmazonServiceException e) when (e.ErrorCode == "LoadBalancerNotFound")
                {
                    return [];
                }
            }
        );
        return found.Count == 0 ? LoadBalancerView.Empty : await WholeAsync(found[0], stop);
    }

    private async Task<LoadBalancerView> WholeAsync(LoadBalancer balancer, CancellationToken stop)
    {
        Task<IReadOnlyList<InterfaceFact>> interfaces = InterfacesAsync(balancer, stop);
        Task<ListenerFact[]?> listeners = ListenersAsync(balancer, stop);
        Task<TargetGroup[]?> groups = OneAsync(
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
        await Task.WhenAll(interfaces, listeners, groups);
        HashSet<string> used = [.. (await listeners ?? []).SelectMany(item => item.Rules ?? []).SelectMany(rule => rule.TargetGroupArns)];
        TargetGroupFact[] targets = await Task.WhenAll(
            (await groups ?? []).Where(group => used.Contains(group.TargetGroupArn)).Select(group => GroupAsync(group, stop))
        );
        return new LoadBalancerView(
            [
                new LoadBalancerFact
                {
                    Arn = balancer.LoadBalancerArn,
                    Name = balancer.LoadBalancerName,
                    DnsName = balancer.DNSName.ToLowerInvariant(),
                    Type = balancer.Type,
                    Scheme = balancer.Scheme,
                    VpcId = balancer.VpcId,
                    State = balancer.State,
                    SubnetIds = balancer.SubnetIds,
                    SecurityGroupIds = balancer.SecurityGroups,
                    InterfaceIds = [.. (await interfaces).Select(item => item.Id)],
                    Listeners = await listeners,
                },
            ],
            targets,
            await interfaces
        );
    }

    // "ELB app/load-balancer-name/load-balancer-id" (Application Load Balancer guide, "Load balancer IP address type").
    private Task<IReadOnlyList<InterfaceFact>> InterfacesAsync(LoadBalancer balancer, CancellationToken stop) =>
        new NetworkReads(reads).DescribedAsync("ELB " + balancer.LoadBalancerArn.Split(":loadbalancer/")[^1], stop);

    private async Task<ListenerFact[]?> ListenersAsync(LoadBalancer balancer, CancellationToken stop)
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
        return found is null ? null : await Task.WhenAll(found.Select(item => ListenerAsync(balancer, item, stop)));
    }

    // Of the other ports only that they are there matters.
    private async Task<ListenerFact> ListenerAsync(LoadBalancer balancer, Listener listener, CancellationToken stop)
    {
        bool isCalled = listener.Port == Https;
        Task<CertificateFact[]?> certificates =
            isCalled && listener.Protocol is "HTTPS" or "TLS" ? CertificatesAsync(listener, stop) : Task.FromResult<CertificateFact[]?>([]);
        ListenerRuleFact[]? rules =
            isCalled && balancer.Type == "application"
                ? await RulesAsync(listener, stop)
                : [LoadBalancerFactReader.Rule("default", [], listener.DefaultActions, [])];
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

    private async Task<CertificateFact[]?> CertificatesAsync(Listener listener, CancellationToken stop)
    {
        string[]? arns = await OneAsync(
            "ListenerCertificate",
            "DescribeListenerCertificates",
            () =>
                Pages.ListAsync(
                    new DescribeListenerCertificatesRequest { ListenerArn = listener.ListenerArn },
                    Client.DescribeListenerCertificatesAsync,
                    page => page.CertificateArns,
                    stop
                )
        );
        return arns is null ? null : await Task.WhenAll(arns.Select(arn => CertificateAsync(arn, stop)));
    }

    // A certificate of IAM has no names that can be read.
    private async Task<CertificateFact> CertificateAsync(string arn, CancellationToken stop) =>
        new()
        {
            Arn = arn,
            Names =
                arn.Split(':') is [_, _, "acm", ..]
                && await reads.OneAsync(
                    "Certificate",
                    "acm:DescribeCertificate",
                    async () =>
                        (
                            await reads.Session.Acm.DescribeCertificateAsync(new DescribeCertificateRequest { CertificateArn = arn }, stop)
                        ).Certificate
                )
                    is { } detail
                    ?
                    [
                        .. (detail.SubjectAlternativeNames ?? [])
                            .Prepend(detail.DomainName)
                            .Select(name => name.ToLowerInvariant())
                            .Distinct(StringComparer.Ordinal),
                    ]
                    : null,
        };

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
