"""Ways between networks, set with boto3: routes and their states, peering, transit gateways, virtual private gateways."""
import ipaddress
import itertools
import json

from ec2_shapes import answered, client, eventually, refused

ec2 = client()


def tags(kind, **pairs):
    return [{"ResourceType": kind, "Tags": [{"Key": key, "Value": value} for key, value in pairs.items()]}]


def where(**filters):
    return [{"Name": name.replace("__", ".").replace("_", "-"), "Values": value if isinstance(value, list) else [value]} for name, value in filters.items()]


def vpc(cidr, **more):
    return ec2.create_vpc(CidrBlock=cidr, **more)["Vpc"]["VpcId"]


def subnet(vpc_id, cidr, zone, **more):
    return ec2.create_subnet(VpcId=vpc_id, CidrBlock=cidr, AvailabilityZone="eu-west-1" + zone, **more)["Subnet"]["SubnetId"]


def main(vpc_id):
    return ec2.describe_route_tables(Filters=where(vpc_id=vpc_id, association__main="true"))["RouteTables"][0]["RouteTableId"]


def routes(table):
    """Every route as destination → (target, state, origin)."""
    return {r.get("DestinationCidrBlock") or r.get("DestinationIpv6CidrBlock") or r["DestinationPrefixListId"]: (
        next(r[k] for k in ("GatewayId", "NatGatewayId", "NetworkInterfaceId", "VpcPeeringConnectionId", "TransitGatewayId", "EgressOnlyInternetGatewayId") if k in r), r["State"], r["Origin"])
        for r in ec2.describe_route_tables(RouteTableIds=[table])["RouteTables"][0]["Routes"]}


A, B, C = vpc("10.1.0.0/16"), vpc("10.2.0.0/16"), vpc("10.3.0.0/16")
SA, SA2, SB, SC = subnet(A, "10.1.1.0/24", "a"), subnet(A, "10.1.2.0/24", "b"), subnet(B, "10.2.1.0/24", "a"), subnet(C, "10.3.1.0/24", "a")
TA, TB, TC = main(A), main(B), main(C)

# A route whose target goes away leads nowhere (API reference, Route: "blackhole … the specified gateway isn't attached").
I = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
ec2.attach_internet_gateway(InternetGatewayId=I, VpcId=A)
ec2.create_route(RouteTableId=TA, DestinationCidrBlock="0.0.0.0/0", GatewayId=I)
assert routes(TA) == {"10.1.0.0/16": ("local", "active", "CreateRouteTable"), "0.0.0.0/0": (I, "active", "CreateRoute")}
ec2.detach_internet_gateway(InternetGatewayId=I, VpcId=A)
assert routes(TA)["0.0.0.0/0"] == (I, "blackhole", "CreateRoute")
ec2.delete_internet_gateway(InternetGatewayId=I)
assert routes(TA)["0.0.0.0/0"] == (I, "blackhole", "CreateRoute")
assert [t["RouteTableId"] for t in ec2.describe_route_tables(Filters=where(route__state="blackhole"))["RouteTables"]] == [TA]
N = ec2.create_nat_gateway(SubnetId=SA, ConnectivityType="private")["NatGateway"]["NatGatewayId"]
ec2.replace_route(RouteTableId=TA, DestinationCidrBlock="0.0.0.0/0", NatGatewayId=N)
assert routes(TA)["0.0.0.0/0"] == (N, "active", "CreateRoute")
face = ec2.describe_nat_gateways(NatGatewayIds=[N])["NatGateways"][0]["NatGatewayAddresses"][0]["NetworkInterfaceId"]

# Inside the VPC: whole subnets only, and to something of the VPC (VPC user guide, "Route tables").
ec2.create_route(RouteTableId=TA, DestinationCidrBlock="10.1.2.0/24", NetworkInterfaceId=face)
assert routes(TA)["10.1.2.0/24"] == (face, "active", "CreateRoute")
refused("InvalidParameterValue", ec2.create_route, "10.1.2.0/25", RouteTableId=TA, DestinationCidrBlock="10.1.2.0/25", NetworkInterfaceId=face)
refused("RouteAlreadyExists", ec2.create_route, RouteTableId=TA, DestinationCidrBlock="10.1.0.0/16", NetworkInterfaceId=face)
refused("InvalidParameterValue", ec2.create_route, RouteTableId=TA, DestinationIpv6CidrBlock="10.9.0.0/16", NetworkInterfaceId=face)
ec2.replace_route(RouteTableId=TA, DestinationCidrBlock="10.1.0.0/16", NetworkInterfaceId=face)
assert routes(TA)["10.1.0.0/16"][0] == face
refused("InvalidParameterValue", ec2.delete_route, RouteTableId=TA, DestinationCidrBlock="10.1.0.0/16")
refused("InvalidParameterValue", ec2.replace_route, RouteTableId=TA, DestinationCidrBlock="10.1.2.0/24", LocalTarget=True)
ec2.replace_route(RouteTableId=TA, DestinationCidrBlock="10.1.0.0/16", LocalTarget=True)
assert routes(TA)["10.1.0.0/16"] == ("local", "active", "CreateRouteTable")
alone = ec2.create_network_interface(SubnetId=SA)["NetworkInterface"]["NetworkInterfaceId"]
ec2.create_route(RouteTableId=TA, DestinationCidrBlock="192.0.2.0/24", NetworkInterfaceId=alone)
ec2.delete_network_interface(NetworkInterfaceId=alone)
assert routes(TA)["192.0.2.0/24"] == (alone, "blackhole", "CreateRoute")
ec2.delete_nat_gateway(NatGatewayId=N)
eventually(lambda: routes(TA)["0.0.0.0/0"][1] == "blackhole" and routes(TA)["10.1.2.0/24"][1] == "blackhole", "routes to a deleted NAT gateway to lead nowhere")
for destination in ("0.0.0.0/0", "10.1.2.0/24", "192.0.2.0/24"):
    ec2.delete_route(RouteTableId=TA, DestinationCidrBlock=destination)

# A prefix list as destination, and another main table
L = ec2.create_managed_prefix_list(PrefixListName="there", AddressFamily="IPv4", MaxEntries=2, Entries=[{"Cidr": "10.2.0.0/16"}])["PrefixList"]["PrefixListId"]
P = ec2.create_vpc_peering_connection(VpcId=A, PeerVpcId=B)["VpcPeeringConnection"]["VpcPeeringConnectionId"]
ec2.create_route(RouteTableId=TA, DestinationPrefixListId=L, VpcPeeringConnectionId=P)
assert routes(TA)[L] == (P, "blackhole", "CreateRoute"), "a route may wait for its peering connection"
ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=P)
assert routes(TA)[L] == (P, "active", "CreateRoute")
refused("DependencyViolation", ec2.delete_managed_prefix_list, PrefixListId=L)
refused("InvalidParameterValue", ec2.create_route, "different networks", RouteTableId=TC, DestinationCidrBlock="10.2.0.0/16", VpcPeeringConnectionId=P)
other = ec2.create_route_table(VpcId=A)["RouteTable"]["RouteTableId"]
association = ec2.describe_route_tables(RouteTableIds=[TA])["RouteTables"][0]["Associations"][0]
assert association["Main"] and "SubnetId" not in association
ec2.replace_route_table_association(AssociationId=association["RouteTableAssociationId"], RouteTableId=other)
assert main(A) == other and not ec2.describe_route_tables(RouteTableIds=[TA])["RouteTables"][0]["Associations"]
back = ec2.describe_route_tables(RouteTableIds=[other])["RouteTables"][0]["Associations"][0]["RouteTableAssociationId"]
ec2.replace_route_table_association(AssociationId=back, RouteTableId=TA)
ec2.delete_route_table(RouteTableId=other)

# A group of a peered VPC: named with its VPC and connection, stale once it is gone
mine = ec2.create_security_group(GroupName="mine", Description="mine", VpcId=A)["GroupId"]
theirs = ec2.create_security_group(GroupName="theirs", Description="theirs", VpcId=B)["GroupId"]
permission = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "UserIdGroupPairs": [{"GroupId": theirs, "UserId": "123456789012"}]}
rule = ec2.authorize_security_group_ingress(GroupId=mine, IpPermissions=[permission])["SecurityGroupRules"][0]
assert rule["ReferencedGroupInfo"] == {"GroupId": theirs, "UserId": "123456789012", "VpcId": B, "VpcPeeringConnectionId": P, "PeeringStatus": rule["ReferencedGroupInfo"]["PeeringStatus"]}
eventually(lambda: ec2.describe_vpc_peering_connections(VpcPeeringConnectionIds=[P])["VpcPeeringConnections"][0]["Status"]["Code"] == "active", "an active peering connection")


def reference():
    return ec2.describe_security_groups(GroupIds=[mine])["SecurityGroups"][0]["IpPermissions"][0]["UserIdGroupPairs"][0]


assert reference() == {"GroupId": theirs, "UserId": "123456789012", "VpcId": B, "VpcPeeringConnectionId": P, "PeeringStatus": "active"}
ec2.delete_vpc_peering_connection(VpcPeeringConnectionId=P)
assert reference()["PeeringStatus"] == "deleted" and routes(TA)[L] == (P, "blackhole", "CreateRoute")
ec2.delete_security_group(GroupId=theirs)
assert "UserId" not in reference() and reference()["GroupId"] == theirs
assert ec2.describe_security_group_rules(Filters=where(group_id=mine))["SecurityGroupRules"]
ec2.revoke_security_group_ingress(GroupId=mine, IpPermissions=[permission])
far = client(region_name="us-east-1")
far_vpc = far.describe_vpcs()["Vpcs"][0]["VpcId"]
far_group = far.describe_security_groups(Filters=where(vpc_id=far_vpc))["SecurityGroups"][0]["GroupId"]
across = ec2.create_vpc_peering_connection(VpcId=A, PeerVpcId=far_vpc, PeerRegion="us-east-1")["VpcPeeringConnection"]["VpcPeeringConnectionId"]
far.accept_vpc_peering_connection(VpcPeeringConnectionId=across)
refused("InvalidGroup.NotFound", ec2.authorize_security_group_ingress, GroupId=mine, IpPermissions=[{"IpProtocol": "-1", "UserIdGroupPairs": [{"GroupId": far_group}]}])
ec2.delete_route(RouteTableId=TA, DestinationPrefixListId=L)
ec2.delete_managed_prefix_list(PrefixListId=L)
ec2.delete_security_group(GroupId=mine)

# A transit gateway with its default route table
tgw = ec2.create_transit_gateway(Description="hub", Options={"AmazonSideAsn": 64600}, TagSpecifications=tags("transit-gateway", Name="hub"))["TransitGateway"]
G = tgw["TransitGatewayId"]
assert G.startswith("tgw-0") and tgw["State"] == "pending" and tgw["TransitGatewayArn"] == f"arn:aws:ec2:eu-west-1:123456789012:transit-gateway/{G}" and tgw["Tags"] == [{"Key": "Name", "Value": "hub"}]
assert tgw["Options"]["DefaultRouteTableAssociation"] == tgw["Options"]["DefaultRouteTablePropagation"] == tgw["Options"]["DnsSupport"] == "enable" and tgw["Options"]["AmazonSideAsn"] == 64600
assert tgw["Options"]["AutoAcceptSharedAttachments"] == tgw["Options"]["MulticastSupport"] == "disable"
R = tgw["Options"]["AssociationDefaultRouteTableId"]
assert R == tgw["Options"]["PropagationDefaultRouteTableId"]
refused("IncorrectState", ec2.create_transit_gateway_vpc_attachment, TransitGatewayId=G, VpcId=A, SubnetIds=[SA])
eventually(lambda: ec2.describe_transit_gateways(TransitGatewayIds=[G])["TransitGateways"][0]["State"] == "available", "an available transit gateway")
table = ec2.describe_transit_gateway_route_tables(Filters=where(transit_gateway_id=G))["TransitGatewayRouteTables"][0]
assert table["TransitGatewayRouteTableId"] == R and table["DefaultAssociationRouteTable"] and table["DefaultPropagationRouteTable"] and table["State"] == "available"
plain = ec2.create_transit_gateway(Options={"DefaultRouteTableAssociation": "disable", "DefaultRouteTablePropagation": "disable"})["TransitGateway"]
assert "AssociationDefaultRouteTableId" not in plain["Options"] and "PropagationDefaultRouteTableId" not in plain["Options"]
assert not ec2.describe_transit_gateway_route_tables(Filters=where(transit_gateway_id=plain["TransitGatewayId"]))["TransitGatewayRouteTables"]

# Attachments
refused("InvalidTransitGatewayID.NotFound", ec2.create_transit_gateway_vpc_attachment, TransitGatewayId="tgw-0123456789abcdef0", VpcId=A, SubnetIds=[SA])
refused("InvalidParameterValue", ec2.create_transit_gateway_vpc_attachment, TransitGatewayId=G, VpcId=A, SubnetIds=[SB])
refused("DuplicateSubnetsInSameZone", ec2.create_transit_gateway_vpc_attachment, TransitGatewayId=G, VpcId=A, SubnetIds=[SA, subnet(A, "10.1.3.0/24", "a")])
refused("InvalidTransitGatewayID.NotFound", ec2.create_route, RouteTableId=TA, DestinationCidrBlock="10.2.0.0/16", TransitGatewayId=G)
at = ec2.create_transit_gateway_vpc_attachment(TransitGatewayId=G, VpcId=A, SubnetIds=[SA], Options={"DnsSupport": "enable"}, TagSpecifications=tags("transit-gateway-attachment", Name="a"))["TransitGatewayVpcAttachment"]
XA = at["TransitGatewayAttachmentId"]
assert at["State"] == "pending" and at["SubnetIds"] == [SA] and at["VpcOwnerId"] == "123456789012" and at["Options"]["Ipv6Support"] == "disable" and at["Tags"]
XB = ec2.create_transit_gateway_vpc_attachment(TransitGatewayId=G, VpcId=B, SubnetIds=[SB])["TransitGatewayVpcAttachment"]["TransitGatewayAttachmentId"]
XC = ec2.create_transit_gateway_vpc_attachment(TransitGatewayId=G, VpcId=C, SubnetIds=[SC])["TransitGatewayVpcAttachment"]["TransitGatewayAttachmentId"]
refused("DuplicateTransitGatewayAttachment", ec2.create_transit_gateway_vpc_attachment, f"{G} has non-deleted Transit Gateway Attachments with same VPC ID.", TransitGatewayId=G, VpcId=A, SubnetIds=[SA2])
eventually(lambda: len(ec2.describe_transit_gateway_vpc_attachments(Filters=where(state="available", transit_gateway_id=G))["TransitGatewayVpcAttachments"]) == 3, "three attachments")
seen = ec2.describe_transit_gateway_attachments(TransitGatewayAttachmentIds=[XA])["TransitGatewayAttachments"][0]
assert (seen["ResourceType"], seen["ResourceId"], seen["Association"]) == ("vpc", A, {"TransitGatewayRouteTableId": R, "State": "associated"})
face = ec2.describe_network_interfaces(Filters=where(subnet_id=SA, interface_type="transit_gateway"))["NetworkInterfaces"][0]
assert face["Description"] == f"Network Interface for Transit Gateway Attachment {XA}" and face["RequesterManaged"] and not face["Groups"]
refused("DependencyViolation", ec2.delete_subnet, SubnetId=SA)
changed = ec2.modify_transit_gateway_vpc_attachment(TransitGatewayAttachmentId=XA, AddSubnetIds=[SA2], Options={"ApplianceModeSupport": "enable"})["TransitGatewayVpcAttachment"]
assert changed["SubnetIds"] == [SA, SA2] and changed["Options"]["ApplianceModeSupport"] == "enable"
ec2.modify_transit_gateway_vpc_attachment(TransitGatewayAttachmentId=XA, RemoveSubnetIds=[SA2])

# Its route table: propagated ranges, static routes before them, blackholes
def search(table=R, **filters):
    found = ec2.search_transit_gateway_routes(TransitGatewayRouteTableId=table, Filters=where(**filters))
    assert not found["AdditionalRoutesAvailable"]
    return {r["DestinationCidrBlock"]: (r["Type"], r["State"], [a["TransitGatewayAttachmentId"] for a in r.get("TransitGatewayAttachments", [])]) for r in found["Routes"]}


assert search(type="propagated") == {"10.1.0.0/16": ("propagated", "active", [XA]), "10.2.0.0/16": ("propagated", "active", [XB]), "10.3.0.0/16": ("propagated", "active", [XC])}
assert search(attachment__resource_id=B).keys() == {"10.2.0.0/16"} and search(attachment__transit_gateway_attachment_id=XA, attachment__resource_type="vpc").keys() == {"10.1.0.0/16"}
made = ec2.create_transit_gateway_route(TransitGatewayRouteTableId=R, DestinationCidrBlock="10.2.0.0/16", TransitGatewayAttachmentId=XC)["Route"]
assert made["Type"] == "static" and made["TransitGatewayAttachments"] == [{"ResourceId": C, "TransitGatewayAttachmentId": XC, "ResourceType": "vpc"}]
assert search(route_search__exact_match="10.2.0.0/16") == {"10.2.0.0/16": ("static", "active", [XC])}
refused("RouteAlreadyExists", ec2.create_transit_gateway_route, TransitGatewayRouteTableId=R, DestinationCidrBlock="10.2.0.0/16", TransitGatewayAttachmentId=XB)
ec2.replace_transit_gateway_route(TransitGatewayRouteTableId=R, DestinationCidrBlock="10.2.0.0/16", Blackhole=True)
assert search(state="blackhole") == {"10.2.0.0/16": ("static", "blackhole", [])}
ec2.create_transit_gateway_route(TransitGatewayRouteTableId=R, DestinationCidrBlock="10.2.1.0/24", Blackhole=True)
ec2.create_transit_gateway_route(TransitGatewayRouteTableId=R, DestinationCidrBlock="0.0.0.0/0", TransitGatewayAttachmentId=XC)
assert search(route_search__longest_prefix_match="10.2.1.7").keys() == {"10.2.1.0/24"} and search(route_search__longest_prefix_match="10.2.9.0/24").keys() == {"10.2.0.0/16"}
assert search(route_search__supernet_of_match="10.2.1.0/24").keys() == {"0.0.0.0/0", "10.2.0.0/16", "10.2.1.0/24"} and search(route_search__subnet_of_match="10.2.0.0/15").keys() == {"10.2.0.0/16", "10.2.1.0/24", "10.3.0.0/16"}
refused("InvalidParameterValue", ec2.search_transit_gateway_routes, TransitGatewayRouteTableId=R, Filters=where(colour="red"))
assert ec2.delete_transit_gateway_route(TransitGatewayRouteTableId=R, DestinationCidrBlock="10.2.1.0/24")["Route"]["State"] == "deleted"
refused("InvalidRoute.NotFound", ec2.delete_transit_gateway_route, TransitGatewayRouteTableId=R, DestinationCidrBlock="10.2.1.0/24")
ec2.delete_transit_gateway_route(TransitGatewayRouteTableId=R, DestinationCidrBlock="10.2.0.0/16")
assert search(route_search__exact_match="10.2.0.0/16")["10.2.0.0/16"][0] == "propagated"

# Another route table for one attachment
R2 = ec2.create_transit_gateway_route_table(TransitGatewayId=G, TagSpecifications=tags("transit-gateway-route-table", Name="second"))["TransitGatewayRouteTable"]
assert R2["State"] == "pending" and not R2["DefaultAssociationRouteTable"] and R2["Tags"]
R2 = R2["TransitGatewayRouteTableId"]
eventually(lambda: ec2.describe_transit_gateway_route_tables(TransitGatewayRouteTableIds=[R2])["TransitGatewayRouteTables"][0]["State"] == "available", "an available route table")
refused("Resource.AlreadyAssociated", ec2.associate_transit_gateway_route_table, XB, TransitGatewayRouteTableId=R2, TransitGatewayAttachmentId=XB)
assert ec2.disassociate_transit_gateway_route_table(TransitGatewayRouteTableId=R, TransitGatewayAttachmentId=XB)["Association"]["State"] == "disassociating"
refused("InvalidAssociation.NotFound", ec2.disassociate_transit_gateway_route_table, TransitGatewayRouteTableId=R, TransitGatewayAttachmentId=XB)
assert "Association" not in ec2.describe_transit_gateway_attachments(TransitGatewayAttachmentIds=[XB])["TransitGatewayAttachments"][0]
assert ec2.associate_transit_gateway_route_table(TransitGatewayRouteTableId=R2, TransitGatewayAttachmentId=XB)["Association"] == {
    "TransitGatewayRouteTableId": R2, "TransitGatewayAttachmentId": XB, "ResourceId": B, "ResourceType": "vpc", "State": "associating"}
assert ec2.get_transit_gateway_route_table_associations(TransitGatewayRouteTableId=R2)["Associations"] == [{"TransitGatewayAttachmentId": XB, "ResourceId": B, "ResourceType": "vpc", "State": "associated"}]
assert ec2.enable_transit_gateway_route_table_propagation(TransitGatewayRouteTableId=R2, TransitGatewayAttachmentId=XA)["Propagation"]["State"] == "enabling"
refused("TransitGatewayRouteTablePropagation.Duplicate", ec2.enable_transit_gateway_route_table_propagation, TransitGatewayRouteTableId=R2, TransitGatewayAttachmentId=XA)
assert [p["ResourceId"] for p in ec2.get_transit_gateway_route_table_propagations(TransitGatewayRouteTableId=R, Filters=where(resource_id=[A, C]))["TransitGatewayRouteTablePropagations"]] == [A, C]
assert {p["TransitGatewayRouteTableId"] for p in ec2.get_transit_gateway_attachment_propagations(TransitGatewayAttachmentId=XA)["TransitGatewayAttachmentPropagations"]} == {R, R2}
assert search(R2, type="propagated").keys() == {"10.1.0.0/16"}
assert ec2.disable_transit_gateway_route_table_propagation(TransitGatewayRouteTableId=R, TransitGatewayAttachmentId=XC)["Propagation"]["State"] == "disabling"
refused("TransitGatewayRouteTablePropagation.NotFound", ec2.disable_transit_gateway_route_table_propagation, TransitGatewayRouteTableId=R, TransitGatewayAttachmentId=XC)
assert "10.3.0.0/16" not in search(type="propagated")
refused("IncorrectState", ec2.delete_transit_gateway_route_table, TransitGatewayRouteTableId=R2)

# Routes of VPCs to it lead nowhere once the attachment goes; so do its own static routes
ec2.create_route(RouteTableId=TA, DestinationCidrBlock="10.0.0.0/8", TransitGatewayId=G)
ec2.create_route(RouteTableId=TC, DestinationCidrBlock="10.1.0.0/16", TransitGatewayId=G)
assert routes(TA)["10.0.0.0/8"] == (G, "active", "CreateRoute")
assert ec2.delete_transit_gateway_vpc_attachment(TransitGatewayAttachmentId=XC)["TransitGatewayVpcAttachment"]["State"] == "deleting"
assert routes(TC)["10.1.0.0/16"] == (G, "blackhole", "CreateRoute") and search(route_search__exact_match="0.0.0.0/0")["0.0.0.0/0"][1] == "blackhole"
refused("IncorrectState", ec2.delete_transit_gateway, f"{G} has non-deleted Transit Gateway Attachments: ", TransitGatewayId=G)
eventually(lambda: ec2.describe_transit_gateway_attachments(TransitGatewayAttachmentIds=[XC])["TransitGatewayAttachments"][0]["State"] == "deleted", "a deleted attachment, still shown")
refused("InvalidTransitGatewayAttachmentID.NotFound", ec2.delete_transit_gateway_vpc_attachment, f"Transit Gateway VPC Attachment {XC} was deleted or does not exist.", TransitGatewayAttachmentId=XC)

# A virtual private gateway with a VPN connection
V = ec2.create_vpn_gateway(Type="ipsec.1", AmazonSideAsn=64601, TagSpecifications=tags("vpn-gateway", Name="dx"))["VpnGateway"]
assert V["State"] == "available" and V["Type"] == "ipsec.1" and V["AmazonSideAsn"] == 64601 and not V["VpcAttachments"]
V = V["VpnGatewayId"]
refused("Gateway.NotAttached", ec2.enable_vgw_route_propagation, GatewayId=V, RouteTableId=TC)
assert ec2.attach_vpn_gateway(VpnGatewayId=V, VpcId=C)["VpcAttachment"] == {"VpcId": C, "State": "attaching"}
eventually(lambda: ec2.describe_vpn_gateways(Filters=where(attachment__vpc_id=C, attachment__state="attached"))["VpnGateways"], "an attached gateway")
ec2.create_route(RouteTableId=TC, DestinationCidrBlock="172.16.0.0/12", GatewayId=V)
ec2.enable_vgw_route_propagation(GatewayId=V, RouteTableId=TC)
assert ec2.describe_route_tables(RouteTableIds=[TC])["RouteTables"][0]["PropagatingVgws"] == [{"GatewayId": V}]
K = ec2.create_customer_gateway(Type="ipsec.1", BgpAsn=65010, IpAddress="203.0.113.9", DeviceName="router")["CustomerGateway"]
assert K["State"] == "available" and K["BgpAsn"] == "65010" and K["IpAddress"] == "203.0.113.9"
K = K["CustomerGatewayId"]
W = ec2.create_vpn_connection(Type="ipsec.1", CustomerGatewayId=K, VpnGatewayId=V, Options={"StaticRoutesOnly": True}, TagSpecifications=tags("vpn-connection", Name="office"))["VpnConnection"]
assert W["State"] == "pending" and W["Options"]["StaticRoutesOnly"] and len(W["VgwTelemetry"]) == 2 and W["VpnGatewayId"] == V
W = W["VpnConnectionId"]
for cidr in ("192.168.0.0/16", "172.16.0.0/12"):
    ec2.create_vpn_connection_route(VpnConnectionId=W, DestinationCidrBlock=cidr)
waiter = ec2.get_waiter("vpn_connection_available")
waiter.config.delay = 0.1
waiter.wait(VpnConnectionIds=[W])
assert [(r["DestinationCidrBlock"], r["Source"], r["State"]) for r in ec2.describe_vpn_connections(Filters=where(vpn_gateway_id=V))["VpnConnections"][0]["Routes"]] == [("192.168.0.0/16", "Static", "available"), ("172.16.0.0/12", "Static", "available")]
assert routes(TC)["192.168.0.0/16"] == (V, "active", "EnableVgwRoutePropagation") and routes(TC)["172.16.0.0/12"] == (V, "active", "CreateRoute"), "a static route goes before a propagated one"
assert [t["RouteTableId"] for t in ec2.describe_route_tables(Filters=where(route__origin="EnableVgwRoutePropagation"))["RouteTables"]] == [TC]
ec2.delete_vpn_connection_route(VpnConnectionId=W, DestinationCidrBlock="192.168.0.0/16")
assert "192.168.0.0/16" not in routes(TC)
ec2.create_vpn_connection_route(VpnConnectionId=W, DestinationCidrBlock="192.168.0.0/16")
ec2.disable_vgw_route_propagation(GatewayId=V, RouteTableId=TC)
assert "192.168.0.0/16" not in routes(TC) and not ec2.describe_route_tables(RouteTableIds=[TC])["RouteTables"][0]["PropagatingVgws"]
refused("IncorrectState", ec2.delete_vpn_gateway, VpnGatewayId=V)
refused("IncorrectState", ec2.delete_customer_gateway, CustomerGatewayId=K)
refused("DependencyViolation", ec2.delete_vpc, VpcId=C)

# A VPN connection to the transit gateway is an attachment, and propagates its routes
WT = ec2.create_vpn_connection(Type="ipsec.1", CustomerGatewayId=K, TransitGatewayId=G, Options={"StaticRoutesOnly": True})["VpnConnection"]["VpnConnectionId"]
ec2.create_vpn_connection_route(VpnConnectionId=WT, DestinationCidrBlock="192.168.5.0/24")
waiter.wait(VpnConnectionIds=[WT])
hanging = ec2.describe_transit_gateway_attachments(Filters=where(resource_type="vpn"))["TransitGatewayAttachments"][0]
assert hanging["ResourceId"] == WT and search(attachment__resource_type="vpn") == {"192.168.5.0/24": ("propagated", "active", [hanging["TransitGatewayAttachmentId"]])}

# Everything away again
for connection in (W, WT):
    ec2.delete_vpn_connection(VpnConnectionId=connection)
waiter = ec2.get_waiter("vpn_connection_deleted")
waiter.config.delay = 0.1
waiter.wait(VpnConnectionIds=[W, WT])
ec2.detach_vpn_gateway(VpnGatewayId=V, VpcId=C)
assert routes(TC)["172.16.0.0/12"] == (V, "blackhole", "CreateRoute")
eventually(lambda: ec2.describe_vpn_gateways(VpnGatewayIds=[V])["VpnGateways"][0]["VpcAttachments"][0]["State"] == "detached", "a detached gateway")
ec2.delete_vpn_gateway(VpnGatewayId=V)
assert ec2.describe_vpn_gateways(VpnGatewayIds=[V])["VpnGateways"][0]["State"] == "deleted"
ec2.delete_customer_gateway(CustomerGatewayId=K)
assert ec2.describe_customer_gateways(CustomerGatewayIds=[K])["CustomerGateways"][0]["State"] == "deleted"
ec2.disassociate_transit_gateway_route_table(TransitGatewayRouteTableId=R2, TransitGatewayAttachmentId=XB)
assert ec2.delete_transit_gateway_route_table(TransitGatewayRouteTableId=R2)["TransitGatewayRouteTable"]["State"] == "deleting"
for attachment in (XA, XB):
    ec2.delete_transit_gateway_vpc_attachment(TransitGatewayAttachmentId=attachment)
eventually(lambda: all(a["State"] == "deleted" for a in ec2.describe_transit_gateway_vpc_attachments()["TransitGatewayVpcAttachments"]), "attachments to go")
assert ec2.delete_transit_gateway(TransitGatewayId=G)["TransitGateway"]["State"] == "deleting"
ec2.create_tags(Resources=[plain["TransitGatewayId"]], Tags=[{"Key": "Name", "Value": "plain"}])
eventually(lambda: ec2.describe_transit_gateways(Filters=[{"Name": "tag:Name", "Values": ["hub"]}])["TransitGateways"][0]["State"] == "deleted", "a deleted transit gateway")
refused("InvalidTransitGatewayID.NotFound", ec2.delete_transit_gateway, f"Transit Gateway {G} was deleted or does not exist.", TransitGatewayId=G)
eventually(lambda: not ec2.describe_network_interfaces(Filters=where(vpc_id=[A, B, C]))["NetworkInterfaces"], "interfaces to go")
for item in ec2.describe_subnets(Filters=where(vpc_id=[A, B, C]))["Subnets"]:
    ec2.delete_subnet(SubnetId=item["SubnetId"])
ec2.delete_vpc_peering_connection(VpcPeeringConnectionId=across)
for item in (A, B, C):
    ec2.delete_vpc(VpcId=item)

# IPv6: endpoints in both families
six = vpc("10.6.0.0/16", AmazonProvidedIpv6CidrBlock=True)
ec2.modify_vpc_attribute(VpcId=six, EnableDnsHostnames={"Value": True})
block = ec2.describe_vpcs(VpcIds=[six])["Vpcs"][0]["Ipv6CidrBlockAssociationSet"][0]["Ipv6CidrBlock"]
# Not by their texts: a range that ends in zeros is written shorter.
parts = [str(part) for part in itertools.islice(ipaddress.ip_network(block).subnets(new_prefix=64), 3)]
S6 = subnet(six, "10.6.1.0/24", "a", Ipv6CidrBlock=parts[1])
assert ec2.describe_subnets(SubnetIds=[S6])["Subnets"][0]["Ipv6CidrBlockAssociationSet"][0]["Ipv6CidrBlock"] == parts[1]
refused("InvalidSubnet.Conflict", ec2.create_subnet, VpcId=six, CidrBlock="10.6.2.0/24", Ipv6CidrBlock=parts[1])
bare = subnet(six, "10.6.3.0/24", "b")
exit_only = ec2.create_egress_only_internet_gateway(VpcId=six, ClientToken="once")["EgressOnlyInternetGateway"]
assert exit_only["Attachments"] == [{"VpcId": six, "State": "attached"}]
T6 = main(six)
assert routes(T6)[block] == ("local", "active", "CreateRouteTable")
ec2.create_route(RouteTableId=T6, DestinationIpv6CidrBlock="::/0", EgressOnlyInternetGatewayId=exit_only["EgressOnlyInternetGatewayId"])
assert routes(T6)["::/0"] == (exit_only["EgressOnlyInternetGatewayId"], "active", "CreateRoute")
assert ec2.describe_egress_only_internet_gateways(EgressOnlyInternetGatewayIds=[exit_only["EgressOnlyInternetGatewayId"]])["EgressOnlyInternetGateways"]
assert ec2.delete_egress_only_internet_gateway(EgressOnlyInternetGatewayId=exit_only["EgressOnlyInternetGatewayId"])["ReturnCode"]
assert routes(T6)["::/0"][1] == "blackhole"


def endpoint(**more):
    made = ec2.create_vpc_endpoint(VpcId=six, VpcEndpointType="Interface", ServiceName="com.amazonaws.eu-west-1.execute-api", **more)["VpcEndpoint"]["VpcEndpointId"]
    eventually(lambda: ec2.describe_vpc_endpoints(VpcEndpointIds=[made])["VpcEndpoints"][0]["State"] == "available", "an available endpoint")
    return made


def faces(endpoint_id):
    shown = ec2.describe_vpc_endpoints(VpcEndpointIds=[endpoint_id])["VpcEndpoints"][0]
    return shown, ec2.describe_network_interfaces(NetworkInterfaceIds=shown["NetworkInterfaceIds"])["NetworkInterfaces"]


refused("InvalidParameter", ec2.create_vpc_endpoint, bare, VpcId=six, VpcEndpointType="Interface", ServiceName="com.amazonaws.eu-west-1.execute-api", SubnetIds=[bare], IpAddressType="dualstack")
wish = parts[1].replace("::/64", "::2a")
E6 = endpoint(SubnetIds=[S6], IpAddressType="dualstack", SubnetConfigurations=[{"SubnetId": S6, "Ipv4": "10.6.1.50", "Ipv6": wish}])
shown, [face] = faces(E6)
assert shown["IpAddressType"] == "dualstack" and shown["DnsOptions"]["DnsRecordIpType"] == "dualstack"
assert face["PrivateIpAddress"] == "10.6.1.50" and face["Ipv6Addresses"][0]["Ipv6Address"] == wish
assert ec2.describe_network_interfaces(Filters=[{"Name": "ipv6-addresses.ipv6-address", "Values": [wish]}])["NetworkInterfaces"][0]["NetworkInterfaceId"] == face["NetworkInterfaceId"]
ec2.modify_vpc_endpoint(VpcEndpointId=E6, IpAddressType="ipv4", DnsOptions={"DnsRecordIpType": "ipv4"})
shown, [face] = faces(E6)
assert shown["IpAddressType"] == "ipv4" and not face["Ipv6Addresses"]
ec2.modify_vpc_endpoint(VpcEndpointId=E6, IpAddressType="dualstack", DnsOptions={"DnsRecordIpType": "dualstack"})
shown, [face] = faces(E6)
assert ipaddress.ip_address(face["Ipv6Addresses"][0]["Ipv6Address"]) in ipaddress.ip_network(parts[1])
group = face["Groups"][0]["GroupId"]
ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "Ipv6Ranges": [{"CidrIpv6": block}]}])
refused("InvalidParameterValue", ec2.authorize_security_group_ingress, GroupId=group, IpPermissions=[{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "Ipv6Ranges": [{"CidrIpv6": "10.0.0.0/8"}]}])
acl = ec2.describe_network_acls(Filters=where(vpc_id=six))["NetworkAcls"][0]["NetworkAclId"]
ec2.create_network_acl_entry(NetworkAclId=acl, RuleNumber=90, Protocol="6", RuleAction="deny", Egress=False, Ipv6CidrBlock=parts[2], PortRange={"From": 443, "To": 443})
assert next(e for e in ec2.describe_network_acls(NetworkAclIds=[acl])["NetworkAcls"][0]["Entries"] if e["RuleNumber"] == 90)["Ipv6CidrBlock"] == parts[2]
mine = ec2.create_network_interface(SubnetId=S6, Ipv6Addresses=[{"Ipv6Address": parts[1].replace("::/64", "::77")}])["NetworkInterface"]
assert mine["Ipv6Addresses"][0]["Ipv6Address"].endswith("::77")
refused("InvalidParameterValue", ec2.create_network_interface, SubnetId=S6, Ipv6Addresses=[{"Ipv6Address": "2001:db8::1"}])

# A peering connection shows IPv6 ranges, and carries routes to them
beside = vpc("10.7.0.0/16", AmazonProvidedIpv6CidrBlock=True)
P6 = ec2.create_vpc_peering_connection(VpcId=six, PeerVpcId=beside)["VpcPeeringConnection"]["VpcPeeringConnectionId"]
ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=P6)
theirs = ec2.describe_vpc_peering_connections(VpcPeeringConnectionIds=[P6])["VpcPeeringConnections"][0]["AccepterVpcInfo"]["Ipv6CidrBlockSet"][0]["Ipv6CidrBlock"]
assert theirs == ec2.describe_vpcs(VpcIds=[beside])["Vpcs"][0]["Ipv6CidrBlockAssociationSet"][0]["Ipv6CidrBlock"]
ec2.create_route(RouteTableId=T6, DestinationIpv6CidrBlock=theirs, VpcPeeringConnectionId=P6)
assert routes(T6)[theirs] == (P6, "active", "CreateRoute")

# DHCP options: own name servers, and none at all
D = ec2.create_dhcp_options(DhcpConfigurations=[{"Key": "domain-name-servers", "Values": ["10.6.1.9", "AmazonProvidedDNS"]}, {"Key": "domain-name", "Values": ["corp.example"]}])["DhcpOptions"]["DhcpOptionsId"]
ec2.associate_dhcp_options(DhcpOptionsId=D, VpcId=six)
assert ec2.describe_vpcs(Filters=where(dhcp_options_id=D))["Vpcs"][0]["VpcId"] == six
assert [v["Value"] for v in next(c for c in ec2.describe_dhcp_options(DhcpOptionsIds=[D])["DhcpOptions"][0]["DhcpConfigurations"] if c["Key"] == "domain-name-servers")["Values"]] == ["10.6.1.9", "AmazonProvidedDNS"]
ec2.associate_dhcp_options(DhcpOptionsId="default", VpcId=six)
assert ec2.describe_vpcs(VpcIds=[six])["Vpcs"][0]["DhcpOptionsId"] == "default"
refused("InvalidDhcpOptionID.NotFound", ec2.associate_dhcp_options, DhcpOptionsId="dopt-0123456789abcdef0", VpcId=six)

print(json.dumps({"answered": sorted(answered)}))
