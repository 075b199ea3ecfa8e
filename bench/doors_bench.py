#!/usr/bin/env python3
"""What the doors cost the server, and what callers feel of each other.

    doors_bench.py CMMM [--calls N] [--only PART] [--json-bench PROGRAM]

Parts, each measured in one run, in turns:

  keys    processor time of a `Score`, kept alive, by TLS, and with a key whose tenant has
          quotas ÷ the same in the clear, and where nobody asks for the key, over HTTP and gRPC
  batch   processor time of JSON lines by `cmmm filter` ÷ the same lines over HTTP, to the
          same bytes
  json    processor time of `Score` of a list as JSON, with its scorecard ÷ what Protocol
          Buffers' own JSON takes to read that request and print that answer (json_bench);
          and of a call by Connect that does nothing ÷ a packed `Score` in binary, by the same
          server (door_floor); the least request that HTTP has, `/healthz`, is no call
  seeing  processor time of a packed `Score`, VIEW_LEVEL, with the log, and figures that are
          scraped each second ÷ without, over HTTP and gRPC: the median of pairs (the same of
          a call that does nothing: grpc_bench)
  slow    the 99th percentile of one caller beside 1,000 connections that send a byte a
          second ÷ without them, the median of pairs
  tenant  the same beside a tenant who asks ten times what his quota allows ÷ beside one who
          asks what it allows

The server has the first core to itself, the load the others. Processor time is the least of
some turns, from what the scheduler counts by the nanosecond; beside other work run it by
`chrt -r 10`. Servers end with this program, however that ends.
"""
import argparse
import contextlib
import json
import os
import pathlib
import re
import signal
import socket
import ssl
import statistics
import subprocess
import sys
import tempfile
import time

import grpc

from processor_time import run

ROOT = pathlib.Path(__file__).resolve().parents[1]
SCORE = "/cmmm.v1.ScoringService/Score"
# Answers nothing in door_floor.
EMPTY = "/cmmm.v1.ModelService/ListProgrammes"
TURNS = 5
PAIRS = 9
SLOW = 1000
QUOTA = 50
# The kernel ends a child whose parent has gone, whatever befell that.
WITH_US = ["setpriv", "--pdeathsig", "TERM"]
CORES = sorted(os.sched_getaffinity(0))
ON_ITS_CORE = ["taskset", "-c", str(CORES[0])]


class Server:
    """Until the end of `with`."""

    def __init__(self, cmmm, *options, context=None, key=None, roots=None, log=False):
        self.process = subprocess.Popen(
            [*WITH_US, *ON_ITS_CORE, cmmm, "serve", "--listen", "127.0.0.1:0", "--http", "127.0.0.1:0",
             *([] if log else ["--no-call-log"]), "--self-probe", "0", *options], cwd=ROOT,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL if log else None, text=True)
        try:
            address = self.process.stdout.readline().rsplit(" on ", 1)[1].strip()
            self.port = int(re.search(r":(\d+)$", self.process.stdout.readline().strip()).group(1))
        except (IndexError, AttributeError):
            self.process.kill()
            sys.exit("the server does not start")
        self.key = f"Authorization: Bearer {key}\r\n" if key else ""
        self.metadata = [("authorization", f"Bearer {key}")] if key else []
        self.http = connect(self.port)
        if context:
            self.http = context.wrap_socket(self.http, server_hostname="127.0.0.1")
            self.channel = grpc.secure_channel(address, grpc.ssl_channel_credentials(roots))
        else:
            self.channel = grpc.insecure_channel(address)
        self.score = self.channel.unary_unary(SCORE)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.http.close()
        self.channel.close()
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def cpu(self):
        """Seconds of all its threads."""
        tasks = pathlib.Path(f"/proc/{self.process.pid}/task").glob("*/schedstat")
        return sum(int(task.read_text().split()[0]) for task in tasks) * 1e-9

    def cpu_ticks(self):
        """Seconds of all its threads, those that have ended, too; by the hundredth."""
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def over_http(self, body, content="application/json"):
        status, answer = exchange(self.http, post(body, content, self.key))
        assert status == 200, answer
        return answer

    def over_binary(self, body):
        self.over_http(body, content="application/proto")

    def ask_empty(self, _):
        status, answer = exchange(self.http, post(b"", "application/proto", path=EMPTY))
        assert (status, answer) == (200, b""), answer

    def ask_health(self, _):
        exchange(self.http, b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")

    def over_grpc(self, body):
        self.score(body, metadata=self.metadata)

    def measure(self, ask, body, calls):
        """Microseconds of processor a call."""
        for _ in range(50):
            ask(body)
        begin = self.cpu()
        for _ in range(calls):
            ask(body)
        return (self.cpu() - begin) / calls * 1e6


class Floor(Server):
    """The same of door_floor, over HTTP alone."""

    def __init__(self, program):
        self.process = subprocess.Popen([*WITH_US, *ON_ITS_CORE, program], cwd=ROOT,
                                        stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline())
        self.key = ""
        self.http = self.channel = connect(self.port)


def connect(port):
    one = socket.create_connection(("127.0.0.1", port), 60)
    one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return one


def post(body, content, more="", path=SCORE):
    """In one piece: a head sent before its body wakes the server twice."""
    return (f"POST {path} HTTP/1.1\r\nHost: a\r\nContent-Type: {content}\r\n{more}"
            f"Content-Length: {len(body)}\r\n\r\n").encode() + body


def exchange(one, request):
    """Status and body of the reply."""
    one.sendall(request)
    came = b""
    while b"\r\n\r\n" not in came:
        came += one.recv(1 << 17)
        assert came, "the server has closed the connection"
    head, _, body = came.partition(b"\r\n\r\n")
    length = int(re.search(rb"(?i)content-length: (\d+)", head).group(1))
    while len(body) < length:
        body += one.recv(1 << 17)
    return int(came[9:12]), body


class Messages:
    """One assessment, every question answered, in the forms that the doors take."""

    def __init__(self, cmmm, folder):
        subprocess.run([cmmm, "template", "--weights", "discrete", "--up-to", "5", "-o",
                        str(folder / "one.jsonl")], cwd=ROOT, check=True, capture_output=True)
        text = (folder / "one.jsonl").read_text(encoding="utf-8")
        self.json = text.replace("GRADE_UNSPECIFIED", "GRADE_MOSTLY").encode()
        request = json.loads(self.json)
        scoring, json_format = self.protos(folder)
        message = json_format.ParseDict(request, scoring.ScoreRequest())
        self.binary = message.SerializeToString()
        self.count = len(message.list.answers)

    @staticmethod
    def protos(folder):
        files = [str(p.relative_to(ROOT / "proto")) for p in (ROOT / "proto").rglob("v1/*.proto")]
        subprocess.run(["protoc", f"-I{ROOT / 'proto'}", f"--python_out={folder}", *files,
                        "google/rpc/status.proto", "google/rpc/error_details.proto"], check=True)
        sys.path.insert(0, str(folder))
        from cmmm.v1 import scoring_service_pb2
        from google.protobuf import json_format
        return scoring_service_pb2, json_format

    def packed_level(self, server):
        """The same answers packed for the server's model, VIEW_LEVEL, in binary."""
        from cmmm.v1 import scoring_service_pb2
        model = json.loads(server.over_http(self.json))["model"]
        request = scoring_service_pb2.ScoreRequest.FromString(self.binary)
        grade = request.list.answers[0].grade
        request.ClearField("list")
        request.model.id, request.model.version = model["id"], model["version"]
        request.packed.model_digest = model["digest"]
        request.packed.grades = bytes([grade]) * self.count
        request.view = scoring_service_pb2.VIEW_LEVEL
        return request.SerializeToString()


def child(function, *arguments):
    """`function` in a process of its own until the end of `with`."""
    @contextlib.contextmanager
    def run():
        ready, go = os.pipe()
        pid = os.fork()
        if pid == 0:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            try:
                function(lambda: os.write(go, b"x"), *arguments)
            finally:
                os._exit(1)
        try:
            os.close(go)
            if os.read(ready, 1) != b"x":
                raise SystemExit(f"{function.__name__} does not begin")
            yield
        finally:
            os.close(ready)
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
    return run()


def trickle(begin, port):
    """1,000 connections, each of which sends a byte a second and is opened anew when the
    server has closed it."""
    head = f"POST {SCORE} HTTP/1.1\r\nHost: a\r\n".encode()

    def opened():
        return socket.create_connection(("127.0.0.1", port), 20)
    # Begun at different moments of a second, as strangers are.
    slow = [(opened(), 0) for _ in range(SLOW)]
    begin()
    while os.getppid() != 1:
        for at in range(SLOW):
            one, sent = slow[at]
            if is_closed(one):
                one.close()
                one, sent = opened(), 0
            with contextlib.suppress(ConnectionError):
                one.send(head[sent % len(head):][:1])
            slow[at] = one, sent + 1
            if at % 10 == 9:
                time.sleep(10 / SLOW)


def is_closed(one):
    try:
        return not one.recv(1, socket.MSG_DONTWAIT)
    except BlockingIOError:
        return False
    except ConnectionError:
        return True


def flood(begin, port, request, rate):
    """So many calls a second, one after the other, whatever is answered."""
    with connect(port) as one:
        begin()
        due = time.monotonic()
        while os.getppid() != 1:
            exchange(one, request)
            due += 1 / rate
            time.sleep(max(0, due - time.monotonic()))


def p99(server, body, calls):
    """Milliseconds; one call after the other."""
    times = []
    for _ in range(calls):
        begin = time.perf_counter()
        server.over_http(body)
        times.append(time.perf_counter() - begin)
    return sorted(times)[int(len(times) * 0.99)] * 1e3


def pairs(server, body, calls, some, many):
    """Of interleaved pairs, beside `many` and beside `some`: the median of the ratios, and
    of each side."""
    found = {some: [], many: []}
    p99(server, body, 200)
    for turn in range(PAIRS):
        for beside in (some, many) if turn % 2 else (many, some):
            with beside():
                time.sleep(1.5)
                found[beside].append(p99(server, body, calls))
    ratios = [m / s for m, s in zip(found[many], found[some])]
    return [statistics.median(values) for values in (ratios, found[some], found[many])]


def measure_keys(cmmm, folder, messages, calls):
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
         "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", folder / "key",
         "-out", folder / "cert"], check=True, capture_output=True)
    keys, quotas = folder / "keys.textproto", folder / "key_quotas.textproto"
    key = add_key(cmmm, keys, "bench")
    quotas.write_text("tenants { tenant: 'bench' quota { calls_per_second: 1000000 calls: 100 "
                      "bytes_per_second: 10000000000 scorings_per_day: 1000000000 } }\n")
    tls = ["--tls-certificate", str(folder / "cert"), "--tls-key", str(folder / "key")]
    trust = {"context": ssl.create_default_context(cafile=str(folder / "cert")),
             "roots": (folder / "cert").read_bytes()}
    least = {}
    with contextlib.ExitStack() as stack:
        servers = {kind: stack.enter_context(server) for kind, server in {
            "plain": Server(cmmm), "shown": Server(cmmm, key=key),
            "TLS": Server(cmmm, *tls, "--open-access", **trust),
            "key": Server(cmmm, "--access-file", str(keys), "--quota-file", str(quotas), key=key)}.items()}
        for _ in range(TURNS):
            for kind, server in servers.items():
                for door, ask, what in (("HTTP", server.over_http, messages.json),
                                        ("gRPC", server.over_grpc, messages.binary)):
                    took = server.measure(ask, what, calls)
                    least[kind, door] = min(took, least.get((kind, door), took))
    print(f"\nserver CPU of a Score, {len(messages.json)} bytes of JSON, {calls} calls kept alive\n")
    print("| door | plain µs | TLS ÷ plain | key and quotas ÷ none, the same call | "
          "÷ a call without its header |")
    print("|---|---|---|---|---|")
    for door in ("HTTP", "gRPC"):
        plain = least["plain", door]
        print(f"| {door} | {plain:.0f} | {least['TLS', door] / plain:.2f} | "
              f"{least['key', door] / least['shown', door]:.2f} | "
              f"{least['key', door] / plain:.2f} |")


def measure_batch(cmmm, folder, messages, calls):
    lines, told = folder / "lines.jsonl", folder / "told.jsonl"
    calls *= 10
    lines.write_bytes((messages.json.strip() + b"\n") * calls)
    filter_lines = [*ON_ITS_CORE, "bash", "-c", f"exec {cmmm} filter <{lines}"]
    over_http, by_filter = [], []
    with Server(cmmm) as server:
        url = f"http://127.0.0.1:{server.port}/v1/score:batch"
        for _ in range(TURNS):
            begin = server.cpu_ticks()
            subprocess.run(["curl", "-sS", "-T", "-", "-X", "POST", "-H", "Content-Type: application/jsonl",
                            "-o", told, url], stdin=lines.open("rb"), check=True)
            over_http.append(server.cpu_ticks() - begin)
            by_filter.append(run(filter_lines, folder / "filtered.jsonl")[0])
            assert told.read_bytes() == (folder / "filtered.jsonl").read_bytes(), "the answers differ"
    ours, theirs = (min(seconds) / calls * 1e6 for seconds in (over_http, by_filter))
    print(f"\n{calls} JSON lines: {ours:.1f} µs of processor a line over HTTP, {theirs:.1f} µs by cmmm filter, "
          f"filter ÷ HTTP {theirs / ours:.2f} (at least 0.7)")


def scrape(begin, port):
    """The figures, each second."""
    begin()
    while os.getppid() != 1:
        with connect(port) as one:
            exchange(one, b"GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n")
        time.sleep(1)


def measure_seeing(cmmm, _folder, messages, calls):
    with Server(cmmm) as off, Server(cmmm, "--metrics", "127.0.0.1:0", log=True) as on:
        port = int(re.search(r":(\d+)$", on.process.stdout.readline().strip()).group(1))
        packed = messages.packed_level(off)
        found = {}
        with child(scrape, port):
            for turn in range(PAIRS):
                for door in ("HTTP", "gRPC"):
                    took = {}
                    for kind, server in (("off", off), ("on", on)) if turn % 2 else (("on", on), ("off", off)):
                        took[kind] = server.measure(
                            server.over_grpc if door == "gRPC" else
                            lambda body, at=server: at.over_http(body, content="application/proto"), packed, calls)
                    found.setdefault(door, []).append((took["off"], took["on"] / took["off"]))
    print(f"\nserver CPU of a packed Score, VIEW_LEVEL, {calls} calls kept alive, medians of {PAIRS} pairs\n")
    print("| door | off µs | log and figures on ÷ off |\n|---|---|---|")
    for door, pairs_of in found.items():
        print(f"| {door} | {statistics.median(o for o, _ in pairs_of):.0f} | "
              f"{statistics.median(r for _, r in pairs_of):.2f} |")


def measure_json(cmmm, folder, messages, calls, json_bench, door_floor):
    with contextlib.ExitStack() as stack:
        server = stack.enter_context(Server(cmmm))
        floor = stack.enter_context(Floor(door_floor)) if door_floor else None
        (folder / "request.json").write_bytes(messages.json)
        (folder / "answer.json").write_bytes(server.over_http(messages.json))
        packed = messages.packed_level(server)
        rows = {"JSON": (server, server.over_http, messages.json),
                "packed": (server, server.over_binary, packed),
                "least": (server, server.ask_health, b"")}
        if floor:
            rows["packed there"] = floor, floor.over_binary, packed
            rows["empty"] = floor, floor.ask_empty, b""
        least = {}
        for _ in range(TURNS):
            for name, (of, ask, body) in rows.items():
                took = of.measure(ask, body, calls)
                least[name] = min(took, least.get(name, took))
            if json_bench:
                took = float(subprocess.run(
                    [*ON_ITS_CORE, json_bench, folder / "request.json", folder / "answer.json"], check=True,
                    capture_output=True, text=True).stdout)
                least["protobuf"] = min(took, least.get("protobuf", took))
    print("\nserver CPU over HTTP, kept alive\n")
    print("| what | µs |\n|---|---|")
    for name, what in (("JSON", "Score of a list as JSON, with its scorecard"),
                       ("protobuf", "Protocol Buffers' own JSON, the same two messages"),
                       ("packed", "packed Score in binary, VIEW_LEVEL"),
                       ("packed there", "the same of door_floor"),
                       ("empty", "a call of door_floor that does nothing"),
                       ("least", "GET /healthz, which is no call")):
        if name in least:
            print(f"| {what} | {least[name]:.1f} |")
    if json_bench:
        print(f"\nJSON ÷ Protocol Buffers' own: {least['JSON'] / least['protobuf']:.2f} (at most 1.3)")
    if floor:
        print(f"\nempty call ÷ packed Score: {least['empty'] / least['packed there']:.2f} (at least 0.85)")
    print(f"\n/healthz ÷ packed Score: {least['least'] / least['packed']:.2f}")


def measure_slow(cmmm, _folder, messages, calls):
    with Server(cmmm, "--max-connections", "4000", "--max-connections-per-peer", "4000") as server:
        ratio, alone, together = pairs(server, messages.json, calls,
                                       contextlib.nullcontext, lambda: child(trickle, server.port))
    print(f"\np99 of a caller beside {SLOW} slow connections: {together:.2f} ms, without "
          f"{alone:.2f} ms, median of the ratios of {PAIRS} pairs {ratio:.2f} (at most 1.2)")


def measure_tenant(cmmm, folder, messages, calls):
    keys, quotas = folder / "tenants.textproto", folder / "quotas.textproto"
    key, greedy = add_key(cmmm, keys, "bench"), add_key(cmmm, keys, "greedy")
    quotas.write_text(f"tenants {{ tenant: 'greedy' quota {{ calls_per_second: {QUOTA} }} }}\n")
    request = post(messages.json, "application/json", f"Authorization: Bearer {greedy}\r\n")
    with Server(cmmm, "--access-file", str(keys), "--quota-file", str(quotas), key=key) as server:
        within, beyond = (lambda rate=rate: child(flood, server.port, request, rate)
                          for rate in (QUOTA, 10 * QUOTA))
        ratio, alone, together = pairs(server, messages.json, calls, within, beyond)
    print(f"\np99 of a caller beside a tenant at ten times its quota of {QUOTA}/s: {together:.2f} ms, "
          f"at its quota {alone:.2f} ms, median of the ratios of {PAIRS} pairs {ratio:.2f} (at most 1.2)")


def add_key(cmmm, keys, tenant):
    return subprocess.run([cmmm, "access", "add", str(keys), "--tenant", tenant], check=True,
                          capture_output=True, text=True).stdout.strip()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("cmmm")
    parser.add_argument("--calls", type=int, default=2000)
    parser.add_argument("--only", choices=("keys", "batch", "json", "seeing", "slow", "tenant"))
    parser.add_argument("--json-bench")
    parser.add_argument("--door-floor")
    args = parser.parse_args()
    # Ends by the ways of Python, so that what was begun is ended.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    os.sched_setaffinity(0, CORES[1:] or CORES)
    cmmm = os.path.abspath(args.cmmm)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        messages = Messages(cmmm, folder)
        common = cmmm, folder, messages, args.calls
        parts = {"keys": lambda: measure_keys(*common), "batch": lambda: measure_batch(*common),
                 "json": lambda: measure_json(*common, args.json_bench, args.door_floor),
                 "seeing": lambda: measure_seeing(*common),
                 "slow": lambda: measure_slow(*common), "tenant": lambda: measure_tenant(*common)}
        for part, measure in parts.items():
            if args.only in (None, part):
                measure()


if __name__ == "__main__":
    main()
