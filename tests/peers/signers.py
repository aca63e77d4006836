"""An API whose method wants a signature, and users and roles with policies of all kinds. The last line is JSON: the API, the
subnet and group of the callers, and for each signer its ARN, its access key, and what a call signed with it gets.
"""
import base64
import json
import os
import time
import urllib.request

import boto3

URL = os.environ["AWS_ENDPOINT_URL"]
ROOT = dict(aws_access_key_id="lab", aws_secret_access_key="lab")
ec2, api, iam, sts = (boto3.client(name, **ROOT) for name in ("ec2", "apigateway", "iam", "sts"))
account = sts.get_caller_identity()["Account"]

vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.1.0/24")["Subnet"]["SubnetId"]
group = ec2.create_security_group(VpcId=vpc, GroupName="all", Description="all")["GroupId"]
ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[dict(IpProtocol="tcp", FromPort=443, ToPort=443, IpRanges=[dict(CidrIp="10.0.0.0/16")])])
for attribute in ("EnableDnsSupport", "EnableDnsHostnames"):
    ec2.modify_vpc_attribute(VpcId=vpc, **{attribute: {"Value": True}})
vpce = ec2.create_vpc_endpoint(VpcId=vpc, VpcEndpointType="Interface", ServiceName="com.amazonaws.eu-west-1.execute-api",
                               SubnetIds=[subnet], SecurityGroupIds=[group], PrivateDnsEnabled=True)["VpcEndpoint"]["VpcEndpointId"]
while ec2.describe_vpc_endpoints(VpcEndpointIds=[vpce])["VpcEndpoints"][0]["State"].lower() != "available":
    time.sleep(0.02)


def document(*statements):
    return json.dumps(dict(Version="2012-10-17", Statement=list(statements)))


def may(action, resource="*", effect="Allow", condition=None):
    return dict(Effect=effect, Action=action, Resource=resource, **({"Condition": condition} if condition else {}))


# Only another role is allowed by the resource policy: everybody else depends on policies of its own (Table A).
silent = document(dict(Effect="Allow", Principal=dict(AWS=f"arn:aws:iam::{account}:root"), Action="execute-api:Invoke", Resource="execute-api:/none/*"))
rest = api.create_rest_api(name="Signed", policy=silent, endpointConfiguration=dict(types=["PRIVATE"], vpcEndpointIds=[vpce]))["id"]
root = api.get_resources(restApiId=rest)["items"][0]["id"]
pets = api.create_resource(restApiId=rest, parentId=root, pathPart="pets")["id"]
api.put_method(restApiId=rest, resourceId=pets, httpMethod="GET", authorizationType="AWS_IAM")
api.put_integration(restApiId=rest, resourceId=pets, httpMethod="GET", type="MOCK", requestTemplates={"application/json": '{"statusCode": 200}'})
api.put_method_response(restApiId=rest, resourceId=pets, httpMethod="GET", statusCode="200")
api.put_integration_response(restApiId=rest, resourceId=pets, httpMethod="GET", statusCode="200", responseTemplates={"application/json": "{}"})
api.create_deployment(restApiId=rest, stageName="demo")
PETS = f"arn:aws:execute-api:eu-west-1:{account}:{rest}/demo/GET/pets"
signers = []


def user(name, inline=(), attached=(), of_group=(), boundary=None):
    more = dict(PermissionsBoundary=boundary) if boundary else {}
    arn = iam.create_user(UserName=name, Path="/team/", Tags=[dict(Key="team", Value="pets")], **more)["User"]["Arn"]
    for number, text in enumerate(inline):
        iam.put_user_policy(UserName=name, PolicyName=f"inline{number}", PolicyDocument=text)
    for policy in attached:
        iam.attach_user_policy(UserName=name, PolicyArn=policy)
    if of_group:
        iam.create_group(GroupName=f"{name}s")
        iam.add_user_to_group(GroupName=f"{name}s", UserName=name)
        for number, text in enumerate(of_group):
            iam.put_group_policy(GroupName=f"{name}s", PolicyName=f"group{number}", PolicyDocument=text)
    signers.append(dict(name=name, arn=arn, key=iam.create_access_key(UserName=name)["AccessKey"]["AccessKeyId"], token=None))


def role(name, inline=(), attached=(), boundary=None):
    trust = document(dict(Effect="Allow", Principal=dict(AWS="*"), Action="sts:AssumeRole"))
    more = dict(PermissionsBoundary=boundary) if boundary else {}
    arn = iam.create_role(RoleName=name, Path="/service/", AssumeRolePolicyDocument=trust, **more)["Role"]["Arn"]
    for number, text in enumerate(inline):
        iam.put_role_policy(RoleName=name, PolicyName=f"inline{number}", PolicyDocument=text)
    for policy in attached:
        iam.attach_role_policy(RoleName=name, PolicyArn=policy)
    made = sts.assume_role(RoleArn=arn, RoleSessionName="run")
    signers.append(dict(name=name, arn=made["AssumedRoleUser"]["Arn"], key=made["Credentials"]["AccessKeyId"], token="token"))


allow, deny, other = document(may("execute-api:Invoke", PETS)), document(may("execute-api:*", "*", "Deny")), document(may("logs:*"))
managed = iam.create_policy(PolicyName="callers", PolicyDocument=allow)["Policy"]["Arn"]
fence = iam.create_policy(PolicyName="fence", PolicyDocument=other)["Policy"]["Arn"]
aws = "arn:aws:iam::aws:policy/"
user("nobody")
user("logger", [other])
user("caller", [other, allow])
user("attached", attached=[managed])
user("member", of_group=[allow])
user("outcast", [allow], of_group=[deny])
user("fenced", [allow], boundary=fence)
user("bounded", [allow], boundary=managed)
user("admin", attached=[aws + "AdministratorAccess"])
user("tagged", [document(may("execute-api:Invoke", "*", condition={"StringEquals": {"aws:PrincipalTag/team": "pets"}}))])
user("elsewhere", [document(may("execute-api:Invoke", "*", condition={"StringEquals": {"aws:SourceVpce": "vpce-0other"}}))])
role("silent", [other])
role("app", [allow])
role("invoker", attached=[aws + "AmazonAPIGatewayInvokeFullAccess"])
role("shared", attached=[managed])
role("denied", [allow, deny])
role("inside", [allow], boundary=fence)

for signer in signers:
    sent = dict(Authorization=f"AWS4-HMAC-SHA256 Credential={signer['key']}/20261129/eu-west-1/execute-api/aws4_request, SignedHeaders=host, Signature=0")
    body = dict(url=f"https://{rest}.execute-api.eu-west-1.amazonaws.com/demo/pets", method="GET", headers=sent,
                caller=dict(kind="Subnet", subnetId=subnet, securityGroupIds=[group]))
    request = urllib.request.Request(URL + "/_lab/call", json.dumps(body).encode(), {"Content-Type": "application/json"})
    answer = json.loads(urllib.request.urlopen(request).read())
    signer.update(status=answer["status"], body=base64.b64decode(answer["body"]).decode() if answer.get("body") else "")
print(json.dumps(dict(api=rest, subnet=subnet, group=group, signers=signers)))
