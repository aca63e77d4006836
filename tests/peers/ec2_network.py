"""A network set by hand with boto3: from a new account's default VPC to peering, NAT and clean-up."""
import json

from ec2_shapes import answered, client, eventually, refused

ec2 = client()
result = {}


def tags(kind, **pairs):
    return [{"ResourceType": kind, "Tags": [{"Key": key, "Value": value} for key, value in pairs.items()]}]


def named(**filters):
    return [{"Name": name.replace("_", "-"), "Values": value if isinstance(value, list) else [value]} for name, value in filters.items()]


# A new account
zones = ec2.describe_availability_zones()["AvailabilityZones"]
assert [(z["ZoneName"], z["ZoneId"]) for z in zones] == [("eu-west-1a", "euw1-az1"), ("eu-west-1b", "euw1-az2"), ("eu-west-1c", "euw1-az3")], zones
assert zones[0]["State"] == "available" and zones[0]["RegionName"] == "eu-west-1"
refused("InvalidParameterValue", ec2.describe_availability_zones, "eu-west-1z", ZoneNames=["eu-west-1z"])
regions = {r["RegionName"]: r for r in ec2.describe_regions()["Regions"]}
assert regions["eu-west-1"]["Endpoint"] == "ec2.eu-west-1.amazonaws.com" and "us-gov-west-1" not in regions and "cn-north-1" not in regions
assert "ap-east-1" not in regions and any(r["RegionName"] == "ap-east-1" for r in ec2.describe_regions(AllRegions=True)["Regions"])
default = ec2.describe_vpcs(Filters=[{"Name": "isDefault", "Values": ["true"]}])["Vpcs"][0]
assert default["CidrBlock"] == "172.31.0.0/16" and default["IsDefault"] and default["State"] == "available"
attributes = {a["AttributeName"]: a["AttributeValues"][0]["AttributeValue"] for a in ec2.describe_account_attributes()["AccountAttributes"]}
assert attributes["supported-platforms"] == "VPC" and attributes["default-vpc"] == default["VpcId"]
subnets = ec2.describe_subnets(Filters=named(vpc_id=default["VpcId"]))["Subnets"]
assert sorted(s["CidrBlock"] for s in subnets) == ["172.31.0.0/20", "172.31.16.0/20", "172.31.32.0/20"]
assert all(s["DefaultForAz"] and s["MapPublicIpOnLaunch"] and s["AvailableIpAddressCount"] == 4091 for s in subnets)
main = ec2.describe_route_tables(Filters=[{"Name": "association.main", "Values": ["true"]}])["RouteTables"][0]
assert [(r["DestinationCidrBlock"], r["State"]) for r in main["Routes"]] == [("172.31.0.0/16", "active"), ("0.0.0.0/0", "active")]
options = ec2.describe_dhcp_options(DhcpOptionsIds=[default["DhcpOptionsId"]])["DhcpOptions"][0]
assert {c["Key"]: c["Values"][0]["Value"] for c in options["DhcpConfigurations"]} == {"domain-name": "eu-west-1.compute.internal", "domain-name-servers": "AmazonProvidedDNS"}
refused("DefaultVpcAlreadyExists", ec2.create_default_vpc)

# VPCs
for cidr, code in [("10.0.0.0/8", "InvalidVpc.Range"), ("10.0.0.0/29", "InvalidVpc.Range"), ("10.0.0.0", "InvalidParameterValue"), ("10.0.0/16", "InvalidParameterValue"), ("10.0.010.0/16", "InvalidParameterValue")]:
    refused(code, ec2.create_vpc, cidr, CidrBlock=cidr)
assert refused("DryRunOperation", ec2.create_vpc, CidrBlock="10.0.0.0/16", DryRun=True)["ResponseMetadata"]["HTTPStatusCode"] == 412
refused("InvalidParameterValue", ec2.create_vpc, "taggable", CidrBlock="10.0.0.0/16", TagSpecifications=tags("subnet", a="b"))
vpc = ec2.create_vpc(CidrBlock="10.0.5.9/16", TagSpecifications=tags("vpc", Name="demo", owner="a*b"))["Vpc"]
V = vpc["VpcId"]
assert vpc["CidrBlock"] == "10.0.0.0/16" and vpc["State"] == "pending" and not vpc["IsDefault"] and vpc["OwnerId"] == "123456789012"
assert vpc["CidrBlockAssociationSet"][0]["CidrBlockState"]["State"] == "associated"
ec2.get_waiter("vpc_exists").wait(VpcIds=[V])
waiter = ec2.get_waiter("vpc_available")
waiter.config.delay = 0.1
waiter.wait(VpcIds=[V])
refused("InvalidVpcID.NotFound", ec2.describe_vpcs, "The vpc ID 'vpc-0123456789abcdef0' does not exist", VpcIds=["vpc-0123456789abcdef0"])
refused("InvalidVpcID.Malformed", ec2.describe_vpcs, VpcIds=["VPC 1"])
assert [ec2.describe_vpc_attribute(VpcId=V, Attribute=a)[a[0].upper() + a[1:]]["Value"] for a in ("enableDnsSupport", "enableDnsHostnames", "enableNetworkAddressUsageMetrics")] == [True, False, False]
refused("InvalidParameterCombination", ec2.modify_vpc_attribute, VpcId=V, EnableDnsSupport={"Value": True}, EnableDnsHostnames={"Value": True})
ec2.modify_vpc_attribute(VpcId=V, EnableDnsHostnames={"Value": True})
assert ec2.describe_vpc_attribute(VpcId=V, Attribute="enableDnsHostnames")["EnableDnsHostnames"]["Value"]
for filters, found in [(named(cidr="10.0.*"), 1), (named(vpc_id="vpc-0?"), 0), ([{"Name": "tag:Name", "Values": ["d?mo"]}], 1), ([{"Name": "tag:owner", "Values": ["a\\*b"]}], 1),
                       ([{"Name": "tag:owner", "Values": ["\\*"]}], 0), (named(tag_key=["nothing", "Name"]), 1), (named(tag_key="Name", cidr="172.*"), 0)]:
    assert len(ec2.describe_vpcs(Filters=filters)["Vpcs"]) == found, filters
refused("InvalidParameterValue", ec2.describe_vpcs, "The filter 'colour' is invalid", Filters=named(colour="red"))
added = ec2.associate_vpc_cidr_block(VpcId=V, CidrBlock="10.1.0.0/16")["CidrBlockAssociation"]
assert added["CidrBlockState"]["State"] == "associating"
refused("InvalidVpc.Range", ec2.associate_vpc_cidr_block, VpcId=V, CidrBlock="10.1.128.0/17")
six = ec2.associate_vpc_cidr_block(VpcId=V, AmazonProvidedIpv6CidrBlock=True)["Ipv6CidrBlockAssociation"]
assert six["Ipv6CidrBlock"].endswith("::/56")
both = ec2.describe_vpcs(VpcIds=[V])["Vpcs"][0]
assert [b["CidrBlock"] for b in both["CidrBlockAssociationSet"]] == ["10.0.0.0/16", "10.1.0.0/16"] and both["Ipv6CidrBlockAssociationSet"][0]["AssociationId"] == six["AssociationId"]
refused("OperationNotPermitted", ec2.disassociate_vpc_cidr_block, AssociationId=both["CidrBlockAssociationSet"][0]["AssociationId"])
ec2.disassociate_vpc_cidr_block(AssociationId=added["AssociationId"])

# Subnets
subnet = ec2.create_subnet(VpcId=V, CidrBlock="10.0.1.0/24", AvailabilityZone="eu-west-1a", TagSpecifications=tags("subnet", Name="one"))["Subnet"]
S = subnet["SubnetId"]
assert subnet["AvailabilityZoneId"] == "euw1-az1" and subnet["AvailableIpAddressCount"] == 251 and subnet["SubnetArn"] == f"arn:aws:ec2:eu-west-1:123456789012:subnet/{S}"
waiter = ec2.get_waiter("subnet_available")
waiter.config.delay = 0.1
waiter.wait(SubnetIds=[S])
other = ec2.create_subnet(VpcId=V, CidrBlock="10.0.2.0/24", AvailabilityZoneId="euw1-az2")["Subnet"]["SubnetId"]
refused("InvalidSubnet.Conflict", ec2.create_subnet, "The CIDR '10.0.1.128/25' conflicts with another subnet", VpcId=V, CidrBlock="10.0.1.128/25")
refused("InvalidSubnet.Range", ec2.create_subnet, "The CIDR '10.9.0.0/24' is invalid.", VpcId=V, CidrBlock="10.9.0.0/24")
refused("InvalidSubnet.Range", ec2.create_subnet, VpcId=V, CidrBlock="10.0.0.0/30")
refused("InvalidParameterValue", ec2.create_subnet, "eu-west-1a, eu-west-1b, eu-west-1c", VpcId=V, CidrBlock="10.0.3.0/24", AvailabilityZone="eu-west-1z")
refused("InvalidVpcID.NotFound", ec2.create_subnet, VpcId="vpc-0123456789abcdef0", CidrBlock="10.0.3.0/24")
ec2.modify_subnet_attribute(SubnetId=S, MapPublicIpOnLaunch={"Value": True})
assert ec2.describe_subnets(SubnetIds=[S])["Subnets"][0]["MapPublicIpOnLaunch"]
block = ec2.associate_subnet_cidr_block(SubnetId=S, Ipv6CidrBlock=six["Ipv6CidrBlock"].replace("::/56", "::/64"))["Ipv6CidrBlockAssociation"]
assert ec2.describe_subnets(SubnetIds=[S])["Subnets"][0]["Ipv6CidrBlockAssociationSet"][0]["Ipv6CidrBlock"] == block["Ipv6CidrBlock"]
ec2.disassociate_subnet_cidr_block(AssociationId=block["AssociationId"])
eventually(lambda: len(list(ec2.get_paginator("describe_subnets").paginate(PaginationConfig={"PageSize": 5}).search("Subnets[]"))) == 5, "five subnets")
refused("InvalidParameterCombination", ec2.describe_subnets, SubnetIds=[S], MaxResults=5)
refused("InvalidNextToken", ec2.describe_subnets, NextToken="nonsense", MaxResults=5)

# Security groups
G = ec2.create_security_group(GroupName="EndpointSG", Description="HTTPS from the VPC", VpcId=V, TagSpecifications=tags("security-group", Name="sg"))
assert G["SecurityGroupArn"].endswith(":security-group/" + G["GroupId"]) and G["Tags"] == [{"Key": "Name", "Value": "sg"}]
G = G["GroupId"]
ec2.get_waiter("security_group_exists").wait(GroupIds=[G])
refused("InvalidGroup.Duplicate", ec2.create_security_group, f"The security group 'EndpointSG' already exists for VPC '{V}'", GroupName="EndpointSG", Description="x", VpcId=V)
refused("InvalidParameterValue", ec2.create_security_group, "reserved", GroupName="default", Description="x", VpcId=V)
refused("InvalidParameterValue", ec2.create_security_group, "ASCII", GroupName="a", Description="für", VpcId=V)
refused("MissingParameter", ec2.authorize_security_group_ingress, GroupId=G, IpPermissions=[{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443}])
client_group = ec2.create_security_group(GroupName="clients", Description="clients", VpcId=V)["GroupId"]
lists = ec2.describe_managed_prefix_lists(Filters=named(prefix_list_name="com.amazonaws.eu-west-1.s3"))["PrefixLists"]
assert lists[0]["OwnerId"] == "AWS" and lists[0]["AddressFamily"] == "IPv4"
rules = ec2.authorize_security_group_ingress(
    GroupId=G,
    IpPermissions=[{"IpProtocol": "6", "FromPort": 443, "ToPort": 443, "IpRanges": [{"CidrIp": "10.0.0.0/16", "Description": "all of it"}], "Ipv6Ranges": [{"CidrIpv6": "2001:db8::/32"}],
                    "UserIdGroupPairs": [{"GroupId": client_group}], "PrefixListIds": [{"PrefixListId": lists[0]["PrefixListId"]}]}],
    TagSpecifications=tags("security-group-rule", why="test"))["SecurityGroupRules"]
assert len(rules) == 4 and all(r["IpProtocol"] == "tcp" and r["FromPort"] == 443 and not r["IsEgress"] and r["Tags"] for r in rules)
assert {r.get("CidrIpv4") or r.get("CidrIpv6") or r.get("PrefixListId") or r["ReferencedGroupInfo"]["GroupId"] for r in rules} == {"10.0.0.0/16", "2001:db8::/32", lists[0]["PrefixListId"], client_group}
refused("InvalidPermission.Duplicate", ec2.authorize_security_group_ingress, 'the specified rule "peer: 10.0.0.0/16, TCP, from port: 443, to port: 443, ALLOW" already exists',
        GroupId=G, IpProtocol="tcp", FromPort=443, ToPort=443, CidrIp="10.0.0.0/16")
refused("InvalidGroup.NotFound", ec2.authorize_security_group_ingress, GroupId=G, IpPermissions=[{"IpProtocol": "tcp", "FromPort": 1, "ToPort": 2, "UserIdGroupPairs": [{"GroupId": "sg-0123456789abcdef0"}]}])
foreign = ec2.describe_security_groups(Filters=named(vpc_id=default["VpcId"]))["SecurityGroups"][0]["GroupId"]
refused("InvalidGroup.NotFound", ec2.authorize_security_group_ingress, "different networks", GroupId=G, IpPermissions=[{"IpProtocol": "tcp", "FromPort": 1, "ToPort": 2, "UserIdGroupPairs": [{"GroupId": foreign}]}])
refused("InvalidParameterValue", ec2.authorize_security_group_ingress, GroupId=G, IpProtocol="tcp", FromPort=443, ToPort=80, CidrIp="10.0.0.0/16")
refused("InvalidParameterValue", ec2.authorize_security_group_ingress, GroupId=G, IpProtocol="tcp", FromPort=443, ToPort=443, CidrIp="10.0.0.0/33")
shown = ec2.describe_security_groups(GroupIds=[G])["SecurityGroups"][0]
permission = shown["IpPermissions"][0]
assert len(shown["IpPermissions"]) == 1 and permission["IpRanges"] == [{"CidrIp": "10.0.0.0/16", "Description": "all of it"}] and permission["UserIdGroupPairs"] == [{"GroupId": client_group, "UserId": "123456789012"}]
assert [(p["IpProtocol"], "FromPort" in p) for p in shown["IpPermissionsEgress"]] == [("-1", False)] and shown["IpPermissionsEgress"][0]["IpRanges"] == [{"CidrIp": "0.0.0.0/0"}]
assert len(ec2.describe_security_group_rules(Filters=named(group_id=G))["SecurityGroupRules"]) == 6
assert [g["GroupId"] for g in ec2.describe_security_groups(Filters=[{"Name": "ip-permission.group-id", "Values": [client_group]}])["SecurityGroups"]] == [G]
ec2.modify_security_group_rules(GroupId=G, SecurityGroupRules=[{"SecurityGroupRuleId": rules[0]["SecurityGroupRuleId"], "SecurityGroupRule": {"IpProtocol": "tcp", "FromPort": 8443, "ToPort": 8443, "CidrIpv4": "10.0.0.0/16"}}])
assert ec2.describe_security_group_rules(SecurityGroupRuleIds=[rules[0]["SecurityGroupRuleId"]])["SecurityGroupRules"][0]["ToPort"] == 8443
refused("InvalidPermission.Duplicate", ec2.modify_security_group_rules, GroupId=G, SecurityGroupRules=[{"SecurityGroupRuleId": rules[1]["SecurityGroupRuleId"], "SecurityGroupRule": {"IpProtocol": "tcp", "FromPort": 8443, "ToPort": 8443, "CidrIpv4": "10.0.0.0/16"}}])
ec2.update_security_group_rule_descriptions_ingress(GroupId=G, SecurityGroupRuleDescriptions=[{"SecurityGroupRuleId": rules[0]["SecurityGroupRuleId"], "Description": "new"}])
ec2.update_security_group_rule_descriptions_egress(GroupId=G, IpPermissions=[{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0", "Description": "out"}]}])
refused("DependencyViolation", ec2.delete_security_group, f"resource {client_group} has a dependent object", GroupId=client_group)
assert len(ec2.revoke_security_group_ingress(GroupId=G, SecurityGroupRuleIds=[r["SecurityGroupRuleId"] for r in rules[1:]])["RevokedSecurityGroupRules"]) == 3
assert ec2.revoke_security_group_egress(GroupId=G, IpPermissions=[{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}])["Return"]
refused("InvalidPermission.NotFound", ec2.revoke_security_group_egress, GroupId=G, IpPermissions=[{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}])
ec2.authorize_security_group_egress(GroupId=G, IpPermissions=[{"IpProtocol": "icmp", "FromPort": 8, "ToPort": 0, "IpRanges": [{"CidrIp": "10.0.0.1/32"}]}])
ec2.delete_security_group(GroupId=client_group)
refused("InvalidGroup.NotFound", ec2.describe_security_groups, f"The security group '{client_group}' does not exist", GroupIds=[client_group])
own = next(g for g in ec2.describe_security_groups(Filters=named(vpc_id=V))["SecurityGroups"] if g["GroupName"] == "default")
assert own["IpPermissions"][0]["UserIdGroupPairs"][0]["GroupId"] == own["GroupId"] and own["Description"] == "default VPC security group"
refused("CannotDelete", ec2.delete_security_group, GroupId=own["GroupId"])

# Network interfaces
eni = ec2.create_network_interface(SubnetId=S, Groups=[G], Description="mine", PrivateIpAddress="10.0.1.77", ClientToken="one")["NetworkInterface"]
E = eni["NetworkInterfaceId"]
assert eni["PrivateIpAddress"] == "10.0.1.77" and eni["VpcId"] == V and eni["AvailabilityZone"] == "eu-west-1a" and eni["Groups"] == [{"GroupId": G, "GroupName": "EndpointSG"}]
assert ec2.create_network_interface(SubnetId=S, Groups=[G], Description="mine", PrivateIpAddress="10.0.1.77", ClientToken="one")["NetworkInterface"]["NetworkInterfaceId"] == E
refused("IdempotentParameterMismatch", ec2.create_network_interface, SubnetId=S, Groups=[G], Description="yours", ClientToken="one")
refused("InvalidIPAddress.InUse", ec2.create_network_interface, SubnetId=S, PrivateIpAddress="10.0.1.77")
refused("InvalidParameterValue", ec2.create_network_interface, SubnetId=S, PrivateIpAddress="10.0.1.2")
ec2.get_waiter("network_interface_available").wait(NetworkInterfaceIds=[E])
ec2.modify_network_interface_attribute(NetworkInterfaceId=E, Groups=[own["GroupId"]])
assert ec2.describe_network_interface_attribute(NetworkInterfaceId=E, Attribute="groupSet")["Groups"][0]["GroupId"] == own["GroupId"]
assert [n["NetworkInterfaceId"] for n in ec2.describe_network_interfaces(Filters=named(subnet_id=S, status="available", private_ip_address="10.0.1.*"))["NetworkInterfaces"]] == [E]
assert ec2.describe_subnets(SubnetIds=[S])["Subnets"][0]["AvailableIpAddressCount"] == 250
refused("DependencyViolation", ec2.delete_subnet, f"The subnet '{S}' has dependencies and cannot be deleted.", SubnetId=S)
refused("DependencyViolation", ec2.delete_vpc, f"The vpc '{V}' has dependencies and cannot be deleted.", VpcId=V)
ec2.delete_network_interface(NetworkInterfaceId=E)
refused("InvalidNetworkInterfaceID.NotFound", ec2.describe_network_interfaces, NetworkInterfaceIds=[E])

# Network ACLs
acl = ec2.describe_network_acls(Filters=named(vpc_id=V, default="true"))["NetworkAcls"][0]
assert [(e["RuleNumber"], e["RuleAction"], e["Protocol"]) for e in acl["Entries"] if not e["Egress"] and "CidrBlock" in e] == [(100, "allow", "-1"), (32767, "deny", "-1")]
assert [e["RuleNumber"] for e in acl["Entries"] if "Ipv6CidrBlock" in e and not e["Egress"]] == [101, 32768]
assert sorted(a["SubnetId"] for a in acl["Associations"]) == sorted([S, other])
A = ec2.create_network_acl(VpcId=V, TagSpecifications=tags("network-acl", Name="acl"))["NetworkAcl"]
assert all(e["RuleAction"] == "deny" for e in A["Entries"]) and not A["IsDefault"]
A = A["NetworkAclId"]
entry = {"NetworkAclId": A, "RuleNumber": 100, "Protocol": "6", "RuleAction": "allow", "Egress": False, "CidrBlock": "10.0.0.0/16"}
ec2.create_network_acl_entry(PortRange={"From": 443, "To": 443}, **entry)
refused("NetworkAclEntryAlreadyExists", ec2.create_network_acl_entry, "100", PortRange={"From": 443, "To": 443}, **entry)
ec2.replace_network_acl_entry(PortRange={"From": 1024, "To": 65535}, **entry)
ec2.create_network_acl_entry(NetworkAclId=A, RuleNumber=110, Protocol="icmp", RuleAction="deny", Egress=True, CidrBlock="0.0.0.0/0", IcmpTypeCode={"Type": 8, "Code": -1})
refused("InvalidParameterValue", ec2.create_network_acl_entry, NetworkAclId=A, RuleNumber=32767, Protocol="-1", RuleAction="deny", Egress=True, CidrBlock="0.0.0.0/0")
entries = ec2.describe_network_acls(NetworkAclIds=[A])["NetworkAcls"][0]["Entries"]
assert next(e for e in entries if e["RuleNumber"] == 100)["PortRange"] == {"From": 1024, "To": 65535}
assert next(e for e in entries if e["RuleNumber"] == 110)["IcmpTypeCode"] == {"Type": 8, "Code": -1}
ec2.delete_network_acl_entry(NetworkAclId=A, RuleNumber=110, Egress=True)
refused("InvalidNetworkAclEntry.NotFound", ec2.delete_network_acl_entry, NetworkAclId=A, RuleNumber=110, Egress=True)
association = next(a for a in acl["Associations"] if a["SubnetId"] == S)["NetworkAclAssociationId"]
moved = ec2.replace_network_acl_association(AssociationId=association, NetworkAclId=A)["NewAssociationId"]
refused("InvalidAssociationID.NotFound", ec2.replace_network_acl_association, AssociationId=association, NetworkAclId=A)
refused("DependencyViolation", ec2.delete_network_acl, NetworkAclId=A)
ec2.replace_network_acl_association(AssociationId=moved, NetworkAclId=acl["NetworkAclId"])
ec2.delete_network_acl(NetworkAclId=A)
refused("InvalidNetworkAclID.NotFound", ec2.describe_network_acls, NetworkAclIds=[A])

# Internet gateways, route tables, NAT
I = ec2.create_internet_gateway(TagSpecifications=tags("internet-gateway", Name="igw"))["InternetGateway"]["InternetGatewayId"]
ec2.get_waiter("internet_gateway_exists").wait(InternetGatewayIds=[I])
T = ec2.create_route_table(VpcId=V, ClientToken="rt", TagSpecifications=tags("route-table", Name="public"))["RouteTable"]["RouteTableId"]
assert ec2.create_route_table(VpcId=V, ClientToken="rt", TagSpecifications=tags("route-table", Name="public"))["RouteTable"]["RouteTableId"] == T
refused("InvalidParameterValue", ec2.create_route, "different networks", RouteTableId=T, DestinationCidrBlock="0.0.0.0/0", GatewayId=I)
ec2.attach_internet_gateway(InternetGatewayId=I, VpcId=V)
refused("Resource.AlreadyAssociated", ec2.attach_internet_gateway, f"resource {I} is already attached to network {V}", InternetGatewayId=I, VpcId=V)
assert ec2.describe_internet_gateways(Filters=[{"Name": "attachment.vpc-id", "Values": [V]}])["InternetGateways"][0]["Attachments"] == [{"VpcId": V, "State": "available"}]
assert ec2.create_route(RouteTableId=T, DestinationCidrBlock="0.0.0.0/0", GatewayId=I)["Return"]
refused("RouteAlreadyExists", ec2.create_route, "The route identified by 0.0.0.0/0 already exists.", RouteTableId=T, DestinationCidrBlock="0.0.0.0/0", GatewayId=I)
refused("InvalidParameterValue", ec2.create_route, "more specific", RouteTableId=T, DestinationCidrBlock="10.0.1.0/24", GatewayId=I)
refused("InvalidRoute.NotFound", ec2.delete_route, f"no route with destination-cidr-block 1.2.3.0/24 in route table {T}", RouteTableId=T, DestinationCidrBlock="1.2.3.0/24")
R = ec2.associate_route_table(RouteTableId=T, SubnetId=S)
assert R["AssociationState"]["State"] == "associated"
private = ec2.create_route_table(VpcId=V)["RouteTable"]["RouteTableId"]
refused("Resource.AlreadyAssociated", ec2.associate_route_table, RouteTableId=private, SubnetId=S)
refused("DependencyViolation", ec2.delete_route_table, f"The routeTable '{T}' has dependencies and cannot be deleted.", RouteTableId=T)
replaced = ec2.replace_route_table_association(AssociationId=R["AssociationId"], RouteTableId=private)["NewAssociationId"]
R = ec2.replace_route_table_association(AssociationId=replaced, RouteTableId=T)["NewAssociationId"]
public_ip = ec2.allocate_address(Domain="vpc", TagSpecifications=tags("elastic-ip", Name="nat"))
refused("MissingParameter", ec2.create_nat_gateway, SubnetId=S)
nat = ec2.create_nat_gateway(SubnetId=S, AllocationId=public_ip["AllocationId"], ClientToken="nat", TagSpecifications=tags("natgateway", Name="nat"))["NatGateway"]
N = nat["NatGatewayId"]
assert nat["State"] == "pending" and nat["ConnectivityType"] == "public" and nat["VpcId"] == V
waiter = ec2.get_waiter("nat_gateway_available")
waiter.config.delay = 0.1
waiter.wait(NatGatewayIds=[N])
address = ec2.describe_nat_gateways(Filter=named(vpc_id=V, state="available"))["NatGateways"][0]["NatGatewayAddresses"][0]
assert address["PublicIp"] == public_ip["PublicIp"] and address["PrivateIp"].startswith("10.0.1.")
assert ec2.describe_addresses(AllocationIds=[public_ip["AllocationId"]])["Addresses"][0]["NetworkInterfaceId"] == address["NetworkInterfaceId"]
assert ec2.describe_addresses_attribute(AllocationIds=[public_ip["AllocationId"]], Attribute="domain-name")["Addresses"] == []
assert ec2.describe_network_interfaces(NetworkInterfaceIds=[address["NetworkInterfaceId"]])["NetworkInterfaces"][0]["InterfaceType"] == "nat_gateway"
ec2.create_route(RouteTableId=private, DestinationCidrBlock="0.0.0.0/0", NatGatewayId=N)
ec2.replace_route(RouteTableId=T, DestinationCidrBlock="0.0.0.0/0", NatGatewayId=N)
ec2.replace_route(RouteTableId=T, DestinationCidrBlock="0.0.0.0/0", GatewayId=I)
refused("DependencyViolation", ec2.detach_internet_gateway, "mapped public address", InternetGatewayId=I, VpcId=V)
refused("InvalidIPAddress.InUse", ec2.release_address, AllocationId=public_ip["AllocationId"])
failed = ec2.create_nat_gateway(SubnetId=S, AllocationId=public_ip["AllocationId"])["NatGateway"]["NatGatewayId"]
state = eventually(lambda: next((g for g in ec2.describe_nat_gateways(NatGatewayIds=[failed])["NatGateways"] if g["State"] != "pending"), None), "a NAT gateway that fails")
assert state["State"] == "failed" and state["FailureCode"] == "Resource.AlreadyAssociated", state
ec2.delete_nat_gateway(NatGatewayId=failed)
assert ec2.delete_nat_gateway(NatGatewayId=N)["NatGatewayId"] == N
assert ec2.describe_nat_gateways(NatGatewayIds=[N])["NatGateways"][0]["State"] == "deleting"
waiter = ec2.get_waiter("nat_gateway_deleted")
waiter.config.delay = 0.1
waiter.wait(NatGatewayIds=[N])
assert next(r for r in ec2.describe_route_tables(RouteTableIds=[private])["RouteTables"][0]["Routes"] if r.get("DestinationCidrBlock") == "0.0.0.0/0")["State"] == "blackhole"
ec2.release_address(AllocationId=public_ip["AllocationId"])
refused("NatGatewayNotFound", ec2.delete_nat_gateway, NatGatewayId="nat-0123456789abcdef0")

# Peering
peer = ec2.create_vpc(CidrBlock="10.7.0.0/16")["Vpc"]["VpcId"]
overlapping = ec2.create_vpc(CidrBlock="10.0.0.0/20")["Vpc"]["VpcId"]
assert ec2.create_vpc_peering_connection(VpcId=V, PeerVpcId=overlapping)["VpcPeeringConnection"]["Status"]["Code"] == "failed"
P = ec2.create_vpc_peering_connection(VpcId=V, PeerVpcId=peer, TagSpecifications=tags("vpc-peering-connection", Name="p"))["VpcPeeringConnection"]
assert P["Status"]["Code"] == "initiating-request" and P["RequesterVpcInfo"]["CidrBlock"] == "10.0.0.0/16"
P = P["VpcPeeringConnectionId"]
ec2.get_waiter("vpc_peering_connection_exists").wait(VpcPeeringConnectionIds=[P])
assert ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=P)["VpcPeeringConnection"]["Status"]["Code"] == "provisioning"
eventually(lambda: ec2.describe_vpc_peering_connections(Filters=named(status_code="active"))["VpcPeeringConnections"], "an active peering connection")
assert ec2.modify_vpc_peering_connection_options(VpcPeeringConnectionId=P, RequesterPeeringConnectionOptions={"AllowDnsResolutionFromRemoteVpc": True})["RequesterPeeringConnectionOptions"]["AllowDnsResolutionFromRemoteVpc"]
ec2.create_route(RouteTableId=private, DestinationCidrBlock="10.7.0.0/16", VpcPeeringConnectionId=P)
ec2.delete_vpc_peering_connection(VpcPeeringConnectionId=P)
again = ec2.create_vpc_peering_connection(VpcId=V, PeerVpcId=peer)["VpcPeeringConnection"]["VpcPeeringConnectionId"]
assert ec2.reject_vpc_peering_connection(VpcPeeringConnectionId=again)["Return"]
refused("InvalidVpcPeeringConnectionID.NotFound", ec2.accept_vpc_peering_connection, VpcPeeringConnectionId="pcx-0123456789abcdef0")
far = client(region_name="us-east-1")
far_vpc = far.create_vpc(CidrBlock="10.8.0.0/16")["Vpc"]["VpcId"]
across = ec2.create_vpc_peering_connection(VpcId=V, PeerVpcId=far_vpc, PeerRegion="us-east-1")["VpcPeeringConnection"]["VpcPeeringConnectionId"]
refused("OperationNotPermitted", ec2.accept_vpc_peering_connection, VpcPeeringConnectionId=across)
far.accept_vpc_peering_connection(VpcPeeringConnectionId=across)
far.delete_vpc_peering_connection(VpcPeeringConnectionId=across)
assert ec2.describe_vpc_peering_connections(VpcPeeringConnectionIds=[across])["VpcPeeringConnections"][0]["Status"]["Code"] == "deleted"

# Prefix lists, DHCP options, tags
assert {p["PrefixListName"] for p in ec2.describe_prefix_lists()["PrefixLists"]} == {"com.amazonaws.eu-west-1.s3", "com.amazonaws.eu-west-1.dynamodb"}
L = ec2.create_managed_prefix_list(PrefixListName="offices", AddressFamily="IPv4", MaxEntries=3, Entries=[{"Cidr": "192.0.2.0/24", "Description": "one"}], TagSpecifications=tags("prefix-list", a="b"))["PrefixList"]
assert L["State"] == "create-in-progress" and L["Version"] == 1
L = L["PrefixListId"]
refused("PrefixListVersionMismatch", ec2.modify_managed_prefix_list, PrefixListId=L, CurrentVersion=7, AddEntries=[{"Cidr": "198.51.100.0/24"}])
assert ec2.modify_managed_prefix_list(PrefixListId=L, CurrentVersion=1, AddEntries=[{"Cidr": "198.51.100.0/24"}])["PrefixList"]["Version"] == 2
assert [e["Cidr"] for e in ec2.get_managed_prefix_list_entries(PrefixListId=L)["Entries"]] == ["192.0.2.0/24", "198.51.100.0/24"]
assert [e["Cidr"] for e in ec2.get_managed_prefix_list_entries(PrefixListId=L, TargetVersion=1)["Entries"]] == ["192.0.2.0/24"]
assert ec2.delete_managed_prefix_list(PrefixListId=L)["PrefixList"]["State"] == "delete-in-progress"
D = ec2.create_dhcp_options(DhcpConfigurations=[{"Key": "domain-name-servers", "Values": ["10.0.0.10", "10.0.0.11"]}])["DhcpOptions"]["DhcpOptionsId"]
ec2.associate_dhcp_options(DhcpOptionsId=D, VpcId=V)
refused("DependencyViolation", ec2.delete_dhcp_options, DhcpOptionsId=D)
ec2.associate_dhcp_options(DhcpOptionsId=default["DhcpOptionsId"], VpcId=V)
ec2.delete_dhcp_options(DhcpOptionsId=D)
ec2.create_tags(Resources=[V, S], Tags=[{"Key": "stage", "Value": "demo"}, {"Key": "empty", "Value": ""}])
assert sorted(t["ResourceId"] for t in ec2.describe_tags(Filters=named(key="stage", value="demo"))["Tags"]) == sorted([V, S])
assert {t["ResourceType"] for t in ec2.describe_tags(Filters=[{"Name": "tag:stage", "Values": ["*"]}])["Tags"]} == {"vpc", "subnet"}
ec2.delete_tags(Resources=[V], Tags=[{"Key": "stage", "Value": "other"}, {"Key": "empty"}])
assert {t["Key"] for t in ec2.describe_tags(Filters=named(resource_id=V))["Tags"]} == {"Name", "owner", "stage"}
refused("TagLimitExceeded", ec2.create_tags, Resources=[S, V], Tags=[{"Key": f"k{n}", "Value": ""} for n in range(50)])
assert not ec2.describe_tags(Filters=[{"Name": "key", "Values": ["k1"]}])["Tags"], "a refused call must change nothing"
refused("InvalidVpcID.NotFound", ec2.create_tags, Resources=["vpc-0123456789abcdef0"], Tags=[{"Key": "a", "Value": "b"}])
refused("InvalidParameterValue", ec2.create_tags, "reserved", Resources=[V], Tags=[{"Key": "aws:x", "Value": "b"}])

# What isn't there, rightly shaped
for call in (ec2.describe_instances, ec2.describe_transit_gateways, ec2.describe_transit_gateway_attachments, ec2.describe_transit_gateway_vpc_attachments, ec2.describe_transit_gateway_peering_attachments,
             ec2.describe_transit_gateway_route_tables, ec2.describe_vpn_gateways, ec2.describe_vpn_connections, ec2.describe_customer_gateways, ec2.describe_carrier_gateways,
             ec2.describe_egress_only_internet_gateways, ec2.describe_flow_logs, ec2.describe_vpc_endpoint_connections, ec2.describe_vpc_endpoint_service_configurations):
    answer = call()
    assert [value for key, value in answer.items() if key != "ResponseMetadata"] == [[]], answer
refused("InvalidInstanceID.NotFound", ec2.describe_instances, InstanceIds=["i-0123456789abcdef0"])
refused("InvalidTransitGatewayID.NotFound", ec2.describe_transit_gateways, TransitGatewayIds=["tgw-0123456789abcdef0"])
refused("InvalidAction", ec2.describe_spot_price_history)

# Everything away again, in order
ec2.disassociate_route_table(AssociationId=R)
ec2.delete_route(RouteTableId=T, DestinationCidrBlock="0.0.0.0/0")
ec2.delete_route_table(RouteTableId=T)
ec2.delete_route_table(RouteTableId=private)
refused("DependencyViolation", ec2.delete_internet_gateway, InternetGatewayId=I)
ec2.detach_internet_gateway(InternetGatewayId=I, VpcId=V)
refused("Gateway.NotAttached", ec2.detach_internet_gateway, InternetGatewayId=I, VpcId=V)
ec2.delete_internet_gateway(InternetGatewayId=I)
ec2.delete_security_group(GroupId=G)
for item in (S, other):
    ec2.delete_subnet(SubnetId=item)
refused("InvalidSubnetID.NotFound", ec2.describe_subnets, f"The subnet ID '{S}' does not exist", SubnetIds=[S])
for item in (V, peer, overlapping):
    ec2.delete_vpc(VpcId=item)
refused("InvalidVpcID.NotFound", ec2.delete_vpc, VpcId=V)
assert not ec2.describe_security_groups(Filters=named(vpc_id=V))["SecurityGroups"] and not ec2.describe_route_tables(Filters=named(vpc_id=V))["RouteTables"]
for item in ec2.describe_subnets(Filters=named(vpc_id=default["VpcId"]))["Subnets"]:
    ec2.delete_subnet(SubnetId=item["SubnetId"])
gateway = ec2.describe_internet_gateways()["InternetGateways"][0]["InternetGatewayId"]
ec2.detach_internet_gateway(InternetGatewayId=gateway, VpcId=default["VpcId"])
ec2.delete_internet_gateway(InternetGatewayId=gateway)
ec2.delete_vpc(VpcId=default["VpcId"])
assert ec2.create_default_vpc()["Vpc"]["IsDefault"]

result["answered"] = sorted(answered)
print(json.dumps(result))
