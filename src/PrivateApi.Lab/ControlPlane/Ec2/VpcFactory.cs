using System.Net;
using PrivateApi.Lab.ControlPlane.Ec2.Model;
using PrivateApi.Lab.State;
using PrivateApi.Text;

namespace PrivateApi.Lab.ControlPlane.Ec2;

/// <summary>Creates VPCs and subnets with everything that belongs to them: default group, main route table, default network ACL.</summary>
internal static class VpcFactory
{
    public static LabVpc AddVpc(Ec2State state, IPNetwork cidr, string tenancy, bool isDefault = false)
    {
        LabIds ids = state.Store.Ids;
        LabVpc vpc = new(ids.Ec2("vpc"), state.AccountId)
        {
            AvailableAt = state.Store.Now + (isDefault ? TimeSpan.Zero : state.Store.Options.PendingTime),
            DhcpOptionsId = state.DhcpOptions.Values.First(options => options.IsDefault).Id,
            InstanceTenancy = tenancy,
            IsDefault = isDefault,
            EnableDnsHostnames = isDefault,
        };
        vpc.CidrBlocks.Add(new LabCidrAssociation(ids.Ec2("vpc-cidr-assoc"), cidr));
        state.Vpcs.Add(vpc.Id, vpc);

        LabRouteTable table = AddRouteTable(state, vpc);
        table.Associations.Add(new LabRouteTableAssociation(ids.Ec2("rtbassoc"), Main: true, SubnetId: null, GatewayId: null));
        AddNetworkAcl(state, vpc, isDefault: true);
        AddDefaultSecurityGroup(state, vpc);
        return vpc;
    }

    /// <summary>A subnet; without an IPv4 range an IPv6-only one, where addresses and names go by IPv6 and by id from the start.</summary>
    public static LabSubnet AddSubnet(Ec2State state, LabVpc vpc, LabZone zone, IPNetwork? cidr, bool isDefault = false)
    {
        LabSubnet subnet = new(state.Store.Ids.Ec2("subnet"), state.AccountId)
        {
            VpcId = vpc.Id,
            Zone = zone,
            CidrBlock = cidr,
            AvailableAt = state.Store.Now + (isDefault ? TimeSpan.Zero : state.Store.Options.PendingTime),
            DefaultForAz = isDefault,
            MapPublicIpOnLaunch = isDefault,
            AssignIpv6AddressOnCreation = cidr is null,
            HostnameType = cidr is null ? "resource-name" : "ip-name",
        };
        state.Subnets.Add(subnet.Id, subnet);
        state
            .NetworkAcls.Values.Single(acl => acl.VpcId == vpc.Id && acl.IsDefault)
            .Associations.Add(state.Store.Ids.Ec2("aclassoc"), subnet.Id);
        return subnet;
    }

    public static LabRouteTable AddRouteTable(Ec2State state, LabVpc vpc)
    {
        LabRouteTable table = new(state.Store.Ids.Ec2("rtb"), state.AccountId) { VpcId = vpc.Id };
        table.Routes.AddRange(vpc.CidrBlocks.Concat(vpc.Ipv6CidrBlocks).Select(block => LocalRoute(block.Cidr)));
        state.RouteTables.Add(table.Id, table);
        return table;
    }

    public static LabRoute LocalRoute(IPNetwork cidr) =>
        new()
        {
            DestinationCidrBlock = cidr.IsV6 ? null : cidr.ToString(),
            DestinationIpv6CidrBlock = cidr.IsV6 ? cidr.ToString() : null,
            TargetKind = "gatewayId",
            TargetId = "local",
            Origin = "CreateRouteTable",
        };

    /// <summary>A network ACL: the default one allows everything, any other one nothing.</summary>
    public static LabNetworkAcl AddNetworkAcl(Ec2State state, LabVpc vpc, bool isDefault)
    {
        LabNetworkAcl acl = new(state.Store.Ids.Ec2("acl"), state.AccountId) { VpcId = vpc.Id, IsDefault = isDefault };
        foreach (bool egress in new[] { true, false })
        {
            if (isDefault)
            {
                acl.Entries.Add(new LabNetworkAclEntry(100, egress, "-1", Allow: true, "0.0.0.0/0"));
            }

            acl.Entries.Add(new LabNetworkAclEntry(LabNetworkAcl.LastRule, egress, "-1", Allow: false, "0.0.0.0/0"));
        }

        state.NetworkAcls.Add(acl.Id, acl);
        if (vpc.Ipv6CidrBlocks.Count > 0)
        {
            AddIpv6Entries(acl);
        }

        return acl;
    }

    /// <summary>The entries that network ACLs gain when their VPC gets its first IPv6 range.</summary>
    public static void AddIpv6Entries(LabNetworkAcl acl)
    {
        foreach (bool egress in new[] { true, false })
        {
            if (acl.IsDefault)
            {
                acl.Entries.Add(new LabNetworkAclEntry(101, egress, "-1", Allow: true, null, "::/0"));
            }

            acl.Entries.Add(new LabNetworkAclEntry(LabNetworkAcl.LastIpv6Rule, egress, "-1", Allow: false, null, "::/0"));
        }
    }

    public static LabSecurityGroup AddSecurityGroup(Ec2State state, LabVpc vpc, string name, string description)
    {
        LabSecurityGroup group = new(state.Store.Ids.Ec2("sg"), state.AccountId)
        {
            VpcId = vpc.Id,
            Name = name,
            Description = description,
        };
        group.Rules.Add(AllTraffic(state, group, isEgress: true, rule => rule.CidrIpv4 = "0.0.0.0/0"));
        if (vpc.Ipv6CidrBlocks.Count > 0)
        {
            group.Rules.Add(AllTraffic(state, group, isEgress: true, rule => rule.CidrIpv6 = "::/0"));
        }

        state.SecurityGroups.Add(group.Id, group);
        return group;
    }

    private static void AddDefaultSecurityGroup(Ec2State state, LabVpc vpc)
    {
        LabSecurityGroup group = AddSecurityGroup(state, vpc, "default", "default VPC security group");
        group.Rules.Add(
            AllTraffic(
                state,
                group,
                isEgress: false,
                rule =>
                {
                    rule.ReferencedGroupId = group.Id;
                    rule.ReferencedGroupOwnerId = group.OwnerId;
                }
            )
        );
    }

    private static LabSecurityGroupRule AllTraffic(Ec2State state, LabSecurityGroup group, bool isEgress, Action<LabSecurityGroupRule> peer)
    {
        LabSecurityGroupRule rule = new(state.Store.Ids.Ec2("sgr"), group.OwnerId)
        {
            GroupId = group.Id,
            IsEgress = isEgress,
            Protocol = "-1",
            FromPort = -1,
            ToPort = -1,
        };
        peer(rule);
        return rule;
    }
}
