"""A user with a policy of its own: what it may do, what it is refused, and in which words, as boto3 sees it.

Run with the lab's own key; the keys of the users come from CreateAccessKey. The last line is JSON.
"""
import json
import boto3
from botocore.exceptions import ClientError

ROOT = dict(aws_access_key_id="lab", aws_secret_access_key="lab")
REFUSALS = {}


def client(service, keys):
    return boto3.client(service, **keys)


def keys_of(made, token=None):
    return dict(aws_access_key_id=made["AccessKeyId"], aws_secret_access_key=made["SecretAccessKey"], aws_session_token=token)


def allow(action, resource="*", condition=None):
    statement = dict(Effect="Allow", Action=action, Resource=resource)
    if condition:
        statement["Condition"] = condition
    return statement


def policy(*statements):
    return json.dumps(dict(Version="2012-10-17", Statement=list(statements)))


def denied(code, call):
    try:
        call()
    except ClientError as error:
        assert error.response["Error"]["Code"] == code, error
        return
    raise AssertionError(f"{code} expected")


def refused(name, call):
    try:
        call()
        REFUSALS[name] = None
    except ClientError as error:
        REFUSALS[name] = dict(
            code=error.response["Error"]["Code"],
            status=error.response["ResponseMetadata"]["HTTPStatusCode"],
            message=error.response["Error"]["Message"])


iam = client("iam", ROOT)
account = client("sts", ROOT).get_caller_identity()["Account"]
arn = iam.create_user(UserName="alice")["User"]["Arn"]
alice = keys_of(iam.create_access_key(UserName="alice")["AccessKey"])
who = client("sts", alice).get_caller_identity()["Arn"]
assert who == arn, who

# Nothing is allowed yet: each service says so in its own words.
refused("ec2", lambda: client("ec2", alice).describe_vpcs())
refused("ec2dry", lambda: client("ec2", alice).create_vpc(CidrBlock="10.0.0.0/16", DryRun=True))
refused("apigateway", lambda: client("apigateway", alice).get_rest_apis())
refused("lambda", lambda: client("lambda", alice).list_functions())
refused("iam", lambda: client("iam", alice).get_role(RoleName="some"))
refused("ssm", lambda: client("ssm", alice).describe_instance_information())
refused("logs", lambda: client("logs", alice).filter_log_events(logGroupName="/some/group"))
refused("route53", lambda: client("route53", alice).list_hosted_zones())
refused("resolver", lambda: client("route53resolver", alice).list_resolver_rules())
refused("profiles", lambda: client("route53profiles", alice).list_profile_resource_associations(ProfileId="rp-1"))
refused("associate", lambda: client("route53profiles", alice).associate_profile(ProfileId="rp-1", ResourceId="vpc-1", Name="a"))
unknown = dict(aws_access_key_id="AKIAIOSFODNN7EXAMPLE", aws_secret_access_key="none")
refused("ec2unknown", lambda: client("ec2", unknown).describe_vpcs())
refused("stsunknown", lambda: client("sts", unknown).get_caller_identity())
refused("apigatewayunknown", lambda: client("apigateway", unknown).get_rest_apis())

# A VPC with its tag at birth: CreateTags is an action of its own, and only for this creation.
tags = [dict(ResourceType="vpc", Tags=[dict(Key="privateapi:name", Value="a")])]
iam.put_user_policy(UserName="alice", PolicyName="p", PolicyDocument=policy(allow("ec2:CreateVpc")))
refused("untagged", lambda: client("ec2", alice).create_vpc(CidrBlock="10.0.0.0/16", TagSpecifications=tags))
iam.put_user_policy(UserName="alice", PolicyName="p", PolicyDocument=policy(
    allow("ec2:CreateVpc"),
    allow("ec2:CreateTags", f"arn:aws:ec2:eu-west-1:{account}:vpc/*", {"StringEquals": {"ec2:CreateAction": "CreateVpc"}}),
    allow("ec2:DeleteVpc", f"arn:aws:ec2:eu-west-1:{account}:vpc/*", {"Null": {"aws:ResourceTag/privateapi:name": "false"}})))
vpc = client("ec2", alice).create_vpc(CidrBlock="10.0.0.0/16", TagSpecifications=tags)["Vpc"]["VpcId"]
plain = client("ec2", alice).create_vpc(CidrBlock="10.1.0.0/16")["Vpc"]["VpcId"]
refused("tagslater", lambda: client("ec2", alice).create_tags(Resources=[plain], Tags=[dict(Key="privateapi:name", Value="b")]))
refused("foreign", lambda: client("ec2", alice).delete_vpc(VpcId=plain))
client("ec2", alice).delete_vpc(VpcId=vpc)

# A role may be passed to Lambda alone.
trust = policy(dict(Effect="Allow", Principal=dict(Service="lambda.amazonaws.com"), Action="sts:AssumeRole"))
role = iam.create_role(RoleName="runner", AssumeRolePolicyDocument=trust)["Role"]["Arn"]
iam.put_role_policy(RoleName="runner", PolicyName="invoke", PolicyDocument=policy(allow("apigateway:GET", "arn:aws:apigateway:eu-west-1::/restapis")))
iam.put_user_policy(UserName="alice", PolicyName="p", PolicyDocument=policy(
    allow("lambda:*"), allow("iam:PassRole", role, {"StringEquals": {"iam:PassedToService": "ec2.amazonaws.com"}})))
refused("passrole", lambda: client("lambda", alice).create_function(
    FunctionName="f", Runtime="python3.12", Handler="f.f", Role=role, Code=dict(ZipFile=b"PK\x05\x06" + bytes(18))))

# A session of a role may do what the role may, and nothing else.
iam.put_user_policy(UserName="alice", PolicyName="p", PolicyDocument=policy(allow("sts:AssumeRole", role)))
made = client("sts", alice).assume_role(RoleArn=role, RoleSessionName="session")["Credentials"]
session = dict(aws_access_key_id=made["AccessKeyId"], aws_secret_access_key=made["SecretAccessKey"], aws_session_token=made["SessionToken"])
client("apigateway", session).get_rest_apis()
refused("session", lambda: client("apigateway", session).create_rest_api(name="x"))

# Attached policies count, a Deny wins, and a deleted key is nobody's.
managed = iam.create_policy(PolicyName="readers", PolicyDocument=policy(allow("apigateway:GET")))["Policy"]["Arn"]
iam.attach_user_policy(UserName="alice", PolicyArn=managed)
client("apigateway", alice).get_rest_apis()

# The default version of a policy counts, and neither it nor a policy with others can be deleted (IAM user guide, "Versioning IAM policies").
made = iam.create_policy_version(PolicyArn=managed, PolicyDocument=policy(allow("apigateway:POST")))["PolicyVersion"]
assert (made["VersionId"], made["IsDefaultVersion"]) == ("v2", False), made
client("apigateway", alice).get_rest_apis()
iam.set_default_policy_version(PolicyArn=managed, VersionId="v2")
denied("AccessDeniedException", lambda: client("apigateway", alice).get_rest_apis())
assert iam.get_policy(PolicyArn=managed)["Policy"]["DefaultVersionId"] == "v2"
assert iam.get_policy_version(PolicyArn=managed, VersionId="v1")["PolicyVersion"]["Document"]["Statement"][0]["Action"] == "apigateway:GET"
assert [(v["VersionId"], v["IsDefaultVersion"]) for v in iam.list_policy_versions(PolicyArn=managed)["Versions"]] == [("v2", True), ("v1", False)]
iam.set_default_policy_version(PolicyArn=managed, VersionId="v1")
client("apigateway", alice).get_rest_apis()
for number in range(3, 6):
    assert iam.create_policy_version(PolicyArn=managed, PolicyDocument=policy(allow("apigateway:GET")))["PolicyVersion"]["VersionId"] == f"v{number}"
denied("LimitExceeded", lambda: iam.create_policy_version(PolicyArn=managed, PolicyDocument=policy(allow("apigateway:GET"))))
denied("DeleteConflict", lambda: iam.delete_policy_version(PolicyArn=managed, VersionId="v1"))
for number in range(2, 6):
    denied("DeleteConflict", lambda: iam.delete_policy(PolicyArn=managed))
    iam.delete_policy_version(PolicyArn=managed, VersionId=f"v{number}")
denied("NoSuchEntity", lambda: iam.get_policy_version(PolicyArn=managed, VersionId="v2"))
iam.put_user_policy(UserName="alice", PolicyName="p", PolicyDocument=policy(dict(Effect="Deny", Action="apigateway:*", Resource="*")))
refused("deny", lambda: client("apigateway", alice).get_rest_apis())
iam.detach_user_policy(UserName="alice", PolicyArn=managed)
iam.delete_user_policy(UserName="alice", PolicyName="p")
iam.delete_access_key(UserName="alice", AccessKeyId=alice["aws_access_key_id"])
refused("deletedkey", lambda: client("apigateway", alice).get_rest_apis())
iam.delete_policy(PolicyArn=managed)
iam.delete_user(UserName="alice")
print(json.dumps(dict(user=arn, role=role, vpc=plain, refusals=REFUSALS)))
