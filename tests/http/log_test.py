#!/usr/bin/env python3
"""The line that every call leaves: who, by which id, how long; the same over gRPC
and over HTTP, and the id goes back to the caller."""
import json
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import unittest

# First, as it may start another Python, which has gRPC.
from serving import CMMM, DATASETS, MODELS, ROOT, SCORE, Server

import grpc

from calls_test import as_json

PLAN = "/cmmm.v1.AnalysisService/PlanUpgrade"
STREAM = "/cmmm.v1.ScoringService/ScoreStream"
BATCH = "/v1/score:batch"
NOPE = "/cmmm.v1.ScoringService/Nope"
TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
SPAN = "00f067aa0ba902b7"
PARENT = f"00-{TRACE}-{SPAN}-01"
MADE = r"^[0-9a-f]{32}$"


class LogTest(unittest.TestCase):
    def setUp(self):
        self.server = Server()
        self.channel = grpc.insecure_channel(self.server.grpc)

    def lines(self):
        """Of every call that was made, by its id."""
        self.channel.close()
        self.assertEqual(self.server.close(), 0)
        return {line["request_id"]: line for line in self.server.calls}

    def over_grpc(self, path, *metadata, request=b"", timeout=20):
        """The code's name and the ids that came back, in front and behind."""
        if path == STREAM:
            call = self.channel.stream_stream(path)(iter([request]), metadata=metadata, timeout=timeout)
            try:
                list(call)
            except grpc.RpcError:
                pass
        else:
            call = self.channel.unary_unary(path).future(request, metadata=metadata, timeout=timeout)
            call.exception()
        first = [value for name, value in call.initial_metadata() if name == "x-request-id"]
        last = [value for name, value in call.trailing_metadata() if name == "x-request-id"]
        return call.code().name, first, last

    def test_who_read_where_it_serves_may_go(self):
        self.server.process.stdout.close()
        self.assertEqual(self.over_grpc(MODELS)[0], "OK")
        self.lines()  # it ends with 0

    def test_an_id_that_was_given_is_in_the_line_and_goes_back(self):
        ids = {}
        for path, code in ((MODELS, "OK"), (SCORE, "NOT_FOUND"), (PLAN, "NOT_FOUND"),
                           (NOPE, "UNIMPLEMENTED"), (STREAM, "OK")):
            ids[path] = f"grpc-{path.rsplit('/', 1)[1]}"
            got, first, last = self.over_grpc(path, ("x-request-id", ids[path]), ("traceparent", PARENT))
            # Of a refusal in the trailers only, else no client would retry it.
            there = ([ids[path]], []) if code == "OK" else ([], [ids[path]])
            self.assertEqual((got, first, last), (code, *there), path)
        for path, status in ((MODELS, 200), (SCORE, 404), (PLAN, 404), (NOPE, 404), ("/healthz", 405)):
            one = f"http-{path.rsplit('/', 1)[1]}"
            answer = self.server.call(path, {}, X_Request_Id=one, Traceparent=PARENT, User_Agent="curl/7.88.1")
            self.assertEqual(answer.headers["X-Request-Id"], one)
            self.assertEqual(answer.status, status, path)
            self.server.connection.close()
        lines = self.lines()
        for path, code, reason in ((MODELS, "OK", ""), (SCORE, "NOT_FOUND", "WEIGHT_SET_NOT_FOUND"),
                                   (PLAN, "NOT_FOUND", "WEIGHT_SET_NOT_FOUND"), (NOPE, "UNIMPLEMENTED", "UNKNOWN_METHOD")):
            name = path.rsplit("/", 1)[1]
            for door in ("grpc", "http"):
                line = lines[f"{door}-{name}"]
                self.assertEqual((line["code"], line["reason"]), (code, reason), line)
                self.assertEqual(line["method"], "?" if path == NOPE else name)
                self.assertEqual((line["trace_id"], line["span_id"]), (TRACE, SPAN))
                self.assertEqual(line["peer"], "127.0.0.1")
                self.assertNotIn("tenant", line)
            self.assertIn("grpc", lines[f"grpc-{name}"]["user_agent"])
            self.assertEqual(lines[f"http-{name}"]["user_agent"], "curl/7.88.1")
            # gRPC rounds up what it sends.
            self.assertLessEqual(lines[f"grpc-{name}"]["deadline_ms"], 21000)
            self.assertNotIn("deadline_ms", lines[f"http-{name}"])
        self.assertEqual(lines["http-healthz"]["reason"], "BAD_HTTP")
        self.assertEqual(lines["grpc-ScoreStream"]["code"], "OK")

    def test_what_is_no_id_is_replaced(self):
        for wrong in ("", "a b", "x" * 129, '"}{"'):
            code, first, _ = self.over_grpc(MODELS, ("x-request-id", wrong))
            self.assertEqual((code, len(first)), ("OK", 1))
            self.assertRegex(first[0], MADE)
            answer = self.server.call(MODELS, {}, X_Request_Id=wrong, Traceparent="00-1-2-03")
            self.assertRegex(answer.headers["X-Request-Id"], MADE)
        two = self.over_grpc(MODELS, ("x-request-id", "one"), ("x-request-id", "two"))
        self.assertRegex(two[1][0], MADE)
        twice = self.server.raw(b"POST %b HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2\r\n"
                                b"X-Request-Id: one\r\nX-Request-Id: two\r\nConnection: close\r\n\r\n{}" % MODELS.encode())
        self.assertRegex(twice.decode(), r"(?i)\r\nx-request-id: [0-9a-f]{32}\r\n")
        # Neither a call nor a head, but a line all the same.
        self.assertRegex(self.server.raw(b"rubbish\r\n\r\n").decode(), r"(?i)\r\nx-request-id: [0-9a-f]{32}\r\n")
        for path in ("/version", "/", "/nowhere"):
            self.assertRegex(self.server.ask("GET", path).headers["X-Request-Id"], MADE)
        self.assertEqual(self.server.ask("GET", NOPE).status, 404)
        lines = self.lines()
        self.assertEqual(len(lines), 12)
        self.assertTrue(all("trace_id" not in line for line in lines.values()))
        for reason in ("BAD_HTTP", "UNKNOWN_METHOD"):
            self.assertEqual([line["method"] for line in lines.values() if line["reason"] == reason], ["?"])

    def test_times_and_sizes(self):
        request = as_json(DATASETS[0])
        self.server.ask("POST", SCORE, request, {
            "Content-Type": "application/json", "X-Request-Id": "quick", "Connect-Timeout-Ms": "60000"})
        plan = b'{"assessment":%b,"targetLevel":5}' % request.strip()
        self.server.ask("POST", PLAN, plan, {
            "Content-Type": "application/json", "X-Request-Id": "costly"})
        self.server.ask("POST", BATCH, b"{}\n", {
            "Content-Type": "application/jsonl", "X-Request-Id": "batch"})
        lines = self.lines()
        quick, costly, batch = (lines[name] for name in ("quick", "costly", "batch"))
        self.assertEqual(quick["bytes_in"], len(request))
        self.assertGreater(quick["bytes_out"], 100)
        self.assertEqual(quick["queue_us"], 0)
        self.assertGreater(costly["queue_us"], 0)
        for line in (quick, costly):
            self.assertGreater(line["work_us"], 0)
            self.assertGreaterEqual(line["us"], line["work_us"])
        self.assertTrue(0 < quick["deadline_ms"] <= 60000)
        self.assertEqual((batch["method"], batch["bytes_in"]), ("score:batch", 3))


class TenantTest(unittest.TestCase):
    def test_who_called_is_named_and_his_key_is_not(self):
        with tempfile.TemporaryDirectory() as folder:
            keys = os.path.join(folder, "keys.textproto")
            key = subprocess.run([CMMM, "access", "add", keys, "--tenant", "湖南 \"a\""], cwd=ROOT,
                                 check=True, capture_output=True, text=True).stdout.strip()
            server = Server("--access-file", keys)
            for said in (f"Bearer {key}", "Bearer nothing"):
                server.call(MODELS, {}, Authorization=said, X_Request_Id=said[-7:])
            self.assertEqual(server.close(), 0)
            lines = {line["request_id"]: line for line in server.calls}
        self.assertEqual(lines[key[-7:]]["tenant"], "湖南 \"a\"")
        self.assertEqual(lines["nothing"]["code"], "UNAUTHENTICATED")
        self.assertNotIn("tenant", lines["nothing"])
        self.assertNotIn(key[:-8], str(lines))


class OtherLinesTest(unittest.TestCase):
    """Lines that are not about a call."""

    def test_libraries_write_the_same_form(self):
        server = Server(environment={"GRPC_VERBOSITY": "debug", "GRPC_TRACE": "http"})
        with grpc.insecure_channel(server.grpc) as channel:
            channel.unary_unary(MODELS)(b"", timeout=20)
        server.connection.close()
        server.process.terminate()
        self.assertEqual(server.process.wait(60), 0)
        server.process.stdout.close()
        server.log.seek(0)
        lines = [json.loads(line) for line in server.log]
        server.log.close()
        ours = [line for line in lines if line.get("library") == "grpc"]
        self.assertGreater(len(ours), 5)
        for line in ours:
            self.assertEqual(line["event"], "library")
            self.assertRegex(line["time"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$")
            self.assertRegex(line["place"], r"\.(cc|h):\d+$")

    def test_who_reads_and_hangs_holds_up_no_reload_and_no_stop(self):
        reader, writer = os.pipe()
        os.set_blocking(writer, False)
        with self.assertRaises(BlockingIOError):
            while True:
                os.write(writer, b"x" * 4096)
        os.set_blocking(writer, True)
        with tempfile.TemporaryDirectory() as folder:
            models = os.path.join(folder, "models")
            shutil.copytree(ROOT / "models", models)
            server = subprocess.Popen([CMMM, "serve", "--listen", "127.0.0.1:0", "--models", models],
                                      stdout=subprocess.PIPE, stderr=writer, text=True,
                                      env={**os.environ, "CMMM_NO_SETTING": "it is said at the start"})
            os.close(writer)
            address = server.stdout.readline().rsplit(" on ", 1)[1].strip()
            with open(os.path.join(models, "wrong.textproto"), "w", encoding="utf-8") as file:
                file.write("nonsense\n")
            server.send_signal(signal.SIGHUP)
            self.assertTrue(select.select([server.stdout], [], [], 60)[0], "the reload hangs")
            self.assertIn("not reloaded", server.stdout.readline())
            with grpc.insecure_channel(address) as channel:
                channel.unary_unary(MODELS)(b"", timeout=20)
            server.terminate()
            self.assertEqual(server.wait(60), 0)
            server.stdout.close()
        os.close(reader)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
