"""Custom domain names through boto3: a private one beside a public one of the same name, its policy, its sharing with
another account, its associations with endpoints and its base path mappings; and an API's security policy and access mode."""
import json
import time

import boto3

from shapes import Shapes, refused

bad, missing, conflict = "BadRequestException", "NotFoundException", "ConflictException"
ACCOUNT, OTHER = "123456789012", "999988887777"
CERTIFICATE = f"arn:aws:acm:eu-west-1:{ACCOUNT}:certificate/fb1b9770-a305-495d-aefb-27e5e101ff3"
NAME = "pets.example.com"
OPEN = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": ["execute-api:/*"]}]})

gateway = Shapes("apigateway")
g = gateway
consumer = boto3.client("apigateway", aws_access_key_id=OTHER, aws_secret_access_key="x")


def patch(*changes):
    return [dict(zip(("op", "path", "value"), change)) for change in changes]


def endpoint(**more):
    ec2 = boto3.client("ec2", **more)
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    ec2.modify_vpc_attribute(VpcId=vpc, EnableDnsHostnames={"Value": True})
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.1.0/24")["Subnet"]["SubnetId"]
    return ec2.create_vpc_endpoint(VpcId=vpc, VpcEndpointType="Interface", ServiceName="com.amazonaws.eu-west-1.execute-api", SubnetIds=[subnet])["VpcEndpoint"]["VpcEndpointId"]


def available(**which):
    for _ in range(200):
        shown = g.get_domain_name(**which)
        if shown["domainNameStatus"] == "AVAILABLE":
            return shown
        time.sleep(0.02)
    raise AssertionError(shown)


# Birth. Id, ARN and policy as in the AWS CLI's example of create-domain-name: the policy's resource is the name itself, quoted once.
born = g.create_domain_name(domainName=NAME, certificateArn=CERTIFICATE, endpointConfiguration={"types": ["PRIVATE"]}, policy=OPEN, securityPolicy="TLS_1_2", tags={"a": "b"})
ID = born["domainNameId"]
ARN = f"arn:aws:apigateway:eu-west-1:{ACCOUNT}:/domainnames/{NAME}+{ID}"
assert born["domainNameArn"] == ARN and born["certificateArn"] == CERTIFICATE and born["domainNameStatus"] in ("PENDING", "AVAILABLE"), born
assert born["endpointConfiguration"]["types"] == ["PRIVATE"] and born["routingMode"] == "BASE_PATH_MAPPING_ONLY" and born["tags"] == {"a": "b"}
assert json.loads(born["policy"])["Statement"][0]["Resource"] == [f"arn:aws:execute-api:eu-west-1:{ACCOUNT}:/domainnames/{NAME}+{ID}"], born["policy"]
assert "regionalDomainName" not in born and "distributionDomainName" not in born and "managementPolicy" not in born
available(domainName=NAME, domainNameId=ID)
private = {"endpointConfiguration": {"types": ["PRIVATE"]}, "certificateArn": CERTIFICATE}
refused("The domain name you provided already exists.", bad, g.create_domain_name, domainName=NAME, **private)
refused("Wildcard custom domain names are not supported…", bad, g.create_domain_name, domainName="*.example.com", **private)
refused("Invalid certificate ARN: …", bad, g.create_domain_name, domainName="other.example.com", endpointConfiguration={"types": ["PRIVATE"]})
refused("Invalid policy document. Please check the policy syntax and ensure that Principals are valid.", bad, g.create_domain_name, domainName="other.example.com", policy="{}", **private)
refused("Only dualstack ipAddressType is supported for Private APIs.", bad, g.create_domain_name, domainName="other.example.com", certificateArn=CERTIFICATE, endpointConfiguration={"types": ["PRIVATE"], "ipAddressType": "ipv4"})

# Without its id the name is the public one (developer guide, "Custom domain names for private APIs").
refused("Invalid domain name identifier specified", missing, g.get_domain_name, domainName=NAME)
refused("Invalid domain name identifier specified", missing, g.delete_domain_name, domainName=NAME)
public = g.create_domain_name(domainName=NAME, regionalCertificateArn=CERTIFICATE, endpointConfiguration={"types": ["REGIONAL"]})
assert "domainNameId" not in public and public["domainNameArn"] == f"arn:aws:apigateway:eu-west-1::/domainnames/{NAME}" and public["regionalDomainName"].endswith(".execute-api.eu-west-1.amazonaws.com")
assert g.get_domain_name(domainName=NAME)["endpointConfiguration"]["types"] == ["REGIONAL"]
listed = {d.get("domainNameId"): d for d in g.get_domain_names(resourceOwner="SELF")["items"]}
assert listed.keys() == {None, ID} and "policy" not in listed[ID], listed
assert len(g.get_domain_names(limit=1)["items"]) == 1 and sum(len(p["items"]) for p in g.get_paginator("get_domain_names").paginate(PaginationConfig={"PageSize": 1})) == 2
g.delete_domain_name(domainName=NAME)
assert [d["domainNameId"] for d in g.get_domain_names()["items"]] == [ID]

# Changes
closed = OPEN.replace("Allow", "Deny")
assert json.loads(g.update_domain_name(domainName=NAME, domainNameId=ID, patchOperations=patch(("replace", "/policy", closed)))["policy"])["Statement"][0]["Effect"] == "Deny"
# API reference, "Patch operations": policies are replaced, neither added nor removed.
for refused_change in (("add", "/policy", closed), ("remove", "/policy", ""), ("add", "/managementPolicy", closed), ("remove", "/managementPolicy", "")):
    refused("Invalid patch operation specified. Must be one of: [replace]", bad, g.update_domain_name, domainName=NAME, domainNameId=ID, patchOperations=patch(refused_change))
changing = g.update_domain_name(domainName=NAME, domainNameId=ID, patchOperations=patch(("replace", "/certificateArn", CERTIFICATE + "4")))
assert changing["certificateArn"] == CERTIFICATE + "4" and changing["domainNameStatus"] == "UPDATING", changing
available(domainName=NAME, domainNameId=ID)
refused("Invalid patch path /domainName", bad, g.update_domain_name, domainName=NAME, domainNameId=ID, patchOperations=patch(("replace", "/domainName", "x.example.com")))
assert g.update_domain_name(domainName=NAME, domainNameId=ID, patchOperations=patch(("replace", "/routingMode", "ROUTING_RULE_THEN_BASE_PATH_MAPPING")))["routingMode"] == "ROUTING_RULE_THEN_BASE_PATH_MAPPING"
g.tag_resource(resourceArn=ARN, tags={"c": "d"})
assert g.get_domain_name(domainName=NAME, domainNameId=ID)["tags"] == {"a": "b", "c": "d"}

# Associations, the account's own
vpce = endpoint()
made = g.create_domain_name_access_association(domainNameArn=ARN, accessAssociationSourceType="VPCE", accessAssociationSource=vpce, tags={"x": "y"})
own = f"arn:aws:apigateway:eu-west-1:{ACCOUNT}:/domainnameaccessassociations/domainname/{NAME}+{ID}/vpcesource/{vpce}"
assert made["domainNameAccessAssociationArn"] == own and made["domainNameArn"] == ARN and made["accessAssociationSource"] == vpce
refused(f"The VPC endpoint {vpce} is already associated…", conflict, g.create_domain_name_access_association, domainNameArn=ARN, accessAssociationSourceType="VPCE", accessAssociationSource=vpce)
refused("Invalid VPC endpoint specified: …", bad, g.create_domain_name_access_association, domainNameArn=ARN, accessAssociationSourceType="VPCE", accessAssociationSource="vpce-0123456789abcdef0")
refused("Invalid domain name identifier specified", missing, g.create_domain_name_access_association, domainNameArn=ARN + "x", accessAssociationSourceType="VPCE", accessAssociationSource=vpce)
assert [a["domainNameAccessAssociationArn"] for a in g.get_domain_name_access_associations()["items"]] == [own] and not g.get_domain_name_access_associations(resourceOwner="OTHER_ACCOUNTS")["items"]
assert g.get_tags(resourceArn=own)["tags"] == {"x": "y"}

# Another account's, once the management policy lets it in; the name's owner can only reject it.
foreign = endpoint(aws_access_key_id=OTHER, aws_secret_access_key="x")
theirs = {"domainNameArn": ARN, "accessAssociationSourceType": "VPCE", "accessAssociationSource": foreign}
refused(f"The account {OTHER} is not authorized…", "AccessDeniedException", consumer.create_domain_name_access_association, **theirs)
assert consumer.get_domain_names(resourceOwner="OTHER_ACCOUNTS")["items"] == []
share = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": [OTHER]}, "Action": "apigateway:CreateAccessAssociation", "Resource": ARN}]})
assert OTHER in g.update_domain_name(domainName=NAME, domainNameId=ID, patchOperations=patch(("replace", "/managementPolicy", share)))["managementPolicy"]
assert consumer.get_domain_names(resourceOwner="OTHER_ACCOUNTS")["items"] == [{"domainName": NAME, "domainNameId": ID, "domainNameArn": ARN}]
given = consumer.create_domain_name_access_association(**theirs)["domainNameAccessAssociationArn"]
assert f":{OTHER}:/" in given and [a["domainNameAccessAssociationArn"] for a in consumer.get_domain_name_access_associations()["items"]] == [given]
assert [a["accessAssociationSource"] for a in g.get_domain_name_access_associations(resourceOwner="OTHER_ACCOUNTS")["items"]] == [foreign]
refused("Invalid domain name access association identifier specified", missing, g.delete_domain_name_access_association, domainNameAccessAssociationArn=given)
refused("Invalid domain name access association identifier specified", missing, g.reject_domain_name_access_association, domainNameAccessAssociationArn=own, domainNameArn=ARN)
g.reject_domain_name_access_association(domainNameAccessAssociationArn=given, domainNameArn=ARN)

# As AWS RAM writes it (developer guide, "Share your private custom domain name using AWS RAM"): everybody is named, and the conditions decide.
for account, organization, admitted in ((OTHER, None, True), ("111122223333", None, False), (OTHER, "o-exampleorgid", True), (OTHER, "o-another12345", False)):
    equal = {"aws:PrincipalAccount": account, **({"aws:PrincipalOrgID": organization} if organization else {})}
    by_ram = json.dumps({"Version": "2012-10-17", "Statement": [{"Sid": "1", "Effect": "Allow", "Principal": "*", "Action": "apigateway:CreateAccessAssociation", "Resource": ARN, "Condition": {"StringEquals": equal}}]})
    g.update_domain_name(domainName=NAME, domainNameId=ID, patchOperations=patch(("replace", "/managementPolicy", by_ram)))
    assert [d["domainName"] for d in consumer.get_domain_names(resourceOwner="OTHER_ACCOUNTS")["items"]] == [NAME] * admitted, equal
    if not admitted:
        refused(f"The account {OTHER} is not authorized…", "AccessDeniedException", consumer.create_domain_name_access_association, **theirs)
assert consumer.get_domain_name_access_associations()["items"] == []

# Base path mappings
api = g.create_rest_api(name="pets", endpointConfiguration={"types": ["PRIVATE"]}, policy=OPEN)["id"]
root = g.get_resources(restApiId=api)["items"][0]["id"]
g.put_method(restApiId=api, resourceId=root, httpMethod="GET", authorizationType="NONE")
g.put_integration(restApiId=api, resourceId=root, httpMethod="GET", type="MOCK")
g.create_deployment(restApiId=api, stageName="demo")
regional = g.create_rest_api(name="open", endpointConfiguration={"types": ["REGIONAL"]})["id"]
at = {"domainName": NAME, "domainNameId": ID}
assert g.create_base_path_mapping(restApiId=api, stage="demo", **at)["basePath"] == "(none)"
assert {k: v for k, v in g.create_base_path_mapping(basePath="v1", restApiId=api, **at).items() if k != "ResponseMetadata"} == {"basePath": "v1", "restApiId": api}
refused("Base path already exists for this domain name", conflict, g.create_base_path_mapping, basePath="v1", restApiId=api, **at)
refused("API Gateway V1 doesn't support the slash character (/) in base path mappings…", bad, g.create_base_path_mapping, basePath="v1/x", restApiId=api, **at)
refused("Invalid REST API identifier specified", bad, g.create_base_path_mapping, basePath="v2", restApiId="nothing", **at)
refused("Invalid stage identifier specified", bad, g.create_base_path_mapping, basePath="v2", restApiId=api, stage="none", **at)
refused("Only private APIs can be mapped…", bad, g.create_base_path_mapping, basePath="v2", restApiId=regional, **at)
refused("Invalid domain name identifier specified", missing, g.create_base_path_mapping, domainName=NAME, restApiId=api)
refused("Invalid domain name identifier specified", missing, g.get_base_path_mappings, domainName=NAME)
assert [(m["basePath"], m.get("stage")) for m in g.get_base_path_mappings(**at)["items"]] == [("(none)", "demo"), ("v1", None)]
assert g.get_base_path_mapping(basePath="(none)", **at)["stage"] == "demo"
moved = g.update_base_path_mapping(basePath="v1", patchOperations=patch(("replace", "/basePath", "v2"), ("replace", "/stage", "demo")), **at)
assert (moved["basePath"], moved["stage"]) == ("v2", "demo")
refused("Invalid base path mapping identifier specified", missing, g.get_base_path_mapping, basePath="v1", **at)
refused(f"Deleting RestApi failed. Please remove all base path mappings related to the RestApi in your domains: {NAME}", bad, g.delete_rest_api, restApiId=api)
refused(f"Deleting stage demo failed. Please remove all base path mappings related to the stage in your domains: {NAME}", bad, g.delete_stage, restApiId=api, stageName="demo")
refused("The endpoint type cannot be changed…", bad, g.update_rest_api, restApiId=api, patchOperations=patch(("replace", "/endpointConfiguration/types/PRIVATE", "REGIONAL")))
for path in ("(none)", "v2"):
    g.delete_base_path_mapping(basePath=path, **at)
refused("Invalid base path mapping identifier specified", missing, g.delete_base_path_mapping, basePath="v2", **at)

# An API's security policy and access mode
strict = "SecurityPolicy_TLS13_1_3_2025_09"
assert g.get_rest_api(restApiId=api)["securityPolicy"] == "TLS_1_2"
refused("Invalid endpoint access mode specified. Valid options are BASIC,STRICT", bad, g.update_rest_api, restApiId=api, patchOperations=patch(("replace", "/endpointAccessMode", "OPEN")))
refused("Invalid security policy specified: TLS_9", bad, g.update_rest_api, restApiId=api, patchOperations=patch(("replace", "/securityPolicy", "TLS_9")))
refused("Endpoint access mode can only be specified with a security policy…", bad, g.update_rest_api, restApiId=api, patchOperations=patch(("replace", "/endpointAccessMode", "STRICT")))
both = g.update_rest_api(restApiId=api, patchOperations=patch(("replace", "/securityPolicy", strict), ("replace", "/endpointAccessMode", "STRICT")))
assert (both["securityPolicy"], both["endpointAccessMode"]) == (strict, "STRICT")
refused("The endpoint type cannot be changed while the endpoint access mode is STRICT.", bad, g.update_rest_api, restApiId=api, patchOperations=patch(("replace", "/endpointConfiguration/types/PRIVATE", "REGIONAL")))
assert g.update_rest_api(restApiId=api, patchOperations=patch(("replace", "/endpointAccessMode", "BASIC")))["endpointAccessMode"] == "BASIC"
g.update_rest_api(restApiId=api, patchOperations=patch(("replace", "/endpointAccessMode", ""), ("replace", "/securityPolicy", "TLS_1_2")))
shown = g.get_rest_api(restApiId=api)
assert shown["securityPolicy"] == "TLS_1_2" and "endpointAccessMode" not in shown

# The end: what is associated with the name goes with it.
g.delete_rest_api(restApiId=api)
g.delete_domain_name(**at)
assert g.get_domain_name_access_associations()["items"] == [] and g.get_domain_names()["items"] == []
refused("Invalid domain name access association identifier specified", missing, g.delete_domain_name_access_association, domainNameAccessAssociationArn=own)
g.check()
print(json.dumps({"operations": sorted(g.operations)}))
