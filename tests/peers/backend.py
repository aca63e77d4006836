"""A private API whose method goes through a VPC link, built with boto3 as in apprunner-roadmap#193 and AWS's tutorial for private
integrations: V1 to a Network Load Balancer, V2 to an Application Load Balancer, each before one address of the VPC.

Arguments: a step and the ids that the step `build` printed. Each step mends everything first, then breaks one thing, makes the call from the
caller's subnet, and prints what came of it."""
import base64
import json
import os
import sys
import time
import urllib.request

import boto3

URL = os.environ["AWS_ENDPOINT_URL"]
REGION = "eu-west-1"
BACKEND = f"http://petstore.execute-api.{REGION}.amazonaws.com:8080/petstore/pets"
ec2 = boto3.client("ec2")
api = boto3.client("apigateway")
v2 = boto3.client("apigatewayv2")
elb = boto3.client("elbv2")
step, ids = sys.argv[1], json.loads(sys.argv[2]) if len(sys.argv) > 2 else {}
TCP = {"IpProtocol": "tcp", "FromPort": 8080, "ToPort": 8080}
ANYONE = {"IpRanges": [{"CidrIp": "0.0.0.0/0"}]}


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
    groups = {name: ec2.create_security_group(VpcId=vpc, GroupName=name, Description=name)["GroupId"] for name in ("endpoint", "balancer", "link", "machine")}
    ec2.authorize_security_group_ingress(GroupId=groups["endpoint"], IpPermissions=[{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "IpRanges": [{"CidrIp": "10.0.0.0/16"}]}])
    ec2.authorize_security_group_ingress(GroupId=groups["machine"], IpPermissions=[{**TCP, "UserIdGroupPairs": [{"GroupId": groups["balancer"]}]}])
    machine = ec2.create_network_interface(SubnetId=subnets[0], Groups=[groups["machine"]])["NetworkInterface"]["PrivateIpAddress"]
    vpce = ec2.create_vpc_endpoint(VpcId=vpc, VpcEndpointType="Interface", ServiceName=f"com.amazonaws.{REGION}.execute-api", SubnetIds=subnets,
                                   SecurityGroupIds=[groups["endpoint"]], PrivateDnsEnabled=True)["VpcEndpoint"]["VpcEndpointId"]
    until("the endpoint", lambda: ec2.describe_vpc_endpoints(VpcEndpointIds=[vpce])["VpcEndpoints"][0]["State"].lower() == "available")

    made = {"vpc": vpc, "subnet": subnets[1], "groups": groups, "machine": machine, "balancers": {}, "targets": {}}
    for kind in ("network", "application"):
        balancer = elb.create_load_balancer(Name=kind, Type=kind, Subnets=subnets, SecurityGroups=[groups["balancer"]], Scheme="internal")["LoadBalancers"][0]
        assert "EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic" not in balancer, balancer
        protocol = "TCP" if kind == "network" else "HTTP"
        target = elb.create_target_group(Name=kind, Protocol=protocol, Port=8080, VpcId=vpc, TargetType="ip")["TargetGroups"][0]["TargetGroupArn"]
        made["balancers"][kind], made["targets"][kind] = balancer["LoadBalancerArn"], target
    first = api.create_vpc_link(name="first", targetArns=[made["balancers"]["network"]])["id"]
    second = v2.create_vpc_link(Name="second", SubnetIds=subnets, SecurityGroupIds=[groups["link"]])["VpcLinkId"]
    until("the first link", lambda: api.get_vpc_link(vpcLinkId=first)["status"] == "AVAILABLE")
    until("the second link", lambda: v2.get_vpc_link(VpcLinkId=second)["VpcLinkStatus"] == "AVAILABLE")

    policy = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*",
                                                      "Condition": {"StringEquals": {"aws:SourceVpce": vpce}}}]}
    rest = api.create_rest_api(name="PetStore", policy=json.dumps(policy), endpointConfiguration={"types": ["PRIVATE"]})["id"]
    root = api.get_resources(restApiId=rest)["items"][0]["id"]
    for path, link, more in (("network", first, {}), ("application", second, {"integrationTarget": made["balancers"]["application"]})):
        resource = api.create_resource(restApiId=rest, parentId=root, pathPart=path)["id"]
        api.put_method(restApiId=rest, resourceId=resource, httpMethod="GET", authorizationType="NONE")
        api.put_integration(restApiId=rest, resourceId=resource, httpMethod="GET", type="HTTP_PROXY", integrationHttpMethod="GET", uri=BACKEND,
                            connectionType="VPC_LINK", connectionId=link, **more)
    api.create_deployment(restApiId=rest, stageName="prod")
    exported = json.loads(api.get_export(restApiId=rest, stageName="prod", exportType="oas30", parameters={"extensions": "integrations"})["body"].read())
    assert exported["paths"]["/application"]["get"]["x-amazon-apigateway-integration"]["integrationTarget"] == made["balancers"]["application"], exported
    return {**made, "ids": {"api": rest}, "group": groups["endpoint"]}


def only(group, *permissions):
    """The group's inbound rules are these."""
    old = ec2.describe_security_groups(GroupIds=[group])["SecurityGroups"][0]["IpPermissions"]
    if old:
        ec2.revoke_security_group_ingress(GroupId=group, IpPermissions=old)
    if permissions:
        ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=list(permissions))


def listeners(port=8080):
    for kind, arn in ids["balancers"].items():
        for old in elb.describe_listeners(LoadBalancerArn=arn)["Listeners"]:
            elb.delete_listener(ListenerArn=old["ListenerArn"])
        elb.create_listener(LoadBalancerArn=arn, Protocol="TCP" if kind == "network" else "HTTP", Port=port,
                            DefaultActions=[{"Type": "forward", "TargetGroupArn": ids["targets"][kind]}])


def targets(*addresses):
    for group in ids["targets"].values():
        old = [item["Target"] for item in elb.describe_target_health(TargetGroupArn=group)["TargetHealthDescriptions"]]
        if old:
            elb.deregister_targets(TargetGroupArn=group, Targets=old)
        if addresses:
            elb.register_targets(TargetGroupArn=group, Targets=[{"Id": address} for address in addresses])


def enforce(value):
    answer = elb.set_security_groups(LoadBalancerArn=ids["balancers"]["network"], SecurityGroups=[ids["groups"]["balancer"]],
                                     EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic=value)
    assert answer["EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic"] == value, answer
    found = elb.describe_load_balancers(LoadBalancerArns=[ids["balancers"]["network"]])["LoadBalancers"][0]
    assert found["EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic"] == value, found


def mend():
    only(ids["groups"]["balancer"], {**TCP, **ANYONE})
    enforce("on")
    listeners()
    targets(ids["machine"])


def off():
    only(ids["groups"]["balancer"], {**TCP, "UserIdGroupPairs": [{"GroupId": ids["groups"]["link"]}]})
    enforce("off")


BREAKS = {
    "open": lambda: None,
    "listener": lambda: listeners(80),
    "empty": lambda: targets(),
    "dead": lambda: targets("10.0.0.77"),
    "groups": lambda: only(ids["groups"]["balancer"]),
    "off": off,
}


def call(path):
    url = f"https://{ids['ids']['api']}.execute-api.{REGION}.amazonaws.com/prod/{path}"
    body = {"url": url, "method": "GET", "headers": {}, "caller": {"kind": "Subnet", "subnetId": ids["subnet"], "securityGroupIds": [ids["group"]]}}
    request = urllib.request.Request(URL + "/_lab/call", json.dumps(body).encode(), {"Content-Type": "application/json"})
    return json.loads(urllib.request.urlopen(request).read())


if step == "build":
    print(json.dumps(build()))
else:
    mend()
    BREAKS[step]()
    live = {}
    for kind in ("network", "application"):
        answer = call(kind)
        health = elb.describe_target_health(TargetGroupArn=ids["targets"][kind])["TargetHealthDescriptions"]
        live[kind] = {"status": answer.get("status"), "text": base64.b64decode(answer["body"]).decode() if answer.get("body") is not None else None,
                      "health": sorted(item["TargetHealth"].get("Reason", item["TargetHealth"]["State"]) for item in health)}
    print(json.dumps(live))
