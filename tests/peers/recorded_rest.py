"""What API Gateway answered about REST APIs (see recorded.py)."""
import json
import re

from recorded import equal, recorded, run
from shapes import Shapes, refused

g = Shapes("apigateway")
BAD, MISSING, INVALID = "BadRequestException", "NotFoundException", "ValidationException"
DEFINITION = {"openapi": "3.0.1", "info": {"title": "x", "version": "2.0"}}
MOCK = {"type": "mock", "requestTemplates": {"application/json": '{"statusCode": 200}'}, "responses": {"default": {"statusCode": "200"}}}


def api(**more):
    made = g.create_rest_api(name="recorded", **more)
    return made["id"], made["rootResourceId"]


def patch(*changes):
    return [dict(zip(("op", "path", "value"), change)) for change in changes]


def imported(basepath, mode="import", **definition):
    body = json.dumps({**DEFINITION, "paths": {"/test": {"get": {"responses": {"200": {"description": "x"}}, "x-amazon-apigateway-integration": MOCK}}}, **definition})
    id = g.import_rest_api(body=body, parameters={"basepath": basepath})["id"]
    return sorted(item["path"] for item in g.get_resources(restApiId=id)["items"])



@recorded("test_import_rest_apis_with_base_path_swagger[split]", "2025-07-02")
def _():
    # A definition without a base path is imported all the same.
    swagger = {"swagger": "2.0", "info": {"title": "x", "version": "1"}, "paths": {"/pets": {"get": {"responses": {}, "x-amazon-apigateway-integration": MOCK}}}}
    id = g.import_rest_api(body=json.dumps(swagger), parameters={"basepath": "split"})["id"]
    equal(sorted(item["path"] for item in g.get_resources(restApiId=id)["items"]), ["/", "/pets"])


@recorded("test_import_rest_api_with_base_path_oas30[ignore, prepend, split]", "2025-07-02")
def _():
    variable = [{"url": "https://testdomain.com", "variables": {"basePath": {"default": "/base-var"}}}]
    url = [{"url": "https://testdomain.com/base-url/part/"}]
    equal(imported("ignore", servers=variable), ["/", "/test"])
    equal(imported("prepend", servers=variable), ["/", "/base-var", "/base-var/test"])
    equal(imported("split", servers=variable), ["/", "/test"])
    equal(imported("ignore", servers=url), ["/", "/test"])
    equal(imported("prepend", servers=url), ["/", "/base-url", "/base-url/part", "/base-url/part/test"])
    equal(imported("split", servers=url), ["/", "/part", "/part/test"])


@recorded("test_update_rest_api_ip_address_type", "2025-07-07")
def _():
    id, _ = api()
    types = "/endpointConfiguration/types/0"
    private = g.update_rest_api(restApiId=id, patchOperations=patch(("replace", types, "EDGE"), ("replace", types, "REGIONAL"), ("replace", types, "PRIVATE")))
    equal(private["endpointConfiguration"], {"ipAddressType": "dualstack", "types": ["PRIVATE"]})
    for text, change in (
        ("Only dualstack ipAddressType is supported for Private APIs.", ("replace", "/endpointConfiguration/ipAddressType", "ipv4")),
        ("ipAddressType must be either ipv4 or dualstack.", ("replace", "/endpointConfiguration/ipAddressType", "wrong")),
        ("Invalid EndpointTypes specified. Valid options are REGIONAL,EDGE,PRIVATE", ("replace", types, "wrong")),
        ("Invalid patch operation specified. Must be one of: [replace]", ("remove", "/endpointConfiguration/ipAddressType", "dualstack")),
        ("Invalid patch operation specified. Must be 'add'|'remove'|'replace'", ("remove", types, "EDGE")),
    ):
        settled(id)
        refused(text, BAD, g.update_rest_api, restApiId=id, patchOperations=patch(change))


def settled(id):
    while g.get_rest_api(restApiId=id)["apiStatus"] == "UPDATING":
        pass


@recorded("test_create_execute_api_vpc_endpoint, on an API that is REGIONAL", "2025-07-30")
def _():
    # The type in the path need not be the API's own.
    id, _ = api(endpointConfiguration={"types": ["REGIONAL"]})
    changed = g.update_rest_api(restApiId=id, patchOperations=patch(("replace", "/endpointConfiguration/types/EDGE", "PRIVATE")))
    equal(changed["endpointConfiguration"]["types"], ["PRIVATE"])


@recorded("cdk-real-drift, AWS__ApiGateway__RestApi.HuntPrivateApi97541614", "2026-07-13")
def _():
    policy = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": ["*"]}, "Action": "execute-api:Invoke", "Resource": ["execute-api:/*"]}]}
    id, _ = api(endpointConfiguration={"types": ["PRIVATE"]}, policy=json.dumps(policy))
    shown = g.get_rest_api(restApiId=id)
    equal((shown["securityPolicy"], shown["endpointConfiguration"]["ipAddressType"], shown["apiKeySource"], shown["disableExecuteApiEndpoint"]),
          ("TLS_1_2", "dualstack", "HEADER", False))
    statement = json.loads(json.loads(f'"{shown["policy"]}"'))["Statement"][0]
    equal(statement["Resource"], f"arn:aws:execute-api:eu-west-1:123456789012:{id}/*")
    equal(statement["Principal"], {"AWS": "*"})


@recorded("test_integration_mock_with_path_param and others, whose calls say authorizationType 'none' and 'None'", "2024-11-29")
def _():
    id, root = api()
    for verb, given in (("GET", "none"), ("PUT", "None"), ("POST", "NONE")):
        equal(g.put_method(restApiId=id, resourceId=root, httpMethod=verb, authorizationType=given)["authorizationType"], "NONE")
    refused("Invalid authorization type specified. Valid options are NONE,AWS_IAM,CUSTOM,COGNITO_USER_POOLS", BAD, g.put_method, restApiId=id, resourceId=root,
            httpMethod="PATCH", authorizationType="nobody")


@recorded("test_usage_plan_crud", "2024-03-20")
def _():
    id, root = api()
    g.put_method(restApiId=id, resourceId=root, httpMethod="GET", authorizationType="NONE")
    g.put_integration(restApiId=id, resourceId=root, httpMethod="GET", type="MOCK")
    g.create_deployment(restApiId=id, stageName="dev")
    plan = g.create_usage_plan(name="plan", apiStages=[{"apiId": id, "stage": "dev"}])["id"]
    refused(f"Cannot delete Usage Plan {plan} because it is associated with API stages. Please remove the API stages first.", BAD, g.delete_usage_plan, usagePlanId=plan)
    g.delete_rest_api(restApiId=id)
    g.delete_usage_plan(usagePlanId=plan)
    refused("Invalid Usage Plan ID specified", MISSING, g.get_usage_plan, usagePlanId=plan)


@recorded("test_invoke_test_method", "2025-09-29")
def _():
    id, root = api()
    pets = g.create_resource(restApiId=id, parentId=root, pathPart="pets")["id"]
    pet = g.create_resource(restApiId=id, parentId=pets, pathPart="{petId}")["id"]
    for verb in ("GET", "POST"):
        at = dict(restApiId=id, resourceId=pet, httpMethod=verb)
        g.put_method(**at, authorizationType="NONE", requestParameters={"method.request.path.petId": True})
        g.put_method_response(**at, statusCode="200")
        g.put_integration(**at, type="MOCK", integrationHttpMethod=verb, requestParameters={"integration.request.path.id": "method.request.path.petId"},
                          requestTemplates={"application/json": '{"statusCode": 200}'})
        g.put_integration_response(**at, statusCode="200", responseTemplates={"application/json": '{"petId": "$input.params(\'petId\')"}'})
    for verb, path, body, shown, parameters, query, answer in (
        ("GET", "/pets/123", "", "/pets/123", "{petId=123}", "{}", "123"),
        ("GET", None, "", "/pets/{petId}", "{petId={petId}}", "{}", "{petId}"),
        ("GET", "/random/test", "", "/random/test", "{}", "{}", ""),
        ("GET", "/pets/123?foo=bar", "", "/pets/123", "{petId=123}", "{foo=bar}", "123"),
        ("POST", "/pets/123", '{"foo": "bar"}', "/pets/123", "{petId=123}", "{}", "123"),
    ):
        target = {} if path is None else {"pathWithQueryString": path}
        tested = g.test_invoke_method(restApiId=id, resourceId=pet, httpMethod=verb, body=body, **target)
        equal((tested["status"], tested["body"], tested["headers"], tested["multiValueHeaders"]),
              (200, json.dumps({"petId": answer}), {"Content-Type": "application/json"}, {"Content-Type": ["application/json"]}))
        request = tested["log"].split("\n")[0].removeprefix("Execution log for request ")
        equal(untimed(tested["log"]), [
            f"Execution log for request {request}",
            f"Starting execution for request: {request}",
            f"HTTP Method: {verb}, Resource Path: {shown}",
            f"Method request path: {parameters}",
            f"Method request query string: {query}",
            "Method request headers: {}",
            f"Method request body before transformations: {body}",
            f"Method response body after transformations: {tested['body']}",
            "Method response headers: {Content-Type=application/json}",
            "Successfully completed execution",
            "Method completed with status: 200",
            "",
        ])
    refused("Invalid Method identifier specified", MISSING, g.test_invoke_method, restApiId=id, resourceId=pet, httpMethod="HEAD", pathWithQueryString="/pets/123")
    refused("Invalid Resource identifier specified", MISSING, g.test_invoke_method, restApiId=id, resourceId="invalid_res", httpMethod="POST")


@recorded("test_failed_invoke_test_method", "2025-09-29")
def _():
    id, root = api()
    at = dict(restApiId=id, resourceId=root, httpMethod="ANY")
    g.put_method(**at, authorizationType="NONE")
    g.put_integration(**at, type="HTTP_PROXY", integrationHttpMethod="ANY", uri="https://${stageVariables.testHost}")
    tested = g.test_invoke_method(**{**at, "httpMethod": "GET"})
    equal((tested["status"], json.loads(tested["body"]), tested["headers"]), (500, {"message": "Internal server error"}, {"x-amzn-ErrorType": "InternalServerErrorException"}))
    equal(untimed(tested["log"])[-3:], ["Execution failed due to configuration error: Invalid endpoint address", "Method completed with status: 500", ""])


def untimed(log):
    return [re.sub(r"^\w{3} \w{3} \d\d \d\d:\d\d:\d\d UTC \d{4} : ", "", line) for line in log.split("\n")]


@recorded("test_gateway_response_put", "2024-06-20")
def _():
    id, _ = api()
    header, template = {"gatewayresponse.header.x-request-header": "method.request.header.Accept"}, {"application/json": '{"all": "5xx"}'}
    g.put_gateway_response(restApiId=id, responseType="DEFAULT_5XX", statusCode="599", responseParameters=header, responseTemplates=template)
    g.put_gateway_response(restApiId=id, responseType="AUTHORIZER_FAILURE", responseParameters={"gatewayresponse.header.foo": "'bar'"})
    shown = {item["responseType"]: item for item in g.get_gateway_responses(restApiId=id)["items"]}
    for kind in ("API_CONFIGURATION_ERROR", "AUTHORIZER_CONFIGURATION_ERROR", "INTEGRATION_FAILURE", "INTEGRATION_TIMEOUT"):
        equal(shown[kind], {"responseType": kind, "statusCode": "599", "responseParameters": header, "responseTemplates": template, "defaultResponse": True})
    plain = {"application/json": '{"message":$context.error.messageString}'}
    equal(shown["ACCESS_DENIED"], {"responseType": "ACCESS_DENIED", "statusCode": "403", "responseParameters": {}, "responseTemplates": plain, "defaultResponse": True})
    equal(shown["AUTHORIZER_FAILURE"], {"responseType": "AUTHORIZER_FAILURE", "statusCode": "500", "responseParameters": {"gatewayresponse.header.foo": "'bar'"},
                                        "responseTemplates": plain, "defaultResponse": False})


@recorded("test_update_stage_remove_wildcard", "2024-03-05")
def _():
    id, root = api()
    g.put_method(restApiId=id, resourceId=root, httpMethod="GET", authorizationType="NONE")
    g.put_integration(restApiId=id, resourceId=root, httpMethod="GET", type="MOCK")
    g.create_deployment(restApiId=id, stageName="s1")
    stage = dict(restApiId=id, stageName="s1")
    refused("Cannot remove method setting */* because there is no method setting for this method ", BAD, g.update_stage, **stage, patchOperations=patch(("remove", "/*/*")))
    general = g.update_stage(**stage, patchOperations=patch(("replace", "/*/*/caching/enabled", "true")))["methodSettings"]["*/*"]
    assert general["cachingEnabled"] and not general["metricsEnabled"], general
    # A method's own settings start from those of all methods.
    own = g.update_stage(**stage, patchOperations=patch(("replace", "/~1/GET/metrics/enabled", "true")))["methodSettings"]
    equal([settings for name, settings in own.items() if name != "*/*"], [{**general, "metricsEnabled": True}])


@recorded("test_get_usage_plan_api_keys", "2025-09-26")
def _():
    equal(g.get_usage_plan_keys(usagePlanId="bad-usage-plan").get("items"), [])


@recorded("test_api_key_required_for_methods", "2023-07-27")
def _():
    id, root = api()
    g.put_method(restApiId=id, resourceId=root, httpMethod="GET", authorizationType="NONE", apiKeyRequired=True)
    g.put_integration(restApiId=id, resourceId=root, httpMethod="GET", type="MOCK")
    g.create_deployment(restApiId=id, stageName="dev")
    plan = g.create_usage_plan(name="plan", apiStages=[{"apiId": id, "stage": "dev"}])["id"]
    key = g.create_api_key(name="key", enabled=True)["id"]
    g.create_usage_plan_key(usagePlanId=plan, keyId=key, keyType="API_KEY")
    disabled = g.update_api_key(apiKey=key, patchOperations=patch(("replace", "/enabled", "false")))
    equal((disabled["enabled"], disabled["stageKeys"]), (False, []))


@recorded("test_put_integration_wrong_type", "2024-04-15")
def _():
    id, root = api()
    refused("1 validation error detected: Value 'HTTPS_PROXY' at 'putIntegrationInput.type' failed to satisfy constraint: "
            "Member must satisfy enum value set: [HTTP, MOCK, AWS_PROXY, HTTP_PROXY, AWS]", INVALID,
            g.put_integration, restApiId=id, resourceId=root, httpMethod="GET", type="HTTPS_PROXY")


@recorded("test_put_integration_request_parameter_bool_type", "2024-12-12")
def _():
    import boto3
    from botocore.config import Config
    loose = boto3.client("apigateway", config=Config(parameter_validation=False))
    id, root = api()
    g.put_method(restApiId=id, resourceId=root, httpMethod="GET", authorizationType="NONE")
    refused("class java.lang.Boolean can not be converted to an String", "SerializationException", loose.put_integration, restApiId=id, resourceId=root,
            httpMethod="GET", type="HTTP", uri="http://example.com", requestParameters={"integration.request.path.testPath": True})


@recorded("test_delete_integration_response_errors", "2025-08-21")
def _():
    id, root = api()
    at = dict(restApiId=id, resourceId=root, statusCode="200")
    refused("Invalid Resource identifier specified", MISSING, g.delete_integration_response, **{**at, "resourceId": "nope"}, httpMethod="GET")
    for verb in ("GET", "NOPE"):
        refused("Invalid Integration identifier specified", MISSING, g.delete_integration_response, **at, httpMethod=verb)
    g.put_method(restApiId=id, resourceId=root, httpMethod="GET", authorizationType="NONE")
    g.put_integration(restApiId=id, resourceId=root, httpMethod="GET", type="MOCK")
    refused("Invalid Response status code specified", MISSING, g.delete_integration_response, **at, httpMethod="GET")


@recorded("test_update_method_response and test_update_method_response_negative_tests", "2025-06-30")
def _():
    id, root = api()
    at = dict(restApiId=id, resourceId=root, httpMethod="GET")
    g.put_method(**at, authorizationType="NONE")
    g.put_method_response(**at, statusCode="200", responseModels={"application/json": "Empty"}, responseParameters={"method.response.header.my-header": True})
    emptied = g.update_method_response(**at, statusCode="200", patchOperations=patch(
        ("remove", "/responseParameters/method.response.header.my-header"), ("remove", "/responseModels/application~1json")))
    equal({name for name in emptied if name != "ResponseMetadata"}, {"statusCode"})
    refused("2 validation errors detected: Value 'wrong_op' at 'updateMethodResponseInput.patchOperations.1.member.op' failed to satisfy constraint: "
            "Member must satisfy enum value set: [add, remove, move, test, replace, copy]; "
            r"Value 'wrong' at 'statusCode' failed to satisfy constraint: Member must satisfy regular expression pattern: [1-5]\d\d", INVALID,
            g.update_method_response, **at, statusCode="wrong", patchOperations=patch(("wrong_op", "/responseParameters/x", "y")))


@recorded("test_update_method_validation", "2024-04-15")
def _():
    id, root = api()
    at = dict(restApiId=id, resourceId=root, httpMethod="ANY")
    g.put_method(**at, authorizationType="NONE", apiKeyRequired=True)
    shown = g.update_method(**at, patchOperations=patch(("replace", "/authorizerId", "abc123"), ("replace", "/apiKeyRequired", "whatever")))
    equal({name: value for name, value in shown.items() if name != "ResponseMetadata"}, {"apiKeyRequired": False, "authorizationType": "NONE", "httpMethod": "ANY"})


@recorded("test_put_method_model and test_update_model", "2024-04-15")
def _():
    id, root = api()
    test = g.create_resource(restApiId=id, parentId=root, pathPart="test")["id"]
    for description in ("", None):
        name = f"Model{description is None}"
        made = g.create_model(restApiId=id, name=name, contentType="application/json", schema='{"type": "object"}', **({"description": ""} if description == "" else {}))
        assert "description" not in made, made
    for resource in (root, test):
        g.put_method(restApiId=id, resourceId=resource, httpMethod="ANY", authorizationType="NONE", requestModels={"application/json": "ModelTrue"})
    refused("Cannot delete model 'ModelTrue', is referenced in method request: /test/ANY", "ConflictException", g.delete_model, restApiId=id, modelName="ModelTrue")


@recorded("test_import_and_validate_rest_api[swagger-mock-cors.json] and test_import_with_global_api_key_authorizer", "2025-07-02")
def _():
    # A path's parameters are request parameters, declared or not.
    method = {"responses": {"200": {"description": "x"}}, "x-amazon-apigateway-integration": MOCK}
    body = json.dumps({**DEFINITION, "paths": {"/product/{product_id}": {"get": method}, "/echo/{data+}": {"x-amazon-apigateway-any-method": method}}})
    id = g.import_rest_api(body=body)["id"]
    by_path = {item["path"]: item["id"] for item in g.get_resources(restApiId=id)["items"]}
    equal(g.get_method(restApiId=id, resourceId=by_path["/product/{product_id}"], httpMethod="GET")["requestParameters"], {"method.request.path.product_id": True})
    equal(g.get_method(restApiId=id, resourceId=by_path["/echo/{data+}"], httpMethod="ANY")["requestParameters"], {"method.request.path.data": True})


@recorded("test_import_rest_api_with_base_path_oas30[ignore], its second import", "2025-07-02")
def _():
    # A path that comes again keeps its id, and a request parameter that is no string is left out, with a warning.
    integration = {**MOCK, "requestParameters": {"integration.request.header.nothing": True, "integration.request.header.double-single": "'True'"}}
    body = json.dumps({**DEFINITION, "paths": {"/test": {"get": {"responses": {"200": {"description": "x"}}, "x-amazon-apigateway-integration": integration}}}})
    id, _ = api()
    ids = []
    for _ in range(2):
        put = g.put_rest_api(restApiId=id, body=body, mode="overwrite")
        equal(put["warnings"], ["Invalid format for 'requestParameters'. Expected type string for property 'integration.request.header.nothing' of resource '/test' "
                                "and method 'GET' but got 'true'"])
        ids.append({item["path"]: item["id"] for item in g.get_resources(restApiId=id)["items"]})
    equal(ids[0], ids[1])
    shown = g.get_integration(restApiId=id, resourceId=ids[1]["/test"], httpMethod="GET")
    equal(shown["requestParameters"], {"integration.request.header.double-single": "'True'"})
    equal(shown["cacheNamespace"], ids[1]["/test"])


@recorded("test_documentation_part_lifecycle, test_invalid_get_documentation_part and others of TestApiGatewayApiDocumentationPart", "2024-04-15")
def _():
    id, _ = api()
    made = g.create_documentation_part(restApiId=id, location={"type": "API"}, properties='{"description": "Sample API description"}')
    equal((made["location"], made["properties"]), ({"type": "API"}, '{"description": "Sample API description"}'))
    at = dict(restApiId=id, documentationPartId=made["id"])
    equal(g.get_documentation_parts(restApiId=id)["items"], [{name: made[name] for name in ("id", "location", "properties")}])
    unknown = "Invalid Documentation part identifier specified"
    refused(unknown, MISSING, g.get_documentation_part, **{**at, "restApiId": "api_id"})
    refused(unknown, MISSING, g.get_documentation_part, **{**at, "documentationPartId": "documentation_part_id"})
    refused("Invalid API identifier specified 123456789012:api_id", MISSING, g.get_documentation_parts, restApiId="api_id")
    refused(unknown, MISSING, g.update_documentation_part, **{**at, "restApiId": "api_id"}, patchOperations=patch(("replace", "/properties", "{}")))
    refused("Invalid patch path  '/properties' specified for op 'add'. Please choose supported operations", BAD, g.update_documentation_part, **at,
            patchOperations=patch(("add", "/properties", "{}")))
    refused("Invalid patch path  '/invalidPath' specified for op 'replace'. Must be one of: [/properties]", BAD, g.update_documentation_part, **at,
            patchOperations=patch(("replace", "/invalidPath", "{}")))
    refused("Invalid API identifier specified 123456789012:api_id", MISSING, g.create_documentation_part, restApiId="api_id", location={"type": "API"}, properties="{}")
    refused("1 validation error detected: Value 'INVALID' at 'createDocumentationPartInput.location.type' failed to satisfy constraint: Member must satisfy enum value set: "
            "[RESPONSE_BODY, RESPONSE, METHOD, MODEL, AUTHORIZER, RESPONSE_HEADER, RESOURCE, PATH_PARAMETER, REQUEST_BODY, QUERY_PARAMETER, API, REQUEST_HEADER]", INVALID,
            g.create_documentation_part, restApiId=id, location={"type": "INVALID"}, properties="{}")
    changed = '{"description": "Updated Sample API description"}'
    equal(g.update_documentation_part(**at, patchOperations=patch(("replace", "/properties", changed)))["properties"], changed)
    equal(g.get_documentation_part(**at)["properties"], changed)
    refused("Invalid API identifier specified 123456789012:api_id", MISSING, g.delete_documentation_part, **{**at, "restApiId": "api_id"})
    g.delete_documentation_part(**at)
    refused(unknown, MISSING, g.delete_documentation_part, **at)


@recorded("test_import_documentation_parts and test_import_documentation_parts_bad_file", "2026-02-09 and 2025-11-18")
def _():
    parts = [
        {"location": {"type": "API"}, "properties": {"description": "API description", "info": {"version": "3"}}},
        {"location": {"type": "METHOD", "method": "GET"}, "properties": {"description": "Method description."}},
        {"location": {"type": "MODEL", "name": "Nothing"}, "properties": {"title": "Nothing Schema"}},
        {"location": {"type": "RESPONSE", "method": "GET", "statusCode": "200"}, "properties": {"description": "200 response"}},
    ]
    get = {"description": "Method description.", "responses": {"200": {"description": "200 response"}}, "x-amazon-apigateway-integration": MOCK}
    body = json.dumps({**DEFINITION, "paths": {"/": {"get": get}}, "x-amazon-apigateway-documentation": {"version": "1.0.3", "documentationParts": parts}})
    id = g.import_rest_api(body=body, failOnWarnings=True)["id"]

    def shown():
        return [(item["location"], json.loads(item["properties"])) for item in g.get_documentation_parts(restApiId=id)["items"]]

    # Parts of a method and of a response say the root's path even if the definition did not.
    expected = [(part["location"] if index in (0, 2) else {**part["location"], "path": "/"}, part["properties"]) for index, part in enumerate(parts)]
    equal(shown(), expected)
    for item in g.get_documentation_parts(restApiId=id)["items"]:
        g.delete_documentation_part(restApiId=id, documentationPartId=item["id"])
    equal(g.get_documentation_parts(restApiId=id)["items"], [])
    ids = g.import_documentation_parts(restApiId=id, mode="overwrite", body=body)["ids"]
    equal(shown(), expected)
    equal(sorted(ids), sorted(item["id"] for item in g.get_documentation_parts(restApiId=id)["items"]))
    for bad in ('test:\n    value:\n        - "a \\"b\\": $(c +"%a")}"\n        ', "{'key:value}"):
        refused("Unable to build importer with provided input.", BAD, g.import_documentation_parts, restApiId=id, mode="overwrite", body=bad)
    equal(shown(), expected)


@recorded("test_documentation_parts_and_versions, and create-stage of test_create_update_stages", "2023-08-07 and 2024-03-05")
def _():
    id, root = api()
    g.create_documentation_part(restApiId=id, location={"type": "API"}, properties='{"foo": "bar"}')
    made = g.create_documentation_version(restApiId=id, documentationVersion="v123")
    equal({name for name in made if name != "ResponseMetadata"}, {"createdDate", "version"})
    g.update_documentation_version(restApiId=id, documentationVersion="v123", patchOperations=patch(("replace", "/description", "doc version new")))
    equal(g.get_documentation_version(restApiId=id, documentationVersion="v123")["description"], "doc version new")
    g.put_method(restApiId=id, resourceId=root, httpMethod="GET", authorizationType="NONE")
    g.put_integration(restApiId=id, resourceId=root, httpMethod="GET", type="MOCK")
    deployment = g.create_deployment(restApiId=id)["id"]
    equal(g.create_stage(restApiId=id, stageName="s1", deploymentId=deployment, documentationVersion="v123")["documentationVersion"], "v123")


run()
g.check()
