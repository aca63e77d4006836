using PrivateApi.Text;

namespace PrivateApi.Model;

/// <summary>The call that was tested as it was asked for, so that it can be tested again. Secrets in it are masked.</summary>
public sealed record TestInput
{
    /// <summary>The URL, with the secrets in it masked; null for a call that was described by ids.</summary>
    public Uri? Uri { get; init; }

    /// <summary>The endpoint that was named; null for none.</summary>
    public string? VpcEndpointId { get; init; }

    /// <summary>The form of address that was asked for.</summary>
    public UrlForm UrlForm { get; init; }

    /// <summary>The custom domain that was named; null for none.</summary>
    public string? DomainName { get; init; }

    /// <summary>The base path of <see cref="DomainName"/> that was piped; null where one was to be chosen.</summary>
    public DomainMapping? Mapping { get; init; }

    /// <summary>The load balancer that was named; null for none.</summary>
    public string? LoadBalancerArn { get; init; }

    /// <summary>ARN of the signer; null for an unsigned call.</summary>
    public string? Principal { get; init; }

    /// <summary>
    /// What the method's authorizer is taken to decide: <c>Allow</c>, <c>Deny</c>, or the policy document that its function returns; null
    /// for nothing.
    /// </summary>
    public string? AuthorizerDecision { get; init; }

    /// <summary>The host that the signature is made for; null for the one that is called.</summary>
    public string? SigningHost { get; init; }

    /// <summary>The caller's subnet; null where it was not named by one.</summary>
    public string? SubnetId { get; init; }

    /// <summary>The caller's security groups that were named.</summary>
    public IReadOnlyList<string> SecurityGroupId
    {
        get;
        init => field = Items.Of(value);
    } = new ItemList<string>([]);

    /// <summary>The instance that calls; null for another caller.</summary>
    public string? InstanceId { get; init; }

    /// <summary>The Lambda function that calls; null for another caller.</summary>
    public string? FunctionName { get; init; }

    /// <summary>The network interface that calls; null for another caller.</summary>
    public string? NetworkInterfaceId { get; init; }

    /// <summary>The VPC of the caller's address; null for another caller.</summary>
    public string? VpcId { get; init; }

    /// <summary>The caller's address; null for another caller.</summary>
    public string? SourceIp { get; init; }

    /// <summary>True for a caller behind Direct Connect or a VPN.</summary>
    public bool OnPremises { get; init; }

    /// <summary>True where its name servers forward to the VPC's resolver.</summary>
    public bool ForwardsNames { get; init; }

    /// <summary>True for a caller in another account than the API's.</summary>
    public bool IsCallerElsewhere { get; init; }

    /// <summary>The account of a caller that was looked for with a profile of its own; null for the API's.</summary>
    public string? CallerAccountId { get; init; }

    /// <summary>The custom domain that the load balancer of the URL forwards; null for none.</summary>
    public string? ForwardedName { get; init; }

    /// <summary>The path below the stage, with the keys in it masked; null for none.</summary>
    public string? Path { get; init; }

    /// <summary>The headers, with the values of secret ones masked.</summary>
    public IReadOnlyDictionary<string, string> Header
    {
        get;
        init => field = Items.Of(value);
    } = new ItemMap<string>(new Dictionary<string, string>());

    /// <summary>What is called, and from where, as far as it was named.</summary>
    public override string ToString() =>
        string.Join(
            ' ',
            new[]
            {
                Uri?.ToString(),
                VpcEndpointId,
                DomainName,
                SubnetId,
                InstanceId,
                FunctionName,
                NetworkInterfaceId,
                SourceIp,
            }.OfType<string>()
        );

    /// <summary>What is masked; null where this result was stored, or comes from another process.</summary>
    internal MaskedInput? Masked { get; init; }
}
