"""Endpoint types and associations, stages with canaries and settings, exports, tags, VPC links, API keys and usage plans."""
import json
import time

from shapes import Shapes, refused

g = Shapes("apigateway")
bad, missing = "BadRequestException", "NotFoundException"
VPCE = "vpce-0123456789abcdef0"
ALLOW = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*"}]})
SPEC = {
    "swagger": "2.0", "info": {"title": "Export", "version": "1.0.0", "description": "d"},
    "x-amazon-apigateway-binary-media-types": ["image/png"],
    "x-amazon-apigateway-gateway-responses": {"DEFAULT_4XX": {"statusCode": 418}},
    "x-amazon-apigateway-request-validators": {"all": {"validateRequestBody": True, "validateRequestParameters": True}},
    "x-amazon-apigateway-request-validator": "all",
    "securityDefinitions": {
        "sigv4": {"type": "apiKey", "name": "Authorization", "in": "header", "x-amazon-apigateway-authtype": "awsSigv4"},
        "api_key": {"type": "apiKey", "name": "x-api-key", "in": "header"},
        "token": {"type": "apiKey", "name": "Auth", "in": "header", "x-amazon-apigateway-authtype": "custom", "x-amazon-apigateway-authorizer": {
            "type": "token", "authorizerResultTtlInSeconds": 60,
            "authorizerUri": "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:f/invocations"}}},
    "paths": {"/pets": {
        "get": {"security": [{"sigv4": []}, {"api_key": []}], "produces": ["application/json"], "parameters": [{"name": "type", "in": "query", "required": False, "type": "string"}],
                "responses": {"200": {"description": "200 response", "schema": {"$ref": "#/definitions/Pets"}, "headers": {"X": {"type": "string"}}}},
                "x-amazon-apigateway-integration": {"type": "http_proxy", "httpMethod": "GET", "uri": "https://example.com/pets", "passthroughBehavior": "when_no_match",
                                                    "responses": {"default": {"statusCode": "200", "responseParameters": {"method.response.header.X": "'1'"}}}}},
        "x-amazon-apigateway-any-method": {"security": [{"token": []}], "responses": {"200": {"description": "200 response"}},
                                           "x-amazon-apigateway-integration": {"type": "mock", "requestTemplates": {"application/json": "{\"statusCode\": 200}"}}}}},
    "definitions": {"Pets": {"type": "array", "items": {"$ref": "#/definitions/Pet"}}, "Pet": {"type": "object", "properties": {"id": {"type": "integer"}}}},
}


def patch(id, *operations):
    for _ in range(200):
        if g.get_rest_api(restApiId=id)["apiStatus"] == "AVAILABLE":
            break
        time.sleep(0.02)
    return g.update_rest_api(restApiId=id, patchOperations=[dict(zip(("op", "path", "value"), o)) for o in operations])


def not_patched(text, id, *operations):
    refused(text, bad, lambda: patch(id, *operations))


# Endpoint types (recorded: test_create_rest_api_*, test_update_rest_api_ip_address_type)
for types, kind in (({}, "ipv4"), ({"types": ["REGIONAL"]}, "ipv4"), ({"types": ["PRIVATE"]}, "dualstack")):
    assert g.create_rest_api(name="t", endpointConfiguration=types)["endpointConfiguration"]["ipAddressType"] == kind
refused("Cannot create an api with multiple Endpoint Types.", bad, g.create_rest_api, name="t", endpointConfiguration={"types": ["PRIVATE", "EDGE"]})
refused("Only dualstack ipAddressType is supported for Private APIs.", bad, g.create_rest_api, name="t", endpointConfiguration={"types": ["PRIVATE"], "ipAddressType": "ipv4"})
refused("Description cannot be an empty string", bad, g.create_rest_api, name="t", description="")
refused("VPCEndpoints can only be specified with PRIVATE apis.", bad, g.create_rest_api, name="t", endpointConfiguration={"types": ["REGIONAL"], "vpcEndpointIds": [VPCE]})
refused("2 validation errors detected: Value '[wrong]' at 'createRestApiInput.endpointConfiguration.types' failed to satisfy constraint: Member must satisfy constraint: "
        "[Member must satisfy enum value set: [PRIVATE, EDGE, REGIONAL]]; Value 'wrong' at 'createRestApiInput.endpointConfiguration.ipAddressType' failed to satisfy "
        "constraint: Member must satisfy enum value set: [ipv4, dualstack]", "ValidationException", g.create_rest_api, name="t",
        endpointConfiguration={"types": ["wrong"], "ipAddressType": "wrong"})
for policy in ("{", "{}", json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "AIDADEADPRINCIPAL"}, "Action": "*", "Resource": "*"}]})):
    refused("Invalid policy document. Please check the policy syntax and ensure that Principals are valid.", bad, g.create_rest_api, name="t", policy=policy)

id = g.create_rest_api(name="endpoints")["id"]
not_patched("Invalid EndpointTypes specified. Valid options are REGIONAL,EDGE,PRIVATE", id, ("replace", "/endpointConfiguration/types/EDGE", "wrong"))
not_patched("VPCEndpoints can only be specified with PRIVATE apis.", id, ("add", "/endpointConfiguration/vpcEndpointIds", VPCE))
private = patch(id, ("replace", "/endpointConfiguration/types/EDGE", "PRIVATE"))
assert private["endpointConfiguration"] == {"types": ["PRIVATE"], "ipAddressType": "dualstack"} and private["apiStatus"] == "UPDATING", private
associated = patch(id, ("add", "/endpointConfiguration/vpcEndpointIds", VPCE), ("add", "/endpointConfiguration/vpcEndpointIds", VPCE[:-1] + "1"))
assert associated["endpointConfiguration"]["vpcEndpointIds"] == [VPCE, VPCE[:-1] + "1"], associated
not_patched("Only dualstack ipAddressType is supported for Private APIs.", id, ("replace", "/endpointConfiguration/ipAddressType", "ipv4"))
not_patched("ipAddressType must be either ipv4 or dualstack.", id, ("replace", "/endpointConfiguration/ipAddressType", "wrong"))
not_patched("VPCEndpoints can only be specified with PRIVATE apis.", id, ("replace", "/endpointConfiguration/types/PRIVATE", "REGIONAL"))
not_patched("Cannot update endpoint from PRIVATE to EDGE", id, ("replace", "/endpointConfiguration/types/0", "EDGE"))
not_patched("Invalid policy document. Please check the policy syntax and ensure that Principals are valid.", id, ("replace", "/policy", "{]"))
not_patched("Invalid patch path /nonsense", id, ("replace", "/nonsense", "x"))
not_patched("Invalid patch operation specified. Must be one of: [replace]", id, ("add", "/minimumCompressionSize", "10"))
not_patched("Invalid minimum compression size, must be between 0 and 10485760", id, ("replace", "/minimumCompressionSize", "-1"))
regional = patch(id, ("remove", "/endpointConfiguration/vpcEndpointIds", VPCE), ("remove", "/endpointConfiguration/vpcEndpointIds", VPCE[:-1] + "1"),
                 ("replace", "/endpointConfiguration/types/0", "REGIONAL"), ("replace", "/disableExecuteApiEndpoint", "true"),
                 ("replace", "/description", "x"), ("add", "/binaryMediaTypes/image~1png", ""), ("replace", "/policy", ALLOW))
assert regional["endpointConfiguration"] == {"types": ["REGIONAL"], "ipAddressType": "ipv4"} and regional["apiStatus"] == "AVAILABLE", regional
assert regional["disableExecuteApiEndpoint"] and regional["binaryMediaTypes"] == ["image/png"] and regional["tags"] == {}
assert "policy" not in patch(id, ("replace", "/policy", ""))

# What overwrite drops and merge keeps
id = g.create_rest_api(name="drops", description="kept?", binaryMediaTypes=["image/heif"], minimumCompressionSize=5, apiKeySource="AUTHORIZER", policy=ALLOW,
                       disableExecuteApiEndpoint=True, endpointConfiguration={"types": ["PRIVATE"], "vpcEndpointIds": [VPCE]})["id"]
plain = {"openapi": "3.0.0", "info": {"title": "renamed", "version": "2"}, "paths": {}}
patch(id)
merged = g.put_rest_api(restApiId=id, mode="merge", body=json.dumps({**plain, "x-amazon-apigateway-binary-media-types": ["image/png"]}))
assert merged["name"] == "renamed" and merged["description"] == "kept?" and merged["binaryMediaTypes"] == ["image/heif", "image/png"], merged
assert merged["policy"] and merged["disableExecuteApiEndpoint"] and merged["endpointConfiguration"]["vpcEndpointIds"] == [VPCE]
patch(id)
over = g.put_rest_api(restApiId=id, mode="overwrite", body=json.dumps(plain))
for gone in ("policy", "description", "binaryMediaTypes", "minimumCompressionSize"):
    assert gone not in over, (gone, over)
assert over["apiKeySource"] == "HEADER" and not over["disableExecuteApiEndpoint"] and over["endpointConfiguration"] == {"types": ["PRIVATE"], "ipAddressType": "dualstack"}, over
assert g.get_models(restApiId=id)["items"] == []
patch(id)
over = g.put_rest_api(restApiId=id, mode="overwrite", body=json.dumps(
    {**plain, "x-amazon-apigateway-policy": json.loads(ALLOW), "servers": [{"x-amazon-apigateway-endpoint-configuration": {"vpcEndpointIds": [VPCE], "disableExecuteApiEndpoint": True}}]}))
assert over["policy"] and over["disableExecuteApiEndpoint"] and over["endpointConfiguration"]["vpcEndpointIds"] == [VPCE], over
refused("Errors found during import:\n\tUnable to create resource at path '/a b': Resource's path part only…", bad, lambda: (patch(id), g.put_rest_api(
    restApiId=id, body=json.dumps({**plain, "paths": {"/a b": {}, "/ok": {}}}))))
assert len(g.get_resources(restApiId=id)["items"]) == 1

# Stages
api = g.import_rest_api(body=json.dumps(SPEC), parameters={"endpointConfigurationTypes": "REGIONAL"})["id"]
patch(api, ("replace", "/policy", ALLOW))
first = g.create_deployment(restApiId=api)["id"]
second = g.create_deployment(restApiId=api, description="second")["id"]
refused("Deployment id does not exist", bad, g.create_stage, restApiId=api, stageName="dev", deploymentId="nope")
stage = g.create_stage(restApiId=api, stageName="dev", deploymentId=first, description="dev stage", variables={"testVar": "default"}, tags={"a": "b"},
                       canarySettings={"deploymentId": second, "percentTraffic": 50, "stageVariableOverrides": {"testVar": "canary"}})
assert stage["canarySettings"] == {"deploymentId": second, "percentTraffic": 50.0, "stageVariableOverrides": {"testVar": "canary"}, "useStageCache": False}, stage
assert stage["cacheClusterStatus"] == "NOT_AVAILABLE" and stage["methodSettings"] == {} and stage["tracingEnabled"] is False
refused("Stage already exists", "ConflictException", g.create_stage, restApiId=api, stageName="dev", deploymentId=first)
refused("Invalid deployment content specified.Non null and non empty stageName must be provided for canary deployment. Provided value is null", bad,
        g.create_deployment, restApiId=api, canarySettings={"percentTraffic": 1})
refused("Active stages pointing to this deployment must be moved or deleted", bad, g.delete_deployment, restApiId=api, deploymentId=second)


def stage_patch(*operations):
    return g.update_stage(restApiId=api, stageName="dev", patchOperations=[dict(zip(("op", "path", "value"), o)) for o in operations])


promoted = g.update_stage(restApiId=api, stageName="dev", patchOperations=[
    {"op": "replace", "path": "/canarySettings/percentTraffic", "value": "0.0"},
    {"op": "copy", "from": "/canarySettings/deploymentId", "path": "/deploymentId"},
    {"op": "copy", "from": "/canarySettings/stageVariableOverrides", "path": "/variables"}])
assert promoted["deploymentId"] == second and promoted["variables"] == {"testVar": "canary"} and promoted["canarySettings"]["percentTraffic"] == 0.0, promoted
assert "canarySettings" not in stage_patch(("remove", "/canarySettings"))
refused("Promotion not available. Canary does not exist.", bad, g.update_stage, restApiId=api, stageName="dev",
        patchOperations=[{"op": "copy", "from": "/canarySettings/deploymentId", "path": "/deploymentId"}])
refused("Invalid method setting path: /tags/x. Must be one of: [/deploymentId, /description, …", bad, lambda: stage_patch(("replace", "/tags/x", "y")))
refused("Cannot remove method setting */* because there is no method setting for this method ", bad, lambda: stage_patch(("remove", "/*/*")))
refused("Invalid accessLogSettings path. Must be one of : [/accessLogSettings/destinationArn, /accessLogSettings/format]", bad, lambda: stage_patch(("add", "/accessLogSettings/*", "x")))
settings = stage_patch(("replace", "/*/*/caching/enabled", "true"), ("replace", "/~1pets/GET/throttling/rateLimit", "5"), ("replace", "/variables/v", "w"),
                       ("add", "/accessLogSettings/format", "$context.requestId"))
assert settings["methodSettings"]["*/*"] == {
    "cacheDataEncrypted": False, "cacheTtlInSeconds": 300, "cachingEnabled": True, "dataTraceEnabled": False, "metricsEnabled": False,
    "requireAuthorizationForCacheControl": True, "throttlingBurstLimit": 5000, "throttlingRateLimit": 10000.0,
    "unauthorizedCacheControlHeaderStrategy": "SUCCEED_WITH_RESPONSE_HEADER"}, settings
assert settings["methodSettings"]["~1pets/GET"]["throttlingRateLimit"] == 5.0 and settings["variables"]["v"] == "w"
assert stage_patch(("remove", "/*/*"), ("remove", "/~1pets/GET"))["methodSettings"] == {}
assert stage_patch(("replace", "/deploymentId", first))["deploymentId"] == first
g.flush_stage_cache(restApiId=api, stageName="dev")
g.update_deployment(restApiId=api, deploymentId=first, patchOperations=[{"op": "replace", "path": "/description", "value": "first"}])
refused("Invalid stage identifier specified", missing, g.get_stage, restApiId=api, stageName="Dev")
assert [s["stageName"] for s in g.get_stages(restApiId=api, deploymentId=second)["item"]] == []

# The snapshot holds its own policy; exports show it
patch(api, ("replace", "/policy", ALLOW.replace('"Allow"', '"Deny"')))


def export(type, extensions=None, accepts=None):
    arguments = {"restApiId": api, "stageName": "dev", "exportType": type}
    if extensions:
        arguments["parameters"] = {"extensions": extensions}
    if accepts:
        arguments["accepts"] = accepts
    answer = g.get_export(**arguments)
    return answer, answer["body"].read().decode()


answer, text = export("swagger")
swagger = json.loads(text)
assert answer["contentType"] == "application/octet-stream" and answer["contentDisposition"] == 'attachment; filename="swagger_1.0.0.json"', answer
assert swagger["host"] == f"{api}.execute-api.eu-west-1.amazonaws.com" and swagger["basePath"] == "/dev" and swagger["schemes"] == ["https"], swagger
assert swagger["definitions"] == SPEC["definitions"], swagger["definitions"]
get = swagger["paths"]["/pets"]["get"]
assert get == {k: v for k, v in SPEC["paths"]["/pets"]["get"].items() if k != "x-amazon-apigateway-integration"}, get
assert not [k for k in text.split('"') if k.startswith("x-amazon-apigateway-") and k not in ("x-amazon-apigateway-any-method", "x-amazon-apigateway-authtype")]
full = json.loads(export("swagger", "apigateway")[1])
assert full["paths"]["/pets"]["get"]["x-amazon-apigateway-integration"] == SPEC["paths"]["/pets"]["get"]["x-amazon-apigateway-integration"], full
assert full["x-amazon-apigateway-policy"]["Statement"][0]["Effect"] == "Allow" and "x-amazon-apigateway-endpoint-configuration" not in full
assert full["x-amazon-apigateway-binary-media-types"] == ["image/png"] and full["x-amazon-apigateway-request-validators"] == SPEC["x-amazon-apigateway-request-validators"]
assert full["securityDefinitions"]["token"]["x-amazon-apigateway-authorizer"]["authorizerResultTtlInSeconds"] == 60, full["securityDefinitions"]
oas = json.loads(export("oas30", "integrations")[1])
assert oas["openapi"] == "3.0.1" and oas["servers"][0] == {"url": f"https://{api}.execute-api.eu-west-1.amazonaws.com/{{basePath}}", "variables": {"basePath": {"default": "dev"}}}
assert oas["paths"]["/pets"]["get"]["responses"]["200"]["content"] == {"application/json": {"schema": {"$ref": "#/components/schemas/Pets"}}}, oas
yaml_answer, yaml_text = export("oas30", "apigateway", "application/yaml")
assert yaml_answer["contentDisposition"].endswith('.yaml"')
try:
    import yaml
    assert yaml.safe_load(yaml_text) == json.loads(export("oas30", "apigateway")[1]), yaml_text
except ImportError:
    pass
again = g.import_rest_api(body=yaml_text, parameters={"endpointConfigurationTypes": "REGIONAL"})["id"]
g.create_deployment(restApiId=again, stageName="dev")
twice = json.loads(g.get_export(restApiId=again, stageName="dev", exportType="oas30", parameters={"extensions": "apigateway"})["body"].read())
once = json.loads(export("oas30", "apigateway")[1])
for document in (once, twice):
    document.pop("servers"), document.pop("x-amazon-apigateway-policy")
assert once == twice, json.dumps([once, twice])

# Tags
arn = f"arn:aws:apigateway:eu-west-1::/restapis/{api}/stages/dev"
g.tag_resource(resourceArn=arn, tags={"privateapi:policy": f"{first}/abc", "x": "y"})
assert g.get_tags(resourceArn=arn)["tags"] == {"a": "b", "privateapi:policy": f"{first}/abc", "x": "y"}
g.untag_resource(resourceArn=arn, tagKeys=["a", "x"])
assert g.get_stage(restApiId=api, stageName="dev")["tags"] == {"privateapi:policy": f"{first}/abc"}
g.tag_resource(resourceArn=f"arn:aws:apigateway:eu-west-1::/restapis/{api}", tags={"k": "v"})
assert g.get_rest_api(restApiId=api)["tags"] == {"k": "v"}

# VPC links, account
link = g.create_vpc_link(name="link", targetArns=["arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/net/nlb/1"])
assert link["status"] == "PENDING"
for _ in range(200):
    link = g.get_vpc_link(vpcLinkId=link["id"])
    if link["status"] == "AVAILABLE":
        break
    time.sleep(0.02)
assert link["statusMessage"] == "Your vpc link is ready for use" and g.get_vpc_links()["items"][0]["id"] == link["id"]
refused("Invalid ARN. ARN is not well formed invalid-arn", bad, g.create_vpc_link, name="l", targetArns=["invalid-arn"])
g.update_vpc_link(vpcLinkId=link["id"], patchOperations=[{"op": "replace", "path": "/name", "value": "n"}])
g.delete_vpc_link(vpcLinkId=link["id"])
refused("Invalid Vpc Link identifier specified", missing, g.get_vpc_link, vpcLinkId=link["id"])
assert g.get_account()["throttleSettings"] == {"burstLimit": 5000, "rateLimit": 10000.0}

# Keys and plans
refused("API Key value should be at least 20 characters", bad, g.create_api_key, name="k", value="short")
key = g.create_api_key(name="key", enabled=True)
assert 20 <= len(key["value"]) <= 128 and key["stageKeys"] == []
assert "value" not in g.get_api_key(apiKey=key["id"]) and g.get_api_key(apiKey=key["id"], includeValue=True)["value"] == key["value"]
plan = g.create_usage_plan(name="plan", apiStages=[{"apiId": api, "stage": "dev"}], throttle={"burstLimit": 20, "rateLimit": 10.0}, quota={"limit": 1, "period": "DAY"})["id"]
refused(f"Invalid API Stage {{api: {api}, stage: nope}} specified for usageplan {plan}", missing, g.update_usage_plan, usagePlanId=plan,
        patchOperations=[{"op": "add", "path": "/apiStages", "value": f"{api}:nope"}])
assert g.create_usage_plan_key(usagePlanId=plan, keyId=key["id"], keyType="API_KEY")["value"] == key["value"]
assert g.get_api_key(apiKey=key["id"])["stageKeys"] == []
assert [k["id"] for k in g.get_usage_plan_keys(usagePlanId=plan)["items"]] == [key["id"]] and g.get_usage_plans(keyId=key["id"])["items"][0]["id"] == plan
changed = g.update_usage_plan(usagePlanId=plan, patchOperations=[{"op": "replace", "path": "/quota/limit", "value": "5000"}, {"op": "replace", "path": "/throttle/rateLimit", "value": "200"}])
assert changed["quota"] == {"limit": 5000, "offset": 0, "period": "DAY"} and changed["throttle"] == {"burstLimit": 20, "rateLimit": 200.0}, changed
# A method's own limits come and go; what can be removed is what boto3 #2629 was told.
method = f"/apiStages/{api}:dev/throttle//pets/GET"
limited = g.update_usage_plan(usagePlanId=plan, patchOperations=[{"op": "replace", "path": f"{method}/{name}", "value": "3"} for name in ("rateLimit", "burstLimit")])
assert limited["apiStages"][0]["throttle"] == {"/pets/GET": {"burstLimit": 3, "rateLimit": 3.0}}, limited
assert "throttle" not in g.update_usage_plan(usagePlanId=plan, patchOperations=[{"op": "remove", "path": method}])["apiStages"][0]
refused(f"Invalid patch path  '/apiStages/{api}:dev' specified for op 'remove'. Must be one of: [/apiStages, /quota, /throttle, /productCode, "
        "/apiStages/<apidId:stageName>/throttle/<resourcePath>/<httpMethod>, /apiStages/<apidId:stageName>/throttle]", bad, g.update_usage_plan,
        usagePlanId=plan, patchOperations=[{"op": "remove", "path": f"/apiStages/{api}:dev"}])
refused("Invalid API Stage specified", bad, g.update_usage_plan, usagePlanId=plan, patchOperations=[{"op": "remove", "path": "/apiStages"}])
g.delete_usage_plan_key(usagePlanId=plan, keyId=key["id"])
g.update_usage_plan(usagePlanId=plan, patchOperations=[{"op": "remove", "path": "/apiStages", "value": f"{api}:dev"}])
g.delete_usage_plan(usagePlanId=plan)
g.delete_api_key(apiKey=key["id"])
g.delete_stage(restApiId=api, stageName="dev")
g.delete_deployment(restApiId=api, deploymentId=first)
g.check()
print(json.dumps({"operations": sorted(g.operations)}))
