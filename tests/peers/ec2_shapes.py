"""An EC2 client that checks every raw answer against the AWS model: names, nesting, and the form of scalars.

boto3 drops elements it doesn't know, so a misspelt one would go unnoticed; here it ends the script.
"""
import re
import time
import xml.etree.ElementTree as ElementTree

import boto3
import lab_clock  # noqa: F401
from botocore.exceptions import ClientError

SPACE = "{http://ec2.amazonaws.com/doc/2016-11-15/}"
# EC2 sends this on operations whose model has no output.
ALWAYS = {"requestId", "return"}
answered = set()


def check(shape, element, path):
    kind = shape.type_name
    if kind == "structure":
        names = {member.serialization.get("name", name): member for name, member in shape.members.items()}
        seen = set()
        for child in element:
            name = plain(child, path)
            assert name in names, f"{path}: the model has no <{name}>, only {sorted(names)}"
            assert name not in seen, f"{path}: <{name}> twice"
            seen.add(name)
            check(names[name], child, f"{path}/{name}")
    elif kind == "list":
        inner = shape.member.serialization.get("name", "item")
        for child in element:
            assert plain(child, path) == inner, f"{path}: list of <{child.tag}> instead of <{inner}>"
            check(shape.member, child, f"{path}/{inner}")
    else:
        text = element.text or ""
        assert len(element) == 0, f"{path}: a scalar with children"
        if kind == "boolean":
            assert text in ("true", "false"), f"{path}: {text!r} is no boolean"
        elif kind in ("integer", "long"):
            assert re.fullmatch(r"-?\d+", text), f"{path}: {text!r} is no number"
        elif kind == "timestamp":
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", text), f"{path}: {text!r} is no time"


def plain(element, path):
    assert element.tag.startswith(SPACE), f"{path}: <{element.tag}> is outside EC2's namespace"
    return element.tag[len(SPACE):]


def on_answer(operation_model, response_dict, **_):
    root = ElementTree.fromstring(response_dict["body"])
    name = operation_model.name
    if response_dict["status_code"] >= 300:
        assert root.tag == "Response", root.tag
        assert root.findtext("RequestID"), "no RequestID in the error"
        assert root.findtext("Errors/Error/Code") and root.findtext("Errors/Error/Message"), "no code or message in the error"
        return
    answered.add(name)
    assert plain(root, name) == name + "Response", root.tag
    assert root.findtext(SPACE + "requestId"), f"{name}: no requestId"
    shape = operation_model.output_shape
    for child in root:
        tag = plain(child, name)
        member = None if shape is None else next((m for n, m in shape.members.items() if m.serialization.get("name", n) == tag), None)
        assert member is not None or tag in ALWAYS, f"{name}: the model has no <{tag}>"
        if member is not None:
            check(member, child, f"{name}/{tag}")


def client(**more):
    made = boto3.client("ec2", **more)
    made.meta.events.register("before-parse.ec2.*", on_answer)
    return made


def refused(code, call, *contains, **arguments):
    """The call is refused with this code; the message holds these texts."""
    try:
        call(**arguments)
    except ClientError as error:
        found = error.response["Error"]
        assert found["Code"] == code, f"{code} expected: {found}"
        for text in contains:
            assert text in found["Message"], f"{text!r} expected in {found['Message']!r}"
        return error.response
    raise AssertionError(f"{code} expected, but {call.__name__} with {arguments} went through")


def eventually(probe, what, seconds=60):
    """Asks until the probe is true: the lab's states change by its clock."""
    end = time.monotonic() + seconds
    while not (found := probe()):
        assert time.monotonic() < end, f"still not: {what}"
        time.sleep(0.02)
    return found

