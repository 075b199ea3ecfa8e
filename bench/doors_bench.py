#!/usr/bin/env python3
"""What TLS and who-may-call cost the server: processor time of one call, kept
alive, beside the same call in the clear and without a key.

    doors_bench.py CMMM [CALLS]

Each row is measured in the same run, in turns, and the least of three counts:
`Score` of a list as JSON over HTTP, and of the same message over gRPC.
"""
import http.client
import json
import os
import pathlib
import re
import ssl
import subprocess
import sys
import tempfile

import grpc

ROOT = pathlib.Path(__file__).resolve().parents[1]
SCORE = "/cmmm.v1.ScoringService/Score"
TURNS = 3


class Server:
    def __init__(self, cmmm, *options, context=None, key=None, roots=None):
        self.process = subprocess.Popen(
            [cmmm, "serve", "--listen", "127.0.0.1:0", "--http", "127.0.0.1:0", "--no-call-log",
             "--self-probe", "0", *options], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        address = self.process.stdout.readline().rsplit(" on ", 1)[1].strip()
        port = int(re.search(r":(\d+)$", self.process.stdout.readline().strip()).group(1))
        self.headers = {"Content-Type": "application/json"}
        self.metadata = []
        if key:
            self.headers["Authorization"] = f"Bearer {key}"
            self.metadata = [("authorization", f"Bearer {key}")]
        if context:
            self.http = http.client.HTTPSConnection("127.0.0.1", port, context=context)
            self.channel = grpc.secure_channel(address, grpc.ssl_channel_credentials(roots))
        else:
            self.http = http.client.HTTPConnection("127.0.0.1", port)
            self.channel = grpc.insecure_channel(address)
        self.score = self.channel.unary_unary(SCORE)

    def cpu(self):
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def over_http(self, body):
        self.http.request("POST", SCORE, body, self.headers)
        response = self.http.getresponse()
        assert response.status == 200, response.read()
        response.read()

    def over_grpc(self, body):
        self.score(body, metadata=self.metadata)

    def measure(self, ask, body, calls):
        """Microseconds of processor a call."""
        for _ in range(20):
            ask(body)
        begin = self.cpu()
        for _ in range(calls):
            ask(body)
        return (self.cpu() - begin) / calls * 1e6

    def stop(self):
        self.http.close()
        self.channel.close()
        self.process.terminate()
        self.process.wait(60)


def main():
    cmmm = os.path.abspath(sys.argv[1])
    calls = int(sys.argv[2]) if len(sys.argv) > 2 else 3000
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
             "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", folder / "key",
             "-out", folder / "cert"], check=True, capture_output=True)
        keys = folder / "keys.textproto"
        key = subprocess.run([cmmm, "access", "add", str(keys), "--tenant", "bench"], check=True,
                             capture_output=True, text=True).stdout.strip()
        subprocess.run([cmmm, "template", "--weights", "discrete", "--up-to", "5", "-o",
                        str(folder / "one.jsonl")], cwd=ROOT, check=True, capture_output=True)
        text = (folder / "one.jsonl").read_text(encoding="utf-8")
        body = text.replace("GRADE_UNSPECIFIED", "GRADE_MOSTLY").encode()
        message = binary(json.loads(body), folder)
        tls = ["--tls-certificate", str(folder / "cert"), "--tls-key", str(folder / "key")]
        trust = {"context": ssl.create_default_context(cafile=str(folder / "cert")),
                 "roots": (folder / "cert").read_bytes()}
        servers = {
            "plain": Server(cmmm), "TLS": Server(cmmm, *tls, "--open-access", **trust),
            "key": Server(cmmm, "--access-file", str(keys), key=key)}
        least = {}
        for _ in range(TURNS):
            for kind, server in servers.items():
                for door, ask, what in (("HTTP", server.over_http, body),
                                        ("gRPC", server.over_grpc, message)):
                    took = server.measure(ask, what, calls)
                    least[kind, door] = min(took, least.get((kind, door), took))
        for server in servers.values():
            server.stop()
    print(f"server CPU of a Score, {len(body)} bytes of JSON, {calls} calls kept alive\n")
    print("| door | plain µs | TLS ÷ plain | key ÷ none |")
    print("|---|---|---|---|")
    for door in ("HTTP", "gRPC"):
        plain = least["plain", door]
        print(f"| {door} | {plain:.0f} | {least['TLS', door] / plain:.2f} | "
              f"{least['key', door] / plain:.2f} |")


def binary(message, folder):
    """The same request in Protocol Buffers' own form."""
    protos = [str(p.relative_to(ROOT / "proto")) for p in (ROOT / "proto").rglob("v1/*.proto")]
    subprocess.run(["protoc", f"-I{ROOT / 'proto'}", f"--python_out={folder}", *protos,
                    "google/rpc/status.proto", "google/rpc/error_details.proto"], check=True)
    sys.path.insert(0, str(folder))
    from cmmm.v1 import scoring_service_pb2
    from google.protobuf import json_format
    return json_format.ParseDict(message, scoring_service_pb2.ScoreRequest()).SerializeToString()


if __name__ == "__main__":
    main()
