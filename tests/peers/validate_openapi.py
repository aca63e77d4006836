"""Validates a definition with openapi-spec-validator; prints its complaints."""
import json
import sys

try:
    from openapi_spec_validator import OpenAPIV30SpecValidator
except ImportError:
    print(json.dumps({"skipped": "openapi_spec_validator is not installed"}))
    sys.exit(0)

with open(sys.argv[1], encoding="utf-8") as file:
    document = json.load(file)
print(json.dumps({"errors": [error.message for error in OpenAPIV30SpecValidator(document).iter_errors()]}))
