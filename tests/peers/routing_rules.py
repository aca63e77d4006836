"""A private custom domain name with routing rules, called from its VPC: rules by priority, then base paths (API Gateway guide, "Examples of how API
Gateway evaluates routing rules"). Prints ids, and which API answered each call.
"""
import base64
import json
import os
import time
import urllib.request

import boto3

URL = os.environ["AWS_ENDPOINT_URL"]
CERTIFICATE = "arn:aws:acm:eu-west-1:123456789012:certificate/11111111-2222-3333-4444-555555555555"
NAME = "api.example.com"
ec2 = boto3.client("ec2")
rest = boto3.client("apigateway")
v2 = boto3.client("apigatewayv2")
route53 = boto3.client("route53")
ALLOW = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*"}]})


def until(what, check, seconds=60):
    end = time.monotonic() + seconds
    while not (found := check()):
        assert time.monotonic() < end, f"not in time: {what}"
        time.sleep(0.03)
    return found


def private(name):
    api = rest.create_rest_api(name=name, policy=ALLOW, endpointConfiguration={"types": ["PRIVATE"]})["id"]
    root = rest.get_resources(restApiId=api)["items"][0]["id"]
    for resource in (root, rest.create_resource(restApiId=api, parentId=root, pathPart="pets")["id"]):
        rest.put_method(restApiId=api, resourceId=resource, httpMethod="GET", authorizationType="NONE")
        rest.put_integration(restApiId=api, resourceId=resource, httpMethod="GET", type="MOCK", requestTemplates={"application/json": '{"statusCode": 200}'})
        rest.put_method_response(restApiId=api, resourceId=resource, httpMethod="GET", statusCode="200")
        rest.put_integration_response(restApiId=api, resourceId=resource, httpMethod="GET", statusCode="200", responseTemplates={"application/json": json.dumps(name)})
    rest.create_deployment(restApiId=api, stageName="prod")
    return api


vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
for attribute in ("EnableDnsSupport", "EnableDnsHostnames"):
    ec2.modify_vpc_attribute(VpcId=vpc, **{attribute: {"Value": True}})
subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.0.0/24")["Subnet"]["SubnetId"]
group = ec2.create_security_group(VpcId=vpc, GroupName="all", Description="all")["GroupId"]
ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "IpRanges": [{"CidrIp": "10.0.0.0/16"}]}])
vpce = ec2.create_vpc_endpoint(VpcId=vpc, VpcEndpointType="Interface", ServiceName="com.amazonaws.eu-west-1.execute-api", SubnetIds=[subnet],
                               SecurityGroupIds=[group], PrivateDnsEnabled=True)["VpcEndpoint"]["VpcEndpointId"]
until("the endpoint", lambda: ec2.describe_vpc_endpoints(VpcEndpointIds=[vpce])["VpcEndpoints"][0]["State"].lower() == "available")
ids = {name: private(name) for name in ("old", "new")}
domain = rest.create_domain_name(domainName=NAME, certificateArn=CERTIFICATE, endpointConfiguration={"types": ["PRIVATE"]}, policy=ALLOW,
                                 routingMode="ROUTING_RULE_THEN_BASE_PATH_MAPPING")
until("the name", lambda: rest.get_domain_name(domainName=NAME, domainNameId=domain["domainNameId"])["domainNameStatus"] == "AVAILABLE")
rest.create_domain_name_access_association(domainNameArn=domain["domainNameArn"], accessAssociationSourceType="VPCE", accessAssociationSource=vpce)
rest.create_base_path_mapping(domainName=NAME, domainNameId=domain["domainNameId"], basePath="shop", restApiId=ids["old"], stage="prod")
zone = route53.create_hosted_zone(Name="example.com", CallerReference="one", VPC={"VPCRegion": "eu-west-1", "VPCId": vpc})["HostedZone"]["Id"]
entry = ec2.describe_vpc_endpoints(VpcEndpointIds=[vpce])["VpcEndpoints"][0]["DnsEntries"][0]
route53.change_resource_record_sets(HostedZoneId=zone, ChangeBatch={"Changes": [{"Action": "CREATE", "ResourceRecordSet": {"Name": NAME, "Type": "A", "AliasTarget": {
    "DNSName": entry["DnsName"], "HostedZoneId": entry["HostedZoneId"], "EvaluateTargetHealth": False}}}]})
named = {"DomainName": NAME, "DomainNameId": domain["domainNameId"]}


def rule(priority, api, *conditions):
    return v2.create_routing_rule(**named, Priority=priority, Conditions=list(conditions), Actions=[{"InvokeApi": {"ApiId": ids[api], "Stage": "prod", "StripBasePath": True}}])


rule(10, "new", {"MatchBasePaths": {"AnyOf": ["shop"]}}, {"MatchHeaders": {"AnyOf": [{"Header": "x-version", "ValueGlob": "v2*"}]}})
rule(20, "new", {"MatchBasePaths": {"AnyOf": ["beta"]}})


def call(path, **headers):
    body = {"url": f"https://{NAME}{path}", "method": "GET", "headers": {name.replace("_", "-"): value for name, value in headers.items()},
            "caller": {"kind": "Subnet", "subnetId": subnet, "securityGroupIds": [group]}}
    request = urllib.request.Request(URL + "/_lab/call", json.dumps(body).encode(), {"Content-Type": "application/json"})
    answer = json.loads(urllib.request.urlopen(request).read())
    return [answer.get("status"), base64.b64decode(answer["body"]).decode().strip('"') if answer.get("body") else None]


answers = until("the association", lambda: call("/shop/pets")[0] == 200 and {
    "mapping": call("/shop/pets"), "header": call("/shop/pets", x_version="v2.1"), "other header": call("/shop/pets", x_version="v1"),
    "base path": call("/beta/pets"), "none": call("/elsewhere")})
print(json.dumps({"subnet": subnet, "group": group, "ids": ids, "domain": NAME, "answers": answers}))
