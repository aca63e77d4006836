"""Reads a CloudFormation template as YAML and as JSON with cfn-lint's own readers; prints whether they are the same."""
import json
import sys

import cfnlint.decode.cfn_json
import cfnlint.decode.cfn_yaml


def plain(value):
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value if value is None or isinstance(value, (bool, int, float)) else str(value)


yaml = plain(cfnlint.decode.cfn_yaml.load(sys.argv[1]))
other = plain(cfnlint.decode.cfn_json.load(sys.argv[2]))
assert yaml == other, (yaml, other)
print(json.dumps(True))
