"""Looks at the private custom domain names of the account from outside, or makes one by hand beside those of the module.

Arguments: `look`, or `make` with an endpoint's id. Prints what there is of domain names, base paths, rules, associations and private zones."""
import json
import sys

import boto3

REGION = "eu-west-1"
gateway, v2, route53 = (boto3.client(name) for name in ("apigateway", "apigatewayv2", "route53"))
ACCOUNT = boto3.client("sts").get_caller_identity()["Account"]


def make(endpoint):
    policy = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": ["execute-api:/*"]}]}
    made = gateway.create_domain_name(domainName="hand.example.com", certificateArn=f"arn:aws:acm:{REGION}:{ACCOUNT}:certificate/fb1b9770-a305-495d-aefb-27e5e101ff3a",
                                      endpointConfiguration={"types": ["PRIVATE"]}, policy=json.dumps(policy))
    gateway.create_domain_name_access_association(domainNameArn=made["domainNameArn"], accessAssociationSourceType="VPCE", accessAssociationSource=endpoint)


def domain(item):
    which = {"domainName": item["domainName"], "domainNameId": item["domainNameId"]}
    whole = gateway.get_domain_name(**which)
    return {
        "name": item["domainName"], "types": whole["endpointConfiguration"]["types"], "certificate": whole["certificateArn"], "mode": whole["routingMode"],
        "policy": json.loads(whole["policy"]), "tag": whole.get("tags", {}).get("privateapi:name"),
        "shared": json.loads(whole["managementPolicy"])["Statement"] if whole.get("managementPolicy") else [],
        "paths": [[path["basePath"], path["restApiId"], path.get("stage")] for path in gateway.get_base_path_mappings(**which).get("items", [])],
        "rules": [[rule["Priority"], rule["Actions"][0]["InvokeApi"]["ApiId"]] for rule in v2.list_routing_rules(DomainName=which["domainName"], DomainNameId=which["domainNameId"])["RoutingRules"]],
    }


def zone(item):
    records = route53.list_resource_record_sets(HostedZoneId=item["Id"])["ResourceRecordSets"]
    return {
        "name": item["Name"], "vpcs": [vpc["VPCId"] for vpc in route53.get_hosted_zone(Id=item["Id"])["VPCs"]],
        "records": [[record["Name"], record["Type"], record["AliasTarget"]["DNSName"]] for record in records if "AliasTarget" in record],
    }


if sys.argv[1] == "make":
    make(sys.argv[2])
print(json.dumps({
    "domains": [domain(item) for item in gateway.get_domain_names()["items"] if item.get("domainNameId")],
    "associations": [[item["domainNameArn"].split("/")[-1].split("+")[0], item["accessAssociationSource"]] for item in gateway.get_domain_name_access_associations().get("items", [])],
    "zones": [zone(item) for item in route53.list_hosted_zones()["HostedZones"]],
}))
