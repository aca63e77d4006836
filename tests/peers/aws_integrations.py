"""Integrations of type AWS against the services of the lab, with boto3. Arguments: a file with the probe's zip, and its handler."""
import io
import json
import sys
import zipfile

import boto3

import new_function

KEYS = dict(aws_access_key_id="lab", aws_secret_access_key="lab")
g, iam, lamb = (boto3.client(service, **KEYS) for service in ("apigateway", "iam", "lambda"))
REGION = g.meta.region_name
made = g.create_rest_api(name="actions", endpointConfiguration={"types": ["REGIONAL"]})
id, root = made["id"], made["rootResourceId"]


def role(name, service, *actions):
    trust = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}]}
    arn = iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(trust))["Role"]["Arn"]
    if actions:
        allow = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": list(actions), "Resource": "*"}]}
        iam.put_role_policy(RoleName=name, PolicyName="p", PolicyDocument=json.dumps(allow))
    return arn


def called(path, uri, verb="POST", body="", template=None, pattern=r"4\d{2}", **more):
    """Status, body and log of a method whose integration calls an action; 403 is its answer to what the pattern matches."""
    resource = g.create_resource(restApiId=id, parentId=root, pathPart=path)["id"]
    at = dict(restApiId=id, resourceId=resource, httpMethod="POST")
    g.put_method(**at, authorizationType="NONE", requestParameters={"method.request.querystring.key": False})
    g.put_integration(**at, type="AWS", integrationHttpMethod=verb, uri=f"arn:aws:apigateway:{REGION}:{uri}", **more)
    for status in ("200", "403"):
        g.put_method_response(**at, statusCode=status)
    g.put_integration_response(**at, statusCode="200", responseTemplates={"application/json": template} if template else {})
    g.put_integration_response(**at, statusCode="403", selectionPattern=pattern)
    answer = g.test_invoke_method(**at, pathWithQueryString=f"/{path}?key=ASIALABLABLABLABLABL", body=body)
    return answer["status"], answer["body"], answer["log"]


def equal(found, expected):
    assert found == expected, f"expected {expected!r}, found {found!r}"


caller, helpless, stranger = (role("caller", "apigateway.amazonaws.com", "ssm:DescribeInstanceInformation", "sts:GetAccessKeyInfo"),
                              role("helpless", "apigateway.amazonaws.com"), role("stranger", "lambda.amazonaws.com", "sts:*"))

# STS answers API Gateway in JSON, and sees the role.
arn = "$input.path('$.GetCallerIdentityResponse.GetCallerIdentityResult.Arn')"
equal(called("who", "sts:action/GetCallerIdentity", credentials=caller, template=arn)[:2],
      (200, "arn:aws:sts::123456789012:assumed-role/caller/BackplaneAssumeRoleSession"))
account = "$input.path('$.GetAccessKeyInfoResponse.GetAccessKeyInfoResult.Account')"
equal(called("key", "sts:action/GetAccessKeyInfo", credentials=caller, template=account,
             requestParameters={"integration.request.querystring.AccessKeyId": "method.request.querystring.key"})[:2], (200, "123456789012"))

# SSM gets the action as its target and the mapped body, and refuses a role that may not.
equal(called("instances", "ssm:action/DescribeInstanceInformation", body="{}", credentials=caller)[:2], (200, '{"InstanceInformationList":[]}'))
status, body, _ = called("helpless", "ssm:action/DescribeInstanceInformation", body="{}", credentials=helpless)
assert status == 403 and "is not authorized to perform: ssm:DescribeInstanceInformation" in body, (status, body)

# What is wrong between method and service is said in the log.
for path, uri, words, more in (
    ("nobody", "sts:action/GetCallerIdentity", "The integration has no credentials", {}),
    ("stranger", "sts:action/GetCallerIdentity", f"API Gateway does not have permission to assume the provided role {stranger}", {"credentials": stranger}),
    ("queue", "sqs:path/123456789012/orders", "The lab calls Lambda, SSM and STS for integrations of type AWS. It does not call sqs.", {"credentials": caller}),
    ("path", "ssm:path//", "by action/NAME", {"credentials": caller}),
):
    status, _, log = called(path, uri, **more)
    assert status == 500 and f"Execution failed due to configuration error: {words}" in log.replace("The lab calls this service ", ""), (path, status, log)

# Lambda: our probe runs, its refusal is what it returns; another function is refused in words.
executor = role("executor", "lambda.amazonaws.com")


def function(name, handler, code):
    new_function.create(lamb, FunctionName=name, Role=executor, Runtime="python3.14", Handler=handler, Code={"ZipFile": code})
    lamb.get_waiter("function_active_v2").wait(FunctionName=name)
    lamb.add_permission(FunctionName=name, StatementId="api", Action="lambda:InvokeFunction", Principal="apigateway.amazonaws.com")
    return f"lambda:path/2015-03-31/functions/arn:aws:lambda:{REGION}:123456789012:function:{name}/invocations"


archive = io.BytesIO()
with zipfile.ZipFile(archive, "w") as file:
    file.writestr("index.py", "def handler(event, context): return {}")
probe, other = function("probe", sys.argv[2], open(sys.argv[1], "rb").read()), function("other", "index.handler", archive.getvalue())
status, body, _ = called("probe", probe, body=json.dumps({"url": "http://example.com/", "method": "GET"}))
assert status == 200 and "The probe calls only https on port 443." in body, (status, body)
status, body, _ = called("broken", probe, body="[]", pattern=".+")
assert status == 403 and "errorMessage" in body, (status, body)
assert called("other", other)[0] == 500 and "runs no functions but PrivateApi's own probe" in called("another", other)[2]
assert called("get", probe, verb="GET")[0] == 500
print(json.dumps({}))
