"""Functions with boto3: a role too young, Pending, the VPC's interface and what it blocks, permissions, tags, paging, updates.

Arguments: the probe's zip as a file, and its handler.
"""
import base64
import io
import json
import sys
import time
import zipfile

import boto3
import lab_clock  # noqa: F401
from botocore.exceptions import ClientError

PROBE, HANDLER = open(sys.argv[1], "rb").read(), sys.argv[2]
TRUST = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}]}
NETWORK = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ec2:*NetworkInterface*", "Resource": "*"}]}
ec2, iam, functions = boto3.client("ec2"), boto3.client("iam"), boto3.client("lambda")


def refused(code, text, call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        assert error.response["Error"]["Code"] == code, error
        assert text in error.response["Error"]["Message"], error
        return error.response["ResponseMetadata"]["HTTPStatusCode"]
    raise AssertionError(f"{code} was expected")


def until(what, check, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = check()
        if found:
            return found
        time.sleep(0.03)
    raise AssertionError(f"not in time: {what}")


def pack(text):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("main.py", text)
    return data.getvalue()


vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.0.0/24")["Subnet"]["SubnetId"]
group = ec2.create_security_group(VpcId=vpc, GroupName="probe", Description="probe")["GroupId"]
default = ec2.describe_security_groups(Filters=[{"Name": "vpc-id", "Values": [vpc]}, {"Name": "group-name", "Values": ["default"]}])["SecurityGroups"][0]["GroupId"]
place = {"SubnetIds": [subnet], "SecurityGroupIds": [group]}
common = {"FunctionName": "probe", "Runtime": "python3.13", "Handler": HANDLER, "Code": {"ZipFile": PROBE}, "Timeout": 20}

# No role, a role too young, a role without the right to make interfaces.
YOUNG = "The role defined for the function cannot be assumed by Lambda."
assert refused("InvalidParameterValueException", YOUNG, functions.create_function, Role="arn:aws:iam::123456789012:role/none", **common) == 400
role = iam.create_role(RoleName="probe", AssumeRolePolicyDocument=json.dumps(TRUST))["Role"]["Arn"]
refused("InvalidParameterValueException", YOUNG, functions.create_function, Role=role, **common)
time.sleep(0.5)
refused("InvalidParameterValueException", "The provided execution role does not have permissions to call CreateNetworkInterface on EC2",
        functions.create_function, Role=role, VpcConfig=place, **common)
iam.put_role_policy(RoleName="probe", PolicyName="network", PolicyDocument=json.dumps(NETWORK))
refused("InvalidParameterValueException", "InvalidSubnetID.NotFound", functions.create_function, Role=role, VpcConfig={**place, "SubnetIds": ["subnet-0123456789abcdef0"]}, **common)
refused("InvalidParameterValueException", "Could not unzip", functions.create_function, Role=role, **{**common, "Code": {"ZipFile": b"no zip"}})

# Born Pending, then Active; not before it is can it be invoked or changed.
made = functions.create_function(Role=role, VpcConfig=place, Tags={"owner": "me"}, Environment={"Variables": {"PRIVATEAPI_SUFFIX": "amazonaws.com"}}, **common)
assert made["State"] == "Pending" and made["StateReasonCode"] == "Creating", made
assert made["VpcConfig"]["VpcId"] == vpc and made["Version"] == "$LATEST", made
assert refused("ResourceConflictException", "The function is currently in the following state: Pending", functions.invoke, FunctionName="probe", Payload=b"{}") == 409
refused("ResourceConflictException", "Pending", functions.update_function_configuration, FunctionName="probe", Timeout=5)
refused("ResourceConflictException", "Function already exist: probe", functions.create_function, Role=role, **common)
functions.get_waiter("function_active_v2").wait(FunctionName="probe", WaiterConfig={"Delay": 1, "MaxAttempts": 10})
shown = functions.get_function(FunctionName=made["FunctionArn"])
assert shown["Configuration"]["LastUpdateStatus"] == "Successful" and shown["Tags"] == {"owner": "me"}, shown


def interfaces():
    return ec2.describe_network_interfaces(Filters=[{"Name": "subnet-id", "Values": [subnet]}])["NetworkInterfaces"]


eni = interfaces()[0]
assert eni["Description"].startswith("AWS Lambda VPC ENI") and eni["Groups"][0]["GroupId"] == group and eni["InterfaceType"] == "lambda", eni
refused("DependencyViolation", "", ec2.delete_security_group, GroupId=group)
refused("DependencyViolation", "", ec2.delete_subnet, SubnetId=subnet)

# The probe runs; it calls nothing that it must not call, and from here nothing resolves.
answer = json.loads(functions.invoke(FunctionName="probe", Payload=json.dumps({"url": "https://abcdefghij.execute-api.eu-west-1.amazonaws.com/demo/"}))["Payload"].read())
assert answer["failure"] == "NameNotResolved" and answer["addresses"] == [], answer
for url in ("http://abcdefghij.execute-api.eu-west-1.amazonaws.com/", "https://example.org/", "https://abcdefghij.execute-api.us-east-1.amazonaws.com/"):
    answer = json.loads(functions.invoke(FunctionName="probe", Payload=json.dumps({"url": url}))["Payload"].read())
    assert answer["failure"] == "Refused", answer
refused("InvalidRequestContentException", "Could not parse request body into json", functions.invoke, FunctionName="probe", Payload=b"{")
assert functions.invoke(FunctionName="probe", InvocationType="DryRun")["StatusCode"] == 204

# Anything else does not run.
functions.create_function(Role=role, **{**common, "FunctionName": "other", "Code": {"ZipFile": pack("def handler(event, context): return 200")}})
functions.get_waiter("function_active_v2").wait(FunctionName="other", WaiterConfig={"Delay": 1, "MaxAttempts": 10})
other = functions.invoke(FunctionName="other", Payload=b"{}", LogType="Tail")
assert other["StatusCode"] == 200 and other["FunctionError"] == "Unhandled", other
assert "probe" in json.loads(other["Payload"].read())["errorMessage"] and "RequestId" in base64.b64decode(other["LogResult"]).decode()

# Moved to the VPC's default group, the function frees its own; the interface lives on for a while.
changed = functions.update_function_configuration(FunctionName="probe", VpcConfig={"SubnetIds": [subnet], "SecurityGroupIds": [default]}, Description="moved")
assert changed["LastUpdateStatus"] == "InProgress" and changed["Description"] == "moved", changed
refused("ResourceConflictException", "An update is in progress for resource: " + made["FunctionArn"], functions.update_function_code, FunctionName="probe", ZipFile=PROBE)
functions.get_waiter("function_updated_v2").wait(FunctionName="probe", WaiterConfig={"Delay": 1, "MaxAttempts": 10})
until("the old interface is gone", lambda: all(item["Groups"][0]["GroupId"] == default for item in interfaces()))
ec2.delete_security_group(GroupId=group)
before = functions.get_function_configuration(FunctionName="probe")["CodeSha256"]
assert functions.update_function_code(FunctionName="probe", ZipFile=pack("x = 1"))["CodeSha256"] != before

# Permissions and tags.
refused("ResourceNotFoundException", "The resource you requested does not exist.", functions.get_policy, FunctionName="probe")
functions.add_permission(FunctionName="probe", StatementId="api", Action="lambda:InvokeFunction", Principal="apigateway.amazonaws.com", SourceArn="arn:aws:execute-api:eu-west-1:123456789012:a/*/GET/")
refused("ResourceConflictException", "The statement id (api) provided already exists", functions.add_permission, FunctionName="probe", StatementId="api", Action="lambda:InvokeFunction", Principal="apigateway.amazonaws.com")
policy = json.loads(functions.get_policy(FunctionName="probe")["Policy"])
assert policy["Statement"][0]["Principal"] == {"Service": "apigateway.amazonaws.com"} and policy["Statement"][0]["Condition"]["ArnLike"]["AWS:SourceArn"].endswith("GET/"), policy
functions.remove_permission(FunctionName="probe", StatementId="api")
functions.tag_resource(Resource=made["FunctionArn"], Tags={"time": "now"})
functions.untag_resource(Resource=made["FunctionArn"], TagKeys=["owner"])
assert functions.list_tags(Resource=made["FunctionArn"])["Tags"] == {"time": "now"}
pages = list(functions.get_paginator("list_functions").paginate(PaginationConfig={"PageSize": 1}))
assert [page["Functions"][0]["FunctionName"] for page in pages] == ["other", "probe"], pages
assert "State" not in pages[0]["Functions"][0]

# Away with it: the function, its interface in its time, the subnet.
functions.delete_function(FunctionName="probe")
assert refused("ResourceNotFoundException", "Function not found: " + made["FunctionArn"], functions.get_function, FunctionName="probe") == 404
refused("DependencyViolation", "", ec2.delete_subnet, SubnetId=subnet)
until("the interface is gone", lambda: not interfaces())
ec2.delete_subnet(SubnetId=subnet)
print(json.dumps({"interface": eni["NetworkInterfaceId"]}))
