#!/usr/bin/env python3
"""More searches than the server can do: what is still answered, how soon, and when all is
well again.

    overload_bench.py CMMM [SECONDS]

`PlanUpgrade` with five further plans over gRPC, deadline 1 s, for SECONDS (10) at each rate.
What the server carries is measured first, four calls outstanding; then calls begin at
random moments (a Poisson process), so many times that a second, come what may. A call
counts for the goodput when it is answered within its deadline. Half the load follows ten
times the load at once: the server is well again from the half of a second on in which every
call is answered, and their median is below the 99th percentile of half the load before.
Health is asked for ten times a second all the while. The server has the first core to
itself, the load the others; beside other work run it by `nice -n -10`, not in real time,
whose turns are longer than what is measured.
"""
import collections
import os
import pathlib
import random
import re
import subprocess
import sys
import threading
import time

if sys.executable != "/usr/bin/python3":
    os.execv("/usr/bin/python3", ["/usr/bin/python3", *sys.argv])

import grpc  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[1]
PLAN = "/cmmm.v1.AnalysisService/PlanUpgrade"
HEALTH = "/grpc.health.v1.Health/Check"
DEADLINE = 1
FACTORS = (0.5, 0.8, 1, 1.2, 2, 10)
AFTER = "0.5 after 10"
WINDOW = 0.5
CORES = sorted(os.sched_getaffinity(0))


def request():
    """A plan of real size, in bytes."""
    assessment = (ROOT / "datasets/furniture-maker-level-1.textproto").read_text(encoding="utf-8")
    text = f"assessment {{\n{assessment}\n}}\ntarget_level: 3\nalternatives: 5\n"
    return subprocess.run(["protoc", f"-I{ROOT}/proto", "--encode=cmmm.v1.PlanUpgradeRequest", "cmmm/v1/plan.proto"],
                          input=text.encode(), capture_output=True, check=True).stdout


class Server:
    def __init__(self, cmmm):
        self.process = subprocess.Popen(
            ["setpriv", "--pdeathsig", "TERM", "taskset", "-c", str(CORES[0]), cmmm, "serve", "--listen",
             "127.0.0.1:0", "--models", str(ROOT / "models"), "--no-call-log"], stdout=subprocess.PIPE, text=True)
        self.address = self.process.stdout.readline().rsplit(" on ", 1)[1].strip()

    def memory(self, line):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(rf"{line}:\s+(\d+)", status).group(1)) / 1024


class Health:
    """Asked over a connection of its own, ten times a second."""

    def __init__(self, address):
        self.channel = grpc.insecure_channel(address, [("grpc.use_local_subchannel_pool", 1)])
        self.check = self.channel.unary_unary(HEALTH)
        self.times, self.failed, self.ends = [], 0, threading.Event()
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()

    def run(self):
        while not self.ends.wait(0.1):
            begin = time.monotonic()
            try:
                self.check(b"", timeout=1)
                self.times.append(time.monotonic() - begin)
            except grpc.RpcError:
                self.failed += 1

    def take(self):
        """What was seen since the last time."""
        times, failed = self.times, self.failed
        self.times, self.failed = [], 0
        return times, failed


class Load:
    """Calls, when they began and ended, and how."""

    def __init__(self, call, body):
        self.call, self.body = call, body
        self.ended = []  # (code, begin, seconds)

    def begin(self):
        start = time.monotonic()
        future = self.call.future(self.body, timeout=DEADLINE)
        future.add_done_callback(
            lambda done: self.ended.append((done.code().name, start, time.monotonic() - start)))
        return future

    def closed(self, outstanding, seconds):
        """Answers a second, so many calls outstanding."""
        begin = time.monotonic()

        def run():
            while time.monotonic() - begin < seconds:
                self.begin().exception()
        threads = [threading.Thread(target=run) for _ in range(outstanding)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return sum(code == "OK" for code, _, _ in self.ended) / (time.monotonic() - begin)

    def open(self, rate, seconds):
        """Calls begin `rate` times a second; returns without waiting for the last."""
        begin = due = time.monotonic()
        while (now := time.monotonic()) - begin < seconds:
            if now < due:
                time.sleep(min(due - now, 0.001))
                continue
            self.begin()
            due += random.expovariate(rate)

    def of(self, code):
        """Seconds of those that ended so."""
        return [spent for found, _, spent in self.ended if found == code]

    def well_after(self, begin, usual):
        """Seconds from `begin` until no half of a second has a call that is not answered,
        or a median above so many milliseconds."""
        windows = collections.defaultdict(list)
        for code, start, spent in self.ended:
            windows[int((start - begin) / WINDOW)].append(spent if code == "OK" else float("inf"))
        ill = [number for number, spent in windows.items()
               if max(spent) == float("inf") or percentile(spent, 0.5) > usual]
        return WINDOW * (max(ill) + 1) if ill else 0


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(share * len(values)))] * 1e3 if values else float("nan")


def main():
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 10
    server = Server(sys.argv[1])
    os.sched_setaffinity(0, CORES[1:] or CORES)
    random.seed(1)
    body = request()
    channel = grpc.insecure_channel(server.address)
    call = channel.unary_unary(PLAN)
    health = Health(server.address)
    carried = Load(call, body).closed(4, seconds)
    print(f"carries {carried:.0f} searches a second; {server.memory('VmRSS'):.0f} MiB\n")
    print("| load | offered/s | answered/s | p50 ms | p99 ms | refused | their p99 ms | otherwise | "
          "health p99 ms | health failed | MiB |\n|---|---|---|---|---|---|---|---|---|---|---|")
    usual = 0
    for name, factor in [*((str(factor), factor) for factor in FACTORS), (AFTER, 0.5)]:
        health.take()
        load = Load(call, body)
        begin = time.monotonic()
        load.open(carried * factor, seconds)
        took = time.monotonic() - begin
        if factor != max(FACTORS):  # whose last calls are in work when the next load begins
            time.sleep(DEADLINE + 0.5)
        good, refused = load.of("OK"), load.of("RESOURCE_EXHAUSTED")
        times, failed = health.take()
        print(f"| {name} | {len(load.ended) / took:.0f} | {len(good) / took:.0f} | {percentile(good, 0.5):.0f} | "
              f"{percentile(good, 0.99):.0f} | {len(refused)} | {percentile(refused, 0.99):.1f} | "
              f"{len(load.ended) - len(good) - len(refused)} | {percentile(times, 0.99):.1f} | {failed} | "
              f"{server.memory('VmRSS'):.0f} |", flush=True)
        usual = usual or percentile(good, 0.99)
    print(f"\nwell again {load.well_after(begin, usual):.1f} s after ten times the load; "
          f"peak {server.memory('VmHWM'):.0f} MiB")
    health.ends.set()
    server.process.terminate()
    code = server.process.wait(60)
    if code != 0:
        sys.exit(f"the server ends with {code}")


if __name__ == "__main__":
    main()
