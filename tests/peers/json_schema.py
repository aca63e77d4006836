"""Validates a JSON file against a JSON schema file with the jsonschema package; prints the errors as a JSON list."""
import json
import sys

import jsonschema

schema, document = (json.load(open(path, encoding="utf-8")) for path in sys.argv[1:3])
validator = jsonschema.validators.validator_for(schema)(schema)
print(json.dumps([f"{'/'.join(map(str, error.absolute_path))}: {error.message}" for error in validator.iter_errors(document)]))
