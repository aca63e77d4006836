"""Names that lead a call astray, built with boto3: an inbound resolver endpoint that its group closes on port 53 (re:Post, private APIs over
Direct Connect), name servers of one's own (containers-roadmap#22), a private zone without the wildcard (AWS Networking blog on Transit Gateway
and PrivateLink), an own name by CNAME to the alias (no certificate for it).

Arguments: a step and the ids that the step `build` printed. Each step mends everything first, then makes one scene, makes the call from the
caller's subnet, and prints what came of it."""
import json
import os
import sys
import time
import urllib.request

import boto3

URL = os.environ["AWS_ENDPOINT_URL"]
REGION = "eu-west-1"
DOMAIN = f"execute-api.{REGION}.amazonaws.com"
ec2 = boto3.client("ec2")
api = boto3.client("apigateway")
resolver = boto3.client("route53resolver")
route53 = boto3.client("route53")
step, ids = sys.argv[1], json.loads(sys.argv[2]) if len(sys.argv) > 2 else {}
HTTPS = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "IpRanges": [{"CidrIp": "10.0.0.0/16"}]}
DNS = [{"IpProtocol": protocol, "FromPort": 53, "ToPort": 53, "IpRanges": [{"CidrIp": "10.0.0.0/16"}]} for protocol in ("udp", "tcp")]


def until(what, check, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = check()
        if found:
            return found
        time.sleep(0.03)
    raise AssertionError(f"not in time: {what}")


def endpoint():
    return ec2.describe_vpc_endpoints(VpcEndpointIds=[ids["vpce"]])["VpcEndpoints"][0]


def build():
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    for attribute in ("EnableDnsSupport", "EnableDnsHostnames"):
        ec2.modify_vpc_attribute(VpcId=vpc, **{attribute: {"Value": True}})
    subnets = [ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.0.{n}.0/24", AvailabilityZone=f"{REGION}{zone}")["Subnet"]["SubnetId"] for n, zone in enumerate("ab")]
    groups = {name: ec2.create_security_group(VpcId=vpc, GroupName=name, Description=name)["GroupId"] for name in ("endpoint", "resolver", "caller")}
    ec2.authorize_security_group_ingress(GroupId=groups["endpoint"], IpPermissions=[HTTPS])
    ids["vpce"] = vpce = ec2.create_vpc_endpoint(VpcId=vpc, VpcEndpointType="Interface", ServiceName=f"com.amazonaws.{REGION}.execute-api", SubnetIds=subnets,
                                                 SecurityGroupIds=[groups["endpoint"]], PrivateDnsEnabled=False)["VpcEndpoint"]["VpcEndpointId"]
    until("the endpoint", lambda: endpoint()["State"].lower() == "available" and len(endpoint()["NetworkInterfaceIds"]) == 2)
    inbound = resolver.create_resolver_endpoint(CreatorRequestId="one", Name="in", Direction="INBOUND", SecurityGroupIds=[groups["resolver"]],
                                                IpAddresses=[{"SubnetId": subnets[0], "Ip": "10.0.0.53"}, {"SubnetId": subnets[1]}])["ResolverEndpoint"]["Id"]
    until("the resolver", lambda: resolver.get_resolver_endpoint(ResolverEndpointId=inbound)["ResolverEndpoint"]["Status"] == "OPERATIONAL")
    options = {name: ec2.create_dhcp_options(DhcpConfigurations=[{"Key": "domain-name-servers", "Values": [server]}])["DhcpOptions"]["DhcpOptionsId"]
               for name, server in (("inbound", "10.0.0.53"), ("own", "10.0.1.99"), ("amazon", "AmazonProvidedDNS"))}
    policy = {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*"},
        {"Effect": "Deny", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*", "Condition": {"StringNotEquals": {"aws:SourceVpce": vpce}}}]}
    rest = api.create_rest_api(name="PetStore", policy=json.dumps(policy), endpointConfiguration={"types": ["PRIVATE"], "vpcEndpointIds": [vpce]})["id"]
    root = api.get_resources(restApiId=rest)["items"][0]["id"]
    pets = api.create_resource(restApiId=rest, parentId=root, pathPart="pets")["id"]
    api.put_method(restApiId=rest, resourceId=pets, httpMethod="GET", authorizationType="NONE")
    api.put_integration(restApiId=rest, resourceId=pets, httpMethod="GET", type="MOCK", requestTemplates={"application/json": '{"statusCode": 200}'})
    api.put_method_response(restApiId=rest, resourceId=pets, httpMethod="GET", statusCode="200")
    api.put_integration_response(restApiId=rest, resourceId=pets, httpMethod="GET", statusCode="200")
    api.create_deployment(restApiId=rest, stageName="demo")
    return {"vpc": vpc, "caller": subnets[0], "groups": groups, "vpce": vpce, "api": rest, "options": options, "inbound": inbound}


def private_dns(is_on):
    if endpoint()["PrivateDnsEnabled"] != is_on:
        ec2.modify_vpc_endpoint(VpcEndpointId=ids["vpce"], PrivateDnsEnabled=is_on)
        until("private DNS", lambda: endpoint()["PrivateDnsEnabled"] == is_on and endpoint()["State"].lower() == "available")


def only(group, *permissions):
    old = ec2.describe_security_groups(GroupIds=[group])["SecurityGroups"][0]["IpPermissions"]
    if old:
        ec2.revoke_security_group_ingress(GroupId=group, IpPermissions=old)
    if permissions:
        ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=list(permissions))


def servers(name):
    ec2.associate_dhcp_options(DhcpOptionsId=ids["options"][name], VpcId=ids["vpc"])


def zone(name, *records):
    made = route53.create_hosted_zone(Name=name, CallerReference=str(time.monotonic()), VPC={"VPCRegion": REGION, "VPCId": ids["vpc"]})["HostedZone"]["Id"]
    for record in records:
        route53.change_resource_record_sets(HostedZoneId=made, ChangeBatch={"Changes": [{"Action": "CREATE", "ResourceRecordSet": record}]})


def mend():
    servers("amazon")
    only(ids["groups"]["resolver"], *DNS)
    for old in route53.list_hosted_zones_by_vpc(VPCId=ids["vpc"], VPCRegion=REGION)["HostedZoneSummaries"]:
        if "OwningService" in old["Owner"]:
            continue
        for record in route53.list_resource_record_sets(HostedZoneId=old["HostedZoneId"])["ResourceRecordSets"]:
            if record["Type"] not in ("NS", "SOA"):
                route53.change_resource_record_sets(HostedZoneId=old["HostedZoneId"], ChangeBatch={"Changes": [{"Action": "DELETE", "ResourceRecordSet": record}]})
        route53.delete_hosted_zone(Id=old["HostedZoneId"])


def named(kind):
    entry = endpoint()["DnsEntries"][0]
    return {"Name": f"*.{DOMAIN}", "Type": "A", "AliasTarget": {"DNSName": entry["DnsName"], "HostedZoneId": entry["HostedZoneId"], "EvaluateTargetHealth": False}} if kind == "alias" else \
        {"Name": f"*.{DOMAIN}", "Type": "CNAME", "TTL": 300, "ResourceRecords": [{"Value": entry["DnsName"]}]}


def own(target):
    zone("example.com", {"Name": "api.example.com", "Type": "CNAME", "TTL": 300, "ResourceRecords": [{"Value": target}]})


DEFAULT, ALIAS = f"{ids.get('api')}.{DOMAIN}", f"{ids.get('api')}-{ids.get('vpce')}.{DOMAIN}"
SCENES = {
    "inbound": (True, DEFAULT, lambda: servers("inbound")),
    "shut": (True, DEFAULT, lambda: (servers("inbound"), only(ids["groups"]["resolver"], HTTPS))),
    "shut-tcp": (True, DEFAULT, lambda: (servers("inbound"), only(ids["groups"]["resolver"], DNS[1]))),
    "off": (False, DEFAULT, lambda: None),
    "off-alias": (False, ALIAS, lambda: None),
    "own-servers": (True, ALIAS, lambda: servers("own")),
    "zone": (False, DEFAULT, lambda: zone(DOMAIN)),
    "zone-cname": (False, DEFAULT, lambda: zone(DOMAIN, named("cname"))),
    "zone-alias": (False, DEFAULT, lambda: zone(DOMAIN, named("alias"))),
    "cname-alias": (False, "api.example.com", lambda: own(ALIAS)),
    "cname-default": (True, "api.example.com", lambda: own(DEFAULT)),
}


def call(host):
    body = {"url": f"https://{host}/demo/pets", "method": "GET", "headers": {}, "caller": {"kind": "Subnet", "subnetId": ids["caller"], "securityGroupIds": [ids["groups"]["caller"]]}}
    request = urllib.request.Request(URL + "/_lab/call", json.dumps(body).encode(), {"Content-Type": "application/json"})
    return json.loads(urllib.request.urlopen(request).read())


if step == "build":
    print(json.dumps(build()))
else:
    is_on, name, make = SCENES[step]
    mend()
    private_dns(is_on)
    make()
    answer = call(name)
    print(json.dumps({"host": name, "failure": answer["failure"], "status": answer.get("status"), "message": answer.get("failureMessage")}))
