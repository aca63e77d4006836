"""API keys with boto3: an API whose POST /orders and OPTIONS /orders want a key, on a private endpoint, and keys in every state.

Arguments: the endpoint's id. Prints the API and the keys' values.
"""
import json
import sys

import boto3

api = boto3.client("apigateway")
vpce = sys.argv[1]
policy = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*",
                                                  "Condition": {"StringEquals": {"aws:SourceVpce": vpce}}}]}
made = api.create_rest_api(name="orders", endpointConfiguration={"types": ["PRIVATE"], "vpcEndpointIds": [vpce]}, policy=json.dumps(policy))
rest, root = made["id"], made["rootResourceId"]
resource = api.create_resource(restApiId=rest, parentId=root, pathPart="orders")["id"]
for verb in ("POST", "OPTIONS"):
    at = {"restApiId": rest, "resourceId": resource, "httpMethod": verb}
    api.put_method(authorizationType="NONE", apiKeyRequired=True, **at)
    api.put_integration(type="MOCK", requestTemplates={"application/json": '{"statusCode": 200}'}, **at)
    api.put_method_response(statusCode="200", **at)
    api.put_integration_response(statusCode="200", responseTemplates={"application/json": "taken"}, **at)
for stage in ("v1", "v2"):
    api.create_deployment(restApiId=rest, stageName=stage)

keys = {name: api.create_api_key(name=name, enabled=name != "disabled") for name in ("good", "disabled", "planless", "elsewhere")}


def plan(name, stage, *members, **more):
    identity = api.create_usage_plan(name=name, apiStages=[{"apiId": rest, "stage": stage}], **more)["id"]
    for member in members:
        api.create_usage_plan_key(usagePlanId=identity, keyId=keys[member]["id"], keyType="API_KEY")
    return identity


plans = {"gold": plan("gold", "v1", "good", "disabled", quota={"limit": 100, "period": "DAY"}), "silver": plan("silver", "v2", "elsewhere")}
print(json.dumps({"api": rest, "resource": resource, "plans": plans, "keys": {name: {"id": key["id"], "value": key["value"]} for name, key in keys.items()}}))
