"""AWS WAF with boto3: web ACLs and IP sets from birth to death, lock tokens, tags, and the stage that a web ACL is on.

Arguments: the id of an API, and a stage of it.
"""
import json
import sys

import boto3

from shapes import Shapes, refused

waf = Shapes("wafv2")
api = boto3.client("apigateway")
api_id, stage = sys.argv[1:]
SEEN = {"SampledRequestsEnabled": False, "CloudWatchMetricsEnabled": False, "MetricName": "m"}
GONE = "AWS WAF couldn’t perform the operation because your resource doesn’t exist."
TWICE = "AWS WAF couldn’t perform the operation because some resource in your request is a duplicate of an existing one."
CHANGED = "AWS WAF couldn’t save your changes because someone changed the resource after you started to edit it. Reapply your changes."
USED = "AWS WAF couldn’t perform the operation because your resource is being used by another resource or it’s associated with another resource."

# IP sets.
office = waf.create_ip_set(Name="office", Scope="REGIONAL", IPAddressVersion="IPV4", Addresses=["10.0.0.0/24"], Tags=[{"Key": "owner", "Value": "me"}])["Summary"]
named = {"Name": "office", "Scope": "REGIONAL", "Id": office["Id"]}
assert office["ARN"] == f"arn:aws:wafv2:eu-west-1:123456789012:regional/ipset/office/{office['Id']}", office
found = waf.get_ip_set(**named)
assert found["IPSet"]["Addresses"] == ["10.0.0.0/24"] and found["IPSet"]["IPAddressVersion"] == "IPV4" and found["LockToken"] == office["LockToken"], found
token = waf.update_ip_set(Addresses=["10.0.0.0/23"], LockToken=office["LockToken"], **named)["NextLockToken"]
assert token != office["LockToken"] and waf.get_ip_set(**named)["IPSet"]["Addresses"] == ["10.0.0.0/23"]
refused(CHANGED, "WAFOptimisticLockException", waf.update_ip_set, Addresses=[], LockToken=office["LockToken"], **named)
refused(TWICE, "WAFDuplicateItemException", waf.create_ip_set, Name="office", Scope="REGIONAL", IPAddressVersion="IPV4", Addresses=[])
refused("Error reason: The parameter contains formatting that is not valid.…", "WAFInvalidParameterException", waf.create_ip_set, Name="all", Scope="REGIONAL", IPAddressVersion="IPV4", Addresses=["0.0.0.0/0"])
assert [item["Name"] for item in waf.list_ip_sets(Scope="REGIONAL")["IPSets"]] == ["office"]

# A web ACL.
rule = {"Name": "insiders", "Priority": 1, "Action": {"Allow": {}}, "VisibilityConfig": SEEN, "Statement": {"IPSetReferenceStatement": {"ARN": office["ARN"]}}}
core = {"Name": "core", "Priority": 2, "OverrideAction": {"None": {}}, "VisibilityConfig": SEEN, "Statement": {"ManagedRuleGroupStatement": {"VendorName": "AWS", "Name": "AWSManagedRulesCommonRuleSet"}}}
path = {"Name": "admin", "Priority": 0, "Action": {"Block": {}}, "VisibilityConfig": SEEN,
        "Statement": {"ByteMatchStatement": {"SearchString": b"/admin", "FieldToMatch": {"UriPath": {}}, "PositionalConstraint": "CONTAINS", "TextTransformations": [{"Priority": 0, "Type": "LOWERCASE"}]}}}
settings = {"Scope": "REGIONAL", "DefaultAction": {"Block": {}}, "VisibilityConfig": SEEN}
acl = waf.create_web_acl(Name="guard", Description="d", Rules=[rule, core, path], Tags=[{"Key": "owner", "Value": "me"}], **settings)["Summary"]
assert acl["ARN"] == f"arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/guard/{acl['Id']}" and acl["Description"] == "d", acl
by_arn = waf.get_web_acl(ARN=acl["ARN"])
by_name = waf.get_web_acl(Name="guard", Scope="REGIONAL", Id=acl["Id"])
assert by_arn["WebACL"] == by_name["WebACL"] and by_arn["LockToken"] == acl["LockToken"], by_arn
assert by_arn["WebACL"]["DefaultAction"] == {"Block": {}} and by_arn["WebACL"]["Rules"] == [rule, core, path], by_arn["WebACL"]["Rules"]
assert by_arn["WebACL"]["LabelNamespace"] == "awswaf:123456789012:webacl:guard:"
assert [item["Name"] for item in waf.list_web_acls(Scope="REGIONAL")["WebACLs"]] == ["guard"]
refused(TWICE, "WAFDuplicateItemException", waf.create_web_acl, Name="guard", **settings)
refused(GONE, "WAFNonexistentItemException", waf.create_web_acl, Name="x", Rules=[{**rule, "Statement": {"IPSetReferenceStatement": {"ARN": office["ARN"] + "0"}}}], **settings)
refused("Error reason: You have used none or multiple values for a field that requires exactly one value.…", "WAFInvalidParameterException", waf.create_web_acl, Name="x",
        Rules=[{**rule, "OverrideAction": {"None": {}}}], **settings)
refused(GONE, "WAFNonexistentItemException", waf.get_web_acl, ARN=acl["ARN"] + "0")
refused(USED, "WAFAssociatedItemException", waf.delete_ip_set, LockToken=token, **named)

# Tags.
assert waf.list_tags_for_resource(ResourceARN=acl["ARN"])["TagInfoForResource"] == {"ResourceARN": acl["ARN"], "TagList": [{"Key": "owner", "Value": "me"}]}
waf.tag_resource(ResourceARN=acl["ARN"], Tags=[{"Key": "b", "Value": "c"}])
waf.untag_resource(ResourceARN=acl["ARN"], TagKeys=["owner"])
assert waf.list_tags_for_resource(ResourceARN=acl["ARN"])["TagInfoForResource"]["TagList"] == [{"Key": "b", "Value": "c"}]

# The stage.
place = f"arn:aws:apigateway:eu-west-1::/restapis/{api_id}/stages/{stage}"
assert "webAclArn" not in api.get_stage(restApiId=api_id, stageName=stage)
assert "WebACL" not in waf.get_web_acl_for_resource(ResourceArn=place)
waf.associate_web_acl(WebACLArn=acl["ARN"], ResourceArn=place)
assert api.get_stage(restApiId=api_id, stageName=stage)["webAclArn"] == acl["ARN"]
assert waf.get_web_acl_for_resource(ResourceArn=place)["WebACL"]["ARN"] == acl["ARN"]
assert waf.list_resources_for_web_acl(WebACLArn=acl["ARN"], ResourceType="API_GATEWAY")["ResourceArns"] == [place]
assert waf.list_resources_for_web_acl(WebACLArn=acl["ARN"])["ResourceArns"] == []
refused(GONE, "WAFNonexistentItemException", waf.associate_web_acl, WebACLArn=acl["ARN"], ResourceArn=place + "0")
refused(USED, "WAFAssociatedItemException", waf.delete_web_acl, Name="guard", Scope="REGIONAL", Id=acl["Id"], LockToken=acl["LockToken"])

# Changes, and the end.
next_token = waf.update_web_acl(Name="guard", Id=acl["Id"], LockToken=acl["LockToken"], **{**settings, "DefaultAction": {"Allow": {}}})["NextLockToken"]
changed = waf.get_web_acl(ARN=acl["ARN"])["WebACL"]
assert changed["DefaultAction"] == {"Allow": {}} and changed["Rules"] == [], changed
refused(CHANGED, "WAFOptimisticLockException", waf.update_web_acl, Name="guard", Id=acl["Id"], LockToken=acl["LockToken"], **settings)
waf.disassociate_web_acl(ResourceArn=place)
assert "webAclArn" not in api.get_stage(restApiId=api_id, stageName=stage)
waf.delete_web_acl(Name="guard", Scope="REGIONAL", Id=acl["Id"], LockToken=next_token)
waf.delete_ip_set(LockToken=token, **named)
refused(GONE, "WAFNonexistentItemException", waf.get_ip_set, **named)
waf.check()
print(json.dumps({"answered": sorted(waf.operations)}))
