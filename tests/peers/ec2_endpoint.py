"""The life of VPC endpoints, set and taken away with boto3."""
import json

from ec2_shapes import answered, client, eventually, refused

ec2 = client()
SERVICE = "com.amazonaws.eu-west-1.execute-api"

# Services
details = ec2.describe_vpc_endpoint_services(ServiceNames=[SERVICE])
detail = details["ServiceDetails"][0]
assert details["ServiceNames"] == [SERVICE] and detail["ServiceType"] == [{"ServiceType": "Interface"}] and detail["Owner"] == "amazon"
assert detail["AvailabilityZones"] == ["eu-west-1a", "eu-west-1b", "eu-west-1c"] and detail["VpcEndpointPolicySupported"] and not detail["AcceptanceRequired"]
assert {n["PrivateDnsName"] for n in detail["PrivateDnsNames"]} == {"execute-api.eu-west-1.amazonaws.com", "*.execute-api.eu-west-1.amazonaws.com"}
refused("InvalidServiceName", ec2.describe_vpc_endpoint_services, "The Vpc Endpoint Service 'com.amazonaws.eu-west-1.nothing' does not exist", ServiceNames=["com.amazonaws.eu-west-1.nothing"])
gateways = ec2.describe_vpc_endpoint_services(Filters=[{"Name": "service-type", "Values": ["Gateway"]}])
assert gateways["ServiceNames"] == ["com.amazonaws.eu-west-1.dynamodb", "com.amazonaws.eu-west-1.s3"], gateways["ServiceNames"]
pages = list(ec2.get_paginator("describe_vpc_endpoint_services").paginate(PaginationConfig={"PageSize": 5}).search("ServiceDetails[].ServiceName"))
assert len(pages) > 12 and SERVICE in pages
china = client(region_name="cn-north-1").describe_vpc_endpoint_services(Filters=[{"Name": "service-name", "Values": ["*execute-api"]}])["ServiceDetails"][0]
assert china["ServiceName"] == "cn.com.amazonaws.cn-north-1.execute-api" and china["PrivateDnsName"].endswith(".cn-north-1.amazonaws.com.cn")

# The scene
V = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
S = [ec2.create_subnet(VpcId=V, CidrBlock=f"10.0.{n}.0/24", AvailabilityZone=f"eu-west-1{zone}")["Subnet"]["SubnetId"] for n, zone in enumerate("abca")]
G = ec2.create_security_group(GroupName="endpoint", Description="endpoint", VpcId=V)["GroupId"]
other_vpc = ec2.create_vpc(CidrBlock="10.9.0.0/16")["Vpc"]["VpcId"]
foreign = ec2.create_subnet(VpcId=other_vpc, CidrBlock="10.9.0.0/24")["Subnet"]["SubnetId"]


def create(**more):
    return ec2.create_vpc_endpoint(**{"VpcId": V, "VpcEndpointType": "Interface", "ServiceName": SERVICE, "SubnetIds": S[:2], "SecurityGroupIds": [G], "PrivateDnsEnabled": True, **more})


def describe(endpoint):
    return ec2.describe_vpc_endpoints(VpcEndpointIds=[endpoint])["VpcEndpoints"][0]


# Refusals before anything is made
refused("InvalidParameter", create, f"Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true for {V}")
ec2.modify_vpc_attribute(VpcId=V, EnableDnsHostnames={"Value": True})
refused("DuplicateSubnetsInSameZone", create, f"availability zone of {S[3]}", SubnetIds=[S[0], S[3]])
refused("InvalidSubnetID.NotFound", create, SubnetIds=["subnet-0123456789abcdef0"])
refused("InvalidParameter", create, SubnetIds=[foreign])
refused("InvalidGroup.NotFound", create, SecurityGroupIds=["sg-0123456789abcdef0"])
refused("InvalidServiceName", create, ServiceName="com.amazonaws.eu-west-1.nothing")
refused("InvalidServiceName", create, ServiceName="com.amazonaws.us-east-1.execute-api")
refused("InvalidParameter", create, "Endpoint type (Gateway) does not match available service types ([Interface]).", VpcEndpointType="Gateway")
refused("InvalidVpcID.NotFound", create, VpcId="vpc-0123456789abcdef0")
refused("InvalidPolicyDocument", create, PolicyDocument="{nonsense")
refused("InvalidParameterValue", create, SubnetIds=S[:2], SubnetConfigurations=[{"SubnetId": S[1], "Ipv4": "10.0.0.9"}])
refused("DryRunOperation", create, DryRun=True)
assert ec2.describe_vpc_endpoints()["VpcEndpoints"] == []
assert ec2.describe_network_interfaces()["NetworkInterfaces"] == []

# Birth, once per token
born = create(ClientToken="birth", TagSpecifications=[{"ResourceType": "vpc-endpoint", "Tags": [{"Key": "privateapi:name", "Value": "demo"}]}])
assert born["ClientToken"] == "birth"
E = born["VpcEndpoint"]["VpcEndpointId"]
assert born["VpcEndpoint"]["State"] == "pending" and E.startswith("vpce-0")
assert create(ClientToken="birth", TagSpecifications=[{"ResourceType": "vpc-endpoint", "Tags": [{"Key": "privateapi:name", "Value": "demo"}]}])["VpcEndpoint"]["VpcEndpointId"] == E
refused("IdempotentParameterMismatch", create, ClientToken="birth", SubnetIds=S[:1])
refused("InvalidParameter", create, f"private-dns-enabled cannot be set because there is already a conflicting DNS domain for execute-api.eu-west-1.amazonaws.com in the VPC {V}")
eventually(lambda: describe(E)["State"] == "available", "an available endpoint")
endpoint = describe(E)
assert endpoint["VpcEndpointType"] == "Interface" and endpoint["Groups"] == [{"GroupId": G, "GroupName": "endpoint"}] and endpoint["SubnetIds"] == S[:2] and endpoint["IpAddressType"] == "ipv4"
assert json.loads(endpoint["PolicyDocument"]) == {"Statement": [{"Action": "*", "Effect": "Allow", "Principal": "*", "Resource": "*"}]}
assert endpoint["Tags"] == [{"Key": "privateapi:name", "Value": "demo"}] and endpoint["CreationTimestamp"].year > 2000 and endpoint["OwnerId"] == "123456789012" and not endpoint["RequesterManaged"]
names = [entry["DnsName"] for entry in endpoint["DnsEntries"]]
label = names[0].split(".")[0]
assert label.startswith(E + "-") and len(label) == len(E) + 9
assert names == [f"{label}.execute-api.eu-west-1.vpce.amazonaws.com", f"{label}-eu-west-1a.execute-api.eu-west-1.vpce.amazonaws.com", f"{label}-eu-west-1b.execute-api.eu-west-1.vpce.amazonaws.com",
                 "execute-api.eu-west-1.amazonaws.com", "*.execute-api.eu-west-1.amazonaws.com"], names
zones = [entry["HostedZoneId"] for entry in endpoint["DnsEntries"]]
assert len(set(zones[:3])) == 1 and len(set(zones[3:])) == 1 and zones[0] != zones[3]
faces = ec2.describe_network_interfaces(NetworkInterfaceIds=endpoint["NetworkInterfaceIds"])["NetworkInterfaces"]
assert len(faces) == 2 and all(f["Description"] == f"VPC Endpoint Interface {E}" and f["InterfaceType"] == "vpc_endpoint" and f["RequesterManaged"] and f["Status"] == "in-use" for f in faces)
assert sorted(f["PrivateIpAddress"][:7] for f in faces) == ["10.0.0.", "10.0.1."] and all(f["Attachment"]["InstanceOwnerId"] == "amazon-aws" for f in faces)
refused("InvalidParameterValue", ec2.delete_network_interface, "currently in use", NetworkInterfaceId=faces[0]["NetworkInterfaceId"])
refused("AuthFailure", ec2.modify_network_interface_attribute, NetworkInterfaceId=faces[0]["NetworkInterfaceId"], Groups=[G])
for name, value, count in [("vpc-id", V, 1), ("service-name", SERVICE, 1), ("vpc-endpoint-state", "available", 1), ("vpc-endpoint-type", "Gateway", 0), ("tag:privateapi:name", "demo", 1)]:
    assert len(ec2.describe_vpc_endpoints(Filters=[{"Name": name, "Values": [value]}])["VpcEndpoints"]) == count, name

# Changes
policy = json.dumps({"Statement": [{"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*"}]})
assert ec2.modify_vpc_endpoint(VpcEndpointId=E, PolicyDocument=policy)["Return"]
assert describe(E)["PolicyDocument"] == policy
ec2.modify_vpc_endpoint(VpcEndpointId=E, ResetPolicy=True)
ec2.modify_vpc_endpoint(VpcEndpointId=E, AddSubnetIds=[S[2]])
refused("InvalidParameter", ec2.modify_vpc_endpoint, f"Cannot modify VPC Endpoint {E} at this time because there is an idempotent operation going on", VpcEndpointId=E, AddSubnetIds=[S[2]])
lagging = describe(E)
assert lagging["State"] == "available" and len(lagging["SubnetIds"]) == 3 and len(lagging["NetworkInterfaceIds"]) == 2
eventually(lambda: len(describe(E)["NetworkInterfaceIds"]) == 3, "three network interfaces")
assert any("-eu-west-1c." in entry["DnsName"] for entry in describe(E)["DnsEntries"])
second = ec2.create_security_group(GroupName="second", Description="second", VpcId=V)["GroupId"]
ec2.modify_vpc_endpoint(VpcEndpointId=E, AddSecurityGroupIds=[second], RemoveSecurityGroupIds=[G])
assert [g["GroupId"] for g in describe(E)["Groups"]] == [second]
assert all(f["Groups"][0]["GroupId"] == second for f in ec2.describe_network_interfaces(Filters=[{"Name": "vpc-id", "Values": [V]}])["NetworkInterfaces"])
ec2.delete_security_group(GroupId=G)
ec2.modify_vpc_endpoint(VpcEndpointId=E, RemoveSubnetIds=[S[2]], PrivateDnsEnabled=False)
eventually(lambda: len(ec2.describe_network_interfaces(Filters=[{"Name": "vpc-id", "Values": [V]}])["NetworkInterfaces"]) == 2, "the third interface to go")
assert len(describe(E)["DnsEntries"]) == 3 and not describe(E)["PrivateDnsEnabled"]
ec2.delete_subnet(SubnetId=S[2])

# A second endpoint may stand beside it, without private DNS or with fixed addresses
beside = create(SecurityGroupIds=[second], SubnetIds=S[:1], SubnetConfigurations=[{"SubnetId": S[0], "Ipv4": "10.0.0.200"}])["VpcEndpoint"]["VpcEndpointId"]
assert ec2.describe_network_interfaces(Filters=[{"Name": "private-ip-address", "Values": ["10.0.0.200"]}])["NetworkInterfaces"][0]["Description"].endswith(beside)

# A gateway endpoint keeps a route
T = ec2.create_route_table(VpcId=V)["RouteTable"]["RouteTableId"]
gateway = ec2.create_vpc_endpoint(VpcId=V, ServiceName="com.amazonaws.eu-west-1.s3", RouteTableIds=[T])["VpcEndpoint"]
assert gateway["VpcEndpointType"] == "Gateway" and gateway["State"] == "available" and gateway["RouteTableIds"] == [T]
route = next(r for r in ec2.describe_route_tables(RouteTableIds=[T])["RouteTables"][0]["Routes"] if "DestinationPrefixListId" in r)
assert route["GatewayId"] == gateway["VpcEndpointId"] and route["State"] == "active"
ec2.modify_vpc_endpoint(VpcEndpointId=gateway["VpcEndpointId"], RemoveRouteTableIds=[T])
assert len(ec2.describe_route_tables(RouteTableIds=[T])["RouteTables"][0]["Routes"]) == 1
ec2.delete_route_table(RouteTableId=T)

# The end
gone = ec2.delete_vpc_endpoints(VpcEndpointIds=[E, "vpce-0123456789abcdef0", beside, gateway["VpcEndpointId"]])
assert [(u["ResourceId"], u["Error"]["Code"]) for u in gone["Unsuccessful"]] == [("vpce-0123456789abcdef0", "InvalidVpcEndpoint.NotFound")], gone
assert describe(E)["State"] == "deleting"
refused("DependencyViolation", ec2.delete_subnet, SubnetId=S[0])
refused("DependencyViolation", ec2.delete_security_group, f"resource {second} has a dependent object", GroupId=second)
refused("DependencyViolation", ec2.delete_vpc, VpcId=V)
eventually(lambda: not ec2.describe_vpc_endpoints(Filters=[{"Name": "vpc-id", "Values": [V]}])["VpcEndpoints"], "endpoints to go")
refused("InvalidVpcEndpointId.NotFound", ec2.describe_vpc_endpoints, f"The Vpc Endpoint Id '{E}' does not exist", VpcEndpointIds=[E])
refused("InvalidVpcEndpointId.NotFound", ec2.modify_vpc_endpoint, VpcEndpointId=E)
assert ec2.describe_network_interfaces(Filters=[{"Name": "vpc-id", "Values": [V]}])["NetworkInterfaces"] == []
ec2.delete_security_group(GroupId=second)
for subnet in (S[0], S[1], S[3]):
    ec2.delete_subnet(SubnetId=subnet)
ec2.delete_vpc(VpcId=V)

print(json.dumps({"answered": sorted(answered)}))
