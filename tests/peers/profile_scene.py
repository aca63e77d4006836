"""Hub and spoke with Route 53 Profiles, built with boto3 (AWS Networking blogs, "Streamline DNS management for AWS PrivateLink deployment with
Amazon Route 53 Profiles" and "Streamlining multi-VPC DNS management with Amazon Route 53 Profiles and interface VPC endpoint integration"): an
endpoint in the hub, callers in a spoke that is peered with it or on a transit gateway with it.

Arguments: a step, how hub and spoke are connected ("peering", "transit"; "shared": peered, the spoke another account's), and the ids that the step
`build` printed. Each step takes the Profile away from the spoke, makes one scene, makes the call
from the spoke, and prints what came of it."""
import json
import os
import sys
import time
import urllib.request

import boto3

URL = os.environ["AWS_ENDPOINT_URL"]
REGION = "eu-west-1"
DOMAIN = f"execute-api.{REGION}.amazonaws.com"
step, way = sys.argv[1], sys.argv[2]
ids = json.loads(sys.argv[3]) if len(sys.argv) > 3 else {}
consumer = {"aws_access_key_id": "210987654321", "aws_secret_access_key": "x"} if way == "shared" else {}
ec2, api, route53, resolver, profiles = (boto3.client(name) for name in ("ec2", "apigateway", "route53", "route53resolver", "route53profiles"))
spoke_ec2, spoke_profiles, spoke_route53 = (boto3.client(name, **consumer) for name in ("ec2", "route53profiles", "route53"))


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


def network(client, cidr):
    vpc = client.create_vpc(CidrBlock=cidr)["Vpc"]["VpcId"]
    for attribute in ("EnableDnsSupport", "EnableDnsHostnames"):
        client.modify_vpc_attribute(VpcId=vpc, **{attribute: {"Value": True}})
    subnet = client.create_subnet(VpcId=vpc, CidrBlock=cidr.replace("0.0/16", "1.0/24"), AvailabilityZone=f"{REGION}a")["Subnet"]["SubnetId"]
    group = client.create_security_group(VpcId=vpc, GroupName="all", Description="all")["GroupId"]
    client.authorize_security_group_ingress(GroupId=group, IpPermissions=[{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "10.0.0.0/8"}]}])
    table = client.describe_route_tables(Filters=[{"Name": "vpc-id", "Values": [vpc]}])["RouteTables"][0]["RouteTableId"]
    return {"vpc": vpc, "subnet": subnet, "group": group, "table": table}


def connect(hub, spoke):
    if way == "transit":
        gateway = ec2.create_transit_gateway()["TransitGateway"]["TransitGatewayId"]
        until("the gateway", lambda: ec2.describe_transit_gateways(TransitGatewayIds=[gateway])["TransitGateways"][0]["State"] == "available")
        for side in (hub, spoke):
            ec2.create_transit_gateway_vpc_attachment(TransitGatewayId=gateway, VpcId=side["vpc"], SubnetIds=[side["subnet"]])
        until("attachments", lambda: all(item["State"] == "available" for item in ec2.describe_transit_gateway_vpc_attachments()["TransitGatewayVpcAttachments"]))
        target = {"TransitGatewayId": gateway}
    else:
        owner = {"PeerOwnerId": "210987654321"} if consumer else {}
        peering = ec2.create_vpc_peering_connection(VpcId=hub["vpc"], PeerVpcId=spoke["vpc"], **owner)["VpcPeeringConnection"]["VpcPeeringConnectionId"]
        spoke_ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=peering)
        target = {"VpcPeeringConnectionId": peering}
    ec2.create_route(RouteTableId=hub["table"], DestinationCidrBlock="10.1.0.0/16", **target)
    spoke_ec2.create_route(RouteTableId=spoke["table"], DestinationCidrBlock="10.0.0.0/16", **target)


def build():
    hub, spoke = network(ec2, "10.0.0.0/16"), network(spoke_ec2, "10.1.0.0/16")
    connect(hub, spoke)
    ids["vpce"] = vpce = ec2.create_vpc_endpoint(VpcId=hub["vpc"], VpcEndpointType="Interface", ServiceName=f"com.amazonaws.{REGION}.execute-api", SubnetIds=[hub["subnet"]],
                                                 SecurityGroupIds=[hub["group"]], PrivateDnsEnabled=False)["VpcEndpoint"]["VpcEndpointId"]
    until("the endpoint", lambda: endpoint()["State"].lower() == "available" and endpoint()["NetworkInterfaceIds"])
    policy = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*",
                                                      "Condition": {"StringEquals": {"aws:SourceVpce": vpce}}}]}
    rest = api.create_rest_api(name="PetStore", policy=json.dumps(policy), endpointConfiguration={"types": ["PRIVATE"], "vpcEndpointIds": [vpce]})["id"]
    root = api.get_resources(restApiId=rest)["items"][0]["id"]
    pets = api.create_resource(restApiId=rest, parentId=root, pathPart="pets")["id"]
    api.put_method(restApiId=rest, resourceId=pets, httpMethod="GET", authorizationType="NONE")
    api.put_integration(restApiId=rest, resourceId=pets, httpMethod="GET", type="MOCK", requestTemplates={"application/json": '{"statusCode": 200}'})
    api.put_method_response(restApiId=rest, resourceId=pets, httpMethod="GET", statusCode="200")
    api.put_integration_response(restApiId=rest, resourceId=pets, httpMethod="GET", statusCode="200")
    api.create_deployment(restApiId=rest, stageName="demo")
    inbound = resolver.create_resolver_endpoint(CreatorRequestId="one", Name="in", Direction="INBOUND", SecurityGroupIds=[hub["group"]],
                                                IpAddresses=[{"SubnetId": hub["subnet"], "Ip": "10.0.1.53"}, {"SubnetId": hub["subnet"], "Ip": "10.0.1.54"}])["ResolverEndpoint"]["Id"]
    outbound = resolver.create_resolver_endpoint(CreatorRequestId="two", Name="out", Direction="OUTBOUND", SecurityGroupIds=[hub["group"]],
                                                 IpAddresses=[{"SubnetId": hub["subnet"]}, {"SubnetId": hub["subnet"]}])["ResolverEndpoint"]["Id"]
    for name in (inbound, outbound):
        until("a resolver endpoint", lambda: resolver.get_resolver_endpoint(ResolverEndpointId=name)["ResolverEndpoint"]["Status"] == "OPERATIONAL")
    return {"hub": hub, "spoke": spoke, "vpce": vpce, "api": rest, "outbound": outbound}


def private_dns(is_on):
    if endpoint()["PrivateDnsEnabled"] != is_on:
        ec2.modify_vpc_endpoint(VpcEndpointId=ids["vpce"], PrivateDnsEnabled=is_on)
        until("private DNS", lambda: endpoint()["PrivateDnsEnabled"] == is_on and endpoint()["State"].lower() == "available")


def zone(client, vpc, name, *records):
    made = client.create_hosted_zone(Name=name, CallerReference=str(time.monotonic()), VPC={"VPCRegion": REGION, "VPCId": vpc})["HostedZone"]["Id"].split("/")[-1]
    for record in records:
        client.change_resource_record_sets(HostedZoneId=made, ChangeBatch={"Changes": [{"Action": "CREATE", "ResourceRecordSet": record}]})
    return f"arn:aws:route53:::hostedzone/{made}"


def to_endpoint(name):
    entry = endpoint()["DnsEntries"][0]
    return {"Name": name, "Type": "A", "AliasTarget": {"DNSName": entry["DnsName"], "HostedZoneId": entry["HostedZoneId"], "EvaluateTargetHealth": False}}


def to_nowhere(name):
    return {"Name": name, "Type": "A", "TTL": 300, "ResourceRecords": [{"Value": "10.0.9.9"}]}


def elsewhere():
    """A VPC that a zone has to be born in, of nobody's."""
    return ec2.create_vpc(CidrBlock="10.9.0.0/16")["Vpc"]["VpcId"]


def rule():
    made = resolver.create_resolver_rule(CreatorRequestId=str(time.monotonic()), RuleType="FORWARD", DomainName=DOMAIN, ResolverEndpointId=ids["outbound"],
                                         TargetIps=[{"Ip": "10.0.1.53"}])["ResolverRule"]
    return made["Arn"]


def profile(*arns):
    made = profiles.create_profile(Name="hub")["Profile"]["Id"]
    for arn in arns:
        profiles.associate_resource_to_profile(ProfileId=made, ResourceArn=arn, Name="carries")
    spoke_profiles.associate_profile(ProfileId=made, ResourceId=ids["spoke"]["vpc"], Name="spoke")
    until("the Profile", lambda: all(item["Status"] == "COMPLETE" for item in spoke_profiles.list_profile_associations(ResourceId=ids["spoke"]["vpc"])["ProfileAssociations"]
                                     + profiles.list_profile_resource_associations(ProfileId=made)["ProfileResourceAssociations"]))


def mend():
    for old in spoke_profiles.list_profile_associations(ResourceId=ids["spoke"]["vpc"])["ProfileAssociations"]:
        spoke_profiles.disassociate_profile(ProfileId=old["ProfileId"], ResourceId=old["ResourceId"])
    until("no Profile", lambda: not spoke_profiles.list_profile_associations(ResourceId=ids["spoke"]["vpc"])["ProfileAssociations"])
    for old in spoke_route53.list_hosted_zones_by_vpc(VPCId=ids["spoke"]["vpc"], VPCRegion=REGION)["HostedZoneSummaries"]:
        for record in spoke_route53.list_resource_record_sets(HostedZoneId=old["HostedZoneId"])["ResourceRecordSets"]:
            if record["Type"] not in ("NS", "SOA"):
                spoke_route53.change_resource_record_sets(HostedZoneId=old["HostedZoneId"], ChangeBatch={"Changes": [{"Action": "DELETE", "ResourceRecordSet": record}]})
        spoke_route53.delete_hosted_zone(Id=old["HostedZoneId"])


DEFAULT = f"{ids.get('api')}.{DOMAIN}"
VPCE = f"arn:aws:ec2:{REGION}:123456789012:vpc-endpoint/{ids.get('vpce')}"
ALL = f"*.{DOMAIN}"
SCENES = {
    # The reports' false NXDOMAIN: nothing in the spoke, and no Profile.
    "without": (True, lambda: None),
    "zone": (False, lambda: profile(zone(route53, elsewhere(), DOMAIN, to_endpoint(ALL)))),
    "zone without the wildcard": (False, lambda: profile(zone(route53, elsewhere(), DOMAIN))),
    "endpoint": (True, lambda: profile(VPCE)),
    "endpoint without private DNS": (False, lambda: profile(VPCE)),
    "rule": (True, lambda: profile(rule())),
    # "How Route 53 Profile settings are prioritized": of one domain the VPC's own, else the most specific.
    "own zone first": (False, lambda: (zone(spoke_route53, ids["spoke"]["vpc"], DOMAIN, to_nowhere(ALL)), profile(zone(route53, elsewhere(), DOMAIN, to_endpoint(ALL))))),
    "the Profile's is more specific": (False, lambda: (zone(spoke_route53, ids["spoke"]["vpc"], DOMAIN, to_nowhere(ALL)),
                                                       profile(zone(route53, elsewhere(), DEFAULT, to_endpoint(DEFAULT))))),
    "own name": (True, lambda: profile(zone(route53, elsewhere(), "example.com", to_endpoint("other.example.com")))),
}


def call(host):
    body = {"url": f"https://{host}/demo/pets", "method": "GET", "headers": {}, "caller": {"kind": "Subnet", "subnetId": ids["spoke"]["subnet"], "securityGroupIds": [ids["spoke"]["group"]]}}
    request = urllib.request.Request(URL + "/_lab/call", json.dumps(body).encode(), {"Content-Type": "application/json"})
    return json.loads(urllib.request.urlopen(request).read())


if step == "build":
    print(json.dumps(build()))
else:
    is_on, make = SCENES[step]
    mend()
    private_dns(is_on)
    make()
    answer = call(DEFAULT)
    print(json.dumps({"host": DEFAULT, "failure": answer["failure"], "status": answer.get("status"), "scenes": list(SCENES)}))
