"""Makes one HTTPS call from where it runs, times its steps, and returns a failure as data.

It calls nothing but port 443 of execute-api hosts of its Region, of the endpoint addresses and of the custom
domains fixed when it was created; it follows no redirect and writes no log, so that it is no proxy for others.
"""
import base64
import http.client
import io
import os
import re
import socket
import ssl
import threading
import time
from urllib.parse import urlsplit

# Lambda returns at most 6 MB, and base64 makes three bytes four.
BODY_LIMIT = 4 * 1024 * 1024

# The function itself may run a little longer, so that what it says of a call is its own.
LONGEST_CALL = 60000

# What the connection decides: a second one of them would let a call be read in two ways.
OWN_HEADERS = {"host", "content-length", "transfer-encoding"}


class Broken(Exception):
    """A step of the call that failed."""

    def __init__(self, failure, message):
        super().__init__(message)
        self.failure = failure


class Rules:
    """Where calls may go. The Lambda entry point fixes all of it; nothing of it comes from the event."""

    def __init__(self, region, suffix, domains=(), addresses=(), port=443, context=None, lookup=socket.getaddrinfo):
        zone = re.escape(region)
        tail = re.escape(suffix)
        self.hosts = re.compile(
            rf"(?:[a-z0-9]+(?:-vpce-[0-9a-f]+)?\.execute-api\.{zone}\.{tail}"
            rf"|vpce-[0-9a-z-]+\.execute-api\.{zone}\.vpce\.{tail})\Z"
        )
        self.domains = {name.lower() for name in domains if name}
        self.addresses = {text for text in addresses if text}
        self.port = port
        self.context = context or ssl.create_default_context()
        self.context.minimum_version = ssl.TLSVersion.TLSv1_2
        self.lookup = lookup

    def target(self, event):
        """The URL's parts, if it may be called."""
        try:
            url = urlsplit(event["url"])
            host = (url.hostname or "").lower()
            elsewhere = url.scheme != "https" or url.username is not None or url.port not in (None, 443)
        except ValueError as error:
            raise Broken("Refused", f"The event's url cannot be read: {plain(error)}.") from error
        if elsewhere:
            raise Broken("Refused", "The probe calls only https on port 443.")
        if not self.hosts.match(host) and host not in self.domains:
            raise Broken("Refused", f"The probe does not call {plain(host)}: it is neither an execute-api host of this Region nor a domain fixed when the probe was created.")
        address = event.get("connectAddress")
        if address and address not in self.addresses:
            raise Broken("Refused", f"The probe does not connect to {plain(address)}: it is not an address of the endpoint.")
        return host, (url.path or "/") + (f"?{url.query}" if url.query else "")


def plain(text):
    """What others sent, fit for a terminal and a log."""
    return "".join(letter if letter.isprintable() else "?" for letter in str(text))[:300]


def checked(event):
    """The event, if it is one: whoever invokes the function by hand gets a sentence, not a stack trace."""
    if not isinstance(event, dict):
        raise Broken("Refused", "The event is not a JSON object.")
    for name in ("url", "method", "hostHeader", "body", "connectAddress"):
        if not isinstance(event.get(name), (str, type(None))):
            raise Broken("Refused", f"The event's {name} is not text.")
    if not event.get("url"):
        raise Broken("Refused", "The event has no url.")
    if not re.fullmatch("[A-Za-z]+", event.get("method") or "GET"):
        raise Broken("Refused", "The event's method is not a word.")
    time_out = event.get("timeoutMs", 10000)
    if isinstance(time_out, bool) or not isinstance(time_out, (int, float)) or not 0 < time_out <= LONGEST_CALL:
        raise Broken("Refused", f"The event's timeoutMs is not a number from 1 to {LONGEST_CALL}.")
    headers = event.get("headers") or {}
    if not isinstance(headers, dict) or not all(isinstance(value, str) for value in headers.values()):
        raise Broken("Refused", "The event's headers are not an object of texts.")
    for name in headers:
        if name.strip().lower() in OWN_HEADERS:
            raise Broken("Refused", f"The header {name} is the probe's to set.")
    return event


class Clock:
    """One deadline over all steps, and the time that each took."""

    def __init__(self, seconds):
        self.end = time.monotonic() + seconds
        self.timings = {}

    def left(self):
        return max(self.end - time.monotonic(), 0.001)

    def rest(self):
        """As left, but over is over: a server that is never silent does not get a millisecond more each time."""
        rest = self.end - time.monotonic()
        if rest <= 0:
            raise TimeoutError("The time is up.")
        return rest

    def time(self, step):
        return Step(self.timings, step)


class Step:
    def __init__(self, timings, name):
        self.timings, self.name = timings, name

    def __enter__(self):
        self.start = time.monotonic()

    def __exit__(self, *_):
        self.timings[self.name] = round((time.monotonic() - self.start) * 1000, 3)


class Timed(io.RawIOBase):
    """
    The stream with the time that is left set before each read and write. A time-out of the socket's own starts anew
    with every byte, so that a server that drips its answer, its chunks or 100 Continue would be waited for without end.
    """

    def __init__(self, stream, clock):
        super().__init__()
        self.stream, self.clock = stream, clock

    def readable(self):
        return True

    def readinto(self, buffer):
        self.stream.settimeout(self.clock.rest())
        return self.stream.recv_into(buffer)

    def makefile(self, *_):
        return io.BufferedReader(self)

    def sendall(self, data):
        left = memoryview(data)
        while left:
            self.stream.settimeout(self.clock.rest())
            left = left[self.stream.send(left[:16384]):]


def resolve(host, rules, clock):
    """The host's addresses; in a thread, since the system's resolver knows no deadline."""
    found = []

    def ask():
        try:
            for entry in rules.lookup(host, rules.port, type=socket.SOCK_STREAM):
                if entry[4][0] not in found:
                    found.append(entry[4][0])
        except (OSError, UnicodeError) as error:  # a label may be too long to be asked for
            problem.append(error)

    problem = []
    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(clock.left())
    if problem:
        raise Broken("NameNotResolved", f"{host} does not resolve: {getattr(problem[0], 'strerror', None) or problem[0]}.")
    if thread.is_alive() or not found:
        raise Broken("NameNotResolved", f"{host} does not resolve: no answer from the resolver in time.")
    return list(found)


def connect(addresses, answer, rules, clock):
    """A connection to the first address that accepts one; each gets its share of the time."""
    failure = message = None
    for number, address in enumerate(addresses):
        answer["connectedAddress"] = address
        try:
            return socket.create_connection((address, rules.port), clock.left() / (len(addresses) - number))
        except (TimeoutError, socket.timeout):  # two classes before Python 3.10
            # The first one stays: those after it had what it left of the time.
            if failure != "ConnectTimeout":
                failure, message = "ConnectTimeout", f"{address} port {rules.port} did not answer in time."
        except OSError as error:
            # A time-out says more about firewalls than a later refusal: it stays.
            if failure is None:
                failure, message = "ConnectFailed", f"{address} port {rules.port}: {error.strerror or error}."
    raise Broken(failure, message)


def secure(connection, host, rules, clock):
    connection.settimeout(clock.left())
    try:
        return rules.context.wrap_socket(connection, server_hostname=host)
    except ssl.SSLCertVerificationError as error:
        raise Broken("TlsFailed", f"The certificate is not valid for {host}: {error.verify_message}") from error
    except OSError as error:
        raise Broken("TlsFailed", f"The TLS handshake with {host} failed: {error.strerror or error}.") from error


def send(stream, host, path, event):
    """Writes the request."""
    body = event.get("body")
    if body is not None:
        body = base64.b64decode(body, validate=True) if event.get("isBase64Encoded") else body.encode()
    client = http.client.HTTPConnection(host)
    client.sock = stream
    client.putrequest(event.get("method") or "GET", path, skip_host=True, skip_accept_encoding=True)
    client.putheader("Host", event.get("hostHeader") or host)
    for name, value in (event.get("headers") or {}).items():
        client.putheader(name, value)
    if body is not None:
        client.putheader("Content-Length", str(len(body)))
    client.endheaders(body)


def receive(stream, event):
    """Reads the answer, whatever its status; a redirect is an answer."""
    # A response of our own: the connection's would close the stream with the last header.
    response = http.client.HTTPResponse(stream, method=event.get("method") or "GET")
    response.begin()
    content = bytearray()
    while len(content) <= BODY_LIMIT:
        part = response.read(65536)
        if not part:
            # A read by parts takes the end of the connection for the end of the body.
            if response.length:
                raise http.client.IncompleteRead(content, response.length)
            break
        content += part
    return response, content


def exchange(stream, host, path, event, answer, clock):
    """Sends the request and reads the answer."""
    timed = Timed(stream, clock)
    try:
        send(timed, host, path, event)
    except (TimeoutError, socket.timeout) as error:
        raise Broken("ReadTimeout", f"{host} was connected but did not take the request in time.") from error
    except (ValueError, http.client.InvalidURL) as error:
        raise Broken("Refused", f"The request cannot be sent: {plain(error)}.") from error
    except OSError as error:
        raise Broken("ConnectFailed", f"The connection to {host} ended before an answer came: {plain(error)}.") from error
    try:
        response, content = receive(timed, event)
    except (TimeoutError, socket.timeout) as error:
        raise Broken("ReadTimeout", f"{host} was connected but did not answer in time.") from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise Broken("ConnectFailed", f"The connection to {host} ended before an answer came: {plain(error)}.") from error
    answer["status"] = response.status
    answer["headers"] = headers = {}
    for name, value in response.getheaders():
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    answer["truncated"] = len(content) > BODY_LIMIT
    answer["body"] = base64.b64encode(content[:BODY_LIMIT]).decode()


def call(event, rules):
    """Makes the call."""
    answer = {"failure": "None", "addresses": [], "timings": {}}
    try:
        clock = Clock(checked(event).get("timeoutMs", 10000) / 1000)
        answer["timings"] = clock.timings
        host, path = rules.target(event)
        with clock.time("resolve"):
            addresses = [event["connectAddress"]] if event.get("connectAddress") else resolve(host, rules, clock)
        answer["addresses"] = addresses
        with clock.time("connect"):
            connection = connect(addresses, answer, rules, clock)
        with connection:
            with clock.time("tls"):
                stream = secure(connection, host, rules, clock)
            with stream, clock.time("request"):
                exchange(stream, host, path, event, answer, clock)
    except Broken as broken:
        answer["failure"], answer["message"] = broken.failure, str(broken)
    return answer


def handler(event, _):
    """Lambda's entry point: the rules come from the function's own settings alone."""
    return call(event, Rules(
        os.environ["AWS_REGION"],
        os.environ["PRIVATEAPI_SUFFIX"],
        os.environ.get("PRIVATEAPI_DOMAINS", "").split(","),
        os.environ.get("PRIVATEAPI_ADDRESSES", "").split(","),
    ))
