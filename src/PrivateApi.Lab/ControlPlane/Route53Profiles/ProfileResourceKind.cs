namespace PrivateApi.Lab.ControlPlane.Route53Profiles;

/// <summary>
/// What a Profile can carry. The type of a firewall group is that of the AWS CLI's examples; the others are assumed in its form.
/// </summary>
/// <param name="Type">As ResourceType says it.</param>
/// <param name="Words">As status messages call it.</param>
internal sealed record ProfileResourceKind(string Type, string Words)
{
    public static ProfileResourceKind Zone { get; } = new("PRIVATE_HOSTED_ZONE", "private hosted zone");

    public static ProfileResourceKind Rule { get; } = new("RESOLVER_RULE", "Resolver rule");

    public static ProfileResourceKind Endpoint { get; } = new("VPC_ENDPOINT", "VPC endpoint");

    public static ProfileResourceKind FirewallGroup { get; } = new("FIREWALL_RULE_GROUP", "DNS Firewall rule group");

    /// <summary>The kind of an ARN; null for none that a Profile carries.</summary>
    public static ProfileResourceKind? Of(string arn) =>
        arn.Split(':', 6) is not ["arn", _, var service, _, _, var resource]
            ? null
            : (service, resource.Split('/')) switch
            {
                ("route53", ["hostedzone", { Length: > 0 }]) => Zone,
                ("route53resolver", ["resolver-rule", { Length: > 0 }]) => Rule,
                ("route53resolver", ["firewall-rule-group", { Length: > 0 }]) => FirewallGroup,
                ("ec2", ["vpc-endpoint", { Length: > 0 }]) => Endpoint,
                _ => null,
            };
}
