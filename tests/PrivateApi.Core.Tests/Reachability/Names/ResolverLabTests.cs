using System.Text.Json;
using PrivateApi.Aws.Clients.Resolver;
using PrivateApi.Aws.Session;
using PrivateApi.Lab;
using PrivateApi.Lab.ControlPlane.Resolver;
using PrivateApi.Lab.Hosting;
using PrivateApi.Tests.Aws.Doubles;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Reachability.Names;

/// <summary>The lab's Resolver as boto3, the AWS CLI and our own client see it; the scene's promises are in its script.</summary>
public sealed class ResolverLabTests
{
    private static readonly string[] Operations =
    [
        "AssociateResolverRule",
        "CreateResolverEndpoint",
        "CreateResolverRule",
        "DeleteResolverEndpoint",
        "DeleteResolverRule",
        "DisassociateResolverRule",
        "GetResolverEndpoint",
        "GetResolverRule",
        "GetResolverRuleAssociation",
        "ListResolverEndpointIpAddresses",
        "ListResolverEndpoints",
        "ListResolverRuleAssociations",
        "ListResolverRules",
        "ListTagsForResource",
        "TagResource",
        "UntagResource",
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Boto3_keeps_endpoints_and_rules_and_every_answer_fits_the_AWS_model()
    {
        using TurnedClock time = new();
        using EmbeddedAws lab = new(new LabOptions { Clock = time });
        JsonElement seen = await Peer.BotoAsync("resolver.py", lab.Listen(), time);
        Assert.Equal(Operations, seen.GetProperty("answered").EnumerateArray().Select(name => name.GetString()));

        // The module's client reads the same Region as boto3 does.
        using AwsSession session = Sessions.OnLab(lab);
        string vpcId = seen.GetProperty("vpc").GetString()!;
        ListResolverEndpointsResponse endpoints = await session.Resolver.ListResolverEndpointsAsync(
            new ListResolverEndpointsRequest(),
            Stop
        );
        Assert.Equal(
            seen.GetProperty("endpoints")
                .EnumerateArray()
                .Select(item =>
                    (
                        Text(item, "Id"),
                        Text(item, "Direction"),
                        Text(item, "HostVPCId"),
                        Text(item, "Status"),
                        Text(item, "Name"),
                        item.GetProperty("SecurityGroupIds")[0].GetString()
                    )
                ),
            endpoints.ResolverEndpoints.Select(item =>
                (
                    (string?)item.Id,
                    (string?)item.Direction,
                    (string?)item.HostVPCId,
                    (string?)item.Status,
                    item.Name,
                    (string?)item.SecurityGroupIds[0]
                )
            )
        );
        ResolverEndpoint inbound = Assert.Single(endpoints.ResolverEndpoints, item => item.Direction == "INBOUND");

        ListResolverEndpointIpAddressesResponse first = await session.Resolver.ListResolverEndpointIpAddressesAsync(
            new ListResolverEndpointIpAddressesRequest { ResolverEndpointId = inbound.Id, MaxResults = 1 },
            Stop
        );
        ListResolverEndpointIpAddressesResponse second = await session.Resolver.ListResolverEndpointIpAddressesAsync(
            new ListResolverEndpointIpAddressesRequest { ResolverEndpointId = inbound.Id, NextToken = first.NextToken },
            Stop
        );
        Assert.Equal(
            seen.GetProperty("addresses").EnumerateArray().Select(item => (Text(item, "Ip"), Text(item, "SubnetId"), Text(item, "Status"))),
            first.IpAddresses.Concat(second.IpAddresses).Select(item => (item.Ip, item.SubnetId, (string?)item.Status))
        );

        ListResolverRulesResponse rules = await session.Resolver.ListResolverRulesAsync(new ListResolverRulesRequest(), Stop);
        Assert.Equal(
            seen.GetProperty("rules")
                .EnumerateArray()
                .Select(item =>
                    (
                        Text(item, "Id"),
                        Text(item, "DomainName"),
                        Text(item, "RuleType"),
                        Text(item, "ResolverEndpointId"),
                        item.TryGetProperty("TargetIps", out JsonElement targets) ? Text(targets[0], "Ip") : null
                    )
                ),
            rules.ResolverRules.Select(item =>
                ((string?)item.Id, (string?)item.DomainName, (string?)item.RuleType, item.ResolverEndpointId, item.TargetIps?[0].Ip)
            )
        );

        ListResolverRuleAssociationsResponse associations = await session.Resolver.ListResolverRuleAssociationsAsync(
            new ListResolverRuleAssociationsRequest { Filters = [new Filter { Name = "VPCId", Values = [vpcId] }] },
            Stop
        );
        Assert.Equal(
            seen.GetProperty("associations")
                .EnumerateArray()
                .Select(item => (Text(item, "Id"), Text(item, "ResolverRuleId"), Text(item, "VPCId"), Text(item, "Status"))),
            associations.ResolverRuleAssociations.Select(item =>
                ((string?)item.Id, (string?)item.ResolverRuleId, (string?)item.VPCId, (string?)item.Status)
            )
        );

        // The data plane's view.
        ResolverState state = lab.Store.Get<ResolverState>("123456789012", "eu-west-1");
        Assert.Equal(first.IpAddresses[0].Ip, Assert.Single(state.InboundOf(vpcId)).Addresses[0].Ip);
        Assert.Equal([".", "corp.example.com."], state.RulesOf(vpcId).Select(rule => rule.DomainName));
    }

    [Fact]
    public async Task The_AWS_CLI_makes_an_inbound_endpoint()
    {
        using EmbeddedAws lab = new();
        Uri url = lab.Listen();
        (_, string subnets, _) = await Peer.AwsCliAsync(
            url,
            "ec2",
            "describe-subnets",
            "--query",
            "Subnets[].SubnetId",
            "--output",
            "text"
        );
        string[] ids = subnets.Split(['\t', '\n'], StringSplitOptions.RemoveEmptyEntries);
        (_, string group, _) = await Peer.AwsCliAsync(
            url,
            "ec2",
            "describe-security-groups",
            "--query",
            "SecurityGroups[0].GroupId",
            "--output",
            "text"
        );
        (int exit, string output, string error) = await Peer.AwsCliAsync(
            url,
            "route53resolver",
            "create-resolver-endpoint",
            "--creator-request-id",
            "cli",
            "--direction",
            "INBOUND",
            "--security-group-ids",
            group.Trim(),
            "--ip-addresses",
            $"SubnetId={ids[0]}",
            $"SubnetId={ids[1]}",
            "--query",
            "ResolverEndpoint.Status",
            "--output",
            "text"
        );
        Assert.True(exit == 0, error);
        Assert.Equal("CREATING", output.Trim());
        (exit, _, error) = await Peer.AwsCliAsync(url, "route53resolver", "get-resolver-rule", "--resolver-rule-id", "rslvr-rr-0");
        Assert.NotEqual(0, exit);
        Assert.Contains("(ResourceNotFoundException)", error, StringComparison.Ordinal);
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;
}
