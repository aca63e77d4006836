"""From an empty VPC to the pets with boto3 alone, then each way in which a call is refused or gets no answer.

Calls from inside are made by describing them to the lab (POST /_lab/call), since no machine of this test is in a VPC;
and by the probe as a function. Arguments: the probe's zip as a file, and its handler.
"""
import base64
import json
import os
import sys
import time
import urllib.error
import urllib.request

import boto3
from botocore.exceptions import ClientError

URL = os.environ["AWS_ENDPOINT_URL"]
REGION = "eu-west-1"
ec2 = boto3.client("ec2")
api = boto3.client("apigateway")
iam = boto3.client("iam")
sts = boto3.client("sts")


def until(what, check, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = check()
        if found:
            return found
        time.sleep(0.03)
    raise AssertionError(f"not in time: {what}")


def post(path, body):
    request = urllib.request.Request(URL + path, json.dumps(body).encode(), {"Content-Type": "application/json"})
    return json.loads(urllib.request.urlopen(request).read())


def call(url, subnet=None, groups=(), method="GET", headers=None, body=None, host=None, connect=None):
    caller = {"kind": "Internet"} if subnet is None else {"kind": "Subnet", "subnetId": subnet, "securityGroupIds": list(groups)}
    answer = post("/_lab/call", {"url": url, "method": method, "headers": headers or {}, "hostHeader": host, "connectTo": connect, "caller": caller,
                                 "body": base64.b64encode(body.encode()).decode() if body is not None else None})
    answer["text"] = base64.b64decode(answer["body"]).decode() if answer.get("body") is not None else None
    answer["headers"] = {name.lower(): value for name, value in answer["headers"].items()}
    return answer


def expect(answer, status, error, text):
    assert answer.get("status") == status, answer
    assert answer["headers"].get("x-amzn-errortype") == error, answer
    assert answer["text"] == text, (answer["text"], text)
    assert answer["headers"]["x-amz-apigw-id"].endswith("=") and len(answer["headers"]["x-amz-apigw-id"]) == 16, answer
    assert len(answer["headers"]["x-amzn-requestid"]) == 36, answer


def fails(answer, failure):
    assert answer["failure"] == failure and answer.get("status") is None, answer


# The network: a VPC with two private subnets, a group for the endpoint and one for callers.
vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
subnets = [ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.0.{n}.0/24", AvailabilityZone=f"{REGION}{zone}")["Subnet"]["SubnetId"] for n, zone in enumerate("ab")]
endpoint_group = ec2.create_security_group(VpcId=vpc, GroupName="endpoint", Description="endpoint")["GroupId"]
caller_group = ec2.create_security_group(VpcId=vpc, GroupName="caller", Description="caller")["GroupId"]
https = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443}
from_range = [{**https, "IpRanges": [{"CidrIp": "10.0.0.0/16"}]}]
ec2.authorize_security_group_ingress(GroupId=endpoint_group, IpPermissions=from_range)
for attribute in ("EnableDnsSupport", "EnableDnsHostnames"):
    ec2.modify_vpc_attribute(VpcId=vpc, **{attribute: {"Value": True}})
vpce = ec2.create_vpc_endpoint(VpcId=vpc, VpcEndpointType="Interface", ServiceName=f"com.amazonaws.{REGION}.execute-api",
                               SubnetIds=subnets, SecurityGroupIds=[endpoint_group], PrivateDnsEnabled=True)["VpcEndpoint"]["VpcEndpointId"]


def endpoint():
    return ec2.describe_vpc_endpoints(VpcEndpointIds=[vpce])["VpcEndpoints"][0]


until("the endpoint is available", lambda: endpoint()["State"].lower() == "available" and len(endpoint()["NetworkInterfaceIds"]) == 2)
enis = ec2.describe_network_interfaces(NetworkInterfaceIds=endpoint()["NetworkInterfaceIds"])["NetworkInterfaces"]
addresses = {eni["PrivateIpAddress"] for eni in enis}

# The API: private, with its policy, GET /pets to the sample's backend, and some methods to be refused at.
ALLOW_VPCE = {"Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*"},
    {"Effect": "Deny", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*", "Condition": {"StringNotEquals": {"aws:SourceVpce": vpce}}}]}
rest = api.create_rest_api(name="PetStore", policy=json.dumps(ALLOW_VPCE), endpointConfiguration={"types": ["PRIVATE"]})["id"]


def change(path, value, op="replace"):
    until("the API takes changes", lambda: api.get_rest_api(restApiId=rest).get("apiStatus", "AVAILABLE") == "AVAILABLE")
    api.update_rest_api(restApiId=rest, patchOperations=[{"op": op, "path": path, "value": value}])


def deploy():
    api.create_deployment(restApiId=rest, stageName="demo", variables={"function": "probe"})


def method(resource, verb, kind, uri=None, backend="GET", integration=None, **arguments):
    api.put_method(restApiId=rest, resourceId=resource, httpMethod=verb, authorizationType=arguments.pop("auth", "NONE"), **arguments)
    more = {"uri": uri} if uri else {}
    if kind not in ("MOCK",):
        more["integrationHttpMethod"] = backend
    if kind == "MOCK":
        more["requestTemplates"] = {"application/json": '{"statusCode": 200}'}
    api.put_integration(restApiId=rest, resourceId=resource, httpMethod=verb, type=kind, **more, **(integration or {}))
    if kind in ("MOCK", "HTTP"):
        api.put_method_response(restApiId=rest, resourceId=resource, httpMethod=verb, statusCode="200")
        api.put_integration_response(restApiId=rest, resourceId=resource, httpMethod=verb, statusCode="200",
                                     responseTemplates={"application/json": '{"stage": "$context.stage", "who": "$input.params(\'who\')"}'} if kind == "MOCK" else {})


root = next(item["id"] for item in api.get_resources(restApiId=rest)["items"] if item["path"] == "/")


def resource(parent, part):
    return api.create_resource(restApiId=rest, parentId=parent, pathPart=part)["id"]


pets = resource(root, "pets")
pet = resource(pets, "{petId}")
backend = f"http://petstore.execute-api.{REGION}.amazonaws.com/petstore/pets"
method(root, "GET", "MOCK")
method(pets, "GET", "HTTP", backend, requestParameters={"method.request.querystring.type": False},
       integration={"requestParameters": {"integration.request.querystring.type": "method.request.querystring.type"}})
method(pet, "GET", "HTTP", backend + "/{petId}", requestParameters={"method.request.path.petId": True},
       integration={"requestParameters": {"integration.request.path.petId": "method.request.path.petId"}})
method(resource(root, "signed"), "GET", "MOCK", auth="AWS_IAM")
method(resource(root, "key"), "GET", "MOCK", apiKeyRequired=True)
function = f"arn:aws:apigateway:{REGION}:lambda:path/2015-03-31/functions/arn:aws:lambda:{REGION}:123456789012:function:elsewhere/invocations"
method(resource(resource(root, "echo"), "{proxy+}"), "ANY", "AWS_PROXY", function, backend="POST")
staged = function.replace(":elsewhere/", ":${stageVariables.function}/")
ours = resource(root, "function")
method(ours, "GET", "AWS_PROXY", staged, backend="POST")
method(resource(ours, "{id}"), "GET", "AWS_PROXY", staged, backend="POST")
method(resource(root, "alias"), "GET", "AWS_PROXY", function.replace(":elsewhere/", ":probe:live/"), backend="POST")
method(resource(root, "proxy"), "GET", "HTTP_PROXY", backend)
routed = resource(root, "routed")
hardcoded = resource(routed, "test")
method(hardcoded, "POST", "MOCK")
method(resource(hardcoded, "any"), "ANY", "MOCK")
method(resource(routed, "{proxy+}"), "OPTIONS", "MOCK")
method(resource(root, "away"), "GET", "HTTP_PROXY", "http://example.org/")
method(resource(root, "link"), "GET", "HTTP_PROXY", "http://example.org/", integration={"connectionType": "VPC_LINK", "connectionId": "none"})
authorizer = api.create_authorizer(restApiId=rest, name="tokens", type="TOKEN", identitySource="method.request.header.Authorization",
                                   authorizerUri=function)["id"]
method(resource(root, "token"), "GET", "MOCK", auth="CUSTOM", authorizerId=authorizer)
validator = api.create_request_validator(restApiId=rest, name="all", validateRequestBody=True, validateRequestParameters=True)["id"]
api.create_model(restApiId=rest, name="NewPet", contentType="application/json", schema=json.dumps(
    {"type": "object", "required": ["type"], "properties": {"type": {"type": "string", "enum": ["dog", "cat"]}, "price": {"type": "number"}}}))
method(pets, "POST", "HTTP", backend, backend="POST", requestValidatorId=validator, requestModels={"application/json": "NewPet"},
       requestParameters={"method.request.querystring.shop": True})
deploy()

HOST = f"{rest}.execute-api.{REGION}.amazonaws.com"
inside = {"subnet": subnets[0], "groups": [caller_group]}
PETS = [{"id": 1, "type": "dog", "price": 249.99}, {"id": 2, "type": "cat", "price": 124.99}, {"id": 3, "type": "fish", "price": 0.99}]


def arn(path, verb="GET"):
    return f"arn:aws:execute-api:{REGION}:********9012:{rest}/demo/{verb}/{path}"


# It gets through, and only from inside.
answer = call(f"https://{HOST}/demo/pets", **inside)
assert answer["status"] == 200 and json.loads(answer["text"]) == PETS, answer
assert answer["resolvedAddress"] in addresses and set(answer["addresses"]) == addresses, answer
assert "x-amzn-errortype" not in answer["headers"], answer
assert json.loads(call(f"https://{HOST}/demo/pets/1", **inside)["text"]) == PETS[0]
assert {pet["type"] for pet in json.loads(call(f"https://{HOST}/demo/pets?type=cat", **inside)["text"])} == {"cat"}
assert json.loads(call(f"https://{HOST}/demo?who=me", **inside)["text"]) == {"stage": "demo", "who": "me"}
fails(call(f"https://{HOST}/demo/pets"), "NameNotResolved")

# The probe, from its subnet: the same answer as its own JSON.
service = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}]}
runner = iam.create_role(RoleName="probe", AssumeRolePolicyDocument=json.dumps(service))["Role"]["Arn"]
iam.attach_role_policy(RoleName="probe", PolicyArn="arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole")
functions = boto3.client("lambda")


def create():
    try:
        return functions.create_function(FunctionName="probe", Role=runner, Runtime="python3.13", Handler=sys.argv[2], Code={"ZipFile": open(sys.argv[1], "rb").read()},
                                         Timeout=20, VpcConfig={"SubnetIds": [subnets[1]], "SecurityGroupIds": [caller_group]},
                                         Environment={"Variables": {"PRIVATEAPI_SUFFIX": "amazonaws.com", "PRIVATEAPI_ADDRESSES": ",".join(addresses)}})
    except ClientError as error:
        assert "cannot be assumed by Lambda" in str(error), error


until("the role is old enough", create)
until("the probe is active", lambda: functions.get_function(FunctionName="probe")["Configuration"]["State"] == "Active")

# A function that is not there answers nothing.
gone = call(f"https://{HOST}/demo/echo/a", **inside)
assert (gone["status"], gone["text"]) == (500, '{"message": "Internal server error"}'), gone
functions.create_function(FunctionName="elsewhere", Role=runner, Runtime="python3.13", Handler=sys.argv[2], Code={"ZipFile": open(sys.argv[1], "rb").read()})
functions.add_permission(FunctionName="elsewhere", StatementId="api", Action="lambda:InvokeFunction", Principal="apigateway.amazonaws.com",
                         SourceArn=f"arn:aws:execute-api:{REGION}:123456789012:{rest}/*")


def probe(**event):
    answer = functions.invoke(FunctionName="probe", Payload=json.dumps(event))
    assert "FunctionError" not in answer, answer["Payload"].read()
    return json.loads(answer["Payload"].read())


seen = probe(url=f"https://{HOST}/demo/pets")
assert seen["failure"] == "None" and seen["status"] == 200 and json.loads(base64.b64decode(seen["body"])) == PETS, seen
assert seen["connectedAddress"] in addresses and not seen["truncated"] and set(seen["timings"]) == {"resolve", "connect", "tls", "request"}, seen
created = probe(url=f"https://{HOST}/demo/echo/x", method="POST", body="aGk=", isBase64Encoded=True)
assert json.loads(base64.b64decode(created["body"]))["body"] == "hi", created
assert probe(url=f"https://{HOST}/demo/pets", connectAddress="10.0.9.9")["failure"] == "Refused"
assert probe(url=f"https://{HOST}/demo/pets", connectAddress=sorted(addresses)[1])["connectedAddress"] == sorted(addresses)[1]

# Host, x-apigw-api-id, the endpoint's own names, and an address told.
names = [entry["DnsName"] for entry in endpoint()["DnsEntries"] if ".vpce." in entry["DnsName"]]
assert len(names) == 3, names
for name in names:
    assert call(f"https://{name}/demo/pets", host=HOST, **inside)["status"] == 200
    assert call(f"https://{name}/demo/pets", headers={"x-apigw-api-id": rest}, **inside)["status"] == 200
zonal = next(name for name in names if f"-{REGION}b." in name)
assert len(call(f"https://{zonal}/demo/pets", host=HOST, **inside)["addresses"]) == 1
expect(call(f"https://{names[0]}/demo/pets", **inside), 403, "ForbiddenException", '{"message":"Forbidden"}')
assert call(f"https://{HOST}/demo/pets", connect=sorted(addresses)[0], **inside)["resolvedAddress"] == sorted(addresses)[0]
# Endpoint names resolve everywhere, to private addresses that are out of reach.
fails(call(f"https://{names[0]}/demo/pets", host=HOST), "ConnectTimeout")

# The six causes of Forbidden that there are without a web ACL.
FORBIDDEN = (403, "ForbiddenException", '{"message":"Forbidden"}')
expect(call(f"https://{HOST}/nostage/pets", **inside), *FORBIDDEN)
expect(call(f"https://abcdefghij.execute-api.{REGION}.amazonaws.com/demo/pets", **inside), *FORBIDDEN)
public = api.create_rest_api(name="public", endpointConfiguration={"types": ["REGIONAL"]})["id"]
expect(call(f"https://{public}.execute-api.{REGION}.amazonaws.com/demo/pets", **inside), *FORBIDDEN)
expect(call(f"https://{HOST}/demo/key", **inside), *FORBIDDEN)
key = api.create_api_key(name="key", enabled=True)
plan = api.create_usage_plan(name="plan", apiStages=[{"apiId": rest, "stage": "demo"}])["id"]
expect(call(f"https://{HOST}/demo/key", headers={"x-api-key": key["value"]}, **inside), *FORBIDDEN)
api.create_usage_plan_key(usagePlanId=plan, keyId=key["id"], keyType="API_KEY")
assert call(f"https://{HOST}/demo/key", headers={"x-api-key": key["value"]}, **inside)["status"] == 200

# Paths and verbs that are not there, a signature that is missing.
MISSING = (403, "MissingAuthenticationTokenException", '{"message":"Missing Authentication Token"}')
expect(call(f"https://{HOST}/demo/none", **inside), *MISSING)
expect(call(f"https://{HOST}/demo/pets", method="DELETE", **inside), *MISSING)
expect(call(f"https://{HOST}/demo/signed", **inside), *MISSING)
expect(call(f"https://{HOST}/demo/token", **inside), 401, "UnauthorizedException", '{"message":"Unauthorized"}')
assert call(f"https://{HOST}/demo/token", headers={"Authorization": "Bearer x"}, **inside)["status"] == 500

# Validation.
expect(call(f"https://{HOST}/demo/pets?shop=1", method="POST", body='{"price": 1}', **inside), 400, "BadRequestException", '{"message":"Invalid request body"}')
expect(call(f"https://{HOST}/demo/pets", method="POST", body='{"type": "dog"}', **inside), 400, "BadRequestException", '{"message":"Missing required request parameters: [shop]"}')
created = json.loads(call(f"https://{HOST}/demo/pets?shop=1", method="POST", body='{"type": "dog", "price": 1.5}', **inside)["text"])
assert created["pet"] == {"type": "dog", "price": 1.5}, created

# A resource without the verb leaves the call to the greedy one beside it (seen on AWS by LocalStack, TestProxyRouting).
for verb, path, status in [("OPTIONS", "test", 200), ("POST", "test", 200), ("OPTIONS", "test/any", 200), ("GET", "test/any", 200), ("GET", "test", 403)]:
    assert call(f"https://{HOST}/demo/routed/{path}", method=verb, **inside)["status"] == status, (verb, path)

# Integrations.
event = json.loads(call(f"https://{HOST}/demo/echo/a/b?x=1&x=2", method="PUT", headers={"X-Test": "t"}, body="hello", **inside)["text"])
assert event["resource"] == "/echo/{proxy+}" and event["pathParameters"] == {"proxy": "a/b"} and event["body"] == "hello", event
assert event["queryStringParameters"] == {"x": "2"} and event["multiValueQueryStringParameters"] == {"x": ["1", "2"]}, event
assert event["requestContext"]["identity"]["vpceId"] == vpce and event["requestContext"]["identity"]["vpcId"] == vpc, event
assert event["requestContext"]["stage"] == "demo" and event["httpMethod"] == "PUT", event
assert json.loads(call(f"https://{HOST}/demo/proxy", **inside)["text"]) == PETS
away = call(f"https://{HOST}/demo/away", **inside)
assert away["status"] == 504 and "AllowBackend" in json.loads(away["text"])["lab"], away
expect(call(f"https://{HOST}/demo/link", **inside), 500, "InternalServerErrorException", '{"message": "Internal server error"}')


def answers(path, source=None, **arguments):
    if source:
        functions.add_permission(FunctionName="probe", StatementId="api", **{"Action": "lambda:InvokeFunction", "Principal": "apigateway.amazonaws.com",
                                 "SourceArn": f"arn:aws:execute-api:{REGION}:123456789012:{source}", **arguments})
    answer = call(f"https://{HOST}/demo/{path}", **inside)
    if source:
        functions.remove_permission(FunctionName="probe", StatementId="api")
    if answer["status"] != 200:
        expect(answer, 500, "InternalServerErrorException", '{"message": "Internal server error"}')
    return answer["status"] == 200


# A function answers API Gateway only where its own policy lets it in (Lambda guide, "Granting function access to AWS services"):
# for the API's methods that aws:SourceArn names, by the resource's path; an alias has a policy of its own.
assert not answers("function") and not answers("alias")
assert answers("function", f"{rest}/*/GET/function") and not answers("function", f"{rest}/*/POST/function") and not answers("function", f"{rest}/prod/*")
assert answers("function/7", f"{rest}/demo/GET/function/{{id}}") and not answers("function/7", f"{rest}/demo/GET/function/7") and not answers("function/7", f"{rest}/*/GET/function")
assert answers("function", f"{rest}/*", SourceAccount="123456789012") and not answers("function", f"{rest}/*", SourceAccount="999999999999")
assert not answers("function", f"{rest}/*", Action="lambda:GetFunction") and not answers("function", f"{rest}/*", Principal="s3.amazonaws.com")
assert not answers("alias", f"{rest}/*")

# A signed call: the lab reads who it is.
signed = {"Authorization": f"AWS4-HMAC-SHA256 Credential=AKIDPEER/20261122/{REGION}/execute-api/aws4_request, SignedHeaders=host, Signature=0"}
assert call(f"https://{HOST}/demo/signed", headers=signed, **inside)["status"] == 200
trust = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}]}
role = iam.create_role(RoleName="caller", AssumeRolePolicyDocument=json.dumps(trust))["Role"]["Arn"]
session = sts.assume_role(RoleArn=role, RoleSessionName="run")["Credentials"]["AccessKeyId"]
iam.put_role_policy(RoleName="caller", PolicyName="deny", PolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "execute-api:*", "Resource": "*"}]}))
expect(call(f"https://{HOST}/demo/signed", headers={"Authorization": signed["Authorization"].replace("AKIDPEER", session)}, **inside), 403, "AccessDeniedException",
       json.dumps({"Message": f"User: arn:aws:sts::123456789012:assumed-role/caller/run is not authorized to perform: execute-api:Invoke on resource: {arn('signed')} with an explicit deny in an identity-based policy"}, separators=(",", ":")))

# The resource policy counts when it is deployed, not before.
change("/policy", json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*", "Condition": {"StringEquals": {"aws:SourceVpce": "vpce-0123456789abcdef0"}}}]}))
assert call(f"https://{HOST}/demo/pets", **inside)["status"] == 200
deploy()
expect(call(f"https://{HOST}/demo/pets", **inside), 403, "AccessDeniedException",
       f'{{"Message":"User: anonymous is not authorized to perform: execute-api:Invoke on resource: {arn("pets")} because no resource-based policy allows the execute-api:Invoke action"}}')
change("/policy", json.dumps({"Version": "2012-10-17", "Statement": [ALLOW_VPCE["Statement"][0], {"Effect": "Deny", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*", "Condition": {"IpAddress": {"aws:VpcSourceIp": "10.0.0.0/24"}}}]}))
deploy()
expect(call(f"https://{HOST}/demo/pets", **inside), 403, "AccessDeniedException",
       f'{{"Message":"User: anonymous is not authorized to perform: execute-api:Invoke on resource: {arn("pets")} with an explicit deny in a resource-based policy"}}')
assert call(f"https://{HOST}/demo/pets", subnet=subnets[1], groups=[caller_group])["status"] == 200
change("/policy", json.dumps(ALLOW_VPCE))
deploy()

# The endpoint's policy comes first.
narrow = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": f"arn:aws:execute-api:{REGION}:123456789012:{rest}/demo/GET/pets"}]}
ec2.modify_vpc_endpoint(VpcEndpointId=vpce, PolicyDocument=json.dumps(narrow))
assert call(f"https://{HOST}/demo/pets", **inside)["status"] == 200
expect(call(f"https://{HOST}/demo/pets/1", **inside), 403, "AccessDeniedException",
       f'{{"Message":"User: anonymous is not authorized to perform: execute-api:Invoke on resource: {arn("pets/1")} because no VPC endpoint policy allows the execute-api:Invoke action"}}')
until("the endpoint takes changes", lambda: endpoint()["State"].lower() == "available")
narrow["Statement"].append({"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*"})
ec2.modify_vpc_endpoint(VpcEndpointId=vpce, PolicyDocument=json.dumps(narrow))
expect(call(f"https://{HOST}/demo/pets", **inside), 403, "AccessDeniedException",
       f'{{"Message":"User: anonymous is not authorized to perform: execute-api:Invoke on resource: {arn("pets")} with an explicit deny in a VPC endpoint policy"}}')
ec2.modify_vpc_endpoint(VpcEndpointId=vpce, PolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}]}))

# Firewalls: no answer at all, at once.
started = time.monotonic()
ec2.revoke_security_group_ingress(GroupId=endpoint_group, IpPermissions=from_range)
fails(call(f"https://{HOST}/demo/pets", **inside), "ConnectTimeout")
silent = probe(url=f"https://{HOST}/demo/pets", timeoutMs=3000)
assert silent["failure"] == "ConnectTimeout" and "status" not in silent and silent["timings"]["connect"] >= 2900, silent
# A probe that waits longer than its function may run is killed.
killed = functions.invoke(FunctionName="probe", Payload=json.dumps({"url": f"https://{HOST}/demo/pets", "timeoutMs": 30000}))
assert killed["FunctionError"] == "Unhandled" and "Task timed out after 20.00 seconds" in killed["Payload"].read().decode(), killed
ec2.authorize_security_group_ingress(GroupId=endpoint_group, IpPermissions=[{**https, "UserIdGroupPairs": [{"GroupId": caller_group}]}])
assert call(f"https://{HOST}/demo/pets", **inside)["status"] == 200
fails(call(f"https://{HOST}/demo/pets", subnet=subnets[0], groups=[endpoint_group]), "ConnectTimeout")
everything = [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}]
ec2.revoke_security_group_egress(GroupId=caller_group, IpPermissions=everything)
fails(call(f"https://{HOST}/demo/pets", **inside), "ConnectTimeout")
ec2.authorize_security_group_egress(GroupId=caller_group, IpPermissions=everything)
acl = ec2.describe_network_acls(Filters=[{"Name": "association.subnet-id", "Values": [subnets[1]]}])["NetworkAcls"][0]["NetworkAclId"]
third = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.2.0/24", AvailabilityZone=f"{REGION}a")["Subnet"]["SubnetId"]
elsewhere = {"subnet": third, "groups": [caller_group]}
assert call(f"https://{HOST}/demo/pets", **elsewhere)["status"] == 200
entry = {"NetworkAclId": acl, "RuleNumber": 50, "Protocol": "6", "RuleAction": "deny", "Egress": True, "CidrBlock": "10.0.0.0/16", "PortRange": {"From": 1024, "To": 65535}}
ec2.create_network_acl_entry(**entry)
fails(call(f"https://{HOST}/demo/pets", **elsewhere), "ConnectTimeout")
ec2.delete_network_acl_entry(NetworkAclId=acl, RuleNumber=50, Egress=True)
assert call(f"https://{HOST}/demo/pets", **elsewhere)["status"] == 200
assert time.monotonic() - started < 20, "time-outs take no time"

# Private DNS off: the default name is gone, the alias works once it is deployed.
ec2.modify_vpc_endpoint(VpcEndpointId=vpce, PrivateDnsEnabled=False)
until("the endpoint takes changes", lambda: endpoint()["State"].lower() == "available")
fails(call(f"https://{HOST}/demo/pets", **inside), "NameNotResolved")
alias = f"{rest}-{vpce}.execute-api.{REGION}.amazonaws.com"
fails(call(f"https://{alias}/demo/pets", **inside), "NameNotResolved")
change("/endpointConfiguration/vpcEndpointIds", vpce, op="add")
until("the API takes changes", lambda: api.get_rest_api(restApiId=rest).get("apiStatus", "AVAILABLE") == "AVAILABLE")
deploy()
assert call(f"https://{alias}/demo/pets", **inside)["status"] == 200
fails(call(f"https://{alias}/demo/pets"), "ConnectTimeout")

# The default endpoint off, deployed.
change("/disableExecuteApiEndpoint", "true")
assert call(f"https://{alias}/demo/pets", **inside)["status"] == 200
deploy()
expect(call(f"https://{alias}/demo/pets", **inside), *FORBIDDEN)
change("/disableExecuteApiEndpoint", "false")

# Gateway responses change what a refusal looks like.
api.put_gateway_response(restApiId=rest, responseType="MISSING_AUTHENTICATION_TOKEN", statusCode="404",
                         responseParameters={"gatewayresponse.header.X-Why": "'nothing here'"}, responseTemplates={"application/json": '{"text":$context.error.messageString}'})
deploy()
custom = call(f"https://{alias}/demo/none", **inside)
assert custom["status"] == 404 and custom["text"] == '{"text":"Missing Authentication Token"}' and custom["headers"]["x-why"] == "nothing here", custom
assert custom["headers"]["x-amzn-errortype"] == "MissingAuthenticationTokenException", custom

# Tools outside: the lab's own URL, with and without the endpoint.
with urllib.request.urlopen(urllib.request.Request(f"{URL}/_api/{rest}/demo/pets", headers={"x-lab-vpce-id": vpce})) as plain:
    assert json.loads(plain.read()) == PETS
try:
    urllib.request.urlopen(f"{URL}/_api/{rest}/demo/pets")
    raise AssertionError("a private API answered from outside")
except urllib.error.HTTPError as error:
    assert error.code == 421 and error.headers["x-privateapi-lab-failure"] == "NameNotResolved", error

print(json.dumps({"restApiId": rest, "vpcEndpointId": vpce, "url": f"https://{alias}/demo/pets"}))
