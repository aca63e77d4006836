"""The watch of shapes.py for REST-XML services: every element of a raw answer is one of the AWS model's, in its place
and of its type, in the service's namespace."""
import re
import xml.etree.ElementTree as ElementTree

from shapes import Shapes


class XmlShapes(Shapes):
    def __init__(self, service, space):
        super().__init__(service)
        self._space = f"{{{space}}}"

    def _received(self, response_dict, **_):
        root = ElementTree.fromstring(response_dict["body"])
        name = self._operation
        if response_dict["status_code"] >= 300:
            tags = [element.tag for element in root.iter()]
            for tag in ("ErrorResponse", "Error", "Type", "Code", "Message", "RequestId"):
                if self._space + tag not in tags:
                    self.problems.append(f"{name}: the refusal has no <{tag}>")
            return
        if root.tag != f"{self._space}{name}Response":
            self.problems.append(f"{name}: the document is a <{root.tag}>")
        output = self._model.operation_model(name).output_shape
        for member in output.members.values():
            header = member.serialization.get("name")
            if member.serialization.get("location") == "header" and header not in response_dict["headers"]:
                self.problems.append(f"{name}: no header {header}")
        self._element(name, output, root)

    def _element(self, path, shape, element):
        kind = shape.type_name
        text = element.text or ""
        if kind == "structure":
            members = {m.serialization.get("name", n): m for n, m in shape.members.items() if m.serialization.get("location") != "header"}
            seen = set()
            for child in element:
                tag = child.tag.removeprefix(self._space)
                if tag not in members or tag in seen:
                    self.problems.append(f"{path}/{tag}: {'twice' if tag in seen else 'not in the model of ' + shape.name}")
                    continue
                seen.add(tag)
                self._element(f"{path}/{tag}", members[tag], child)
        elif kind == "list":
            inner = shape.member.serialization.get("name", "member")
            for child in element:
                tag = child.tag.removeprefix(self._space)
                if tag != inner:
                    self.problems.append(f"{path}: a list of <{tag}> instead of <{inner}>")
                self._element(f"{path}/{tag}", shape.member, child)
        elif len(element):
            self.problems.append(f"{path}: a scalar with children")
        elif kind == "boolean":
            self._is(path, text, text in ("true", "false"), kind)
        elif kind in ("integer", "long"):
            self._is(path, text, re.fullmatch(r"-?\d+", text), kind)
        elif kind == "timestamp":
            self._is(path, text, re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", text), kind)
        elif getattr(shape, "enum", None):
            self._is(path, text, text in shape.enum, f"one of {shape.enum}")
