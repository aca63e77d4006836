using System.Text.Json;
using PrivateApi.Lab;
using PrivateApi.Lab.ControlPlane.Ec2;
using PrivateApi.Lab.Hosting;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Lab.Ec2;

/// <summary>boto3 and the AWS CLI against the lab's EC2; the scripts check every raw answer against the AWS model.</summary>
public sealed class Ec2PeerTests
{
    private static readonly string[] EndpointOperations =
    [
        "CreateVpcEndpoint",
        "DeleteVpcEndpoints",
        "DescribeVpcEndpointServices",
        "DescribeVpcEndpoints",
        "ModifyVpcEndpoint",
    ];

    /// <summary>Those that start and end instances, which the script for Systems Manager asks.</summary>
    private static readonly string[] InstanceOperations = ["RunInstances", "TerminateInstances"];

    [Fact]
    public async Task Boto3_builds_and_takes_away_a_network_and_its_ways_and_every_answer_fits_the_AWS_model()
    {
        using TurnedClock time = new();
        using EmbeddedAws lab = new(new LabOptions { Clock = time });
        using TurnedClock otherTime = new();
        using EmbeddedAws other = new(new LabOptions { Clock = otherTime });
        List<string> answered = [];
        foreach (
            JsonElement answer in await Task.WhenAll(
                Peer.BotoAsync("ec2_network.py", lab.Listen(), time),
                Peer.BotoAsync("ec2_routes.py", other.Listen(), otherTime)
            )
        )
        {
            answered.AddRange(answer.GetProperty("answered").EnumerateArray().Select(name => name.GetString()!));
        }

        Assert.Equal(
            EndpointOperations,
            new Ec2Service().Actions.Except(answered.Except(EndpointOperations)).Except(InstanceOperations).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Boto3_sees_an_endpoint_through_its_whole_life()
    {
        using TurnedClock time = new();
        using EmbeddedAws lab = new(new LabOptions { Clock = time });
        JsonElement answer = await Peer.BotoAsync("ec2_endpoint.py", lab.Listen(), time);
        Assert.Subset(
            answer.GetProperty("answered").EnumerateArray().Select(name => name.GetString()!).ToHashSet(),
            EndpointOperations.ToHashSet()
        );
    }

    [Fact]
    public async Task The_AWS_CLI_makes_a_VPC_and_waits_for_it()
    {
        using EmbeddedAws lab = new();
        Uri url = lab.Listen();
        (int exit, string output, string error) = await Peer.AwsCliAsync(
            url,
            "ec2",
            "create-vpc",
            "--cidr-block",
            "10.20.0.0/16",
            "--tag-specifications",
            "ResourceType=vpc,Tags=[{Key=Name,Value=cli}]",
            "--query",
            "Vpc.VpcId",
            "--output",
            "text"
        );
        Assert.True(exit == 0, error);
        string id = output.Trim();
        (exit, _, error) = await Peer.AwsCliAsync(url, "ec2", "wait", "vpc-exists", "--vpc-ids", id);
        Assert.True(exit == 0, error);
        (exit, _, error) = await Peer.AwsCliAsync(url, "ec2", "create-subnet", "--vpc-id", id, "--cidr-block", "10.21.0.0/24");
        Assert.NotEqual(0, exit);
        Assert.Contains("(InvalidSubnet.Range)", error, StringComparison.Ordinal);
        Assert.Contains("The CIDR '10.21.0.0/24' is invalid.", error, StringComparison.Ordinal);
    }
}
