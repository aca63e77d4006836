"""Hosts and signing Regions of the services that the module uses, for each Region named, as botocore has them."""
import json
import os
import sys

import botocore.session

os.environ.pop("AWS_ENDPOINT_URL", None)
session = botocore.session.get_session()
result = {}
for region in sys.argv[1:]:
    result[region] = {}
    for service in ("apigateway", "lambda", "iam", "ec2", "sts", "route53", "route53resolver", "route53profiles"):
        client = session.create_client(service, region_name=region, aws_access_key_id="a", aws_secret_access_key="b")
        seen = {}

        def keep(request, **_):
            seen["url"] = request.url.split("?")[0].rstrip("/")
            seen["signing"] = request.headers["Authorization"].decode().split("Credential=")[1].split("/")[2]
            raise StopIteration

        client.meta.events.register("before-send", keep)
        call = {
            "apigateway": lambda c: c.get_account(),
            "lambda": lambda c: c.get_account_settings(),
            "iam": lambda c: c.get_user(),
            "ec2": lambda c: c.describe_vpcs(),
            "sts": lambda c: c.get_caller_identity(),
            "route53": lambda c: c.get_hosted_zone(Id="Z1"),
            "route53resolver": lambda c: c.list_resolver_rules(),
            "route53profiles": lambda c: c.list_profiles(),
        }[service]
        try:
            call(client)
        except StopIteration:
            pass
        scheme, _, rest = seen["url"].partition("://")
        seen["url"] = f"{scheme}://{rest.split('/')[0]}"
        result[region][service] = seen
print(json.dumps(result))
