#!/usr/bin/env python3
"""A clock that somebody sets: by ten years, forward and back, while the server works.
Only what is about dates follows it; deadlines, waits and measured times do not. By
libfaketime, which changes the clock of one process; exit code 77 without it."""
import glob
import json
import os
import sys
import tempfile
import threading
import time
import unittest

# First, as it may start another Python, which has gRPC.
from serving import ROOT, SCORE, Server

import grpc

from access_test import access
from calls_test import as_json

FOUND = glob.glob("/usr/lib/*/faketime/libfaketimeMT.so.1")
STREAM = "/cmmm.v1.ScoringService/ScoreStream"
PLAN = "/cmmm.v1.AnalysisService/PlanUpgrade"
FAR = 10 * 365 * 86400


class Clock:
    """Of one server, in a file that the library reads again and again."""

    def __init__(self, folder):
        self.file = os.path.join(folder, "clock")
        self.environment = {"LD_PRELOAD": FOUND[0], "FAKETIME_TIMESTAMP_FILE": self.file,
                            "FAKETIME_NO_CACHE": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1",
                            "DONT_FAKE_MONOTONIC": "1"}
        self.set(0)

    def set(self, seconds):
        with open(self.file + ".new", "w", encoding="utf-8") as file:
            file.write(f"{seconds:+d}\n")
        os.rename(self.file + ".new", self.file)


class ClockTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.clock = Clock(self.folder.name)
        self.keys = os.path.join(self.folder.name, "keys.textproto")
        self.key = access("add", self.keys, "--tenant", "always")
        in_a_year = time.gmtime(time.time() + 366 * 86400)
        self.year = access("add", self.keys, "--tenant", "year", "--expires", time.strftime("%Y-%m-%d", in_a_year))
        self.server = Server("--access-file", self.keys, "--self-probe", "1", "--grace", "30",
                             environment=self.clock.environment)
        self.body = as_json(ROOT / "datasets/furniture-maker-level-1.textproto")

    def ask(self, server, path, body, key):
        return server("POST", path, body, {
            "Content-Type": "application/json", "Connect-Timeout-Ms": "20000",
            "Authorization": f"Bearer {key}"})

    def score(self, key):
        return self.ask(self.server.ask, SCORE, self.body, key).status

    def plan_on(self, ended, statuses):
        """Searches, one after the other, whatever the clock does meanwhile."""
        link = self.server.connect()
        body = json.dumps({"assessment": json.loads(self.body), "targetLevel": 3, "alternatives": 5})
        while not ended.is_set():
            self.ask(link.request, PLAN, body, self.key)
            answer = link.getresponse()
            answer.read()
            statuses.append(answer.status)
        link.close()

    def test_nothing_but_dates_follows_it(self):
        channel = grpc.insecure_channel(self.server.grpc)
        metadata = (("authorization", f"Bearer {self.key}"),)
        ended, statuses = threading.Event(), []

        def no_blocks():
            ended.wait()
            yield from ()
        # Open over all jumps.
        stream = channel.stream_stream(STREAM)(no_blocks(), metadata=metadata, timeout=200)
        plans = threading.Thread(target=self.plan_on, args=(ended, statuses))
        plans.start()
        try:
            for jump, counts in ((0, True), (FAR, False), (-FAR, True), (0, True)):
                with self.subTest(jump):
                    self.clock.set(jump)
                    self.assertEqual(self.score(self.key), 200)
                    # Who may call until a day may not after it, by this clock.
                    self.assertEqual(self.score(self.year), 200 if counts else 401)
                    call = channel.unary_unary(SCORE).future(b"", metadata=metadata, timeout=20)
                    self.assertEqual(call.exception().code(), grpc.StatusCode.NOT_FOUND)
                    time.sleep(3.5)  # three probes long
                    self.assertTrue(stream.is_active())
                    self.assertIsNone(self.server.process.poll())
        finally:
            ended.set()
            plans.join()
        self.assertEqual(list(stream), [])
        self.assertEqual(set(statuses), {200})
        channel.close()
        self.clock.set(FAR)
        begin = time.monotonic()
        self.assertEqual(self.server.close(), 0)
        self.assertLess(time.monotonic() - begin, 25)
        self.assertEqual(len({line["time"][:4] for line in self.server.calls}), 3)
        for line in self.server.calls:
            self.assertGreaterEqual(line["us"], 0, line)
            self.assertLess(line["us"], 150e6, line)
            self.assertGreater(line.get("deadline_ms", 1), 0, line)
            self.assertLess(line.get("deadline_ms", 1), 200_000, line)


if __name__ == "__main__":
    if not FOUND:
        print("libfaketime is not installed")
        sys.exit(77)
    unittest.main(argv=sys.argv[:1])
