"""A stack of a template, made with boto3 in another account and Region by the calls that CloudFormation's reference names for each type, and
how the first API and the stack's look: each without its ids, its account and its Region.

certificate NAME: a certificate for a domain name; prints its ARN.
compare TEMPLATE API NAME=VALUE...: makes the stack of a template as JSON with parameters, and prints how the API that it was written of looks, and
how the stack's.
ids API: the ids of what the cmdlets made, for Terraform."""
import fnmatch
import io
import ipaddress
import itertools
import json
import re
import sys
import time
import zipfile

import boto3

import new_function

# Each property of a method's settings with the path that changes it (API Gateway API reference, "Patch operations").
SETTINGS = {"LoggingLevel": "logging/loglevel", "DataTraceEnabled": "logging/dataTrace", "MetricsEnabled": "metrics/enabled",
            "ThrottlingBurstLimit": "throttling/burstLimit", "ThrottlingRateLimit": "throttling/rateLimit", "CachingEnabled": "caching/enabled",
            "CacheTtlInSeconds": "caching/ttlInSeconds", "CacheDataEncrypted": "caching/dataEncrypted"}
HERE, THERE = ("123456789012", "eu-west-1"), ("210987654321", "us-west-2")


class Account:
    def __init__(self, account, region):
        self.account, self.region = account, region
        self.session = boto3.Session(aws_access_key_id=account, aws_secret_access_key="x", region_name=region)
        self.clients = {}

    def __getattr__(self, service):
        if service not in self.clients:
            self.clients[service] = self.session.client(service)
        return self.clients[service]


def camel(value):
    """Names of properties as API Gateway's API writes them."""
    if isinstance(value, dict):
        return {key[0].lower() + key[1:]: camel(item) for key, item in value.items()}
    return [camel(item) for item in value] if isinstance(value, list) else value


def without(properties, *names):
    return {key: value for key, value in properties.items() if key not in names}


def until(check, seconds=60):
    end = time.monotonic() + seconds
    while not (found := check()):
        assert time.monotonic() < end, "not in time"
        time.sleep(0.03)
    return found


def canary(given):
    return given and {key[0].lower() + key[1:]: value for key, value in given.items()}


def tags(properties):
    return {tag["Key"]: tag["Value"] for tag in properties.get("Tags", [])}


class Stack:
    def __init__(self, template, aws, parameters):
        self.template, self.aws, self.made = template, aws, {}
        self.values = {name: parameters.get(name, given.get("Default")) for name, given in template.get("Parameters", {}).items()}
        self.values |= {"AWS::Region": aws.region, "AWS::AccountId": aws.account, "AWS::Partition": "aws", "AWS::URLSuffix": "amazonaws.com"}

    def make(self):
        """In any order that references and DependsOn allow, as CloudFormation does: the last comes first."""
        for name in reversed(self.template["Resources"]):
            self.resource(name)
        return self

    def resource(self, name):
        if name not in self.made:
            given = self.template["Resources"][name]
            if "DependsOn" in given:
                self.resource(given["DependsOn"])
            properties = self.resolved(given["Properties"])
            self.made[name] = getattr(self, given["Type"].replace("AWS::", "").replace("::", "_"))(properties)
            if given["Type"].startswith("AWS::EC2::") and "Tags" in properties:
                self.aws.ec2.create_tags(Resources=[self.made[name]["Ref"]], Tags=properties["Tags"])
        return self.made[name]

    def ref(self, name):
        return self.values[name] if name in self.values else self.resource(name)["Ref"]

    def sub(self, match):
        return "${" + match[1][1:] + "}" if match[1].startswith("!") else str(self.ref(match[1]))

    def resolved(self, node):
        if isinstance(node, list):
            return [self.resolved(item) for item in node]
        if not isinstance(node, dict):
            return node
        if list(node) == ["Ref"]:
            return self.ref(node["Ref"])
        if list(node) == ["Fn::Sub"]:
            return re.sub(r"\$\{([^}]*)\}", self.sub, node["Fn::Sub"])
        if list(node) == ["Fn::GetAtt"]:
            return self.resource(node["Fn::GetAtt"][0])[node["Fn::GetAtt"][1]]
        if list(node) == ["Fn::GetAZs"]:
            return sorted(zone["ZoneName"] for zone in self.aws.ec2.describe_availability_zones()["AvailabilityZones"])
        if list(node) == ["Fn::Select"]:
            return self.resolved(node["Fn::Select"][1])[int(node["Fn::Select"][0])]
        if list(node) == ["Fn::Cidr"]:
            block, count, bits = self.resolved(node["Fn::Cidr"])
            network = ipaddress.ip_network(block)
            return [str(item) for item in itertools.islice(network.subnets(new_prefix=network.max_prefixlen - int(bits)), int(count))]
        return {key: self.resolved(value) for key, value in node.items()}

    def EC2_VPC(self, given):
        made = self.aws.ec2.create_vpc(CidrBlock=given["CidrBlock"])["Vpc"]["VpcId"]
        for name in ("EnableDnsSupport", "EnableDnsHostnames"):
            self.aws.ec2.modify_vpc_attribute(VpcId=made, **{name: {"Value": given[name]}})
        return {"Ref": made}

    def EC2_VPCCidrBlock(self, given):
        self.aws.ec2.associate_vpc_cidr_block(**given)
        vpc = next(item for item in self.made.values() if item["Ref"] == given["VpcId"])
        vpc["Ipv6CidrBlocks"] = until(lambda: [item["Ipv6CidrBlock"] for item in self.vpc(given["VpcId"]).get("Ipv6CidrBlockAssociationSet", [])
                                               if item["Ipv6CidrBlockState"]["State"] == "associated"])
        return {"Ref": given["VpcId"]}

    def vpc(self, made):
        return self.aws.ec2.describe_vpcs(VpcIds=[made])["Vpcs"][0]

    def EC2_InternetGateway(self, given):
        return {"Ref": self.aws.ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]}

    def EC2_VPCGatewayAttachment(self, given):
        self.aws.ec2.attach_internet_gateway(**given)
        return {"Ref": ""}

    def EC2_EgressOnlyInternetGateway(self, given):
        return {"Ref": self.aws.ec2.create_egress_only_internet_gateway(VpcId=given["VpcId"])["EgressOnlyInternetGateway"]["EgressOnlyInternetGatewayId"]}

    def EC2_Subnet(self, given):
        made = self.aws.ec2.create_subnet(**without(given, "Tags", "MapPublicIpOnLaunch", "AssignIpv6AddressOnCreation"))["Subnet"]["SubnetId"]
        for name in ("MapPublicIpOnLaunch", "AssignIpv6AddressOnCreation"):
            if name in given:
                self.aws.ec2.modify_subnet_attribute(SubnetId=made, **{name: {"Value": given[name]}})
        return {"Ref": made}

    def EC2_RouteTable(self, given):
        return {"Ref": self.aws.ec2.create_route_table(VpcId=given["VpcId"])["RouteTable"]["RouteTableId"]}

    def EC2_SubnetRouteTableAssociation(self, given):
        return {"Ref": self.aws.ec2.associate_route_table(**given)["AssociationId"]}

    def EC2_Route(self, given):
        self.aws.ec2.create_route(**given)
        return {"Ref": ""}

    def EC2_VPCPeeringConnection(self, given):
        made = self.aws.ec2.create_vpc_peering_connection(**without(given, "Tags"))["VpcPeeringConnection"]["VpcPeeringConnectionId"]
        self.aws.ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=made)
        return {"Ref": made}

    def EC2_TransitGatewayAttachment(self, given):
        made = self.aws.ec2.create_transit_gateway_vpc_attachment(**without(given, "Tags"))["TransitGatewayVpcAttachment"]["TransitGatewayAttachmentId"]
        until(lambda: self.aws.ec2.describe_transit_gateway_vpc_attachments(TransitGatewayAttachmentIds=[made])["TransitGatewayVpcAttachments"][0]["State"] == "available")
        return {"Ref": made}

    def EC2_SecurityGroup(self, given):
        made = self.aws.ec2.create_security_group(GroupName=given["GroupName"], Description=given["GroupDescription"], VpcId=given["VpcId"])["GroupId"]
        self.rules(made, given.get("SecurityGroupIngress", []), self.aws.ec2.authorize_security_group_ingress)
        if "SecurityGroupEgress" in given:
            born = self.aws.ec2.describe_security_groups(GroupIds=[made])["SecurityGroups"][0]["IpPermissionsEgress"]
            self.aws.ec2.revoke_security_group_egress(GroupId=made, IpPermissions=born)
            self.rules(made, given["SecurityGroupEgress"], self.aws.ec2.authorize_security_group_egress)
        return {"Ref": made, "GroupId": made}

    def rules(self, group, rules, authorize):
        for rule in rules:
            permission = {key: rule[key] for key in ("IpProtocol", "FromPort", "ToPort") if key in rule}
            for ranges, name in (("IpRanges", "CidrIp"), ("Ipv6Ranges", "CidrIpv6")):
                if name in rule:
                    permission[ranges] = [{key: rule[key] for key in (name, "Description") if key in rule}]
            authorize(GroupId=group, IpPermissions=[permission])

    def EC2_VPCEndpoint(self, given):
        plain = without(given, "Tags", "PolicyDocument")
        if "PolicyDocument" in given:
            plain["PolicyDocument"] = json.dumps(given["PolicyDocument"])
        return {"Ref": self.aws.ec2.create_vpc_endpoint(**plain)["VpcEndpoint"]["VpcEndpointId"]}

    def Route53Resolver_ResolverEndpoint(self, given):
        made = self.aws.route53resolver.create_resolver_endpoint(CreatorRequestId=f"stack{len(self.made)}", **given)["ResolverEndpoint"]["Id"]
        until(lambda: self.aws.route53resolver.get_resolver_endpoint(ResolverEndpointId=made)["ResolverEndpoint"]["Status"] == "OPERATIONAL")
        return {"Ref": made, "ResolverEndpointId": made}

    def Route53Resolver_ResolverRule(self, given):
        targets = [item | ({"Port": int(item["Port"])} if "Port" in item else {}) for item in given["TargetIps"]]
        made = self.aws.route53resolver.create_resolver_rule(CreatorRequestId=f"stack{len(self.made)}", **(given | {"TargetIps": targets}))
        return {"Ref": made["ResolverRule"]["Id"], "ResolverRuleId": made["ResolverRule"]["Id"]}

    def Route53Resolver_ResolverRuleAssociation(self, given):
        return {"Ref": self.aws.route53resolver.associate_resolver_rule(**given)["ResolverRuleAssociation"]["Id"]}

    def ApiGateway_RestApi(self, given):
        plain = camel(without(given, "Body", "Policy", "Tags"))
        if given["EndpointConfiguration"].get("VpcEndpointIds"):
            until(lambda: all(item["State"] == "available" for item in
                              self.aws.ec2.describe_vpc_endpoints(VpcEndpointIds=given["EndpointConfiguration"]["VpcEndpointIds"])["VpcEndpoints"]))
        made = self.aws.apigateway.create_rest_api(**plain, policy=json.dumps(given["Policy"]), tags=tags(given))["id"]
        self.aws.apigateway.put_rest_api(restApiId=made, mode="merge", body=json.dumps(given["Body"]))
        return {"Ref": made}

    def ApiGateway_Authorizer(self, given):
        return {"Ref": self.aws.apigateway.create_authorizer(**camel(given))["id"]}

    def ApiGateway_Deployment(self, given):
        return {"Ref": self.aws.apigateway.create_deployment(**camel(given))["id"]}

    def ApiGateway_Stage(self, given):
        given |= {"CanarySettings": given.get("CanarySetting")}
        plain = camel(without(given, "Tags", "MethodSettings", "AccessLogSetting", "ClientCertificateId", "CanarySetting", "Variables", "CanarySettings"))
        for name, value in (("variables", given.get("Variables")), ("canarySettings", canary(given.get("CanarySetting")))):
            if value:
                plain[name] = value
        self.aws.apigateway.create_stage(**plain, tags=tags(given))
        patch = [(f"/accessLogSettings/{name}", value) for name, value in camel(given.get("AccessLogSetting", {})).items()]
        for setting in given.get("MethodSettings", []):
            at = setting["ResourcePath"][1:] + "/" + setting["HttpMethod"]
            patch += [(f"/{at}/{SETTINGS[name]}", str(value).lower() if isinstance(value, bool) else str(value))
                      for name, value in setting.items() if name in SETTINGS]
        if patch:
            self.aws.apigateway.update_account(patchOperations=[{"op": "replace", "path": "/cloudwatchRoleArn", "value": "arn:aws:iam::123456789012:role/logs"}])
            self.aws.apigateway.update_stage(restApiId=given["RestApiId"], stageName=given["StageName"],
                                             patchOperations=[{"op": "replace", "path": path, "value": value} for path, value in patch])
        return {"Ref": given["StageName"]}

    def ApiGateway_UsagePlan(self, given):
        stages = [camel(without(item, "Throttle")) | ({"throttle": {key: camel(value) for key, value in item["Throttle"].items()}} if "Throttle" in item else {})
                  for item in given["ApiStages"]]
        plain = camel(without(given, "Tags", "UsagePlanName", "ApiStages"))
        return {"Ref": self.aws.apigateway.create_usage_plan(name=given["UsagePlanName"], apiStages=stages, tags=tags(given), **plain)["id"]}

    def ApiGateway_ApiKey(self, given):
        return {"Ref": self.aws.apigateway.create_api_key(**camel(without(given, "Tags")), tags=tags(given))["id"]}

    def ApiGateway_UsagePlanKey(self, given):
        return {"Ref": self.aws.apigateway.create_usage_plan_key(**camel(given))["id"]}

    def ApiGateway_DomainNameV2(self, given):
        plain = camel(without(given, "Tags", "Policy"))
        made = self.aws.apigateway.create_domain_name(**plain, policy=json.dumps(given["Policy"]), tags=tags(given))
        return {"Ref": made["domainNameArn"], "DomainNameArn": made["domainNameArn"], "DomainNameId": made["domainNameId"]}

    def ApiGateway_BasePathMappingV2(self, given):
        self.aws.apigateway.create_base_path_mapping(**self.domain(given["DomainNameArn"]), **camel(without(given, "DomainNameArn")))
        return {"Ref": ""}

    def ApiGateway_DomainNameAccessAssociation(self, given):
        made = self.aws.apigateway.create_domain_name_access_association(**camel(without(given, "Tags")), tags=tags(given))
        return {"Ref": made["domainNameAccessAssociationArn"]}

    def ApiGatewayV2_RoutingRule(self, given):
        domain = {key[0].upper() + key[1:]: value for key, value in self.domain(given["DomainNameArn"]).items()}
        return {"Ref": self.aws.apigatewayv2.create_routing_rule(**domain, **without(given, "DomainNameArn"))["RoutingRuleArn"]}

    def domain(self, arn):
        name, made = arn.split("/")[-1].split("+")
        return {"domainName": name, "domainNameId": made}

    def Lambda_Permission(self, given):
        function = given["FunctionName"].split(":")[6]
        make_function(self.aws, function)
        getattr(self.aws, "lambda").add_permission(StatementId=f"stack{len(self.made)}", **given)
        return {"Ref": function}


def make_function(aws, name):
    try:
        getattr(aws, "lambda").get_function(FunctionName=name)
    except getattr(aws, "lambda").exceptions.ResourceNotFoundException:
        trust = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}]}
        role = aws.iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(trust))["Role"]["Arn"]
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w") as file:
            file.writestr("index.py", "def handler(event, context): return {}")
        new_function.create(getattr(aws, "lambda"), FunctionName=name, Role=role, Runtime="python3.14", Handler="index.handler", Code={"ZipFile": archive.getvalue()})


def may_invoke(aws, api, authorizer):
    """Whether its function lets the authorizer in; None for one that asks no function of its account."""
    function = re.search(rf"functions/arn:aws:lambda:{aws.region}:{aws.account}:function:([^/]+)/", authorizer.get("authorizerUri", ""))
    if not function or "authorizerCredentials" in authorizer:
        return None
    policy = json.loads(getattr(aws, "lambda").get_policy(FunctionName=function[1])["Policy"])["Statement"]
    source = f"arn:aws:execute-api:{aws.region}:{aws.account}:{api}/authorizers/{authorizer['id']}"
    return any(fnmatch.fnmatchcase(source, next(iter(statement["Condition"]["ArnLike"].values()))) for statement in policy)


def own(given):
    """The user's tags: those of the module and of AWS belong to what has them."""
    return {key: value for key, value in (given or {}).items() if not key.startswith(("privateapi:", "aws:"))}


def described(aws, api):
    found = aws.apigateway.get_rest_api(restApiId=api)
    policy = json.loads(found["policy"].replace('\\"', '"'))
    return without(found, "ResponseMetadata", "id", "createdDate", "rootResourceId", "version") | {"policy": policy, "tags": own(found.get("tags"))}


def stages(aws, api):
    found = {}
    for stage in aws.apigateway.get_stages(restApiId=api)["item"]:
        deployment = aws.apigateway.get_deployment(restApiId=api, deploymentId=stage["deploymentId"]).get("description", "")
        seen = without(stage, "createdDate", "lastUpdatedDate", "deploymentId", "tags") | {"tags": own(stage.get("tags")), "words": words(deployment)}
        if "canarySettings" in seen:
            seen["canarySettings"] = without(seen["canarySettings"], "deploymentId")
        found[stage["stageName"]] = seen
    return found


def words(description):
    """What the user said of a deployment, without the module's marks and the template's own words."""
    return re.sub(r"\[privateapi.*|Definition and policy [0-9a-f]*", "", description).strip()


def plans(aws, api):
    found = {}
    for plan in aws.apigateway.get_usage_plans()["items"]:
        if any(stage["apiId"] == api for stage in plan.get("apiStages", [])):
            keys = aws.apigateway.get_usage_plan_keys(usagePlanId=plan["id"])["items"]
            whole = [aws.apigateway.get_api_key(apiKey=key["id"]) for key in keys]
            found[plan["name"]] = without(plan, "id", "tags") | {
                "tags": own(plan.get("tags")),
                "keys": {key["name"]: [key["enabled"], key.get("description"), own(key.get("tags"))] for key in whole}}
    return found


def domains(aws, api, names):
    found = {}
    associations = aws.apigateway.get_domain_name_access_associations(resourceOwner="SELF")["items"]
    for item in aws.apigateway.get_domain_names(resourceOwner="SELF")["items"]:
        at = {"domainName": item["domainName"], "domainNameId": item["domainNameId"]}
        names[item["domainNameId"]] = "DOMAIN"
        whole = aws.apigateway.get_domain_name(**at)
        rules = aws.apigatewayv2.list_routing_rules(DomainName=item["domainName"], DomainNameId=item["domainNameId"])["RoutingRules"]
        # Whom it is shared with is no property of CloudFormation's, and a certificate is the account's own.
        found[item["domainName"]] = without(whole, "ResponseMetadata", "managementPolicy", "certificateArn", "certificateUploadDate", "tags") | {
            "policy": json.loads(whole["policy"].replace('\\"', '"')), "tags": own(whole.get("tags")),
            "paths": sorted([each["basePath"], each["restApiId"], each.get("stage")] for each in aws.apigateway.get_base_path_mappings(**at)["items"]),
            "rules": [without(rule, "RoutingRuleArn", "RoutingRuleId") for rule in rules],
            "associations": [[each["accessAssociationSource"], own(each.get("tags"))] for each in associations if each["domainNameArn"] == item["domainNameArn"]]}
    return found


def networks(aws, api, seen, names):
    """The endpoints of the API and its domains with their networks; ids become the places of their ranges."""
    endpoints = set(seen["api"]["endpointConfiguration"].get("vpcEndpointIds", []))
    endpoints |= {item[0] for domain in seen["domains"].values() for item in domain["associations"]}
    found = {}
    for endpoint in aws.ec2.describe_vpc_endpoints(VpcEndpointIds=sorted(endpoints))["VpcEndpoints"] if endpoints else []:
        names[endpoint["VpcEndpointId"]] = "ENDPOINT"
        inside = [{"Name": "vpc-id", "Values": [endpoint["VpcId"]]}]
        vpc = aws.ec2.describe_vpcs(VpcIds=[endpoint["VpcId"]])["Vpcs"][0]
        names[vpc["VpcId"]] = "VPC"
        for block in vpc.get("Ipv6CidrBlockAssociationSet", []):
            names[block["Ipv6CidrBlock"]] = "IPV6"
        subnets = aws.ec2.describe_subnets(Filters=inside)["Subnets"]
        names.update({block["Ipv6CidrBlock"]: part(vpc, block["Ipv6CidrBlock"]) for item in subnets for block in item.get("Ipv6CidrBlockAssociationSet", [])})
        names.update({item["SubnetId"]: item["CidrBlock"] for item in subnets})
        tables = aws.ec2.describe_route_tables(Filters=inside)["RouteTables"]
        groups = aws.ec2.describe_security_groups(Filters=inside)["SecurityGroups"]
        names.update({item["GroupId"]: item["GroupName"] for item in groups})
        found["network"] = {
            "vpc": [vpc["CidrBlock"], [block["Ipv6CidrBlock"] for block in vpc.get("Ipv6CidrBlockAssociationSet", [])], tagged(vpc)],
            "subnets": sorted([item["CidrBlock"], [block["Ipv6CidrBlock"] for block in item.get("Ipv6CidrBlockAssociationSet", [])],
                               item["AssignIpv6AddressOnCreation"], item["AvailabilityZone"], tagged(item)] for item in subnets),
            "routes": sorted([sorted(names[each["SubnetId"]] for each in table["Associations"] if "SubnetId" in each),
                              sorted([route.get("DestinationCidrBlock") or route["DestinationIpv6CidrBlock"], kind(route)] for route in table["Routes"])]
                             for table in tables if any("SubnetId" in each for each in table["Associations"])),
            "groups": {item["GroupName"]: [permissions(item["IpPermissions"]), permissions(item["IpPermissionsEgress"]), tagged(item)]
                       for item in groups if item["GroupName"] != "default"},
            "endpoint": {name: endpoint.get(name) for name in ("ServiceName", "PrivateDnsEnabled", "IpAddressType", "SubnetIds", "Groups")}
                        | {"SubnetIds": sorted(endpoint["SubnetIds"], key=names.get), "tags": tagged(endpoint)},
            "resolvers": resolvers(aws, vpc["VpcId"], names)}
    return found


def part(vpc, block):
    """Which part of the VPC's IPv6 range a subnet has. Not by their texts: a range that ends in zeros is written shorter."""
    whole, own_range = (ipaddress.ip_network(text) for text in (vpc["Ipv6CidrBlockAssociationSet"][0]["Ipv6CidrBlock"], block))
    return f"IPV6 PART {list(whole.subnets(new_prefix=own_range.prefixlen)).index(own_range)}"


def permissions(rules):
    return sorted(([rule["IpProtocol"], rule.get("FromPort"), rule.get("ToPort"), rule.get("IpRanges") or [], rule.get("Ipv6Ranges") or []] for rule in rules), key=str)


def tagged(item):
    return own({tag["Key"]: tag["Value"] for tag in item.get("Tags", [])})


def kind(route):
    target = next(route[name] for name in ("GatewayId", "NatGatewayId", "EgressOnlyInternetGatewayId", "TransitGatewayId", "VpcPeeringConnectionId") if name in route)
    return target.split("-")[0]


def resolvers(aws, vpc, names):
    found = {}
    for item in aws.route53resolver.list_resolver_endpoints(Filters=[{"Name": "HostVPCId", "Values": [vpc]}])["ResolverEndpoints"]:
        names[item["Id"]] = "RESOLVER " + item["Name"]
        addresses = aws.route53resolver.list_resolver_endpoint_ip_addresses(ResolverEndpointId=item["Id"])["IpAddresses"]
        rules = aws.route53resolver.list_resolver_rules(Filters=[{"Name": "ResolverEndpointId", "Values": [item["Id"]]}])["ResolverRules"]
        found[item["Name"]] = {
            **{name: item.get(name) for name in ("Direction", "ResolverEndpointType", "Protocols", "SecurityGroupIds")},
            "addresses": sorted([names[each["SubnetId"]], each.get("Ip") if item["Direction"] == "INBOUND" else None] for each in addresses),
            "rules": [[tagged(aws.route53resolver.list_tags_for_resource(ResourceArn=rule["Arn"])), rule["Name"], rule["DomainName"], rule["RuleType"], rule["TargetIps"],
                       [each["VPCId"] for each in aws.route53resolver.list_resolver_rule_associations(
                           Filters=[{"Name": "ResolverRuleId", "Values": [rule["Id"]]}])["ResolverRuleAssociations"]]] for rule in rules],
            "tags": tagged(aws.route53resolver.list_tags_for_resource(ResourceArn=item["Arn"]))}
    return found


def look(aws, api):
    gateway = aws.apigateway
    authorizers = gateway.get_authorizers(restApiId=api)["items"]
    names = {item["id"]: item["name"] for item in authorizers}
    methods = {f"{verb} {item['path']}": method for item in gateway.get_resources(restApiId=api, embed=["methods"], limit=500)["items"]
               for verb, method in item.get("resourceMethods", {}).items()}
    seen = {
        "authorizers": {item["name"]: without(item, "id") | {"mayInvoke": may_invoke(aws, api, item)} for item in authorizers},
        "methods": {name: [method["authorizationType"], names.get(method.get("authorizerId")), method.get("authorizationScopes")] for name, method in methods.items()},
    }
    names = {api: "API", aws.account: "ACCOUNT", aws.region: "REGION"}
    seen |= {"api": described(aws, api), "stages": stages(aws, api), "plans": plans(aws, api), "domains": domains(aws, api, names)}
    seen |= networks(aws, api, seen, names)
    text = json.dumps(seen, sort_keys=True, default=str)
    for old, new in sorted(names.items(), key=lambda item: -len(item[0])):
        text = text.replace(old, new)
    return json.loads(text)


def surroundings(aws, template):
    """What the user of a stack has there already, and gives as parameters."""
    found = {}
    for name in template.get("Parameters", {}):
        if name.startswith("PeerVpcId"):
            found[name] = aws.ec2.create_vpc(CidrBlock="10.9.0.0/16")["Vpc"]["VpcId"]
        if name.startswith("UserPoolArn"):
            found[name] = template["Parameters"][name]["Default"].replace(HERE[0], aws.account).replace(HERE[1], aws.region)
        if name.startswith("TransitGatewayId"):
            made = found[name] = aws.ec2.create_transit_gateway()["TransitGateway"]["TransitGatewayId"]
            until(lambda: aws.ec2.describe_transit_gateways(TransitGatewayIds=[made])["TransitGateways"][0]["State"] == "available")
    return found


def certificate(name):
    return Account(*HERE).acm.request_certificate(DomainName=name)["CertificateArn"]


def compare(file, api, *parameters):
    with open(file, encoding="utf-8") as text:
        template = json.load(text)
    there = Account(*THERE)
    stack = Stack(template, there, surroundings(there, template) | dict(item.split("=", 1) for item in parameters)).make()
    made = next(stack.made[name]["Ref"] for name, given in template["Resources"].items() if given["Type"] == "AWS::ApiGateway::RestApi")
    return {"first": look(Account(*HERE), api), "stack": look(stack.aws, made)}


def ids(api):
    """What Terraform is told to import: ids alone, by what the cmdlets were asked for."""
    aws = Account(*HERE)
    stage = aws.apigateway.get_stage(restApiId=api, stageName="demo")
    plan = aws.apigateway.get_usage_plans()["items"][0]["id"]
    domain = aws.apigateway.get_domain_names(resourceOwner="SELF")["items"][0]
    endpoint = aws.ec2.describe_vpc_endpoints()["VpcEndpoints"][0]
    inside = [{"Name": "vpc-id", "Values": [endpoint["VpcId"]]}]
    vpc = aws.ec2.describe_vpcs(VpcIds=[endpoint["VpcId"]])["Vpcs"][0]
    tables = {table["RouteTableId"]: [each["SubnetId"] for each in table["Associations"] if "SubnetId" in each]
              for table in aws.ec2.describe_route_tables(Filters=inside)["RouteTables"]}
    subnets = {item["SubnetId"]: item["CidrBlock"] for item in aws.ec2.describe_subnets(Filters=inside)["Subnets"]}
    resolver = aws.route53resolver
    rule = next(item for item in resolver.list_resolver_rules()["ResolverRules"] if item.get("ResolverEndpointId"))
    association = next(item for item in resolver.list_resolver_rule_associations()["ResolverRuleAssociations"] if item["ResolverRuleId"] == rule["Id"])
    return {
        "vpc": endpoint["VpcId"], "range6": vpc["Ipv6CidrBlockAssociationSet"][0]["Ipv6CidrBlock"],
        "subnets": {block: made for made, block in subnets.items()},
        "tables": {"private" if "10.0.0.0/18" in [subnets[each] for each in members] else "public": made for made, members in tables.items() if members},
        "gateway": aws.ec2.describe_internet_gateways(Filters=[{"Name": "attachment.vpc-id", "Values": [endpoint["VpcId"]]}])["InternetGateways"][0]["InternetGatewayId"],
        "groups": {item["GroupName"]: item["GroupId"] for item in aws.ec2.describe_security_groups(Filters=inside)["SecurityGroups"]},
        "endpoint": endpoint["VpcEndpointId"], "api": api, "deployment": stage["deploymentId"], "canary": stage["canarySettings"]["deploymentId"],
        "authorizer": aws.apigateway.get_authorizers(restApiId=api)["items"][0]["id"],
        "plan": plan, "key": aws.apigateway.get_usage_plan_keys(usagePlanId=plan)["items"][0]["id"],
        "domain": domain["domainNameId"], "certificate": domain["certificateArn"],
        "access": aws.apigateway.get_domain_name_access_associations(resourceOwner="SELF")["items"][0]["domainNameAccessAssociationArn"],
        "zone": aws.route53.list_hosted_zones()["HostedZones"][0]["Id"].split("/")[-1],
        "resolvers": {item["Name"]: item["Id"] for item in resolver.list_resolver_endpoints()["ResolverEndpoints"]},
        "addresses": {item["Name"]: {each["SubnetId"]: each["Ip"] for each in resolver.list_resolver_endpoint_ip_addresses(ResolverEndpointId=item["Id"])["IpAddresses"]}
                      for item in resolver.list_resolver_endpoints()["ResolverEndpoints"]},
        "format": stage["accessLogSettings"]["format"], "rule": rule["Id"], "association": association["Id"]}


print(json.dumps({"certificate": certificate, "compare": compare, "ids": ids}[sys.argv[1]](*sys.argv[2:])))
