"""Reads CloudFormation templates, each as YAML and as JSON, with cfn-lint's own readers; prints whether they are the same."""
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


for first, second in zip(sys.argv[1::2], sys.argv[2::2], strict=True):
    yaml = plain(cfnlint.decode.cfn_yaml.load(first))
    other = plain(cfnlint.decode.cfn_json.load(second))
    assert yaml == other, (yaml, other)
print(json.dumps(True))
