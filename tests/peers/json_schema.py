"""Validates a JSON file against a JSON schema file with the jsonschema package; prints the errors as a JSON list.
A schema that names another file means the one beside it."""
import json
import pathlib
import sys

import jsonschema
import referencing

schema, document = (json.load(open(path, encoding="utf-8")) for path in sys.argv[1:3])
folder = pathlib.Path(sys.argv[1]).parent


def beside(uri):
    return referencing.Resource.from_contents(json.loads((folder / uri.rsplit("/", 1)[-1]).read_text(encoding="utf-8")))


kind = jsonschema.validators.validator_for(schema)
validator = kind(schema, registry=referencing.Registry(retrieve=beside), format_checker=kind.FORMAT_CHECKER)
print(json.dumps([f"{'/'.join(map(str, error.absolute_path))}: {error.message}" for error in validator.iter_errors(document)]))
