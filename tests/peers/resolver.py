"""Resolver with boto3: endpoints from birth to death, their network interfaces, rules, associations, filters and paging.

Prints what boto3 sees at the end, for a reader of another kind to compare with.
"""
import json
import re
import time

import boto3

from shapes import Shapes, refused

RFC3339 = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")
ec2 = boto3.client("ec2")
resolver = Shapes("route53resolver")


def until(what, probe, seconds=60):
    end = time.monotonic() + seconds
    while not (found := probe()):
        assert time.monotonic() < end, f"still not: {what}"
        time.sleep(0.02)
    return found


vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
subnets = [ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.0.{n}.0/24")["Subnet"]["SubnetId"] for n in range(2)]
group = ec2.create_security_group(VpcId=vpc, GroupName="dns", Description="dns")["GroupId"]
places = [{"SubnetId": subnets[0], "Ip": "10.0.0.10"}, {"SubnetId": subnets[1]}]

# What every account has: the internet for all names, in every VPC.
rules = resolver.list_resolver_rules()
assert rules["MaxResults"] == 100 and [rule["Id"] for rule in rules["ResolverRules"]] == ["rslvr-autodefined-rr-internet-resolver"], rules
assert rules["ResolverRules"][0]["DomainName"] == "." and rules["ResolverRules"][0]["OwnerId"] == "Route 53 Resolver", rules
assert {"Id": f"rslvr-autodefined-assoc-{vpc}-internet-resolver", "ResolverRuleId": "rslvr-autodefined-rr-internet-resolver", "Name": "System Rule Association", "VPCId": vpc,
        "Status": "COMPLETE", "StatusMessage": ""} in resolver.list_resolver_rule_associations()["ResolverRuleAssociations"]

# An inbound endpoint: CREATING, then OPERATIONAL, with an interface for each address.
inbound = resolver.create_resolver_endpoint(CreatorRequestId="one", Name="in", Direction="INBOUND", SecurityGroupIds=[group], IpAddresses=places, Tags=[{"Key": "owner", "Value": "me"}])["ResolverEndpoint"]
assert inbound["Status"] == "CREATING" and inbound["Id"].startswith("rslvr-in-") and inbound["HostVPCId"] == vpc and inbound["IpAddressCount"] == 2, inbound
assert inbound["Arn"] == f"arn:aws:route53resolver:eu-west-1:123456789012:resolver-endpoint/{inbound['Id']}" and RFC3339.match(inbound["CreationTime"]), inbound
until("operational", lambda: resolver.get_resolver_endpoint(ResolverEndpointId=inbound["Id"])["ResolverEndpoint"]["Status"] == "OPERATIONAL")
addresses = resolver.list_resolver_endpoint_ip_addresses(ResolverEndpointId=inbound["Id"])["IpAddresses"]
assert [(item["SubnetId"], item["Status"]) for item in addresses] == [(subnet, "ATTACHED") for subnet in subnets] and addresses[0]["Ip"] == "10.0.0.10" and addresses[1]["Ip"].startswith("10.0.1."), addresses
cards = ec2.describe_network_interfaces(Filters=[{"Name": "vpc-id", "Values": [vpc]}])["NetworkInterfaces"]
assert {card["PrivateIpAddress"] for card in cards} == {item["Ip"] for item in addresses}, cards
assert all(card["Description"].startswith(f"Route 53 Resolver: {inbound['Id']}:rni-") and card["RequesterManaged"] and card["Groups"][0]["GroupId"] == group for card in cards), cards
assert resolver.list_tags_for_resource(ResourceArn=inbound["Arn"])["Tags"] == [{"Key": "owner", "Value": "me"}]
resolver.tag_resource(ResourceArn=inbound["Arn"], Tags=[{"Key": "b", "Value": "c"}])
resolver.untag_resource(ResourceArn=inbound["Arn"], TagKeys=["owner"])
assert resolver.list_tags_for_resource(ResourceArn=inbound["Arn"])["Tags"] == [{"Key": "b", "Value": "c"}]

common = {"Direction": "INBOUND", "SecurityGroupIds": [group]}
refused("Resolver endpoint with creator request ID \"one\"…", "ResourceExistsException", resolver.create_resolver_endpoint, CreatorRequestId="one", IpAddresses=places, **common)
refused("The IP address \"10.0.0.10\"…", "ResourceExistsException", resolver.create_resolver_endpoint, CreatorRequestId="x", IpAddresses=places, **common)
refused(f"[RSLVR-00405] IP address \"10.9.0.1\" is either not in subnet \"{subnets[0]}\" CIDR range or is reserved", "InvalidRequestException",
        resolver.create_resolver_endpoint, CreatorRequestId="x", IpAddresses=[{"SubnetId": subnets[0], "Ip": "10.9.0.1"}, places[1]], **common)
refused("The subnet ID 'subnet-0' does not exist", "InvalidParameterException", resolver.create_resolver_endpoint, CreatorRequestId="x", IpAddresses=[{"SubnetId": "subnet-0"}, places[1]], **common)
refused("The security group 'sg-0' does not exist", "ResourceNotFoundException", resolver.create_resolver_endpoint, CreatorRequestId="x", IpAddresses=[{"SubnetId": subnets[0]}, places[1]], **{**common, "SecurityGroupIds": ["sg-0"]})

# An outbound one, and a rule that forwards through it.
outbound = resolver.create_resolver_endpoint(CreatorRequestId="two", Name="out", Direction="OUTBOUND", SecurityGroupIds=[group], IpAddresses=[{"SubnetId": subnet} for subnet in subnets])["ResolverEndpoint"]
forward = {"RuleType": "FORWARD", "DomainName": "Corp.example.com", "ResolverEndpointId": outbound["Id"], "TargetIps": [{"Ip": "192.0.2.45"}, {"Ip": "192.0.2.46", "Port": 5353}]}
rule = resolver.create_resolver_rule(CreatorRequestId="three", Name="corp", **forward)["ResolverRule"]
assert rule["Status"] == "COMPLETE" and rule["DomainName"] == "corp.example.com." and rule["TargetIps"] == [{"Ip": "192.0.2.45", "Port": 53}, {"Ip": "192.0.2.46", "Port": 5353}], rule
assert rule["ShareStatus"] == "NOT_SHARED" and rule["OwnerId"] == "123456789012" and resolver.get_resolver_rule(ResolverRuleId=rule["Id"])["ResolverRule"]["Name"] == "corp", rule
system = resolver.create_resolver_rule(CreatorRequestId="four", Name="inside", RuleType="SYSTEM", DomainName="aws.corp.example.com")["ResolverRule"]
assert "TargetIps" not in system and "ResolverEndpointId" not in system, system
refused("[RSLVR-00718] Cannot create a rule with type RECURSIVE", "InvalidRequestException", resolver.create_resolver_rule, CreatorRequestId="x", **{**forward, "RuleType": "RECURSIVE"})
refused("Cannot specify resolver endpoint ID and target IP for SYSTEM type resolver rule", "InvalidRequestException", resolver.create_resolver_rule, CreatorRequestId="x", **{**forward, "RuleType": "SYSTEM"})
refused("[RSLVR-00700] Resolver rules can only be associated to OUTBOUND resolver endpoints.", "InvalidRequestException", resolver.create_resolver_rule, CreatorRequestId="x", **{**forward, "ResolverEndpointId": inbound["Id"]})
refused("[RSLVR-00703] Resolver rule with ID \"rslvr-rr-0\" does not exist.", "ResourceNotFoundException", resolver.get_resolver_rule, ResolverRuleId="rslvr-rr-0")

# At work in a VPC, once a domain.
made = resolver.associate_resolver_rule(ResolverRuleId=rule["Id"], VPCId=vpc, Name="mine")["ResolverRuleAssociation"]
assert made["Status"] == "CREATING" and made["Id"].startswith("rslvr-rrassoc-"), made
until("complete", lambda: resolver.get_resolver_rule_association(ResolverRuleAssociationId=made["Id"])["ResolverRuleAssociation"]["Status"] == "COMPLETE")
refused("Cannot associate rules with same domain name with same VPC…", "InvalidRequestException", resolver.associate_resolver_rule, ResolverRuleId=rule["Id"], VPCId=vpc)
refused("The vpc ID 'vpc-0' does not exist", "InvalidParameterException", resolver.associate_resolver_rule, ResolverRuleId=rule["Id"], VPCId="vpc-0")
circle = resolver.create_resolver_rule(CreatorRequestId="five", RuleType="FORWARD", DomainName="circle.example.com", ResolverEndpointId=outbound["Id"], TargetIps=[{"Ip": "10.0.0.10"}])["ResolverRule"]
refused(f"[RSLVR-00804] Cannot associate rule {circle['Id']} to VPC {vpc} because the VPC include an INBOUND resolver endpoints with rule's target IP…", "InvalidRequestException",
        resolver.associate_resolver_rule, ResolverRuleId=circle["Id"], VPCId=vpc)

# Filters by both styles of name, and pages.
def ids(answer, member):
    return [item["Id"] for item in answer[member]]


assert ids(resolver.list_resolver_endpoints(Filters=[{"Name": "HostVPCId", "Values": [vpc]}, {"Name": "DIRECTION", "Values": ["INBOUND"]}]), "ResolverEndpoints") == [inbound["Id"]]
assert ids(resolver.list_resolver_rules(Filters=[{"Name": "TYPE", "Values": ["SYSTEM", "RECURSIVE"]}]), "ResolverRules") == ["rslvr-autodefined-rr-internet-resolver", system["Id"]]
assert ids(resolver.list_resolver_rules(Filters=[{"Name": "DomainName", "Values": ["corp.example.com."]}]), "ResolverRules") == [rule["Id"]]
assert ids(resolver.list_resolver_rule_associations(Filters=[{"Name": "VPCId", "Values": [vpc]}, {"Name": "ResolverRuleId", "Values": [rule["Id"]]}]), "ResolverRuleAssociations") == [made["Id"]]
refused("The filter 'VpcName' is invalid", "InvalidParameterException", resolver.list_resolver_rules, Filters=[{"Name": "VpcName", "Values": ["x"]}])
refused("Invalid value passed for the NextToken parameter", "InvalidNextTokenException", resolver.list_resolver_rules, NextToken="x")
pages = list(resolver.client.get_paginator("list_resolver_rules").paginate(PaginationConfig={"PageSize": 3}))
assert [len(page["ResolverRules"]) for page in pages] == [3, 1], pages

# Away with it, in order.
refused("Please disassociate this resolver rule from VPC first before deleting", "ResourceInUseException", resolver.delete_resolver_rule, ResolverRuleId=rule["Id"])
refused("[RSLVR-00600] Cannot delete resolver endpoint unless its related resolver rules are deleted…", "InvalidRequestException", resolver.delete_resolver_endpoint, ResolverEndpointId=outbound["Id"])
refused("Cannot change the autodefined resolver rule…", "InvalidRequestException", resolver.delete_resolver_rule, ResolverRuleId="rslvr-autodefined-rr-internet-resolver")
assert resolver.delete_resolver_rule(ResolverRuleId=circle["Id"])["ResolverRule"]["Status"] == "DELETING"
spare = resolver.create_resolver_endpoint(CreatorRequestId="six", Direction="OUTBOUND", SecurityGroupIds=[group], IpAddresses=[{"SubnetId": subnet} for subnet in subnets])["ResolverEndpoint"]
assert "Name" not in spare, spare
temporary = resolver.create_resolver_rule(CreatorRequestId="seven", RuleType="SYSTEM", DomainName="t.example.com")["ResolverRule"]
resolver.associate_resolver_rule(ResolverRuleId=temporary["Id"], VPCId=vpc)
assert resolver.disassociate_resolver_rule(ResolverRuleId=temporary["Id"], VPCId=vpc)["ResolverRuleAssociation"]["Status"] == "DELETING"
until("disassociated", lambda: not resolver.list_resolver_rule_associations(Filters=[{"Name": "ResolverRuleId", "Values": [temporary["Id"]]}])["ResolverRuleAssociations"])
refused("Resolver Rule Association between…", "ResourceNotFoundException", resolver.disassociate_resolver_rule, ResolverRuleId=temporary["Id"], VPCId=vpc)
resolver.delete_resolver_rule(ResolverRuleId=temporary["Id"])
assert resolver.delete_resolver_endpoint(ResolverEndpointId=spare["Id"])["ResolverEndpoint"]["Status"] == "DELETING"
until("deleted", lambda: ids(resolver.list_resolver_endpoints(), "ResolverEndpoints") == [inbound["Id"], outbound["Id"]])
until("its interfaces too", lambda: len(ec2.describe_network_interfaces(Filters=[{"Name": "vpc-id", "Values": [vpc]}])["NetworkInterfaces"]) == 4)
until("operational", lambda: resolver.get_resolver_endpoint(ResolverEndpointId=outbound["Id"])["ResolverEndpoint"]["Status"] == "OPERATIONAL")

# Another Region has its own.
assert boto3.client("route53resolver", region_name="us-west-2").list_resolver_endpoints()["ResolverEndpoints"] == []
resolver.check()
print(json.dumps({
    "vpc": vpc, "answered": sorted(resolver.operations),
    "endpoints": resolver.list_resolver_endpoints()["ResolverEndpoints"], "addresses": resolver.list_resolver_endpoint_ip_addresses(ResolverEndpointId=inbound["Id"])["IpAddresses"],
    "rules": [{k: v for k, v in item.items() if k != "StatusMessage"} for item in resolver.list_resolver_rules()["ResolverRules"]],
    "associations": resolver.list_resolver_rule_associations(Filters=[{"Name": "VPCId", "Values": [vpc]}])["ResolverRuleAssociations"]}))
