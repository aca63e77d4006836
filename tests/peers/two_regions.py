"""A private API in one Region and a caller in another (serverless-patterns#2478): the default name resolves nowhere there, and the alias to
addresses that nothing leads to. Prints ids and what calls from the caller's subnet got."""
import json
import os
import time
import urllib.request

import boto3

URL = os.environ["AWS_ENDPOINT_URL"]
REGION, AWAY = "eu-west-1", "us-east-1"
OPEN = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*"}]})
gateway = boto3.client("apigateway", region_name=REGION)


def network(region, cidr):
    ec2 = boto3.client("ec2", region_name=region)
    vpc = ec2.create_vpc(CidrBlock=cidr + ".0.0/16")["Vpc"]["VpcId"]
    for attribute in ("EnableDnsSupport", "EnableDnsHostnames"):
        ec2.modify_vpc_attribute(VpcId=vpc, **{attribute: {"Value": True}})
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock=cidr + ".1.0/24")["Subnet"]["SubnetId"]
    group = ec2.create_security_group(VpcId=vpc, GroupName="all", Description="all")["GroupId"]
    ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "IpRanges": [{"CidrIp": "10.0.0.0/8"}]}])
    return ec2, vpc, subnet, group


ec2, vpc, subnet, group = network(REGION, "10.0")
_, _, away, away_group = network(AWAY, "10.8")
vpce = ec2.create_vpc_endpoint(VpcId=vpc, VpcEndpointType="Interface", ServiceName=f"com.amazonaws.{REGION}.execute-api", SubnetIds=[subnet],
                               SecurityGroupIds=[group], PrivateDnsEnabled=True)["VpcEndpoint"]["VpcEndpointId"]
end = time.monotonic() + 10
while ec2.describe_vpc_endpoints(VpcEndpointIds=[vpce])["VpcEndpoints"][0]["State"].lower() != "available":
    assert time.monotonic() < end, "the endpoint is not available in time"
    time.sleep(0.03)
rest = gateway.create_rest_api(name="shop", endpointConfiguration={"types": ["PRIVATE"], "vpcEndpointIds": [vpce]}, policy=OPEN)["id"]
root = gateway.get_resources(restApiId=rest)["items"][0]["id"]
gateway.put_method(restApiId=rest, resourceId=root, httpMethod="GET", authorizationType="NONE")
gateway.put_integration(restApiId=rest, resourceId=root, httpMethod="GET", type="MOCK")
gateway.create_deployment(restApiId=rest, stageName="prod")


def call(host):
    body = {"url": f"https://{host}/prod/", "method": "GET", "headers": {}, "caller": {"kind": "Subnet", "subnetId": away, "securityGroupIds": [away_group]}}
    request = urllib.request.Request(URL + "/_lab/call", json.dumps(body).encode(), {"Content-Type": "application/json"})
    return json.loads(urllib.request.urlopen(request).read())["failure"]


hosts = {"default": f"{rest}.execute-api.{REGION}.amazonaws.com", "alias": f"{rest}-{vpce}.execute-api.{REGION}.amazonaws.com"}
print(json.dumps({"api": rest, "vpce": vpce, "subnet": away, "group": away_group, "hosts": hosts, "live": {name: call(host) for name, host in hosts.items()}}))
