using System.Text;
using Amazon.EC2.Model;
using PrivateApi.Aws.Clients.Lambda;
using PrivateApi.Aws.Pipeline;
using PrivateApi.Aws.Session;
using PrivateApi.Diagnosis.Collection;
using PrivateApi.Reachability;
using PrivateApi.Tests.Provisioning;

namespace PrivateApi.Tests.Diagnosis;

/// <summary>The addresses that a caller is taken to have are those that EC2 shows, and no other.</summary>
public sealed class CallerAddressTests
{
    [Fact]
    public async Task A_caller_in_a_subnet_has_any_address_of_it()
    {
        using ReadScene scene = await ReadScene.MakeAsync();
        Caller caller = Assert.Single(await FindAsync(scene, scene.Order.Caller));
        Subnet subnet = (
            await scene.Calls.Lab.Session.Ec2.DescribeSubnetsAsync(
                new DescribeSubnetsRequest { SubnetIds = [caller.SubnetId] },
                LabScene.Stop
            )
        ).Subnets[0];
        Assert.Equal((null, null), (caller.Address, caller.Ipv6Address));
        Assert.Equal([subnet.CidrBlock], caller.Ranges);
        Assert.Contains($"({subnet.CidrBlock})", caller.Label, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_function_has_the_address_of_the_interface_that_Lambda_made_for_it()
    {
        using ReadScene scene = await ReadScene.MakeAsync();
        await scene.Calls.CallAsync(scene.Calls.Inside);
        AwsSession session = scene.Calls.Lab.Session;
        FunctionConfiguration function = (await session.Lambda.ListFunctionsAsync(new ListFunctionsRequest(), LabScene.Stop)).Functions[0];
        List<NetworkInterface> own =
        [
            .. (
                await session.Ec2.DescribeNetworkInterfacesAsync(new DescribeNetworkInterfacesRequest(), LabScene.Stop)
            ).NetworkInterfaces.Where(item => item.InterfaceType == "lambda"),
        ];
        IReadOnlyList<Caller> callers = await FindAsync(scene, new CallerRequest { FunctionName = function.FunctionName });
        Assert.NotEmpty(own);
        Assert.Equal(
            own.Select(item => (item.SubnetId, item.PrivateIpAddress)).Order(),
            callers.Select(item => (item.SubnetId!, item.Address!)).Order()
        );
        Assert.All(callers, item => Assert.Empty(item.Ranges));

        ReadHandler denied = new(scene.Calls.Lab.Lab.CreateHandler(), "DescribeNetworkInterfaces");
        using AwsSession without = Over(denied);
        Caller open = (await new CallerReads(without).FindAsync(new CallerRequest { FunctionName = function.FunctionName }, LabScene.Stop))[
            0
        ];
        Assert.Null(open.Address);
        Assert.Single(open.Ranges);
    }

    [Fact]
    public async Task An_instance_with_two_interfaces_calls_by_either()
    {
        using ReadScene scene = await ReadScene.MakeAsync();
        string[] subnets = [scene.Calls.Network.PublicSubnetId[0], scene.Calls.Network.SubnetId[0]];
        using AwsSession session = Over(new TwoInterfaces(subnets));
        IReadOnlyList<Caller> callers = await new CallerReads(session).FindAsync(
            new CallerRequest { InstanceId = "i-0123456789abcdef0" },
            LabScene.Stop
        );
        Assert.Equal(
            [(subnets[0], "10.0.0.20", "i-0123456789abcdef0, eni-0"), (subnets[1], "10.0.1.20", "i-0123456789abcdef0, eni-1")],
            callers.Select(item => (item.SubnetId!, item.Address!, item.Label.Split(" (")[0]))
        );
    }

    private static async Task<IReadOnlyList<Caller>> FindAsync(ReadScene scene, CallerRequest request) =>
        await new CallerReads(scene.Calls.Lab.Session).FindAsync(request, LabScene.Stop);

    private static AwsSession Over(HttpMessageHandler handler) =>
        AwsSession.Open(
            new AwsConnection
            {
                Handler = handler,
                EndpointUrl = new Uri("http://localhost/"),
                Pacer = new Pacer(TimeProvider.System),
                Region = "eu-west-1",
                IsLab = true,
            }
        );

    /// <summary>
    /// EC2's answer for an instance with two interfaces, the later one first (EC2 API reference, DescribeNetworkInterfaces).
    /// </summary>
    private sealed class TwoInterfaces(string[] subnets) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(
                new HttpResponseMessage
                {
                    Content = new StringContent(
                        "<DescribeNetworkInterfacesResponse "
                            + $"xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"><networkInterfaceSet>{Item(1)}{Item(0)}</networkInterfaceSet></DescribeNetworkInterfacesResponse>",
                        Encoding.UTF8,
                        "text/xml"
                    ),
                }
            );

        private string Item(int index) =>
            $"<item><networkInterfaceId>eni-{index}</networkInterfaceId><subnetId>{subnets[index]}</subnetId><vpcId>vpc-1</vpcId>"
            + $"<availabilityZone>eu-west-1a</availabilityZone><privateIpAddress>10.0.{index}.20</privateIpAddress>"
            + $"<attachment><instanceId>i-0123456789abcdef0</instanceId><deviceIndex>{index}</deviceIndex></attachment></item>";
    }
}
