"""Documentation, client certificates and tests of authorizers with boto3. The recorded facts about documentation are in recorded_rest.py."""
import base64
import json
import time

from shapes import Shapes, refused

g = Shapes("apigateway")
bad, missing, conflict = "BadRequestException", "NotFoundException", "ConflictException"
made = g.create_rest_api(name="documented")
id, root = made["id"], made["rootResourceId"]
g.put_method(restApiId=id, resourceId=root, httpMethod="GET", authorizationType="NONE")
g.put_integration(restApiId=id, resourceId=root, httpMethod="GET", type="MOCK")
deployment = g.create_deployment(restApiId=id, stageName="s")["id"]


def part(properties, **location):
    return g.create_documentation_part(restApiId=id, location=location, properties=json.dumps(properties))


# The developer guide, "Document an API using the API Gateway REST API": defaults, and the refusal of a second part.
assert part({"description": "The root."}, type="RESOURCE")["location"] == {"type": "RESOURCE", "path": "/"}
assert part({"summary": "List"}, type="METHOD", path="/pets")["location"] == {"type": "METHOD", "path": "/pets", "method": "*"}
part({"info": {"description": "An API."}}, type="API")
refused("Documentation part already exists for the specified location: type 'API'.", conflict, part, properties={}, type="API")
refused("Invalid documentation part location…", bad, part, properties={}, type="QUERY_PARAMETER", path="/pets")
refused("Invalid documentation part location…", bad, part, properties={}, type="API", path="/pets")
refused("Invalid documentation part properties…", bad, g.create_documentation_part, restApiId=id, location={"type": "MODEL", "name": "M"}, properties="[]")
assert [p["location"]["type"] for p in g.get_documentation_parts(restApiId=id, path="/pets")["items"]] == ["METHOD"]
pages = list(g.get_paginator("get_documentation_parts").paginate(restApiId=id, PaginationConfig={"PageSize": 2}))
assert [len(page["items"]) for page in pages] == [2, 1], pages

# An import merges a part at a location member by member, unless it overwrites all.
document = {"openapi": "3.0.1", "info": {"title": "x", "version": "1"}, "paths": {},
            "x-amazon-apigateway-documentation": {"documentationParts": [{"location": {"type": "API"}, "properties": {"license": "MIT"}}]}}
g.import_documentation_parts(restApiId=id, mode="merge", body=json.dumps(document))
api = g.get_documentation_parts(restApiId=id, type="API")["items"][0]
assert json.loads(api["properties"]) == {"info": {"description": "An API."}, "license": "MIT"}, api
document["x-amazon-apigateway-documentation"]["documentationParts"].append({"location": {"type": "NONE"}, "properties": {}})
assert len(g.import_documentation_parts(restApiId=id, body=json.dumps(document))["warnings"]) == 1
refused("Warnings found during import…", bad, g.import_documentation_parts, restApiId=id, failOnWarnings=True, body=json.dumps(document))

# A version keeps the parts of its time, and the stage that shows it exports them.
g.create_documentation_version(restApiId=id, documentationVersion="1.0", stageName="s", description="first")
g.delete_documentation_part(restApiId=id, documentationPartId=api["id"])
refused("Documentation version 1.0 already exists", conflict, g.create_documentation_version, restApiId=id, documentationVersion="1.0")
refused("Invalid stage identifier specified", missing, g.create_documentation_version, restApiId=id, documentationVersion="2.0", stageName="none")
assert g.get_stage(restApiId=id, stageName="s")["documentationVersion"] == "1.0"
for kind in ("oas30", "swagger"):
    export = json.loads(g.client.get_export(restApiId=id, stageName="s", exportType=kind, parameters={"extensions": "documentation"})["body"].read())
    shown = export["x-amazon-apigateway-documentation"]
    assert shown["version"] == "1.0" and len(shown["documentationParts"]) == 3, shown
    assert shown["documentationParts"][0] == {"location": {"type": "API"}, "properties": {"info": {"description": "An API."}, "license": "MIT"}}, shown
    assert "x-amazon-apigateway-documentation" not in json.loads(g.client.get_export(restApiId=id, stageName="s", exportType=kind)["body"].read())
refused("Documentation version 1.0 is associated…", bad, g.delete_documentation_version, restApiId=id, documentationVersion="1.0")
stage = dict(restApiId=id, stageName="s")
refused("Invalid Documentation version specified", bad, g.update_stage, **stage, patchOperations=[{"op": "replace", "path": "/documentationVersion", "value": "none"}])
refused("Invalid Documentation version specified", bad, g.create_stage, restApiId=id, stageName="t", deploymentId=deployment, documentationVersion="none")
assert "documentationVersion" not in g.update_stage(**stage, patchOperations=[{"op": "remove", "path": "/documentationVersion"}])
assert [v["version"] for v in g.get_documentation_versions(restApiId=id)["items"]] == ["1.0"]
g.delete_documentation_version(restApiId=id, documentationVersion="1.0")
refused("Invalid Documentation version specified", missing, g.get_documentation_version, restApiId=id, documentationVersion="1.0")

# Client certificates: valid for a year, shown by a stage, kept while one shows them.
certificate = g.generate_client_certificate(description="for the backend", tags={"a": "b"})
key = certificate["clientCertificateId"]
assert certificate["pemEncodedCertificate"].startswith("-----BEGIN CERTIFICATE-----") and (certificate["expirationDate"] - certificate["createdDate"]).days == 365
assert g.update_client_certificate(clientCertificateId=key, patchOperations=[{"op": "replace", "path": "/description", "value": "new"}])["description"] == "new"
assert [c["clientCertificateId"] for c in g.get_client_certificates()["items"]] == [key]
arn = f"arn:aws:apigateway:{g.client.meta.region_name}::/clientcertificates/{key}"
g.tag_resource(resourceArn=arn, tags={"c": "d"})
assert g.get_client_certificate(clientCertificateId=key)["tags"] == {"a": "b", "c": "d"}
refused("Invalid Client Certificate identifier specified", bad, g.update_stage, **stage, patchOperations=[{"op": "replace", "path": "/clientCertificateId", "value": "none"}])
assert g.update_stage(**stage, patchOperations=[{"op": "replace", "path": "/clientCertificateId", "value": key}])["clientCertificateId"] == key
refused(f"Client certificate {key} is associated with a stage…", bad, g.delete_client_certificate, clientCertificateId=key)
g.update_stage(**stage, patchOperations=[{"op": "remove", "path": "/clientCertificateId"}])
g.delete_client_certificate(clientCertificateId=key)
refused("Invalid Client Certificate identifier specified", missing, g.get_client_certificate, clientCertificateId=key)

# Authorizers: a status for the client, 0 for one that is let in (API reference, TestInvokeAuthorizer).
uri = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:auth/invocations"
token = g.create_authorizer(restApiId=id, name="token", type="TOKEN", authorizerUri=uri, identitySource="method.request.header.X-Token",
                            identityValidationExpression="Bearer .+")["id"]
request = g.create_authorizer(restApiId=id, name="request", type="REQUEST", authorizerUri=uri,
                              identitySource="method.request.querystring.who, stageVariables.env")["id"]
pool = "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_abc"
cognito = g.create_authorizer(restApiId=id, name="pool", type="COGNITO_USER_POOLS", providerARNs=[pool], identitySource="method.request.header.Authorization")["id"]


def tested(authorizer, **more):
    answer = g.test_invoke_authorizer(restApiId=id, authorizerId=authorizer, **more)
    assert answer["log"].startswith("Execution log for request "), answer
    return answer


def jwt(**claims):
    return ".".join(base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in ({"alg": "RS256"}, claims)) + ".c2ln"


assert tested(token)["clientStatus"] == 401
assert tested(token, headers={"x-token": "Basic x"})["clientStatus"] == 401
refusal = tested(token, headers={"x-token": "Bearer x"})
assert refusal["clientStatus"] == 500 and "the lab does not run the function of " + uri in refusal["log"] and "policy" not in refusal, refusal
assert tested(request, pathWithQueryString="/?who=me")["clientStatus"] == 401
assert tested(request, pathWithQueryString="/?who=me", stageVariables={"env": "dev"})["clientStatus"] == 500
issuer = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc"
good = tested(cognito, headers={"Authorization": jwt(sub="me", iss=issuer, exp=int(time.time()) + 60, groups=["a"])})
assert good["clientStatus"] == 0 and good["claims"]["sub"] == "me" and good["claims"]["groups"] == '["a"]', good
for claims in ({"iss": issuer, "exp": int(time.time()) - 60}, {"iss": issuer + "d", "exp": int(time.time()) + 60}, {"iss": issuer}):
    assert tested(cognito, multiValueHeaders={"Authorization": [jwt(sub="me", **claims)]})["clientStatus"] == 401, claims
assert tested(cognito, headers={"Authorization": "no token"})["clientStatus"] == 401
refused("Invalid Authorizer identifier specified", missing, g.test_invoke_authorizer, restApiId=id, authorizerId="none")
g.check()
print(json.dumps({"operations": sorted(g.operations)}))
