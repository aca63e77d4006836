"""What else may stand in the way of a call, drawn at random for an account that topology.py has built: load balancers in front, web ACLs, keys and their plans,
routing rules, signers with policies of their own, public names behind private DNS, integrations through VPC links.
"""
import json
import random

FRONT = "front.example.net"


class More:
    """Made with numbers of its own, so that an account stays what it was without these."""

    def add(self, seed, clients):
        before, self.random = self.random, random.Random(f"{seed}/{self.number}/more")
        self.waf, self.elb, self.acm, self.v2, self.iam, self.rest, self.dns, self.net = (clients[name] for name in ("wafv2", "elbv2", "acm", "apigatewayv2", "iam", "apigateway", "route53", "ec2"))
        self.fronts, self.signers = [], []
        for item in self.apis:
            if item["deployed"] and self.seldom(0.35):
                self.web_acl(item)
            if item["deployed"] and self.seldom(0.6):
                self.more_keys(item)
        if self.domain and self.seldom(0.7):
            self.routing_rules()
        if self.seldom(0.5):
            self.users()
        if self.seldom(0.5):
            self.front()
        if self.seldom(0.3):
            self.public()
        if self.seldom(0.25):
            self.way_out()
        self.random = before

    # Web ACLs

    def web_acl(self, item):
        rules = []
        for number in range(self.random.randint(0, 3)):
            action = self.random.choice(["Allow", "Block", "Block", "Count", "Own"])
            made = {"Block": {"CustomResponse": {"ResponseCode": 418}}} if action == "Own" else {action: {}}
            rules.append({"Name": f"rule{number}", "Priority": number, "Action": made, "Statement": self.statement(), "VisibilityConfig": self.seen()})
        default = self.random.choice(["Allow", "Allow", "Allow", "Block"])
        acl = self.allowed(self.waf.create_web_acl, Name=f"acl-{item['id']}", Scope="REGIONAL", DefaultAction={default: {}}, VisibilityConfig=self.seen(), Rules=rules)
        if acl:
            stage = self.random.choice(item["deployed"])
            self.allowed(self.waf.associate_web_acl, WebACLArn=acl["Summary"]["ARN"], ResourceArn=f"arn:aws:apigateway:eu-west-1::/restapis/{item['id']}/stages/{stage}")

    @staticmethod
    def seen():
        return {"SampledRequestsEnabled": False, "CloudWatchMetricsEnabled": False, "MetricName": "m"}

    def statement(self, depth=0):
        kind = self.random.random()
        if depth < 2 and kind < 0.15:
            return {"NotStatement": {"Statement": self.statement(depth + 1)}}
        if depth < 2 and kind < 0.3:
            return {self.random.choice(["AndStatement", "OrStatement"]): {"Statements": [self.statement(depth + 1), self.statement(depth + 1)]}}
        if kind < 0.5:
            self.sets = getattr(self, "sets", 0) + 1
            ranges = [cidr for cidr in {self.range(), self.range()} if cidr != "0.0.0.0/0"]
            return {"IPSetReferenceStatement": {"ARN": self.waf.create_ip_set(Name=f"set{self.sets}", Scope="REGIONAL", IPAddressVersion="IPV4", Addresses=ranges)["Summary"]["ARN"]}}
        field, texts = self.random.choice([
            ({"UriPath": {}}, ["/demo/pets", "/pets", "/demo/", "pets/1", "/test"]),
            ({"Method": {}}, ["GET", "post", "PUT"]),
            ({"SingleHeader": {"Name": "User-Agent"}}, ["curl", "Mozilla", "curl/8.5.0"])])
        return {"ByteMatchStatement": {"FieldToMatch": field, "SearchString": self.random.choice(texts).encode(),
                                       "PositionalConstraint": self.random.choice(["EXACTLY", "STARTS_WITH", "ENDS_WITH", "CONTAINS"]),
                                       "TextTransformations": [{"Priority": 0, "Type": self.random.choice(["NONE", "LOWERCASE", "URL_DECODE"])}]}}

    # Keys

    def more_keys(self, item):
        for number in range(self.random.randint(1, 2)):
            key = self.rest.create_api_key(name=f"more {item['id']} {number}", enabled=self.often(0.85))
            item["keys"].append(key["value"])
            if self.often(0.7):
                stages = self.some(item["deployed"]) if self.often(0.8) else []
                plan = self.rest.create_usage_plan(name=f"more {number}", apiStages=[{"apiId": item["id"], "stage": stage} for stage in stages])["id"]
                self.rest.create_usage_plan_key(usagePlanId=plan, keyId=key["id"], keyType="API_KEY")
        if self.seldom(0.2):
            item["keys"].append("nobodys-key-0123456789abcdef")

    # A custom domain name's routes

    def routing_rules(self):
        made = self.rest.get_domain_names()["items"][0]
        named = {"DomainName": made["domainName"], "DomainNameId": made["domainNameId"]}
        mode = self.random.choice(["ROUTING_RULE_ONLY", "ROUTING_RULE_THEN_BASE_PATH_MAPPING", "ROUTING_RULE_THEN_BASE_PATH_MAPPING", "BASE_PATH_MAPPING_ONLY"])
        self.allowed(self.rest.update_domain_name, domainName=made["domainName"], domainNameId=made["domainNameId"],
                     patchOperations=[{"op": "replace", "path": "/routingMode", "value": mode}])
        for priority in self.some(range(10, 100, 10), 1, 3):
            item = self.random.choice(self.apis)
            conditions = []
            if self.often(0.6):
                conditions.append({"MatchBasePaths": {"AnyOf": self.some(["v1", "v2", "pets", "any/a"], 1, 2)}})
            if self.seldom(0.4):
                conditions.append({"MatchHeaders": {"AnyOf": [{"Header": "x-version", "ValueGlob": self.random.choice(["v1", "v*", "*2"])}]}})
            stage = self.random.choice(item["deployed"] or ["nostage"])
            self.allowed(self.v2.create_routing_rule, **named, Priority=priority, Conditions=conditions,
                         Actions=[{"InvokeApi": {"ApiId": item["id"], "Stage": stage, "StripBasePath": self.often(0.7)}}])

    # Signers

    def users(self):
        for number in range(self.random.randint(1, 2)):
            name = f"user{number}"
            more = {"PermissionsBoundary": self.managed(f"fence{number}")} if self.seldom(0.2) else {}
            arn = self.iam.create_user(UserName=name, Tags=[{"Key": "team", "Value": self.random.choice(["pets", "shop"])}], **more)["User"]["Arn"]
            for inline in range(self.random.randint(0, 2)):
                self.iam.put_user_policy(UserName=name, PolicyName=f"inline{inline}", PolicyDocument=self.identity_policy())
            if self.seldom(0.4):
                self.iam.attach_user_policy(UserName=name, PolicyArn=self.managed(f"managed{number}"))
            if self.seldom(0.3):
                self.iam.create_group(GroupName=f"group{number}")
                self.iam.add_user_to_group(GroupName=f"group{number}", UserName=name)
                self.iam.put_group_policy(GroupName=f"group{number}", PolicyName="all", PolicyDocument=self.identity_policy())
            self.signers.append({"arn": arn, "key": self.iam.create_access_key(UserName=name)["AccessKey"]["AccessKeyId"]})

    def managed(self, name):
        return self.iam.create_policy(PolicyName=name, PolicyDocument=self.identity_policy())["Policy"]["Arn"]

    def identity_policy(self):
        resource = self.random.choice(["*", "*", f"arn:aws:execute-api:eu-west-1:{self.account}:*/*/GET/*", "arn:aws:execute-api:*:*:*/demo/*", f"arn:aws:execute-api:eu-west-1:{self.account}:{self.apis[0]['id']}/*"])
        condition = {"Condition": self.random.choice([{"StringEquals": {"aws:PrincipalTag/team": "pets"}}, {"IpAddress": {"aws:VpcSourceIp": self.range()}}, {"StringLike": {"aws:PrincipalArn": "*user0"}}])} if self.seldom(0.25) else {}
        statement = {"Effect": self.random.choice(["Allow", "Allow", "Allow", "Allow", "Deny"]), "Action": self.random.choice(["execute-api:Invoke", "execute-api:*", "*", "logs:*"]), "Resource": resource, **condition}
        return json.dumps({"Version": "2012-10-17", "Statement": [statement]})

    # A load balancer in front of an endpoint

    def front(self):
        homes = [vpc for vpc in self.vpcs if vpc.get("endpoints")]
        zones = {subnet["zone"]: subnet["id"] for subnet in (homes[0]["subnets"] if homes else [])}
        if not zones:
            return
        vpc = self.random.choice(homes)
        zones = {subnet["zone"]: subnet["id"] for subnet in vpc["subnets"]}
        kind = self.random.choice(["application", "network"])
        if kind == "application" and len(zones) < 2:
            kind = "network"
        groups = self.some(vpc["groups"][1:], 1, 2) if kind == "application" or self.often(0.6) else []
        more = {"SecurityGroups": groups} if groups else {}
        balancer = self.allowed(self.elb.create_load_balancer, Name="front", Type=kind, Scheme="internal", Subnets=self.some(zones.values(), 2 if kind == "application" else 1, 3), **more)
        if not balancer:
            return
        balancer = balancer["LoadBalancers"][0]
        name = self.domain if self.domain and self.seldom(0.5) else FRONT
        group = self.targets(vpc, kind)
        protocol = self.random.choice(["HTTPS", "HTTPS", "HTTPS", "HTTP"] if kind == "application" else ["TCP", "TCP", "TLS", "TLS"])
        if protocol in ("HTTPS", "TLS"):
            certificate = self.acm.request_certificate(DomainName=name if self.often(0.85) else "other.example.org", SubjectAlternativeNames=["*.example.net"] if self.seldom(0.3) else [name])["CertificateArn"]
        port = 443 if self.often(0.92) else 8443
        listener = self.allowed(self.elb.create_listener, LoadBalancerArn=balancer["LoadBalancerArn"], Protocol=protocol, Port=port, DefaultActions=[self.action(kind, group)],
                                **({"Certificates": [{"CertificateArn": certificate}]} if protocol in ("HTTPS", "TLS") else {}))
        if listener and kind == "application" and self.seldom(0.4):
            for priority in self.some(range(1, 20), 1, 2):
                field, values = self.random.choice([("path-pattern", ["/demo/*"]), ("path-pattern", ["/pets"]), ("host-header", [name]), ("host-header", ["*.example.org"]), ("http-request-method", ["GET"])])
                condition = {"Field": field, **({"HttpRequestMethodConfig": {"Values": values}} if field == "http-request-method" else {"Values": values})}
                self.allowed(self.elb.create_rule, ListenerArn=listener["Listeners"][0]["ListenerArn"], Priority=priority, Conditions=[condition], Actions=[self.action(kind, group)])
        self.record(name, balancer)
        self.fronts.append({"name": name, "dnsName": balancer["DNSName"].lower(), "arn": balancer["LoadBalancerArn"]})

    def action(self, kind, group):
        if kind == "application" and self.seldom(0.15):
            return self.random.choice([
                {"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "404", "ContentType": "text/plain", "MessageBody": "nothing here"}},
                {"Type": "redirect", "RedirectConfig": {"Protocol": "HTTPS", "Port": "443", "Host": "www.example.org", "StatusCode": "HTTP_302"}}])
        return {"Type": "forward", "TargetGroupArn": group}

    def targets(self, vpc, kind):
        protocol = self.random.choice(["HTTPS", "HTTPS", "HTTPS", "HTTP"]) if kind == "application" else self.random.choice(["TCP", "TCP", "TLS"])
        check = self.random.choice([{"HealthCheckProtocol": "HTTPS", "Matcher": {"HttpCode": "200,403"}}, {"HealthCheckProtocol": "HTTPS", "Matcher": {"HttpCode": "200"}}, {"HealthCheckProtocol": "TCP"} if kind == "network" else {}, {}])
        arguments = {"Name": "endpoint", "Protocol": protocol, "Port": self.random.choice([443, 443, 443, 443, 80]), "VpcId": vpc["id"], "TargetType": "ip"}
        made = self.allowed(self.elb.create_target_group, **arguments, **check) or self.elb.create_target_group(**arguments)
        group = made["TargetGroups"][0]["TargetGroupArn"]
        shown = self.net.describe_vpc_endpoints(VpcEndpointIds=[self.random.choice(vpc["endpoints"])])["VpcEndpoints"][0]
        cards = self.net.describe_network_interfaces(NetworkInterfaceIds=shown["NetworkInterfaceIds"])["NetworkInterfaces"]
        addresses = [card["PrivateIpAddress"] for card in cards] if self.often(0.85) else [card["PrivateIpAddress"] for card in cards][:1]
        if self.seldom(0.15):
            addresses.append(vpc["subnets"][0]["prefix"] + "77")
        if addresses and self.often(0.93):
            self.allowed(self.elb.register_targets, TargetGroupArn=group, Targets=[{"Id": address} for address in addresses])
        return group

    def record(self, name, balancer):
        target = self.random.choice([
            {"Type": "A", "AliasTarget": {"HostedZoneId": balancer["CanonicalHostedZoneId"], "DNSName": balancer["DNSName"], "EvaluateTargetHealth": False}},
            {"Type": "CNAME", "TTL": 60, "ResourceRecords": [{"Value": balancer["DNSName"]}]}])
        parent = name.split(".", 1)[1]
        there = [zone for zone in self.dns.list_hosted_zones()["HostedZones"] if zone["Name"] == parent + "."]
        if there:
            zone = there[0]["Id"]
            for old in self.dns.list_resource_record_sets(HostedZoneId=zone)["ResourceRecordSets"]:
                if old["Name"] == name + ".":
                    self.dns.change_resource_record_sets(HostedZoneId=zone, ChangeBatch={"Changes": [{"Action": "DELETE", "ResourceRecordSet": old}]})
        else:
            where = [{"VPCRegion": "eu-west-1", "VPCId": vpc["id"]} for vpc in self.vpcs]
            zone = self.dns.create_hosted_zone(Name=parent, CallerReference=f"{self.account}/{parent}", VPC=where[0], HostedZoneConfig={"PrivateZone": True})["HostedZone"]["Id"]
            for other in where[1:]:
                self.allowed(self.dns.associate_vpc_with_hosted_zone, HostedZoneId=zone, VPC=other)
        self.dns.change_resource_record_sets(HostedZoneId=zone, ChangeBatch={"Changes": [{"Action": "CREATE", "ResourceRecordSet": {"Name": name, **target}}]})

    # Public names, and a way to them

    def public(self):
        if self.seldom(0.5):
            made = self.v2.create_api(Name="orders", ProtocolType="HTTP") if self.often(0.5) else self.v2.create_api(Name="chat", ProtocolType="WEBSOCKET", RouteSelectionExpression="$request.body.action")
            self.apis.append({"id": made["ApiId"], "keys": [], "stages": ["prod"], "deployed": [], "paths": ["/", "/orders"], "second": True})
        one = self.random.choice([item for item in self.apis if not item.get("second")])
        zone = f"example{self.number}.info"  # public names are unique, whatever the account
        name = "shop." + zone
        more = {"regionalCertificateArn": "arn:aws:acm:eu-west-1:123456789012:certificate/fb1b9770-a305-495d-aefb-27e5e101ff3", "endpointConfiguration": {"types": ["REGIONAL"]}}
        made = self.rest.create_domain_name(domainName=name, **more)
        self.allowed(self.rest.create_base_path_mapping, domainName=name, restApiId=one["id"], basePath="(none)", **({"stage": one["deployed"][0]} if one["deployed"] else {}))
        zone = self.dns.create_hosted_zone(Name=zone, CallerReference=f"{self.account}/info")["HostedZone"]["Id"]
        target = self.random.choice([
            {"Type": "CNAME", "TTL": 60, "ResourceRecords": [{"Value": made["regionalDomainName"]}]},
            {"Type": "A", "AliasTarget": {"DNSName": made["regionalDomainName"], "HostedZoneId": made["regionalHostedZoneId"], "EvaluateTargetHealth": False}}])
        self.dns.change_resource_record_sets(HostedZoneId=zone, ChangeBatch={"Changes": [{"Action": "CREATE", "ResourceRecordSet": {"Name": name, **target}}]})
        self.public_domain = name

    def way_out(self):
        """A subnet with an internet gateway, and a NAT gateway in it for the others."""
        vpc = self.random.choice(self.vpcs)
        gateway = self.net.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
        self.net.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc["id"])
        outside = self.net.create_subnet(VpcId=vpc["id"], CidrBlock=vpc["subnets"][0]["prefix"].rsplit(".", 2)[0] + ".240.0/24")["Subnet"]["SubnetId"]
        table = self.net.create_route_table(VpcId=vpc["id"])["RouteTable"]["RouteTableId"]
        self.route(table, "0.0.0.0/0", GatewayId=gateway)
        self.net.associate_route_table(RouteTableId=table, SubnetId=outside)
        nat = self.net.create_nat_gateway(SubnetId=outside, AllocationId=self.net.allocate_address(Domain="vpc")["AllocationId"])["NatGateway"]["NatGatewayId"]
        for one in vpc["tables"]:
            if self.often(0.8):
                self.route(one, "0.0.0.0/0", NatGatewayId=nat)
