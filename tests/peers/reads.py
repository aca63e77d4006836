"""Accounts of which Test-PrivateApi reads more than of an ordinary one, each with the call that is tested (ReadCountTests)."""
import json

import street
from street import APIS, REGION, Home, allow, api, call, document, made, names, pets, private, session, states

waf, elb, acm, iam, v2 = (session.client(name) for name in ("wafv2", "elbv2", "acm", "iam", "apigatewayv2"))
SEEN = {"SampledRequestsEnabled": False, "CloudWatchMetricsEnabled": False, "MetricName": "m"}
NAME = "api.example.com"
KEY = {"security": "key", "schemes": {"key": {"type": "apiKey", "name": "x-api-key", "in": "header"}}}
SIGNED = {"security": "sigv4", "schemes": {"sigv4": {"type": "apiKey", "name": "Authorization", "in": "header", "x-amazon-apigateway-authtype": "awsSigv4"}}}
KINDS = ["without a caller", "ordinary", "by the alias", "API key", "web ACL with an IP set", "signer", "private custom domain name", "load balancer in front", "VPC link V1", "VPC link V2"]

for kind in states(*KINDS):
    home = Home().endpoint()
    only = document(allow(StringEquals={"aws:SourceVpce": home.vpce}))
    caller = {} if kind == "without a caller" else {"subnet": home.place("10.0.2.0/24", "b"), "groups": [home.group]}
    rest = private(only, [home.vpce], **{"API key": KEY, "signer": SIGNED}.get(kind, {}))
    url, headers, more = pets(rest), {}, {}
    if kind == "by the alias":
        url = f"https://{rest}-{home.vpce}.{APIS}/demo/pets"
    if kind == "API key":
        key = api.create_api_key(name="mobile", enabled=True)
        plan = api.create_usage_plan(name="basic", apiStages=[{"apiId": rest, "stage": "demo"}])["id"]
        api.create_usage_plan_key(usagePlanId=plan, keyId=key["id"], keyType="API_KEY")
        headers = {"x-api-key": key["value"]}
    if kind == "web ACL with an IP set":
        banned = waf.create_ip_set(Name="banned", Scope="REGIONAL", IPAddressVersion="IPV4", Addresses=["192.0.2.0/24"])["Summary"]["ARN"]
        rule = {"Name": "banned", "Priority": 0, "Action": {"Block": {}}, "Statement": {"IPSetReferenceStatement": {"ARN": banned}}, "VisibilityConfig": SEEN}
        acl = waf.create_web_acl(Name="guard", Scope="REGIONAL", DefaultAction={"Allow": {}}, VisibilityConfig=SEEN, Rules=[rule])["Summary"]["ARN"]
        waf.associate_web_acl(WebACLArn=acl, ResourceArn=f"arn:aws:apigateway:{REGION}::/restapis/{rest}/stages/demo")
    if kind == "signer":
        more["principal"] = iam.create_user(UserName="app")["User"]["Arn"]
        iam.put_user_policy(UserName="app", PolicyName="call", PolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "execute-api:Invoke", "Resource": "*"}]}))
    if kind in ("load balancer in front", "VPC link V1", "VPC link V2"):
        zones = [home.subnet, home.place("10.0.3.0/24", "b")]
        front = kind == "load balancer in front"
        balancer = elb.create_load_balancer(Name="front", Type="application" if front else "network", Scheme="internal", Subnets=zones, SecurityGroups=[home.group])["LoadBalancers"][0]
        card = street.ec2.describe_vpc_endpoints(VpcEndpointIds=[home.vpce])["VpcEndpoints"][0]["NetworkInterfaceIds"]
        address = street.ec2.describe_network_interfaces(NetworkInterfaceIds=card)["NetworkInterfaces"][0]["PrivateIpAddress"]
        group = elb.create_target_group(Name="targets", Protocol="HTTPS" if front else "TCP", Port=443, VpcId=home.vpc, TargetType="ip", **({"Matcher": {"HttpCode": "200,403"}} if front else {}))["TargetGroups"][0]["TargetGroupArn"]
        elb.register_targets(TargetGroupArn=group, Targets=[{"Id": address}])
        certificate = acm.request_certificate(DomainName=NAME)["CertificateArn"]
        elb.create_listener(LoadBalancerArn=balancer["LoadBalancerArn"], Protocol="HTTPS" if front else "TCP", Port=443, DefaultActions=[{"Type": "forward", "TargetGroupArn": group}],
                            **({"Certificates": [{"CertificateArn": certificate}]} if front else {}))
        target = {"HostedZoneId": balancer["CanonicalHostedZoneId"], "DNSName": balancer["DNSName"], "EvaluateTargetHealth": False}
        if front:
            url, headers, more = f"https://{NAME}/demo/pets", {"x-apigw-api-id": rest}, {"api": rest, "balancer": balancer["LoadBalancerArn"]}
        else:
            link = (api.create_vpc_link(name="link", targetArns=[balancer["LoadBalancerArn"]])["id"] if kind == "VPC link V1"
                    else v2.create_vpc_link(Name="link", SubnetIds=zones, SecurityGroupIds=[home.group])["VpcLinkId"])
            resource = next(item["id"] for item in api.get_resources(restApiId=rest)["items"] if item["path"] == "/pets")
            api.put_integration(restApiId=rest, resourceId=resource, httpMethod="GET", type="HTTP_PROXY", integrationHttpMethod="GET", uri="https://backend.internal/pets", connectionType="VPC_LINK",
                                connectionId=link, **({"integrationTarget": balancer["LoadBalancerArn"]} if kind == "VPC link V2" else {}))
            api.create_deployment(restApiId=rest, stageName="demo")
    if kind == "private custom domain name":
        domain = api.create_domain_name(domainName=NAME, certificateArn="arn:aws:acm:eu-west-1:123456789012:certificate/11111111-2222-3333-4444-555555555555", endpointConfiguration={"types": ["PRIVATE"]}, policy=document(allow()))
        api.create_base_path_mapping(domainName=NAME, domainNameId=domain["domainNameId"], restApiId=rest, stage="demo")
        api.create_domain_name_access_association(domainNameArn=domain["domainNameArn"], accessAssociationSourceType="VPCE", accessAssociationSource=home.vpce)
        url, target = f"https://{NAME}/pets", {"HostedZoneId": home.entry["HostedZoneId"], "DNSName": home.entry["DnsName"], "EvaluateTargetHealth": False}
    if NAME in url:
        zone = names.create_hosted_zone(Name="example.com", CallerReference=kind, VPC={"VPCRegion": REGION, "VPCId": home.vpc})["HostedZone"]["Id"]
        names.change_resource_record_sets(HostedZoneId=zone, ChangeBatch={"Changes": [{"Action": "CREATE", "ResourceRecordSet": {"Name": NAME, "Type": "A", "AliasTarget": target}}]})
    call(kind, url, caller, headers, live=False, **more)
print(json.dumps(made))
