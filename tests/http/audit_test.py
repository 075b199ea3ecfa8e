#!/usr/bin/env python3
"""The audit trail of a real server: a line of every call that saw answers, by
whatever door; a result is found by its hash in any form; a kill or a full disk
leaves nothing unaudited and nothing in disorder."""
import hashlib
import http.client
import json
import os
import re
import resource
import signal
import subprocess
import sys
import tempfile
import unittest
import urllib.request

# First, as it may start another Python, which has gRPC.
from serving import CMMM, DATASETS, MODELS, ROOT, SCORE, Server, run

import grpc

from calls_test import BAD, as_json

PLAN = "/cmmm.v1.AnalysisService/PlanUpgrade"
REPORT = "/cmmm.v1.DocumentService/WriteReport"
READ = "/cmmm.v1.DocumentService/ReadWorkbook"
STREAM = "/cmmm.v1.ScoringService/ScoreStream"
BATCH = "/v1/score:batch"
HEX = re.compile("^[0-9a-f]{64}$")


def audit(*args, expect=0):
    done = subprocess.run([CMMM, "audit", *args], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == expect, (done.returncode, done.stdout, done.stderr)
    return done.stdout + done.stderr


class AuditTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.file = os.path.join(self.folder.name, "audit.jsonl")
        self.request = as_json(DATASETS[0])

    def tearDown(self):
        self.folder.cleanup()

    def lines(self):
        with open(self.file, encoding="utf-8") as file:
            return [json.loads(line) for line in file]

    def score(self, server, **headers):
        return server.ask("POST", SCORE, self.request, {
            "Content-Type": "application/json", **{n.replace("_", "-"): v for n, v in headers.items()}})

    def path(self, name, data):
        path = os.path.join(self.folder.name, name)
        with open(path, "wb") as file:
            file.write(data)
        return path

    def made(self, count):
        path = os.path.join(self.folder.name, "made.jsonl")
        run("synthesize", "--n", str(count), "-o", path)
        with open(path, "rb") as file:
            return file.read()

    def test_every_call_that_saw_answers_has_a_line(self):
        keys = os.path.join(self.folder.name, "keys.textproto")
        key = run("access", "add", keys, "--tenant", "hunan", text=True).strip()
        with Kept(Server("--audit-file", self.file, "--access-file", keys)) as server:
            headers = {"Content-Type": "application/json", "Authorization": f"Bearer {key}"}
            assessment = json.loads(self.request)
            for path, message in ((MODELS, {}), (SCORE, assessment), (SCORE, BAD),
                                  (PLAN, {"assessment": assessment, "targetLevel": 1}),
                                  (READ, {"workbook": "UEsDBA=="}),
                                  (REPORT, {"assessment": assessment, "programmeId": "beijing-2026",
                                            "trackId": "excellent", "date": "2026-11-29"})):
                answer = server.ask("POST", path, json.dumps(message),
                                    {**headers, "X-Request-Id": path.rsplit("/", 1)[1]})
                report = answer.json().get("html", "")
            server.ask("POST", SCORE, self.request, {"Content-Type": "application/json"})  # no key
            server.process.send_signal(signal.SIGHUP)
            server.process.stdout.readline()
        lines = self.lines()
        self.assertEqual([(l["event"], l.get("method"), l.get("code")) for l in lines], [
            ("start", None, None), ("call", "Score", "OK"), ("call", "Score", "INVALID_ARGUMENT"),
            ("call", "PlanUpgrade", "OK"), ("call", "ReadWorkbook", "OK"), ("call", "WriteReport", "OK"),
            ("reload", None, "OK")])
        for line in lines[1:6]:
            self.assertEqual((line["tenant"], line["key"]), ("hunan", key.split("_")[1]))
            self.assertEqual((line["peer"], line["request_id"]), ("127.0.0.1", line["method"]))
            self.assertRegex(line["request"], HEX)
            self.assertNotIn("level", line)
            self.assertEqual("result" in line, line["code"] == "OK")
        score = lines[1]
        model = server_model()
        self.assertEqual((score["model"], score["model_digest"]), (f"{model['id']}@{model['version']}", model["digest"]))
        self.assertTrue(lines[5]["programme"].startswith("beijing-2026@"))
        self.assertRegex(lines[5]["programme_digest"], HEX)
        self.assertEqual(lines[5]["document"], hashlib.sha256(report.encode()).hexdigest())
        self.assertEqual(lines[4]["document"], hashlib.sha256(b"PK\3\4").hexdigest())
        with open(keys, "rb") as file:
            self.assertEqual(lines[6]["access"], hashlib.sha256(file.read()).hexdigest())
        self.assertIn(model["digest"], lines[6]["models"])
        self.assertIn("7 lines are whole", audit("verify", self.file))
        self.assertIn("WriteReport", audit("find", self.path("report.html", report.encode()), self.file))
        with open(self.file, encoding="utf-8") as file:
            text = file.read()
        for secret in (key, key.split("_", 2)[2], "requirementId", "GRADE_", "data.2.b",
                       assessment.get("info", {}).get("enterpriseName", "GRADE_")):
            self.assertNotIn(secret, text)

    def test_a_result_is_found_by_whatever_door_and_in_whatever_form_it_is(self):
        with Kept(Server("--audit-file", self.file, "--audit-level")) as server:
            by_json = self.score(server).body
            done = subprocess.run([CMMM, "score", "--format", "json", "--server", server.grpc, str(DATASETS[0])],
                                  cwd=ROOT, check=True, capture_output=True)
            other = server.ask("POST", SCORE, as_json(DATASETS[1]), {"Content-Type": "application/json"}).body
        lines = self.lines()
        self.assertEqual([l["event"] for l in lines], ["start", "call", "call", "call"])
        self.assertEqual(lines[1]["result"], lines[2]["result"])
        self.assertEqual(lines[1]["request"], lines[2]["request"])
        self.assertNotEqual(lines[1]["result"], lines[3]["result"])
        self.assertEqual([l["level"] for l in lines[1:]],
                         [str(json.loads(b).get("decision", {}).get("level", 0)) for b in (by_json, done.stdout, other)])
        spaced = json.dumps(json.loads(by_json), indent=3).encode()
        local = run("score", "--format", "json", str(DATASETS[0]))
        for name, form in (("a.json", by_json), ("b.json", spaced), ("c.json", local)):
            said = audit("find", self.path(name, form), self.file)
            self.assertEqual(re.findall(r"audit.jsonl:(\d+): result", said), ["2", "3"])
        key = os.path.join(self.folder.name, "key")
        run("keygen", key)
        signed = os.path.join(self.folder.name, "signed")
        run("sign", str(DATASETS[0]), "--key", key, "--view", "scorecard", "-o", signed)
        self.assertEqual(re.findall(r"audit.jsonl:(\d+): result", audit("find", signed, self.file)), ["2", "3"])
        request = audit("find", self.path("request.json", self.request), self.file)
        self.assertEqual(re.findall(r"audit.jsonl:(\d+): request", request), ["2", "3"])
        audit("find", self.path("none.json", by_json.replace(b"2020", b"2021")), self.file, expect=66)

    def test_streams_leave_a_line_a_block(self):
        with Kept(Server("--audit-file", self.file)) as server:
            with grpc.insecure_channel(server.grpc) as channel:
                list(channel.stream_stream(STREAM)(iter([b"", b""]), timeout=20))
            records = b'{"key":"a"}\n{"key":"b"}\n'
            answer = server.ask("POST", BATCH + "?weights=discrete", records, {"Content-Type": "application/jsonl"})
        lines = self.lines()
        begin, *blocks, end = lines[3:]
        self.assertEqual([l["event"] for l in lines[:4]], ["start", "block", "block", "begin"])
        self.assertEqual(lines[1]["method"], "ScoreStream")
        self.assertEqual({l["event"] for l in blocks}, {"block"})
        self.assertEqual({l["method"] for l in [begin, *blocks, end]}, {"score:batch"})
        self.assertEqual(len({(l["model"], l["model_digest"]) for l in [begin, *blocks, end]}), 1)
        self.assertRegex(end["model_digest"], HEX)
        self.assertEqual([one for l in blocks for one in l["results"]],
                         [hashlib.sha256(one).hexdigest() for one in answer.body.splitlines()])
        self.assertEqual(end["event"], "end")
        self.assertEqual(end["request"], hashlib.sha256(records).hexdigest())
        self.assertEqual(end["result"], hashlib.sha256(answer.body).hexdigest())
        self.assertEqual(end["assessments"], 2)
        self.assertIn(f":{len(lines)}: result: ", audit("find", self.path("answers.jsonl", answer.body), self.file))

    def test_a_line_of_a_batch_is_found(self):
        records = self.made(700)
        with Kept(Server("--audit-file", self.file)) as server:
            answer = server.ask("POST", BATCH, records, {"Content-Type": "application/jsonl"})
        answers = answer.body.splitlines()
        self.assertEqual(len(answers), 700)
        lines = self.lines()
        blocks = [l for l in lines if l["event"] == "block"]
        self.assertEqual(sum(l["assessments"] for l in blocks), 700)
        self.assertLessEqual(max(len(l["results"]) for l in blocks), 128)
        for at in (0, 127, 128, 350, 699):
            (number,) = [l["seq"] for l in blocks
                         if hashlib.sha256(answers[at]).hexdigest() in l["results"]]
            for end in (b"", b"\n", b"\r\n"):
                said = audit("find", self.path("one.json", answers[at] + end), self.file)
                self.assertEqual(re.findall(r"audit.jsonl:(\d+): results", said), [str(number)])
        changed = answers[0].replace(b"level", b"Level", 1)
        audit("find", self.path("one.json", changed), self.file, expect=66)
        self.assertIn(f"{len(lines)} lines are whole", audit("verify", self.file))

    def test_levels_of_a_batch_are_written_where_they_are_wanted(self):
        made = self.made(300).splitlines(keepends=True)
        hostile = json.dumps({"enterprise_id": 'x","level":9,"', "answers": {}}).encode() + b"\n"
        records = b"".join(made[:150]) + b"no record\n" + hostile + b"".join(made[150:])
        with Kept(Server("--audit-file", self.file, "--audit-level")) as server:
            answer = server.ask("POST", BATCH, records, {"Content-Type": "application/jsonl"})
        expected = [str(json.loads(one).get("level", "")) for one in answer.body.splitlines()]
        self.assertEqual(len(expected), 302)
        self.assertEqual(expected[150:152], ["", ""])
        blocks = [l for l in self.lines() if l["event"] == "block"]
        self.assertEqual([level for l in blocks for level in l.get("level", "").split(",")], expected)
        for line in blocks:
            self.assertEqual(len(line.get("level", "").split(",")), len(line["results"]))

    def test_no_answer_of_a_batch_goes_unaudited(self):
        records = self.made(2000)
        with Kept(Server("--audit-file", self.file)) as server:
            server.may_tear = True
            pid = server.process.pid
            limits = resource.prlimit(pid, resource.RLIMIT_FSIZE)
            for room in (800, 40_000):  # for the beginning; for some blocks
                size = os.path.getsize(self.file)
                resource.prlimit(pid, resource.RLIMIT_FSIZE, (size + room, limits[1]))
                came = self.batch_until_the_end(server, records)
                resource.prlimit(pid, resource.RLIMIT_FSIZE, limits)
                self.assertLess(len(came), 2000)
                known = {one for l in self.lines() for one in l.get("results", [])}
                self.assertTrue({hashlib.sha256(one).hexdigest() for one in came} <= known)
        self.assertIn("UNAVAILABLE", {line["code"] for line in server.calls})
        audit("verify", self.file)

    def batch_until_the_end(self, server, records):
        """The whole lines that come back before the connection ends without its last chunk;
        none, and a refusal, when not one could be audited."""
        one = server.connect()
        try:
            one.request("POST", BATCH, records, {"Content-Type": "application/jsonl"})
            answer = one.getresponse()
            if answer.status != 200:
                self.assertEqual(answer.status, 503)
                self.assertIn(b"AUDIT_UNAVAILABLE", answer.read())
                return []
            with self.assertRaises(http.client.IncompleteRead) as cut:
                answer.read()
            return cut.exception.partial.split(b"\n")[:-1]
        finally:
            one.close()

    def test_one_changed_byte_is_noticed(self):
        with Kept(Server("--audit-file", self.file)) as server:
            for _ in range(3):
                self.score(server)
        audit("verify", self.file)
        with open(self.file, "rb") as file:
            text = file.read()
        at = text.index(b"Score", text.index(b"\n", text.index(b"\n") + 1))
        with open(self.file, "wb") as file:
            file.write(text[:at] + b"s" + text[at + 1:])
        said = audit("verify", self.file, expect=65)
        self.assertIn("audit.jsonl:3: audit.changed", said)

    def test_a_killed_server_leaves_whole_lines(self):
        for round in range(3):
            server = Server("--audit-file", self.file, "--audit-max-bytes", "4096")
            for _ in range(4):
                self.assertEqual(self.score(server).status, 200)
            server.process.kill()
            server.process.wait()
            server.connection.close()
            server.process.stdout.close()
            server.log.close()
            with open(self.file, "ab") as file:
                file.write(b'{"seq":' * round)
        with Kept(Server("--audit-file", self.file)) as server:
            self.score(server)
            # Nobody else may write it meanwhile.
            second = subprocess.run([CMMM, "serve", "--listen", "127.0.0.1:0", "--audit-file", self.file],
                                    cwd=ROOT, capture_output=True, timeout=60)
            self.assertEqual(second.returncode, 78)
        said = audit("verify", self.file)
        self.assertIn("2 lines were left half-written", said)
        self.assertIn("19 lines are whole", said)

    def test_a_full_disk_refuses_what_must_be_audited(self):
        server = Server("--audit-file", self.file)
        server.may_tear = True
        pid = server.process.pid
        first = self.score(server)
        self.assertEqual(first.status, 200)
        # No file of this process may grow any further: as if the disk were full.
        size = os.path.getsize(self.file)
        limits = resource.prlimit(pid, resource.RLIMIT_FSIZE)
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (size + 100, limits[1]))
        answer = self.score(server)
        self.assertEqual((answer.status, answer.reason()), (503, "AUDIT_UNAVAILABLE"))
        self.assertEqual(answer.headers["Retry-After"], "5")
        with grpc.insecure_channel(server.grpc) as channel:
            for path in (SCORE, PLAN):
                call = channel.unary_unary(path).future(b"", timeout=20)
                self.assertEqual(call.exception().code(), grpc.StatusCode.UNAVAILABLE)
            stream = channel.stream_stream(STREAM)(iter([b""]), timeout=20)
            with self.assertRaises(grpc.RpcError) as error:
                list(stream)
            self.assertEqual(error.exception.code(), grpc.StatusCode.UNAVAILABLE)
        batch = server.ask("POST", BATCH, b"{}\n", {"Content-Type": "application/jsonl"})
        self.assertEqual(batch.status, 503)
        server.connection.close()
        self.assertEqual(server.call(MODELS, {}).status, 200)
        self.assertEqual(os.path.getsize(self.file), size)
        resource.prlimit(pid, resource.RLIMIT_FSIZE, limits)
        self.assertEqual(self.score(server).status, 200)
        self.assertEqual(server.close(), 0)
        self.assertIn("3 lines are whole", audit("verify", self.file))

    def test_calls_are_let_through_when_that_is_configured(self):
        with Kept(Server("--audit-file", "/dev/full", "--audit-optional", "--metrics", "127.0.0.1:0")) as server:
            metrics = server.process.stdout.readline().rsplit("http://", 1)[1].strip()
            self.assertEqual(self.score(server).status, 200)
            with urllib.request.urlopen(f"http://{metrics}/metrics", timeout=20) as page:
                text = page.read().decode()
        self.assertIn("\ncmmm_audit_unaudited_total 1\n", text)
        self.assertIn("\ncmmm_audit_failed_total 2\n", text)
        refused = subprocess.run([CMMM, "serve", "--listen", "127.0.0.1:0", "--audit-file", "/dev/full"],
                                 cwd=ROOT, capture_output=True, timeout=60)
        self.assertEqual(refused.returncode, 74)
        self.assertIn(b"/dev/full", refused.stderr)


class Kept:
    """Closes a server, which must end well."""

    def __init__(self, server):
        self.server = server

    def __enter__(self):
        return self.server

    def __exit__(self, kind, *_):
        code = self.server.close()
        assert kind is not None or code == 0, code


def server_model():
    with Kept(Server()) as server:
        models = [one["model"] for one in server.call(MODELS, {}).json()["models"]]
        return next(one for one in models if one["id"] == "gbt39116-2020")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
