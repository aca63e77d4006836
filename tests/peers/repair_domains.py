"""Faults of names and custom domains in an account that has a VPC, an execute-api endpoint and a private API with stage demo.

Arguments: the ids {"vpc", "subnet", "vpce", "api", "group"} as JSON, and the faults to make; none prints what the account has that a repair of
these may touch, as text that is the same for the same state."""
import json
import sys
import time
import uuid

import boto3

REGION, NAME, APIS = "eu-west-1", "pets.example.com", "execute-api.eu-west-1.amazonaws.com"
OTHER = "vpce-0123456789abcdef0"
ids, faults = json.loads(sys.argv[1]), sys.argv[2:]
ec2, gateway, route53 = (boto3.client(name) for name in ("ec2", "apigateway", "route53"))
ACCOUNT = boto3.client("sts").get_caller_identity()["Account"]


def until(what, check, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = check()
        if found:
            return found
        time.sleep(0.03)
    raise AssertionError(f"not in time: {what}")


def policy(*sources):
    return json.dumps({"Version": "2012-10-17", "Statement": [
        {"Sid": "Kept", "Effect": "Deny", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*", "Condition": {"Bool": {"aws:SecureTransport": "false"}}},
        {"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*", "Condition": {"StringEquals": {"aws:SourceVpce": list(sources)}}}]})


def endpoint():
    return ec2.describe_vpc_endpoints(VpcEndpointIds=[ids["vpce"]])["VpcEndpoints"][0]


def zone(name, vpc):
    return route53.create_hosted_zone(Name=name, CallerReference=str(uuid.uuid4()), VPC={"VPCRegion": REGION, "VPCId": vpc})["HostedZone"]["Id"]


def record(where, name):
    entry = endpoint()["DnsEntries"][0]
    route53.change_resource_record_sets(HostedZoneId=where, ChangeBatch={"Changes": [{"Action": "CREATE", "ResourceRecordSet": {
        "Name": name, "Type": "A", "AliasTarget": {"HostedZoneId": entry["HostedZoneId"], "DNSName": entry["DnsName"], "EvaluateTargetHealth": False}}}]})


def private_dns_off():
    ec2.modify_vpc_endpoint(VpcEndpointId=ids["vpce"], PrivateDnsEnabled=False)
    until("the endpoint", lambda: endpoint()["State"].lower() == "available" and not endpoint()["PrivateDnsEnabled"])


def another_vpc():
    vpc = ec2.create_vpc(CidrBlock="10.9.0.0/16")["Vpc"]["VpcId"]
    for attribute in ("EnableDnsSupport", "EnableDnsHostnames"):
        ec2.modify_vpc_attribute(VpcId=vpc, **{attribute: {"Value": True}})
    return vpc


def wildcard():
    """A zone for all APIs that has no record for any."""
    private_dns_off()
    zone(APIS, ids["vpc"])


def resolver():
    """DHCP options name an inbound endpoint of the VPC itself, whose group lets nobody ask."""
    client = boto3.client("route53resolver")
    closed = ec2.create_security_group(VpcId=ids["vpc"], GroupName="dns", Description="dns")["GroupId"]
    subnets = ec2.describe_subnets(Filters=[{"Name": "vpc-id", "Values": [ids["vpc"]]}])["Subnets"]
    zones = {item["AvailabilityZone"]: item["SubnetId"] for item in subnets}
    made = client.create_resolver_endpoint(CreatorRequestId="1", Direction="INBOUND", SecurityGroupIds=[closed], IpAddresses=[{"SubnetId": item} for item in zones.values()])["ResolverEndpoint"]["Id"]
    until("the inbound endpoint", lambda: client.get_resolver_endpoint(ResolverEndpointId=made)["ResolverEndpoint"]["Status"] == "OPERATIONAL")
    servers = [item["Ip"] for item in client.list_resolver_endpoint_ip_addresses(ResolverEndpointId=made)["IpAddresses"]]
    options = ec2.create_dhcp_options(DhcpConfigurations=[{"Key": "domain-name-servers", "Values": servers}])["DhcpOptions"]["DhcpOptionsId"]
    ec2.associate_dhcp_options(DhcpOptionsId=options, VpcId=ids["vpc"])


def domain(without):
    """A private custom domain that leads to the API, but for what it lacks."""
    made = gateway.create_domain_name(domainName=NAME, certificateArn=f"arn:aws:acm:{REGION}:{ACCOUNT}:certificate/12345678-1234-1234-1234-123456789012",
                                      endpointConfiguration={"types": ["PRIVATE"]}, policy=policy(OTHER if "policy" in without else ids["vpce"]))
    until("the domain", lambda: gateway.get_domain_name(domainName=NAME, domainNameId=made["domainNameId"])["domainNameStatus"] == "AVAILABLE")
    if "mapping" not in without:
        gateway.create_base_path_mapping(domainName=NAME, domainNameId=made["domainNameId"], restApiId=ids["api"], stage="demo")
    if "association" not in without:
        gateway.create_domain_name_access_association(domainNameArn=made["domainNameArn"], accessAssociationSourceType="VPCE", accessAssociationSource=ids["vpce"])
    if "any zone" in without:
        return
    where = zone(NAME, another_vpc() if "zone" in without else ids["vpc"])
    if "record" not in without:
        record(where, NAME)


def state():
    zones = []
    for item in route53.list_hosted_zones()["HostedZones"]:
        whole = route53.get_hosted_zone(Id=item["Id"])
        zones.append([item["Name"], sorted(vpc["VPCId"] for vpc in whole["VPCs"]), route53.list_resource_record_sets(HostedZoneId=item["Id"])["ResourceRecordSets"]])
    domains = []
    for item in gateway.get_domain_names()["items"]:
        name = {"domainName": item["domainName"], "domainNameId": item["domainNameId"]}
        domains.append([gateway.get_domain_name(**name)["policy"], gateway.get_base_path_mappings(**name).get("items", [])])
    groups = [[group["GroupId"], sorted(json.dumps(rule, sort_keys=True) for rule in group["IpPermissions"] + group["IpPermissionsEgress"])] for group in ec2.describe_security_groups()["SecurityGroups"]]
    return json.dumps([sorted(zones, key=lambda item: item[0]), domains, gateway.get_domain_name_access_associations().get("items", []), sorted(groups)], sort_keys=True, default=str)


if "wildcard" in faults:
    wildcard()
elif "resolver" in faults:
    resolver()
elif faults:
    domain(faults)
print(json.dumps(state()))
