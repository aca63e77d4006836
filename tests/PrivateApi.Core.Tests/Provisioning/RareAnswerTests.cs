using System.Net;
using System.Text.RegularExpressions;
using Amazon.EC2.Model;
using PrivateApi.Aws.Pipeline;
using PrivateApi.Aws.Session;
using PrivateApi.Calls;
using PrivateApi.Errors;
using PrivateApi.Lab;
using PrivateApi.Model;
using PrivateApi.Provisioning;
using PrivateApi.Provisioning.ApiPlans;
using PrivateApi.Provisioning.EndpointPlans;
using PrivateApi.Provisioning.NetworkPlans;
using PrivateApi.Templates;
using PrivateApi.Tests.Aws.Doubles;
using PrivateApi.Tests.Calls;

namespace PrivateApi.Tests.Provisioning;

/// <summary>
/// What AWS answers now and then and the lab never does: each is an error of ours that says on which id it happened and what to
/// do.
/// </summary>
public sealed class RareAnswerTests
{
    private static CancellationToken Stop => LabScene.Stop;

    /// <summary>
    /// API Gateway API reference, RestApi: apiStatus is UPDATING, AVAILABLE, PENDING or FAILED, apiStatusMessage says why.
    /// </summary>
    [Fact]
    public async Task A_deployment_that_API_Gateway_gives_up_is_told_with_its_reason()
    {
        using CallScene scene = await CallScene.MakeAsync();
        using AwsSession session = Edited(
            scene.Lab,
            $"GET /restapis/{scene.Api.RestApiId} ",
            answer => answer.Replace("\"AVAILABLE\"", "\"FAILED\",\"apiStatusMessage\":\"The endpoint is gone\"", StringComparison.Ordinal)
        );
        PrivateApiException error = await Assert.ThrowsAsync<PrivateApiException>(() =>
            new Publisher(session).PublishAsync(scene.Api.RestApiId, "v2", null, null, scene.Lab.ProgressEvents, Stop)
        );
        Assert.Equal(("ApiFailed", scene.Api.RestApiId), (error.ErrorId, error.Target));
        Assert.Contains("The endpoint is gone", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("")]
    public async Task An_export_that_is_no_definition_makes_no_template(string export)
    {
        using CallScene scene = await CallScene.MakeAsync();
        using AwsSession session = Edited(scene.Lab, "/exports/", _ => export);
        PrivateApiException error = await Assert.ThrowsAsync<PrivateApiException>(() =>
            new SetupReader(session).ReadAsync([scene.Api.RestApiId], [], scene.Lab.ProgressEvents, Stop)
        );
        Assert.Equal(("DefinitionNotExported", scene.Api.RestApiId), (error.ErrorId, error.Target));
        Assert.Contains("demo", error.Message, StringComparison.Ordinal);
    }

    /// <summary>
    /// EC2 API reference, DeleteVpcEndpoints: what failed stands in the answer's unsuccessful set, and an UnsuccessfulItem need
    /// not hold an error.
    /// </summary>
    [Fact]
    public async Task An_endpoint_that_is_not_deleted_without_a_reason_is_told_and_still_there()
    {
        using CallScene scene = await CallScene.MakeAsync();
        string id = scene.Endpoint.VpcEndpointId;
        using AwsSession session = Edited(
            scene.Lab,
            "Action=DeleteVpcEndpoints",
            _ =>
                Ec2(
                    "<DeleteVpcEndpointsResponse "
                        + $"xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"><requestId>1</requestId><unsuccessful><item><resourceId>{id}</resourceId></item></unsuccessful></DeleteVpcEndpointsResponse>"
                ),
            HttpStatusCode.OK
        );
        EndpointRemoval removal = new(session, new NoProbes());
        Endpoint endpoint = await removal.CheckAsync(id, force: true, Stop);
        PrivateApiException error = await Assert.ThrowsAsync<PrivateApiException>(() =>
            removal.RemoveAsync(endpoint, scene.Lab.ProgressEvents, Stop)
        );
        Assert.Equal(("DeleteRefused", id), (error.ErrorId, error.Target));
        Assert.Equal("available", (await new Endpoints(scene.Lab.Witness, new NoProbes()).GetAsync(id, Stop)).State);
    }

    /// <summary>Systems Manager API reference, InstanceInformation: PlatformType is Windows, Linux or MacOS.</summary>
    [Fact]
    public async Task A_call_from_a_Windows_instance_is_refused_before_a_command_is_sent()
    {
        using CallScene scene = await CallScene.MakeAsync();
        string instance = await SsmCallTests.InstanceAsync(scene, scene.Network.SecurityGroupId!);
        using AwsSession session = Edited(
            scene.Lab,
            "DescribeInstanceInformation",
            answer => answer.Replace("\"PlatformType\":\"Linux\"", "\"PlatformType\":\"Windows\"", StringComparison.Ordinal)
        );
        PreparedCall call = await new CallPreparation(session).PrepareAsync(
            scene.Inside with
            {
                Via = CallVia.Ssm,
                InstanceId = instance,
            },
            scene.Lab.ProgressEvents,
            Stop
        );
        PrivateApiException error = await Assert.ThrowsAsync<PrivateApiException>(() => call.RunAsync(scene.Lab.ProgressEvents, Stop));
        Assert.Equal(("InstanceNotSupported", instance), (error.ErrorId, error.Target));
        Assert.Contains("-Via Lambda", error.Message, StringComparison.Ordinal);
    }

    /// <summary>A lab of another version of the module may not understand how a call is described to it.</summary>
    [Fact]
    public async Task A_call_that_a_lab_does_not_understand_is_told_in_the_labs_words()
    {
        using CallScene scene = await CallScene.MakeAsync();
        using AwsSession session = Edited(scene.Lab, LabCallProtocol.Path, _ => "The caller's kind is unknown.", HttpStatusCode.BadRequest);
        PreparedCall call = await new CallPreparation(session).PrepareAsync(scene.Outside, scene.Lab.ProgressEvents, Stop);
        PrivateApiException error = await Assert.ThrowsAsync<PrivateApiException>(() => call.RunAsync(scene.Lab.ProgressEvents, Stop));
        Assert.Equal(("InvalidCall", "The caller's kind is unknown."), (error.ErrorId, error.Message));
    }

    [Fact]
    public async Task A_Region_without_the_service_makes_no_network_and_no_endpoint()
    {
        using LabScene scene = new();
        string before = await scene.InventoryAsync();
        using AwsSession session = Edited(
            scene,
            "Action=DescribeVpcEndpointServices",
            answer => answer.Replace("execute-api", "monitoring", StringComparison.Ordinal)
        );
        PrivateApiException error = await Assert.ThrowsAsync<PrivateApiException>(() =>
            new Networks(session).PlanAsync(
                new NetworkSpec("Demo", "10.0.0.0/16", new Dictionary<string, string>()),
                scene.ProgressEvents,
                Stop
            )
        );
        Assert.Equal(("ServiceNotFound", "eu-west-1"), (error.ErrorId, error.Target));
        Assert.Equal(before, await scene.InventoryAsync());
    }

    /// <summary>PrivateLink guide, "Subnets and Availability Zones": a service need not be offered in every zone.</summary>
    [Fact]
    public async Task A_subnet_in_a_zone_without_the_service_is_refused_before_anything_is_made()
    {
        using LabScene scene = new();
        Network network = await scene.NewNetworkAsync();
        Subnet[] subnets =
        [
            .. (await scene.Ec2.DescribeSubnetsAsync(new DescribeSubnetsRequest { SubnetIds = [.. network.SubnetId] }, Stop)).Subnets,
        ];
        string before = await scene.InventoryAsync();
        using AwsSession session = Edited(
            scene,
            "Action=DescribeVpcEndpointServices",
            answer => Regex.Replace(answer, $"<item>{subnets[1].AvailabilityZone}</item>", string.Empty)
        );
        EndpointSpec spec = new()
        {
            Name = "Demo",
            VpcId = network.VpcId,
            SubnetIds = network.SubnetId,
            SecurityGroupIds = [network.SecurityGroupId!],
        };
        PrivateApiException error = await Assert.ThrowsAsync<PrivateApiException>(() =>
            new Endpoints(session, new NoProbes()).PlanAsync(spec, scene.ProgressEvents, Stop)
        );
        Assert.Equal(("ZoneNotSupported", subnets[1].SubnetId), (error.ErrorId, error.Target));
        Assert.Contains(subnets[1].AvailabilityZone, error.Message, StringComparison.Ordinal);
        Assert.Equal(before, await scene.InventoryAsync());
    }

    [Fact]
    public async Task An_endpoint_of_another_service_is_not_associated_with_an_API()
    {
        using CallScene scene = await CallScene.MakeAsync(associate: false);
        string id = scene.Endpoint.VpcEndpointId;
        using AwsSession session = Edited(
            scene.Lab,
            "Action=DescribeVpcEndpoints&",
            answer => answer.Replace(".execute-api</serviceName>", ".ssm</serviceName>", StringComparison.Ordinal)
        );
        PrivateApiException error = await Assert.ThrowsAsync<PrivateApiException>(() =>
            new ApiUpdate(session).PlanAsync(scene.Api.RestApiId, null, false, [id], null, null, scene.Lab.ProgressEvents, Stop)
        );
        Assert.Equal(("WrongEndpointService", id), (error.ErrorId, error.Target));
        Assert.Contains(".ssm", error.Message, StringComparison.Ordinal);
    }

    /// <summary>
    /// An interface endpoint is billed for each hour in each zone (AWS PrivateLink pricing), one that failed as well until it is
    /// deleted.
    /// </summary>
    [Fact]
    public async Task An_endpoint_that_fails_while_it_is_made_is_taken_back_with_its_group()
    {
        using LabScene scene = new();
        Network network = await scene.NewNetworkAsync();
        string before = await scene.InventoryAsync();
        using AwsSession session = Edited(
            scene,
            "Action=DescribeVpcEndpoints&",
            answer => Regex.Replace(answer, "<state>(pending|available)</state>", "<state>failed</state>")
        );
        Endpoints endpoints = new(session, new NoProbes());
        Plan plan = await endpoints.PlanAsync(new EndpointSpec { Name = "Demo", VpcId = network.VpcId }, scene.ProgressEvents, Stop);
        PrivateApiException error = await Assert.ThrowsAsync<PrivateApiException>(() =>
            endpoints.ApplyAsync(plan, scene.ProgressEvents, Stop)
        );
        Assert.Equal("EndpointFailed", error.ErrorId);
        Assert.Equal(before, await scene.InventoryAsync());
    }

    /// <summary>
    /// An endpoint's network interfaces may outlive it for a while, and a security group in use is not deleted (EC2 API
    /// reference, DeleteSecurityGroup).
    /// </summary>
    [Fact]
    public async Task An_endpoint_whose_interfaces_outlive_it_still_takes_its_group_along()
    {
        using LabScene scene = new(new LabOptions { PendingTime = TimeSpan.FromSeconds(1) });
        Network network = await scene.NewNetworkAsync();
        string before = await scene.InventoryAsync();
        Endpoint endpoint = await scene.NewEndpointAsync(new EndpointSpec { Name = "Demo", VpcId = network.VpcId });
        using AwsSession session = Edited(
            scene,
            "Action=DescribeVpcEndpoints&",
            answer => answer.Replace("<state>deleting</state>", "<state>deleted</state>", StringComparison.Ordinal)
        );
        EndpointRemoval removal = new(session, new NoProbes());
        await removal.RemoveAsync(await removal.CheckAsync(endpoint.VpcEndpointId, force: false, Stop), scene.ProgressEvents, Stop);
        Assert.Equal(before, await scene.InventoryAsync());
        Assert.Empty(scene.ProgressEvents.Warnings);
    }

    private static string Ec2(string xml) => $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>{xml}";

    private static AwsSession Edited(LabScene scene, string call, Func<string, string> edit, HttpStatusCode? status = null) =>
        AwsSession.Open(
            new AwsConnection
            {
                Handler = new EditedAnswers(scene.Lab.CreateHandler(), call, edit, status),
                EndpointUrl = new Uri("http://localhost/"),
                Pacer = new Pacer(TimeProvider.System),
                Region = "eu-west-1",
                IsLab = true,
            }
        );
}
