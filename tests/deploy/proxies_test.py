#!/usr/bin/env python3
"""The shipped proxies before real servers: deploy/nginx and deploy/haproxy.

    proxies_test.py BINARY nginx|haproxy [ROUNDS]

Starts two servers and the proxy with the shipped configuration, in which only
ports, addresses and the place of the certificate are changed. Then, by TLS
through the proxy: calls are answered, by gRPC and over HTTP; a header that never ends and streams that
are reset as fast as they are opened cost the servers nothing, and another caller
does not notice; one caller at its limit does not hold up another; servers are
restarted in turn, ROUNDS times (2), under load, and no call fails. Exit code 77
when the proxy is not installed.
"""
import atexit
import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time

import grpc

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/http"))
from http2_frames import PREFACE, call_headers, frame  # noqa: E402

SCORE = "/cmmm.v1.ScoringService/Score"
# As docs/operations.md has it.
RETRY = {"loadBalancingConfig": [{"round_robin": {}}], "methodConfig": [{
    "name": [{}], "timeout": "10s", "retryPolicy": {
        "maxAttempts": 5, "initialBackoff": "0.1s", "maxBackoff": "2s",
        "backoffMultiplier": 2,
        "retryableStatusCodes": ["UNAVAILABLE", "CANCELLED"]}}]}


# Another address than that of those who must not notice.
FLOODER = "127.0.0.99"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def score_request():
    return subprocess.run(
        ["protoc", f"-I{ROOT}/proto", "--encode=cmmm.v1.ScoreRequest", "cmmm/v1/scoring_service.proto"],
        input=(ROOT / "datasets/furniture-maker-level-1.textproto").read_bytes(),
        capture_output=True, check=True).stdout


class Server:
    """One `cmmm serve`."""

    def __init__(self, binary, port, http_port, *options, open_access=True):
        self.command = [
            binary, "serve", "--listen", f"127.0.0.1:{port}", "--http", f"127.0.0.1:{http_port}", "--models",
            str(ROOT / "models"), "--trusted-proxy", "127.0.0.1", "--no-call-log",
            *(["--open-access"] if open_access else []), *options]
        self.start()

    def start(self):
        self.process = subprocess.Popen(self.command, stdout=subprocess.PIPE, text=True)
        atexit.register(self.process.kill)
        for door in ("serving", "HTTP"):
            assert door in self.process.stdout.readline(), "the server does not start"

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(60)
        assert code == 0, f"the server stopped with {code}"

    def cpu(self):
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def peak_mib(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmHWM:\s+(\d+)", status).group(1)) // 1024


class Proxy:
    """A shipped configuration on free ports."""

    def __init__(self, name, ports):
        self.program = shutil.which(name) or shutil.which(f"/usr/sbin/{name}")
        if self.program is None:
            print(f"{name} is not installed")
            sys.exit(77)
        self.folder = pathlib.Path(tempfile.mkdtemp())
        # Its workers are somebody else, and put large bodies there.
        self.folder.chmod(0o711)
        self.port = free_port()
        self.make_certificate()
        text = getattr(self, name)()
        for shipped, port in zip(("50051", "50052", "50080", "50081"), ports):
            changed = re.sub(rf"(\bserver .*127\.0\.0\.1:){shipped}\b", rf"\g<1>{port}", text)
            assert changed != text, shipped
            text = changed
        (self.folder / "config").write_text(text)
        self.log = open(self.folder / "log", "w")
        self.process = subprocess.Popen(self.command, stdout=self.log, stderr=self.log)
        atexit.register(self.process.kill)
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        sys.exit(f"{name} does not start:\n" + (self.folder / "log").read_text())

    def make_certificate(self):
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
             "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout",
             self.folder / "key", "-out", self.folder / "cert"], check=True, capture_output=True)
        self.certificate = (self.folder / "cert").read_bytes()
        (self.folder / "both").write_bytes(self.certificate + (self.folder / "key").read_bytes())

    def nginx(self):
        text = (ROOT / "deploy/nginx/cmmm.conf").read_text()
        text = re.sub(r"listen \[::\]:443.*\n", "", text)
        text = text.replace("listen 443", f"listen 127.0.0.1:{self.port}")
        text = text.replace("/etc/ssl/certs/cmmm.pem", str(self.folder / "cert"))
        text = text.replace("/etc/ssl/private/cmmm.key", str(self.folder / "key"))
        self.command = [self.program, "-p", str(self.folder), "-c", str(self.folder / "config")]
        places = "".join(
            f"{kind}_temp_path {self.folder}/{kind};\n"
            for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        return (f"daemon off; pid {self.folder}/pid; error_log stderr;\nworker_processes 1;\n"
                f"events {{ worker_connections 4096; }}\nhttp {{ access_log off;\n{places}{text}}}\n")

    def haproxy(self):
        text = (ROOT / "deploy/haproxy/haproxy.cfg").read_text()
        text = text.replace("bind :443", f"bind 127.0.0.1:{self.port}")
        text = text.replace("/etc/haproxy/cmmm.pem", str(self.folder / "both"))
        self.command = [self.program, "-db", "-f", str(self.folder / "config")]
        return text

    def channel(self, *options):
        return grpc.secure_channel(
            f"localhost:{self.port}",
            grpc.ssl_channel_credentials(self.certificate),
            options=[("grpc.use_local_subchannel_pool", 1), *options])

    def https(self, source="127.0.0.1"):
        context = ssl.create_default_context(cadata=self.certificate.decode())
        return http.client.HTTPSConnection(
            "localhost", self.port, timeout=10, context=context, source_address=(source, 0))

    def raw(self, source="127.0.0.1"):
        """A TLS connection that has said HTTP/2's first words."""
        context = ssl.create_default_context(cadata=self.certificate.decode())
        context.set_alpn_protocols(["h2"])
        plain = socket.create_connection(("127.0.0.1", self.port), 30, (source, 0))
        link = context.wrap_socket(plain, server_hostname="localhost")
        link.sendall(PREFACE)
        return link

    def stop(self):
        self.process.terminate()
        self.process.wait()
        self.last_words = (self.folder / "log").read_text()[-3000:]
        shutil.rmtree(self.folder)


class Port:
    """A port as Proxy.raw has it, without a proxy and TLS."""

    def __init__(self, port):
        self.port = port

    def raw(self, source="127.0.0.1"):
        link = socket.create_connection(("127.0.0.1", self.port), 30, (source, 0))
        link.sendall(PREFACE)
        return link


HEADERS = call_headers(SCORE, b"localhost", by_tls=True)


def size_of(value):
    """A length in HPACK that does not fit into seven bits."""
    value -= 127
    out = b"\x7f"
    while value >= 128:
        out += bytes([value % 128 + 128])
        value //= 128
    return out + bytes([value])


def read_away(link):
    """Reads all that comes, in a thread; returns what ends it and the connection."""
    def run():
        try:
            while link.recv(1 << 16):
                pass
        except OSError:
            pass
    reader = threading.Thread(target=run, daemon=True)
    reader.start()

    def end():
        # The number of a closed socket is soon another's, from which the thread would read.
        try:
            link.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        reader.join()
        link.close()
    return end


def endless_header(proxy, mib):
    """One header value of `mib` MiB in CONTINUATION frames."""
    link = proxy.raw(FLOODER)
    end = read_away(link)
    try:
        link.sendall(frame(1, 0, 1, HEADERS + b"\x00\x01a" + size_of(mib << 20)))
        for _ in range((mib << 20) // 16000 - 1):
            link.sendall(frame(9, 0, 1, b"v" * 16000))
        time.sleep(0.5)
    except OSError:
        pass  # The proxy has had enough.
    end()


def rapid_reset(proxy, connections, streams):
    """Streams that are reset as fast as they are opened."""
    for _ in range(connections):
        link = proxy.raw(FLOODER)
        end = read_away(link)
        stream = 1
        try:
            for _ in range(streams // 100):
                burst = b""
                for _ in range(100):
                    burst += frame(1, 4, stream, HEADERS) + frame(3, 0, stream, (8).to_bytes(4, "big"))
                    stream += 2
                link.sendall(burst)
        except OSError:
            pass  # The proxy has had enough.
        end()


def raw_scores(proxy, request, source, count):
    """How many of `count` calls at once, of another address, are answered with a
    message."""
    link = proxy.raw(source)
    link.settimeout(10)
    message = b"\0" + len(request).to_bytes(4, "big") + request
    for stream in range(1, 2 * count, 2):
        link.sendall(frame(1, 4, stream, HEADERS) + frame(0, 1, stream, message))
    data, ended, answered = b"", 0, set()
    while ended < count:
        part = link.recv(1 << 16)
        if not part:
            break
        data += part
        while len(data) >= 9 and len(data) >= 9 + int.from_bytes(data[:3], "big"):
            length, kind, flags = int.from_bytes(data[:3], "big"), data[3], data[4]
            stream = int.from_bytes(data[5:9], "big")
            if kind == 0 and length:
                answered.add(stream)
                # Room for as much again: of the stream, and of the connection.
                link.sendall(b"".join(frame(8, 0, to, length.to_bytes(4, "big")) for to in (0, stream)))
            ended += kind == 3 or (kind in (0, 1) and flags & 1)
            data = data[9 + length:]
    link.close()
    return len(answered)


BINARY = {"Content-Type": "application/proto"}


def http_scores(proxy, body, source, count):
    """How many of `count` calls over HTTP, one after the other, are answered."""
    link = proxy.https(source)
    answered = 0
    for _ in range(count):
        link.request("POST", SCORE, body, BINARY)
        answer = link.getresponse()
        answer.read()
        assert answer.status in (200, 429), answer.status
        answered += answer.status == 200
    link.close()
    return answered


class HttpCaller:
    """Scores over HTTP again and again, and tries again as docs/operations.md has it."""

    def __init__(self, proxy, body):
        self.proxy, self.body = proxy, body
        self.calls, self.failures, self.ends = 0, [], False
        self.thread = threading.Thread(target=self.run)
        self.thread.start()

    def run(self):
        link = self.proxy.https()
        while not self.ends:
            for attempt in range(5):
                try:
                    link.request("POST", SCORE, self.body, BINARY)
                    answer = link.getresponse()
                    text, status = answer.read(), answer.status
                except (OSError, http.client.HTTPException) as lost:
                    link.close()
                    text, status = str(lost).encode(), 0
                if status not in (0, 503):
                    break
                time.sleep(0.1 * 2**attempt)
            self.calls += 1
            if status != 200:
                self.failures.append(f"{status}: {text[:100]}")
            time.sleep(0.02)
        link.close()

    def stop(self):
        self.ends = True
        self.thread.join()
        return self


class Caller:
    """Calls Score again and again until it is told to stop."""

    def __init__(self, channel, request, pause):
        self.call = channel.unary_unary(SCORE, lambda x: x, lambda x: x)
        self.call(request, timeout=10)
        self.request, self.pause = request, pause
        self.times, self.failures, self.ends = [], [], False
        self.thread = threading.Thread(target=self.run)
        self.thread.start()

    def run(self):
        while not self.ends:
            start = time.monotonic()
            try:
                self.call(self.request, timeout=10)
                self.times.append(time.monotonic() - start)
            except grpc.RpcError as error:
                self.failures.append(f"{error.code().name}: {error.details()}")
            time.sleep(self.pause)

    def stop(self):
        self.ends = True
        self.thread.join()
        return self


def main():
    binary, name = sys.argv[1], sys.argv[2]
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 2
    request = score_request()
    ports = tuple(free_port() for _ in range(4))
    servers = [Server(binary, *both, "--drain-delay", "3", "--calls-per-second-per-peer", "40")
               for both in zip(ports[:2], ports[2:])]
    proxy = Proxy(name, ports)
    checks = []

    def check(what, holds, measured):
        checks.append(holds)
        print(f"{'ok    ' if holds else 'FAILED'} {what}: {measured}", flush=True)

    caller = Caller(proxy.channel(), request, 0.02)
    cpu = sum(server.cpu() for server in servers)
    start = time.monotonic()
    for flood, arguments in ((endless_header, (16,)), (rapid_reset, (6, 20000))):
        flood(proxy, *arguments)
    took = time.monotonic() - start
    cpu = sum(server.cpu() for server in servers) - cpu
    caller.stop()
    slowest = max(caller.times)
    check("floods: another caller", not caller.failures and slowest < 1,
          f"{len(caller.times)} calls in {took:.1f} s, {len(caller.failures)} failed, slowest {slowest * 1000:.0f} ms")
    peak = max(server.peak_mib() for server in servers)
    check("floods: the servers", cpu < 10 and peak < 256, f"{cpu:.1f} s of processor, peak {peak} MiB")

    start = time.monotonic()
    greedy = raw_scores(proxy, request, "127.0.0.50", 120)
    # Two servers; the bucket of each holds a second, and fills on.
    most = 2 * 40 * (1 + time.monotonic() - start)
    others = [raw_scores(proxy, request, f"127.0.0.{n}", 1) for n in range(51, 61)]
    check("one caller at its limit", 40 <= greedy <= most and sum(others) == 10,
          f"{greedy} of its 120 calls at once answered, {most:.0f} at most, {sum(others)} of 10 of others")

    greedy = http_scores(proxy, request, "127.0.0.60", 120)
    others = [http_scores(proxy, request, f"127.0.0.{n}", 1) for n in range(61, 71)]
    check("the same over HTTP", greedy >= 40 and sum(others) == 10,
          f"{greedy} of its 120 calls answered, {sum(others)} of 10 of others")
    link = proxy.https()
    found = []
    for path, kind in (("/version", ""), ("/readyz", ""), ("/openapi.json", ""),
                       ("/grpc.health.v1.Health/Check", "application/grpc")):
        link.request("GET", path, headers={"Content-Type": kind} if kind else {})
        answer = link.getresponse()
        answer.read()
        found.append(answer.status)
    check("what is not a call", found == [200, 200, 200, 404], found)

    for server in servers:
        server.stop()
        server.command = [word for word in server.command if word not in ("--calls-per-second-per-peer", "40")]
        server.start()
    time.sleep(2.5)  # until the proxy has seen both
    loads = [Caller(proxy.channel(("grpc.service_config", json.dumps(RETRY)), ("grpc.enable_retries", 1)),
                    request, 0.01) for _ in range(4)]
    over_http = HttpCaller(proxy, request)
    for turn in range(rounds):
        server = servers[turn % 2]
        server.stop()
        server.start()
        time.sleep(2.5)
    calls, failures = 0, []
    for load in loads:
        load.stop()
        calls += len(load.times)
        failures += load.failures
    over_http.stop()
    check(f"{rounds} restarts in turn", not failures, f"{calls} calls, {len(failures)} failed {failures[:2]}")
    check("the same over HTTP", not over_http.failures and over_http.calls > 10,
          f"{over_http.calls} calls, {len(over_http.failures)} failed {over_http.failures[:2]}")
    proxy.stop()
    if not all(checks):
        print(f"the last words of {name}:\n{proxy.last_words}")
    for server in servers:
        server.stop()
    sys.exit(0 if all(checks) else 1)


if __name__ == "__main__":
    main()
