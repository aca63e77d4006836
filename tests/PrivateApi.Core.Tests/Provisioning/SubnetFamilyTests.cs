using Amazon.EC2.Model;
using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.Provisioning.EndpointPlans;
using PrivateApi.Provisioning.NetworkPlans;
using PrivateApi.Provisioning.ResolverPlans;

namespace PrivateApi.Tests.Provisioning;

/// <summary>
/// Which subnets an endpoint of a type goes into: ipv4 where there is an IPv4 range, dualstack where there are both, ipv6 in IPv6-only
/// subnets alone (PrivateLink guide, "Access an AWS service using an interface VPC endpoint", "IP address types").
/// </summary>
public sealed class SubnetFamilyTests : IDisposable
{
    private readonly LabScene _scene = new();

    private static CancellationToken Stop => LabScene.Stop;

    public void Dispose() => _scene.Dispose();

    [Theory]
    [InlineData("ipv6", "dual", "has an IPv4 range too", "Use -IpAddressType dualstack, or IPv6-only subnets.")]
    [InlineData("ipv6", "plain", "has no IPv6 range", "Use -IpAddressType ipv4, or IPv6-only subnets.")]
    [InlineData("ipv6", "native mixed", "has an IPv4 range too", "alone. Use IPv6-only subnets.")]
    [InlineData("dualstack", "plain", "has no IPv6 range", "Use -IpAddressType ipv4, or subnets with an IPv4 and an IPv6 range.")]
    [InlineData("dualstack", "native", "has no IPv4 range", "Use -IpAddressType ipv6, or subnets with an IPv4 and an IPv6 range.")]
    [InlineData("ipv4", "native", "is IPv6-only", "Use -IpAddressType ipv6, or subnets with an IPv4 range.")]
    [InlineData(null, "native", "is IPv6-only", "Use -IpAddressType ipv6, or subnets with an IPv4 range.")]
    [InlineData(null, "native mixed", "is IPv6-only", "alone. Use subnets with an IPv4 range.")]
    public async Task An_endpoint_whose_subnets_do_not_suit_its_type_is_refused_with_the_type_that_they_suit(
        string? type,
        string kind,
        string why,
        string instead
    )
    {
        Network network = await _scene.NewNetworkAsync(hasIpv6: kind != "plain");
        IReadOnlyList<string> subnets = await SubnetsAsync(network, kind);
        int changes = _scene.Handler.Changes.Count;
        PrivateApiException e = await Assert.ThrowsAsync<PrivateApiException>(() =>
            _scene.NewEndpointAsync(Spec(network) with { SubnetIds = subnets, IpAddressType = type })
        );
        Assert.Equal(("IpAddressTypeNotSupported", FaultKind.InvalidArgument), (e.ErrorId, e.Kind));
        Assert.Contains(subnets, id => e.Target == id && e.Message.StartsWith($"Subnet {id} {why}, and AWS ", StringComparison.Ordinal));
        Assert.EndsWith(instead, e.Message, StringComparison.Ordinal);
        Assert.Equal(changes, _scene.Handler.Changes.Count);
    }

    [Fact]
    public async Task A_change_that_ends_in_subnets_that_do_not_suit_the_type_is_refused_and_nothing_is_sent()
    {
        Network network = await _scene.NewNetworkAsync(hasIpv6: true);
        IReadOnlyList<string> native = await _scene.NewNativeSubnetsAsync(network);
        Endpoint dual = await _scene.NewEndpointAsync(Spec(network) with { SubnetIds = network.SubnetId });
        Endpoint six = await _scene.NewEndpointAsync(
            Spec(network) with
            {
                Name = "Six",
                PrivateDnsEnabled = false,
                SubnetIds = native,
                IpAddressType = "ipv6",
            }
        );
        int changes = _scene.Handler.Changes.Count;
        (Endpoint Endpoint, EndpointChange Change, string Says)[] cases =
        [
            (dual, new EndpointChange { IpAddressType = "ipv6" }, "Use -IpAddressType dualstack"),
            (dual, new EndpointChange { SubnetIds = native }, "Use -IpAddressType ipv6"),
            (six, new EndpointChange { IpAddressType = "dualstack" }, "Use -IpAddressType ipv6"),
            (six, new EndpointChange { IpAddressType = "ipv4" }, "Use -IpAddressType ipv6"),
            (six, new EndpointChange { SubnetIds = network.SubnetId }, "Use -IpAddressType dualstack"),
        ];
        foreach ((Endpoint endpoint, EndpointChange change, string says) in cases)
        {
            PrivateApiException e = await Assert.ThrowsAsync<PrivateApiException>(() =>
                new EndpointUpdate(_scene.Session).PlanAsync(endpoint.VpcEndpointId, change, _scene.ProgressEvents, Stop)
            );
            Assert.Equal("IpAddressTypeNotSupported", e.ErrorId);
            Assert.Contains(says, e.Message, StringComparison.Ordinal);
        }

        Assert.Equal(changes, _scene.Handler.Changes.Count);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("ipv4", false)]
    [InlineData("dualstack", false)]
    [InlineData("ipv6", true)]
    public async Task Without_SubnetId_the_private_subnets_that_suit_the_type_are_taken(string? type, bool areNative)
    {
        Network network = await _scene.NewNetworkAsync(hasIpv6: true);
        IReadOnlyList<string> native = await _scene.NewNativeSubnetsAsync(network, "eu-west-1c");
        Endpoint endpoint = await _scene.NewEndpointAsync(Spec(network) with { IpAddressType = type });
        Assert.Equal((areNative ? native : network.SubnetId).Order(), endpoint.SubnetId.Order());
        Assert.Equal(
            areNative ? 0 : 1,
            _scene.ProgressEvents.Warnings.Count(warning =>
                warning.Contains("no network interface in eu-west-1c: ") && warning.Contains(type ?? "ipv4")
            )
        );
        Assert.Equal(
            (
                areNative ? 0 : 2,
                type switch
                {
                    "ipv6" => 3,
                    "dualstack" => 2,
                    _ => 0,
                }
            ),
            (
                endpoint.NetworkInterface.Count(item => item.PrivateIpAddress is not null),
                endpoint.NetworkInterface.Count(item => item.Ipv6Address.Count == 1)
            )
        );
    }

    [Fact]
    public async Task Without_SubnetId_and_without_a_subnet_that_suits_it_is_said_what_the_subnets_lack()
    {
        Network network = await _scene.NewNetworkAsync(hasIpv6: true);
        PrivateApiException e = await Assert.ThrowsAsync<PrivateApiException>(() =>
            _scene.NewEndpointAsync(Spec(network) with { IpAddressType = "ipv6" })
        );
        Assert.Equal("IpAddressTypeNotSupported", e.ErrorId);
        Assert.Contains(e.Target, network.SubnetId);
        Assert.EndsWith("Use -IpAddressType dualstack, or IPv6-only subnets.", e.Message, StringComparison.Ordinal);
    }

    // Its addresses are IPv4.
    [Fact]
    public async Task A_resolver_is_refused_in_IPv6_only_subnets()
    {
        Network network = await _scene.NewNetworkAsync(hasIpv6: true);
        IReadOnlyList<string> native = await _scene.NewNativeSubnetsAsync(network);
        ResolverSpec spec = new()
        {
            Name = "in",
            SubnetIds = native,
            SourceCidrs = ["192.168.0.0/16"],
        };
        PrivateApiException e = await Assert.ThrowsAsync<PrivateApiException>(() =>
            new ResolverChecks(_scene.Session).PlaceAsync(spec, Stop)
        );
        Assert.Equal(("IpAddressTypeNotSupported", native[0]), (e.ErrorId, e.Target));
        Assert.Contains("IPv4 range with -SubnetId", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_network_with_a_foreign_IPv6_only_subnet_is_listed_and_what_holds_it_names_the_range()
    {
        Network network = await _scene.NewNetworkAsync(hasIpv6: true);
        string native = (await _scene.NewNativeSubnetsAsync(network))[0];
        string range = (await _scene.Ec2.DescribeSubnetsAsync(new DescribeSubnetsRequest { SubnetIds = [native] }, Stop))
            .Subnets[0]
            .Ipv6CidrBlockAssociationSet[0]
            .Ipv6CidrBlock;
        Assert.Equal(network.SubnetId, (await new Networks(_scene.Session).GetByNameAsync("Demo", Stop))[0].SubnetId);
        PrivateApiException e = await Assert.ThrowsAsync<PrivateApiException>(() => _scene.RemoveNetworkAsync(network.VpcId));
        Assert.Contains($"subnet {native} ({range}), not ours", e.Message, StringComparison.Ordinal);
    }

    private async Task<IReadOnlyList<string>> SubnetsAsync(Network network, string kind) =>
        kind switch
        {
            "native" => await _scene.NewNativeSubnetsAsync(network),
            "native mixed" => [(await _scene.NewNativeSubnetsAsync(network))[0], network.SubnetId[1]],
            _ => network.SubnetId,
        };

    private static EndpointSpec Spec(Network network) => new() { Name = network.Name, VpcId = network.VpcId };
}
