"""Serialises the same parameters with botocore, from AWS's models, and compares with what our clients sent.

Argument: a JSON file of records {service, operation, parameters, method, path, query, headers, body (base64)}.
Last line of output: {"compared": n, "differences": [text, ...]}.
"""
import base64
import json
import sys
import xml.etree.ElementTree as ElementTree
from urllib.parse import parse_qsl, unquote, urlencode

import botocore.session
from botocore import serialize
from botocore.validate import ParamValidator

session = botocore.session.get_session()
models = {}
differences = []


def to_parameters(shape, value):
    """Our property names as the model's member names; blobs from base64."""
    if shape.type_name == "structure":
        names = {name.casefold(): name for name in shape.members}
        result = {}
        for name, item in value.items():
            if item is None:
                continue
            member = names.get(name.casefold())
            if member is None:
                differences.append(f"{where}: the model has no member {name} in {shape.name}")
                continue
            result[member] = to_parameters(shape.members[member], item)
        return result
    if shape.type_name == "list":
        return [to_parameters(shape.member, item) for item in value]
    if shape.type_name == "map":
        return {key: to_parameters(shape.value, item) for key, item in value.items()}
    if shape.type_name == "blob":
        return base64.b64decode(value["blob"])
    return value


def pairs(query):
    if isinstance(query, dict):
        flat = []
        for key, value in query.items():
            flat += [(key, item) for item in value] if isinstance(value, list) else [(key, str(value))]
        return sorted(flat)
    return sorted(parse_qsl(query, keep_blank_values=True))


def tree(text):
    """A document without what its writer may choose: the prefix of a namespace, and how an empty element is closed."""
    def of(element):
        return [element.tag, (element.text or "").strip() if len(element) else element.text or "", [of(child) for child in element]]

    return of(ElementTree.fromstring(text)) if text else None


def differ(what, ours, theirs):
    if ours != theirs:
        differences.append(f"{where}: {what} is {ours!r}, botocore's {theirs!r}")


with open(sys.argv[1], encoding="utf-8") as file:
    records = json.load(file)

for record in records:
    where = f"{record['service']} {record['operation']}"
    if record["service"] not in models:
        models[record["service"]] = session.get_service_model(record["service"])
    model = models[record["service"]]
    operation = model.operation_model(record["operation"])
    parameters = to_parameters(operation.input_shape, record["parameters"])
    report = ParamValidator().validate(parameters, operation.input_shape)
    if report.has_errors():
        differences.append(f"{where}: {report.generate_report()}")
        continue
    golden = serialize.create_serializer(model.metadata["protocol"], include_validation=False).serialize_to_request(parameters, operation)
    differ("method", record["method"], golden["method"])
    path, _, static = golden["url_path"].partition("?")
    differ("path", unquote(record["path"]), unquote(path))
    differ("number of segments", record["path"].count("/"), path.count("/"))
    body = base64.b64decode(record["body"])
    if model.metadata["protocol"] == "query":
        differ("form", pairs(body.decode()), pairs(golden["body"]))
        continue
    query = pairs(golden["query_string"]) if isinstance(golden["query_string"], dict) else pairs(urlencode(golden["query_string"] or {}))
    differ("query", pairs(record["query"]), sorted([*query, *pairs(static)]))
    theirs = golden["body"]
    if operation.input_shape.serialization.get("payload"):
        differ("body", body, theirs if isinstance(theirs, bytes) else theirs.encode())
    elif model.metadata["protocol"] == "rest-xml":
        differ("body", tree(body), tree(theirs))
    else:
        differ("body", json.loads(body) if body else None, json.loads(theirs) if theirs else None)
    ours = {name.casefold(): value for name, value in record["headers"].items()}
    for name, value in golden["headers"].items():
        if name.casefold() != "content-type":
            differ(f"header {name}", ours.get(name.casefold()), value)

print(json.dumps({"compared": len(records), "differences": differences}))
