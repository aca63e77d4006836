using Amazon.EC2;
using Amazon.EC2.Model;
using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.Policy.Editing;
using PrivateApi.Provisioning;
using PrivateApi.Provisioning.EndpointPlans;

namespace PrivateApi.Tests.Provisioning;

public sealed class EndpointChangeTests : IDisposable
{
    private readonly LabScene _scene = new();

    private static CancellationToken Stop => LabScene.Stop;

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task A_change_gives_the_endpoint_the_wanted_sets_and_nothing_else()
    {
        Network network = await _scene.NewNetworkAsync();
        Endpoint endpoint = await _scene.NewEndpointAsync(Spec(network));
        Endpoint changed = await ChangeAsync(
            endpoint,
            new EndpointChange
            {
                SubnetIds = [network.SubnetId[1]],
                SecurityGroupIds = [network.SecurityGroupId!],
                PrivateDnsEnabled = false,
            }
        );
        Assert.Equal([network.SubnetId[1]], changed.SubnetId);
        Assert.Equal([network.SecurityGroupId!], changed.SecurityGroupId);
        Assert.Single(changed.NetworkInterface);
        Assert.False(changed.PrivateDnsEnabled);

        Endpoint back = await ChangeAsync(
            endpoint,
            new EndpointChange
            {
                SubnetIds = network.SubnetId,
                PrivateDnsEnabled = true,
                Policy = """{ "Version": "2012-10-17", "Statement": [] }""",
            }
        );
        Assert.Equal(2, back.NetworkInterface.Count);
        Assert.True(back.PrivateDnsEnabled);
        Assert.Equal("""{"Version":"2012-10-17","Statement":[]}""", back.Policy);

        // A zone takes one subnet: the public one of a zone takes the private one's place.
        Endpoint swapped = await ChangeAsync(endpoint, new EndpointChange { SubnetIds = [network.SubnetId[0], network.PublicSubnetId[1]] });
        Assert.Equal(new[] { network.SubnetId[0], network.PublicSubnetId[1] }.Order(), swapped.SubnetId.Order());
        Assert.True(
            (
                await new EndpointUpdate(_scene.Session).PlanAsync(
                    endpoint.VpcEndpointId,
                    new EndpointChange { SubnetIds = swapped.SubnetId, PrivateDnsEnabled = true },
                    _scene.ProgressEvents,
                    Stop
                )
            ).IsEmpty
        );
    }

    // PrivateLink guide, "DNS record IP type": a setting of its own, and the names answer by it.
    [Theory]
    [InlineData("dualstack", "dualstack")]
    [InlineData("ipv6", "ipv6")]
    public async Task The_names_answer_the_addresses_that_the_endpoint_is_given(string type, string records)
    {
        Network network = await _scene.NewNetworkAsync(hasIpv6: true);
        Endpoint endpoint = await _scene.NewEndpointAsync(Spec(network));
        await ChangeAsync(
            endpoint,
            new EndpointChange { IpAddressType = type, SubnetIds = type == "ipv6" ? await _scene.NewNativeSubnetsAsync(network) : null }
        );
        VpcEndpoint seen = (
            await _scene.Ec2.DescribeVpcEndpointsAsync(new DescribeVpcEndpointsRequest { VpcEndpointIds = [endpoint.VpcEndpointId] }, Stop)
        ).VpcEndpoints[0];
        Assert.Equal((type, records), (seen.IpAddressType.Value, seen.DnsOptions.DnsRecordIpType.Value));
    }

    [Fact]
    public async Task A_change_that_AWS_would_refuse_is_refused_first()
    {
        Network network = await _scene.NewNetworkAsync();
        Network other = await _scene.NewNetworkAsync("Other", "10.1.0.0/16");
        Endpoint endpoint = await _scene.NewEndpointAsync(Spec(network));
        Endpoint second = await _scene.NewEndpointAsync(Spec(network) with { Name = "Second", PrivateDnsEnabled = false });
        EndpointUpdate update = new(_scene.Session);
        (string Id, EndpointChange Change, string ErrorId)[] cases =
        [
            (second.VpcEndpointId, new EndpointChange { PrivateDnsEnabled = true }, "PrivateDnsConflict"),
            (endpoint.VpcEndpointId, new EndpointChange { SubnetIds = [other.SubnetId[0]] }, "SubnetOutsideVpc"),
            (endpoint.VpcEndpointId, new EndpointChange { SubnetIds = [network.SubnetId[0], network.PublicSubnetId[0]] }, "DuplicateZone"),
            (endpoint.VpcEndpointId, new EndpointChange { SecurityGroupIds = [other.SecurityGroupId!] }, "SecurityGroupOutsideVpc"),
            (endpoint.VpcEndpointId, new EndpointChange { Policy = "[]" }, "InvalidPolicy"),
            ("vpce-0123456789abcdef0", new EndpointChange(), "EndpointNotFound"),
        ];
        foreach ((string id, EndpointChange change, string errorId) in cases)
        {
            PrivateApiException e = await Assert.ThrowsAsync<PrivateApiException>(() =>
                update.PlanAsync(id, change, _scene.ProgressEvents, Stop)
            );
            Assert.Equal(errorId, e.ErrorId);
        }
    }

    /// <summary>
    /// PrivateLink guide, "Default endpoint policy": full access. An Allow beside it opens nothing, and would only make a policy of one's
    /// own of it, with which API Gateway looks at the Authorization header ("Use VPC endpoint policies for private APIs").
    /// </summary>
    [Fact]
    public void An_Allow_beside_the_default_endpoint_policy_is_not_added_and_why_is_said()
    {
        const string allow =
            """{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"arn:aws:execute-api:us-east-1:123412341234:a1b2c3d4e5/*"}""";
        const string full = """{"Statement":[{"Action":"*","Effect":"Allow","Principal":"*","Resource":"*"}]}""";
        foreach (string? policy in new[] { null, full })
        {
            PolicyEdit edit = EndpointPolicy.Edit(policy, new PolicyEdits { AddStatement = [allow] });
            Assert.Empty(edit.Changes);
            Assert.Contains("would open nothing", Assert.Single(edit.Notes), StringComparison.Ordinal);
        }

        string deny = allow.Replace("Allow", "Deny", StringComparison.Ordinal);
        Assert.Equal(
            full.Replace("]}", $",{deny}]}}", StringComparison.Ordinal),
            EndpointPolicy.Edit(full, new PolicyEdits { AddStatement = [deny] }).Policy
        );
    }

    [Fact]
    public async Task An_edited_endpoint_policy_keeps_its_other_statements()
    {
        const string two =
            """{"Version":"2012-10-17","Statement":[{"Sid":"Orders","Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"arn:aws:execute-api:us-east-1:123412341234:a1b2c3d4e5/*"},{"Sid":"Old","Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"arn:aws:execute-api:us-east-1:123412341234:aaaaa11111/*"}]}""";
        Endpoint endpoint = await _scene.NewEndpointAsync(Spec(await _scene.NewNetworkAsync()));
        await ChangeAsync(endpoint, new EndpointChange { Policy = two });
        Endpoint edited = await ChangeAsync(
            endpoint,
            new EndpointChange
            {
                PolicyEdits = new PolicyEdits
                {
                    RemoveSid = ["Old"],
                    AddStatement =
                    [
                        """{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"arn:aws:execute-api:us-east-1:123412341234:bbbbb22222/*"}""",
                    ],
                },
            }
        );
        Assert.Equal(
            two[..two.IndexOf(",{\"Sid\":\"Old\"", StringComparison.Ordinal)]
                + """,{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"arn:aws:execute-api:us-east-1:123412341234:bbbbb22222/*"}]}""",
            edited.Policy
        );
    }

    /// <summary>
    /// A zone takes one subnet at any moment (EC2 user guide, "Error codes for the Amazon EC2 API", DuplicateSubnetsInSameZone).
    /// </summary>
    [Fact]
    public async Task A_subnet_swapped_within_its_zone_takes_two_calls_for_one_is_refused()
    {
        Network network = await _scene.NewNetworkAsync();
        Endpoint endpoint = await _scene.NewEndpointAsync(Spec(network));
        ModifyVpcEndpointRequest both = new()
        {
            VpcEndpointId = endpoint.VpcEndpointId,
            AddSubnetIds = [network.PublicSubnetId[1]],
            RemoveSubnetIds = [network.SubnetId[1]],
        };
        Assert.Equal(
            "DuplicateSubnetsInSameZone",
            (await Assert.ThrowsAsync<AmazonEC2Exception>(() => _scene.Ec2.ModifyVpcEndpointAsync(both, Stop))).ErrorCode
        );

        int before = _scene.Handler.Changes.Count;
        Endpoint swapped = await ChangeAsync(endpoint, new EndpointChange { SubnetIds = [network.SubnetId[0], network.PublicSubnetId[1]] });

        // A call that comes while the other is under way is refused and made again.
        string[] calls = [.. _scene.Handler.Changes.Skip(before)];
        Assert.True(calls.Length >= 2, $"{calls.Length}");
        Assert.All(calls, call => Assert.Equal("ModifyVpcEndpoint", call));
        Assert.Equal(new[] { network.SubnetId[0], network.PublicSubnetId[1] }.Order(), swapped.SubnetId.Order());
    }

    [Fact]
    public async Task Changes_that_overlap_are_waited_for()
    {
        Network network = await _scene.NewNetworkAsync();
        Endpoint endpoint = await _scene.NewEndpointAsync(Spec(network));
        await Task.WhenAll(
            ChangeAsync(endpoint, new EndpointChange { SecurityGroupIds = [network.SecurityGroupId!] }),
            ChangeAsync(endpoint, new EndpointChange { SubnetIds = [network.SubnetId[0]] })
        );
        Endpoint result = await new Endpoints(_scene.Session, new NoProbes()).GetAsync(endpoint.VpcEndpointId, Stop);
        Assert.Equal([network.SubnetId[0]], result.SubnetId);
        Assert.Equal([network.SecurityGroupId!], result.SecurityGroupId);
    }

    private static EndpointSpec Spec(Network network) => new() { Name = network.Name, VpcId = network.VpcId };

    private async Task<Endpoint> ChangeAsync(Endpoint endpoint, EndpointChange change)
    {
        EndpointUpdate update = new(_scene.Session);
        await update.ApplyAsync(
            await update.PlanAsync(endpoint.VpcEndpointId, change, _scene.ProgressEvents, Stop),
            TimeSpan.FromSeconds(30),
            _scene.ProgressEvents,
            Stop
        );
        return await new Endpoints(_scene.Session, new NoProbes()).GetAsync(endpoint.VpcEndpointId, Stop);
    }
}
