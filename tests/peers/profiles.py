"""Route 53 Profiles with boto3: Profiles from birth to death, what they carry, the VPCs they are on, tags, pages, and another account.

Statuses and words are those of the AWS CLI's examples (awscli/examples/route53profiles).
"""
import json
import time

import boto3

from shapes import Shapes, refused

REGION, ME, OTHER = "eu-west-1", "123456789012", "210987654321"
profiles = Shapes("route53profiles")
ec2, route53, resolver = (boto3.client(name) for name in ("ec2", "route53", "route53resolver"))
consumer = {"aws_access_key_id": OTHER, "aws_secret_access_key": "x"}
theirs, their_ec2 = boto3.client("route53profiles", **consumer), boto3.client("ec2", **consumer)


def until(what, check, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if check():
            return
        time.sleep(0.03)
    raise AssertionError(f"not in time: {what}")


def missing(thing):
    return f'Can\'t find the resource with ID "{thing}".'


# A Profile.
made = profiles.create_profile(Name="hub", ClientToken="one", Tags=[{"Key": "owner", "Value": "me"}])["Profile"]
one = made["Id"]
assert made["Arn"] == f"arn:aws:route53profiles:{REGION}:{ME}:profile/{one}" and one.startswith("rp-") and made["OwnerId"] == ME, made
assert (made["Name"], made["Status"], made["StatusMessage"], made["ShareStatus"], made["ClientToken"]) == ("hub", "COMPLETE", "Created Profile", "NOT_SHARED", "one"), made
assert profiles.create_profile(Name="hub", ClientToken="one")["Profile"]["Id"] == one, "the same token is the same Profile"
got = profiles.get_profile(ProfileId=one)["Profile"]
assert got == made, got
two = profiles.create_profile(Name="other")["Profile"]["Id"]
first = profiles.list_profiles(MaxResults=1)
assert [item["Id"] for item in first["ProfileSummaries"]] == [one], first
rest = profiles.list_profiles(NextToken=first["NextToken"])
assert [item["Id"] for item in rest["ProfileSummaries"]] == [two] and "NextToken" not in rest, rest
refused("1 validation error detected: Value '12' at 'name' failed…", "ValidationException", profiles.create_profile, Name="12")
refused(missing("rp-0"), "ResourceNotFoundException", profiles.get_profile, ProfileId="rp-0")

# What it carries.
vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
for attribute in ("EnableDnsSupport", "EnableDnsHostnames"):
    ec2.modify_vpc_attribute(VpcId=vpc, **{attribute: {"Value": True}})
subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.1.0/24")["Subnet"]["SubnetId"]
vpce = ec2.create_vpc_endpoint(VpcId=vpc, VpcEndpointType="Interface", ServiceName=f"com.amazonaws.{REGION}.execute-api", SubnetIds=[subnet])["VpcEndpoint"]["VpcEndpointId"]
zone = route53.create_hosted_zone(Name="example.com", CallerReference="z", VPC={"VPCRegion": REGION, "VPCId": vpc})["HostedZone"]["Id"].split("/")[-1]
public = route53.create_hosted_zone(Name="example.org", CallerReference="p")["HostedZone"]["Id"].split("/")[-1]
rule = resolver.create_resolver_rule(CreatorRequestId="r", RuleType="SYSTEM", DomainName="corp.example.com")["ResolverRule"]["Arn"]
arns = {
    "PRIVATE_HOSTED_ZONE": f"arn:aws:route53:::hostedzone/{zone}",
    "RESOLVER_RULE": rule,
    "VPC_ENDPOINT": f"arn:aws:ec2:{REGION}:{ME}:vpc-endpoint/{vpce}",
    "FIREWALL_RULE_GROUP": f"arn:aws:route53resolver:{REGION}:{ME}:firewall-rule-group/rslvr-frg-1",
}
born = {}
for kind, arn in arns.items():
    more = {"ResourceProperties": '{"priority": 102}'} if kind == "FIREWALL_RULE_GROUP" else {}
    item = profiles.associate_resource_to_profile(ProfileId=one, ResourceArn=arn, Name="carries", **more)["ProfileResourceAssociation"]
    assert (item["ResourceType"], item["ResourceArn"], item["Status"], item["OwnerId"], item["ProfileId"]) == (kind, arn, "UPDATING", ME, one), item
    assert item.get("ResourceProperties") == ('{"priority":102}' if more else None), item
    born[kind] = item["Id"]
group = profiles.get_profile_resource_association(ProfileResourceAssociationId=born["FIREWALL_RULE_GROUP"])["ProfileResourceAssociation"]
assert group["Id"] == born["FIREWALL_RULE_GROUP"], group
until("the resources", lambda: all(item["Status"] == "COMPLETE" for item in profiles.list_profile_resource_associations(ProfileId=one)["ProfileResourceAssociations"]))
assert profiles.get_profile_resource_association(ProfileResourceAssociationId=group["Id"])["ProfileResourceAssociation"]["StatusMessage"] == "Completed creation of Profile to DNS Firewall rule group association"
changed = profiles.update_profile_resource_association(ProfileResourceAssociationId=group["Id"], Name="first", ResourceProperties='{"priority":105}')["ProfileResourceAssociation"]
assert (changed["Name"], changed["ResourceProperties"], changed["Status"]) == ("first", '{"priority":105}', "UPDATING"), changed
page = profiles.list_profile_resource_associations(ProfileId=one, MaxResults=3)
assert len(page["ProfileResourceAssociations"]) == 3 and len(profiles.list_profile_resource_associations(ProfileId=one, NextToken=page["NextToken"])["ProfileResourceAssociations"]) == 1
assert [item["ResourceArn"] for item in profiles.list_profile_resource_associations(ProfileId=one, ResourceType="VPC_ENDPOINT")["ProfileResourceAssociations"]] == [arns["VPC_ENDPOINT"]]
put = lambda arn, **more: dict(ProfileId=one, Name="x", ResourceArn=arn, **more)
refused("The resource…", "ConflictException", profiles.associate_resource_to_profile, **put(arns["RESOLVER_RULE"]))
refused("The resource…", "InvalidParameterException", profiles.associate_resource_to_profile, **put(f"arn:aws:s3:::bucket"))
refused(missing(f"arn:aws:route53:::hostedzone/{public}"), "ResourceNotFoundException", profiles.associate_resource_to_profile, **put(f"arn:aws:route53:::hostedzone/{public}"))
refused(missing("arn:aws:ec2:eu-west-1:123456789012:vpc-endpoint/vpce-0"), "ResourceNotFoundException", profiles.associate_resource_to_profile, **put("arn:aws:ec2:eu-west-1:123456789012:vpc-endpoint/vpce-0"))
refused("The priority of a DNS Firewall rule group…", "InvalidParameterException", profiles.associate_resource_to_profile, **put(arns["FIREWALL_RULE_GROUP"] + "2", ResourceProperties='{"priority":99}'))
gone = profiles.disassociate_resource_from_profile(ProfileId=one, ResourceArn=arns["FIREWALL_RULE_GROUP"])["ProfileResourceAssociation"]
assert (gone["Status"], gone["StatusMessage"]) == ("DELETING", "Deleting the Profile to DNS Firewall rule group association"), gone
until("the end of the group", lambda: len(profiles.list_profile_resource_associations(ProfileId=one)["ProfileResourceAssociations"]) == 3)
refused(missing(group["Id"]), "ResourceNotFoundException", profiles.get_profile_resource_association, ProfileResourceAssociationId=group["Id"])

# The VPCs that it is on: one Profile a VPC.
on = profiles.associate_profile(ProfileId=one, ResourceId=vpc, Name="on", Tags=[{"Key": "a", "Value": "b"}])["ProfileAssociation"]
assert on["Id"].startswith("rpassoc-") and (on["Name"], on["OwnerId"], on["ProfileId"], on["ResourceId"], on["Status"], on["StatusMessage"]) == ("on", ME, one, vpc, "CREATING", "Creating Profile Association"), on
until("the association", lambda: profiles.get_profile_association(ProfileAssociationId=on["Id"])["ProfileAssociation"]["StatusMessage"] == "Created Profile Association")
refused("The VPC…", "ResourceExistsException", profiles.associate_profile, ProfileId=one, ResourceId=vpc, Name="x")
refused("The VPC…", "ResourceExistsException", profiles.associate_profile, ProfileId=two, ResourceId=vpc, Name="x")
refused(missing("vpc-0"), "ResourceNotFoundException", profiles.associate_profile, ProfileId=two, ResourceId="vpc-0", Name="x")
refused("The Profile…", "ConflictException", profiles.delete_profile, ProfileId=one)

# Another account: it may look at the Profile and have it on a VPC of its own.
spoke = their_ec2.create_vpc(CidrBlock="10.1.0.0/16")["Vpc"]["VpcId"]
assert theirs.list_profiles()["ProfileSummaries"] == []
away = theirs.associate_profile(ProfileId=one, ResourceId=spoke, Name="away")["ProfileAssociation"]
assert away["OwnerId"] == OTHER and theirs.get_profile(ProfileId=one)["Profile"]["ShareStatus"] == "SHARED_WITH_ME"
assert [item["Id"] for item in theirs.list_profiles()["ProfileSummaries"]] == [one]
assert profiles.get_profile(ProfileId=one)["Profile"]["ShareStatus"] == "SHARED_BY_ME"
assert [item["ResourceArn"] for item in theirs.list_profile_resource_associations(ProfileId=one)["ProfileResourceAssociations"]] == list(arns.values())[:3]
refused(f"Account {OTHER} does not own the Profile…", "AccessDeniedException", theirs.associate_resource_to_profile, **put(arns["VPC_ENDPOINT"]))
assert {item["ResourceId"] for item in profiles.list_profile_associations(ProfileId=one)["ProfileAssociations"]} == {vpc, spoke}
assert [item["ResourceId"] for item in theirs.list_profile_associations()["ProfileAssociations"]] == [spoke]
assert [item["Id"] for item in profiles.list_profile_associations(ResourceId=vpc)["ProfileAssociations"]] == [on["Id"]]

# Tags.
association = f"arn:aws:route53profiles:{REGION}:{ME}:profile-association/{on['Id']}"
assert profiles.list_tags_for_resource(ResourceArn=made["Arn"])["Tags"] == {"owner": "me"}
assert profiles.list_tags_for_resource(ResourceArn=association)["Tags"] == {"a": "b"}
profiles.tag_resource(ResourceArn=made["Arn"], Tags={"b": "c"})
profiles.untag_resource(ResourceArn=made["Arn"], TagKeys=["owner"])
assert profiles.list_tags_for_resource(ResourceArn=made["Arn"])["Tags"] == {"b": "c"}

# The end.
off = profiles.disassociate_profile(ProfileId=one, ResourceId=vpc)["ProfileAssociation"]
assert (off["Id"], off["Status"], off["StatusMessage"]) == (on["Id"], "DELETING", "Deleting Profile Association"), off
theirs.disassociate_profile(ProfileId=one, ResourceId=spoke)
until("no association", lambda: not profiles.list_profile_associations(ProfileId=one)["ProfileAssociations"])
for profile in (one, two):
    ended = profiles.delete_profile(ProfileId=profile)["Profile"]
    assert (ended["Status"], ended["StatusMessage"]) == ("DELETED", "Deleted Profile"), ended
refused(missing(one), "ResourceNotFoundException", profiles.get_profile, ProfileId=one)
profiles.check()
print(json.dumps({"answered": sorted(profiles.operations)}))
