#!/usr/bin/env python3
"""Few descriptors, and somebody who takes all the connections there are at one
door: the other serves on, and this one as soon as he is gone; the figures say
so, each door for itself."""
import http.client
import re
import resource
import socket
import subprocess
import sys
import time
import unittest

from serving import CMMM, MODELS, ROOT, Server

FEW = 128
DATASET = "datasets/furniture-maker-level-1.textproto"


class DescriptorsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        # Inherited; this process keeps its own.
        mine = resource.getrlimit(resource.RLIMIT_NOFILE)
        cls.server = Server("--metrics", "127.0.0.1:0", before=lambda: resource.setrlimit(
            resource.RLIMIT_NOFILE, (FEW, FEW)))
        assert resource.getrlimit(resource.RLIMIT_NOFILE) == mine
        said = cls.server.process.stdout.readline()
        cls.metrics = int(re.search(r"metrics on http://127\.0\.0\.1:(\d+)$", said).group(1))

    @classmethod
    def tearDownClass(cls):
        assert cls.server.close() == 0

    def figure(self, name, **labels):
        link = http.client.HTTPConnection("127.0.0.1", self.metrics, timeout=20)
        link.request("GET", "/metrics")
        text = link.getresponse().read().decode()
        link.close()
        named = ",".join(f'{label}="{value}"' for label, value in labels.items())
        (value,) = re.findall(rf"^{name}{{{re.escape(named)}}} (\S+)$", text, re.M)
        return float(value)

    def over_grpc(self):
        return subprocess.run([CMMM, "score", "--server", self.server.grpc, DATASET], cwd=ROOT,
                              capture_output=True, timeout=60).returncode

    def over_http(self):
        link = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=20)
        link.request("POST", MODELS, "{}", {"Content-Type": "application/json"})
        status = link.getresponse().status
        link.close()
        return status

    def eventually(self, holds):
        for _ in range(200):
            if holds():
                return True
            time.sleep(0.1)
        return False

    def flood(self, port, door, other):
        many = []
        for _ in range(2 * FEW):
            try:
                many.append(socket.create_connection(("127.0.0.1", port), 20))
            except ConnectionError:
                pass  # closed before it was known to be open
        # All of them were taken or closed.
        self.assertTrue(self.eventually(lambda: self.figure(
            "cmmm_connections_refused_total", door=door, reason="SERVER_FULL") > FEW))
        self.assertGreater(self.figure("cmmm_connections_open", door=door), 8)
        other()
        for one in many:
            one.close()
        self.assertTrue(self.eventually(lambda: self.figure("cmmm_connections_open", door=door) == 0))

    def test_http_leaves_grpc_its_own(self):
        self.flood(self.server.port, "http", lambda: self.assertEqual(self.over_grpc(), 0))
        self.assertEqual(self.over_http(), 200)

    def test_grpc_leaves_http_its_own(self):
        port = int(self.server.grpc.rsplit(":", 1)[1])
        self.flood(port, "grpc", lambda: self.assertEqual(self.over_http(), 200))
        self.assertEqual(self.over_grpc(), 0)
        self.assertGreater(self.figure("cmmm_connections_accepted_total", door="http"), 0)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
