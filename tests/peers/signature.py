"""Signs calls with botocore's SigV4Auth at the time that ours were signed, and compares.

Argument: a JSON file of records {method, url, host, headers, body (base64), date, accessKey, secretKey, token, region}; headers are
what was sent. Last line of output: {"compared": n, "differences": [text, ...]}.
"""
import base64
import datetime
import json
import sys
from unittest import mock

import botocore.auth
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

differences = []
with open(sys.argv[1], encoding="utf-8") as file:
    records = json.load(file)

for record in records:
    ours = record["headers"]["Authorization"]
    signed = ours.split("SignedHeaders=")[1].split(",")[0].split(";")
    headers = {name: value for name, value in record["headers"].items() if name.lower() in signed and name.lower() != "x-amz-date"}
    assert {"host", "x-amz-date"} <= set(signed), signed
    request = AWSRequest(record["method"], record["url"], headers={**headers, "Host": record["host"]}, data=base64.b64decode(record["body"]))
    moment = datetime.datetime.strptime(record["date"], "%Y%m%dT%H%M%SZ").replace(tzinfo=datetime.timezone.utc)
    with mock.patch("botocore.auth.get_current_datetime", lambda remove_tzinfo=True: moment.replace(tzinfo=None) if remove_tzinfo else moment):
        SigV4Auth(Credentials(record["accessKey"], record["secretKey"], record["token"]), "execute-api", record["region"]).add_auth(request)
    theirs = request.headers["Authorization"]
    if ours.replace(", ", ",") != theirs.replace(", ", ","):
        differences.append(f"{record['method']} {record['url']}: {ours!r}, botocore's {theirs!r}")

print(json.dumps({"compared": len(records), "differences": differences}))
