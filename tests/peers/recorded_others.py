"""What IAM, STS, Resolver, Route 53, EC2 and CloudWatch Logs answered (see recorded.py)."""
import json

import boto3
from recorded import equal, recorded, run
from shapes import Shapes, refused

TRUST = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "123456789012"}, "Action": ["sts:AssumeRole", "sts:TagSession"]}]})
iam, sts = boto3.client("iam"), boto3.client("sts")
ec2 = boto3.client("ec2")
resolver, logs = Shapes("route53resolver"), Shapes("logs")
zones = boto3.client("route53")



@recorded("test_sts_invalid_parameters", "2025-07-21")
def _():
    for arn in ("nothing-valid-in-here", "arn::b:::something/test-role", "arn:a::::something/test-role", "arn:a:::something/test-role", "arn:a:a::aaaaaaaaaa:"):
        answer = refused(f"{arn} is invalid", "ValidationError", sts.assume_role, RoleArn=arn, RoleSessionName="Session1")
        equal(answer["ResponseMetadata"]["HTTPStatusCode"], 400)
    refused(r"1 validation error detected: Value 'Session1:2' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\w+=,.@-]*",
            "ValidationError", sts.assume_role, RoleArn="arn:a:b:::something/test-role", RoleSessionName="Session1:2")


@recorded("test_assume_role_tag_validation and test_iam_role_chaining_override_transitive_tags", "2025-04-10")
def _():
    role = iam.create_role(RoleName="recorded", AssumeRolePolicyDocument=TRUST)["Role"]
    # GetRole shows it, CreateRole does not.
    assert "MaxSessionDuration" not in role, role
    equal(iam.get_role(RoleName="recorded")["Role"]["MaxSessionDuration"], 3600)
    at = dict(RoleArn=role["Arn"], RoleSessionName="Session1")
    refused("The specified transitive tag key must be included in the requested tags.", "InvalidParameterValue", sts.assume_role, **at,
            Tags=[{"Key": "SessionTag1", "Value": "1"}], TransitiveTagKeys=["InvalidKey"])
    refused("Duplicate tag keys found. Please note that Tag keys are case insensitive.", "InvalidParameterValue", sts.assume_role, **at,
            Tags=[{"Key": "SessionTag1", "Value": "1"}, {"Key": "sessiontag1", "Value": "2"}])
    keys = sts.assume_role(**at, Tags=[{"Key": "SessionTag1", "Value": "1"}], TransitiveTagKeys=["SessionTag1"])["Credentials"]
    session = boto3.client("sts", aws_access_key_id=keys["AccessKeyId"], aws_secret_access_key=keys["SecretAccessKey"], aws_session_token=keys["SessionToken"])
    for key in ("SessionTag1", "sessiontag1"):
        refused("One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
                "InvalidParameterValue", session.assume_role, **at, Tags=[{"Key": key, "Value": "2"}])
    session.assume_role(**at, Tags=[{"Key": "Other", "Value": "2"}])


@recorded("test_role_attach_policy and test_user_attach_policy", "2025-06-19")
def _():
    iam.create_role(RoleName="attaching", AssumeRolePolicyDocument=TRUST)
    document = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}]})
    made = iam.create_policy(PolicyName="recorded", PolicyDocument=document)["Policy"]
    equal((made["AttachmentCount"], made["PermissionsBoundaryUsageCount"], made["UpdateDate"]), (0, 0, made["CreateDate"]))
    refused("Invalid ARN:  Could not be parsed!", "ValidationError", iam.attach_role_policy, RoleName="attaching", PolicyArn="longpolicynamebutnoarn")
    refused(f"Policy {made['Arn']}123 does not exist or is not attachable.", "NoSuchEntity", iam.attach_role_policy, RoleName="attaching", PolicyArn=made["Arn"] + "123")


@recorded("test_list_roles_with_permission_boundary", "2025-03-06")
def _():
    boundary = iam.create_policy(PolicyName="boundary", PolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}))
    iam.create_role(RoleName="bounded", Path="/bounded/", AssumeRolePolicyDocument=TRUST, PermissionsBoundary=boundary["Policy"]["Arn"])
    listed = iam.list_roles(PathPrefix="/bounded/")["Roles"][0]
    assert "PermissionsBoundary" not in listed and listed["MaxSessionDuration"] == 3600, listed
    equal(iam.get_role(RoleName="bounded")["Role"]["PermissionsBoundary"]["PermissionsBoundaryArn"], boundary["Policy"]["Arn"])


@recorded("test_route53resolver_bad_create_endpoint_security_groups and test_create_resolver_rule_with_invalid_direction", "2023-09-08")
def _():
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    places = [{"SubnetId": ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.0.{n}.0/24")["Subnet"]["SubnetId"]} for n in (1, 2)]
    refused('[RSLVR-00408] Malformed security group ID: "Invalid id: "test-invalid-sg-123" (expecting "sg-...")".', "InvalidParameterException",
            resolver.create_resolver_endpoint, CreatorRequestId="a", Direction="INBOUND", SecurityGroupIds=["test-invalid-sg-123"], IpAddresses=places)
    group = ec2.create_security_group(VpcId=vpc, GroupName="g", Description="g")["GroupId"]
    ends = {direction: resolver.create_resolver_endpoint(CreatorRequestId=direction, Direction=direction, SecurityGroupIds=[group], IpAddresses=places)["ResolverEndpoint"]["Id"]
            for direction in ("INBOUND", "OUTBOUND")}
    rule = dict(RuleType="FORWARD", DomainName="www.example4.com", TargetIps=[{"Ip": "10.0.1.100", "Port": 123}])
    refused("[RSLVR-00700] Resolver rules can only be associated to OUTBOUND resolver endpoints.", "InvalidRequestException",
            resolver.create_resolver_rule, CreatorRequestId="b", ResolverEndpointId=ends["INBOUND"], **rule)
    # test_associate_and_disassociate_resolver_rule: a complete association has a message too.
    made = resolver.create_resolver_rule(CreatorRequestId="c", ResolverEndpointId=ends["OUTBOUND"], **rule)["ResolverRule"]["Id"]
    id = resolver.associate_resolver_rule(ResolverRuleId=made, VPCId=vpc)["ResolverRuleAssociation"]["Id"]
    while True:
        shown = resolver.get_resolver_rule_association(ResolverRuleAssociationId=id)["ResolverRuleAssociation"]
        if shown["Status"] == "COMPLETE":
            break
    assert shown["StatusMessage"], shown


@recorded("test_create_hosted_zone_in_non_existent_vpc", "2024-04-10")
def _():
    refused("The VPC ID is invalid.", "InvalidVPCId", zones.create_hosted_zone, Name="zone.example", CallerReference="a", VPC={"VPCRegion": "eu-west-1", "VPCId": "non-existent"})


@recorded("test_vpc_endpoint_dns_names", "2025-07-29")
def _():
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/24")["Vpc"]["VpcId"]
    for attribute in ("EnableDnsSupport", "EnableDnsHostnames"):
        ec2.modify_vpc_attribute(VpcId=vpc, **{attribute: {"Value": True}})
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.0.0/24")["Subnet"]["SubnetId"]
    made = ec2.create_vpc_endpoint(VpcId=vpc, VpcEndpointType="Interface", ServiceName="com.amazonaws.eu-west-1.execute-api", SubnetIds=[subnet])["VpcEndpoint"]
    equal(made["DnsOptions"], {"DnsRecordIpType": "ipv4"})


@recorded("test_get_security_groups_for_vpc", "2025-05-19")
def _():
    equal(ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["Ipv6CidrBlockAssociationSet"], [])


@recorded("test_describe_vpn_gateways_filter_by_vpc", "2024-06-07")
def _():
    made = ec2.create_vpn_gateway(Type="ipsec.1")["VpnGateway"]
    assert "Tags" not in made, made


@recorded("test_describe_availability_zones_filters", "2025-05-28")
def _():
    shown = boto3.client("ec2", region_name="us-east-1").describe_availability_zones(ZoneNames=["us-east-1a"])["AvailabilityZones"][0]
    equal((shown["GroupName"], shown["GroupLongName"]), ("us-east-1-zg-1", "US East (N. Virginia) 1"))


@recorded("test_logs_groups and test_logs_filter_events", "2026-02-03 and 2026-02-05")
def _():
    bad = "InvalidParameterException"
    refused("Invalid LogGroup or LogStream, both must have length less than or equal to 512.", bad, logs.create_log_group, logGroupName="a" * 513)
    logs.create_log_group(logGroupName="recorded/one")
    shown = logs.describe_log_groups(logGroupNamePrefix="recorded/")["logGroups"][0]
    equal((shown["deletionProtectionEnabled"], shown["storedBytes"]), (False, 0))
    found = logs.describe_log_groups(logGroupNamePattern="corded")["logGroups"][0]
    equal({"storedBytes", "deletionProtectionEnabled"} & set(found), set())
    refused("LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.", bad, logs.describe_log_groups, logGroupNamePrefix="a", logGroupNamePattern="b")
    refused("1 validation error detected: Value '10001' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 10000", bad,
            logs.filter_log_events, logGroupName="recorded/one", limit=10001)


@recorded("test_tag_resource_api, test_tag_log_group and test_put_retention_policy", "2026-02-03")
def _():
    logs.create_log_group(logGroupName="recorded/tags", tags={"env": "testing1"})
    arn = logs.describe_log_groups(logGroupNamePrefix="recorded/tags")["logGroups"][0]["logGroupArn"]

    def tags():
        by_arn, by_name = logs.list_tags_for_resource(resourceArn=arn)["tags"], logs.list_tags_log_group(logGroupName="recorded/tags")["tags"]
        equal(by_arn, by_name)
        return by_arn

    equal(tags(), {"env": "testing1"})
    logs.tag_resource(resourceArn=arn, tags={"test1": "val1", "test2": "val2"})
    logs.tag_log_group(logGroupName="recorded/tags", tags={"test3": "val3"})
    equal(tags(), {"env": "testing1", "test1": "val1", "test2": "val2", "test3": "val3"})
    logs.untag_log_group(logGroupName="recorded/tags", tags=["test3"])
    logs.untag_resource(resourceArn=arn, tagKeys=["env", "test1"])
    equal(tags(), {"test2": "val2"})
    refused("The specified log group does not exist.", "ResourceNotFoundException", logs.tag_resource, resourceArn=arn + "-not", tags={"a": "b"})

    def retention():
        return logs.describe_log_groups(logGroupNamePrefix="recorded/tags")["logGroups"][0].get("retentionInDays")

    logs.put_retention_policy(logGroupName="recorded/tags", retentionInDays=7)
    equal(retention(), 7)
    refused("1 validation error detected: Value '8' at 'retentionInDays'…", "InvalidParameterException", logs.put_retention_policy, logGroupName="recorded/tags", retentionInDays=8)
    logs.delete_retention_policy(logGroupName="recorded/tags")
    equal(retention(), None)


@recorded("test_update_resolver_endpoint", "2023-09-08")
def _():
    vpc = ec2.create_vpc(CidrBlock="10.77.0.0/16")["Vpc"]["VpcId"]
    subnets = [ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.77.{n}.0/24")["Subnet"]["SubnetId"] for n in range(2)]
    group = ec2.create_security_group(GroupName="resolver", Description="x", VpcId=vpc)["GroupId"]
    made = resolver.create_resolver_endpoint(CreatorRequestId="update", Direction="INBOUND", SecurityGroupIds=[group],
                                             IpAddresses=[{"SubnetId": subnet} for subnet in subnets])["ResolverEndpoint"]
    at = dict(ResolverEndpointId=made["Id"])
    while resolver.get_resolver_endpoint(**at)["ResolverEndpoint"]["Status"] != "OPERATIONAL":
        pass
    changed = resolver.update_resolver_endpoint(**at, Name="resolver_endpoint_name")["ResolverEndpoint"]
    for member in ("Arn", "CreationTime", "CreatorRequestId", "Direction", "HostVPCId", "Id", "IpAddressCount", "ResolverEndpointType", "SecurityGroupIds"):
        equal(changed[member], made[member])
    equal(resolver.get_resolver_endpoint(**at)["ResolverEndpoint"]["Name"], "resolver_endpoint_name")
    refused('Resolver endpoint with ID "rslvr-in-none" does not exist.', "ResourceNotFoundException", resolver.update_resolver_endpoint, ResolverEndpointId="rslvr-in-none", Name="x")


run()
resolver.check()
logs.check()
