"""The main job's API Gateway part with boto3: a private API is born with policy and association, gets its definition
in JSON and in YAML, is deployed, and its answers are held against the service model."""
import datetime
import json
import time

from shapes import Shapes, refused

gateway = Shapes("apigateway")
VPCE = "vpce-0123456789abcdef0"
POLICY = {
    "Version": "2012-10-17",
    "Statement": [
        {"Effect": "Allow", "Principal": {"AWS": ["*"]}, "Action": "execute-api:Invoke", "Resource": "execute-api:/*"},
        {"Effect": "Deny", "Principal": "*", "Action": "execute-api:Invoke", "Resource": ["execute-api:/*"],
         "Condition": {"StringNotEquals": {"aws:SourceVpce": VPCE}}},
    ],
}


def settled(id):
    for _ in range(200):
        api = gateway.get_rest_api(restApiId=id)
        if api["apiStatus"] == "AVAILABLE":
            return api
        time.sleep(0.02)
    raise AssertionError("the API stays in UPDATING")


api = gateway.create_rest_api(
    name="PetStore",
    description="Pets",
    endpointConfiguration={"types": ["PRIVATE"], "vpcEndpointIds": [VPCE]},
    policy=json.dumps(POLICY),
    tags={"privateapi:name": "PetStore"},
)
id = api["id"]
assert len(id) == 10 and api["endpointConfiguration"] == {"types": ["PRIVATE"], "ipAddressType": "dualstack", "vpcEndpointIds": [VPCE]}, api
assert isinstance(api["createdDate"], datetime.datetime)
assert api["policy"].startswith('{\\"Version\\":'), api["policy"]
policy = json.loads(json.loads('"' + api["policy"] + '"'))
whole = f"arn:aws:execute-api:eu-west-1:123456789012:{id}/*"
assert policy["Statement"][0]["Resource"] == whole and policy["Statement"][0]["Principal"] == {"AWS": "*"}, policy
assert policy["Statement"][1]["Resource"] == whole, policy
assert {m["name"] for m in gateway.get_models(restApiId=id)["items"]} == {"Empty", "Error"}

document = {
    "openapi": "3.0.1",
    "info": {"title": "PetStore", "version": "1.0"},
    "paths": {
        "/": {"get": {"responses": {"200": {"description": "ok", "content": {"text/html": {"schema": {"type": "string"}}}}},
                      "x-amazon-apigateway-integration": {"type": "mock", "requestTemplates": {"application/json": '{"statusCode": 200}'},
                                                          "responses": {"default": {"statusCode": "200", "responseTemplates": {"text/html": "<p>hello</p>"}}}}}},
        "/pets/{petId}": {
            "parameters": [{"name": "petId", "in": "path", "required": True, "schema": {"type": "string"}}],
            "get": {"operationId": "GetPet", "parameters": [{"$ref": "#/components/parameters/Page"}],
                    "responses": {"200": {"description": "ok", "headers": {"X-Pet": {"schema": {"type": "string"}}},
                                          "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}}}},
                    "x-amazon-apigateway-integration": {"type": "http", "httpMethod": "get", "uri": "http://petstore.example.com/pets/{petId}",
                                                        "requestParameters": {"integration.request.path.petId": "method.request.path.petId"},
                                                        "responses": {"default": {"statusCode": 200}, "4\\d\\d": {"statusCode": "404"}}}}},
    },
    "components": {"parameters": {"Page": {"name": "page", "in": "query", "schema": {"type": "string"}}},
                   "schemas": {"Pet": {"type": "object", "properties": {"kind": {"$ref": "#/components/schemas/Kind"}}}, "Kind": {"type": "string"}}},
}
put = gateway.put_rest_api(restApiId=id, mode="merge", body=json.dumps(document).encode())
assert put["apiStatus"] == "UPDATING" and put["policy"] == api["policy"] and put["endpointConfiguration"] == api["endpointConfiguration"], put
assert put["description"] == "Pets" and put["version"] == "1.0", put
busy = "There is already an update in progress. Please wait until the current update finishes before making another request."
refused(busy, "BadRequestException", gateway.update_rest_api, restApiId=id, patchOperations=[{"op": "replace", "path": "/name", "value": "x"}])
settled(id)

paths = {r["path"]: r for r in gateway.get_resources(restApiId=id, embed=["methods"])["items"]}
assert set(paths) == {"/", "/pets", "/pets/{petId}"}, paths
method = paths["/pets/{petId}"]["resourceMethods"]["GET"]
assert method["requestParameters"] == {"method.request.path.petId": True, "method.request.querystring.page": False}, method
assert method["methodResponses"]["200"] == {"statusCode": "200", "responseParameters": {"method.response.header.X-Pet": False},
                                            "responseModels": {"application/json": "Pet"}}, method
integration = method["methodIntegration"]
assert integration["type"] == "HTTP" and integration["httpMethod"] == "GET" and integration["connectionType"] == "INTERNET", integration
assert integration["timeoutInMillis"] == 29000 and integration["cacheKeyParameters"] == [] and integration["cacheNamespace"] == paths["/pets/{petId}"]["id"]
assert integration["integrationResponses"]["404"]["selectionPattern"] == "4\\d\\d" and "selectionPattern" not in integration["integrationResponses"]["200"]
pet = json.loads(gateway.get_model(restApiId=id, modelName="Pet")["schema"])
assert pet["properties"]["kind"]["$ref"] == f"https://apigateway.amazonaws.com/restapis/{id}/models/Kind", pet

deployment = gateway.create_deployment(restApiId=id, stageName="demo", description="first", stageDescription="for the demo", variables={"a": "b"})
stages = gateway.get_stages(restApiId=id)["item"]
assert [(s["stageName"], s["deploymentId"], s["variables"], s["description"]) for s in stages] == [("demo", deployment["id"], {"a": "b"}, "for the demo")], stages
summary = gateway.get_deployment(restApiId=id, deploymentId=deployment["id"], embed=["apisummary"])["apiSummary"]
assert summary == {"/": {"GET": {"authorizationType": "NONE", "apiKeyRequired": False}},
                   "/pets/{petId}": {"GET": {"authorizationType": "NONE", "apiKeyRequired": False}}}, summary
refused("Active stages pointing to this deployment must be moved or deleted", "BadRequestException",
        gateway.delete_deployment, restApiId=id, deploymentId=deployment["id"])
second = gateway.create_deployment(restApiId=id, stageName="demo")
assert gateway.get_stage(restApiId=id, stageName="demo")["deploymentId"] == second["id"]
gateway.delete_deployment(restApiId=id, deploymentId=deployment["id"])
assert [d["id"] for d in gateway.get_deployments(restApiId=id)["items"]] == [second["id"]]

yaml = """
swagger: "2.0"
info: {title: From YAML, version: 2024-05-01}
basePath: /base
x-amazon-apigateway-policy:
  Version: "2012-10-17"
  Statement: {Effect: Allow, Principal: "*", Action: execute-api:Invoke, Resource: execute-api:/*}
x-amazon-apigateway-endpoint-configuration:
  vpcEndpointIds: [vpce-0123456789abcdef0]
paths:
  /yes:
    get: &get
      responses:
        200: {description: ok}
      x-amazon-apigateway-integration:
        type: MOCK
        requestTemplates: {application/json: '{"statusCode": 200}'}
        responses:
          default: {statusCode: 200}
    head: *get
"""
refused("VPCEndpoints can only be specified with PRIVATE apis.", "BadRequestException", gateway.import_rest_api, body=yaml.encode())
imported = gateway.import_rest_api(body=yaml.encode(), parameters={"endpointConfigurationTypes": "PRIVATE", "basepath": "prepend"})
assert imported["version"] == "2024-05-01" and imported["endpointConfiguration"]["vpcEndpointIds"] == [VPCE], imported
found = {r["path"]: set(r.get("resourceMethods", {})) for r in gateway.get_resources(restApiId=imported["id"])["items"]}
assert found == {"/": set(), "/base": set(), "/base/yes": {"GET", "HEAD"}}, found
gateway.create_deployment(restApiId=imported["id"], stageName="s")
refused("Invalid OpenAPI input.", "BadRequestException", gateway.import_rest_api, body=b"{'key:value}")
refused("Invalid OpenAPI input.", "BadRequestException", gateway.import_rest_api,
        body=json.dumps({**document, "openapi": "3.1.0"}).encode())

for name in "abc":
    gateway.create_rest_api(name=name)
pages = list(gateway.get_paginator("get_rest_apis").paginate(PaginationConfig={"PageSize": 2}))
assert len(pages) == 3 and len({a["id"] for p in pages for a in p["items"]}) == 5, [len(p["items"]) for p in pages]
refused("Invalid API identifier specified 123456789012:" + id.upper(), "NotFoundException", gateway.get_rest_api, restApiId=id.upper())
plain = gateway.create_rest_api(name="p", endpointConfiguration={"types": ["PRIVATE"]})["id"]
gateway.put_rest_api(restApiId=plain, body=json.dumps(document).encode())
refused("Private REST API doesn't have a resource policy attached to it", "BadRequestException", gateway.create_deployment, restApiId=plain, stageName="x")
gateway.delete_rest_api(restApiId=plain)
gateway.check()
print(json.dumps({"id": id}))
