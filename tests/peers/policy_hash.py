"""Computes the hash of the policy of PolicyRecordTests from the canonical form as it is documented there, with json and hashlib alone."""
import hashlib
import json

api = "arn:aws:execute-api:eu-west-1:123456789012:abc123def4"


def values(*items):
    return json.dumps(sorted(items), separators=(",", ":"))


statements = [
    {"Effect": "Deny", "Principal": ["*"], "Action": ["execute-api:invoke"], "Resource": [f"{api}/*"],
     "Condition": [f"StringNotEquals aws:sourcevpce {values('vpce-1b', 'vpce-0a')}"]},
    {"Effect": "Allow", "Principal": ["AWS:111122223333", "AWS:arn:aws:iam::111122223333:role/a"], "Action": ["execute-api:invoke"],
     "Resource": [f"{api}/demo/GET/pets"],
     "Condition": [f"Bool aws:securetransport {values('true')}", f"IpAddress aws:vpcsourceip {values('10.0.0.0/8')}",
                   f"StringLike aws:useragent {values('${aws:username}*')}"]},
]
texts = sorted(json.dumps(statement, separators=(",", ":"), ensure_ascii=False) for statement in statements)
canonical = '{"Variables":true,"Statement":[' + ",".join(texts) + "]}"
print(json.dumps([canonical, hashlib.sha256(canonical.encode("utf-8")).hexdigest()]))
