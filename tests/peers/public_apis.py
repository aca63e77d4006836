"""Public APIs seen from a VPC whose execute-api endpoint has private DNS, as people reported it, and the calls themselves.

The reports: re:Post "api-gateway-vpc-connections" (a public REST API), aws-sdk-go-v2 issue 1534 (a WebSocket API), terraform-aws-apigateway-v2 issue 6
(an HTTP API), an API of another account, and DoiT's "Accessing private and public APIs from within a VPC" (a custom domain name by CNAME, and by alias).
Prints ids, and what each call from the VPC got.
"""
import base64
import json
import os
import time
import urllib.request

import boto3
from botocore.exceptions import ClientError

URL = os.environ["AWS_ENDPOINT_URL"]
CERTIFICATE = "arn:aws:acm:eu-west-1:123456789012:certificate/11111111-2222-3333-4444-555555555555"
ec2 = boto3.client("ec2")
rest = boto3.client("apigateway")
v2 = boto3.client("apigatewayv2")
route53 = boto3.client("route53")


def until(what, check, seconds=60):
    end = time.monotonic() + seconds
    while not (found := check()):
        assert time.monotonic() < end, f"not in time: {what}"
        time.sleep(0.03)
    return found


def call(url, subnet, group):
    body = {"url": url, "method": "GET", "headers": {}, "caller": {"kind": "Subnet", "subnetId": subnet, "securityGroupIds": [group]}}
    request = urllib.request.Request(URL + "/_lab/call", json.dumps(body).encode(), {"Content-Type": "application/json"})
    answer = json.loads(urllib.request.urlopen(request).read())
    return {"failure": answer["failure"], "status": answer.get("status"), "address": answer.get("resolvedAddress"),
            "text": base64.b64decode(answer["body"]).decode() if answer.get("body") else None}


def public(client, name):
    api = client.create_rest_api(name=name, endpointConfiguration={"types": ["REGIONAL"]})["id"]
    root = client.get_resources(restApiId=api)["items"][0]["id"]
    client.put_method(restApiId=api, resourceId=root, httpMethod="GET", authorizationType="NONE")
    client.put_integration(restApiId=api, resourceId=root, httpMethod="GET", type="MOCK", requestTemplates={"application/json": '{"statusCode": 200}'})
    client.put_method_response(restApiId=api, resourceId=root, httpMethod="GET", statusCode="200")
    client.put_integration_response(restApiId=api, resourceId=root, httpMethod="GET", statusCode="200")
    client.create_deployment(restApiId=api, stageName="prod")
    return api


# A private subnet behind a NAT gateway, and an endpoint with private DNS.
vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
for attribute in ("EnableDnsSupport", "EnableDnsHostnames"):
    ec2.modify_vpc_attribute(VpcId=vpc, **{attribute: {"Value": True}})
subnet, outside = (ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.0.{n}.0/24")["Subnet"]["SubnetId"] for n in range(2))
gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
nat = ec2.create_nat_gateway(SubnetId=outside, AllocationId=ec2.allocate_address(Domain="vpc")["AllocationId"])["NatGateway"]["NatGatewayId"]
until("the NAT gateway", lambda: ec2.describe_nat_gateways(NatGatewayIds=[nat])["NatGateways"][0]["State"] == "available")
for place, target in ((subnet, {"NatGatewayId": nat}), (outside, {"GatewayId": gateway})):
    table = ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]
    ec2.create_route(RouteTableId=table, DestinationCidrBlock="0.0.0.0/0", **target)
    ec2.associate_route_table(RouteTableId=table, SubnetId=place)
group = ec2.create_security_group(VpcId=vpc, GroupName="all", Description="all")["GroupId"]
ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "IpRanges": [{"CidrIp": "10.0.0.0/16"}]}])
vpce = ec2.create_vpc_endpoint(VpcId=vpc, VpcEndpointType="Interface", ServiceName="com.amazonaws.eu-west-1.execute-api", SubnetIds=[subnet],
                               SecurityGroupIds=[group], PrivateDnsEnabled=True)["VpcEndpoint"]["VpcEndpointId"]
until("the endpoint", lambda: ec2.describe_vpc_endpoints(VpcEndpointIds=[vpce])["VpcEndpoints"][0]["State"].lower() == "available")

ids = {"rest": public(rest, "shop"),
       "http": v2.create_api(Name="orders", ProtocolType="HTTP")["ApiId"],
       "websocket": v2.create_api(Name="chat", ProtocolType="WEBSOCKET", RouteSelectionExpression="$request.body.action")["ApiId"],
       "elsewhere": public(boto3.client("apigateway", aws_access_key_id="210987654321", aws_secret_access_key="x"), "partner")}

# The shop's own name: a Regional custom domain name, once by CNAME and once by alias.
zone = route53.create_hosted_zone(Name="example.com", CallerReference="one")["HostedZone"]["Id"]
domains = {}
for name, kind in (("cname.example.com", "CNAME"), ("alias.example.com", "A")):
    made = rest.create_domain_name(domainName=name, regionalCertificateArn=CERTIFICATE, endpointConfiguration={"types": ["REGIONAL"]})
    rest.create_base_path_mapping(domainName=name, restApiId=ids["rest"], stage="prod")
    target = {"ResourceRecords": [{"Value": made["regionalDomainName"]}], "TTL": 60} if kind == "CNAME" else {
        "AliasTarget": {"DNSName": made["regionalDomainName"], "HostedZoneId": made["regionalHostedZoneId"], "EvaluateTargetHealth": False}}
    route53.change_resource_record_sets(HostedZoneId=zone, ChangeBatch={"Changes": [{"Action": "CREATE", "ResourceRecordSet": {"Name": name, "Type": kind, **target}}]})
    domains[kind] = name
    until(name, lambda: rest.get_domain_name(domainName=name)["domainNameStatus"] == "AVAILABLE")

urls = {**{kind: f"https://{id}.execute-api.eu-west-1.amazonaws.com/prod/" for kind, id in ids.items()}, **{kind: f"https://{name}/" for kind, name in domains.items()}}


def calls():
    return {kind: call(url, subnet, group) for kind, url in urls.items()}


def changed(private_dns):
    try:
        return ec2.modify_vpc_endpoint(VpcEndpointId=vpce, PrivateDnsEnabled=private_dns)["Return"]
    except ClientError as e:
        assert "idempotent operation going on" in str(e), e
        return False


captured = calls()
changed(False)
until("private DNS is off", lambda: ec2.describe_vpc_endpoints(VpcEndpointIds=[vpce])["VpcEndpoints"][0]["PrivateDnsEnabled"] is False)
until("names are public", lambda: call(urls["rest"], subnet, group)["status"] == 200)
free = calls()
until("the endpoint takes changes again", lambda: changed(True))
until("names are captured", lambda: call(urls["rest"], subnet, group)["status"] == 403)
print(json.dumps({"vpc": vpc, "vpce": vpce, "subnet": subnet, "group": group, "ids": ids, "domains": domains, "captured": captured, "free": free}))
