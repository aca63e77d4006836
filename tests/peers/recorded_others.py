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


run()
resolver.check()
logs.check()
