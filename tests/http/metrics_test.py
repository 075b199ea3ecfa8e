#!/usr/bin/env python3
"""The figures, at an address of their own: what is there, what is not, and that
Prometheus reads them, where promtool is installed."""
import http.client
import re
import shutil
import subprocess
import sys
import unittest

from serving import CMMM, MODELS, ROOT, Server


class MetricsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server("--metrics", "127.0.0.1:0")
        said = cls.server.process.stdout.readline()
        cls.port = int(re.search(r"metrics on http://127\.0\.0\.1:(\d+)$", said).group(1))

    @classmethod
    def tearDownClass(cls):
        assert cls.server.close() == 0

    def ask(self, method, path, body=None):
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        link.request(method, path, body)
        response = link.getresponse()
        return response.status, response.headers, response.read().decode()

    def test_calls_of_every_door_are_counted(self):
        self.server.ask("POST", MODELS, "{}", {"Content-Type": "application/json"})
        subprocess.run([CMMM, "score", "--server", self.server.grpc,
                        "datasets/furniture-maker-level-1.textproto"], cwd=ROOT, check=True,
                       capture_output=True)
        status, headers, text = self.ask("GET", "/metrics")
        self.assertEqual(status, 200)
        self.assertEqual(headers["Content-Type"], "text/plain; version=0.0.4; charset=utf-8")
        self.assertIn('cmmm_calls_total{method="ListModels",code="OK"} ', text)
        self.assertIn('cmmm_calls_total{method="Score",code="OK"} ', text)
        self.assertIn("\ncmmm_serving 1\n", text)
        if shutil.which("promtool"):
            check = subprocess.run(["promtool", "check", "metrics"], input=text, text=True,
                                   capture_output=True)
            self.assertEqual((check.returncode, check.stderr), (0, ""))

    def test_nothing_else_is_served_there(self):
        self.assertEqual(self.ask("GET", "/healthz")[0], 200)
        for method, path in (("POST", MODELS), ("GET", MODELS), ("POST", "/metrics"), ("GET", "/"),
                             ("POST", "/v1/score:batch"), ("GET", "/v1/score:batch"),
                             ("GET", "/openapi.json")):
            self.assertEqual(self.ask(method, path, "{}" if method == "POST" else None)[0], 404, (method, path))

    def test_they_are_at_no_other_address(self):
        self.assertEqual(self.server.ask("GET", "/metrics").status, 404)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
