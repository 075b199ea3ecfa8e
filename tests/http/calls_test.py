#!/usr/bin/env python3
"""Calls over HTTP by the Connect protocol: the same answers and errors as the
command line and gRPC give, to the byte where JSON allows."""
import gzip
import json
import signal
import subprocess
import sys
import threading
import time
import unittest
import urllib.parse

from serving import CMMM, DATASETS, MODELS, ROOT, SCORE, Server, run

# Refused, with three violations.
BAD = {"model": {"id": "gbt39116-2020"}, "profile": {"weightSet": "discrete"},
       "unanswered": "UNANSWERED_POLICY_AS_NOT_SATISFIED", "list": {"answers": [
           {"requirementId": "data.2.b", "grade": "GRADE_FULLY"},
           {"requirementId": "data.2.b", "grade": "GRADE_FULLY"},
           {"requirementId": "nothing.1.a", "grade": "GRADE_FULLY"},
           {"requirementId": "data.2.c", "grade": 17}]}}



class CallsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server()
        cls.requests = {d: as_json(d) for d in DATASETS}

    @classmethod
    def tearDownClass(cls):
        assert cls.server.close() == 0

    def test_answers_are_those_of_the_command_line(self):
        for dataset, request in self.requests.items():
            with self.subTest(dataset.name):
                answer = self.server.ask("POST", SCORE, request, {
                    "Content-Type": "application/json", "Connect-Protocol-Version": "1"})
                self.assertEqual(answer.status, 200, answer.body)
                self.assertEqual(answer.headers["Content-Type"], "application/json")
                self.assertEqual(answer.body, run("score", "--format", "json", str(dataset)))

    def test_a_byte_order_mark_does_no_harm(self):
        request = next(iter(self.requests.values()))
        kind = {"Content-Type": "application/json"}
        answer = self.server.ask("POST", SCORE, b"\xef\xbb\xbf" + request, kind)
        self.assertEqual(answer.status, 200, answer.body)
        self.assertEqual(answer.body, self.server.ask("POST", SCORE, request, kind).body)

    def test_get_answers_the_same_and_can_be_kept(self):
        request = self.requests[DATASETS[0]]
        expected = self.server.ask("POST", SCORE, request,
                                   {"Content-Type": "application/json"}).body
        query = urllib.parse.urlencode({
            "connect": "v1", "encoding": "json", "message": "{}"})
        answer = self.server.ask("GET", f"{MODELS}?{query}")
        self.assertEqual(answer.status, 200, answer.body)
        self.assertEqual(answer.body, self.server.call(MODELS, {}).body)
        again = self.server.ask("GET", f"{MODELS}?{query}",
                                headers={"If-None-Match": answer.headers["ETag"]})
        self.assertEqual((again.status, again.body), (304, b""))
        self.assertIn(b'"level"', expected)

    def test_binary_is_what_grpc_sends(self):
        request = subprocess.run(
            ["protoc", "-Iproto", "--encode=cmmm.v1.ScoreRequest",
             "cmmm/v1/scoring_service.proto"], cwd=ROOT, check=True,
            input=DATASETS[0].read_bytes(), capture_output=True).stdout
        answer = self.server.ask("POST", SCORE, request, {"Content-Type": "application/proto"})
        self.assertEqual(answer.status, 200, answer.body)
        self.assertEqual(answer.headers["Content-Type"], "application/proto")
        text = subprocess.run(
            ["protoc", "-Iproto", "--decode=cmmm.v1.ScoreResponse",
             "cmmm/v1/scoring_service.proto"], cwd=ROOT, check=True,
            input=answer.body, capture_output=True).stdout
        self.assertIn(b"level: ", text)

    def test_grpc_web_has_the_same_in_frames(self):
        def frame(message):
            return b"\0" + len(message).to_bytes(4, "big") + message

        json_type = {"Content-Type": "application/grpc-web+json", "Accept-Encoding": "gzip"}
        for path, request in ((SCORE, self.requests[DATASETS[0]]), (MODELS, b"{}")):
            plain = self.server.ask("POST", path, request, {"Content-Type": "application/json"})
            framed = self.server.ask("POST", path, frame(request), json_type)
            self.assertEqual((framed.status, framed.headers["Content-Type"]), (200, json_type["Content-Type"]))
            end = 5 + len(plain.body)
            self.assertEqual(framed.body[:end], frame(plain.body))
            self.assertEqual(framed.body[end:], b"\x80\0\0\0\x10grpc-status: 0\r\n")
        for path, body, code in ((SCORE, frame(b"no JSON"), 3), (SCORE, b"", 12), (SCORE + "Twice", frame(b"{}"), 12)):
            refused = self.server.ask("POST", path, body, json_type)
            self.assertEqual((refused.status, refused.body[0]), (200, 0x80))
            self.assertIn(b"grpc-status: %d\r\n" % code, refused.body)

    def test_gzip_goes_both_ways(self):
        request = self.requests[DATASETS[0]]
        plain = self.server.ask("POST", SCORE, request, {"Content-Type": "application/json"})
        packed = self.server.ask("POST", SCORE, gzip.compress(request), {
            "Content-Type": "application/json", "Content-Encoding": "gzip",
            "Accept-Encoding": "gzip"})
        self.assertEqual(packed.headers["Content-Encoding"], "gzip")
        self.assertLess(len(packed.body), len(plain.body))
        self.assertEqual(gzip.decompress(packed.body), plain.body)
        bomb = self.server.ask("POST", SCORE, gzip.compress(b" " * (64 << 20)), {
            "Content-Type": "application/json", "Content-Encoding": "gzip"})
        self.assertEqual((bomb.status, bomb.reason()), (429, "MESSAGE_TOO_LARGE"))

    def test_errors_say_what_grpc_says(self):
        answer = self.server.call(SCORE, BAD)
        self.assertEqual((answer.status, answer.json()["code"]), (400, "invalid_argument"))
        self.assertEqual(answer.reason(), "INVALID_ASSESSMENT")
        (bad,) = [d["debug"] for d in answer.json()["details"]
                  if d["type"] == "google.rpc.BadRequest"]
        over_http = [f"{v['field']}: {v['description']}" for v in bad["fieldViolations"]]
        done = subprocess.run(
            [CMMM, "score", "--server", self.server.grpc, "-"], cwd=ROOT,
            input=json.dumps(BAD), capture_output=True, text=True)
        self.assertEqual(done.returncode, 65)
        self.assertEqual([line.strip() for line in done.stderr.splitlines()[1:]], over_http)
        self.assertEqual(len(over_http), 3)

    def test_every_code_has_its_status(self):
        cases = [
            ({"model": {"id": "none"}}, SCORE, {}, 404, "not_found"),
            ({}, "/cmmm.v1.ScoringService/Nothing", {}, 404, "unimplemented"),
            ({}, "/cmmm.v1.ScoringService/ScoreStream", {}, 404, "unimplemented"),
            ({}, MODELS, {"Content_Encoding": "br"}, 501, "unimplemented"),
            ({}, MODELS, {"Connect_Protocol_Version": "7"}, 400, "invalid_argument"),
            ({}, MODELS, {"Connect_Timeout_Ms": "soon"}, 400, "invalid_argument"),
            ({}, MODELS, {"Connect_Timeout_Ms": "0"}, 504, "deadline_exceeded"),
            ({"pageSize": -1}, MODELS, {}, 400, "invalid_argument"),
            ("no object", MODELS, {}, 400, "invalid_argument"),
        ]
        for message, path, headers, status, code in cases:
            with self.subTest((path, message, headers)):
                answer = self.server.call(path, message, **headers)
                self.assertEqual((answer.status, answer.json()["code"]), (status, code))
                self.assertEqual(answer.headers["Content-Type"], "application/json")
                self.assertTrue(answer.reason())

    def test_other_methods_and_types_are_refused(self):
        answer = self.server.ask("PUT", SCORE, "{}", {"Content-Type": "application/json"})
        self.assertEqual((answer.status, answer.headers["Allow"]), (405, "GET, POST"))
        for content_type in ("text/plain", "application/grpc", "application/grpc-web-text", "application/connect+json"):
            answer = self.server.ask("POST", SCORE, "{}", {"Content-Type": content_type})
            self.assertEqual(answer.status, 415)
            self.assertIn("application/json", answer.headers["Accept-Post"])

    def test_a_call_leaves_one_line(self):
        server = Server()
        self.assertEqual(server.call(MODELS, {}).status, 200)
        self.assertEqual(server.call("/cmmm.v1.ModelService/None", {}).status, 404)
        self.assertEqual(server.call(MODELS, "text").status, 400)
        self.assertEqual(server.close(), 0)
        self.assertEqual([(line["method"], line["code"], line["reason"])
                          for line in server.calls],
                         [("ListModels", "OK", ""), ("?", "UNIMPLEMENTED", "UNKNOWN_METHOD"),
                          ("ListModels", "INVALID_ARGUMENT", "MALFORMED_REQUEST")])


class LimitsTest(unittest.TestCase):
    def test_limits_count_over_both_doors(self):
        server = Server("--calls-per-second-per-peer", "3")
        codes = [server.call(MODELS, {}) for _ in range(8)]
        refused = [answer for answer in codes if answer.status != 200]
        self.assertGreater(len(refused), 2)
        self.assertEqual((refused[0].status, refused[0].json()["code"], refused[0].reason()),
                         (429, "resource_exhausted", "CALLER_LIMIT"))
        self.assertEqual(refused[0].headers["Retry-After"], "1")
        over_grpc = subprocess.run([CMMM, "score", "--server", server.grpc, str(DATASETS[0])],
                                   cwd=ROOT, capture_output=True)
        self.assertEqual(over_grpc.returncode, 75)
        self.assertEqual(server.close(), 0)

    def test_a_caller_behind_a_proxy_is_counted_alone(self):
        server = Server("--calls-per-second-per-peer", "2", "--trusted-proxy", "127.0.0.1",
                        "--open-access")
        def statuses(who):
            return [server.call(MODELS, {}, X_Forwarded_For=who).status for _ in range(4)]
        self.assertIn(429, statuses("6.6.6.6, 198.51.100.7"))
        self.assertEqual(statuses("198.51.100.8")[:2], [200, 200])
        self.assertEqual(server.close(), 0)

    def test_a_stop_lets_running_calls_end(self):
        server = Server("--grace", "20")
        results = []
        def ask():
            one = server.connect()
            try:
                while True:
                    one.request("POST", MODELS, "{}", {"Content-Type": "application/json"})
                    response = one.getresponse()
                    results.append((response.status, bool(response.read())))
            except OSError:
                pass
        threads = [threading.Thread(target=ask) for _ in range(4)]
        for thread in threads:
            thread.start()
        time.sleep(0.5)
        server.process.send_signal(signal.SIGTERM)
        self.assertEqual(server.process.wait(timeout=30), 0)
        for thread in threads:
            thread.join()
        self.assertGreater(len(results), 10)
        self.assertLessEqual({status for status, _ in results}, {200, 503})
        self.assertTrue(all(body for _, body in results))
        server.close()


class OptionsTest(unittest.TestCase):
    def exit_code(self, *args):
        return subprocess.run([CMMM, "serve", "--listen", "127.0.0.1:0", *args], cwd=ROOT,
                              capture_output=True, timeout=30).returncode

    def test_wrong_ones_are_refused(self):
        for args in (["--http", "127.0.0.1"], ["--http", "127.0.0.1:99999"],
                     ["--http", "0.0.0.0:0"], ["--http", "[::]:0"]):
            with self.subTest(args):
                self.assertEqual(self.exit_code(*args), 64)
        self.assertEqual(self.exit_code("--http", "127.0.0.1:0", "--page", "proto"), 66)
        self.assertEqual(self.exit_code("--http", "192.0.2.1:80", "--insecure-listen",
                                        "--open-access"), 69)


def as_json(dataset):
    """The textproto as JSON. Python's own library is the translator."""
    from google.protobuf import json_format, text_format
    message = text_format.Parse(dataset.read_text(encoding="utf-8"), generated().ScoreRequest())
    return json_format.MessageToJson(message).encode()


def generated():
    """The messages in Python, made once."""
    if not hasattr(generated, "module"):
        import importlib
        import tempfile
        folder = tempfile.mkdtemp()
        protos = [str(p.relative_to(ROOT / "proto")) for p in (ROOT / "proto").rglob("v1/*.proto")]
        protos += ["google/rpc/status.proto", "google/rpc/error_details.proto"]
        subprocess.run(["protoc", "-Iproto", f"--python_out={folder}", *protos],
                       cwd=ROOT, check=True)
        sys.path.insert(0, folder)
        generated.module = importlib.import_module("cmmm.v1.scoring_service_pb2")
    return generated.module


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
