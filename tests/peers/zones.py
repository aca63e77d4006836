"""An Availability Zone that does not offer the endpoint service of API Gateway (aws-cdk#4912), with boto3. Argument: the zone.

Prints a VPC with a private subnet in each zone of the Region; the texts are those that people reported."""
import json
import sys
import time

import boto3

from shapes import refused

ec2 = boto3.client("ec2")
without = sys.argv[1]
SERVICE = "com.amazonaws.eu-west-1.execute-api"

all_zones = [zone["ZoneName"] for zone in ec2.describe_availability_zones()["AvailabilityZones"]]
zones = ec2.describe_vpc_endpoint_services(ServiceNames=[SERVICE])["ServiceDetails"][0]["AvailabilityZones"]
assert without in all_zones and zones == [zone for zone in all_zones if zone != without], zones
ssm = ec2.describe_vpc_endpoint_services(ServiceNames=["com.amazonaws.eu-west-1.ssm"])["ServiceDetails"][0]["AvailabilityZones"]
assert ssm == all_zones, "other services are offered in every zone"

vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
for attribute in ("EnableDnsSupport", "EnableDnsHostnames"):
    ec2.modify_vpc_attribute(VpcId=vpc, **{attribute: {"Value": True}})
subnets = {zone: ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.0.{n}.0/24", AvailabilityZone=zone)["Subnet"]["SubnetId"] for n, zone in enumerate(all_zones)}
says = f"The VPC endpoint service {SERVICE} does not support the availability zone of the subnet: {subnets[without]}."
make = dict(VpcId=vpc, VpcEndpointType="Interface", ServiceName=SERVICE)
refused(says, "InvalidParameter", ec2.create_vpc_endpoint, SubnetIds=[subnets[without]], **make)
refused(says, "InvalidParameter", ec2.create_vpc_endpoint, SubnetIds=list(subnets.values()), **make)
made = ec2.create_vpc_endpoint(SubnetIds=[subnets[zones[0]]], PrivateDnsEnabled=False, **make)["VpcEndpoint"]["VpcEndpointId"]
end = time.monotonic() + 10
while ec2.describe_vpc_endpoints(VpcEndpointIds=[made])["VpcEndpoints"][0]["State"].lower() != "available":
    assert time.monotonic() < end, "the endpoint is not available in time"
    time.sleep(0.03)
refused(says, "InvalidParameter", ec2.modify_vpc_endpoint, VpcEndpointId=made, AddSubnetIds=[subnets[without]])
assert ec2.describe_vpc_endpoints(VpcEndpointIds=[made])["VpcEndpoints"][0]["SubnetIds"] == [subnets[zones[0]]]
ec2.delete_vpc_endpoints(VpcEndpointIds=[made])
print(json.dumps({"vpc": vpc, "subnets": subnets, "zones": zones}))
