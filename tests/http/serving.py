"""A running `cmmm serve --http`, and ways to ask it: Python's own client of
HTTP, and bytes by hand."""
import base64
import http.client
import importlib.util
import json
import os
import pathlib
import re
import socket
import subprocess
import sys
import tempfile

if importlib.util.find_spec("grpc") is None and sys.executable != "/usr/bin/python3":
    # Debian's has gRPC and Protocol Buffers; the first on the path may have none.
    os.execv("/usr/bin/python3", ["/usr/bin/python3", *sys.argv])

ROOT = pathlib.Path(__file__).resolve().parents[2]
CMMM = sys.argv[1] if len(sys.argv) > 1 else ""
DATASETS = sorted((ROOT / "datasets").glob("*.textproto"))
SCORE = "/cmmm.v1.ScoringService/Score"
MODELS = "/cmmm.v1.ModelService/ListModels"


def run(*args, **options):
    """Runs `cmmm`; its standard output."""
    return subprocess.run([CMMM, *args], cwd=ROOT, check=True,
                          capture_output=True, **options).stdout


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()

    def json(self):
        return json.loads(self.body)

    def reason(self):
        """ErrorInfo's, read from the bytes of the detail."""
        (info,) = [d for d in self.json()["details"] if d["type"] == "google.rpc.ErrorInfo"]
        assert info["debug"]["domain"] == "cmmm", info
        value = base64.b64decode(info["value"] + "==")
        assert info["debug"]["reason"].encode() in value, info
        return info["debug"]["reason"]


class Server:
    """Until `close`. `port` is that of HTTP, `grpc` the other address; by TLS
    with `tls`, the context of a client. `before`: called in the new process;
    `environment`: variables of it besides."""

    def __init__(self, *args, tls=None, before=None, environment=None):
        self.tls = tls
        self.log = tempfile.TemporaryFile("w+", encoding="utf-8")
        self.process = subprocess.Popen(
            [CMMM, "serve", "--listen", "127.0.0.1:0", "--http", "127.0.0.1:0", *args],
            cwd=ROOT, stdout=subprocess.PIPE, stderr=self.log, text=True, preexec_fn=before,
            env={**os.environ, **(environment or {})})
        self.grpc = self.process.stdout.readline().rsplit(" on ", 1)[1].strip()
        self.said = self.process.stdout.readline().strip()
        self.port = int(re.search(r"on https?://127\.0\.0\.1:(\d+)$", self.said).group(1))
        self.connection = self.connect()

    def connect(self):
        if self.tls is not None:
            return http.client.HTTPSConnection(
                "127.0.0.1", self.port, timeout=60, context=self.tls)
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def ask(self, method, path, body=None, headers=None):
        """One request on the connection kept alive."""
        self.connection.request(method, path, body, headers or {})
        return Answer(self.connection.getresponse())

    def call(self, path, message, **headers):
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.ask("POST", path, json.dumps(message),
                        {"Content-Type": "application/json", **named})

    def raw(self, data, timeout=20, piece=0):
        """What comes back for these bytes, sent in pieces of this size (0: at
        once), until the other side closes."""
        with socket.create_connection(("127.0.0.1", self.port), timeout) as one:
            one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            try:
                for start in range(0, len(data), piece or len(data)):
                    one.sendall(data[start:start + (piece or len(data))])
            except ConnectionError:
                pass
            return read_all(one)

    def close(self):
        """Stops it as an operator does; its exit code."""
        self.connection.close()
        self.process.terminate()
        code = self.process.wait(timeout=60)
        self.process.stdout.close()
        self.calls = self.read_log()
        return code

    # Of a server whose files may not grow, among them its log: lines may be torn.
    may_tear = False

    def read_line(self, line):
        try:
            return json.loads(line)
        except ValueError:
            if not self.may_tear:
                raise
            return {}

    def read_log(self):
        """The lines about calls, each as a dictionary."""
        self.log.seek(0)
        lines = [self.read_line(line) for line in self.log if line.startswith("{")]
        lines = [line for line in lines if "method" in line]  # others say what befell the server
        self.log.close()
        return lines


def read_all(one):
    data = b""
    while True:
        try:
            more = one.recv(65536)
        except ConnectionError:
            more = b""
        if not more:
            return data
        data += more
