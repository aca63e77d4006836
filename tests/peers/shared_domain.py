"""A private custom domain that one account shares with another (modernisation-platform-environments#17206; API Gateway guide, "Tasks of API
providers and API consumers for custom domain names for private APIs"): API and domain are the default account's; VPC, endpoint, hosted zone
and caller are the consumer's.

Arguments: `build`, or `share` or `associate` and the ids that `build` printed. Prints ids, or what a call by the name got then."""
import base64
import json
import os
import sys
import time
import urllib.request

import boto3

URL = os.environ["AWS_ENDPOINT_URL"]
REGION, NAME, ACCOUNT, OTHER = "eu-west-1", "private.example.com", "123456789012", "210987654321"
CONSUMER = {"aws_access_key_id": OTHER, "aws_secret_access_key": "x"}
OPEN = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*"}]})
gateway = boto3.client("apigateway")
theirs = boto3.client("apigateway", **CONSUMER)
ec2 = boto3.client("ec2", **CONSUMER)
route53 = boto3.client("route53", **CONSUMER)
step, ids = sys.argv[1], json.loads(sys.argv[2]) if len(sys.argv) > 2 else {}


def until(what, check, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = check()
        if found:
            return found
        time.sleep(0.03)
    raise AssertionError(f"not in time: {what}")


def call():
    body = {"url": f"https://{NAME}/shop/", "method": "GET", "headers": {}, "caller": {"kind": "Subnet", "subnetId": ids["subnet"], "securityGroupIds": [ids["group"]]}}
    request = urllib.request.Request(URL + "/_lab/call", json.dumps(body).encode(), {"Content-Type": "application/json"})
    answer = json.loads(urllib.request.urlopen(request).read())
    return {"failure": answer["failure"], "status": answer.get("status"), "text": base64.b64decode(answer["body"]).decode() if answer.get("body") else None}


def build():
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    for attribute in ("EnableDnsSupport", "EnableDnsHostnames"):
        ec2.modify_vpc_attribute(VpcId=vpc, **{attribute: {"Value": True}})
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.1.0/24")["Subnet"]["SubnetId"]
    group = ec2.create_security_group(VpcId=vpc, GroupName="all", Description="all")["GroupId"]
    ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "IpRanges": [{"CidrIp": "10.0.0.0/16"}]}])
    vpce = ec2.create_vpc_endpoint(VpcId=vpc, VpcEndpointType="Interface", ServiceName=f"com.amazonaws.{REGION}.execute-api", SubnetIds=[subnet],
                                   SecurityGroupIds=[group], PrivateDnsEnabled=True)["VpcEndpoint"]["VpcEndpointId"]
    endpoint = lambda: ec2.describe_vpc_endpoints(VpcEndpointIds=[vpce])["VpcEndpoints"][0]
    until("the endpoint", lambda: endpoint()["State"].lower() == "available")
    entry = endpoint()["DnsEntries"][0]
    zone = route53.create_hosted_zone(Name=NAME, CallerReference="1", VPC={"VPCRegion": REGION, "VPCId": vpc})["HostedZone"]["Id"]
    route53.change_resource_record_sets(HostedZoneId=zone, ChangeBatch={"Changes": [{"Action": "CREATE", "ResourceRecordSet": {
        "Name": NAME, "Type": "A", "AliasTarget": {"HostedZoneId": entry["HostedZoneId"], "DNSName": entry["DnsName"], "EvaluateTargetHealth": False}}}]})

    rest = gateway.create_rest_api(name="shop", endpointConfiguration={"types": ["PRIVATE"]}, policy=OPEN)["id"]
    root = gateway.get_resources(restApiId=rest)["items"][0]["id"]
    gateway.put_method(restApiId=rest, resourceId=root, httpMethod="GET", authorizationType="NONE")
    gateway.put_integration(restApiId=rest, resourceId=root, httpMethod="GET", type="MOCK", requestTemplates={"application/json": '{"statusCode": 200}'})
    gateway.put_method_response(restApiId=rest, resourceId=root, httpMethod="GET", statusCode="200")
    gateway.put_integration_response(restApiId=rest, resourceId=root, httpMethod="GET", statusCode="200")
    gateway.create_deployment(restApiId=rest, stageName="prod")
    domain = gateway.create_domain_name(domainName=NAME, certificateArn=f"arn:aws:acm:{REGION}:{ACCOUNT}:certificate/12345678-1234-1234-1234-123456789012",
                                        endpointConfiguration={"types": ["PRIVATE"]}, policy=OPEN)
    until("the domain", lambda: gateway.get_domain_name(domainName=NAME, domainNameId=domain["domainNameId"])["domainNameStatus"] == "AVAILABLE")
    gateway.create_base_path_mapping(domainName=NAME, domainNameId=domain["domainNameId"], restApiId=rest, stage="prod", basePath="shop")
    return {"vpc": vpc, "subnet": subnet, "group": group, "vpce": vpce, "api": rest, "id": domain["domainNameId"], "arn": domain["domainNameArn"]}


def share():
    policy = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": [OTHER]}, "Action": "apigateway:CreateAccessAssociation", "Resource": ids["arn"]}]}
    gateway.update_domain_name(domainName=NAME, domainNameId=ids["id"], patchOperations=[{"op": "replace", "path": "/managementPolicy", "value": json.dumps(policy)}])
    assert [item["domainName"] for item in theirs.get_domain_names(resourceOwner="OTHER_ACCOUNTS")["items"]] == [NAME]


def associate():
    theirs.create_domain_name_access_association(domainNameArn=ids["arn"], accessAssociationSourceType="VPCE", accessAssociationSource=ids["vpce"])
    until("the association", lambda: call()["status"] == 200)


if step == "build":
    print(json.dumps(build()))
else:
    {"share": share, "associate": associate}[step]()
    print(json.dumps(call()))
