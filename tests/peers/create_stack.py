"""Makes a stack of a template on an emulator, with boto3, and prints what the stack's network looks like.
moto leaves a VPC's DNS attributes as they are by default."""
import json
import sys

import boto3

cloudformation, ec2 = boto3.client("cloudformation"), boto3.client("ec2")
cloudformation.create_stack(StackName="setup", TemplateBody=open(sys.argv[1], encoding="utf-8").read())
resources = cloudformation.describe_stack_resources(StackName="setup")["StackResources"]
vpc = next(r["PhysicalResourceId"] for r in resources if r["ResourceType"] == "AWS::EC2::VPC")
endpoint = next(r["PhysicalResourceId"] for r in resources if r["ResourceType"] == "AWS::EC2::VPCEndpoint")
inside = [{"Name": "vpc-id", "Values": [vpc]}]
shown = ec2.describe_vpc_endpoints(VpcEndpointIds=[endpoint])["VpcEndpoints"][0]
subnets = ec2.describe_subnets(Filters=inside)["Subnets"]
print(json.dumps({
    "subnets": sorted(s["CidrBlock"] for s in subnets),
    "zones": len({s["AvailabilityZone"] for s in subnets}),
    "service": shown["ServiceName"],
    "endpointSubnets": len(shown["SubnetIds"]),
    "statuses": sorted({r["ResourceStatus"] for r in resources}),
}))
