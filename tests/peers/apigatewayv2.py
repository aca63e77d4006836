"""HTTP and WebSocket APIs, VPC links V2 and routing rules with boto3, every answer held against botocore's model.

Prints what boto3 sees at the end, for a reader of another kind to compare with.
"""
import json
import re
import time

import boto3

from shapes import Shapes, refused

ISO = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
CERTIFICATE = "arn:aws:acm:eu-west-1:123456789012:certificate/11111111-2222-3333-4444-555555555555"
ec2 = boto3.client("ec2")
rest = boto3.client("apigateway")
v2 = Shapes("apigatewayv2")


def until(what, probe, seconds=60):
    end = time.monotonic() + seconds
    while not (found := probe()):
        assert time.monotonic() < end, f"still not: {what}"
        time.sleep(0.02)
    return found


# APIs: HTTP and WebSocket, by the ids of which execute-api names are made.
http = v2.create_api(Name="shop", ProtocolType="HTTP", Description="d", Tags={"owner": "me"})
assert http["ApiEndpoint"] == f"https://{http['ApiId']}.execute-api.eu-west-1.amazonaws.com" and http["Tags"] == {"owner": "me"}, http
assert http["RouteSelectionExpression"] == "$request.method $request.path" and ISO.match(json.loads(v2.raw)["createdDate"]), http
refused("A RouteSelectionExpression is required…", "BadRequestException", v2.create_api, Name="chat", ProtocolType="WEBSOCKET")
chat = v2.create_api(Name="chat", ProtocolType="WEBSOCKET", RouteSelectionExpression="$request.body.action")
assert chat["ApiEndpoint"].startswith("wss://"), chat
assert v2.get_api(ApiId=http["ApiId"])["Name"] == "shop"
assert {item["ApiId"] for item in v2.get_apis()["Items"]} == {http["ApiId"], chat["ApiId"]}
pages = [v2.get_apis(MaxResults="1")]
while token := pages[-1].get("NextToken"):
    pages.append(v2.get_apis(MaxResults="1", NextToken=token))
assert [len(page["Items"]) for page in pages] == [1, 1], pages
refused("Invalid API identifier specified 123456789012:zzz999", "NotFoundException", v2.get_api, ApiId="zzz999")
# Neither service knows the other's ids.
refused(f"Invalid API identifier specified 123456789012:{http['ApiId']}", "NotFoundException", rest.get_rest_api, restApiId=http["ApiId"])

arn = f"arn:aws:apigateway:eu-west-1::/apis/{http['ApiId']}"
v2.tag_resource(ResourceArn=arn, Tags={"b": "c"})
v2.untag_resource(ResourceArn=arn, TagKeys=["owner"])
assert v2.get_tags(ResourceArn=arn)["Tags"] == {"b": "c"}

# VPC links V2: PENDING, then AVAILABLE; the first generation's operation does not know them.
vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.0.0/24")["Subnet"]["SubnetId"]
link = v2.create_vpc_link(Name="backend", SubnetIds=[subnet], SecurityGroupIds=[], Tags={"a": "b"})
assert link["VpcLinkVersion"] == "V2" and link["VpcLinkStatus"] == "PENDING" and link["SubnetIds"] == [subnet], link
until("available", lambda: v2.get_vpc_link(VpcLinkId=link["VpcLinkId"])["VpcLinkStatus"] == "AVAILABLE")
assert [item["VpcLinkId"] for item in v2.get_vpc_links()["Items"]] == [link["VpcLinkId"]]
refused("Invalid Vpc Link identifier specified", "NotFoundException", rest.get_vpc_link, vpcLinkId=link["VpcLinkId"])
refused("VpcLink not found", "NotFoundException", v2.get_vpc_link, VpcLinkId="zzz999")
refused("The subnet ID is not valid…", "BadRequestException", v2.create_vpc_link, Name="x", SubnetIds=["subnet-0"])

# Routing rules of a private custom domain name.
api = rest.create_rest_api(name="pets", endpointConfiguration={"types": ["PRIVATE"]})
resource = rest.get_resources(restApiId=api["id"])["items"][0]["id"]
rest.put_method(restApiId=api["id"], resourceId=resource, httpMethod="GET", authorizationType="NONE")
rest.put_integration(restApiId=api["id"], resourceId=resource, httpMethod="GET", type="MOCK")
rest.update_rest_api(restApiId=api["id"], patchOperations=[{"op": "replace", "path": "/policy", "value": json.dumps(
    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*"}]})}])
rest.create_deployment(restApiId=api["id"], stageName="prod")
domain = rest.create_domain_name(domainName="api.example.com", certificateArn=CERTIFICATE, endpointConfiguration={"types": ["PRIVATE"]}, routingMode="ROUTING_RULE_ONLY")
named = {"DomainName": "api.example.com", "DomainNameId": domain["domainNameId"]}
invoke = [{"InvokeApi": {"ApiId": api["id"], "Stage": "prod", "StripBasePath": True}}]
base = [{"MatchBasePaths": {"AnyOf": ["pets"]}}]
header = {"MatchHeaders": {"AnyOf": [{"Header": "version", "ValueGlob": "v1*"}]}}
rule = v2.create_routing_rule(**named, Priority=10, Conditions=base, Actions=invoke)
assert rule["RoutingRuleArn"] == f"arn:aws:apigateway:eu-west-1:123456789012:/domainnames/api.example.com+{domain['domainNameId']}/routingrules/{rule['RoutingRuleId']}", rule
assert rule["Conditions"] == base and rule["Actions"] == invoke and rule["Priority"] == 10, rule
other = v2.create_routing_rule(**named, Priority=5, Conditions=[*base, header], Actions=invoke)
assert [item["Priority"] for item in v2.list_routing_rules(**named)["RoutingRules"]] == [5, 10]
assert v2.get_routing_rule(**named, RoutingRuleId=rule["RoutingRuleId"])["Priority"] == 10
refused("A routing rule with priority 10 already exists", "ConflictException", v2.create_routing_rule, **named, Priority=10, Conditions=[], Actions=invoke)
refused("A routing rule can have up to two…", "BadRequestException", v2.create_routing_rule, **named, Priority=11, Conditions=[header] * 3, Actions=invoke)
refused("Invalid API identifier specified…", "BadRequestException", v2.create_routing_rule, **named, Priority=11, Conditions=[], Actions=[{"InvokeApi": {"ApiId": http["ApiId"], "Stage": "prod"}}])
refused("Invalid domain name identifier specified", "NotFoundException", v2.list_routing_rules, DomainName="api.example.com")
assert v2.put_routing_rule(**named, RoutingRuleId=rule["RoutingRuleId"], Priority=20, Conditions=[], Actions=invoke)["Priority"] == 20
v2.delete_routing_rule(**named, RoutingRuleId=other["RoutingRuleId"])
assert [item["Priority"] for item in v2.list_routing_rules(**named)["RoutingRules"]] == [20]

v2.delete_vpc_link(VpcLinkId=link["VpcLinkId"])
v2.delete_api(ApiId=chat["ApiId"])
refused("Invalid API identifier…", "NotFoundException", v2.get_api, ApiId=chat["ApiId"])
v2.check()
print(json.dumps({"answered": sorted(v2.operations), "http": http["ApiId"], "domain": domain["domainNameId"], "rule": rule["RoutingRuleId"]}))
