#!/usr/bin/env python3
"""Records over HTTP, `POST /v1/score:batch`: byte for byte what `cmmm filter`
answers, as they come, and held back when nobody reads."""
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest

from serving import CMMM, MODELS, ROOT, SCORE, Answer, Server

PATH = "/v1/score:batch"
TYPE = {"Content-Type": "application/jsonl"}


def records(count):
    with tempfile.TemporaryDirectory() as folder:
        name = os.path.join(folder, "made.jsonl")
        subprocess.run([CMMM, "synthesize", "--n", str(count), "-o", name], cwd=ROOT, check=True)
        with open(name, "rb") as file:
            return file.read()


def filtered(lines, *args):
    return subprocess.run([CMMM, "filter", *args], cwd=ROOT, check=True, input=lines,
                          capture_output=True).stdout


class BatchTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server("--max-streams", "4")
        cls.made = records(300)

    @classmethod
    def tearDownClass(cls):
        assert cls.server.close() == 0

    def post(self, body, query="", headers=None):
        one = self.server.connect()
        one.request("POST", PATH + query, body, {**TYPE, **(headers or {})})
        answer = Answer(one.getresponse())
        one.close()
        return answer

    def test_answers_are_those_of_filter(self):
        bad = b'{"enterprise_id": "x"}\nno record\n\n{"answers": {"data.1.a": "mostyl"}}\n'
        bad += b'{"enterprise_id": "y", "weight_set": "nowhere"}\n'
        lines = self.made + bad + self.made.splitlines()[0]
        answer = self.post(lines)
        self.assertEqual(answer.status, 200)
        self.assertEqual(answer.headers["Content-Type"], "application/jsonl")
        self.assertEqual(answer.body, filtered(lines))
        self.assertEqual(len(answer.body.splitlines()), 306)
        self.assertIn(b'"value":"nowhere"', answer.body)

    def test_the_query_says_what_options_say(self):
        answer = self.post(self.made, "?view=scorecard&unanswered=not-satisfied&up_to=3"
                           "&weights=discrete&exclude=logistics&model=gbt39116-2020@2020.1")
        self.assertEqual(answer.body, filtered(
            self.made, "--view", "scorecard", "--unanswered", "not-satisfied", "--up-to", "3",
            "--weights", "discrete", "--exclude", "logistics", "--model",
            "gbt39116-2020@2020.1"))

    def test_domains_are_named_as_anywhere(self):
        for exclude, option in (("logistics%3Bsales", "logistics;sales"),
                                ("%E7%89%A9%E6%B5%81", "物流"), ("none", "none")):
            answer = self.post(self.made, "?weights=discrete&exclude=" + exclude)
            self.assertEqual(answer.body, filtered(
                self.made, "--weights", "discrete", "--exclude", option))

    def test_nothing_in_nothing_out(self):
        answer = self.post(b"")
        self.assertEqual((answer.status, answer.body), (200, b""))

    def test_what_is_wrong_is_said_before_the_body(self):
        for query in ("?levels=3", "?view=full", "?up_to=-1", "?up_to=x", "?grades=fine",
                      "?unanswered=bounds", "?weights=a&weights=b", "?weights=%zz"):
            answer = self.post(b"{}\n", query)
            self.assertEqual((answer.status, answer.reason()), (400, "MALFORMED_REQUEST"), query)
        answer = self.post(b"{}\n", "?levels=3&view=full&up_to=-1&weights=discrete&grades=fine")
        (bad,) = [one["debug"] for one in answer.json()["details"] if "BadRequest" in one["type"]]
        self.assertEqual([(one["field"], one["description"].split(": ")[0])
                          for one in bad["fieldViolations"]],
                         [("grades", "query.value"), ("levels", "query.unknown_parameter"),
                          ("up_to", "query.value"), ("view", "query.value")])
        self.assertIn("现有：exclude, grades", bad["fieldViolations"][1]["localizedMessage"]["message"])
        # Also where every record has its own.
        own = b'{"enterprise_id": "x", "weight_set": "discrete", "excluded_domain_ids": "none",' \
              b' "assess_up_to_level": 3}\n'
        answer = self.post(own, "?weights=xx&exclude=warehouse,data&up_to=77")
        self.assertEqual((answer.status, answer.reason()), (400, "MALFORMED_REQUEST"))
        (bad,) = [one["debug"] for one in answer.json()["details"] if "BadRequest" in one["type"]]
        self.assertEqual([one["field"] for one in bad["fieldViolations"]],
                         ["weights", "exclude", "exclude", "up_to"])
        for one in bad["fieldViolations"][:3]:
            self.assertIn("现有：", one["localizedMessage"]["message"])
        for model in ("none", "gbt39116-2020@1999"):
            answer = self.post(b"{}\n", "?model=" + model)
            name, _, version = model.partition("@")
            call = self.server.call(SCORE, {"model": {"id": name, "version": version}})
            self.assertEqual((answer.status, answer.reason()), (404, "MODEL_NOT_FOUND"))
            self.assertEqual(answer.json(), call.json())
        self.assertEqual(self.post(b"{}\n", headers={"Content-Type": "text/csv"}).status, 415)
        self.assertEqual(self.post(b"{}\n", headers={"Content-Encoding": "gzip"}).status, 501)
        self.assertEqual(self.server.ask("GET", PATH).status, 405)

    def test_each_record_is_answered_as_it_comes(self):
        with socket.create_connection(("127.0.0.1", self.server.port), 20) as one:
            one.sendall(f"POST {PATH} HTTP/1.1\r\nHost: a\r\nContent-Type: application/jsonl\r\n"
                        "Transfer-Encoding: chunked\r\n\r\n".encode())
            seen = b""
            for record in self.made.splitlines(keepends=True)[:5]:
                one.sendall(b"%x\r\n%s\r\n" % (len(record), record))
                expected = filtered(record).strip()
                while expected not in seen:
                    more = one.recv(65536)
                    self.assertTrue(more)
                    seen += more
            one.sendall(b"0\r\n\r\n")
            while not seen.endswith(b"0\r\n\r\n"):
                more = one.recv(65536)
                self.assertTrue(more)
                seen += more

    def test_many_records_flow(self):
        lines = self.made * 40
        self.assertEqual(self.post(lines).body, filtered(self.made) * 40)

    def test_who_does_not_read_is_held_back(self):
        head = (f"POST {PATH} HTTP/1.1\r\nHost: a\r\nContent-Type: application/jsonl\r\n"
                "Content-Length: 9000000000\r\n\r\n").encode()
        with socket.create_connection(("127.0.0.1", self.server.port), 2) as one:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            one.sendall(head)
            sent, line = 0, b'{"x": "' + b"y" * 200 + b'"}\n'
            with self.assertRaises(TimeoutError):
                while sent < 1 << 30:
                    sent += one.send(line * 300)
            self.assertLess(sent, 64 << 20)
            # Others are served meanwhile, records too.
            self.assertEqual(self.server.call(MODELS, {}).status, 200)
            self.assertEqual(self.post(self.made).status, 200)
        self.wait_until_free()

    def test_streams_are_limited_and_given_back(self):
        head = (f"POST {PATH} HTTP/1.1\r\nHost: a\r\nContent-Type: application/jsonl\r\n"
                "Transfer-Encoding: chunked\r\n\r\n").encode()
        for wait in (0.3, 1, 3, 9):  # until all four are under way
            held = []
            for _ in range(4):
                held.append(socket.create_connection(("127.0.0.1", self.server.port), 20))
                held[-1].sendall(head)
            time.sleep(wait)
            refused = self.post(self.made)
            for one in held:
                one.close()
            self.wait_until_free()
            if refused.status != 200:
                break
        self.assertEqual((refused.status, refused.reason()), (429, "SERVER_FULL"))

    def wait_until_free(self):
        end = time.monotonic() + 20
        while self.post(b"").status != 200:
            self.assertLess(time.monotonic(), end)
            time.sleep(0.05)


class DrainTest(unittest.TestCase):
    def test_a_stop_cuts_what_does_not_end(self):
        server = Server("--grace", "1")
        with socket.create_connection(("127.0.0.1", server.port), 20) as one:
            one.sendall(f"POST {PATH} HTTP/1.1\r\nHost: a\r\nContent-Type: application/jsonl\r\n"
                        "Transfer-Encoding: chunked\r\n\r\n".encode())
            time.sleep(1)
            begin = time.monotonic()
            self.assertEqual(server.close(), 0)
            self.assertLess(time.monotonic() - begin, 6)
        (line,) = server.calls
        self.assertEqual((line["method"], line["code"]), ("score:batch", "CANCELLED"))


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])
