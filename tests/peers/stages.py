"""Stages and canaries with boto3, as a witness of what our commands make and as what they find.

Arguments: make ENDPOINT, which prints an API whose stage prod is open, in an account that may log; role ARN, which is the role to log by, or none; break API, which adds a method that cannot be deployed; deny API, which closes the API's policy without deploying it;
canary API PERCENT, which deploys it as prod's canary, with the stage variable colour = green; see API, which prints stage, deployments
and tags.
"""
import json
import sys

import boto3

g = boto3.client("apigateway")
what, name, *rest = sys.argv[1:]


def policy(effect):
    return json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": effect, "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*"}]})


def role(arn):
    """The role by which API Gateway writes logs in this account."""
    g.update_account(patchOperations=[{"op": "replace", "path": "/cloudwatchRoleArn", "value": arn}])


def see(api):
    stage = g.get_stage(restApiId=api, stageName="prod")
    return {"stage": {k: v for k, v in stage.items() if not k.endswith("Date") and k != "ResponseMetadata"},
            "deployments": {d["id"]: d.get("description") for d in g.get_deployments(restApiId=api)["items"]}}


if what == "make":
    made = g.create_rest_api(name="shop", endpointConfiguration={"types": ["PRIVATE"], "vpcEndpointIds": [name]}, policy=policy("Allow"))
    api = made["id"]
    pets = g.create_resource(restApiId=api, parentId=made["rootResourceId"], pathPart="pets")["id"]
    at = {"restApiId": api, "resourceId": pets, "httpMethod": "GET"}
    g.put_method(authorizationType="NONE", **at)
    g.put_integration(type="MOCK", requestTemplates={"application/json": '{"statusCode": 200}'}, **at)
    g.put_method_response(statusCode="200", **at)
    g.put_integration_response(statusCode="200", responseTemplates={"application/json": "$context.isCanaryRequest $stageVariables.colour"}, **at)
    g.create_deployment(restApiId=api, stageName="prod", variables={"colour": "blue", "size": "big"})
    role("arn:aws:iam::123456789012:role/logs")
    print(json.dumps(api))
elif what == "role":
    role(name)
    print("{}")
elif what == "deny":
    g.update_rest_api(restApiId=name, patchOperations=[{"op": "replace", "path": "/policy", "value": policy("Deny")}])
    print("{}")
elif what == "break":
    root = next(r["id"] for r in g.get_resources(restApiId=name)["items"] if r["path"] == "/")
    g.put_method(restApiId=name, resourceId=root, httpMethod="GET", authorizationType="NONE")
    print("{}")
elif what == "canary":
    g.create_deployment(restApiId=name, stageName="prod", canarySettings={"percentTraffic": float(rest[0]), "stageVariableOverrides": {"colour": "green"}})
    print(json.dumps(see(name)))
else:
    print(json.dumps(see(name)))
