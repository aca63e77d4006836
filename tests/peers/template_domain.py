"""Puts a private custom domain before an API: a base path for its stage, and an association with an endpoint."""
import json
import sys

import boto3

api, stage, endpoint = sys.argv[1:4]
gateway = boto3.client("apigateway")
account = boto3.client("sts").get_caller_identity()["Account"]
policy = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": ["execute-api:/*"], "Condition": {"StringEquals": {"aws:SourceVpce": endpoint}}}]}
domain = gateway.create_domain_name(
    domainName="pets.example.com",
    certificateArn=f"arn:aws:acm:eu-west-1:{account}:certificate/fb1b9770-a305-495d-aefb-27e5e101ff3",
    endpointConfiguration={"types": ["PRIVATE"]},
    securityPolicy="TLS_1_2",
    policy=json.dumps(policy),
)
gateway.create_base_path_mapping(domainName="pets.example.com", domainNameId=domain["domainNameId"], basePath="shop", restApiId=api, stage=stage)
gateway.create_domain_name_access_association(domainNameArn=domain["domainNameArn"], accessAssociationSourceType="VPCE", accessAssociationSource=endpoint)
print(json.dumps(domain["domainNameId"]))
