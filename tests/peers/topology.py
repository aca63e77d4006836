"""Random networks, policies and APIs, built with boto3 alone: each scene in an account of its own.

Arguments: seed, number of the first scene, how many. Prints what a tester has to know of each scene: the account, its APIs
with what can be asked of them, and who may call. What is odds-on lets calls through, so that every gate gets to decide.
"""
import ipaddress
import itertools
import json
import os
import random
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from topology_more import More

REGION = "eu-west-1"
SUFFIX = "amazonaws.com"
DOMAIN = "pets.example.com"
CERTIFICATE = f"arn:aws:acm:{REGION}:123456789012:certificate/fb1b9770-a305-495d-aefb-27e5e101ff3"
PATHS = ["/", "/pets", "/pets/{petId}", "/any/{proxy+}", "/signed", "/key"]
ASKED = ["/", "/pets", "/pets/1", "/any/a/b", "/signed", "/key", "/nowhere", "/Pets", "/pets/1/2", "/any"]

session = boto3.Session()
credentials = session.get_credentials()
config = Config(parameter_validation=False, retries={"max_attempts": 0})
clients = {
    name: session.client(name, config=config)
    for name in ("ec2", "apigateway", "route53", "route53resolver", "route53profiles", "wafv2", "elbv2", "acm", "apigatewayv2", "iam")
}
ec2, api, names, resolver, profiles = (clients[name] for name in ("ec2", "apigateway", "route53", "route53resolver", "route53profiles"))


class Scene(More):
    def __init__(self, seed, number):
        self.random = random.Random(f"{seed}/{number}")
        self.number = number
        self.account = f"{200000000000 + number}"
        credentials.access_key = self.account
        self.vpcs, self.endpoints, self.apis, self.peerings, self.lists = [], [], [], {}, []
        self.seed, self.domain, self.public_domain = seed, None, None
        self.apart = random.Random(f"{seed}/{number}/profiles")

    def often(self, odds=0.75):
        return self.random.random() < odds

    def seldom(self, odds=0.12):
        return self.random.random() < odds

    def some(self, items, least=1, most=3):
        items = list(items)
        return self.random.sample(items, min(len(items), self.random.randint(least, most)))

    def build(self):
        if self.seldom(0.4):
            self.lists = [self.prefix_list() for _ in range(self.random.randint(1, 2))]
        for index in range(self.random.choice([1, 1, 2, 2, 3])):
            self.vpcs.append(self.network(index))
        self.peer()
        self.transit()
        for vpc in self.vpcs:
            self.groups(vpc)
        for vpc in self.vpcs:
            if self.often(0.8):
                self.endpoint(vpc)
                if len(vpc["subnets"]) > 1 and self.seldom(0.2):
                    self.endpoint(vpc, private=False)
            self.acls(vpc)
        for index in range(self.random.choice([1, 1, 2])):
            self.rest_api(index)
        if self.seldom(0.35):
            self.custom_domain()
        if self.seldom(0.3):
            self.zone()
        if self.seldom(0.1):
            self.rules()
        self.profile()
        self.add(self.seed, clients)
        for vpc in self.vpcs:
            self.late(vpc)
        callers = self.callers()
        return {"account": self.account, "number": self.number, "apis": self.apis, "endpoints": self.endpoints, "domain": self.domain, "publicDomain": self.public_domain,
                "fronts": self.fronts, "signers": self.signers, "callers": callers}

    # Networks

    def prefix_list(self):
        entries = [{"Cidr": self.range()} for _ in range(self.random.randint(1, 3))]
        entries = list({entry["Cidr"]: entry for entry in entries}.values())
        return ec2.create_managed_prefix_list(PrefixListName="list", MaxEntries=10, AddressFamily="IPv4", Entries=entries)["PrefixList"]["PrefixListId"]

    def range(self):
        first = self.random.randint(0, 2)
        return self.random.choice(["0.0.0.0/0", "10.0.0.0/8", f"10.{first}.0.0/16", f"10.{first}.0.0/16", f"10.{first}.{self.random.randint(0, 2)}.0/24", f"10.{first}.{self.random.randint(0, 2)}.0/28", "192.168.0.0/16"])

    def network(self, index):
        vpc = {"cidr": f"10.{index}.0.0/16", "v6": self.seldom(0.2), "subnets": [], "groups": []}
        made = ec2.create_vpc(CidrBlock=vpc["cidr"], AmazonProvidedIpv6CidrBlock=vpc["v6"])["Vpc"]
        vpc["id"] = made["VpcId"]
        if vpc["v6"]:
            vpc["v6 range"] = made["Ipv6CidrBlockAssociationSet"][0]["Ipv6CidrBlock"]
        if self.often(0.85):
            ec2.modify_vpc_attribute(VpcId=vpc["id"], EnableDnsHostnames={"Value": True})
            vpc["names"] = True
        if self.seldom(0.1):
            servers = self.random.choice([["AmazonProvidedDNS"], [f"10.{index}.0.2"], ["192.168.1.53"], ["169.254.169.253"]])
            options = ec2.create_dhcp_options(DhcpConfigurations=[{"Key": "domain-name-servers", "Values": servers}])["DhcpOptions"]["DhcpOptionsId"]
            ec2.associate_dhcp_options(DhcpOptionsId=options, VpcId=vpc["id"])
        vpc["main"] = ec2.describe_route_tables(Filters=[{"Name": "vpc-id", "Values": [vpc["id"]]}])["RouteTables"][0]["RouteTableId"]
        vpc["tables"] = [vpc["main"]]
        for number in range(self.random.randint(1, 3)):
            more = {"Ipv6CidrBlock": str(next(itertools.islice(ipaddress.ip_network(vpc["v6 range"]).subnets(new_prefix=64), number, None)))} if vpc["v6"] else {}
            subnet = ec2.create_subnet(VpcId=vpc["id"], CidrBlock=f"10.{index}.{number}.0/24", AvailabilityZone=REGION + self.random.choice("abc"), **more)["Subnet"]
            vpc["subnets"].append({"id": subnet["SubnetId"], "zone": subnet["AvailabilityZone"], "prefix": f"10.{index}.{number}."})
            if self.seldom(0.35):
                table = ec2.create_route_table(VpcId=vpc["id"])["RouteTable"]["RouteTableId"]
                ec2.associate_route_table(RouteTableId=table, SubnetId=subnet["SubnetId"])
                vpc["tables"].append(table)
        return vpc

    def peer(self):
        for one in range(len(self.vpcs)):
            for other in range(one + 1, len(self.vpcs)):
                if not self.often(0.7):
                    continue
                first, second = self.vpcs[one], self.vpcs[other]
                peering = ec2.create_vpc_peering_connection(VpcId=first["id"], PeerVpcId=second["id"])["VpcPeeringConnection"]["VpcPeeringConnectionId"]
                if self.often(0.9):
                    ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=peering)
                    self.peerings[(one, other)] = peering
                for here, there in ((first, second), (second, first)):
                    for table in here["tables"]:
                        if self.often(0.85):
                            self.route(table, self.random.choice([there["cidr"], there["cidr"], there["cidr"], there["subnets"][0]["prefix"] + "0/24", "10.0.0.0/8", *self.lists[:1]]), VpcPeeringConnectionId=peering)
                if self.seldom(0.08):
                    ec2.delete_vpc_peering_connection(VpcPeeringConnectionId=peering)
                    self.peerings.pop((one, other), None)

    def transit(self):
        if len(self.vpcs) < 2 or not self.seldom(0.3):
            return
        gateway = ec2.create_transit_gateway()["TransitGateway"]["TransitGatewayId"]
        for vpc in self.vpcs:
            if self.often(0.85):
                subnets = list({subnet["zone"]: subnet["id"] for subnet in vpc["subnets"]}.values())
                attachment = ec2.create_transit_gateway_vpc_attachment(TransitGatewayId=gateway, VpcId=vpc["id"], SubnetIds=self.some(subnets, 1, 3))["TransitGatewayVpcAttachment"]["TransitGatewayAttachmentId"]
                for table in vpc["tables"]:
                    if self.often(0.8):
                        self.route(table, self.random.choice(["10.0.0.0/8", "10.0.0.0/8", "0.0.0.0/0", self.range()]), TransitGatewayId=gateway)
                if self.seldom(0.08):
                    self.allowed(ec2.delete_transit_gateway_vpc_attachment, TransitGatewayAttachmentId=attachment)
        if self.seldom(0.2):
            tables = ec2.describe_transit_gateway_route_tables(Filters=[{"Name": "transit-gateway-id", "Values": [gateway]}])["TransitGatewayRouteTables"]
            self.allowed(ec2.create_transit_gateway_route, TransitGatewayRouteTableId=tables[0]["TransitGatewayRouteTableId"], DestinationCidrBlock=self.range(), Blackhole=True)

    def route(self, table, destination, **target):
        key = "DestinationPrefixListId" if destination.startswith("pl-") else "DestinationCidrBlock"
        self.allowed(ec2.create_route, RouteTableId=table, **{key: destination}, **target)

    @staticmethod
    def allowed(call, **arguments):
        """What AWS's rules do not let be made is not made."""
        try:
            return call(**arguments)
        except ClientError as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] >= 500:
                raise
            return None

    # Firewalls

    def groups(self, vpc):
        default = ec2.describe_security_groups(Filters=[{"Name": "vpc-id", "Values": [vpc["id"]]}])["SecurityGroups"][0]["GroupId"]
        vpc["groups"] = [default]
        for number in range(self.random.randint(1, 3)):
            vpc["groups"].append(ec2.create_security_group(VpcId=vpc["id"], GroupName=f"group {number}", Description="random")["GroupId"])
        for group in vpc["groups"][1:]:
            if self.often(0.7):
                ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "IpRanges": [{"CidrIp": self.random.choice([vpc["cidr"], "10.0.0.0/8"])}]}])
            for _ in range(self.random.randint(0, 2)):
                self.allowed(ec2.authorize_security_group_ingress, GroupId=group, IpPermissions=[self.permission(vpc)])
            if self.seldom(0.2):
                ec2.revoke_security_group_egress(GroupId=group, IpPermissions=[{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}])
                for _ in range(self.random.randint(0, 2)):
                    self.allowed(ec2.authorize_security_group_egress, GroupId=group, IpPermissions=[self.permission(vpc)])

    def permission(self, vpc):
        ports = self.random.choice([(443, 443), (443, 443), (443, 443), (0, 65535), (80, 80), (400, 500), (444, 500), None])
        protocol = self.random.choice(["tcp", "tcp", "tcp", "tcp", "6", "udp"]) if ports else "-1"
        rule = {"IpProtocol": protocol, **({"FromPort": ports[0], "ToPort": ports[1]} if ports else {})}
        peers = [group for other in self.vpcs for group in other["groups"]]
        kind = self.random.random()
        if kind < 0.25 and peers:
            return {**rule, "UserIdGroupPairs": [{"GroupId": self.random.choice(peers)}]}
        if kind < 0.35 and self.lists:
            return {**rule, "PrefixListIds": [{"PrefixListId": self.random.choice(self.lists)}]}
        if kind < 0.45 and vpc["v6"]:
            return {**rule, "Ipv6Ranges": [{"CidrIpv6": self.random.choice(["::/0", vpc["v6 range"]])}]}
        return {**rule, "IpRanges": [{"CidrIp": self.random.choice([vpc["cidr"], vpc["cidr"], self.range()])}]}

    def acls(self, vpc):
        if self.seldom(0.2):
            acl = ec2.create_network_acl(VpcId=vpc["id"])["NetworkAcl"]["NetworkAclId"]
            there = ec2.describe_network_acls(Filters=[{"Name": "vpc-id", "Values": [vpc["id"]]}])["NetworkAcls"]
            placed = {item["SubnetId"]: item["NetworkAclAssociationId"] for one in there for item in one["Associations"]}
            for subnet in self.some(vpc["subnets"]):
                ec2.replace_network_acl_association(AssociationId=placed[subnet["id"]], NetworkAclId=acl)
            for egress in (True, False):
                if self.often(0.9):
                    self.entry(acl, 200, egress, "-1", "allow", "0.0.0.0/0")
                for number in self.some(range(90, 300, 10), 0, 3):
                    self.random_entry(acl, number, egress)
        elif self.seldom(0.12):
            acl = ec2.describe_network_acls(Filters=[{"Name": "vpc-id", "Values": [vpc["id"]]}, {"Name": "default", "Values": ["true"]}])["NetworkAcls"][0]["NetworkAclId"]
            self.random_entry(acl, self.random.choice([50, 99, 150]), self.often(0.5))

    def random_entry(self, acl, number, egress):
        ports = self.random.choice([(443, 443), (1024, 65535), (32768, 60999), (0, 65535), (40000, 50000), (22, 22)])
        protocol = self.random.choice(["6", "6", "6", "-1", "17"])
        self.entry(acl, number, egress, protocol, self.random.choice(["allow", "allow", "deny"]), self.range(), ports if protocol != "-1" else None)

    def entry(self, acl, number, egress, protocol, action, cidr, ports=None):
        more = {"PortRange": {"From": ports[0], "To": ports[1]}} if ports else {}
        self.allowed(ec2.create_network_acl_entry, NetworkAclId=acl, RuleNumber=number, Egress=egress, Protocol=protocol, RuleAction=action, CidrBlock=cidr, **more)

    # Endpoints

    def endpoint(self, vpc, private=True):
        zones = {}
        for subnet in self.random.sample(vpc["subnets"], len(vpc["subnets"])):
            zones.setdefault(subnet["zone"], subnet["id"])
        private = private and bool(vpc.get("names")) and self.often(0.8)
        more = {"IpAddressType": "dualstack"} if vpc["v6"] and self.often(0.6) else {}
        if self.seldom(0.3):
            more["PolicyDocument"] = json.dumps(self.endpoint_policy())
        made = self.allowed(ec2.create_vpc_endpoint, VpcId=vpc["id"], VpcEndpointType="Interface", ServiceName=f"com.amazonaws.{REGION}.execute-api", SubnetIds=self.some(zones.values()),
                            SecurityGroupIds=self.some(vpc["groups"][1:] if self.often(0.9) else vpc["groups"], 1, 2), PrivateDnsEnabled=private, **more)
        if made:
            self.endpoints.append(made["VpcEndpoint"]["VpcEndpointId"])
            vpc.setdefault("endpoints", []).append(made["VpcEndpoint"]["VpcEndpointId"])

    def endpoint_policy(self):
        resource = self.random.choice(["*", "*", f"arn:aws:execute-api:{REGION}:*:*/*", f"arn:aws:execute-api:{REGION}:*:*/demo/*", "arn:aws:execute-api:*:*:*/*/GET/pets*", f"arn:aws:execute-api:us-east-1:*:*/*"])
        statements = [{"Effect": "Allow", "Principal": self.principal(), "Action": self.random.choice(["*", "execute-api:*", "execute-api:Invoke"]), "Resource": resource, **self.condition()}]
        if self.seldom(0.3):
            statements.append({"Effect": "Deny", "Principal": "*", "Action": "execute-api:Invoke", "Resource": self.random.choice(["*", "arn:aws:execute-api:*:*:*/*/*/pets/*", "arn:aws:execute-api:*:*:*/test/*"]), **self.condition(0.6)})
        return {"Version": "2012-10-17", "Statement": statements}

    def principal(self):
        return self.random.choice(["*", "*", "*", "*", {"AWS": "*"}, {"AWS": f"arn:aws:iam::{self.account}:root"}])

    # APIs

    def condition(self, odds=0.35):
        if not self.seldom(odds):
            return {}
        vpce = [*self.endpoints, "vpce-0123456789abcdef0"]
        equals = self.random.choice(["StringEquals", "StringEquals", "StringNotEquals", "StringLike"])
        return {"Condition": self.random.choice([
            {equals: {"aws:SourceVpce": self.some(vpce, 1, 2)}},
            {equals: {"aws:SourceVpc": self.random.choice(self.vpcs)["id"]}},
            {self.random.choice(["IpAddress", "NotIpAddress"]): {"aws:VpcSourceIp": [self.range(), self.range()]}},
            {"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}},
            {"Bool": {"aws:SecureTransport": "true"}},
            {"StringEqualsIfExists": {"aws:PrincipalAccount": self.account}},
        ])}

    def policy(self):
        kind = self.random.random()
        where = self.random.choice(["execute-api:/*", "execute-api:/*", "execute-api:/demo/*", "execute-api:/*/GET/*", "execute-api:/*/*/pets*", f"arn:aws:execute-api:{REGION}:{self.account}:*/*"])
        everything = {"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*"}
        if kind < 0.45 and self.endpoints:
            named = self.some(self.endpoints, 1, 3) if self.often(0.85) else ["vpce-0123456789abcdef0"]
            return {"Version": "2012-10-17", "Statement": [everything, {**everything, "Effect": "Deny", "Condition": {"StringNotEquals": {"aws:SourceVpce": named}}}]}
        if kind < 0.6:
            return {"Version": "2012-10-17", "Statement": [everything]}
        statements = [{"Effect": "Allow", "Principal": self.principal(), "Action": "execute-api:Invoke", "Resource": where, **self.condition(0.5)}]
        if self.seldom(0.4):
            statements.append({"Effect": "Deny", "Principal": "*", "Action": "execute-api:*", "Resource": self.random.choice(["execute-api:/*", "execute-api:/*/*/pets/*", "execute-api:/test/*"]), **self.condition(0.8)})
        return {"Version": "2012-10-17", "Statement": statements}

    def definition(self, paths):
        def operation(path):
            made = {"responses": {"200": {"description": "fine"}},
                    "x-amazon-apigateway-integration": {"type": "mock", "requestTemplates": {"application/json": '{"statusCode": 200}'}, "responses": {"default": {"statusCode": "200"}}}}
            if path == "/signed":
                made["security"] = [{"sigv4": []}]
            if path == "/key":
                made["security"] = [{"key": []}]
            made["parameters"] = [{"name": part.strip("{+}"), "in": "path", "required": True, "schema": {"type": "string"}} for part in path.split("/") if part.startswith("{")]
            return made
        return {
            "openapi": "3.0.1", "info": {"title": "random", "version": "1"},
            "paths": {path: {("x-amazon-apigateway-any-method" if "+" in path or self.seldom() else "get"): operation(path), **({"post": operation(path)} if self.seldom(0.3) else {})} for path in paths},
            "components": {"securitySchemes": {
                "sigv4": {"type": "apiKey", "name": "Authorization", "in": "header", "x-amazon-apigateway-authtype": "awsSigv4"},
                "key": {"type": "apiKey", "name": "x-api-key", "in": "header"}}},
        }

    def rest_api(self, index):
        public = self.seldom(0.06)
        associated = self.some(self.endpoints, 0, 3)
        configuration = {"types": ["REGIONAL"]} if public else {"types": ["PRIVATE"], **({"vpcEndpointIds": associated} if associated else {})}
        policy = {} if public else {"policy": json.dumps(self.policy())}
        rest = api.create_rest_api(name=f"api {index}", endpointConfiguration=configuration, disableExecuteApiEndpoint=self.seldom(0.06), **policy)["id"]
        paths = self.some(PATHS, 2, 6)
        api.put_rest_api(restApiId=rest, mode="merge", body=json.dumps(self.definition(paths)))
        stages = self.some(["demo", "demo", "test", "v1"], 1, 2) if self.often(0.96) else []
        key = None
        for stage in dict.fromkeys(stages):
            made = api.create_deployment(restApiId=rest, stageName=stage, description=stage)["id"]
            if self.seldom(0.1):
                api.tag_resource(resourceArn=f"arn:aws:apigateway:{REGION}::/restapis/{rest}/stages/{stage}", tags={"privateapi:policy": f"{made[::-1]}/{'0' * 64}"})
        if stages and self.seldom(0.4):
            key = api.create_api_key(name=f"key {index}", enabled=True)
            plan = api.create_usage_plan(name=f"plan {index}", apiStages=[{"apiId": rest, "stage": stage} for stage in dict.fromkeys(stages)])["id"]
            api.create_usage_plan_key(usagePlanId=plan, keyId=key["id"], keyType="API_KEY")
        self.apis.append({"id": rest, "keys": [key["value"]] if key else [], "deployed": [*dict.fromkeys(stages)], "stages": [*dict.fromkeys(stages), *(["nostage"] if self.seldom(0.1) or not stages else [])], "paths": self.some(ASKED, 1, 2) + [path.replace("{petId}", "7").replace("{proxy+}", "a/b") for path in paths]})
        if stages and not public:
            self.changes(rest, stages)

    def changes(self, rest, stages):
        """After the deployment: what is not deployed again has no effect. Associations are, since AWS shows nowhere which are in force; without a policy it deploys nothing."""
        patches, deploys = [], self.seldom(0.4)
        if self.seldom(0.15) and self.endpoints:
            there = api.get_rest_api(restApiId=rest)["endpointConfiguration"].get("vpcEndpointIds", [])
            one = self.random.choice(self.endpoints)
            patches.append({"op": "remove" if one in there else "add", "path": "/endpointConfiguration/vpcEndpointIds", "value": one})
            deploys = True
        if self.seldom(0.35):
            patches.append({"op": "replace", "path": "/policy", "value": json.dumps(self.policy()) if deploys or self.often(0.85) else ""})
        if self.seldom(0.04):
            patches.append({"op": "replace", "path": "/endpointAccessMode", "value": "STRICT"})
        for patch in patches:
            self.allowed(api.update_rest_api, restApiId=rest, patchOperations=[patch])
        if self.seldom(0.2):
            api.put_rest_api(restApiId=rest, mode="merge", body=json.dumps(self.definition(["/nowhere", "/pets"])))
        if deploys:
            for stage in dict.fromkeys(stages):
                self.allowed(api.create_deployment, restApiId=rest, stageName=stage)

    # Names

    def custom_domain(self):
        policy = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*", **self.condition(0.3)}]}
        if self.seldom(0.15):
            policy["Statement"].append({"Effect": "Deny", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*", **self.condition(0.8)})
        more = {"policy": json.dumps(policy)} if self.often(0.9) else {}
        made = api.create_domain_name(domainName=DOMAIN, certificateArn=CERTIFICATE, endpointConfiguration={"types": ["PRIVATE"]}, **more)
        for endpoint in self.some(self.endpoints, 0, 3):
            api.create_domain_name_access_association(domainNameArn=made["domainNameArn"], accessAssociationSourceType="VPCE", accessAssociationSource=endpoint)
        for item, base in zip(self.some(self.apis, 0, 2), self.random.choice([["(none)", "v1"], ["v1", "v2"]])):
            stage = {"stage": self.random.choice(item["stages"])} if item["stages"] and item["stages"][0] != "nostage" and self.often(0.6) else {}
            self.allowed(api.create_base_path_mapping, domainName=DOMAIN, domainNameId=made["domainNameId"], basePath=base, restApiId=item["id"], **stage)
        self.domain = DOMAIN
        if self.often(0.9):
            self.zone("example.com", DOMAIN)

    def zone(self, zone=None, record=None):
        rest = self.random.choice(self.apis)["id"]
        zone = zone or self.random.choice([f"execute-api.{REGION}.{SUFFIX}", f"{rest}.execute-api.{REGION}.{SUFFIX}", SUFFIX])
        record = record or self.random.choice([f"{rest}.execute-api.{REGION}.{SUFFIX}", f"*.execute-api.{REGION}.{SUFFIX}", f"other.{zone}"])
        where = [{"VPCRegion": REGION, "VPCId": vpc["id"]} for vpc in self.some(self.vpcs)]
        made = self.allowed(names.create_hosted_zone, Name=zone, CallerReference=f"{self.account}/{zone}", VPC=where[0], HostedZoneConfig={"PrivateZone": True})
        if made is None:
            return
        made = made["HostedZone"]["Id"]
        for vpc in where[1:]:
            self.allowed(names.associate_vpc_with_hosted_zone, HostedZoneId=made, VPC=vpc)
        target = self.target()
        if target:
            self.allowed(names.change_resource_record_sets, HostedZoneId=made, ChangeBatch={"Changes": [{"Action": "CREATE", "ResourceRecordSet": {"Name": record, **target}}]})

    def target(self):
        if not self.endpoints or self.seldom(0.1):
            return {"Type": "A", "TTL": 60, "ResourceRecords": [{"Value": "10.0.9.9"}]}
        shown = ec2.describe_vpc_endpoints(VpcEndpointIds=[self.random.choice(self.endpoints)])["VpcEndpoints"][0]
        entry = self.random.choice(shown["DnsEntries"]) if self.seldom(0.3) else shown["DnsEntries"][0]
        kind = self.random.random()
        if kind < 0.4:
            return {"Type": "A", "AliasTarget": {"HostedZoneId": entry["HostedZoneId"], "DNSName": entry["DnsName"], "EvaluateTargetHealth": False}}
        if kind < 0.7:
            return {"Type": "CNAME", "TTL": 60, "ResourceRecords": [{"Value": entry["DnsName"]}]}
        cards = ec2.describe_network_interfaces(NetworkInterfaceIds=self.some(shown["NetworkInterfaceIds"]))["NetworkInterfaces"]
        return {"Type": "A", "TTL": 60, "ResourceRecords": [{"Value": card["PrivateIpAddress"]} for card in cards]}

    def rules(self):
        vpc = self.random.choice(self.vpcs)
        if len(vpc["subnets"]) < 2:
            return
        places = [{"SubnetId": subnet["id"]} for subnet in vpc["subnets"][:2]]
        arguments = {"SecurityGroupIds": vpc["groups"][:1], "IpAddresses": places}
        inbound = resolver.create_resolver_endpoint(CreatorRequestId=f"in/{self.account}", Direction="INBOUND", **arguments)["ResolverEndpoint"]["Id"]
        outbound = resolver.create_resolver_endpoint(CreatorRequestId=f"out/{self.account}", Direction="OUTBOUND", **arguments)["ResolverEndpoint"]["Id"]
        addresses = [item["Ip"] for item in resolver.list_resolver_endpoint_ip_addresses(ResolverEndpointId=inbound)["IpAddresses"]]
        rule = resolver.create_resolver_rule(CreatorRequestId=f"rule/{self.account}", RuleType="FORWARD", DomainName=self.random.choice([SUFFIX, f"execute-api.{REGION}.{SUFFIX}", "example.com"]),
                                             TargetIps=[{"Ip": address} for address in addresses], ResolverEndpointId=outbound)["ResolverRule"]["Id"]
        for other in self.some(self.vpcs):
            if other is not vpc or len(self.vpcs) == 1:
                self.allowed(resolver.associate_resolver_rule, ResolverRuleId=rule, VPCId=other["id"])

    def profile(self):
        """A Route 53 Profile for the VPCs without an endpoint: the names of a hub. Dice of its own leave the scenes as they were without it."""
        spokes = [vpc["id"] for vpc in self.vpcs if not vpc.get("endpoints")]
        if not spokes or self.apart.random() < 0.3:
            return
        carried = [f"arn:aws:ec2:{REGION}:{self.account}:vpc-endpoint/{endpoint}" for endpoint in self.endpoints]
        carried += [f"arn:aws:route53:::hostedzone/{zone['Id'].split('/')[-1]}" for zone in names.list_hosted_zones()["HostedZones"] if zone["Config"]["PrivateZone"]]
        carried += [rule["Arn"] for rule in resolver.list_resolver_rules()["ResolverRules"] if rule["OwnerId"] == self.account]
        made = profiles.create_profile(Name="hub")["Profile"]["Id"]
        for arn in self.apart.sample(carried, min(len(carried), self.apart.randint(1, 3))):
            self.allowed(profiles.associate_resource_to_profile, ProfileId=made, ResourceArn=arn, Name="carries")
        for spoke in self.apart.sample(spokes, self.apart.randint(1, len(spokes))):
            self.allowed(profiles.associate_profile, ProfileId=made, ResourceId=spoke, Name="spoke")

    # What happens to a network later

    def late(self, vpc):
        if self.seldom(0.06):
            ec2.modify_vpc_attribute(VpcId=vpc["id"], EnableDnsHostnames={"Value": False})
        elif self.seldom(0.04):
            ec2.modify_vpc_attribute(VpcId=vpc["id"], EnableDnsSupport={"Value": False})
        for endpoint in vpc.get("endpoints", []):
            if self.seldom(0.1):
                self.allowed(ec2.modify_vpc_endpoint, VpcEndpointId=endpoint, PolicyDocument=json.dumps(self.endpoint_policy()))
            elif self.seldom(0.05):
                self.allowed(ec2.modify_vpc_endpoint, VpcEndpointId=endpoint, PrivateDnsEnabled=self.often(0.5))
            elif self.seldom(0.04):
                ec2.delete_vpc_endpoints(VpcEndpointIds=[endpoint])

    def callers(self):
        callers = []
        for _ in range(self.random.randint(2, 3)):
            vpc = self.random.choice([vpc for vpc in self.vpcs if vpc.get("endpoints")] if self.often(0.6) and self.endpoints else self.vpcs)
            subnet = self.random.choice(vpc["subnets"])
            groups = self.some(vpc["groups"][1:] if self.often(0.8) else vpc["groups"], 1, 2) if self.often(0.9) else []
            callers.append({"vpc": vpc["id"], "subnet": subnet["id"], "groups": groups, "address": subnet["prefix"] + str(self.random.randint(100, 200)) if groups and self.seldom(0.4) else None})
        return callers


def main():
    seed, first, count = (int(argument) for argument in sys.argv[1:4])
    print(json.dumps([Scene(seed, number).build() for number in range(first, first + count)]))


if __name__ == "__main__":
    assert os.environ["AWS_ENDPOINT_URL"]
    main()
