"""What people reported (docs/diagnosis.md), built with boto3: a function for each report, with an account for each state of things.

Prints a list: each call with what Test-PrivateApi is told of it, and what it got. What is expected of it stands in the tests (Street/*SceneTests),
from the thread or AWS's page, not here.
"""
import base64
import itertools
import json
import os
import urllib.request

import boto3
from botocore.exceptions import ClientError

URL, REGION = os.environ["AWS_ENDPOINT_URL"], "eu-west-1"
APIS = f"execute-api.{REGION}.amazonaws.com"
session = boto3.Session()
credentials = session.get_credentials()
ec2, api, names, resolver = (session.client(name) for name in ("ec2", "apigateway", "route53", "route53resolver"))
HTTPS = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443}
made, numbers = [], itertools.count(300000000000)


def states(*names):
    """Each in a new account, so that all of them are there when the script ends."""
    for name in names:
        credentials.access_key = str(next(numbers))
        yield name


def document(*statements):
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def allow(resource="execute-api:/*", **condition):
    return {"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": resource, **({"Condition": condition} if condition else {})}


class Home:
    """A VPC with a subnet, and a group that is open on 443 for everybody inside."""

    def __init__(self, cidr="10.0.0.0/16", subnet="10.0.1.0/24", open_for="10.0.0.0/8"):
        self.cidr, self.range = cidr, subnet
        self.vpc = ec2.create_vpc(CidrBlock=cidr)["Vpc"]["VpcId"]
        for attribute in ("EnableDnsSupport", "EnableDnsHostnames"):
            ec2.modify_vpc_attribute(VpcId=self.vpc, **{attribute: {"Value": True}})
        self.subnet = self.place(subnet)
        self.group = self.firewall("all", {**HTTPS, "IpRanges": [{"CidrIp": open_for}]})

    def place(self, cidr, zone="a"):
        return ec2.create_subnet(VpcId=self.vpc, CidrBlock=cidr, AvailabilityZone=REGION + zone)["Subnet"]["SubnetId"]

    def firewall(self, name, *permissions):
        group = ec2.create_security_group(VpcId=self.vpc, GroupName=name, Description=name)["GroupId"]
        if permissions:
            ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=list(permissions))
        return group

    def route(self, destination, **target):
        table = ec2.describe_route_tables(Filters=[{"Name": "vpc-id", "Values": [self.vpc]}])["RouteTables"][0]["RouteTableId"]
        ec2.create_route(RouteTableId=table, DestinationCidrBlock=destination, **target)

    def endpoint(self, private=True, group=None, policy=None):
        more = {"PolicyDocument": policy} if policy else {}
        self.vpce = ec2.create_vpc_endpoint(VpcId=self.vpc, VpcEndpointType="Interface", ServiceName=f"com.amazonaws.{REGION}.execute-api", SubnetIds=[self.subnet],
                                            SecurityGroupIds=[group or self.group], PrivateDnsEnabled=private, **more)["VpcEndpoint"]["VpcEndpointId"]
        self.entry = ec2.describe_vpc_endpoints(VpcEndpointIds=[self.vpce])["VpcEndpoints"][0]["DnsEntries"][0]
        return self

    def name_servers(self, *addresses):
        options = ec2.create_dhcp_options(DhcpConfigurations=[{"Key": "domain-name-servers", "Values": list(addresses)}])["DhcpOptions"]["DhcpOptionsId"]
        ec2.associate_dhcp_options(DhcpOptionsId=options, VpcId=self.vpc)

    @property
    def caller(self):
        return {"subnet": self.subnet, "groups": [self.group]}


def private(policy=None, associated=(), stage="demo", verbs=("get",), security=None, schemes=None, **more):
    """A private API with methods on /pets, deployed where a stage is named."""
    configuration = {"types": ["PRIVATE"], **({"vpcEndpointIds": list(associated)} if associated else {})}
    rest = api.create_rest_api(name="PetStore", endpointConfiguration=configuration, **({"policy": policy} if policy else {}), **more)["id"]
    method = {"responses": {"200": {"description": "fine"}}, "x-amazon-apigateway-integration": {
        "type": "mock", "requestTemplates": {"application/json": '{"statusCode": 200}'}, "responses": {"default": {"statusCode": "200"}}}}
    body = {"openapi": "3.0.1", "info": {"title": "PetStore", "version": "1"}, "paths": {"/pets": {verb: {**method, **({"security": [{security: []}]} if security else {})} for verb in verbs}},
            "components": {"securitySchemes": schemes or {}}}
    api.put_rest_api(restApiId=rest, mode="merge", body=json.dumps(body))
    if stage:
        api.create_deployment(restApiId=rest, stageName=stage)
    return rest


def call(name, url, caller, headers=None, method="GET", sent=None, live=True, place=None, **ask):
    """Notes a call and makes it. `sent` are the headers as they leave, where they differ from what the client asks for; `place` another place to call from."""
    entry = {"name": name, "account": credentials.access_key, "url": url, "method": method, "headers": headers or {}, "caller": caller, **ask}
    if live:
        place = place or {"kind": "Subnet", "subnetId": caller["subnet"], "securityGroupIds": caller["groups"]}
        leaving = dict(headers or {} if sent is None else sent)
        body = {"url": url, "method": method, "hostHeader": leaving.pop("Host", None), "headers": leaving, "caller": place}
        request = urllib.request.Request(URL + "/_lab/call", json.dumps(body).encode(), {"Content-Type": "application/json"})
        answer = json.loads(urllib.request.urlopen(request).read())
        headers = {key.lower(): value for key, value in answer["headers"].items()}
        entry["live"] = {"failure": answer["failure"], "status": answer.get("status"), "error": headers.get("x-amzn-errortype"),
                         "body": base64.b64decode(answer["body"]).decode() if answer.get("body") is not None else None}
    made.append(entry)


def pets(rest, stage="demo"):
    return f"https://{rest}.{APIS}/{stage}/pets"


def report_8():
    """cdk-github-runners #325: private DNS is off."""
    home = Home().endpoint(private=False)
    rest = private(document(allow()), [home.vpce])
    call("8", pets(rest), home.caller)
    call("8 alias", f"https://{rest}-{home.vpce}.{APIS}/demo/pets", home.caller)


def report_9():
    """re:Post, Direct Connect: a network outside of AWS asks the VPC's resolver by an inbound endpoint. A VPC of its own stands for it: its name server is that one."""
    for state in states("9 no resolver", "9 closed", "9 open"):
        home = Home(open_for="0.0.0.0/0").endpoint()
        rest = private(document(allow(StringEquals={"aws:SourceVpce": home.vpce})))
        gateway = ec2.create_vpn_gateway(Type="ipsec.1")["VpnGateway"]["VpnGatewayId"]
        ec2.attach_vpn_gateway(VpcId=home.vpc, VpnGatewayId=gateway)
        home.route("172.16.0.0/16", GatewayId=gateway)
        office = {"vpc": home.vpc, "address": "172.16.0.20", "onPremises": True}
        if state == "9 no resolver":
            call(state, pets(rest), office, place={"kind": "Internet"})
            continue
        queries = [{"IpProtocol": protocol, "FromPort": 53, "ToPort": 53, "IpRanges": [{"CidrIp": "0.0.0.0/0"}]} for protocol in ("tcp", "udp")]
        group = home.firewall("resolver", *(queries if state == "9 open" else []))
        inbound = resolver.create_resolver_endpoint(CreatorRequestId="in", Direction="INBOUND", SecurityGroupIds=[group],
                                                    IpAddresses=[{"SubnetId": home.subnet}, {"SubnetId": home.place("10.0.2.0/24", "b")}])["ResolverEndpoint"]["Id"]
        there = Home("192.168.0.0/16", "192.168.0.0/24")
        there.name_servers(*[item["Ip"] for item in resolver.list_resolver_endpoint_ip_addresses(ResolverEndpointId=inbound)["IpAddresses"]])
        join(home, there)
        call(state, pets(rest), there.caller)
        if state == "9 closed":
            call("9 closed, on premises", pets(rest), office, live=False)


def join(one, other):
    """Peers two VPCs, with routes on both sides."""
    peering = ec2.create_vpc_peering_connection(VpcId=one.vpc, PeerVpcId=other.vpc)["VpcPeeringConnection"]["VpcPeeringConnectionId"]
    ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=peering)
    for here, there in ((one, other), (other, one)):
        here.route(there.cidr, VpcPeeringConnectionId=peering)


def report_10():
    """Sentia: the caller is in a peered VPC."""
    for state in states("10", "10 open"):
        home, peer = Home(open_for="10.0.0.0/16" if state == "10" else "10.0.0.0/8").endpoint(), Home("10.1.0.0/16", "10.1.1.0/24")
        join(home, peer)
        rest = private(document(allow()), [home.vpce])
        call(state, pets(rest), peer.caller)
        call(f"{state}, alias", f"https://{rest}-{home.vpce}.{APIS}/demo/pets", peer.caller)


def report_11_12():
    """developer-portal #75: Host is the endpoint's own name. amplify-js #6514: a preflight cannot carry x-apigw-api-id."""
    home = Home().endpoint()
    rest = private(document(allow()), verbs=["get", "options"])
    url, ask = f"https://{home.entry['DnsName']}/demo/pets", {"api": rest}
    call("11", url, home.caller, **ask)
    call("11 by header", url, home.caller, {"x-apigw-api-id": rest})
    call("11 by Host", url, home.caller, {"Host": f"{rest}.{APIS}"})
    origin = {"Origin": "https://app.example.com", "Access-Control-Request-Method": "GET"}
    call("12", url, home.caller, {**origin, "x-apigw-api-id": rest}, "OPTIONS", sent={**origin, "Access-Control-Request-Headers": "x-apigw-api-id"}, **ask)


def report_13():
    """awscurl #68, aws-sdk-ruby #2339: signed for the endpoint's name. The lab checks no signature, so no call is made."""
    home = Home().endpoint()
    rest = private(document(allow()), security="sigv4",
                   schemes={"sigv4": {"type": "apiKey", "name": "Authorization", "in": "header", "x-amazon-apigateway-authtype": "awsSigv4"}})
    signer = f"arn:aws:iam::{credentials.access_key}:role/caller"
    call("13", pets(rest), home.caller, live=False, principal=signer, signingHost=home.entry["DnsName"])


def report_15():
    """cheo.dev: a bearer token and an endpoint policy of one's own."""
    for state in states("15", "15 default policy"):
        home = Home().endpoint()
        rest = private(document(allow()))
        if state == "15":
            ec2.modify_vpc_endpoint(VpcEndpointId=home.vpce, PolicyDocument=document(allow(f"arn:aws:execute-api:{REGION}:{credentials.access_key}:{rest}/*")))
        call(state, pets(rest), home.caller, {"Authorization": "Bearer eyJhbGciOiJIUzI1NiJ9"})
        call(f"{state}, no header", pets(rest), home.caller)


def report_19():
    """terraform-provider-aws #14290, serverless-application-model #3764: no resource policy."""
    home = Home().endpoint()
    rest = private(stage=None)
    try:
        api.create_deployment(restApiId=rest, stageName="demo")
        raise AssertionError("deployed without a policy")
    except ClientError as error:
        refusal = error.response["Error"]
    call("19", pets(rest), home.caller, refusal=f"{refusal['Code']}: {refusal['Message']}")


def report_21():
    """developer guide #51: aws:SourceIp, which no call through an endpoint has."""
    home = Home().endpoint()
    call("21", pets(private(document(allow(IpAddress={"aws:SourceIp": home.range})))), home.caller)
    call("21 right key", pets(private(document(allow(IpAddress={"aws:VpcSourceIp": home.range})))), home.caller)


def report_31():
    """aws-sdk-php #1955: the URL has no stage."""
    home = Home().endpoint()
    rest = private(document(allow()))
    call("31", f"https://{rest}.{APIS}/pets", home.caller)
    call("31 root", f"https://{rest}.{APIS}/", home.caller)
    call("31 stage", pets(rest), home.caller)


def report_36():
    """jets #339: the endpoint's group is closed."""
    home = Home()
    home.endpoint(group=home.firewall("closed"))
    call("36", pets(private(document(allow()))), home.caller)


def report_37_38():
    """serverless-domain-manager #321: a key in no plan, or in none of the stage. airnode #1357: OPTIONS demands a key."""
    scheme = {"security": "key", "schemes": {"key": {"type": "apiKey", "name": "x-api-key", "in": "header"}}}
    for state in states("37", "37 other stage"):
        home = Home().endpoint()
        rest = private(document(allow()), **scheme)
        api.create_deployment(restApiId=rest, stageName="test")
        key = api.create_api_key(name="mobile", enabled=True)
        sent = {"x-api-key": key["value"]}
        if state == "37 other stage":
            plan = api.create_usage_plan(name="basic", apiStages=[{"apiId": rest, "stage": "test"}])["id"]
            api.create_usage_plan_key(usagePlanId=plan, keyId=key["id"], keyType="API_KEY")
            call("37 its stage", pets(rest, "test"), home.caller, sent)
        call(state, pets(rest), home.caller, sent)
    call("38", pets(private(document(allow()), verbs=["options"], **scheme)), home.caller, {"Origin": "https://app.example.com"}, "OPTIONS")


def report_39():
    """re:Post, access denied: the endpoint's policy is for another API."""
    home = Home().endpoint(policy=document(allow(f"arn:aws:execute-api:{REGION}:{credentials.access_key}:other12345/*")))
    call("39", pets(private(document(allow()))), home.caller)


def report_43():
    """AWS blog, transit gateway and PrivateLink: a zone of one's own for the name, without a wildcard."""
    for state in states("43", "43 wildcard"):
        home = Home().endpoint(private=False)
        zone = names.create_hosted_zone(Name=APIS, CallerReference=credentials.access_key, VPC={"VPCRegion": REGION, "VPCId": home.vpc})["HostedZone"]["Id"]
        target = {"HostedZoneId": home.entry["HostedZoneId"], "DNSName": home.entry["DnsName"], "EvaluateTargetHealth": False}
        records = [{"Action": "CREATE", "ResourceRecordSet": {"Name": name, "Type": "A", "AliasTarget": target}} for name in (APIS, *([f"*.{APIS}"] if state != "43" else []))]
        names.change_resource_record_sets(HostedZoneId=zone, ChangeBatch={"Changes": records})
        call(state, pets(private(document(allow()))), home.caller)


def report_45():
    """containers-roadmap #22: the VPC has name servers of its own."""
    home = Home().endpoint()
    home.name_servers("10.0.0.53")
    call("45", pets(private(document(allow()))), home.caller)


if __name__ == "__main__":
    for build in [value for name, value in list(globals().items()) if name.startswith("report_")]:
        next(states(build.__name__))
        build()
    print(json.dumps(made))
