"""Resources, methods, integrations and their responses, models, validators, authorizers and gateway responses, each made,
read, changed, refused and deleted by hand. The refusals are those that API Gateway is recorded to answer."""
import json

from shapes import Shapes, refused

g = Shapes("apigateway")
id = g.create_rest_api(name="parts")["id"]
root = g.get_resources(restApiId=id)["items"][0]["id"]
bad, missing, conflict = "BadRequestException", "NotFoundException", "ConflictException"


def resource(parent, part):
    return g.create_resource(restApiId=id, parentId=parent, pathPart=part)["id"]


# Resources
pets = resource(root, "pets")
assert len(root) == 10 and len(pets) == 6
pet = resource(pets, "{petId}")
refused("Another resource with the same parent already has this name: pets", conflict, g.create_resource, restApiId=id, parentId=root, pathPart="pets")
refused("A sibling ({petId}) of this resource already has a variable path part -- only one is allowed", bad,
        g.create_resource, restApiId=id, parentId=pets, pathPart="{other}")
rest = resource(root, "{proxy+}")
refused("Cannot create a child of a resource with a greedy path variable: {proxy+}", bad, g.create_resource, restApiId=id, parentId=rest, pathPart="x")
refused("Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly braces at the beginning and the end.", bad,
        g.create_resource, restApiId=id, parentId=root, pathPart="a b")
refused("Invalid Resource identifier specified", missing, g.create_resource, restApiId=id, parentId="nope", pathPart="x")
refused("Invalid Resource identifier specified", missing, g.get_resource, restApiId="nope", resourceId=pets)
renamed = g.update_resource(restApiId=id, resourceId=pets, patchOperations=[{"op": "replace", "path": "/pathPart", "value": "dogs"}])
assert renamed["path"] == "/dogs" and g.get_resource(restApiId=id, resourceId=pet)["path"] == "/dogs/{petId}"
refused("Resources cannot be cyclical.", bad, g.update_resource, restApiId=id, resourceId=pets, patchOperations=[{"op": "replace", "path": "/parentId", "value": pet}])
refused("Invalid patch path  '/pathPart' specified for op 'remove'. Please choose supported operations", bad, g.update_resource,
        restApiId=id, resourceId=pets, patchOperations=[{"op": "remove", "path": "/pathPart"}])
refused("Invalid patch path  '/invalid' specified for op 'replace'. Must be one of: [/parentId, /pathPart]", bad, g.update_resource,
        restApiId=id, resourceId=pets, patchOperations=[{"op": "replace", "path": "/invalid", "value": "x"}])
refused("Root resource cannot update its pathPart.", bad, g.update_resource, restApiId=id, resourceId=root,
        patchOperations=[{"op": "replace", "path": "/pathPart", "value": "x"}])
g.delete_resource(restApiId=id, resourceId=rest)

# Models and validators
g.create_model(restApiId=id, name="Pet", contentType="application/json", description="a pet", schema='{"type":"object","properties":{}}')
refused("Model name already exists for this REST API", conflict, g.create_model, restApiId=id, name="Pet", contentType="application/json", schema="{}")
refused("Model schema must have at least 1 property or array items defined", bad, g.create_model, restApiId=id, name="None", contentType="application/json")
refused("Invalid model name specified: Nope", missing, g.get_model, restApiId=id, modelName="Nope")
g.update_model(restApiId=id, modelName="Pet", patchOperations=[{"op": "replace", "path": "/description", "value": "pet"}])
refused("Invalid patch path  '/name' specified for op 'replace'. Must be one of: [/description, /schema]", bad, g.update_model,
        restApiId=id, modelName="Pet", patchOperations=[{"op": "replace", "path": "/name", "value": "x"}])
validator = g.create_request_validator(restApiId=id, name="body", validateRequestBody=True)["id"]
refused("Invalid REST API identifier specified", bad, g.create_request_validator, restApiId="nope", name="x")
refused("Request Validator name cannot be blank", bad, g.update_request_validator, restApiId=id, requestValidatorId=validator,
        patchOperations=[{"op": "replace", "path": "/name", "value": ""}])
assert g.update_request_validator(restApiId=id, requestValidatorId=validator,
                                  patchOperations=[{"op": "replace", "path": "/validateRequestParameters", "value": "true"}])["validateRequestParameters"]
assert [v["id"] for v in g.get_request_validators(restApiId=id)["items"]] == [validator]
assert g.get_request_validator(restApiId=id, requestValidatorId=validator)["name"] == "body"

# Authorizers
lambda_uri = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:f/invocations"
refused("Unable to complete operation due to concurrent modification. Please try again later.", conflict,
        g.create_authorizer, restApiId="nope", name="a", type="TOKEN", authorizerUri=lambda_uri)
authorizer = g.create_authorizer(restApiId=id, name="a", type="TOKEN", authorizerUri=lambda_uri, identitySource="method.request.header.Auth")
assert authorizer["authType"] == "custom" and "authorizerResultTtlInSeconds" not in authorizer, authorizer
assert g.update_authorizer(restApiId=id, authorizerId=authorizer["id"],
                           patchOperations=[{"op": "replace", "path": "/authorizerResultTtlInSeconds", "value": "60"}])["authorizerResultTtlInSeconds"] == 60
assert [a["id"] for a in g.get_authorizers(restApiId=id)["items"]] == [g.get_authorizer(restApiId=id, authorizerId=authorizer["id"])["id"]]

# Methods
at = {"restApiId": id, "resourceId": pet, "httpMethod": "POST"}
refused("Invalid HttpMethod specified. Valid options are GET,PUT,POST,DELETE,PATCH,OPTIONS,HEAD,ANY", bad, g.put_method, **{**at, "httpMethod": "TRACE"}, authorizationType="NONE")
refused("Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer.", bad,
        g.put_method, **at, authorizationType="CUSTOM")
refused("Invalid model identifier specified: petModel", bad, g.put_method, **at, authorizationType="NONE", requestModels={"application/json": "petModel"})
refused("Invalid Request Validator identifier specified", bad, g.put_method, **at, authorizationType="NONE", requestValidatorId="nope")
refused("Parameter names must be unique across querystring, header and path", bad, g.put_method, **at, authorizationType="NONE",
        requestParameters={"method.request.querystring.q": True, "method.request.header.q": False})
method = g.put_method(**at, authorizationType="CUSTOM", authorizerId=authorizer["id"], requestModels={"application/json": "Pet"},
                      requestParameters={"method.request.path.petId": True}, requestValidatorId=validator, operationName="Op")
assert method["apiKeyRequired"] is False, method
refused("Method already exists for this resource", conflict, g.put_method, **at, authorizationType="NONE")
refused("Cannot delete model 'Pet', is referenced in method request: /dogs/{petId}/POST", conflict, g.delete_model, restApiId=id, modelName="Pet")
refused("Invalid patch path /requestParameters", bad, g.update_method, **at, patchOperations=[{"op": "add", "path": "/requestParameters", "value": "x"}])
refused("Invalid patch path /httpMethod", bad, g.update_method, **at, patchOperations=[{"op": "replace", "path": "/httpMethod", "value": "GET"}])
refused("Invalid patch operation specified. Must be one of: [replace]", bad, g.update_method, **at,
        patchOperations=[{"op": "add", "path": "/authorizationType", "value": "AWS_IAM"}])
changed = g.update_method(**at, patchOperations=[
    {"op": "add", "path": "/requestParameters/method.request.querystring.optional", "value": "false"},
    {"op": "replace", "path": "/requestModels/application~1json", "value": "Empty"},
    {"op": "replace", "path": "/authorizationType", "value": "AWS_IAM"},
    {"op": "replace", "path": "/apiKeyRequired", "value": "true"}])
assert changed["requestParameters"] == {"method.request.path.petId": True, "method.request.querystring.optional": False}, changed
assert changed["requestModels"] == {"application/json": "Empty"} and changed["apiKeyRequired"] and changed["authorizationType"] == "AWS_IAM"
refused("Invalid Method identifier specified", missing, g.get_method, **{**at, "httpMethod": "GET"})

# Integrations
refused("Invalid Integration identifier specified", missing, g.get_integration, **at)
refused("Enumeration value for HttpMethod must be non-empty", bad, g.put_integration, **at, type="HTTP", uri="http://example.com")
refused("Invalid HTTP endpoint specified for URI", bad, g.put_integration, **at, type="HTTP", integrationHttpMethod="GET", uri="example")
refused("Invalid ARN specified in the request", bad, g.put_integration, **at, type="AWS", integrationHttpMethod="POST", uri="nothing")
refused("AWS ARN for integration must contain path or action", bad, g.put_integration, **at, type="AWS", integrationHttpMethod="POST",
        uri="arn:aws:lambda:eu-west-1:123456789012:function:f")
refused("Integrations of type 'AWS_PROXY' currently only supports Lambda function and Firehose stream invocations.", bad, g.put_integration, **at,
        type="AWS_PROXY", integrationHttpMethod="POST", uri="arn:aws:apigateway:eu-west-1:s3:path/bucket")
refused("Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression parameter specified: method.request.path.other]",
        bad, g.put_integration, **at, type="HTTP", integrationHttpMethod="GET", uri="http://example.com",
        requestParameters={"integration.request.path.x": "method.request.path.other"})
integration = g.put_integration(**at, type="HTTP_PROXY", integrationHttpMethod="POST", uri="http://example.com/{petId}",
                                requestParameters={"integration.request.path.petId": "method.request.path.petId"})
assert {k: v for k, v in integration.items() if k != "ResponseMetadata"} == {
    "type": "HTTP_PROXY", "httpMethod": "POST", "uri": "http://example.com/{petId}", "connectionType": "INTERNET", "passthroughBehavior": "WHEN_NO_MATCH",
    "timeoutInMillis": 29000, "cacheNamespace": pet, "cacheKeyParameters": [],
    "requestParameters": {"integration.request.path.petId": "method.request.path.petId"}}, integration
link = g.update_integration(**at, patchOperations=[{"op": "replace", "path": "/connectionType", "value": "VPC_LINK"},
                                                   {"op": "replace", "path": "/connectionId", "value": "${stageVariables.link}"},
                                                   {"op": "replace", "path": "/timeoutInMillis", "value": "1000"}])
assert link["connectionId"] == "${stageVariables.link}" and link["timeoutInMillis"] == 1000
mock = g.put_integration(**at, type="MOCK", requestTemplates={"application/json": '{"statusCode": 200}'})
assert "httpMethod" not in mock and "connectionType" not in mock and mock["type"] == "MOCK", mock

# Responses
g.put_method_response(**at, statusCode="200", responseModels={"application/json": "Empty"}, responseParameters={"method.response.header.X": False})
refused("Response already exists for this resource", conflict, g.put_method_response, **at, statusCode="200")
refused("1 validation error detected: Value 'wrong' at 'statusCode' failed to satisfy constraint: Member must satisfy regular expression pattern: [1-5]\\d\\d",
        "ValidationException", g.put_integration_response, **at, statusCode="wrong")
refused("Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression parameter specified: method.response.header.Y]",
        bad, g.put_integration_response, **at, statusCode="200", responseParameters={"method.response.header.Y": "'y'"})
g.put_integration_response(**at, statusCode="200", selectionPattern="", responseTemplates={"application/json": '{"pet": 1}'},
                           responseParameters={"method.response.header.X": "'x'"})
assert g.update_integration_response(**at, statusCode="200", patchOperations=[{"op": "replace", "path": "/selectionPattern", "value": "2.."}])["selectionPattern"] == "2.."
refused("Invalid parameter name specified", missing, g.update_method_response, **at, statusCode="200",
        patchOperations=[{"op": "remove", "path": "/responseParameters/method.response.header.Z"}])
refused("Content-Type specified was not found", missing, g.update_method_response, **at, statusCode="200",
        patchOperations=[{"op": "remove", "path": "/responseModels/text~1css"}])
refused("1 validation error detected: Value 'wrong_op' at 'updateMethodResponseInput.patchOperations.1.member.op' failed to satisfy constraint: "
        "Member must satisfy enum value set: [add, remove, move, test, replace, copy]", "ValidationException", g.update_method_response, **at, statusCode="200",
        patchOperations=[{"op": "wrong_op", "path": "/responseParameters/x", "value": "y"}])
assert g.update_method_response(**at, statusCode="200", patchOperations=[{"op": "add", "path": "/responseParameters/method.response.header.Z", "value": "true"}])[
    "responseParameters"] == {"method.response.header.X": False, "method.response.header.Z": True}
refused("Invalid Response status code specified", missing, g.get_method_response, **at, statusCode="404")
refused("Invalid Response status code specified", missing, g.get_integration_response, **at, statusCode="404")
assert g.get_method(**at)["methodIntegration"]["integrationResponses"]["200"]["responseTemplates"] == {"application/json": '{"pet": 1}'}
tested = g.test_invoke_method(**at, pathWithQueryString="/dogs/1")
assert tested["status"] == 200 and tested["body"] == '{"pet": 1}' and tested["headers"]["X"] == "x", tested
assert tested["log"].startswith("Execution log for request ") and "Method completed with status: 200" in tested["log"]

# Gateway responses
everything = g.get_gateway_responses(restApiId=id)["items"]
assert len(everything) == 21 and all(r["defaultResponse"] for r in everything), len(everything)
default = g.get_gateway_response(restApiId=id, responseType="ACCESS_DENIED")
assert default["statusCode"] == "403" and default["responseTemplates"] == {"application/json": '{"message":$context.error.messageString}'}, default
custom = g.put_gateway_response(restApiId=id, responseType="DEFAULT_4XX", statusCode="418", responseParameters={"gatewayresponse.header.X": "'y'"})
assert custom["statusCode"] == "418" and custom["defaultResponse"] is False
assert g.update_gateway_response(restApiId=id, responseType="DEFAULT_4XX", patchOperations=[{"op": "replace", "path": "/statusCode", "value": "444"}])["statusCode"] == "444"
refused("Invalid null or empty value in responseTemplates", bad, g.update_gateway_response, restApiId=id, responseType="DEFAULT_4XX",
        patchOperations=[{"op": "add", "path": "/responseTemplates/application~1json"}])
g.delete_gateway_response(restApiId=id, responseType="DEFAULT_4XX")
refused("Gateway response type not defined on api", missing, g.delete_gateway_response, restApiId=id, responseType="DEFAULT_4XX")
refused("1 validation error detected: Value 'FAKE' at 'responseType' failed to satisfy constraint: Member must satisfy enum value set: [REQUEST_TOO_LARGE, …",
        "ValidationException", g.get_gateway_response, restApiId=id, responseType="FAKE")

# Deletions
g.delete_integration_response(**at, statusCode="200")
g.delete_method_response(**at, statusCode="200")
g.delete_integration(**at)
refused("No integration defined for method", bad, g.create_deployment, restApiId=id, stageName="s")
g.delete_method(**at)
refused("The REST API doesn't contain any methods", bad, g.create_deployment, restApiId=id, stageName="s")
g.delete_authorizer(restApiId=id, authorizerId=authorizer["id"])
g.delete_request_validator(restApiId=id, requestValidatorId=validator)
g.delete_model(restApiId=id, modelName="Pet")
g.delete_resource(restApiId=id, resourceId=pets)
refused("Invalid Resource identifier specified", missing, g.get_resource, restApiId=id, resourceId=pet)
for number in range(30):
    resource(root, f"r{number}")
pages = list(g.get_paginator("get_resources").paginate(restApiId=id))
assert [len(p["items"]) for p in pages] == [25, 6], [len(p["items"]) for p in pages]
g.check()
print(json.dumps({"operations": sorted(g.operations)}))
