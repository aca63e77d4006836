"""Puts a web ACL on a stage with boto3. Arguments: the API's id, the stage, the caller's subnet, and the scene's name.

Prints the address that calls, and what AWS's pages say that such a call gets.
"""
import ipaddress
import json
import sys

import boto3

waf = boto3.client("wafv2")
api_id, stage, subnet, scene = sys.argv[1:]
block = ipaddress.ip_network(boto3.client("ec2").describe_subnets(SubnetIds=[subnet])["Subnets"][0]["CidrBlock"])
address = str(block[20])
SEEN = {"SampledRequestsEnabled": True, "CloudWatchMetricsEnabled": False, "MetricName": "m"}


def ip_set(name, *ranges):
    arn = waf.create_ip_set(Name=name, Scope="REGIONAL", IPAddressVersion="IPV4", Addresses=list(ranges))["Summary"]["ARN"]
    return {"IPSetReferenceStatement": {"ARN": arn}}


def match(field, text, constraint="EXACTLY", *changes):
    return {"ByteMatchStatement": {"FieldToMatch": field, "SearchString": text.encode(), "PositionalConstraint": constraint,
                                   "TextTransformations": [{"Priority": n, "Type": kind} for n, kind in enumerate(changes or ["NONE"])]}}


def managed(name, **more):
    return {"ManagedRuleGroupStatement": {"VendorName": "AWS", "Name": name, **more}}


inside = lambda: ip_set("inside", address + "/32")
outside = lambda: ip_set("outside", "192.0.2.0/24", "203.0.113.7/32")
PATH = {"UriPath": {}}
AGENT = {"SingleHeader": {"Name": "User-Agent"}}
HEADER = {"SingleHeader": {"Name": "X-Origin"}}

# name: default action, rules in the order of their priorities (action, statement), what comes of GET /pets with User-Agent curl/8, the check
SCENES = {
    "blocked address": ("Allow", [("Block", inside)], 403, "Failed"),
    "other address blocked": ("Allow", [("Block", outside)], 200, "Passed"),
    "only this address": ("Block", [("Allow", inside)], 200, "Passed"),
    "only another address": ("Block", [("Allow", outside)], 403, "Failed"),
    "allowed before it is blocked": ("Allow", [("Allow", inside), ("Block", lambda: match({"Method": {}}, "GET"))], 200, "Passed"),
    "counted only": ("Allow", [("Count", inside)], 200, "Passed"),
    "path of the stage": ("Allow", [("Block", lambda: match(PATH, f"/{stage}/PETS".lower(), "STARTS_WITH", "URL_DECODE", "LOWERCASE"))], 403, "Failed"),
    "path below the stage": ("Allow", [("Block", lambda: match(PATH, "/pets"))], 200, "Passed"),
    "agent": ("Allow", [("Block", lambda: match(AGENT, "curl", "STARTS_WITH", "LOWERCASE"))], 403, "Failed"),
    "everybody but": ("Allow", [("Block", lambda: {"NotStatement": {"Statement": inside()}})], 200, "Passed"),
    "everybody": ("Allow", [("Block", lambda: {"NotStatement": {"Statement": outside()}})], 403, "Failed"),
    "and": ("Allow", [("Block", lambda: {"AndStatement": {"Statements": [inside(), match(PATH, "/admin", "CONTAINS")]}})], 200, "Passed"),
    "or": ("Allow", [("Block", lambda: {"OrStatement": {"Statements": [outside(), match({"Method": {}}, "GET")]}})], 403, "Failed"),
    "core rules": ("Allow", [("None", lambda: managed("AWSManagedRulesCommonRuleSet"))], 200, "Warning"),
    "core rules that count": ("Allow", [("CountAll", lambda: managed("AWSManagedRulesCommonRuleSet"))], 200, "Passed"),
    "core rules elsewhere": ("Allow", [("None", lambda: managed("AWSManagedRulesCommonRuleSet", ScopeDownStatement=match(PATH, "/admin", "CONTAINS")))], 200, "Passed"),
    "country": ("Allow", [("Block", lambda: {"GeoMatchStatement": {"CountryCodes": ["DE", "AT"]}})], 200, "Warning"),
    "only a country": ("Block", [("Allow", lambda: {"GeoMatchStatement": {"CountryCodes": ["DE"]}})], 403, "Skipped"),
    "rate": ("Allow", [("Block", lambda: {"RateBasedStatement": {"Limit": 100, "AggregateKeyType": "IP"}})], 200, "Warning"),
    "secret header": ("Allow", [("Block", lambda: {"NotStatement": {"Statement": match(HEADER, "TOPSECRET")}})], 200, "Warning"),
    "own answer": ("Allow", [("Own", inside)], 404, "Failed"),
    "captcha": ("Allow", [("Captcha", inside)], 405, "Failed"),
}
default, rules, status, check = SCENES[scene]
ACTIONS = {"None": {"OverrideAction": {"None": {}}}, "CountAll": {"OverrideAction": {"Count": {}}},
           "Own": {"Action": {"Block": {"CustomResponse": {"ResponseCode": 404, "CustomResponseBodyKey": "lost"}}}}}
made = [{"Name": f"rule{n}", "Priority": n, "Statement": statement(), "VisibilityConfig": SEEN, **(ACTIONS.get(action) or {"Action": {action: {}}})} for n, (action, statement) in enumerate(rules)]
acl = waf.create_web_acl(Name="guard", Scope="REGIONAL", DefaultAction={default: {}}, VisibilityConfig=SEEN, Rules=made[::-1],
                         CustomResponseBodies={"lost": {"ContentType": "APPLICATION_JSON", "Content": '{"found":false}'}})["Summary"]["ARN"]
waf.associate_web_acl(WebACLArn=acl, ResourceArn=f"arn:aws:apigateway:eu-west-1::/restapis/{api_id}/stages/{stage}")
print(json.dumps({"address": address, "status": status, "check": check, "acl": acl, "scenes": list(SCENES)}))
