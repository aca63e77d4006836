"""A stack of a template, made with boto3 in another account and Region by the calls that CloudFormation's reference names for each type, and
how the first API and the stack's look: each without its ids, its account and its Region.

Arguments: a template as JSON, the id of the API that it was written of, and parameters as NAME=VALUE."""
import fnmatch
import io
import json
import re
import sys
import zipfile

import boto3

HERE, THERE = ("123456789012", "eu-west-1"), ("210987654321", "us-west-2")


class Account:
    def __init__(self, account, region):
        self.account, self.region = account, region
        self.session = boto3.Session(aws_access_key_id=account, aws_secret_access_key="x", region_name=region)
        self.clients = {}

    def __getattr__(self, service):
        if service not in self.clients:
            self.clients[service] = self.session.client(service)
        return self.clients[service]


def camel(value):
    """Names of properties as API Gateway's API writes them."""
    if isinstance(value, dict):
        return {key[0].lower() + key[1:]: camel(item) for key, item in value.items()}
    return [camel(item) for item in value] if isinstance(value, list) else value


def without(properties, *names):
    return {key: value for key, value in properties.items() if key not in names}


def tags(properties):
    return {tag["Key"]: tag["Value"] for tag in properties.get("Tags", [])}


class Stack:
    def __init__(self, template, aws, parameters):
        self.template, self.aws, self.made = template, aws, {}
        self.values = {name: parameters.get(name, given.get("Default")) for name, given in template.get("Parameters", {}).items()}
        self.values |= {"AWS::Region": aws.region, "AWS::AccountId": aws.account, "AWS::Partition": "aws", "AWS::URLSuffix": "amazonaws.com"}

    def make(self):
        for name in self.template["Resources"]:
            self.resource(name)
        return self

    def resource(self, name):
        if name not in self.made:
            given = self.template["Resources"][name]
            if "DependsOn" in given:
                self.resource(given["DependsOn"])
            self.made[name] = getattr(self, given["Type"].replace("AWS::", "").replace("::", "_"))(self.resolved(given["Properties"]))
        return self.made[name]

    def ref(self, name):
        return self.values[name] if name in self.values else self.resource(name)["Ref"]

    def sub(self, match):
        return "${" + match[1][1:] + "}" if match[1].startswith("!") else str(self.ref(match[1]))

    def resolved(self, node):
        if isinstance(node, list):
            return [self.resolved(item) for item in node]
        if not isinstance(node, dict):
            return node
        if list(node) == ["Ref"]:
            return self.ref(node["Ref"])
        if list(node) == ["Fn::Sub"]:
            return re.sub(r"\$\{([^}]*)\}", self.sub, node["Fn::Sub"])
        if list(node) == ["Fn::GetAtt"]:
            return self.resource(node["Fn::GetAtt"][0])[node["Fn::GetAtt"][1]]
        if list(node) == ["Fn::GetAZs"]:
            return sorted(zone["ZoneName"] for zone in self.aws.ec2.describe_availability_zones()["AvailabilityZones"])
        if list(node) == ["Fn::Select"]:
            return self.resolved(node["Fn::Select"][1])[int(node["Fn::Select"][0])]
        return {key: self.resolved(value) for key, value in node.items()}

    def ApiGateway_RestApi(self, given):
        plain = camel(without(given, "Body", "Policy", "Tags"))
        made = self.aws.apigateway.create_rest_api(**plain, policy=json.dumps(given["Policy"]), tags=tags(given))["id"]
        self.aws.apigateway.put_rest_api(restApiId=made, mode="merge", body=json.dumps(given["Body"]))
        return {"Ref": made}

    def ApiGateway_Authorizer(self, given):
        return {"Ref": self.aws.apigateway.create_authorizer(**camel(given))["id"]}

    def ApiGateway_Deployment(self, given):
        return {"Ref": self.aws.apigateway.create_deployment(**camel(given))["id"]}

    def ApiGateway_Stage(self, given):
        self.aws.apigateway.create_stage(**camel(without(given, "Tags")), tags=tags(given))
        return {"Ref": given["StageName"]}

    def Lambda_Permission(self, given):
        function = given["FunctionName"].split(":")[6]
        make_function(self.aws, function)
        getattr(self.aws, "lambda").add_permission(StatementId=f"stack{len(self.made)}", **given)
        return {"Ref": function}


def make_function(aws, name):
    try:
        getattr(aws, "lambda").get_function(FunctionName=name)
    except getattr(aws, "lambda").exceptions.ResourceNotFoundException:
        trust = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}]}
        role = aws.iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(trust))["Role"]["Arn"]
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w") as file:
            file.writestr("index.py", "def handler(event, context): return {}")
        getattr(aws, "lambda").create_function(FunctionName=name, Role=role, Runtime="python3.14", Handler="index.handler", Code={"ZipFile": archive.getvalue()})


def may_invoke(aws, api, authorizer):
    """Whether its function lets the authorizer in; None for one that asks no function of its account."""
    function = re.search(rf"functions/arn:aws:lambda:{aws.region}:{aws.account}:function:([^/]+)/", authorizer.get("authorizerUri", ""))
    if not function or "authorizerCredentials" in authorizer:
        return None
    policy = json.loads(getattr(aws, "lambda").get_policy(FunctionName=function[1])["Policy"])["Statement"]
    source = f"arn:aws:execute-api:{aws.region}:{aws.account}:{api}/authorizers/{authorizer['id']}"
    return any(fnmatch.fnmatchcase(source, next(iter(statement["Condition"]["ArnLike"].values()))) for statement in policy)


def look(aws, api):
    gateway = aws.apigateway
    authorizers = gateway.get_authorizers(restApiId=api)["items"]
    names = {item["id"]: item["name"] for item in authorizers}
    methods = {f"{verb} {item['path']}": method for item in gateway.get_resources(restApiId=api, embed=["methods"], limit=500)["items"]
               for verb, method in item.get("resourceMethods", {}).items()}
    seen = {
        "authorizers": {item["name"]: without(item, "id") | {"mayInvoke": may_invoke(aws, api, item)} for item in authorizers},
        "methods": {name: [method["authorizationType"], names.get(method.get("authorizerId")), method.get("authorizationScopes")] for name, method in methods.items()},
    }
    text = json.dumps(seen, sort_keys=True, default=str)
    for old, new in ((api, "API"), (aws.account, "ACCOUNT"), (aws.region, "REGION")):
        text = text.replace(old, new)
    return json.loads(text)


def main(file, api, *parameters):
    with open(file, encoding="utf-8") as text:
        template = json.load(text)
    stack = Stack(template, Account(*THERE), dict(item.split("=", 1) for item in parameters)).make()
    made = next(stack.made[name]["Ref"] for name, given in template["Resources"].items() if given["Type"] == "AWS::ApiGateway::RestApi")
    print(json.dumps({"first": look(Account(*HERE), api), "stack": look(stack.aws, made)}))


main(*sys.argv[1:])
