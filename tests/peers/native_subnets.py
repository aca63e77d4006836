"""IPv6-only subnets with boto3: what is refused, what has no IPv4 in them, and interface endpoints of each IP address type.

Prints the operations that were answered. Texts of refusals are checked where AWS's own were recorded (moto, test_create_subnet).
"""
import io
import ipaddress
import itertools
import json
import time
import zipfile

import boto3
from botocore.exceptions import ClientError

from ec2_shapes import answered, client, eventually, refused

SERVICE = "com.amazonaws.eu-west-1.execute-api"
TRUST = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}]}
ec2 = client()

V = ec2.create_vpc(CidrBlock="10.0.0.0/16", AmazonProvidedIpv6CidrBlock=True)["Vpc"]["VpcId"]
eventually(lambda: ec2.describe_vpcs(VpcIds=[V])["Vpcs"][0]["Ipv6CidrBlockAssociationSet"][0]["Ipv6CidrBlockState"]["State"] == "associated", "the IPv6 range")
block = ec2.describe_vpcs(VpcIds=[V])["Vpcs"][0]["Ipv6CidrBlockAssociationSet"][0]["Ipv6CidrBlock"]
parts = [str(part) for part in itertools.islice(ipaddress.ip_network(block).subnets(new_prefix=64), 8)]

# Refusals, in AWS's words
refused("MissingParameter", ec2.create_subnet, "Either 'ipv6CidrBlock' or 'ipv6IpamPoolId' should be provided.", VpcId=V, Ipv6Native=True)
refused("InvalidParameterCombination", ec2.create_subnet, "When specifying ipv4 parameters, cidrBlock or ipv4IpamPoolId, you cannot set ipv6Native to true.",
        VpcId=V, Ipv6Native=True, CidrBlock="10.0.0.0/24", Ipv6CidrBlock=parts[0])
refused("InvalidSubnet.Range", ec2.create_subnet, VpcId=V, Ipv6Native=True, Ipv6CidrBlock="2001:db8:ffff:ffff::/64")
refused("MissingParameter", ec2.create_subnet, VpcId=V, Ipv6CidrBlock=parts[0])


def native(n, zone):
    return ec2.create_subnet(VpcId=V, Ipv6Native=True, Ipv6CidrBlock=parts[n], AvailabilityZone=f"eu-west-1{zone}")["Subnet"]


# What one is like
made = native(0, "a")
A, B = made["SubnetId"], native(1, "b")["SubnetId"]
assert made["Ipv6Native"] and "CidrBlock" not in made and made["AssignIpv6AddressOnCreation"] and made["Ipv6CidrBlockAssociationSet"][0]["Ipv6CidrBlock"] == parts[0], made
assert made["AvailableIpAddressCount"] == 0 and made["PrivateDnsNameOptionsOnLaunch"]["HostnameType"] == "resource-name", made
refused("InvalidSubnet.Conflict", ec2.create_subnet, VpcId=V, Ipv6Native=True, Ipv6CidrBlock=parts[0])
plain = ec2.create_subnet(VpcId=V, CidrBlock="10.0.1.0/24", AvailabilityZone="eu-west-1a")["Subnet"]["SubnetId"]
dual = [ec2.create_subnet(VpcId=V, CidrBlock=f"10.0.{n}.0/24", Ipv6CidrBlock=parts[n], AvailabilityZone=f"eu-west-1{z}")["Subnet"]["SubnetId"] for n, z in ((2, "a"), (3, "b"), (4, "c"))]


def by(name, *values):
    return {s["SubnetId"] for s in ec2.describe_subnets(Filters=[{"Name": "vpc-id", "Values": [V]}, {"Name": name, "Values": list(values)}])["Subnets"]}


assert by("ipv6-native", "true") == {A, B} and by("ipv6-native", "false") == {plain, *dual} and by("cidr-block", "10.0.*") == {plain, *dual}
refused("InvalidParameterValue", ec2.modify_subnet_attribute, SubnetId=A, AssignIpv6AddressOnCreation={"Value": False})
refused("OperationNotPermitted", ec2.disassociate_subnet_cidr_block, AssociationId=made["Ipv6CidrBlockAssociationSet"][0]["AssociationId"])
refused("DependencyViolation", ec2.disassociate_vpc_cidr_block, AssociationId=ec2.describe_vpcs(VpcIds=[V])["Vpcs"][0]["Ipv6CidrBlockAssociationSet"][0]["AssociationId"])

# Interfaces and instances
face = ec2.create_network_interface(SubnetId=A)["NetworkInterface"]
assert "PrivateIpAddress" not in face and face["PrivateIpAddresses"] == [] and face["Ipv6Native"] and face["Ipv6Address"].startswith(parts[0].split("::")[0]), face
refused("InvalidParameterValue", ec2.create_network_interface, SubnetId=A, PrivateIpAddress="10.0.0.9")
assert [i["NetworkInterfaceId"] for i in ec2.describe_network_interfaces(Filters=[{"Name": "ipv6-addresses.ipv6-address", "Values": [face["Ipv6Address"]]}])["NetworkInterfaces"]] == [face["NetworkInterfaceId"]]
I = ec2.run_instances(ImageId="ami-0123456789abcdef0", MinCount=1, MaxCount=1, SubnetId=A)["Instances"][0]
assert "PrivateIpAddress" not in I and I["Ipv6Address"] == I["NetworkInterfaces"][0]["Ipv6Addresses"][0]["Ipv6Address"], I
assert I["PrivateDnsName"] == f"{I['InstanceId']}.eu-west-1.compute.internal" and I["NetworkInterfaces"][0]["PrivateIpAddresses"] == [], I
assert ec2.describe_instances(Filters=[{"Name": "private-ip-address", "Values": ["*"]}])["Reservations"] == []

# What needs an IPv4 address in its subnets
refused("InsufficientFreeAddressesInSubnet", ec2.create_nat_gateway, SubnetId=A, ConnectivityType="private")
G = ec2.create_security_group(GroupName="all", Description="all", VpcId=V)["GroupId"]
T = ec2.create_transit_gateway()["TransitGateway"]["TransitGatewayId"]
eventually(lambda: ec2.describe_transit_gateways(TransitGatewayIds=[T])["TransitGateways"][0]["State"] == "available", "the transit gateway")
refused("InvalidParameterValue", ec2.create_transit_gateway_vpc_attachment, TransitGatewayId=T, VpcId=V, SubnetIds=[A])
refused("InvalidSubnet", boto3.client("elbv2").create_load_balancer, Name="native", Subnets=[A, B], SecurityGroups=[G])
resolver = boto3.client("route53resolver")
places = {"CreatorRequestId": "one", "Direction": "INBOUND", "SecurityGroupIds": [G], "IpAddresses": [{"SubnetId": A}, {"SubnetId": B}]}
for kind in ("IPV4", "DUALSTACK"):
    refused("InvalidRequestException", resolver.create_resolver_endpoint, ResolverEndpointType=kind, **places)
six = resolver.create_resolver_endpoint(ResolverEndpointType="IPV6", **places)["ResolverEndpoint"]["Id"]
assert all("Ip" not in a and a["Ipv6"] for a in resolver.list_resolver_endpoint_ip_addresses(ResolverEndpointId=six)["IpAddresses"])
eventually(lambda: resolver.get_resolver_endpoint(ResolverEndpointId=six)["ResolverEndpoint"]["Status"] == "OPERATIONAL", "the resolver endpoint")
refused("InvalidRequestException", resolver.update_resolver_endpoint, ResolverEndpointId=six, ResolverEndpointType="IPV4")
iam, functions = boto3.client("iam"), boto3.client("lambda")
role = iam.create_role(RoleName="native", AssumeRolePolicyDocument=json.dumps(TRUST))["Role"]["Arn"]
iam.put_role_policy(RoleName="native", PolicyName="network", PolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ec2:*NetworkInterface*", "Resource": "*"}]}))
code = io.BytesIO()
with zipfile.ZipFile(code, "w") as package:
    package.writestr("h.py", "def h(event, context): pass")
for _ in range(2000):
    try:
        functions.create_function(FunctionName="native", Runtime="python3.13", Handler="h.h", Role=role, Code={"ZipFile": code.getvalue()},
                                  VpcConfig={"SubnetIds": [A], "SecurityGroupIds": [G]})
        raise AssertionError("a function in an IPv6-only subnet")
    except ClientError as error:
        if "IPv6-only" in error.response["Error"]["Message"]:
            assert error.response["Error"]["Code"] == "InvalidParameterValueException", error
            break
        assert "assumed" in error.response["Error"]["Message"], error
        time.sleep(0.03)


def create(kind, *subnets):
    more = {} if kind is None else {"IpAddressType": kind}
    return {"VpcId": V, "VpcEndpointType": "Interface", "ServiceName": SERVICE, "SubnetIds": list(subnets), "SecurityGroupIds": [G], "PrivateDnsEnabled": False, **more}


# Endpoints (PrivateLink guide, "Access an AWS service using an interface VPC endpoint")
for kind, subnets in ((None, [A]), ("ipv4", [A]), ("ipv4", [dual[0], B]), ("dualstack", [A]), ("dualstack", [plain]), ("dualstack", [dual[0], B]),
                      ("ipv6", [dual[0]]), ("ipv6", [plain]), ("ipv6", [A, dual[1]])):
    refused("InvalidParameter", ec2.create_vpc_endpoint, **create(kind, *subnets))


def until_done(endpoint):
    eventually(lambda: ec2.describe_vpc_endpoints(VpcEndpointIds=[endpoint])["VpcEndpoints"][0]["State"] == "available", "the endpoint")
    return ec2.describe_vpc_endpoints(VpcEndpointIds=[endpoint])["VpcEndpoints"][0]


E = ec2.create_vpc_endpoint(**create("ipv6", A, B))["VpcEndpoint"]["VpcEndpointId"]
whole = until_done(E)
assert whole["IpAddressType"] == "ipv6" and whole["DnsOptions"]["DnsRecordIpType"] == "ipv6", whole
for item in ec2.describe_network_interfaces(NetworkInterfaceIds=whole["NetworkInterfaceIds"])["NetworkInterfaces"]:
    assert "PrivateIpAddress" not in item and len(item["Ipv6Addresses"]) == 1, item
refused("InvalidParameter", ec2.modify_vpc_endpoint, VpcEndpointId=E, IpAddressType="dualstack")
refused("InvalidParameter", ec2.modify_vpc_endpoint, VpcEndpointId=E, RemoveSubnetIds=[A], AddSubnetIds=[dual[2]])
refused("InvalidParameter", ec2.modify_vpc_endpoint, VpcEndpointId=E, IpAddressType="ipv4")
D = ec2.create_vpc_endpoint(**create(None, *dual))["VpcEndpoint"]["VpcEndpointId"]
until_done(D)
refused("InvalidParameter", ec2.modify_vpc_endpoint, VpcEndpointId=D, IpAddressType="ipv6")
ec2.modify_vpc_endpoint(VpcEndpointId=D, IpAddressType="dualstack")
assert until_done(D)["IpAddressType"] == "dualstack"

print(json.dumps({"answered": sorted(answered), "endpoint": E}))
