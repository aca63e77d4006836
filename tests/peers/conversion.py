"""Two APIs as others make them, for a conversion; or a client that calls one all the time, by both ways.

make: a regional and an edge-optimized API, each with the stages demo and prod.
map API: a public domain name that leads to it.
look API: type, associations, policy and deployments, as boto3 reads them.
call API VPCE FILE: until FILE exists, calls on the internet and through the endpoint in turn; prints [begun, ended, way, status] for each call, in ms, and keeps a dot for each in FILE.count."""
import json
import os
import sys
import time
import urllib.error
import urllib.request

import boto3

gateway = boto3.client("apigateway")
URL = os.environ["AWS_ENDPOINT_URL"]
ANSWER = {"type": "mock", "requestTemplates": {"application/json": '{"statusCode": 200}'}, "responses": {"default": {"statusCode": "200"}}}
DEFINITION = {"openapi": "3.0.1", "info": {"title": "pets", "version": "1"}, "paths": {"/pets": {"get": {"responses": {"200": {"description": "OK"}}, "x-amazon-apigateway-integration": ANSWER}}}}


def make(kind):
    api = gateway.create_rest_api(name=f"{kind.lower()}-pets", endpointConfiguration={"types": [kind]})["id"]
    gateway.put_rest_api(restApiId=api, mode="merge", body=json.dumps(DEFINITION))
    for stage in ("demo", "prod"):
        gateway.create_deployment(restApiId=api, stageName=stage)
    return api


def look(api):
    found = gateway.get_rest_api(restApiId=api)
    return {"type": found["endpointConfiguration"]["types"][0], "associated": found["endpointConfiguration"].get("vpcEndpointIds", []), "policy": found.get("policy"),
            "address": found["endpointConfiguration"].get("ipAddressType"), "deployments": {stage["stageName"]: stage["deploymentId"] for stage in gateway.get_stages(restApiId=api)["item"]}}


def status(api, endpoint):
    headers = {"x-lab-vpce-id": endpoint} if endpoint else {}
    try:
        with urllib.request.urlopen(urllib.request.Request(f"{URL}/_api/{api}/demo/pets", headers=headers), timeout=100) as answer:
            return answer.status
    except urllib.error.HTTPError as refused:
        return refused.code


def call(api, endpoint, file):
    seen = []
    while not os.path.exists(file):
        for way in ("internet", "endpoint"):
            begun = time.time() * 1000
            got = status(api, endpoint if way == "endpoint" else None)
            seen.append([begun, time.time() * 1000, way, got])
        with open(file + ".count", "a") as count:
            count.write("..")
    return seen


match sys.argv[1:]:
    case ["make"]:
        print(json.dumps({"regional": make("REGIONAL"), "edge": make("EDGE")}))
    case ["map", api]:
        certificate = "arn:aws:acm:eu-west-1:123456789012:certificate/11111111-2222-3333-4444-555555555555"
        gateway.create_domain_name(domainName="pets.example.com", regionalCertificateArn=certificate, endpointConfiguration={"types": ["REGIONAL"]})
        gateway.create_base_path_mapping(domainName="pets.example.com", restApiId=api, stage="demo")
        print(json.dumps({}))
    case ["look", api]:
        print(json.dumps(look(api)))
    case ["call", api, endpoint, file]:
        print(json.dumps(call(api, endpoint, file)))
