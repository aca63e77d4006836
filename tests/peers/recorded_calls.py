"""What API Gateway answered to calls of deployed APIs (see recorded.py). The lab's URL stands for the API's; a header names the API.

HTTP integrations call a server of this script, which answers with what it was asked; the lab must be allowed to call 127.0.0.1."""
import base64
import http.server
import io
import json
import os
import threading
import urllib.error
import urllib.request
import zipfile

import boto3

import new_function
from recorded import equal, recorded, run

URL = os.environ["AWS_ENDPOINT_URL"]
g = boto3.client("apigateway")


class Echo(http.server.BaseHTTPRequestHandler):
    def answer(self):
        data = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        try:
            parsed = json.loads(data)
        except ValueError:
            parsed = None
        body = json.dumps({"path": self.path, "headers": dict(self.headers), "data": data, "json": parsed}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = answer

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Echo)
threading.Thread(target=server.serve_forever, daemon=True).start()
ECHO = f"http://127.0.0.1:{server.server_port}"


def function():
    """A function that lets API Gateway in; the lab answers with the event that it would have received."""
    client, iam = boto3.client("lambda"), boto3.client("iam")
    try:
        return client.get_function(FunctionName="f")["Configuration"]["FunctionArn"]
    except client.exceptions.ResourceNotFoundException:
        pass
    trust = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}]}
    role = iam.create_role(RoleName="f", AssumeRolePolicyDocument=json.dumps(trust))["Role"]["Arn"]
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("index.py", "def handler(event, context): return {}")
    made = new_function.create(client, FunctionName="f", Role=role, Runtime="python3.13", Handler="index.handler", Code={"ZipFile": archive.getvalue()})
    client.add_permission(FunctionName="f", StatementId="api", Action="lambda:InvokeFunction", Principal="apigateway.amazonaws.com")
    return made["FunctionArn"]


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
    return invoke(id, path, method, body, **headers)


def invoke(id, path, method="GET", body=None, **headers):
    """Status, headers and body of a call to stage `test` as it is."""
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
                          uri=f"arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/{function()}/invocations")
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


@recorded("test_mock_integration_response", "2024-05-30")
def _():
    id, root = regional()
    resource = g.create_resource(restApiId=id, parentId=root, pathPart="{id}")["id"]
    mock(id, resource, "GET", response='{"statusCode": 200, "id": $input.params().path.id}')
    equal(json.loads(call(id, "/42")[2]), {"statusCode": 200, "id": 42})


@recorded("test_integration_mock_with_request_overrides_in_response_template", "2024-11-06")
def _():
    id, root = regional()
    resource = g.create_resource(restApiId=id, parentId=root, pathPart="{testPath}")["id"]
    request = """#set($body = $util.base64Decode($input.params('testPath')))
#set($context.requestOverride.path.body = $body)
{
  "statusCode": 200
}
"""
    response = """
#set($body = $util.parseJson($context.requestOverride.path.body))
#set($inputBody = $body.message)
#if($inputBody == "path1")
{
   "response": "path was path one"
}
#elseif($inputBody == "path2")
{
   "response": "path was path two"
}
#else
{
  "response": "this is the else clause"
}
#end
"""
    mock(id, resource, "GET", request, response)
    for message, expected in (("path1", "path was path one"), ("path2", "path was path two"), ("other", "this is the else clause")):
        path = base64.b64encode(json.dumps({"message": message}).encode()).decode()
        equal(json.loads(call(id, f"/{path}")[2]), {"response": expected})


@recorded("test_integration_mock_with_response_override_in_request_template", "2025-05-16")
def _():
    request = """
#set($context.responseOverride.status = 444)
#set($context.responseOverride.header.foo = "bar")
#set($context.responseOverride.custom = "is also passed around")
{
  "statusCode": 200
}
"""
    response = """
#set($statusOverride = $context.responseOverride.status)
#set($fooHeader = $context.responseOverride.header.foo)
#set($custom = $context.responseOverride.custom)
{
    "statusOverride": "$statusOverride",
    "fooHeader": "$fooHeader",
    "custom": "$custom"
}
"""
    for template in (response, ""):
        id, root = regional()
        mock(id, root, "GET", request, template)
        status, headers, body = call(id, "/")
        equal((status, headers["foo"]), (444, "bar"))
        equal(json.loads(body) if template else body, {"statusOverride": "444", "fooHeader": "bar", "custom": "is also passed around"} if template else "")


@recorded("test_integration_mock_with_vtl_map_assignation", "2025-05-29")
def _():
    request = """
#set($paramName = "foo")
#set($context.requestOverride.querystring[$paramName] = "bar")
#set($paramPutName = "putfoo")
$context.requestOverride.querystring.put($paramPutName, "putBar")
#set($context["requestOverride"].querystring["nestedfoo"] = "nestedFoo")
{
  "statusCode": 200
}
"""
    response = """
#set($value = $context.requestOverride.querystring["foo"])
#set($value2 = $context.requestOverride.querystring["putfoo"])
#set($value3 = $context.requestOverride.querystring["nestedfoo"])
{"value": "$value", "value2": "$value2", "value3": "$value3"}
"""
    id, root = regional()
    mock(id, root, "GET", request, response)
    equal(json.loads(call(id, "/")[2]), {"value": "bar", "value2": "putBar", "value3": "nestedFoo"})


@recorded("test_invoking_canary_deployment", "2025-05-30")
def _():
    id, root = regional()
    mock(id, root, "GET", response='{"isCanary": "$context.isCanaryRequest", "none": "$stageVariables.none"}')
    equal(json.loads(call(id, "/")[2]), {"isCanary": "false", "none": ""})
    g.create_deployment(restApiId=id, stageName="test", canarySettings={"percentTraffic": 100.0})
    equal(json.loads(invoke(id, "/")[2])["isCanary"], "true")


def echo(id, root, part, type="HTTP", verb="POST", response=None, request=None, parameters=None):
    """An integration with the server that answers with what it was asked."""
    resource = g.create_resource(restApiId=id, parentId=root, pathPart=part)["id"]
    at = dict(restApiId=id, resourceId=resource, httpMethod=verb)
    g.put_method(**at, authorizationType="NONE")
    g.put_integration(**at, type=type, integrationHttpMethod="POST", uri=f"{ECHO}/", requestParameters=parameters or {},
                      requestTemplates={} if request is None else {"application/json": request})
    if type == "HTTP":
        g.put_method_response(**at, statusCode="200", responseParameters={f"method.response.header.{name}": False for name in MAPPED})
        g.put_integration_response(**at, statusCode="200", responseTemplates={} if response is None else {"application/json": response},
                                   responseParameters={f"method.response.header.{name}": f"'mapped_{name}'" for name in MAPPED} if part == "mapped" else {})
    return at


MAPPED = ("Accept", "Authorization", "Connection", "Content-Length", "Content-MD5", "Date", "Expect", "Host", "Max-Forwards", "Proxy-Authenticate", "Server", "TE",
          "Trailer", "Transfer-Encoding", "Upgrade", "User-Agent", "Warn", "WWW-Authenticate")


@recorded("test_input_path_template_formatting", "2025-06-18")
def _():
    id, root = regional()
    path, whole = '#set($result = $input.path("$.json"))$result', '{"body": $result, "nested": $result.nested, "isNull": #if( $result == $null )"true"#else"false"#end, ' \
        '"isEmptyString": #if( $result == "" )"true"#else"false"#end}'
    for part, template in (("path", path), ("nested", path + ".nested"), ("list", path + "[0]"), ("to-string", path + ".toString()"),
                           ("invalid", '#set($result = $input.path("$.nonExisting"))' + whole), ("nested-list", '#set($result = $input.path("$.json.listValue"))' + whole)):
        echo(id, root, part, response=template)
    nothing = '{"body": , "nested": , "isNull": "true", "isEmptyString": "true"}'
    for part, body, expected in (
        ("path", {"foo": "bar"}, "{foo=bar}"),
        ("path", [{"foo": "bar"}], '[{"foo":"bar"}]'),
        ("nested", {"nested": {"foo": "bar"}}, "{foo=bar}"),
        ("nested", {"nested": [{"foo": "bar"}]}, '[{"foo":"bar"}]'),
        ("list", [{"foo": "bar"}], "{foo=bar}"),
        ("list", [[{"foo": "bar"}]], '[{"foo":"bar"}]'),
        ("path", {"foo": [{"nested": "bar"}]}, '{foo=[{"nested":"bar"}]}'),
        ("path", {"bigger": "dict", "to": "test", "with": "separators"}, "{bigger=dict, to=test, with=separators}"),
        ("to-string", {"foo": "bar"}, "{foo=bar}"),
        ("to-string", {"list": [{"foo": "bar"}]}, '{list=[{"foo":"bar"}]}'),
        ("invalid", None, nothing),
        ("nested-list", {"listValue": []}, '{"body": [], "nested": , "isNull": "false", "isEmptyString": "false"}'),
        ("nested-list", {"listValue": None}, nothing),
    ):
        equal((part, call(id, f"/{part}", "POST", "" if body is None else json.dumps(body))[2]), (part, expected))


@recorded("test_input_body_formatting", "2025-03-19")
def _():
    id, root = regional()
    text = "Action=SendMessage&MessageBody=$input.body"
    for part, template in (("raw", "#set($result = $input.body)$result"), ("text", text), ("member", "#set($result = $input.body.testAccess)$result"),
                           ("encoded", "EncodedBody=$util.urlEncode($input.body)&EncodedBodyAccess=$util.urlEncode($input.body.testAccess)")):
        echo(id, root, part, request=template, response='$input.path("$.data")')
    for part, body, expected in (
        ("raw", "", "{}"), ("raw", '{"some": "value"}', '{"some": "value"}'), ("raw", "some raw data", "some raw data"),
        ("text", "", "Action=SendMessage&MessageBody={}"), ("text", "some raw data", "Action=SendMessage&MessageBody=some raw data"),
        ("member", "some raw data", ""),
        ("encoded", "", "EncodedBody=%7B%7D&EncodedBodyAccess="), ("encoded", '{"some": "value"}', "EncodedBody=%7B%22some%22%3A+%22value%22%7D&EncodedBodyAccess="),
    ):
        equal((part, call(id, f"/{part}", "POST", body)[2]), (part, expected))


SENT = {"Accept": "application/json", "Age": "request_Age", "Authorization": "Unauthorized", "Content-Encoding": "deflate", "Content-MD5": "request_Content-MD5",
        "Max-Forwards": "2", "Pragma": "cache", "Proxy-Authenticate": "Basic", "Referer": "https://example.com/", "Server": "https://example.com/", "TE": "deflate",
        "Trailer": "Expires", "User-Agent": "localStack/0.0", "Via": "p.example.net", "Warn": "299 localStack/0.0", "WWW-Authenticate": "Basic YWxhZGRpbjpvcGVuc2VzYW1l"}


@recorded("test_apigateway_header_remapping_http[HTTP]", "2024-12-11")
def _():
    id, root = regional()
    echo(id, root, "no-param", verb="GET")
    names = [*SENT, "Connection", "Content-Length"]
    echo(id, root, "mapped", verb="GET", request="{" + ",".join(f"\"{name}\": \"$input.params('{name}')\"" for name in names) + "}", response='$input.path("$.data")',
         parameters={f"integration.request.header.{name}": f"'mapped_{name}'" for name in ("Accept", "Authorization", "Connection", "Expect", "Proxy-Authenticate", "TE", "Via", "Warn")})
    for part, header in (("length", "Content-Length"), ("encoding", "Transfer-Encoding")):
        echo(id, root, part, verb="GET", parameters={f"integration.request.header.{header}": "'1'"})

    status, headers, body = call(id, "/no-param", **SENT)
    backend = {name.lower(): value for name, value in json.loads(body)["headers"].items()}
    equal(status, 200)
    equal({name for name in backend if name not in ("host", "connection")},
          {"accept", "content-length", "user-agent", "x-amzn-apigateway-api-id", "x-amzn-trace-id"})
    equal((backend["accept"], backend["user-agent"], backend["x-amzn-apigateway-api-id"]), ("application/json", f"AmazonAPIGateway_{id}", id))
    assert headers["X-Amzn-Trace-Id"] == backend["x-amzn-trace-id"] and backend["x-amzn-trace-id"].startswith("Root=1-"), headers

    status, headers, body = call(id, "/mapped", **SENT)
    blank = {"Connection", "Content-Length", "Content-MD5", "Max-Forwards", "Proxy-Authenticate", "Server", "TE", "Trailer", "WWW-Authenticate"}
    equal(json.loads(body), {name: "" if name in blank else SENT[name] for name in names})
    own = {"Connection", "Content-Length", "Date", "Server", "Transfer-Encoding"}
    for name in MAPPED:
        if name in ("Accept", "TE", "Warn"):
            equal(headers[name], f"mapped_{name}")
        elif name == "Transfer-Encoding":
            assert f"x-amzn-Remapped-{name}" not in headers
        else:
            equal((name, headers[f"x-amzn-Remapped-{name}"]), (name, f"mapped_{name}"))
            assert name in own or name not in headers, name

    for part in ("length", "encoding"):
        status, headers, body = call(id, f"/{part}", **SENT)
        equal((status, json.loads(body), headers["x-amzn-ErrorType"]), (500, {"message": "Internal server error"}, "InternalServerErrorException"))


@recorded("test_apigateway_header_remapping_http[HTTP_PROXY]", "2024-12-11")
def _():
    id, root = regional()
    echo(id, root, "proxy", "HTTP_PROXY", "ANY")
    status, headers, body = call(id, "/proxy?price=10&price=20&a=b", **SENT)
    asked = json.loads(body)
    backend = {name.lower(): value for name, value in asked["headers"].items()}
    passed = {"Accept", "Age", "Authorization", "Pragma", "Referer", "User-Agent", "Warn"}
    equal({name: backend.get(name.lower()) for name in SENT}, {name: SENT[name] if name in passed else None for name in SENT})
    assert backend["x-amzn-trace-id"] and "X-Amzn-Trace-Id" not in headers
    assert "x-amzn-Remapped-Server" in headers and "x-amzn-Remapped-Date" in headers and "x-amzn-Remapped-Content-Length" in headers, headers
    equal(asked["path"], "/?price=10&price=20&a=b")


@recorded("test_lambda_aws_proxy_integration and test_apigateway_header_remapping_aws[AWS_PROXY]", "2024-08-02 and 2024-12-11")
def _():
    id, root = regional()
    resource = g.create_resource(restApiId=id, parentId=root, pathPart="{proxy+}")["id"]
    uri = f"arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/{function()}/invocations"
    at = dict(restApiId=id, resourceId=resource, httpMethod="ANY")
    g.put_method(**at, authorizationType="NONE")
    g.put_integration(**at, type="AWS_PROXY", integrationHttpMethod="POST", uri=uri)
    for path, event_path, parameter in (
        ("/proxy-value", "/proxy-value", "proxy-value"),
        ("/proxy-value/", "/proxy-value/", "proxy-value"),
        ("/proxy-value//double-slash", "/proxy-value//double-slash", "proxy-value//double-slash"),
        ("//proxy-value", "/proxy-value", "proxy-value"),
        ("/a/test%2Balias@gmail.com/plus/test+alias@gmail.com", "/a/test%2Balias@gmail.com/plus/test+alias@gmail.com", "a/test%2Balias@gmail.com/plus/test+alias@gmail.com"),
    ):
        event = json.loads(call(id, path)[2])
        equal((event["path"], event["pathParameters"], event["requestContext"]["path"]), (event_path, {"proxy": parameter}, f"/test{path}"))
    status, headers, body = call(id, "/x?category=electronics&category=books", **{**SENT, "aUThorization": "random-value"})
    event = json.loads(body)
    equal(event["queryStringParameters"], {"category": "books"})
    equal(event["multiValueQueryStringParameters"], {"category": ["electronics", "books"]})
    equal(event["headers"]["Authorization"], "random-value")
    for gone in ("Connection", "Content-Length", "Content-MD5", "Max-Forwards", "Proxy-Authenticate", "Server", "TE", "Trailer", "WWW-Authenticate"):
        assert gone not in event["headers"], gone
    equal((event["headers"]["X-Forwarded-Port"], event["headers"]["X-Forwarded-Proto"]), ("443", "https"))
    assert event["headers"]["X-Forwarded-For"] and event["headers"]["X-Amzn-Trace-Id"] == headers["X-Amzn-Trace-Id"]
    context = event["requestContext"]
    equal(context["deploymentId"], g.get_stage(restApiId=id, stageName="test")["deploymentId"])
    equal({name for name, value in context["identity"].items() if value is None},
          {"accessKey", "accountId", "caller", "cognitoAuthenticationProvider", "cognitoAuthenticationType", "cognitoIdentityId", "cognitoIdentityPoolId", "principalOrgId",
           "user", "userArn"})
    for header in ("Content-Length", "Transfer-Encoding", "Authorization", "Connection", "Expect", "Proxy-Authenticate", "TE"):
        g.put_integration(**at, type="AWS_PROXY", integrationHttpMethod="POST", uri=uri, requestParameters={f"integration.request.header.{header}": "'x'"})
        equal((header, call(id, "/x")[0]), (header, 500))


run()
