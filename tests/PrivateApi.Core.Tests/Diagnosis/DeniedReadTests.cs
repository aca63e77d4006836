using Amazon.EC2.Model;
using PrivateApi.Diagnosis.Collection;
using PrivateApi.Model;
using PrivateApi.Reachability;
using PrivateApi.Tests.Provisioning;

namespace PrivateApi.Tests.Diagnosis;

/// <summary>Somebody may not read everything: what a denied permission hides is skipped and named, and all else is judged.</summary>
public sealed class DeniedReadTests
{
    private static readonly CheckName[] Firewalls = [CheckName.CallerEgress, CheckName.EndpointIngress];
    private static readonly CheckName[] WaysIn =
    [
        CheckName.CallerRoute,
        CheckName.CallerEgress,
        CheckName.CallerNetworkAcl,
        CheckName.EndpointNetworkAcl,
        CheckName.EndpointIngress,
        CheckName.ZoneCoverage,
    ];

    /// <summary>
    /// The operation, the permission that the message has to name, whether the answer could change, and the checks that need it.
    /// </summary>
    public static TheoryData<string, string, bool, CheckName[]> Operations =>
        new()
        {
            {
                "DescribeVpcEndpoints",
                "ec2:DescribeVpcEndpoints",
                true,
                [CheckName.EndpointExists, CheckName.NameResolves, CheckName.ResourcePolicy]
            },
            { "DescribeVpcs", "ec2:DescribeVpcs", true, [CheckName.NameResolves] },
            { "DescribeVpcAttribute", "ec2:DescribeVpcAttribute", true, [CheckName.NameResolves] },
            { "DescribeDhcpOptions", "ec2:DescribeDhcpOptions", true, [CheckName.NameResolves] },
            { "DescribeNetworkInterfaces", "ec2:DescribeNetworkInterfaces", true, WaysIn },
            { "DescribeRouteTables", "ec2:DescribeRouteTables", true, [CheckName.CallerRoute] },
            { "DescribeNetworkAcls", "ec2:DescribeNetworkAcls", true, [CheckName.CallerNetworkAcl, CheckName.EndpointNetworkAcl] },
            { "DescribeSecurityGroups", "ec2:DescribeSecurityGroups", true, Firewalls },
            { "DescribeSecurityGroupRules", "ec2:DescribeSecurityGroupRules", true, Firewalls },
            { "ListHostedZonesByVPC", "route53:ListHostedZonesByVPC", true, [CheckName.NameResolves] },
            { "ListResolverRules", "route53resolver:ListResolverRules", true, [CheckName.NameResolves] },
            { "ListResolverRuleAssociations", "route53resolver:ListResolverRule", true, [CheckName.NameResolves] },
            // Nobody forwards to an inbound endpoint here.
            { "ListResolverEndpoints", "", false, [] },
            { "GetRestApis", "apigateway:GET on /restapis", false, [CheckName.PublicApiShadowed] },
            { "GetStages", "apigateway:GET on /restapis", true, [CheckName.StageDeployed] },
            { "GetExport", "apigateway:GET on /restapis", true, [CheckName.MethodExists] },
        };

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task A_denied_read_skips_what_hangs_on_it_names_the_permission_and_leaves_the_rest(
        string operation,
        string permission,
        bool couldChange,
        CheckName[] checks
    )
    {
        using ReadScene scene = await ReadScene.MakeAsync();
        (PathVerdict open, _) = await scene.TestAsync(scene.Order);
        Assert.Equal(Verdict.Reachable, open.Verdict);
        (PathVerdict verdict, _) = await scene.TestAsync(scene.Order, operation);
        (CheckName Name, Finding Finding)[] skipped = [.. verdict.Findings.Where(item => item.Finding.Status == CheckStatus.Skipped)];
        Assert.Equal(checks.Order(), skipped.Select(item => item.Name).Order());
        Assert.All(skipped, item => Assert.Contains(permission, item.Finding.Message, StringComparison.Ordinal));
        Assert.Equal(couldChange ? Verdict.Unknown : Verdict.Reachable, verdict.Verdict);
        Assert.DoesNotContain(verdict.Findings, item => item.Finding.Status == CheckStatus.Failed);
    }

    [Fact]
    public async Task A_denied_list_of_APIs_costs_nothing_but_the_word_on_public_ones()
    {
        using ReadScene scene = await ReadScene.MakeAsync();
        (PathVerdict verdict, ReadHandler reads) = await scene.TestAsync(scene.Order, "GetRestApis");
        Assert.Equal(Verdict.Reachable, verdict.Verdict);
        Assert.Equal(1, reads.Count["GetRestApi"]);
        (PathVerdict blind, _) = await scene.TestAsync(scene.Order, "GetRestApis", "GetRestApi");
        Assert.Equal((CheckStatus.Skipped, Verdict.Unknown), (blind[CheckName.ApiIsPrivate].Status, blind.Verdict));
        Assert.Contains(
            $"apigateway:GET on /restapis/{scene.Calls.Api.RestApiId}",
            blind[CheckName.ApiIsPrivate].Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task With_nothing_but_the_API_readable_the_policies_are_still_judged()
    {
        using ReadScene scene = await ReadScene.MakeAsync();
        string[] denied =
        [
            "DescribeVpcEndpoints",
            "DescribeVpcs",
            "DescribeVpcAttribute",
            "DescribeDhcpOptions",
            "DescribeNetworkInterfaces",
            "DescribeRouteTables",
            "DescribeNetworkAcls",
            "DescribeSecurityGroups",
            "DescribeSecurityGroupRules",
            "ListHostedZonesByVPC",
            "ListResolverRules",
            "ListResolverRuleAssociations",
            "ListResolverEndpoints",
        ];
        (PathVerdict verdict, _) = await scene.TestAsync(
            scene.Order with
            {
                VpcEndpointId = scene.Calls.Endpoint.VpcEndpointId,
                Caller = new CallerRequest(),
            },
            denied
        );
        Assert.Equal(Verdict.Unknown, verdict.Verdict);
        foreach (
            CheckName check in new[]
            {
                CheckName.ApiIsPrivate,
                CheckName.StageDeployed,
                CheckName.MethodExists,
                CheckName.ResourcePolicy,
                CheckName.PolicyDeployed,
            }
        )
        {
            Assert.Equal(CheckStatus.Passed, verdict[check].Status);
        }

        (PathVerdict refused, _) = await scene.TestAsync(
            scene.Order with
            {
                VpcEndpointId = "vpce-0123456789abcdef0",
                Caller = new CallerRequest(),
            },
            denied
        );
        Assert.Equal((CheckStatus.Failed, Verdict.Blocked), (refused[CheckName.ResourcePolicy].Status, refused.Verdict));
    }

    [Fact]
    public async Task Entries_of_a_prefix_list_that_may_not_be_read_leave_the_firewall_open_to_doubt()
    {
        using ReadScene scene = await ReadScene.MakeAsync();
        string group = scene.Calls.Network.SecurityGroupId!;
        CreateManagedPrefixListRequest list = new()
        {
            PrefixListName = "callers",
            AddressFamily = "IPv4",
            MaxEntries = 2,
            Entries = [new AddPrefixListEntry { Cidr = "10.0.0.0/8" }],
        };
        string id = (await scene.Calls.Lab.Ec2.CreateManagedPrefixListAsync(list, LabScene.Stop)).PrefixList.PrefixListId;
        List<IpPermission> was = (
            await scene.Calls.Lab.Ec2.DescribeSecurityGroupsAsync(new DescribeSecurityGroupsRequest { GroupIds = [group] }, LabScene.Stop)
        )
            .SecurityGroups[0]
            .IpPermissions;
        await scene.Calls.Lab.Ec2.RevokeSecurityGroupIngressAsync(
            new RevokeSecurityGroupIngressRequest { GroupId = group, IpPermissions = was },
            LabScene.Stop
        );
        IpPermission permission = new()
        {
            IpProtocol = "tcp",
            FromPort = 443,
            ToPort = 443,
            PrefixListIds = [new PrefixListId { Id = id }],
        };
        await scene.Calls.Lab.Ec2.AuthorizeSecurityGroupIngressAsync(
            new AuthorizeSecurityGroupIngressRequest { GroupId = group, IpPermissions = [permission] },
            LabScene.Stop
        );
        Assert.Equal(Verdict.Reachable, (await scene.TestAsync(scene.Order)).Verdict.Verdict);
        (PathVerdict verdict, _) = await scene.TestAsync(scene.Order, "GetManagedPrefixListEntries");
        Assert.Equal((CheckStatus.Skipped, Verdict.Unknown), (verdict[CheckName.EndpointIngress].Status, verdict.Verdict));
        Assert.Contains("ec2:GetManagedPrefixListEntries is denied", verdict[CheckName.EndpointIngress].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_that_may_not_be_looked_up_stops_the_test_with_the_permission()
    {
        using ReadScene scene = await ReadScene.MakeAsync();
        Exception refused = await Assert.ThrowsAnyAsync<Exception>(() => scene.TestAsync(scene.Order, "DescribeSubnets"));
        Assert.Contains("ec2:DescribeSubnets", refused.Message, StringComparison.Ordinal);

        // A caller that needs no subnet read is judged.
        string card = scene.Calls.Endpoint.NetworkInterface[0].NetworkInterfaceId;
        Assert.Equal(
            Verdict.Reachable,
            (await scene.TestAsync(scene.Order with { Caller = new CallerRequest { NetworkInterfaceId = card } }, "DescribeSubnets"))
                .Verdict
                .Verdict
        );
    }
}
