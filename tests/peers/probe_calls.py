"""Runs the probe as Lambda would load it, from its zip, through a list of cases; prints the answers by case name.

Arguments: the zip, the certificate to trust, a file of cases: {name, event, port, suffix, domains, addresses, hosts}.
"""
import concurrent.futures
import contextlib
import io
import json
import os
import socket
import ssl
import sys
import warnings
import zipfile

archive, trusted, cases = sys.argv[1:4]

with zipfile.ZipFile(archive) as package:
    assert package.testzip() is None, "the zip is damaged"
    assert [(i.filename, i.external_attr >> 16 & 0o777) for i in package.infolist()] == [("probe.py", 0o644)], package.infolist()

sys.path.insert(0, archive)
import probe  # noqa: E402


def lookup(hosts):
    def find(host, port, **options):
        return socket.getaddrinfo(hosts.get(host, host), port, **options)
    return find


def run(case):
    context = ssl.create_default_context(cafile=trusted)
    if case.get("takesOldTls"):
        with warnings.catch_warnings(action="ignore"):
            context.minimum_version = ssl.TLSVersion.TLSv1
        context.set_ciphers("DEFAULT@SECLEVEL=0")
    find = lookup(case["hosts"]) if case.get("found") is None else \
        lambda host, port, **_: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in case["found"]]
    rules = probe.Rules("eu-west-1", case["suffix"], case["domains"], case["addresses"], case["port"], context, find)
    return json.loads(json.dumps(probe.call(case["event"], rules)))


answers = {}
said = io.StringIO()
with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
    with open(cases, encoding="utf-8") as file, concurrent.futures.ThreadPoolExecutor(4) as pool:
        calls = {case["name"]: pool.submit(run, case) for case in json.load(file)}
        answers.update({name: call.result() for name, call in calls.items()})

    # The entry point takes nothing but the call from its event.
    os.environ.update(AWS_REGION="eu-west-1", PRIVATEAPI_SUFFIX="amazonaws.com", PRIVATEAPI_DOMAINS="", PRIVATEAPI_ADDRESSES="10.0.0.5")
    for name, event in {
        "entry: other host": {"url": "https://example.com/", "domains": ["example.com"], "port": 80},
        "entry: other address": {"url": "https://abcde12345.execute-api.eu-west-1.amazonaws.com/", "connectAddress": "10.0.0.6", "addresses": ["10.0.0.6"]},
    }.items():
        answers[name] = probe.handler(event, None)

assert said.getvalue() == "", "the probe wrote to its log: " + said.getvalue()
print(json.dumps(answers))
