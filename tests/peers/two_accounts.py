"""An API and the endpoint that it is called through, in two accounts (aws-cross-account-private-api-demo, modernisation-platform): the API is
the default account's, VPC, endpoint and caller are the consumer's. Prints ids, and what a call got by each policy that was deployed.
"""
import base64
import json
import os
import time
import urllib.request

import boto3

URL = os.environ["AWS_ENDPOINT_URL"]
CONSUMER = {"aws_access_key_id": "210987654321", "aws_secret_access_key": "x"}
ec2 = boto3.client("ec2", **CONSUMER)
gateway = boto3.client("apigateway")


def call(url, subnet, group):
    body = {"url": url, "method": "GET", "headers": {}, "caller": {"kind": "Subnet", "subnetId": subnet, "securityGroupIds": [group]}}
    request = urllib.request.Request(URL + "/_lab/call", json.dumps(body).encode(), {"Content-Type": "application/json"})
    answer = json.loads(urllib.request.urlopen(request).read())
    return {"failure": answer["failure"], "status": answer.get("status"), "text": base64.b64decode(answer["body"]).decode() if answer.get("body") else None}


def only(vpce):
    allow = {"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*", "Condition": {"StringEquals": {"aws:SourceVpce": vpce}}}
    return json.dumps({"Version": "2012-10-17", "Statement": [allow]})


vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
for attribute in ("EnableDnsSupport", "EnableDnsHostnames"):
    ec2.modify_vpc_attribute(VpcId=vpc, **{attribute: {"Value": True}})
subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.1.0/24")["Subnet"]["SubnetId"]
group = ec2.create_security_group(VpcId=vpc, GroupName="all", Description="all")["GroupId"]
ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "IpRanges": [{"CidrIp": "10.0.0.0/16"}]}])
vpce = ec2.create_vpc_endpoint(VpcId=vpc, VpcEndpointType="Interface", ServiceName="com.amazonaws.eu-west-1.execute-api", SubnetIds=[subnet],
                               SecurityGroupIds=[group], PrivateDnsEnabled=True)["VpcEndpoint"]["VpcEndpointId"]
end = time.monotonic() + 10
while ec2.describe_vpc_endpoints(VpcEndpointIds=[vpce])["VpcEndpoints"][0]["State"].lower() != "available":
    assert time.monotonic() < end, "the endpoint is not available in time"
    time.sleep(0.03)

made = {}
for name, admitted in (("open", vpce), ("closed", "vpce-0123456789abcdef0")):
    api = gateway.create_rest_api(name=name, endpointConfiguration={"types": ["PRIVATE"]}, policy=only(admitted))["id"]
    root = gateway.get_resources(restApiId=api)["items"][0]["id"]
    gateway.put_method(restApiId=api, resourceId=root, httpMethod="GET", authorizationType="NONE")
    gateway.put_integration(restApiId=api, resourceId=root, httpMethod="GET", type="MOCK", requestTemplates={"application/json": '{"statusCode": 200}'})
    gateway.put_method_response(restApiId=api, resourceId=root, httpMethod="GET", statusCode="200")
    gateway.put_integration_response(restApiId=api, resourceId=root, httpMethod="GET", statusCode="200")
    gateway.create_deployment(restApiId=api, stageName="prod")
    made[name] = api
urls = {name: f"https://{api}.execute-api.eu-west-1.amazonaws.com/prod/" for name, api in made.items()}
print(json.dumps({"vpc": vpc, "vpce": vpce, "subnet": subnet, "group": group, "ids": made, "live": {name: call(url, subnet, group) for name, url in urls.items()}}))
