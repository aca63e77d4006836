using System.Net;
using Amazon.EC2.Model;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Provisioning.EndpointPlans;
using PrivateApi.Resources;
using PrivateApi.Text;

namespace PrivateApi.Provisioning.ResolverPlans;

/// <summary>Finds what AWS would refuse, or accept without it working, before anything is created.</summary>
internal sealed class ResolverChecks(AwsSession session)
{
    /// <summary>All checks of a new resolver that need AWS.</summary>
    /// <exception cref="PrivateApiException">
    /// <c>SubnetNotFound</c>, <c>SubnetOutsideVpc</c>, <c>TooFewZones</c>, <c>SecurityGroupNotFound</c>,
    /// <c>SecurityGroupOutsideVpc</c>, <c>VpcNotFound</c>, <c>IpAddressTypeNotSupported</c>.
    /// </exception>
    public async Task<ResolverPlacement> PlaceAsync(ResolverSpec spec, CancellationToken stop)
    {
        EndpointChecks checks = new(session);
        string vpcId = await VpcOfAsync(spec.SubnetIds[0], stop);
        IReadOnlyList<Subnet> subnets = await checks.RequireSubnetsAsync(vpcId, spec.SubnetIds, stop);
        RequireTwoZones(subnets);
        RequireIpv4(subnets);
        await checks.RequireGroupsAsync(vpcId, spec.SecurityGroupIds, stop);
        foreach (string other in spec.VpcIds)
        {
            await checks.RequireVpcAsync(other, stop);
        }

        return new ResolverPlacement(vpcId, [.. subnets.Select(subnet => subnet.SubnetId)]);
    }

    /// <summary>What is asked for, with ranges and addresses as AWS writes them.</summary>
    /// <exception cref="PrivateApiException">
    /// <c>SourceCidrRequired</c>, <c>InvalidCidrBlock</c>, <c>InvalidAddress</c>, <c>InvalidDomainName</c>.
    /// </exception>
    public static ResolverSpec Read(ResolverSpec spec)
    {
        if (!spec.IsOutbound && spec.SecurityGroupIds.Count == 0 && spec.SourceCidrs.Count == 0)
        {
            throw new PrivateApiException(
                "SourceCidrRequired",
                FaultKind.InvalidArgument,
                $"Nobody says whose name servers may ask '{spec.Name}'. Give the ranges on premises with -SourceCidr, for instance "
                    + "192.168.0.0/16, or a security group that lets TCP and UDP 53 in with -SecurityGroupId. An outbound resolver, which "
                    + "forwards the VPC's own queries, takes -ForwardTo.",
                spec.Name
            );
        }

        return spec with
        {
            SourceCidrs = [.. spec.SourceCidrs.Select(Range).Distinct()],
            ForwardTo = [.. spec.ForwardTo.Select(Address).Distinct()],
            DomainName = spec.DomainName is { } domain ? Domain(domain) : null,
            SubnetIds = [.. spec.SubnetIds.Distinct()],
            SecurityGroupIds = [.. spec.SecurityGroupIds.Distinct()],
            VpcIds = [.. spec.VpcIds.Distinct()],
        };
    }

    // "Route 53 requires that you create at least two"; two in one zone are accepted and go down together.
    private static void RequireTwoZones(IReadOnlyList<Subnet> subnets)
    {
        if (subnets.DistinctBy(subnet => subnet.AvailabilityZone).Count() < 2)
        {
            throw new PrivateApiException(
                "TooFewZones",
                FaultKind.InvalidArgument,
                $"{string.Join(", ", subnets.Select(subnet => $"{subnet.SubnetId} in {subnet.AvailabilityZone}"))}: a resolver endpoint "
                    + "takes an address in two zones or more. Give subnets of two zones with -SubnetId.",
                subnets[0].SubnetId
            );
        }
    }

    // Its addresses are IPv4: the endpoint is of Route 53's default type.
    private static void RequireIpv4(IReadOnlyList<Subnet> subnets)
    {
        if (subnets.FirstOrDefault(SubnetRanges.IsIpv6Only) is { } native)
        {
            throw new PrivateApiException(
                "IpAddressTypeNotSupported",
                FaultKind.InvalidArgument,
                $"Subnet {native.SubnetId} is IPv6-only, and the resolver endpoint has an IPv4 address in each of its subnets. "
                    + "Give subnets with an IPv4 range with -SubnetId.",
                native.SubnetId
            );
        }
    }

    private async Task<string> VpcOfAsync(string subnetId, CancellationToken stop)
    {
        DescribeSubnetsRequest request = new() { Filters = [Ec2Tags.Filter("subnet-id", subnetId)] };
        List<Subnet> found = await session.Ec2.Paginators.DescribeSubnets(request).Subnets.ToListAsync(stop);
        return found.Count > 0 ? found[0].VpcId : string.Empty;
    }

    private static string Range(string text) =>
        AddressRanges.TryParse(text.Trim(), out IPNetwork range)
            ? range.ToString()
            : throw new PrivateApiException(
                "InvalidCidrBlock",
                FaultKind.InvalidArgument,
                $"'{text}' is not a range of addresses. Write -SourceCidr as 192.168.0.0/16, or as one address.",
                text
            );

    private static string Address(string text) =>
        AddressRanges.TryParseAddress(text.Trim(), out IPAddress? address)
            ? address.ToString()
            : throw new PrivateApiException(
                "InvalidAddress",
                FaultKind.InvalidArgument,
                $"'{text}' is not an IP address. -ForwardTo takes the addresses of an inbound endpoint: "
                    + "(Get-PrivateApiResolver).IpAddress shows them where that is.",
                text
            );

    private static string Domain(string text) =>
        text.Trim().TrimEnd('.').ToLowerInvariant() is { Length: > 0 and <= 255 } domain
        && domain.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
            ? domain
            : throw new PrivateApiException(
                "InvalidDomainName",
                FaultKind.InvalidArgument,
                $"'{text}' is not a domain name that a rule can forward. Leave -DomainName out for that of execute-api.",
                text
            );
}
