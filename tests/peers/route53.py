"""Hosted zones with boto3: private ones and their VPCs, records, aliases, paging, conflicts and every refusal on the way.

Prints what boto3 sees of a VPC at the end, for a reader of another kind to compare with.
"""
import json

import boto3

from shapes import refused
from xml_shapes import XmlShapes

REGION = "eu-west-1"
ec2 = boto3.client("ec2")
zones = XmlShapes("route53", "https://route53.amazonaws.com/doc/2013-04-01/")


def batch(changes):
    return {"Changes": [{"Action": action, "ResourceRecordSet": record} for action, record in changes]}


def change(zone, *changes):
    return zones.change_resource_record_sets(HostedZoneId=zone, ChangeBatch=batch(changes))


def unfit(error, *changes):
    refused(error, "InvalidChangeBatch", zones.change_resource_record_sets, HostedZoneId=corp, ChangeBatch=batch(changes))


def a(name, *values, ttl=60):
    return {"Name": name, "Type": "A", "TTL": ttl, "ResourceRecords": [{"Value": value} for value in values]}


def alias(name, zone, target, kind="A"):
    return {"Name": name, "Type": kind, "AliasTarget": {"HostedZoneId": zone, "DNSName": target, "EvaluateTargetHealth": False}}


def vpc(cidr):
    made = ec2.create_vpc(CidrBlock=cidr)["Vpc"]["VpcId"]
    ec2.modify_vpc_attribute(VpcId=made, EnableDnsHostnames={"Value": True})
    return {"VPCRegion": REGION, "VPCId": made}


first, second = vpc("10.0.0.0/16"), vpc("10.1.0.0/16")

# A private zone is born with its VPC.
made = zones.create_hosted_zone(Name="Corp.Example.com", CallerReference="one", VPC=first, HostedZoneConfig={"Comment": "for pets", "PrivateZone": True})
corp = made["HostedZone"]["Id"]
assert corp.startswith("/hostedzone/Z") and made["Location"].endswith(corp), made
assert made["HostedZone"]["Name"] == "corp.example.com." and made["HostedZone"]["ResourceRecordSetCount"] == 2, made
assert made["HostedZone"]["Config"] == {"Comment": "for pets", "PrivateZone": True} and made["VPC"] == first, made
assert made["ChangeInfo"]["Status"] == "PENDING" and zones.get_change(Id=made["ChangeInfo"]["Id"])["ChangeInfo"]["Status"] == "INSYNC"
assert "DelegationSet" not in made
shown = zones.get_hosted_zone(Id=corp)
assert shown["VPCs"] == [first] and "DelegationSet" not in shown, shown

# What may not be.
assert refused("A hosted zone has already been created…", "HostedZoneAlreadyExists", zones.create_hosted_zone, Name="other.example.com", CallerReference="one")["ResponseMetadata"]["HTTPStatusCode"] == 409
taken = f"The VPC {first['VPCId']} in region {REGION} has already been associated with the hosted zone {corp.split('/')[-1]} with the same domain name."
assert refused(taken, "ConflictingDomainExists", zones.create_hosted_zone, Name="corp.example.com", CallerReference="two", VPC=first)["ResponseMetadata"]["HTTPStatusCode"] == 400
refused("The VPC: vpc-0123456789abcdef0 in region: eu-west-1…", "InvalidVPCId", zones.create_hosted_zone, Name="a.example.com", CallerReference="three", VPC={**first, "VPCId": "vpc-0123456789abcdef0"})
refused("When you're creating a private hosted zone…", "InvalidInput", zones.create_hosted_zone, Name="a.example.com", CallerReference="four", HostedZoneConfig={"PrivateZone": True})
refused("The specified domain name is not valid.", "InvalidDomainName", zones.create_hosted_zone, Name="a..b", CallerReference="five")
assert refused("No hosted zone found with ID: Z0", "NoSuchHostedZone", zones.get_hosted_zone, Id="Z0")["ResponseMetadata"]["HTTPStatusCode"] == 404
assert refused("Could not find…", "NoSuchChange", zones.get_change, Id="C0")["ResponseMetadata"]["HTTPStatusCode"] == 404

# A child of the name in the same VPC is another zone; a public one has name servers and no VPC.
child = zones.create_hosted_zone(Name="a.corp.example.com", CallerReference="six", VPC=first)["HostedZone"]["Id"]
public = zones.create_hosted_zone(Name="corp.example.com.", CallerReference="seven")
assert len(public["DelegationSet"]["NameServers"]) == 4 and "VPC" not in public, public
outside = public["HostedZone"]["Id"]

# VPCs come and go, but for the last.
zones.associate_vpc_with_hosted_zone(HostedZoneId=corp, VPC=second, Comment="too")
refused("The VPC " + second["VPCId"] + "…", "ConflictingDomainExists", zones.associate_vpc_with_hosted_zone, HostedZoneId=corp, VPC=second)
refused(f"Attempting to associate public zone: {outside.split('/')[-1]} with vpc: {second['VPCId']}", "PublicZoneVPCAssociation", zones.associate_vpc_with_hosted_zone, HostedZoneId=outside, VPC=second)
assert zones.get_hosted_zone(Id=corp)["VPCs"] == [first, second]
zones.disassociate_vpc_from_hosted_zone(HostedZoneId=corp, VPC=second)
assert refused(f"The VPC: {second['VPCId']}…", "VPCAssociationNotFound", zones.disassociate_vpc_from_hosted_zone, HostedZoneId=corp, VPC=second)["ResponseMetadata"]["HTTPStatusCode"] == 404
refused("Cannot remove…", "LastVPCAssociation", zones.disassociate_vpc_from_hosted_zone, HostedZoneId=corp, VPC=first)

# Another account's VPC needs an authorization.
foreign = boto3.client("ec2", aws_access_key_id="210987654321", aws_secret_access_key="x").create_vpc(CidrBlock="10.2.0.0/16")["Vpc"]["VpcId"]
assert refused("The VPC: " + foreign + "…", "NotAuthorizedException", zones.associate_vpc_with_hosted_zone, HostedZoneId=corp, VPC={**first, "VPCId": foreign})["ResponseMetadata"]["HTTPStatusCode"] == 401

# Records: made, replaced, refused, taken away; all of a batch or none.
change(corp, ("CREATE", a("api.corp.example.com", "10.0.0.5")), ("CREATE", {"Name": "www.corp.example.com", "Type": "CNAME", "TTL": 300, "ResourceRecords": [{"Value": "api.corp.example.com"}]}))

unfit("[Tried to create resource record set [name='api.corp.example.com.', type='A'] but it already exists]", ("CREATE", a("new.corp.example.com", "10.0.0.9")), ("CREATE", a("api.corp.example.com", "10.0.0.6")))
unfit("[Tried to delete resource record set [name='none.corp.example.com.', type='A'] but it was not found]", ("DELETE", a("none.corp.example.com", "10.0.0.6")))
unfit("[Tried to delete resource record set [name='api.corp.example.com.', type='A'] but the values provided do not match the current values]", ("DELETE", a("api.corp.example.com", "10.0.0.6")))
unfit("[RRSet with DNS name api.example.org. is not permitted in zone corp.example.com.]", ("UPSERT", a("api.example.org", "10.0.0.6")))
unfit("[RRSet of type A with DNS name www.corp.example.com. is not permitted because a conflicting RRSet of type  CNAME…", ("UPSERT", a("www.corp.example.com", "10.0.0.6")))
unfit("[RRSet of type CNAME with DNS name api.corp.example.com. is not permitted as it conflicts with other records with the same DNS name in zone corp.example.com.]",
      ("CREATE", {"Name": "api.corp.example.com", "Type": "CNAME", "TTL": 1, "ResourceRecords": [{"Value": "x.example.com"}]}))
unfit("[RRSet of type CNAME with DNS name corp.example.com. is not permitted at apex in zone corp.example.com.]",
      ("CREATE", {"Name": "corp.example.com", "Type": "CNAME", "TTL": 1, "ResourceRecords": [{"Value": "x.example.com"}]}))
unfit("[Invalid Resource Record: FATAL problem: ARRDATAIllegalIPv4Address (Value is not a valid IPv4 address) encountered with '10.0.0']", ("CREATE", a("b.corp.example.com", "10.0.0")))
soa = next(r for r in zones.list_resource_record_sets(HostedZoneId=corp)["ResourceRecordSets"] if r["Type"] == "SOA")
unfit("[A HostedZone must contain exactly one SOA record.]", ("DELETE", soa))
refused("Invalid request: Expected exactly one of [AliasTarget, all of [TTL, and ResourceRecords], or TrafficPolicyInstanceId], but found none in Change with [Action=CREATE, Name=b.corp.example.com, Type=A, SetIdentifier=null]",
        "InvalidInput", zones.change_resource_record_sets, HostedZoneId=corp, ChangeBatch={"Changes": [{"Action": "CREATE", "ResourceRecordSet": {"Name": "b.corp.example.com", "Type": "A"}}]})
change(corp, ("UPSERT", a("api.corp.example.com", "10.0.0.7", "10.0.0.8", ttl=30)), ("CREATE", {"Name": "v6.corp.example.com", "Type": "AAAA", "TTL": 60, "ResourceRecords": [{"Value": "fd00::1"}]}))
change(corp, ("CREATE", {**a("w.corp.example.com", "10.0.0.1"), "SetIdentifier": "blue", "Weight": 10}), ("CREATE", {**a("w.corp.example.com", "10.0.0.2"), "SetIdentifier": "green", "Weight": 20}))

# An endpoint with private DNS has a hidden zone, which holds its name; an alias leads to the endpoint.
subnet = ec2.create_subnet(VpcId=first["VPCId"], CidrBlock="10.0.0.0/24")["Subnet"]["SubnetId"]
endpoint = ec2.create_vpc_endpoint(VpcId=first["VPCId"], VpcEndpointType="Interface", ServiceName=f"com.amazonaws.{REGION}.execute-api", SubnetIds=[subnet], PrivateDnsEnabled=True)["VpcEndpoint"]
names = {entry["DnsName"]: entry["HostedZoneId"] for entry in ec2.describe_vpc_endpoints(VpcEndpointIds=[endpoint["VpcEndpointId"]])["VpcEndpoints"][0]["DnsEntries"]}
name, zone = next((n, z) for n, z in names.items() if ".vpce." in n)
change(corp, ("CREATE", alias("*.corp.example.com", zone, name)), ("CREATE", alias("same.corp.example.com", corp.split("/")[-1], "api.corp.example.com")))
unfit(f"[Tried to create an alias that targets vpce-0.{name}., type A in zone {zone}, but that target was not found]", ("CREATE", alias("no.corp.example.com", zone, "vpce-0." + name)))
hidden = names[f"execute-api.{REGION}.amazonaws.com"]
refused(f"The VPC {first['VPCId']} in region {REGION} has already been associated with the hosted zone {hidden} with the same domain name.", "ConflictingDomainExists",
        zones.create_hosted_zone, Name=f"execute-api.{REGION}.amazonaws.com", CallerReference="eight", VPC=first)
own = zones.create_hosted_zone(Name=f"execute-api.{REGION}.amazonaws.com", CallerReference="nine", VPC=second)["HostedZone"]["Id"]
there = ec2.create_subnet(VpcId=second["VPCId"], CidrBlock="10.1.0.0/24")["Subnet"]["SubnetId"]
refused(f"private-dns-enabled cannot be set because there is already a conflicting DNS domain for execute-api.{REGION}.amazonaws.com in the VPC {second['VPCId']}", "InvalidParameter",
        ec2.create_vpc_endpoint, VpcId=second["VPCId"], VpcEndpointType="Interface", ServiceName=f"com.amazonaws.{REGION}.execute-api", SubnetIds=[there], PrivateDnsEnabled=True)

# Lists, in Route 53's order, whole and a page at a time.
records = zones.list_resource_record_sets(HostedZoneId=corp)
assert records["MaxItems"] == "300" and not records["IsTruncated"], records
keys = [(r["Name"], r["Type"], r.get("SetIdentifier")) for r in records["ResourceRecordSets"]]
assert keys == [
    ("corp.example.com.", "NS", None), ("corp.example.com.", "SOA", None), ("\\052.corp.example.com.", "A", None), ("api.corp.example.com.", "A", None),
    ("same.corp.example.com.", "A", None), ("v6.corp.example.com.", "AAAA", None), ("w.corp.example.com.", "A", "blue"), ("w.corp.example.com.", "A", "green"), ("www.corp.example.com.", "CNAME", None)], keys
assert records["ResourceRecordSets"][3]["ResourceRecords"] == [{"Value": "10.0.0.7"}, {"Value": "10.0.0.8"}] and records["ResourceRecordSets"][3]["TTL"] == 30
assert records["ResourceRecordSets"][2]["AliasTarget"] == {"HostedZoneId": zone, "DNSName": name + ".", "EvaluateTargetHealth": False}
pages = list(zones.client.get_paginator("list_resource_record_sets").paginate(HostedZoneId=corp, PaginationConfig={"PageSize": 2}))
assert [r for page in pages for r in page["ResourceRecordSets"]] == records["ResourceRecordSets"] and len(pages) == 5, pages
at = zones.list_resource_record_sets(HostedZoneId=corp, StartRecordName="w.corp.example.com", StartRecordType="A", StartRecordIdentifier="green", MaxItems="1")
assert at["ResourceRecordSets"][0]["Weight"] == 20 and at["NextRecordName"] == "www.corp.example.com." and at["NextRecordType"] == "CNAME", at
refused("The input is not valid.", "InvalidInput", zones.list_resource_record_sets, HostedZoneId=corp, StartRecordType="A")
pages = list(zones.client.get_paginator("list_hosted_zones").paginate(PaginationConfig={"PageSize": 3}))
assert [z["Id"] for page in pages for z in page["HostedZones"]] == [corp, child, outside, own] and pages[0]["NextMarker"] == own.split("/")[-1], pages
named = zones.list_hosted_zones_by_name(DNSName="corp.example.com", MaxItems="2")
assert {z["Id"] for z in named["HostedZones"]} == {corp, outside} and named["NextDNSName"] == "a.corp.example.com." and named["IsTruncated"], named
here = zones.list_hosted_zones_by_vpc(VPCId=first["VPCId"], VPCRegion=REGION)
assert here["HostedZoneSummaries"] == [
    {"HostedZoneId": corp.split("/")[-1], "Name": "corp.example.com.", "Owner": {"OwningAccount": "123456789012"}},
    {"HostedZoneId": child.split("/")[-1], "Name": "a.corp.example.com.", "Owner": {"OwningAccount": "123456789012"}},
    {"HostedZoneId": hidden, "Name": f"execute-api.{REGION}.amazonaws.com.", "Owner": {"OwningService": "vpce.amazonaws.com"}}], here
one = zones.list_hosted_zones_by_vpc(VPCId=first["VPCId"], VPCRegion=REGION, MaxItems="1")
two = zones.list_hosted_zones_by_vpc(VPCId=first["VPCId"], VPCRegion=REGION, MaxItems="2", NextToken=one["NextToken"])
assert one["HostedZoneSummaries"] + two["HostedZoneSummaries"] == here["HostedZoneSummaries"] and "NextToken" not in two
refused("The value…", "InvalidPaginationToken", zones.list_hosted_zones_by_vpc, VPCId=first["VPCId"], VPCRegion=REGION, NextToken="x")
refused(f"The VPC {foreign} in region {REGION} is not owned by you.", "AccessDenied", zones.list_hosted_zones_by_vpc, VPCId=foreign, VPCRegion=REGION)

# Tags; then a zone goes when it is empty.
zones.change_tags_for_resource(ResourceType="hostedzone", ResourceId=child.split('/')[-1], AddTags=[{"Key": "owner", "Value": "me"}, {"Key": "b", "Value": "c"}])
zones.change_tags_for_resource(ResourceType="hostedzone", ResourceId=child.split('/')[-1], RemoveTagKeys=["b"])
assert zones.list_tags_for_resource(ResourceType="hostedzone", ResourceId=child.split('/')[-1])["ResourceTagSet"]["Tags"] == [{"Key": "owner", "Value": "me"}]
change(child, ("CREATE", a("x.a.corp.example.com", "10.0.0.1")))
refused("The specified hosted zone contains non-required resource record sets and so cannot be deleted.", "HostedZoneNotEmpty", zones.delete_hosted_zone, Id=child)
change(child, ("DELETE", a("x.a.corp.example.com", "10.0.0.1")))
zones.delete_hosted_zone(Id=child)
zones.delete_hosted_zone(Id=outside)
assert [z["Id"] for z in zones.list_hosted_zones()["HostedZones"]] == [corp, own]
zones.check()
print(json.dumps({
    "vpc": first, "answered": sorted(zones.operations), "zone": corp,
    "summaries": zones.list_hosted_zones_by_vpc(VPCId=first["VPCId"], VPCRegion=REGION)["HostedZoneSummaries"],
    "hostedZone": zones.get_hosted_zone(Id=corp)["HostedZone"], "records": records["ResourceRecordSets"]}))
