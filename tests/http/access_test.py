#!/usr/bin/env python3
"""Keys: every method of every service, over gRPC and over HTTP, refuses whoever
has no key that counts for it, and says nothing that helps a guesser."""
import datetime
import os
import signal
import subprocess
import sys
import tempfile
import time
import unittest

# First, as it may start another Python, which has gRPC.
from serving import CMMM, DATASETS, MODELS, ROOT, SCORE, Server

import grpc

from calls_test import as_json

BATCH = "/v1/score:batch"
STREAM = "/cmmm.v1.ScoringService/ScoreStream"
# Where a test shows more credentials that do not count than a guesser may.
NEVER_SLOWED = ("--failed-credentials-per-minute", "0")


def access(*args, expect=0):
    done = subprocess.run([CMMM, "access", *args], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == expect, done.stderr
    return done.stdout.strip()


def id_of(key):
    return key.split("_")[1]


class Keys:
    """A file with keys of every kind."""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory()
        self.file = os.path.join(self.folder.name, "keys.textproto")
        yesterday = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(days=1)
        self.all = self.add("--tenant", "hunan")
        self.models = self.add("--tenant", "page", "--method", "cmmm.v1.ModelService/*")
        self.score = self.add("--tenant", "page", "--method", "Score", "--expires", "2999-12-31")
        self.expired = self.add("--tenant", "old", "--expires", yesterday.strftime("%Y-%m-%d"))
        self.revoked = self.add("--tenant", "gone")
        access("revoke", self.file, id_of(self.revoked))

    def add(self, *args):
        return access("add", self.file, *args)

    def wrong(self):
        """By name: what a caller may say instead of a key that counts."""
        flipped = self.all[:-1] + ("A" if self.all[-1] != "A" else "B")
        return {"none": None, "empty": "", "scheme": f"Basic {self.all}", "bare": self.all,
                "unknown": "Bearer cmmm_00000000_" + "A" * 43, "short": "Bearer cmmm_",
                "flipped": f"Bearer {flipped}", "cut": f"Bearer {self.all[:-1]}",
                "longer": f"Bearer {self.all}A", "huge": "Bearer " + "x" * 5000,
                "another's id": f"Bearer cmmm_{id_of(self.models)}_{self.all.split('_', 2)[2]}",
                "expired": f"Bearer {self.expired}", "revoked": f"Bearer {self.revoked}"}


class AccessTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.keys = Keys()
        cls.server = Server("--access-file", cls.keys.file, *NEVER_SLOWED)
        cls.channel = grpc.insecure_channel(cls.server.grpc)
        api = cls.server.ask("GET", "/openapi.json").json()
        cls.methods = [path for path in api["paths"] if path.startswith("/cmmm.")]
        assert len(cls.methods) > 12

    @classmethod
    def tearDownClass(cls):
        cls.channel.close()
        assert cls.server.close() == 0

    def over_http(self, path, authorization, body=b"{}", content="application/json"):
        headers = {"Content-Type": content}
        if authorization is not None:
            headers["Authorization"] = authorization
        return self.server.ask("POST", path, body, headers)

    def over_grpc(self, path, authorization, request=b""):
        """The code's name, and what the details say of the reason."""
        metadata = [] if authorization is None else [("authorization", authorization)]
        if path == STREAM:
            call = self.channel.stream_stream(path)(iter([request]), metadata=metadata, timeout=20)
            ask = lambda: list(call)
        else:
            ask = lambda: self.channel.unary_unary(path)(request, metadata=metadata, timeout=20)
        try:
            return "OK", ask()
        except grpc.RpcError as error:
            details = dict(error.trailing_metadata()).get("grpc-status-details-bin", b"")
            return error.code().name, details

    def test_no_method_answers_without_a_key(self):
        for path in [*self.methods, STREAM]:
            for name, said in self.keys.wrong().items():
                with self.subTest(f"{path} {name}"):
                    code, details = self.over_grpc(path, said)
                    self.assertEqual(code, "UNAUTHENTICATED")
                    self.assertIn(b"NO_VALID_KEY", details)
                    if path != STREAM:
                        answer = self.over_http(path, said)
                        self.assertEqual((answer.status, answer.reason()), (401, "NO_VALID_KEY"))
        for name, said in self.keys.wrong().items():
            one = self.server.connect()
            one.request("POST", BATCH, b"{}\n", {
                "Content-Type": "application/jsonl",
                **({} if said is None else {"Authorization": said})})
            self.assertEqual(one.getresponse().status, 401, name)
            one.close()

    def test_every_refusal_reads_the_same(self):
        bodies = {self.over_http(SCORE, said).body for said in self.keys.wrong().values()}
        self.assertEqual(len(bodies), 1)
        self.assertEqual(self.over_http(SCORE, None).headers["WWW-Authenticate"], "Bearer")

    def test_a_key_is_for_its_methods_only(self):
        for path in [*self.methods, STREAM]:
            for key, allowed in ((self.keys.models, "ModelService/" in path),
                                 (self.keys.score, path == SCORE), (self.keys.all, True)):
                with self.subTest(f"{path} {allowed}"):
                    code, details = self.over_grpc(path, f"Bearer {key}")
                    self.assertEqual(code == "PERMISSION_DENIED", not allowed)
                    self.assertNotEqual(code, "UNAUTHENTICATED")
                    if path != STREAM:
                        answer = self.over_http(path, f"bearer  {key}")
                        self.assertEqual(answer.status == 403, not allowed)
                        self.assertNotEqual(answer.status, 401)

    def test_with_a_key_answers_are_as_without(self):
        request = as_json(DATASETS[0])
        answer = self.over_http(SCORE, f"Bearer {self.keys.score}", request)
        self.assertEqual(answer.status, 200)
        done = subprocess.run(
            [CMMM, "score", "--format", "json", "--server", self.server.grpc, str(DATASETS[0])],
            cwd=ROOT, capture_output=True, env={**os.environ, "CMMM_KEY": self.keys.score})
        self.assertEqual(done.stdout, answer.body)

    def test_what_is_only_read_is_open(self):
        for path in ("/healthz", "/readyz", "/version", "/openapi.json"):
            self.assertEqual(self.server.ask("GET", path).status, 200, path)
        self.assertEqual(self.server.ask(
            "GET", f"{MODELS}?connect=v1&encoding=json&message=%7B%7D").status, 401)


class GuesserTest(unittest.TestCase):
    """Whoever shows what does not count too often is told to wait; others, and keys
    that count, are not, from the same address or another."""

    def setUp(self):
        self.keys = Keys()
        self.server = Server("--access-file", self.keys.file,
                             "--failed-credentials-per-minute", "5",
                             "--trusted-proxy", "127.0.0.1")
        self.addCleanup(self.keys.folder.cleanup)

    def http(self, key, peer="198.51.100.7", path=MODELS):
        headers = {"X-Forwarded-For": peer}
        if key is not None:
            headers["Authorization"] = f"Bearer {key}"
        return self.server.call(path, {}, **{n.replace("-", "_"): v for n, v in headers.items()})

    def grpc(self, path, key, peer):
        metadata = [("x-forwarded-for", peer), ("authorization", f"Bearer {key}")]
        with grpc.insecure_channel(self.server.grpc) as channel:
            if path == STREAM:
                call = channel.stream_stream(path)(iter([b""]), metadata=metadata, timeout=20)
                error = grpc_error(lambda: list(call))
            else:
                error = grpc_error(lambda: channel.unary_unary(path)(b"", metadata=metadata,
                                                                     timeout=20))
        if error is None:
            return "OK", b""
        return error.code().name, dict(error.trailing_metadata())["grpc-status-details-bin"]

    def test_http(self):
        # A minute brings 5 again, so a slow machine may see a few more.
        self.assertEqual([self.http("cmmm_wrong").status for _ in range(5)], [401] * 5)
        last = [self.http("cmmm_wrong") for _ in range(10)]
        slowed = [answer for answer in last if answer.status == 429]
        self.assertTrue(slowed)
        self.assertEqual({a.status for a in last} - {401, 429}, set())
        self.assertEqual(slowed[0].reason(), "CALLER_LIMIT")
        self.assertEqual(slowed[0].headers["Retry-After"], "12")
        self.assertIn("failed-credentials-per-minute", str(slowed[0].json()))
        # From the same address: a key that counts, and nobody.
        self.assertEqual(self.http(self.keys.all).status, 200)
        self.assertEqual(self.http(None).status, 401)
        self.assertEqual(self.http("cmmm_wrong", peer="198.51.100.8").status, 401)
        one = self.server.connect()
        self.addCleanup(one.close)
        statuses = set()
        for _ in range(8):
            one.request("POST", BATCH, b"", {
                "Content-Type": "application/jsonl", "X-Forwarded-For": "198.51.100.7",
                "Authorization": f"Bearer {self.keys.expired}"})
            answer = one.getresponse()
            answer.read()
            statuses.add(answer.status)
        self.assertIn(429, statuses)
        self.assertEqual(self.server.close(), 0)

    def test_guesses_at_one_key_are_bounded(self):
        right = self.keys.all
        wrong = right[:-4] + ("aaaa" if right[-4:] != "aaaa" else "bbbb")
        peer = "198.51.100.20"
        # Not even looked at then, by either door; a slow machine tries again, as a minute
        # brings 5.
        for door in (lambda: self.http(right, peer=peer).status,
                     lambda: self.grpc(MODELS, right, peer)[0]):
            for _ in range(20):
                while self.http(wrong, peer=peer).status != 429:
                    pass
                if (held := door()) in (429, "RESOURCE_EXHAUSTED"):
                    break
            self.assertIn(held, (429, "RESOURCE_EXHAUSTED"))
        # From elsewhere it is, and so are others from there.
        self.assertEqual(self.http(right, peer="198.51.100.21").status, 200)
        self.assertEqual(self.http(self.keys.models, peer=peer).status, 200)
        self.assertEqual(self.server.close(), 0)

    def test_grpc(self):
        for path, peer in ((SCORE, "203.0.113.5"), (STREAM, "203.0.113.6")):
            for _ in range(5):
                self.assertEqual(self.grpc(path, self.keys.expired, peer)[0], "UNAUTHENTICATED")
            codes = dict(self.grpc(path, self.keys.expired, peer) for _ in range(8))
            self.assertIn("RESOURCE_EXHAUSTED", codes)
            for word in (b"CALLER_LIMIT", b"failed-credentials-per-minute",
                         b"google.rpc.RetryInfo"):
                self.assertIn(word, codes["RESOURCE_EXHAUSTED"])
            # Both doors count together, and a key that counts is let in.
            self.assertIn(429, [self.http("cmmm_wrong", peer=peer).status for _ in range(8)])
            self.assertNotIn(self.grpc(path, self.keys.all, peer)[0],
                             ("UNAUTHENTICATED", "RESOURCE_EXHAUSTED"))
        self.assertEqual(self.server.close(), 0)


def grpc_error(ask):
    """What `ask` ends with; None: an answer."""
    try:
        ask()
    except grpc.RpcError as error:
        return error
    return None


class FileTest(unittest.TestCase):
    def setUp(self):
        self.keys = Keys()

    def test_the_file_holds_no_key(self):
        with open(self.keys.file, encoding="utf-8") as file:
            text = file.read()
        for key in (self.keys.all, self.keys.score, self.keys.revoked):
            self.assertRegex(key, r"^cmmm_[0-9a-f]{8}_[\w-]{43}$")
            self.assertNotIn(key.split("_", 2)[2], text)
            self.assertIn(id_of(key), access("list", self.keys.file))
        self.assertEqual(os.stat(self.keys.file).st_mode & 0o777, 0o600)

    def test_keys_are_read_again_on_a_signal(self):
        server = Server("--access-file", self.keys.file)
        def status(key):
            return server.call(MODELS, {}, Authorization=f"Bearer {key}").status
        self.assertEqual(status(self.keys.all), 200)
        access("revoke", self.keys.file, id_of(self.keys.all))
        new = self.keys.add("--tenant", "new")
        self.assertEqual((status(self.keys.all), status(new)), (200, 401))
        self.reload(server, lambda: status(new) == 200)
        self.assertEqual((status(self.keys.all), status(new)), (401, 200))
        # A file that is none leaves the old keys in service.
        with open(self.keys.file, "w", encoding="utf-8") as file:
            file.write("secret: 'short'")
        self.reload(server, lambda: True)
        time.sleep(0.5)
        self.assertEqual((status(self.keys.all), status(new)), (401, 200))
        self.assertEqual(server.close(), 0)

    def reload(self, server, is_done):
        server.process.send_signal(signal.SIGHUP)
        end = time.monotonic() + 20
        while not is_done():
            self.assertLess(time.monotonic(), end)
            time.sleep(0.05)

    def test_a_tenant_is_one_caller(self):
        server = Server("--access-file", self.keys.file, "--calls-per-second-per-peer", "4")
        second = self.keys.add("--tenant", "hunan")
        server.process.send_signal(signal.SIGHUP)
        time.sleep(1)
        def statuses(key):
            return [server.call(MODELS, {}, Authorization=f"Bearer {key}").status for _ in range(3)]
        together = statuses(self.keys.all) + statuses(second)
        self.assertIn(429, together)
        self.assertEqual(statuses(self.keys.models), [200] * 3)
        self.assertEqual(server.close(), 0)

    def test_wrong_files_and_options_are_refused(self):
        for text in ("keys {", "secret: 'abc'", f"secret: '{'a' * 64}' keys {{ id: 'x' }}",
                     f"secret: '{'a' * 64}' unknown: 1"):
            with open(self.keys.file, "w", encoding="utf-8") as file:
                file.write(text)
            done = subprocess.run([CMMM, "serve", "--listen", "127.0.0.1:0", "--access-file",
                                   self.keys.file], cwd=ROOT, capture_output=True, timeout=30)
            self.assertEqual(done.returncode, 78, text)
            access("list", self.keys.file, expect=78)
        access("list", "/nowhere", expect=66)
        access("add", "new.textproto", "--tenant", "a", "--expires", "soon", expect=64)
        access("revoke", Keys().file, "00000000", expect=66)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
