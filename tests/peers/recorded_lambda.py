"""What Lambda answered (see recorded.py)."""
import io
import json
import time
import zipfile

import boto3
from recorded import equal, recorded, run
from shapes import Shapes, refused

f, iam = Shapes("lambda"), boto3.client("iam")
REGION = f.client.meta.region_name
ARN = f"arn:aws:lambda:{REGION}:123456789012:function:"
BAD, MISSING, INVALID = "InvalidParameterValueException", "ResourceNotFoundException", "ValidationException"
ANY = (r"(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:)?(\d{12}:)?(function:)?([a-zA-Z0-9-_\.]+)"
       r"(:(\$LATEST(\.PUBLISHED)?|[a-zA-Z0-9-_]+))?")
NEW = ANY.replace(r"[a-zA-Z0-9-_\.]+)(:(\$LATEST(\.PUBLISHED)?", r"[a-zA-Z0-9-_]+)(:(\$LATEST")
archive = io.BytesIO()
with zipfile.ZipFile(archive, "w") as file:
    file.writestr("index.py", "def handler(event, context): return {}")
trust = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}]}
ROLE = iam.create_role(RoleName="executor", AssumeRolePolicyDocument=json.dumps(trust))["Role"]["Arn"]


def create(name, **more):
    return f.create_function(FunctionName=name, **{**dict(Role=ROLE, Runtime="python3.12", Handler="index.handler", Code={"ZipFile": archive.getvalue()}), **more})


def settled(name):
    while True:
        shown = f.get_function_configuration(FunctionName=name)
        if shown["State"] == "Active" and shown["LastUpdateStatus"] == "Successful":
            return shown
        time.sleep(0.02)


def constraints(*errors):
    return f"{len(errors)} validation error{'s' * (len(errors) > 1)} detected: {'; '.join(errors)}"


def violates(value, member, must):
    return f"Value '{value}' at '{member}' failed to satisfy constraint: Member must {must}"


@recorded("test_function_lifecycle and test_redundant_updates", "2025-11-25")
def _():
    revisions = [create("lifecycle")["RevisionId"]]
    shown = settled("lifecycle")
    assert shown["RuntimeVersionConfig"]["RuntimeVersionArn"].startswith(f"arn:aws:lambda:{REGION}::runtime:"), shown
    revisions.append(shown["RevisionId"])
    # A creation and an update end with another revision than they began with; one that changes nothing does as well.
    for _ in range(2):
        revisions.append(f.update_function_configuration(FunctionName="lifecycle", Timeout=10)["RevisionId"])
        revisions.append(settled("lifecycle")["RevisionId"])
    equal(len(set(revisions)), len(revisions))


@recorded("TestLoggingConfig", "2025-11-25")
def _():
    group = "/aws/lambda/logging"
    equal(create("logging")["LoggingConfig"], {"LogFormat": "Text", "LogGroup": group})
    settled("logging")
    for given, expected in (
        ({"LogFormat": "JSON", "SystemLogLevel": "DEBUG"}, {"LogFormat": "JSON", "LogGroup": group, "ApplicationLogLevel": "INFO", "SystemLogLevel": "DEBUG"}),
        ({"LogFormat": "Text"}, {"LogFormat": "Text", "LogGroup": group}),
        ({"LogGroup": "cool_lambda"}, {"LogFormat": "Text", "LogGroup": "cool_lambda"}),
    ):
        equal(f.update_function_configuration(FunctionName="logging", LoggingConfig=given)["LoggingConfig"], expected)
        equal(settled("logging")["LoggingConfig"], expected)


@recorded("test_function_name_and_qualifier_validation", "2025-11-25")
def _():
    code = {"ZipFile": b"x"}
    for name in ("my-function!", "*", "invalid-account:function:my-function", "arn:aws:lambda:invalid-region:123456789012:function:my-function", ARN + "my-function:1:2",
                 "arn:aws:lambda::123456789012:function:my-function", ARN + "my-function:$LATES"):
        pattern = constraints(violates(name, "functionName", f"satisfy regular expression pattern: {ANY}"))
        for operation in (f.get_function, f.delete_function, f.invoke):
            refused(pattern, INVALID, operation, FunctionName=name)
        refused(pattern.replace(ANY, NEW), INVALID, create, name=name)
    for qualifier, must in (("invalid!", r"satisfy regular expression pattern: \$(LATEST(\.PUBLISHED)?)|[a-zA-Z0-9-_$]+"), ("a" * 129, "have length less than or equal to 128")):
        for operation in (f.get_function, f.delete_function, f.invoke):
            refused(constraints(violates(qualifier, "qualifier", must)), INVALID, operation, FunctionName="my-function", Qualifier=qualifier)
    long = f"arn:aws:lambda:invalid-region:123456789012:function:my-function{'a' * 90}"
    refused(constraints(violates(long, "functionName", "have length less than or equal to 140"), violates(long, "functionName", f"satisfy regular expression pattern: {NEW}")),
            INVALID, create, name=long)
    refused(constraints(violates("a" * 65, "functionName", "have length less than or equal to 64")), BAD, create, name="a" * 65)
    refused(f"Function not found: {ARN}{'a' * 65}", MISSING, f.get_function, FunctionName="a" * 65)
    refused(f"Function not found: {ARN}{'a' * 65}:$LATEST", MISSING, f.invoke, FunctionName="a" * 65)
    refused(f"Function not found: {ARN}function", MISSING, f.get_function, FunctionName=ARN[:-1])
    refused(f"Function not found: {ARN}my-function:$latest", MISSING, f.get_function, FunctionName=ARN + "my-function", Qualifier="$latest")
    refused("Deletion of aliases is not currently supported.", BAD, f.delete_function, FunctionName="my-function", Qualifier="a" * 65)


@recorded("test_ops_with_arn_qualifier_mismatch and test_get_function_wrong_region", "2025-11-25")
def _():
    for operation in (f.get_function, f.get_function_configuration, f.delete_function):
        refused("The derived qualifier from the function name does not match the specified qualifier.", BAD, operation, FunctionName=ARN + "some-function:1", Qualifier="$LATEST")
        refused(f"Functions from 'ap-southeast-4' are not reachable in this region ('{REGION}')", MISSING, operation,
                FunctionName="arn:aws:lambda:ap-southeast-4:123456789012:function:some-function")
    refused(f"Function not found: {ARN}some-function:$LATEST", MISSING, f.get_function, FunctionName="some-function", Qualifier="$LATEST")
    refused("$LATEST version cannot be deleted without deleting the function.", BAD, f.delete_function, FunctionName="some-function", Qualifier="$LATEST")
    create("latest")
    equal(f.get_function_configuration(FunctionName="latest", Qualifier="$LATEST")["FunctionArn"], ARN + "latest:$LATEST")
    equal([version["FunctionArn"] for version in f.list_versions_by_function(FunctionName="latest")["Versions"]], [ARN + "latest:$LATEST"])


@recorded("test_tag_exceptions and test_tag_lifecycle", "2025-11-25")
def _():
    create("tagged")
    revisions = [settled("tagged")["RevisionId"]]
    f.tag_resource(Resource=ARN + "tagged", Tags={"a": "b"})
    revisions.append(settled("tagged")["RevisionId"])
    f.untag_resource(Resource=ARN + "tagged", TagKeys=["a"])
    revisions.append(settled("tagged")["RevisionId"])
    equal(len(set(revisions)), 3)
    refused("Tags on function aliases and versions are not supported. Please specify a function ARN.", BAD, f.tag_resource, Resource=ARN + "tagged:alias", Tags={"a": "b"})
    mapping = f"arn:aws:lambda:{REGION}:123456789012:event-source-mapping:12345678-1234-1234-1234-123456789012"
    refused(f"Event source mapping not found: {mapping}", MISSING, f.list_tags, Resource=mapping)
    wrong = ARN.replace("function", "foobar") + "x"
    refused("1 validation error detected: " + violates(wrong, "resource", "satisfy regular expression pattern: arn:(aws[a-zA-Z-]*):lambda:…"), INVALID, f.list_tags, Resource=wrong)


@recorded("test_add_lambda_permission_fields", "2025-11-25")
def _():
    create("permitted")
    before = settled("permitted")["RevisionId"]
    statement = json.loads(f.add_permission(FunctionName="permitted", StatementId="s", Action="lambda:InvokeFunctionUrl", Principal="*", SourceAccount="123456789012",
                                            PrincipalOrgID="o-1234567890", FunctionUrlAuthType="NONE")["Statement"])
    equal(statement["Condition"], {"StringEquals": {"AWS:SourceAccount": "123456789012", "lambda:FunctionUrlAuthType": "NONE", "aws:PrincipalOrgID": "o-1234567890"}})
    skill = json.loads(f.add_permission(FunctionName="permitted", StatementId="alexa", Action="lambda:InvokeFunction", Principal="alexa-appkit.amazon.com",
                                        EventSourceToken="amzn1.ask.skill.x")["Statement"])
    equal(skill["Condition"], {"StringEquals": {"lambda:EventSourceToken": "amzn1.ask.skill.x"}})
    assert before != f.get_policy(FunctionName="permitted")["RevisionId"]


@recorded("test_invalid_vpc_config_subnet and test_create_lambda_exceptions", "2025-11-25")
def _():
    lengths = "Member must have length less than or equal to 1024, Member must have length greater than or equal to 0, Member must satisfy regular expression pattern: "
    refused(constraints(violates("[bad]", "vpcConfig.subnetIds", f"satisfy constraint: [{lengths}subnet-[0-9a-z]*]")), INVALID, create, name="vpc",
            VpcConfig={"SubnetIds": ["bad"], "SecurityGroupIds": ["sg-1"]})
    refused(constraints(violates("r1", "role", r"satisfy regular expression pattern: arn:(aws[a-zA-Z-]*)?:iam::\d{12}:role/?[a-zA-Z_0-9+=,.@\-_/]+")), INVALID, create,
            name="role", Role="r1")


time.sleep(0.15)  # a role that Lambda may assume
run()
# AWS answers this value too, which is not in its model (26 recordings, November 2025 to January 2026).
f.problems = [problem for problem in f.problems if "LastUpdateStatusReasonCode: 'Creating'" not in problem]
f.check()
