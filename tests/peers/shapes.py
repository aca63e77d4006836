"""Compares what a server sends with the service model in botocore: a member that the model does not know, or a value
of the wrong type, is a difference that a typed client would silently drop. boto3 itself only parses what it knows."""
import json

import boto3
import lab_clock  # noqa: F401


class Shapes:
    """Watches the raw answers of a client. Only JSON bodies are looked at."""

    def __init__(self, service):
        self.client = boto3.client(service)
        self.problems = []
        self.raw = None
        self.operations = set()
        self._model = self.client.meta.service_model
        self._operation = None
        self.client.meta.events.register("before-call", self._before)
        self.client.meta.events.register("response-received", self._received)

    def check(self):
        assert not self.problems, "\n".join(self.problems)

    def _before(self, model, **_):
        self._operation = model.name
        self.operations.add(model.name)

    def _received(self, response_dict, **_):
        if response_dict is None or response_dict["status_code"] >= 300:
            return
        name = self._operation
        body = response_dict["body"]
        self.raw = body
        if not isinstance(body, bytes) or not body:
            return
        operation = self._model.operation_model(name)
        output = operation.output_shape
        if output is None:
            self.problems.append(f"{name}: a body where the model has none: {body[:200]!r}")
            return
        if output.serialization.get("payload"):
            return
        self._walk(name, output, json.loads(body))

    def __getattr__(self, name):
        """A method of the client, with its operation's name noted and its status checked against the model."""
        method = getattr(self.client, name)
        if name in ("exceptions", "meta", "get_paginator", "can_paginate"):
            return method

        def call(**arguments):
            answer = method(**arguments)
            expected = self._model.operation_model(self._operation).http.get("responseCode", 200)
            status = answer["ResponseMetadata"]["HTTPStatusCode"]
            if status != expected:
                self.problems.append(f"{self._operation}: status {status}, the model says {expected}")
            if not answer["ResponseMetadata"].get("RequestId"):
                self.problems.append(f"{self._operation}: no request id")
            return answer

        return call

    def _walk(self, path, shape, value):
        kind = shape.type_name
        if value is None:
            return
        if kind == "structure":
            if not isinstance(value, dict):
                self.problems.append(f"{path}: {value!r} is no structure")
                return
            members = {m.serialization.get("name", n): m for n, m in shape.members.items() if "location" not in m.serialization}
            for name, item in value.items():
                if name not in members:
                    self.problems.append(f"{path}.{name}: not in the model of {shape.name}")
                else:
                    self._walk(f"{path}.{name}", members[name], item)
        elif kind == "list":
            if not isinstance(value, list):
                self.problems.append(f"{path}: {value!r} is no list")
                return
            for index, item in enumerate(value):
                self._walk(f"{path}[{index}]", shape.member, item)
        elif kind == "map":
            if not isinstance(value, dict):
                self.problems.append(f"{path}: {value!r} is no map")
                return
            for name, item in value.items():
                self._walk(f"{path}{{{name}}}", shape.value, item)
        elif kind in ("integer", "long"):
            self._is(path, value, isinstance(value, int) and not isinstance(value, bool), kind)
        elif kind == "timestamp" and shape.serialization.get("timestampFormat") == "iso8601":
            self._is(path, value, isinstance(value, str) and value.endswith("Z"), kind)
        elif kind in ("float", "double", "timestamp"):
            self._is(path, value, isinstance(value, (int, float)) and not isinstance(value, bool), kind)
        elif kind == "boolean":
            self._is(path, value, isinstance(value, bool), kind)
        elif kind == "string":
            self._is(path, value, isinstance(value, str), kind)
            enum = getattr(shape, "enum", None)
            if enum and value not in enum:
                self.problems.append(f"{path}: {value!r} is not one of {enum}")

    def _is(self, path, value, right, kind):
        if not right:
            self.problems.append(f"{path}: {value!r} is no {kind}")


def refused(error, code, call, **arguments):
    """Calls, and expects a refusal with this code and text (or text part, with an ellipsis at its end)."""
    from botocore.exceptions import ClientError

    try:
        call(**arguments)
    except ClientError as e:
        found = e.response["Error"]
        assert found["Code"] == code, f"expected {code}, got {found}"
        if error.endswith("…"):
            assert found["Message"].startswith(error[:-1]), f"expected {error!r}, got {found['Message']!r}"
        else:
            assert found["Message"] == error, f"expected {error!r}, got {found['Message']!r}"
        return e.response
    raise AssertionError(f"{code} expected: {error}")
