"""Roles from birth to death, their policies, paging, and sessions of STS, all with boto3."""
import json

import boto3
from botocore.exceptions import ClientError

TRUST = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}]}
INLINE = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["ec2:CreateNetworkInterface"], "Resource": "*"}]}
MANAGED = "arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole"
iam = boto3.client("iam")


def refused(code, text, call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        assert error.response["Error"]["Code"] == code, error
        assert text in error.response["Error"]["Message"], error
        return error.response["ResponseMetadata"]["HTTPStatusCode"]
    raise AssertionError(f"{code} was expected")


made = iam.create_role(RoleName="probe", Path="/lab/", AssumeRolePolicyDocument=json.dumps(TRUST), Description="d", Tags=[{"Key": "owner", "Value": "me"}])["Role"]
assert made["Arn"] == "arn:aws:iam::123456789012:role/lab/probe", made
assert made["RoleId"].startswith("AROA") and len(made["RoleId"]) == 21, made
assert made["AssumeRolePolicyDocument"] == TRUST, made
assert "MaxSessionDuration" not in made
assert refused("EntityAlreadyExists", "Role with name probe already exists.", iam.create_role, RoleName="probe", AssumeRolePolicyDocument=json.dumps(TRUST)) == 409
refused("MalformedPolicyDocument", "", iam.create_role, RoleName="bad", AssumeRolePolicyDocument="{")
assert iam.get_role(RoleName="probe")["Role"]["Tags"] == [{"Key": "owner", "Value": "me"}]
assert refused("NoSuchEntity", "The role with name none cannot be found.", iam.get_role, RoleName="none") == 404

iam.put_role_policy(RoleName="probe", PolicyName="network", PolicyDocument=json.dumps(INLINE))
assert iam.get_role_policy(RoleName="probe", PolicyName="network")["PolicyDocument"] == INLINE
assert iam.list_role_policies(RoleName="probe")["PolicyNames"] == ["network"]
refused("NoSuchEntity", "The role policy with name other cannot be found.", iam.get_role_policy, RoleName="probe", PolicyName="other")
iam.attach_role_policy(RoleName="probe", PolicyArn=MANAGED)
assert iam.list_attached_role_policies(RoleName="probe")["AttachedPolicies"] == [{"PolicyName": "AWSLambdaVPCAccessExecutionRole", "PolicyArn": MANAGED}]

iam.tag_role(RoleName="probe", Tags=[{"Key": "time", "Value": "now"}])
iam.untag_role(RoleName="probe", TagKeys=["owner"])
assert iam.list_role_tags(RoleName="probe")["Tags"] == [{"Key": "time", "Value": "now"}]
iam.update_role(RoleName="probe", MaxSessionDuration=7200)
assert iam.get_role(RoleName="probe")["Role"]["MaxSessionDuration"] == 7200

# Policies first, then the role.
assert refused("DeleteConflict", "must detach all policies first", iam.delete_role, RoleName="probe") == 409
iam.detach_role_policy(RoleName="probe", PolicyArn=MANAGED)
refused("DeleteConflict", "must delete policies first", iam.delete_role, RoleName="probe")
iam.delete_role_policy(RoleName="probe", PolicyName="network")

sts = boto3.client("sts")
session = sts.assume_role(RoleArn=made["Arn"], RoleSessionName="runbook")
keys = session["Credentials"]
assert keys["AccessKeyId"].startswith("ASIA") and len(keys["AccessKeyId"]) == 20, keys
assert session["AssumedRoleUser"]["AssumedRoleId"] == made["RoleId"] + ":runbook"
assumed = boto3.client("sts", aws_access_key_id=keys["AccessKeyId"], aws_secret_access_key=keys["SecretAccessKey"], aws_session_token=keys["SessionToken"])
identity = assumed.get_caller_identity()
assert identity["Arn"] == "arn:aws:sts::123456789012:assumed-role/probe/runbook", identity
assert refused("AccessDenied", "is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::123456789012:role/none", sts.assume_role, RoleArn="arn:aws:iam::123456789012:role/none", RoleSessionName="runbook") == 403
web = sts.assume_role_with_web_identity(RoleArn=made["Arn"], RoleSessionName="pipeline", WebIdentityToken="token")
assert web["AssumedRoleUser"]["Arn"].endswith("assumed-role/probe/pipeline")
assert sts.get_session_token()["Credentials"]["AccessKeyId"].startswith("ASIA")
assert sts.get_access_key_info(AccessKeyId=keys["AccessKeyId"])["Account"] == "123456789012"
assert iam.get_user()["User"]["Arn"] == sts.get_caller_identity()["Arn"]

iam.delete_role(RoleName="probe")
for number in range(5):
    iam.create_role(RoleName=f"page{number}", AssumeRolePolicyDocument=json.dumps(TRUST))
pages = list(iam.get_paginator("list_roles").paginate(PaginationConfig={"PageSize": 2}))
assert [len(page["Roles"]) for page in pages] == [2, 2, 1], pages
print(json.dumps({"roles": [role["RoleName"] for page in pages for role in page["Roles"]]}))
