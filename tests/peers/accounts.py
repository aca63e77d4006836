"""Two accounts as boto3 sees them: the consumer's endpoint, and the provider's API that is called through it.

Arguments: `consumer` makes a VPC and an endpoint without private DNS; `look` and `drop` with the ids say what API Gateway holds and what a
call by the association's name gets, `drop` after taking the association away; `signers` makes three users of the consumer and an API whose
methods want signatures. The last line is JSON.
"""
import base64
import json
import os
import sys
import time
import urllib.request

import boto3

URL, REGION, ACCOUNT, OTHER = os.environ["AWS_ENDPOINT_URL"], "eu-west-1", "123456789012", "210987654321"
CONSUMER = {"aws_access_key_id": OTHER, "aws_secret_access_key": "x"}
PROVIDER = {"aws_access_key_id": ACCOUNT, "aws_secret_access_key": "x"}
ec2, iam = boto3.client("ec2", **CONSUMER), boto3.client("iam", **CONSUMER)
gateway = boto3.client("apigateway", **PROVIDER)


def call(host, path, ids, key=None):
    signed = {"Authorization": f"AWS4-HMAC-SHA256 Credential={key}/20261129/{REGION}/execute-api/aws4_request, SignedHeaders=host, Signature=0"} if key else {}
    caller = {"kind": "Subnet", "subnetId": ids["subnet"], "securityGroupIds": [ids["group"]]}
    body = {"url": f"https://{host}.execute-api.{REGION}.amazonaws.com{path}", "method": "GET", "headers": signed, "caller": caller}
    answer = json.loads(urllib.request.urlopen(urllib.request.Request(URL + "/_lab/call", json.dumps(body).encode(), {"Content-Type": "application/json"})).read())
    return {"failure": answer["failure"], "status": answer.get("status"), "text": base64.b64decode(answer["body"]).decode() if answer.get("body") else None}


def consumer(private_dns=False):
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    for attribute in ("EnableDnsSupport", "EnableDnsHostnames"):
        ec2.modify_vpc_attribute(VpcId=vpc, **{attribute: {"Value": True}})
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.1.0/24")["Subnet"]["SubnetId"]
    group = ec2.create_security_group(VpcId=vpc, GroupName="all", Description="all")["GroupId"]
    ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "IpRanges": [{"CidrIp": "10.0.0.0/16"}]}])
    vpce = ec2.create_vpc_endpoint(VpcId=vpc, VpcEndpointType="Interface", ServiceName=f"com.amazonaws.{REGION}.execute-api", SubnetIds=[subnet],
                                   SecurityGroupIds=[group], PrivateDnsEnabled=private_dns)["VpcEndpoint"]["VpcEndpointId"]
    end = time.monotonic() + 10
    while ec2.describe_vpc_endpoints(VpcEndpointIds=[vpce])["VpcEndpoints"][0]["State"].lower() != "available":
        assert time.monotonic() < end, "the endpoint is not available in time"
        time.sleep(0.03)
    return {"subnet": subnet, "group": group, "vpce": vpce}


def look(ids):
    api = gateway.get_rest_api(restApiId=ids["api"])
    held = {"associated": api["endpointConfiguration"].get("vpcEndpointIds", []), "policy": api["policy"]}
    return {**held, "live": call(f"{ids['api']}-{ids['vpce']}", "/demo/pets", ids)}


def drop(ids):
    gateway.update_rest_api(restApiId=ids["api"], patchOperations=[{"op": "remove", "path": "/endpointConfiguration/vpcEndpointIds", "value": ids["vpce"]}])
    gateway.create_deployment(restApiId=ids["api"], stageName="demo")
    return look(ids)


def signers(ids):
    ids = consumer(private_dns=True)
    allow = {"Effect": "Allow", "Action": "execute-api:Invoke", "Resource": f"arn:aws:execute-api:{REGION}:{ACCOUNT}:*"}
    users = []
    for name, statements in (("allowed", [allow]), ("silent", []), ("denied", [allow, {**allow, "Effect": "Deny"}])):
        arn = iam.create_user(UserName=name)["User"]["Arn"]
        if statements:
            iam.put_user_policy(UserName=name, PolicyName="own", PolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": statements}))
        users.append({"name": name, "arn": arn, "key": iam.create_access_key(UserName=name)["AccessKey"]["AccessKeyId"]})

    def may(effect, path):
        return {"Effect": effect, "Principal": {"AWS": OTHER} if effect == "Allow" else "*", "Action": "execute-api:Invoke", "Resource": f"execute-api:/demo/GET/{path}"}

    policy = json.dumps({"Version": "2012-10-17", "Statement": [may("Allow", "allowed"), may("Deny", "denied")]})
    api = gateway.create_rest_api(name="signed", endpointConfiguration={"types": ["PRIVATE"]}, policy=policy)["id"]
    root = gateway.get_resources(restApiId=api)["items"][0]["id"]
    for path in ("allowed", "silent", "denied"):
        method = {"restApiId": api, "resourceId": gateway.create_resource(restApiId=api, parentId=root, pathPart=path)["id"], "httpMethod": "GET"}
        gateway.put_method(**method, authorizationType="AWS_IAM")
        gateway.put_integration(**method, type="MOCK", requestTemplates={"application/json": '{"statusCode": 200}'})
        gateway.put_method_response(**method, statusCode="200")
        gateway.put_integration_response(**method, statusCode="200")
    gateway.create_deployment(restApiId=api, stageName="demo")
    calls = [{**user, "path": path, **call(api, f"/demo/{path}", ids, user["key"])} for user in users for path in ("allowed", "silent", "denied")]
    return {**ids, "api": api, "calls": calls}


step, given = sys.argv[1], json.loads(sys.argv[2]) if len(sys.argv) > 2 else None
print(json.dumps(consumer() if step == "consumer" else {"look": look, "drop": drop, "signers": signers}[step](given)))
