"""A pytest plugin that lets LocalStack's validated tests run against the lab and counts the recorded answers that agree, by file. Nothing of
LocalStack is in this repository; docs/fidelity.md says how to get it, and has the figures.

    TEST_TARGET=AWS_CLOUD LAB=http://127.0.0.1:PORT PYTHONPATH=tests/peers python -m pytest -p recordings PATH_OF_THEIR_TESTS

With RECORDINGS=FILE each answer is also written there, one JSON object a line, with both sides of a difference."""
import collections
import json
import os
import time
import urllib.parse

LAB = os.environ["LAB"].rstrip("/")
os.environ.update(AWS_ENDPOINT_URL=LAB, AWS_MAX_ATTEMPTS="1", AWS_ACCESS_KEY_ID="test", AWS_SECRET_ACCESS_KEY="test", AWS_DEFAULT_REGION="us-east-1")

import pytest  # noqa: E402
import requests.adapters  # noqa: E402
from localstack_snapshot.snapshots import prototype  # noqa: E402

# Shown by AWS since autumn 2025; older recordings lack it.
LATER = {"apiStatus"}
COUNTS = collections.defaultdict(lambda: [0, 0, 0])

# How the lab's services say that they do not have an operation.
REFUSALS = {"NotImplementedException", "UnknownOperationException", "InvalidAction", "501"}

# AWS needs seconds where the lab needs none.
sleep = time.sleep
time.sleep = lambda seconds: sleep(min(seconds, 0.06))
send = requests.adapters.HTTPAdapter.send


def to_lab(self, request, **options):
    """Calls of APIs go to the lab's URL, with the API in a header: it answers to no other host."""
    url = urllib.parse.urlsplit(request.url)
    if (url.hostname or "").endswith("amazonaws.com"):
        request.headers["x-apigw-api-id"] = url.hostname.split(".")[0]
        request.url = LAB + urllib.parse.urlunsplit(("", "", url.path, url.query, ""))
    return send(self, request, **{**options, "verify": False, "timeout": 10})


requests.adapters.HTTPAdapter.send = to_lab


def without_later(found, recorded):
    if isinstance(found, dict):
        known = recorded if isinstance(recorded, dict) else {}
        return {name: without_later(value, known.get(name)) for name, value in found.items() if name not in LATER or name in known}
    if isinstance(found, list):
        known = recorded if isinstance(recorded, list) else []
        return [without_later(value, known[place] if place < len(known) else None) for place, value in enumerate(found)]
    return found


compare = prototype.SnapshotSession._assert_all


def compared(session, *arguments):
    session.is_counted = True
    session.observed_state = without_later(session.observed_state, session.recorded_state)
    try:
        results = compare(session, *arguments) or []
    except prototype.SnapshotAssertionError as error:
        note(session, error.result)
        raise
    note(session, results)
    return results


def kind(result):
    """0 for an answer that agrees, 1 for one that departs, 2 for an operation that the lab does not have."""
    error = result.b.get("Error") if isinstance(result.b, dict) else None
    return 0 if result else 2 if isinstance(error, dict) and str(error.get("Code")) in REFUSALS else 1


def note(session, results):
    name = session.scope_key.split("::")[0].split("services/")[-1]
    for result in results:
        COUNTS[name][kind(result)] += 1
        if os.environ.get("RECORDINGS"):
            with open(os.environ["RECORDINGS"], "a") as file:
                line = {"test": session.scope_key, "answer": result.key, "agrees": bool(result)}
                file.write(json.dumps(line if result else {**line, "aws": result.a, "lab": result.b}, default=str) + "\n")


prototype.SnapshotSession._assert_all = compared


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item):
    """A test that stopped halfway still has answers to compare."""
    session = getattr(item, "funcargs", {}).get("snapshot")
    if session is None or getattr(session, "is_counted", False) or not session.recorded_state:
        return
    session.recorded_state = {key: value for key, value in session.recorded_state.items() if key in session.observed_state}
    try:
        if session.recorded_state:
            compared(session, True, [])
    except Exception:
        pass


def pytest_terminal_summary(terminalreporter):
    rows = [*sorted(COUNTS.items()), ("together", [sum(column) for column in zip(*COUNTS.values())] or [0, 0, 0])]
    for name, (agreed, departing, unserved) in rows:
        terminalreporter.write_line(f"{name}: {agreed} recorded answers agree, {departing} depart, {unserved} are of operations that the lab does not have")
