namespace PrivateApi.Reports.Comparison;

/// <summary>What a test was asked for, in a JSON report.</summary>
internal sealed record ReportedInput
{
    public string? Uri { get; init; }

    public string? VpcEndpointId { get; init; }

    public string? UrlForm { get; init; }

    public string? DomainName { get; init; }

    public string? LoadBalancerArn { get; init; }

    public string? Principal { get; init; }

    public string? SigningHost { get; init; }

    public string? SubnetId { get; init; }

    public IReadOnlyList<string?>? SecurityGroupId { get; init; }

    public string? InstanceId { get; init; }

    public string? FunctionName { get; init; }

    public string? NetworkInterfaceId { get; init; }

    public string? VpcId { get; init; }

    public string? SourceIp { get; init; }

    public bool OnPremises { get; init; }

    public bool ForwardsNames { get; init; }

    /// <summary>All of it.</summary>
    public IEnumerable<string?> Parts =>
        [
            Uri,
            VpcEndpointId,
            UrlForm,
            DomainName,
            LoadBalancerArn,
            Principal,
            SigningHost,
            SubnetId,
            string.Join(',', (SecurityGroupId ?? []).Order(StringComparer.Ordinal)),
            InstanceId,
            FunctionName,
            NetworkInterfaceId,
            VpcId,
            SourceIp,
            OnPremises ? "on premises" : null,
            ForwardsNames ? "forwards names" : null,
        ];
}
