using System.Text.Json;
using Amazon.EC2.Model;
using PrivateApi.Errors;
using PrivateApi.Lab;
using PrivateApi.Model;
using PrivateApi.Provisioning;
using PrivateApi.Provisioning.EndpointPlans;
using PrivateApi.Tests.Peers;
using PrivateApi.Tests.Street;

namespace PrivateApi.Tests.Provisioning;

/// <summary>
/// A zone that does not offer the service (aws-cdk#4912): the lab refuses it as AWS does, and the commands find their way around it.
/// </summary>
public sealed class ZoneWithoutServiceTests : IDisposable
{
    private const string Without = "eu-west-1a";

    private readonly LabScene _scene = new(new LabOptions { ZonesWithoutExecuteApi = [Without] });

    public void Dispose() => _scene.Dispose();

    [Fact]
    [Trait(ReportTests.Scene, "23")]
    public async Task An_endpoint_goes_into_the_zones_that_have_the_service_and_a_named_subnet_elsewhere_is_refused()
    {
        JsonElement made = await Peer.BotoAsync("zones.py", _scene.Lab.Listen(), Without);
        string vpc = made.GetProperty("vpc").GetString()!;
        string[] zones = [.. made.GetProperty("zones").EnumerateArray().Select(zone => zone.GetString()!)];
        string Subnet(string zone) => made.GetProperty("subnets").GetProperty(zone).GetString()!;

        PrivateApiException error = await Assert.ThrowsAsync<PrivateApiException>(() =>
            new Endpoints(_scene.Session, new NoProbes()).PlanAsync(
                Spec(vpc) with
                {
                    SubnetIds = [Subnet(zones[0]), Subnet(Without)],
                },
                _scene.ProgressEvents,
                LabScene.Stop
            )
        );
        Assert.Equal(("ZoneNotSupported", Subnet(Without)), (error.ErrorId, error.Target));
        Assert.Contains(
            $"is in {Without}, where com.amazonaws.eu-west-1.execute-api is not offered",
            error.Message,
            StringComparison.Ordinal
        );
        Assert.Contains(string.Join(", ", zones), error.Message, StringComparison.Ordinal);

        Endpoint endpoint = await _scene.NewEndpointAsync(Spec(vpc));
        Assert.Equal(zones.Select(Subnet).Order(), endpoint.SubnetId.Order());
    }

    [Fact]
    public async Task A_network_is_made_in_the_zones_that_have_the_service()
    {
        Network network = await _scene.NewNetworkAsync();
        DescribeSubnetsResponse subnets = await _scene.Ec2.DescribeSubnetsAsync(
            new DescribeSubnetsRequest { SubnetIds = [.. network.SubnetId, .. network.PublicSubnetId] },
            LabScene.Stop
        );
        Assert.Equal(["eu-west-1b", "eu-west-1c"], subnets.Subnets.Select(subnet => subnet.AvailabilityZone).Distinct().Order());
    }

    private static EndpointSpec Spec(string vpc) => new() { Name = "Demo", VpcId = vpc };
}
