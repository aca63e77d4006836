"""Instances, Run Command and CloudWatch Logs with boto3: an instance with its profile, what Systems Manager says of it, commands
from sent to done, the execution log of calls. Arguments: the script of Run Command as a file, and its line with a call to an API
that is not there.
"""
import json
import os
import sys
import time
import urllib.request

import boto3
import ec2_shapes
from botocore.config import Config
from botocore.exceptions import ClientError
from shapes import Shapes

SCRIPT, LINE = open(sys.argv[1], encoding="utf-8").read(), sys.argv[2]
REGION = "eu-west-1"
shapes = [Shapes("ssm"), Shapes("logs")]
ec2, iam, ssm, logs, api = ec2_shapes.client(), boto3.client("iam"), shapes[0].client, shapes[1].client, boto3.client("apigateway")
TRUST = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}]}


def refused(code, text, call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        assert error.response["Error"]["Code"] == code, error
        assert text in error.response["Error"]["Message"], error
        return
    raise AssertionError(f"{code} was expected")


def until(what, check, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = check()
        if found:
            return found
        time.sleep(0.03)
    raise AssertionError(f"not in time: {what}")


# An instance profile with a role.
iam.create_role(RoleName="caller", AssumeRolePolicyDocument=json.dumps(TRUST))
iam.attach_role_policy(RoleName="caller", PolicyArn="arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore")
profile = iam.create_instance_profile(InstanceProfileName="caller")["InstanceProfile"]
assert profile["Arn"].endswith(":instance-profile/caller") and profile["Roles"] == [], profile
refused("EntityAlreadyExists", "caller", iam.create_instance_profile, InstanceProfileName="caller")
iam.add_role_to_instance_profile(InstanceProfileName="caller", RoleName="caller")
assert iam.get_instance_profile(InstanceProfileName="caller")["InstanceProfile"]["Roles"][0]["RoleName"] == "caller"
assert iam.list_instance_profiles_for_role(RoleName="caller")["InstanceProfiles"][0]["InstanceProfileName"] == "caller"

# Instances: one with the profile, one without.
vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.0.0/24")["Subnet"]["SubnetId"]
group = ec2.create_security_group(VpcId=vpc, GroupName="caller", Description="caller")["GroupId"]
image = {"ImageId": "ami-0123456789abcdef0", "InstanceType": "t3.micro", "MinCount": 1, "MaxCount": 1, "SubnetId": subnet, "SecurityGroupIds": [group]}
refused("InvalidParameterValue", "Invalid IAM Instance Profile name", ec2.run_instances, **image, IamInstanceProfile={"Name": "none"})
refused("InvalidSubnetID.NotFound", "subnet-0123456789abcdef0", ec2.run_instances, **{**image, "SubnetId": "subnet-0123456789abcdef0"})
made = ec2.run_instances(**image, IamInstanceProfile={"Name": "caller"}, ClientToken="one",
                         TagSpecifications=[{"ResourceType": "instance", "Tags": [{"Key": "Name", "Value": "caller"}]}])["Instances"][0]
caller = made["InstanceId"]
assert made["State"]["Name"] == "pending" and made["IamInstanceProfile"]["Arn"] == profile["Arn"], made
assert made["SecurityGroups"][0]["GroupId"] == group and made["Tags"] == [{"Key": "Name", "Value": "caller"}], made
assert ec2.run_instances(**image, IamInstanceProfile={"Name": "caller"}, ClientToken="one",
                         TagSpecifications=[{"ResourceType": "instance", "Tags": [{"Key": "Name", "Value": "caller"}]}])["Instances"][0]["InstanceId"] == caller
plain = ec2.run_instances(**image)["Instances"][0]["InstanceId"]
ec2.get_waiter("instance_running").wait(InstanceIds=[caller, plain], WaiterConfig={"Delay": 1, "MaxAttempts": 10})
shown = ec2.describe_instances(Filters=[{"Name": "tag:Name", "Values": ["caller"]}])["Reservations"][0]["Instances"][0]
eni = ec2.describe_network_interfaces(Filters=[{"Name": "attachment.instance-id", "Values": [caller]}])["NetworkInterfaces"][0]
assert shown["PrivateIpAddress"] == eni["PrivateIpAddress"] and shown["NetworkInterfaces"][0]["NetworkInterfaceId"] == eni["NetworkInterfaceId"], (shown, eni)
assert eni["Attachment"]["InstanceId"] == caller and eni["Status"] == "in-use" and shown["VpcId"] == vpc, eni
refused("DependencyViolation", "", ec2.delete_security_group, GroupId=group)
refused("InvalidInstanceID.NotFound", "does not exist", ec2.describe_instances, InstanceIds=["i-0123456789abcdef0"])

# Systems Manager manages the one with a profile.
found = ssm.describe_instance_information(Filters=[{"Key": "InstanceIds", "Values": [caller, plain]}])["InstanceInformationList"]
assert [item["InstanceId"] for item in found] == [caller] and found[0]["PingStatus"] == "Online" and found[0]["PlatformType"] == "Linux", found
assert found[0]["IPAddress"] == eni["PrivateIpAddress"]
assert ssm.get_paginator("describe_instance_information").paginate().build_full_result()["InstanceInformationList"]


def send(commands, **more):
    arguments = {"DocumentName": "AWS-RunShellScript", "InstanceIds": [caller], "TimeoutSeconds": 30, "Parameters": {"commands": commands}, **more}
    return ssm.send_command(**arguments)["Command"]


refused("InvalidInstanceId", "not in a valid state", send, commands=["id"], InstanceIds=[plain])
refused("InvalidDocument", "", send, commands=["id"], DocumentName="My-Document")
unchecked = boto3.client("ssm", config=Config(parameter_validation=False))
refused("ValidationException", "greater than or equal to 30", unchecked.send_command, DocumentName="AWS-RunShellScript", InstanceIds=[caller], TimeoutSeconds=29)

# Sent, not known yet, in progress, done.
command = send([SCRIPT, LINE], Comment="a call")
assert command["Status"] == "Pending" and command["InstanceIds"] == [caller] and command["Comment"] == "a call", command
seen = []


def look():
    try:
        invocation = ssm.get_command_invocation(CommandId=command["CommandId"], InstanceId=caller)
        seen.append(invocation["Status"])
        assert invocation["Status"] != "InProgress" or invocation["ResponseCode"] == -1, invocation
        return invocation["Status"] not in ("Pending", "InProgress", "Delayed") and invocation
    except ClientError as error:
        assert error.response["Error"]["Code"] == "InvocationDoesNotExist", error
        seen.append("InvocationDoesNotExist")
        return None


done = until("the command is done", look)
assert done["Status"] == "Success" and done["ResponseCode"] == 0 and done["PluginName"] == "aws:runShellScript", done
assert seen[0] == "InvocationDoesNotExist" and "InProgress" in seen, seen
answer = json.loads(done["StandardOutputContent"])["answer"]
assert answer["exit"] == 6 and answer["status"] == "000", answer
ssm.get_waiter("command_executed").wait(CommandId=command["CommandId"], InstanceId=caller, WaiterConfig={"Delay": 1, "MaxAttempts": 5})
listed = ssm.list_command_invocations(CommandId=command["CommandId"], Details=True)["CommandInvocations"][0]
assert listed["Status"] == "Success" and listed["CommandPlugins"][0]["Output"].startswith('{"sha256"'), listed

# Any other command is not run, and says so.
other = send(["curl https://example.com"])["CommandId"]
failed = until("the other command is done", lambda: [item for item in ssm.list_command_invocations(CommandId=other)["CommandInvocations"] if item["Status"] == "Failed"])
result = ssm.get_command_invocation(CommandId=other, InstanceId=caller)
assert result["StandardOutputContent"] == "" and "runs only PrivateApi's own probe" in result["StandardErrorContent"] and result["ResponseCode"] == 1, result
late = send(["sleep 1"])["CommandId"]
ssm.cancel_command(CommandId=late)
until("the command is cancelled", lambda: [item for item in ssm.list_command_invocations(CommandId=late)["CommandInvocations"] if item["Status"] == "Cancelled"])

# Log groups.
logs.create_log_group(logGroupName="/mine")
refused("ResourceAlreadyExistsException", "already exists", logs.create_log_group, logGroupName="/mine")
assert [item["logGroupName"] for item in logs.describe_log_groups(logGroupNamePrefix="/m")["logGroups"]] == ["/mine"]
logs.delete_log_group(logGroupName="/mine")
refused("ResourceNotFoundException", "does not exist", logs.filter_log_events, logGroupName="/mine")

# The execution log of a stage: off, INFO, ERROR.
rest = api.create_rest_api(name="logged")["id"]
root = api.get_resources(restApiId=rest)["items"][0]["id"]
api.put_method(restApiId=rest, resourceId=root, httpMethod="GET", authorizationType="NONE")
api.put_integration(restApiId=rest, resourceId=root, httpMethod="GET", type="MOCK", requestTemplates={"application/json": '{"statusCode": 200}'})
api.put_method_response(restApiId=rest, resourceId=root, httpMethod="GET", statusCode="200")
api.put_integration_response(restApiId=rest, resourceId=root, httpMethod="GET", statusCode="200")
api.create_deployment(restApiId=rest, stageName="demo")
log = {"op": "replace", "path": "/*/*/logging/loglevel", "value": "INFO"}
try:
    api.update_stage(restApiId=rest, stageName="demo", patchOperations=[log])
except api.exceptions.BadRequestException as e:
    assert e.response["Error"]["Message"] == "CloudWatch Logs role ARN must be set in account settings to enable logging", e
else:
    raise AssertionError("logs without a role to write them by")
api.update_account(patchOperations=[{"op": "replace", "path": "/cloudwatchRoleArn", "value": "arn:aws:iam::123456789012:role/logs"}])
GROUP = f"API-Gateway-Execution-Logs_{rest}/demo"


def call():
    return urllib.request.urlopen(f"{os.environ['AWS_ENDPOINT_URL']}/_api/{rest}/demo/").headers["x-amzn-RequestId"]


def level(name):
    api.update_stage(restApiId=rest, stageName="demo", patchOperations=[{"op": "replace", "path": "/*/*/logging/loglevel", "value": name}])


call()
refused("ResourceNotFoundException", "", logs.filter_log_events, logGroupName=GROUP)
level("INFO")
first, second = call(), call()
lines = [event["message"] for page in logs.get_paginator("filter_log_events").paginate(logGroupName=GROUP, filterPattern=f'"{first}"', PaginationConfig={"PageSize": 3}) for event in page["events"]]
assert lines[0].startswith(f"({first}) Extended Request Id: ") and lines[-1] == f"({first}) Method completed with status: 200", lines
assert f"({first}) HTTP Method: GET, Resource Path: /" in lines and f"({first}) Starting execution for request: {first}" in lines, lines
assert not any(second in line for line in lines) and len(lines) >= 5, lines
either = logs.filter_log_events(logGroupName=GROUP, filterPattern=f'?"{first}" ?"{second}"')["events"]
assert len(either) == 2 * len(lines), either
assert logs.filter_log_events(logGroupName=GROUP, filterPattern="Method completed -nothing")["events"], "terms"
assert logs.filter_log_events(logGroupName=GROUP, endTime=1)["events"] == []
refused("InvalidParameterException", "terms", logs.filter_log_events, logGroupName=GROUP, filterPattern="{ $.a = 1 }")
stream = logs.describe_log_streams(logGroupName=GROUP, orderBy="LastEventTime", descending=True)["logStreams"][0]["logStreamName"]
page = logs.get_log_events(logGroupName=GROUP, logStreamName=stream, startFromHead=True, limit=4)
read = [event["message"] for event in page["events"]]
while True:
    before, page = page["nextForwardToken"], logs.get_log_events(logGroupName=GROUP, logStreamName=stream, nextToken=page["nextForwardToken"], limit=4)
    read += [event["message"] for event in page["events"]]
    if page["nextForwardToken"] == before:
        break
assert read == [event["message"] for event in either], read
level("ERROR")
assert not logs.filter_log_events(logGroupName=GROUP, filterPattern=f'"{call()}"')["events"], "level ERROR logs no success"

# Terminated: the agent is gone, then the interface.
ec2.terminate_instances(InstanceIds=[caller, plain])
ec2.get_waiter("instance_terminated").wait(InstanceIds=[caller, plain], WaiterConfig={"Delay": 1, "MaxAttempts": 10})
assert ssm.describe_instance_information()["InstanceInformationList"][0]["PingStatus"] == "ConnectionLost"
refused("InvalidInstanceId", "", send, commands=[SCRIPT, LINE])
ec2.delete_security_group(GroupId=group)
ec2.delete_subnet(SubnetId=subnet)
refused("DeleteConflict", "", iam.delete_instance_profile, InstanceProfileName="caller")
iam.remove_role_from_instance_profile(InstanceProfileName="caller", RoleName="caller")
iam.delete_instance_profile(InstanceProfileName="caller")
for watched in shapes:
    watched.check()
print(json.dumps({"answered": sorted(ec2_shapes.answered)}))
