"""An Application Load Balancer before an execute-api endpoint, built with boto3 as in serverless-samples#72: an own name leads to it, it has
a certificate for the name, forwards to the endpoint's interfaces, and a custom domain of the name is mapped to the private API.

Arguments: a step and the ids that the step `build` printed. Each step mends everything first, then breaks one thing, waits until the load
balancer sees it, makes the call from the caller's subnet, and prints what came of it."""
import base64
import json
import os
import sys
import time
import urllib.request

import boto3
from botocore.exceptions import ClientError

URL = os.environ["AWS_ENDPOINT_URL"]
REGION = "eu-west-1"
NAME = "api.example.com"
OPEN = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": ["execute-api:/*"]}]})
ec2 = boto3.client("ec2")
api = boto3.client("apigateway")
elb = boto3.client("elbv2")
acm = boto3.client("acm")
route53 = boto3.client("route53")
step, ids = sys.argv[1], json.loads(sys.argv[2]) if len(sys.argv) > 2 else {}
HTTPS = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443}


def until(what, check, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = check()
        if found:
            return found
        time.sleep(0.03)
    raise AssertionError(f"not in time: {what}")


def build():
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    for attribute in ("EnableDnsSupport", "EnableDnsHostnames"):
        ec2.modify_vpc_attribute(VpcId=vpc, **{attribute: {"Value": True}})
    subnets = [ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.0.{n}.0/24", AvailabilityZone=f"{REGION}{zone}")["Subnet"]["SubnetId"] for n, zone in enumerate("ab")]
    caller = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.9.0/24", AvailabilityZone=f"{REGION}a")["Subnet"]["SubnetId"]
    groups = {name: ec2.create_security_group(VpcId=vpc, GroupName=name, Description=name)["GroupId"] for name in ("endpoint", "front", "caller")}
    vpce = ec2.create_vpc_endpoint(VpcId=vpc, VpcEndpointType="Interface", ServiceName=f"com.amazonaws.{REGION}.execute-api", SubnetIds=subnets,
                                   SecurityGroupIds=[groups["endpoint"]], PrivateDnsEnabled=False)["VpcEndpoint"]["VpcEndpointId"]
    endpoint = until("the endpoint", lambda: next((item for item in ec2.describe_vpc_endpoints(VpcEndpointIds=[vpce])["VpcEndpoints"]
                                                   if item["State"].lower() == "available" and len(item["NetworkInterfaceIds"]) == 2), None))
    addresses = [eni["PrivateIpAddress"] for eni in ec2.describe_network_interfaces(NetworkInterfaceIds=endpoint["NetworkInterfaceIds"])["NetworkInterfaces"]]

    policy = {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*"},
        {"Effect": "Deny", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*", "Condition": {"StringNotEquals": {"aws:SourceVpce": vpce}}}]}
    rest = api.create_rest_api(name="PetStore", policy=json.dumps(policy), endpointConfiguration={"types": ["PRIVATE"]})["id"]
    root = api.get_resources(restApiId=rest)["items"][0]["id"]
    pets = api.create_resource(restApiId=rest, parentId=root, pathPart="pets")["id"]
    api.put_method(restApiId=rest, resourceId=pets, httpMethod="GET", authorizationType="NONE")
    api.put_integration(restApiId=rest, resourceId=pets, httpMethod="GET", type="MOCK", requestTemplates={"application/json": '{"statusCode": 200}'})
    api.put_method_response(restApiId=rest, resourceId=pets, httpMethod="GET", statusCode="200")
    api.put_integration_response(restApiId=rest, resourceId=pets, httpMethod="GET", statusCode="200")
    api.create_deployment(restApiId=rest, stageName="demo")

    right = acm.request_certificate(DomainName=NAME, ValidationMethod="DNS")["CertificateArn"]
    wrong = acm.request_certificate(DomainName="www.example.com", SubjectAlternativeNames=["*.other.example.com"])["CertificateArn"]
    assert acm.describe_certificate(CertificateArn=wrong)["Certificate"]["SubjectAlternativeNames"] == ["www.example.com", "*.other.example.com"]

    balancer = elb.create_load_balancer(Name="front", Subnets=subnets, SecurityGroups=[groups["front"]], Scheme="internal", Tags=[{"Key": "a", "Value": "b"}])["LoadBalancers"][0]
    arn = balancer["LoadBalancerArn"]
    elb.get_waiter("load_balancer_available").wait(LoadBalancerArns=[arn])
    group = elb.create_target_group(Name="endpoint", Protocol="HTTPS", Port=443, VpcId=vpc, TargetType="ip", HealthCheckProtocol="HTTPS", Matcher={"HttpCode": "200,403"})["TargetGroups"][0]
    assert group["HealthCheckPath"] == "/" and group["HealthCheckPort"] == "traffic-port" and group["Matcher"] == {"HttpCode": "200,403"}, group
    elb.register_targets(TargetGroupArn=group["TargetGroupArn"], Targets=[{"Id": address} for address in addresses])
    health = elb.describe_target_health(TargetGroupArn=group["TargetGroupArn"])["TargetHealthDescriptions"]
    assert {item["TargetHealth"]["Reason"] for item in health} == {"Target.NotInUse"}, health
    try:
        elb.create_listener(LoadBalancerArn=arn, Protocol="HTTPS", Port=443, DefaultActions=[{"Type": "forward", "TargetGroupArn": group["TargetGroupArn"]}])
        raise AssertionError("a listener without a certificate")
    except ClientError as e:
        assert e.response["Error"]["Code"] == "ValidationError", e
    try:
        elb.describe_load_balancers(Names=["nobody"])
        raise AssertionError("an unknown name")
    except ClientError as e:
        assert e.response["Error"]["Code"] == "LoadBalancerNotFound", e
    assert elb.describe_tags(ResourceArns=[arn])["TagDescriptions"] == [{"ResourceArn": arn, "Tags": [{"Key": "a", "Value": "b"}]}]
    attributes = {item["Key"]: item["Value"] for item in elb.describe_load_balancer_attributes(LoadBalancerArn=arn)["Attributes"]}
    assert attributes["routing.http.preserve_host_header.enabled"] == "false" and attributes["idle_timeout.timeout_seconds"] == "60", attributes
    nodes = ec2.describe_network_interfaces(Filters=[{"Name": "description", "Values": ["ELB " + arn.split(":loadbalancer/")[1]]}])["NetworkInterfaces"]
    assert {node["SubnetId"] for node in nodes} == set(subnets) == {zone["SubnetId"] for zone in balancer["AvailabilityZones"]}, nodes

    zone = route53.create_hosted_zone(Name="example.com", CallerReference="1", VPC={"VPCRegion": REGION, "VPCId": vpc})["HostedZone"]["Id"]
    route53.change_resource_record_sets(HostedZoneId=zone, ChangeBatch={"Changes": [{"Action": "CREATE", "ResourceRecordSet": {
        "Name": NAME, "Type": "A", "AliasTarget": {"HostedZoneId": balancer["CanonicalHostedZoneId"], "DNSName": "dualstack." + balancer["DNSName"], "EvaluateTargetHealth": False}}}]})
    return {"vpc": vpc, "caller": caller, "groups": groups, "vpce": vpce, "addresses": addresses, "api": rest, "balancer": arn, "dns": balancer["DNSName"], "group": group["TargetGroupArn"], "right": right, "wrong": wrong}


def only(group, *permissions):
    """The group's inbound rules are these."""
    old = ec2.describe_security_groups(GroupIds=[group])["SecurityGroups"][0]["IpPermissions"]
    if old:
        ec2.revoke_security_group_ingress(GroupId=group, IpPermissions=old)
    ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=list(permissions))


def listener(port=443, protocol="HTTPS", certificate="right", actions=None):
    for old in elb.describe_listeners(LoadBalancerArn=ids["balancer"])["Listeners"]:
        elb.delete_listener(ListenerArn=old["ListenerArn"])
    more = {"Certificates": [{"CertificateArn": ids[certificate]}]} if protocol == "HTTPS" else {}
    made = elb.create_listener(LoadBalancerArn=ids["balancer"], Protocol=protocol, Port=port, DefaultActions=actions or [{"Type": "forward", "TargetGroupArn": ids["group"]}], **more)["Listeners"][0]
    rules = elb.describe_rules(ListenerArn=made["ListenerArn"])["Rules"]
    assert [rule["Priority"] for rule in rules] == ["default"] and rules[0]["IsDefault"] and rules[0]["Actions"] == made["DefaultActions"], rules


def targets(*addresses):
    old = [item["Target"] for item in elb.describe_target_health(TargetGroupArn=ids["group"])["TargetHealthDescriptions"]]
    if old:
        elb.deregister_targets(TargetGroupArn=ids["group"], Targets=old)
    if addresses:
        elb.register_targets(TargetGroupArn=ids["group"], Targets=[{"Id": address, "Port": 443} for address in addresses])


def domain(is_there):
    """The private custom domain of the name, mapped to the API and associated with the endpoint."""
    for old in api.get_domain_names()["items"]:
        for association in api.get_domain_name_access_associations()["items"]:
            api.delete_domain_name_access_association(domainNameAccessAssociationArn=association["domainNameAccessAssociationArn"])
        until("the domain can go", lambda: api.get_domain_name(domainName=NAME, domainNameId=old["domainNameId"])["domainNameStatus"] == "AVAILABLE")
        api.delete_domain_name(domainName=NAME, domainNameId=old["domainNameId"])
    if is_there:
        made = api.create_domain_name(domainName=NAME, certificateArn=ids["right"], endpointConfiguration={"types": ["PRIVATE"]}, policy=OPEN)
        until("the domain", lambda: api.get_domain_name(domainName=NAME, domainNameId=made["domainNameId"])["domainNameStatus"] == "AVAILABLE")
        api.create_base_path_mapping(domainName=NAME, domainNameId=made["domainNameId"], restApiId=ids["api"], stage="demo")
        api.create_domain_name_access_association(domainNameArn=made["domainNameArn"], accessAssociationSourceType="VPCE", accessAssociationSource=ids["vpce"])
        until("the association", lambda: call()["status"] != 403)


def mend():
    only(ids["groups"]["front"], {**HTTPS, "UserIdGroupPairs": [{"GroupId": ids["groups"]["caller"]}]})
    only(ids["groups"]["endpoint"], {**HTTPS, "UserIdGroupPairs": [{"GroupId": ids["groups"]["front"]}]})
    listener()
    targets(*ids["addresses"])
    elb.modify_target_group(TargetGroupArn=ids["group"], Matcher={"HttpCode": "200,403"})
    domain(True)


def rewrite():
    """The name is no custom domain, and a rule rewrites the Host to the API's default name."""
    domain(False)
    arn = elb.describe_listeners(LoadBalancerArn=ids["balancer"])["Listeners"][0]["ListenerArn"]
    elb.create_rule(ListenerArn=arn, Priority=1, Conditions=[{"Field": "path-pattern", "Values": ["/demo/*"]}], Actions=[{"Type": "forward", "TargetGroupArn": ids["group"]}],
                    Transforms=[{"Type": "host-header-rewrite", "HostHeaderRewriteConfig": {"Rewrites": [{"Regex": ".*", "Replace": f"{ids['api']}.execute-api.{REGION}.amazonaws.com"}]}}])


BREAKS = {
    "open": lambda: None,
    "rewrite": rewrite,
    "certificate": lambda: listener(certificate="wrong"),
    "listener": lambda: listener(port=80, protocol="HTTP"),
    "fixed": lambda: listener(actions=[{"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "404", "ContentType": "text/plain"}}]),
    "host": lambda: domain(False),
    "stale": lambda: targets("10.0.0.77"),
    "empty": lambda: targets(),
    "health": lambda: elb.modify_target_group(TargetGroupArn=ids["group"], Matcher={"HttpCode": "200"}),
    "front": lambda: only(ids["groups"]["front"], {**HTTPS, "IpRanges": [{"CidrIp": "10.7.0.0/16"}]}),
    "endpoint": lambda: only(ids["groups"]["endpoint"], {**HTTPS, "UserIdGroupPairs": [{"GroupId": ids["groups"]["caller"]}]}),
}


def call(path="/pets"):
    body = {"url": f"https://{NAME}{path}", "method": "GET", "headers": {}, "caller": {"kind": "Subnet", "subnetId": ids["caller"], "securityGroupIds": [ids["groups"]["caller"]]}}
    request = urllib.request.Request(URL + "/_lab/call", json.dumps(body).encode(), {"Content-Type": "application/json"})
    return json.loads(urllib.request.urlopen(request).read())


if step == "build":
    print(json.dumps(build()))
else:
    mend()
    BREAKS[step]()
    answer = call("/demo/pets" if step == "rewrite" else "/pets")
    health = elb.describe_target_health(TargetGroupArn=ids["group"])["TargetHealthDescriptions"]
    print(json.dumps({"failure": answer["failure"], "status": answer.get("status"), "message": answer.get("failureMessage"),
                      "body": base64.b64decode(answer["body"]).decode() if answer.get("body") is not None else None,
                      "health": sorted({item["TargetHealth"].get("Reason", item["TargetHealth"]["State"]) for item in health})}))
