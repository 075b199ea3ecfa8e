#!/usr/bin/env python3
"""Quotas of tenants, over gRPC and over HTTP: named when they refuse, counted by
tenant, and nobody else feels them."""
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import urllib.request

# First, as it may start another Python, which has gRPC.
from serving import CMMM, DATASETS, MODELS, ROOT, SCORE, Server, run

import grpc

from calls_test import as_json

STREAM = "/cmmm.v1.ScoringService/ScoreStream"
BATCH = "/v1/score:batch"


class QuotaTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.keys = os.path.join(self.folder.name, "keys.textproto")
        self.quotas = os.path.join(self.folder.name, "quotas.textproto")
        self.key = {name: run("access", "add", self.keys, "--tenant", name, text=True).strip()
                    for name in ("hunan", "page")}
        self.request = as_json(DATASETS[0])

    def tearDown(self):
        self.folder.cleanup()

    def write(self, text):
        with open(self.quotas, "w", encoding="utf-8") as file:
            file.write(text)

    def start(self, text, *args):
        self.write(text)
        return Server("--access-file", self.keys, "--quota-file", self.quotas, *args)

    def headers(self, tenant, **more):
        return {"Authorization": f"Bearer {self.key[tenant]}", "Content-Type": "application/json", **more}

    def score(self, server, tenant, connection=None):
        if connection is None:
            return server.ask("POST", SCORE, self.request, self.headers(tenant))
        connection.request("POST", SCORE, self.request, self.headers(tenant))
        answer = connection.getresponse()
        answer.read()
        return answer

    def quota_of(self, answer):
        self.assertEqual((answer.status, answer.reason()), (429, "QUOTA_EXCEEDED"))
        self.assertGreaterEqual(int(answer.headers["Retry-After"]), 1)
        (info,) = [d["debug"] for d in answer.json()["details"] if d["type"] == "google.rpc.ErrorInfo"]
        return info["metadata"]["quota"]

    def test_scorings_of_a_day(self):
        server = self.start("everybody { scorings_per_day: 4 }", "--metrics", "127.0.0.1:0")
        metrics = server.process.stdout.readline().rsplit("http://", 1)[1].strip()
        self.assertEqual([self.score(server, "hunan").status for _ in range(2)], [200] * 2)
        # What is refused for what it says does not count, nor do models.
        bad = server.ask("POST", SCORE, b"{}", self.headers("hunan"))
        self.assertGreaterEqual(bad.status, 400)
        with grpc.insecure_channel(server.grpc) as channel:
            said = [("authorization", f"Bearer {self.key['hunan']}")]
            channel.unary_unary(MODELS)(b"", metadata=said, timeout=20)
            block = bytes([0x12, 0]) * 3  # three assessments
            stream = channel.stream_stream(STREAM)(iter([block]), metadata=said, timeout=20)
            with self.assertRaises(grpc.RpcError) as error:
                list(stream)
            self.assertEqual(error.exception.code(), grpc.StatusCode.RESOURCE_EXHAUSTED)
            details = dict(error.exception.trailing_metadata())["grpc-status-details-bin"]
            for word in (b"QUOTA_EXCEEDED", b"scorings_per_day", b"google.rpc.RetryInfo"):
                self.assertIn(word, details)
            self.assertEqual(len(list(channel.stream_stream(STREAM)(
                iter([block[:4]]), metadata=said, timeout=20))), 1)
        self.assertEqual(self.quota_of(self.score(server, "hunan")), "scorings_per_day")
        batch = server.ask("POST", BATCH + "?weights=discrete", b'{"key":"a"}\n', self.headers("hunan", **{
            "Content-Type": "application/jsonl"}))
        self.assertEqual(self.quota_of(batch), "scorings_per_day")
        server.connection.close()
        self.assertEqual(self.score(server, "page").status, 200)
        with urllib.request.urlopen(f"http://{metrics}/metrics", timeout=20) as page:
            text = page.read().decode()
        self.assertIn('\ncmmm_quota_refused_total{quota="scorings_per_day"} 3\n', text)
        self.assertIn("\ncmmm_tenants 2\n", text)
        # More, without a restart.
        self.write("everybody { scorings_per_day: 5 }")
        server.process.send_signal(signal.SIGHUP)
        end = time.monotonic() + 20
        while self.score(server, "hunan").status != 200:
            self.assertLess(time.monotonic(), end)
            time.sleep(0.05)
        # What makes no sense leaves the old ones.
        self.write("everybody { scorings_per_day: -1 }")
        server.process.send_signal(signal.SIGHUP)
        self.assertIn("reloaded", server.process.stdout.readline())
        self.assertIn("not reloaded", server.process.stdout.readline())
        self.assertEqual(self.quota_of(self.score(server, "hunan")), "scorings_per_day")
        self.assertEqual(server.close(), 0)
        refused = [line for line in server.calls if line["reason"] == "QUOTA_EXCEEDED"]
        self.assertTrue(refused and all(line["tenant"] == "hunan" for line in refused))

    def test_streams_in_flight(self):
        server = self.start("everybody { streams: 1 }")
        with grpc.insecure_channel(server.grpc) as channel:
            said = [("authorization", f"Bearer {self.key['hunan']}")]
            done = threading.Event()

            def wait():
                yield b""
                done.wait(60)
            first = channel.stream_stream(STREAM)(wait(), metadata=said, timeout=60)
            next(first)
            batch = server.ask("POST", BATCH, b"{}\n", self.headers("hunan", **{"Content-Type": "application/jsonl"}))
            self.assertEqual(self.quota_of(batch), "streams")
            server.connection.close()
            other = server.ask("POST", BATCH, b"", self.headers("page", **{"Content-Type": "application/jsonl"}))
            self.assertEqual(other.status, 200)
            server.connection.close()
            done.set()
            list(first)
        self.assertEqual(server.close(), 0)

    def test_a_tenant_far_over_its_quota_leaves_others_alone(self):
        server = self.start("everybody { calls_per_second: 20 } tenants { tenant: 'page' quota { calls_per_second: 0 } }")
        end = time.monotonic() + 5
        let_in, refused = [0], [0]

        def flood():
            one = server.connect()
            while time.monotonic() < end:
                status = self.score(server, "hunan", one).status
                (let_in if status == 200 else refused)[0] += 1
            one.close()
        start = time.monotonic()
        flooder = threading.Thread(target=flood)
        flooder.start()
        others = []
        while time.monotonic() < end:
            others.append(self.score(server, "page").status)
            time.sleep(0.02)
        flooder.join()
        seconds = time.monotonic() - start
        self.assertEqual(set(others), {200})
        # A bucket of one second, and 20 calls each: 5 % beside that.
        self.assertLessEqual(let_in[0], 1.05 * 20 * (seconds + 1) + 1)
        if refused[0] > 20:
            self.assertGreaterEqual(let_in[0], 0.95 * 20 * 5 - 1)
        self.assertEqual(server.close(), 0)

    def test_files_that_make_no_sense_do_not_start(self):
        for text, word in (("everybody { calls: -1 }", "everybody.calls: quota.range"),
                           ("everybody { calls: }", "line 1: quota.syntax"),
                           ("tenants {}", "tenants[0].tenant: quota.tenant")):
            self.write(text)
            done = subprocess.run([CMMM, "serve", "--listen", "127.0.0.1:0", "--access-file", self.keys,
                                   "--quota-file", self.quotas], cwd=ROOT, capture_output=True, text=True, timeout=60)
            self.assertEqual(done.returncode, 78)
            self.assertIn(word, done.stderr)
        alone = subprocess.run([CMMM, "serve", "--listen", "127.0.0.1:0", "--quota-file", self.quotas],
                               cwd=ROOT, capture_output=True, text=True, timeout=60)
        self.assertEqual(alone.returncode, 64)
        self.assertIn("config.contradiction", alone.stderr)
        missing = subprocess.run([CMMM, "serve", "--listen", "127.0.0.1:0", "--access-file", self.keys,
                                  "--quota-file", "/nowhere"], cwd=ROOT, capture_output=True, timeout=60)
        self.assertEqual(missing.returncode, 78)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
