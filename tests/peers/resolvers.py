"""A resolver as boto3 sees it, and one that boto3 makes.

look NAME: the endpoint that carries the name, with its addresses, the permissions of its groups, its rules and where they work; null for none.
make SUBNET SUBNET GROUP: an inbound endpoint without our tags."""
import json
import sys

import boto3

ec2 = boto3.client("ec2")
resolver = boto3.client("route53resolver")


def tags(thing):
    return {tag["Key"]: tag["Value"] for tag in resolver.list_tags_for_resource(ResourceArn=thing["Arn"])["Tags"]}


def look(name):
    found = [item for item in resolver.list_resolver_endpoints()["ResolverEndpoints"] if tags(item).get("privateapi:name") == name]
    if not found:
        return None
    assert len(found) == 1, found
    endpoint = found[0]
    groups = ec2.describe_security_groups(GroupIds=endpoint["SecurityGroupIds"])["SecurityGroups"]
    rules = resolver.list_resolver_rules(Filters=[{"Name": "ResolverEndpointId", "Values": [endpoint["Id"]]}])["ResolverRules"]
    return {
        "id": endpoint["Id"], "direction": endpoint["Direction"], "status": endpoint["Status"], "vpc": endpoint["HostVPCId"], "shown": endpoint["Name"],
        "places": sorted((item["SubnetId"], item["Ip"]) for item in resolver.list_resolver_endpoint_ip_addresses(ResolverEndpointId=endpoint["Id"])["IpAddresses"]),
        "open": sorted(f"{rule['IpProtocol']} {rule['FromPort']}-{rule['ToPort']} {each['CidrIp']}" for group in groups for rule in group["IpPermissions"] for each in rule["IpRanges"]),
        "rules": [{"domain": rule["DomainName"], "type": rule["RuleType"], "to": [target["Ip"] for target in rule["TargetIps"]], "name": tags(rule)["privateapi:name"],
                   "vpcs": sorted(item["VPCId"] for item in resolver.list_resolver_rule_associations(Filters=[{"Name": "ResolverRuleId", "Values": [rule["Id"]]}])["ResolverRuleAssociations"])}
                  for rule in rules],
    }


match sys.argv[1:]:
    case ["look", name]:
        print(json.dumps(look(name)))
    case ["make", *subnets, group]:
        made = resolver.create_resolver_endpoint(CreatorRequestId="boto", Direction="INBOUND", SecurityGroupIds=[group], IpAddresses=[{"SubnetId": subnet} for subnet in subnets])
        print(json.dumps(made["ResolverEndpoint"]["Id"]))
