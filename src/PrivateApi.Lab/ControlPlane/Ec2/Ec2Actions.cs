using PrivateApi.Lab.ControlPlane.Ec2.Actions;

namespace PrivateApi.Lab.ControlPlane.Ec2;

/// <summary>The table of operations.</summary>
internal static class Ec2Actions
{
    public static IEnumerable<(string Name, Ec2Handler Handler)> All()
    {
        IReadOnlyDictionary<string, Ec2Handler>[] families =
        [
            VpcActions.Table,
            VpcCidrActions.Table,
            SubnetActions.Table,
            RegionActions.Table,
            SecurityGroupActions.Table,
            SecurityGroupRuleActions.Table,
            NetworkInterfaceActions.Table,
            NetworkAclActions.Table,
            RouteTableActions.Table,
            RouteActions.Table,
            InternetGatewayActions.Table,
            NatGatewayActions.Table,
            AddressActions.Table,
            PeeringActions.Table,
            EgressOnlyInternetGatewayActions.Table,
            TransitGatewayActions.Table,
            TransitGatewayAttachmentActions.Table,
            TransitGatewayRouteTableActions.Table,
            TransitGatewayRouteActions.Table,
            VpnGatewayActions.Table,
            CustomerGatewayActions.Table,
            VpnConnectionActions.Table,
            VpcEndpointActions.Table,
            ModifyVpcEndpointActions.Table,
            EndpointServiceActions.Table,
            PrefixListActions.Table,
            DhcpOptionsActions.Table,
            InstanceActions.Table,
            TagActions.Table,
            EmptyActions.Table,
        ];
        return families.SelectMany(family => family).Select(entry => (entry.Key, entry.Value));
    }
}
