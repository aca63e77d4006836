"""Feeds the probe mutated events, and mutated answers of the server it calls; nothing leaves the process.

Arguments: probe.py, the first number, how many. The same number is the same input. Prints what came of them as JSON.
"""
import copy
import importlib.util
import json
import random
import socket
import sys
import time

file, first, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
spec = importlib.util.spec_from_file_location("probe", file)
probe = importlib.util.module_from_spec(spec)
spec.loader.exec_module(probe)

HOST = "abcde12345.execute-api.eu-west-1.test"
EVENT = {
    "url": f"https://{HOST}/demo/pets?a=b", "method": "POST", "headers": {"X-A": "b", "Accept": "*/*"}, "hostHeader": HOST,
    "body": "eyJhIjoxfQ==", "isBase64Encoded": True, "timeoutMs": 1000, "connectAddress": "10.0.0.5",
}
ANSWERS = [
    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 7\r\nx-amzn-RequestId: r\r\nX-A: 1\r\nx-a: 2\r\n\r\n{\"a\":1}",
    b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 403 Forbidden\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nabcde\r\n0\r\nTrailer: t\r\n\r\n",
    b"HTTP/1.0 204 No Content\r\n\r\n",
]
VALUES = [
    None, True, False, 0, -1, 1.5, 1e308, float("nan"), float("inf"), 10**30, "", " ", "x", "\r\nX: y", "\0", "\ud800", "\u20ac", "é", "https://", "https://[::1", "https://[::1]%x/", f"https://{HOST}:99999/",
    f"https://{HOST}:443", f"https://user@{HOST}/", f"https://{HOST.upper()}/", f"https://{HOST}\n/", "https://" + "a" * 70 + ".execute-api.eu-west-1.test/", f"https://{HOST}/%zz?{'q' * 3000}#f", "http://x", "HEAD", "CONNECT",
    "GET x", "content-length", "Transfer-Encoding", "%%%%", "QQ", "10.0.0.6", [], ["a"], {}, {"": "a"}, {"a": 1}, {"a\r\nb": "c"}, {"a:": "b"}, {"a": "b\nc"}, {"a": "\u20ac"}, {"Host ": "x"},
]
NAMES = [*EVENT, "failure", "__class__"]
BYTES = [b"", b"\0", b"\r", b"\n", b"\r\n", b"\r\n\r\n", b":", b" ", b"-1", b"99999999999999999999", b"FFFFFFFFFFFFFFFFFFFF", b"\xff\xfe", b"HTTP/1.1 ", b"Content-Length: 3\r\n", b"Transfer-Encoding: chunked\r\n", b"A: b\r\n" * 120, b"x" * 70000]


def value(chance):
    """One of the values, as a copy: a later change of the event must not change what the next inputs are made of."""
    return copy.deepcopy(chance.choice(VALUES))


def damaged_event(chance):
    event = copy.deepcopy(EVENT)
    if chance.random() < 0.02:
        return value(chance)
    for _ in range(chance.randrange(4)):
        name = chance.choice(NAMES)
        kind = chance.randrange(4)
        if kind == 0:
            event.pop(name, None)
        elif kind == 1 and isinstance(event.get(name), str):
            at = chance.randrange(len(event[name]) + 1)
            event[name] = event[name][:at] + chr(chance.choice([0, 9, 10, 13, 32, 37, 47, 58, 64, 91, 127, 160, 8364, 0xD800, 0x1F600])) + event[name][at:]
        elif kind == 2 and isinstance(event.get("headers"), dict):
            event["headers"][str(value(chance))] = value(chance)
        else:
            event[name] = value(chance)
    return event


def damaged_answer(chance):
    text = bytearray(chance.choice(ANSWERS))
    for _ in range(chance.randrange(4)):
        at = chance.randrange(len(text) + 1)
        end = min(len(text), at + chance.randrange(9))
        kind = chance.randrange(4)
        if kind == 0:
            del text[at:]
        elif kind == 1:
            del text[at:end]
        elif kind == 2:
            text[at:at] = chance.choice(BYTES)
        elif at < len(text):
            text[at] = chance.randrange(256)
    return bytes(text)


class Stream:
    """A server that has said all it will, and hangs up."""

    def __init__(self, answer, chance):
        self.answer, self.at, self.piece = answer, 0, chance.choice([1, 7, 65536])

    def settimeout(self, _):
        pass

    def send(self, data):
        return len(data)

    def recv_into(self, buffer):
        part = self.answer[self.at:self.at + min(len(buffer), self.piece)]
        buffer[:len(part)] = part
        self.at += len(part)
        return len(part)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass


class Context:
    minimum_version = None

    def __init__(self, stream):
        self.stream = stream

    def wrap_socket(self, *_, **__):
        return self.stream


class Asleep:
    """In place of a thread for the resolver, which a million calls would make a million of."""

    def __init__(self, target, daemon):
        self.target = target

    def start(self):
        self.target()

    def join(self, _):
        pass

    def is_alive(self):
        return False


def lookup(host, port, **_):
    host.encode("idna")
    return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.5", port))]


probe.threading.Thread = Asleep
foreign, failures, slowest, known = [], {}, (0.0, first), repr(VALUES)
began = time.process_time()
for number in range(first, first + count):
    chance = random.Random(number)
    event, stream = damaged_event(chance), Stream(damaged_answer(chance), chance)
    probe.socket.create_connection = lambda *_: stream
    start = time.process_time()
    try:
        answer = probe.call(event, probe.Rules("eu-west-1", "test", ["pets.example.test"], ["10.0.0.5"], 443, Context(stream), lookup))
        json.dumps(answer)
        assert answer["failure"] == "None" or answer["message"].isprintable(), answer
        failures[answer["failure"]] = failures.get(answer["failure"], 0) + 1
    except Exception as error:  # whatever it is, the probe did not answer
        if len(foreign) < 5:
            foreign.append(f"input {number}: {type(error).__name__}: {error!a} for {event!a} and {stream.answer[:200]!a}")
    slowest = max(slowest, (time.process_time() - start, number))

if slowest[0] >= 2:
    foreign.append(f"input {slowest[1]} took {slowest[0]:.1f} s")
if repr(VALUES) != known:
    foreign.append("an input changed what the later ones are made of: a number is no longer the same input everywhere")
each = (time.process_time() - began) * 1e6 / count
print(json.dumps({
    "inputs": count, "foreign": foreign, "failures": failures,
    "summary": f"probe.py: {count} inputs from {first}, {each:.0f} us each, {len(foreign)} foreign; slowest {slowest[1]} with {slowest[0] * 1000:.0f} ms; {failures}",
}))
