#!/usr/bin/env python3
"""Half an hour of load at 70 % of what the machine carries: memory and descriptors
stay flat, and one answer in a hundred is worked out again.

    load_soak.py BINARY [MINUTES]

Callers and server share the machine, so what it carries is measured first, callers
asking as fast as they can for half a minute; then they begin 70 % of that a second,
come what may, for MINUTES (30). Calls are over HTTP: scores of random assessments (five
of six), the cheapest way up, next questions, models by GET, packed bodies, bodies that
make no sense; each connection is closed after some hundred calls, and the models are
taken anew every minute. Scores are compared with tests/python/reference.py, which
shares nothing with the engine. Fails when an answer differs, a call ends in a way that
it must not, or resident memory or descriptors of the last quarter are above those of
the second (the first warms up) by more than 5 % and 4 MiB, or 8 descriptors.
"""
import collections
import fractions
import gzip
import http.client
import json
import multiprocessing
import os
import pathlib
import queue
import random
import re
import signal
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/python"))
from reference import Reference  # noqa: E402

WORKERS = 4
SERVICE = "/cmmm.v1."
GRADES = ["GRADE_NOT", "GRADE_PARTLY", "GRADE_MOSTLY", "GRADE_FULLY"]
SHARE = 0.7


def plain(value):
    """A definition in JSON as reference.py has it: names_like_this, enums in short."""
    if isinstance(value, list):
        return [plain(one) for one in value]
    if isinstance(value, dict):
        return {re.sub(r"[A-Z]", lambda m: "_" + m.group().lower(), name): plain(one) for name, one in value.items()}
    if isinstance(value, str):
        return re.sub(r"^(TIER|ACCUMULATION)_(\w+)$", lambda m: m.group(2).lower(), value)
    return value


class Caller:
    """One connection after the other, and what came of the calls."""

    def __init__(self, port, definition, seed):
        self.port, self.random = port, random.Random(seed)
        self.definition = definition
        self.ids = [one["id"] for one in definition["requirements"]]
        self.references = {one["id"]: Reference(definition, one["id"]) for one in definition["weight_sets"]}
        self.link, self.left = None, 0
        self.seen, self.times, self.checked, self.wrong = collections.Counter(), [], 0, []
        self.scores = [self.assessment() for _ in range(100)]

    def assessment(self):
        """A random one, of any height, with every question answered."""
        lean = self.random.betavariate(1.2, 1.2)
        codes = [sum(self.random.random() < lean for _ in range(3)) for _ in self.ids]
        weights = self.random.choice(list(self.references))
        return codes, weights, {
            "profile": {"weightSet": weights}, "view": "VIEW_LEVEL",
            "list": {"answers": [{"requirementId": name, "grade": GRADES[code]}
                                 for name, code in zip(self.ids, codes)]}}

    def request(self):
        """(kind, method, path, body, headers, codes that are right)."""
        kind = self.random.random()
        score = self.random.choice(self.scores)
        headers = {"Content-Type": "application/json"}
        if kind < 0.84:
            return "score", "POST", "ScoringService/Score", json.dumps(score[2]), headers, {200}, score
        if kind < 0.88:
            body = {"assessment": score[2], "targetLevel": 1 + self.random.randrange(3)}
            # Searches that find the queue full are refused by design.
            return "plan", "POST", "AnalysisService/PlanUpgrade", json.dumps(body), headers, {200, 400, 429}, None
        if kind < 0.93:
            some = {**score[2], "list": {"answers": score[2]["list"]["answers"][:50]}}
            return ("next", "POST", "AnalysisService/NextQuestions", json.dumps({"assessment": some, "limit": 3}),
                    headers, {200}, None)
        if kind < 0.96:
            return "models", "GET", "ModelService/ListModels?connect=v1&encoding=json&message=%7B%7D", None, {}, {200}, None
        if kind < 0.98:
            return ("packed", "POST", "ScoringService/Score", gzip.compress(json.dumps(score[2]).encode(), 1),
                    {**headers, "Content-Encoding": "gzip"}, {200, 429}, score)
        return "bad", "POST", "ScoringService/Score", '{"profil": {}}', headers, {400}, None

    def call(self):
        kind, method, path, body, headers, right, score = self.request()
        if self.left == 0:
            if self.link is not None:
                self.link.close()
            self.link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
            self.left = self.random.randrange(100, 400)
        self.left -= 1
        begin = time.monotonic()
        try:
            self.link.request(method, SERVICE + path, body, headers)
            answer = self.link.getresponse()
            text, status = answer.read(), answer.status
        except (OSError, http.client.HTTPException) as lost:
            text, status, self.left = str(lost).encode(), 0, 0
        self.times.append(time.monotonic() - begin)
        self.seen[kind, status] += 1
        if status not in right:
            self.wrong.append(f"{kind}: {status} {text[:200]!r}")
        elif score is not None and status == 200 and self.random.random() < 0.01:
            self.check(score, json.loads(text))

    def check(self, score, answer):
        codes, weights, _ = score
        reference = self.references[weights]
        tenths = [reference.tenths[1 + code] for code in codes]
        sums = [sum(ten * row[k] for ten, row in zip(tenths, reference.matrix)) for k in range(len(reference.whole))]
        level, total = reference.decide(sums)
        decision = answer["decision"]
        found = [exact(one["score"]) for one in decision["levels"]]
        expected = [fractions.Fraction(one, whole) for one, whole in zip(sums, reference.whole)]
        self.checked += 1
        if (decision["level"], exact(decision["total"]), found) != (level, total, expected):
            self.wrong.append(f"not what the reference says: {weights} {codes}")


def exact(number):
    return fractions.Fraction(int(number["numerator"]), int(number["denominator"]))


def work(port, definition, seed, seconds, rate, results):
    """Calls for some seconds; `rate` a second, or as fast as it goes."""
    caller = Caller(port, definition, seed)
    begin = time.monotonic()
    begun = 0
    while (now := time.monotonic() - begin) < seconds and len(caller.wrong) < 20:
        if rate and begun >= now * rate:
            time.sleep(begun / rate - now)
            continue
        begun += 1
        caller.call()
    times = sorted(caller.times)
    results.put((caller.seen, times[:: max(1, len(times) // 100_000)], caller.checked, caller.wrong))


def load(port, definition, seconds, rate, watch):
    """Calls by WORKERS; `watch` is called now and then meanwhile."""
    results = multiprocessing.Queue()
    seed = random.randrange(2**31)
    workers = [multiprocessing.Process(target=work, args=(port, definition, seed + i, seconds, rate / WORKERS, results))
               for i in range(WORKERS)]
    for worker in workers:
        worker.start()
    parts = []
    while len(parts) < WORKERS:
        try:
            parts.append(results.get(timeout=5))
        except queue.Empty:
            assert all(worker.is_alive() or worker.exitcode == 0 for worker in workers), "a caller died"
            watch()
    seen, times, checked, wrong = collections.Counter(), [], 0, []
    for part in parts:
        seen += part[0]
        times += part[1]
        checked += part[2]
        wrong += part[3]
    return seen, sorted(times), checked, wrong


class Server:
    def __init__(self, binary):
        self.process = subprocess.Popen(
            [binary, "serve", "--listen", "127.0.0.1:0", "--http", "127.0.0.1:0", "--models", str(ROOT / "models")],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.process.stdout.readline()
        self.port = int(self.process.stdout.readline().rsplit(":", 1)[1])
        self.begin = self.reloaded = time.monotonic()
        self.samples = []

    def watch(self):
        assert self.process.poll() is None, f"the server has ended with {self.process.returncode}"
        folder = pathlib.Path(f"/proc/{self.process.pid}")
        memory = int(re.search(r"VmRSS:\s+(\d+)", (folder / "status").read_text()).group(1)) / 1024
        times = (folder / "stat").read_text().rsplit(")", 1)[1].split()
        seconds = (int(times[11]) + int(times[12])) / os.sysconf("SC_CLK_TCK")
        self.samples.append((time.monotonic() - self.begin, memory, len(os.listdir(folder / "fd")), seconds))
        if time.monotonic() - self.reloaded > 60:
            self.reloaded = time.monotonic()
            self.process.send_signal(signal.SIGHUP)

    def quarter(self, which, column):
        """The median of a quarter of the samples, of time, the first being 0."""
        begin, end = self.samples[0][0], self.samples[-1][0]
        step = (end - begin) / 4
        return statistics.median(one[column] for one in self.samples
                                 if begin + which * step <= one[0] <= begin + (which + 1) * step)


def main():
    minutes = float(sys.argv[2]) if len(sys.argv) > 2 else 30
    server = Server(sys.argv[1])
    link = http.client.HTTPConnection("127.0.0.1", server.port)
    link.request("POST", SERVICE + "ModelService/GetModel", '{"model": {"id": "gbt39116-2020"}}',
                 {"Content-Type": "application/json"})
    definition = plain(json.loads(link.getresponse().read())["definition"])
    seen, _, _, wrong = load(server.port, definition, 30, 0, lambda: None)
    assert not wrong, wrong[:3]
    carried = sum(seen.values()) / 30
    print(f"carries {carried:.0f} calls/s of {WORKERS} callers", flush=True)
    server.watch()
    seen, times, checked, wrong = load(server.port, definition, 60 * minutes, SHARE * carried, server.watch)
    server.watch()
    calls = sum(seen.values())
    assert calls, "not one call was made"
    (_, _, _, first), (_, _, _, last) = server.samples[0], server.samples[-1]
    print(f"{minutes:g} min at {SHARE * carried:.0f}/s: {calls} calls, {calls / (60 * minutes):.0f}/s; "
          f"{1e6 * (last - first) / calls:.0f} µs of server a call; median {1e3 * times[len(times) // 2]:.2f} ms, "
          f"99 % within {1e3 * times[len(times) * 99 // 100]:.1f} ms")
    print("  " + ", ".join(f"{kind} {status}: {count}" for (kind, status), count in sorted(seen.items())))
    memory = [server.quarter(q, 1) for q in range(4)]
    descriptors = [server.quarter(q, 2) for q in range(4)]
    print(f"  memory by quarter {', '.join(f'{one:.1f}' for one in memory)} MiB, descriptors {descriptors}")
    print(f"  {checked} answers worked out again, {len(wrong)} wrong")
    server.process.terminate()
    code = server.process.wait(timeout=60)
    assert not wrong, wrong[:5]
    assert code == 0, f"the server ends with {code}"
    assert checked >= 0.005 * seen["score", 200], checked
    assert memory[3] <= 1.05 * memory[1] + 4, memory
    assert descriptors[3] <= descriptors[1] + 8, descriptors


if __name__ == "__main__":
    main()
