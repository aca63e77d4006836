"""Authorizers with boto3, from both sides.

function NAME: a function for an authorizer; prints its ARN.
make API FUNCTION_ARN: a REQUEST authorizer as others make it, on GET /pets; prints its id.
look API FUNCTION: the authorizers, the methods that use them, and who may invoke the function."""
import io
import json
import sys
import zipfile

import boto3

import new_function

gateway = boto3.client("apigateway")
functions = boto3.client("lambda")


def function(name):
    trust = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}]}
    role = boto3.client("iam").create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(trust))["Role"]["Arn"]
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("index.py", "def handler(event, context): return {}")
    made = new_function.create(functions, FunctionName=name, Role=role, Runtime="python3.14", Handler="index.handler", Code={"ZipFile": archive.getvalue()})
    functions.get_waiter("function_active_v2").wait(FunctionName=name)
    return made["FunctionArn"]


def methods(api):
    return {f"{verb} {item['path']}": method for item in gateway.get_resources(restApiId=api, embed=["methods"], limit=500)["items"]
            for verb, method in item.get("resourceMethods", {}).items()}


def make(api, arn):
    uri = f"arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/{arn}/invocations"
    made = gateway.create_authorizer(restApiId=api, name="theirs", type="REQUEST", authorizerUri=uri, authorizerResultTtlInSeconds=60,
                                     identitySource="method.request.header.Auth, method.request.querystring.key")["id"]
    pets = next(item["id"] for item in gateway.get_resources(restApiId=api, limit=500)["items"] if item["path"] == "/pets")
    change = [{"op": "replace", "path": f"/{path}", "value": value} for path, value in (("authorizationType", "CUSTOM"), ("authorizerId", made))]
    gateway.update_method(restApiId=api, resourceId=pets, httpMethod="GET", patchOperations=change)
    return made


def look(api, name):
    try:
        policy = json.loads(functions.get_policy(FunctionName=name)["Policy"])["Statement"]
    except functions.exceptions.ResourceNotFoundException:
        policy = []
    wanted = ("name", "type", "identitySource", "authorizerResultTtlInSeconds", "authorizerUri")
    return {"authorizers": {item["id"]: {key: item.get(key) for key in wanted} for item in gateway.get_authorizers(restApiId=api)["items"]},
            "methods": {key: [method["authorizationType"], method.get("authorizerId")] for key, method in methods(api).items()},
            "sources": [statement["Condition"]["ArnLike"]["AWS:SourceArn"] for statement in policy]}


print(json.dumps({"function": function, "make": make, "look": look}[sys.argv[1]](*sys.argv[2:])))
