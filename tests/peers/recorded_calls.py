"""What API Gateway answered to calls of deployed APIs (see recorded.py). The lab's URL stands for the API's; a header names the API."""
import json
import os
import urllib.error
import urllib.request

import boto3
from recorded import equal, recorded, run

URL = os.environ["AWS_ENDPOINT_URL"]
g = boto3.client("apigateway")


def regional():
    made = g.create_rest_api(name="recorded", endpointConfiguration={"types": ["REGIONAL"]})
    return made["id"], made["rootResourceId"]


def mock(id, resource, verb, request='{"statusCode": 200}', response="", statuses=("200",), **more):
    """A MOCK with these templates; its answers without a pattern come first."""
    at = dict(restApiId=id, resourceId=resource, httpMethod=verb)
    g.put_method(**at, authorizationType="NONE")
    g.put_integration(**at, type="MOCK", requestTemplates={"application/json": request}, **more)
    for status in statuses:
        g.put_method_response(**at, statusCode=status)
        g.put_integration_response(**at, statusCode=status, selectionPattern="" if status == statuses[0] else status, responseTemplates={"application/json": response})


def call(id, path, method="GET", body=None, **headers):
    """Status, headers and body of a call to stage `test`, which is deployed first."""
    g.create_deployment(restApiId=id, stageName="test")
    request = urllib.request.Request(f"{URL}/test{path}", data=None if body is None else body.encode(), method=method,
                                     headers={"x-apigw-api-id": id, "Content-Type": "application/json", **headers})
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, dict(answer.headers), answer.read().decode()
    except urllib.error.HTTPError as answer:
        return answer.code, dict(answer.headers), answer.read().decode()



@recorded("TestApigatewayRouting.test_proxy_routing_with_hardcoded_resource_sibling", "2024-07-23")
def _():
    # What /test has is served there; every other verb falls through to /{proxy+}, verb by verb.
    id, root = regional()
    test = g.create_resource(restApiId=id, parentId=root, pathPart="test")["id"]
    below = g.create_resource(restApiId=id, parentId=test, pathPart="{test+}")["id"]
    proxy = g.create_resource(restApiId=id, parentId=root, pathPart="{proxy+}")["id"]
    for resource, verb, name in ((test, "POST", "test"), (below, "POST", "below"), (proxy, "GET", "proxy"), (proxy, "OPTIONS", "options")):
        mock(id, resource, verb, response=json.dumps({"resource": name}))
    for verb, path, expected in (("POST", "/test", "test"), ("OPTIONS", "/test", "options"), ("GET", "/test", "proxy"), ("GET", "/test/test2", "proxy"),
                                 ("POST", "/test/test2", "below"), ("OPTIONS", "/any", "options")):
        status, _, body = call(id, path, verb)
        equal((verb, path, status, json.loads(body)), (verb, path, 200, {"resource": expected}))
    equal(call(id, "/test", "PUT")[0], 403)


@recorded("test_integration_mock_with_path_param", "2024-11-29")
def _():
    id, root = regional()
    mock(id, root, "GET", request="{statusCode: 200}")
    equal(call(id, "/")[0], 200)


@recorded("test_lambda_aws_proxy_integration_non_post_method", "2024-03-20")
def _():
    id, root = regional()
    for verb, backend in (("GET", "GET"), ("PUT", "POST")):
        at = dict(restApiId=id, resourceId=root, httpMethod=verb)
        g.put_method(**at, authorizationType="NONE")
        g.put_integration(**at, type="AWS_PROXY", integrationHttpMethod=backend,
                          uri="arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:f/invocations")
    status, _, body = call(id, "/")
    equal((status, json.loads(body)), (500, {"message": "Internal server error"}))
    equal(call(id, "/", "PUT", "{}")[0], 200)


@recorded("test_api_gateway_request_validator", "2024-01-10")
def _():
    # Headers, path and query in this order, whatever order they were declared in.
    id, root = regional()
    issuer = g.create_resource(restApiId=id, parentId=root, pathPart="nested")["id"]
    validator = g.create_request_validator(restApiId=id, name="all", validateRequestParameters=True)["id"]
    at = dict(restApiId=id, resourceId=issuer, httpMethod="POST")
    g.put_method(**at, authorizationType="NONE", requestValidatorId=validator, requestParameters={
        "method.request.querystring.qs1": True, "method.request.path.issuer": True, "method.request.header.x-header-param": True})
    g.put_integration(**at, type="MOCK", requestTemplates={"application/json": '{"statusCode": 200}'})
    status, _, body = call(id, "/nested", "POST", "{}")
    equal((status, json.loads(body)), (400, {"message": "Missing required request parameters: [x-header-param, issuer, qs1]"}))


run()
