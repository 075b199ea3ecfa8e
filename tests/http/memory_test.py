#!/usr/bin/env python3
"""What a request may make the server allocate: at once at most

    1 MiB + 100 · bytes of the request

and, of the methods in OWN_BOUND, what is said there. Walked over the corpus of the
fuzzers and the datasets: every method that takes an assessment with each of them, as
JSON and as Protocol Buffers' own bytes over HTTP, and over gRPC; and the corpus as it
is, whatever it is asked as. glibc's libmemusage.so, in the process of the server,
writes down each allocation. Exit code 77 where it is missing.
"""
import array
import collections
import importlib
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import unittest

from serving import DATASETS, ROOT, Server

LIBRARY = pathlib.Path("/lib/x86_64-linux-gnu/libmemusage.so")
BASE, TIMES = 1 << 20, 100
# Those whose answers are long whatever the question is, and so take more than 1 MiB.
OWN_BOUND = {
    "AnalyzeMargin": 8 << 20,  # with its proofs, as JSON
    "Compare": 4 << 20,  # the range of every cause, as JSON
    "Explain": 8 << 20,  # a tree of 10,000 nodes, as JSON
    "GetModel": 4 << 20,  # all of a model with its texts, as JSON
    "PlanUpgrade": 8 << 20,  # 20 further plans with proof, as JSON
    "WriteReport": 2 << 20,  # a page of HTML
    "WriteTemplate": 2 << 20,  # a workbook
}
# An allocation as the library writes it: the heap after it, the stack, the time.
ENTRY_WORDS = 3
UNWRITTEN = 16  # it keeps so many back


class Recorder:
    """What the server's heap was, from one question to the next."""

    def __init__(self, folder):
        self.path = os.path.join(folder, "allocations")
        self.environment = {"LD_PRELOAD": str(LIBRARY), "MEMUSAGE_OUTPUT": self.path,
                            "MEMUSAGE_BUFFER_SIZE": str(UNWRITTEN)}
        self.read, self.now = 0, 0

    def more(self):
        """The heap after each allocation since the last time."""
        size = os.path.getsize(self.path) // 24 * 24
        if size <= self.read:
            return array.array("Q")
        with open(self.path, "rb") as file:
            file.seek(self.read)
            words = array.array("Q", file.read(size - self.read))
        self.read = size
        os.truncate(self.path, 0)  # the writer goes on where it was
        heaps = words[::ENTRY_WORDS]
        self.now = heaps[-1]
        return heaps

    def settle(self):
        """Until nothing is allocated or freed any more."""
        quiet = 0
        while quiet < 2:
            quiet = 0 if self.more() else quiet + 1
            time.sleep(0.004)

    def peak_of(self, ask):
        """(what `ask` gives, bytes beyond what there was before it)."""
        self.settle()
        before = self.now
        given = ask()
        return given, max([before, *self.more()]) - before


def corpus(fuzzer):
    return [path.read_bytes() for path in sorted((ROOT / "tests/fuzz/corpus" / fuzzer).iterdir())]


class Messages:
    """The API's messages in Python, and what is made of them."""

    def __init__(self, folder):
        protos = [str(path.relative_to(ROOT / "proto")) for path in (ROOT / "proto/cmmm/v1").glob("*.proto")]
        subprocess.run(["protoc", f"-I{ROOT / 'proto'}", f"--python_out={folder}", *protos,
                        "google/rpc/status.proto", "google/rpc/error_details.proto"], check=True)
        sys.path.insert(0, folder)
        self.services = {}
        for path in protos:
            module = importlib.import_module(path.removesuffix(".proto").replace("/", ".") + "_pb2")
            self.services.update(module.DESCRIPTOR.services_by_name)
        from google.protobuf import json_format, symbol_database, text_format
        self.json, self.text = json_format, text_format
        self.make = symbol_database.Default().GetPrototype
        self.assessment = self.make(self.services["ScoringService"].methods_by_name["Score"].input_type)

    def methods(self):
        """(path, descriptor) of every method with one request and one response."""
        for service in self.services.values():
            for method in service.methods:
                if method.name != "ScoreStream":
                    yield f"/{service.full_name}/{method.name}", method

    def parse(self, data):
        """The assessment that a file of the corpus is, as fuzz_request.cc reads it; or None."""
        kind, rest = data[0] % 3, data[1:]
        request = self.assessment()
        try:
            if kind == 2:
                request.ParseFromString(rest)
            elif kind == 1 or rest.lstrip().startswith(b"{"):
                self.json.Parse((b"{" if kind == 1 else b"") + rest, request)
            else:
                self.text.Parse(rest.decode(), request)
        except Exception:  # whatever it is: no assessment
            return None
        return request

    def assessments(self):
        found = [self.parse(data) for data in corpus("request") if data]
        found += [self.text.Parse(path.read_text(encoding="utf-8"), self.assessment()) for path in DATASETS]
        return [one for one in found if one is not None]

    def about(self, method, assessment):
        """A request of this method about the assessment; None: it takes none."""
        request = self.make(method.input_type)()
        name = method.input_type.name
        if name == "ScoreRequest":
            request.CopyFrom(assessment)
            request.view = 3  # VIEW_FULL
            return request
        if name == "JoinAssessmentsRequest":
            for _ in range(2):
                request.parts.add().assessment.CopyFrom(assessment)
            return request
        if name == "WriteResultsRequest":
            request.files.add(name="a").assessment.CopyFrom(assessment)
            return request
        fields = [field for field in method.input_type.fields if field.message_type is not None and
                  field.message_type.name == "ScoreRequest"]
        for field in fields:
            getattr(request, field.name).CopyFrom(assessment)
        # What it wants besides, and what makes it work most.
        more = {"PlanUpgradeRequest": {"alternatives": 20, "with_proof": True},
                "AnalyzeMarginRequest": {"with_proof": True},
                "ExplainRequest": {"max_steps": 10_000},
                "CheckReadinessRequest": {"programme_id": "national-pilot-2023"},
                "WriteReportRequest": {"programme_id": "national-pilot-2023"}}
        for field, value in more.get(name, {}).items():
            setattr(request, field, value)
        if name == "ExplainRequest":
            request.subject.quantity = 1  # QUANTITY_TOTAL
        return request if fields else None


class MemoryTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.recorder = Recorder(cls.folder.name)
        cls.messages = Messages(cls.folder.name)
        cls.server = Server("--self-probe", "0", "--work-threads", "1", "--no-call-log",
                            environment=cls.recorder.environment)
        import grpc
        cls.channel = grpc.insecure_channel(cls.server.grpc)
        cls.highest = collections.defaultdict(lambda: [0, 0, 0.0])

    @classmethod
    def tearDownClass(cls):
        cls.channel.close()
        code = cls.server.close()
        cls.folder.cleanup()
        for (path, door), (count, most, share) in sorted(cls.highest.items()):
            print(f"{path.rsplit('/', 1)[1]:16} {door:6} {count:4} answered, {most:9} bytes at most, "
                  f"{share:.2f} of its ceiling")
        assert code == 0, code

    def ask(self, path, door, body):
        """Whether it is answered, not refused."""
        if door == "gRPC":
            call = self.channel.unary_unary(path).future(body, timeout=120)
            return call.exception() is None
        return self.server.ask("POST", path, body, {"Content-Type": f"application/{door}"}).status == 200

    def see(self, path, door, body):
        if (path, door) not in self.highest:
            self.ask(path, door, body)  # what the first call of all makes is no request's
        answered, peak = self.recorder.peak_of(lambda: self.ask(path, door, body))
        ceiling = OWN_BOUND.get(path.rsplit("/", 1)[1], BASE) + TIMES * len(body)
        seen = self.highest[path, door]
        seen[0] += answered
        seen[1] = max(seen[1], peak)
        seen[2] = max(seen[2], peak / ceiling)
        if peak > ceiling:
            self.above.append(f"{path} as {door}, {len(body)} bytes: {peak}, at most {ceiling}")

    def setUp(self):
        self.above = []

    def tearDown(self):
        self.assertEqual(self.above[:20], [])

    def see_message(self, path, message, doors=("proto", "gRPC")):
        self.see(path, "json", self.messages.json.MessageToJson(message).encode())
        for door in doors:
            self.see(path, door, message.SerializeToString())

    def test_every_assessment_for_every_method(self):
        assessments = self.messages.assessments()
        self.assertGreater(len(assessments), 30)
        for path, method in self.messages.methods():
            for number, one in enumerate(assessments):
                request = self.messages.about(method, one)
                if request is None:
                    break
                self.see_message(path, request, ("proto", "gRPC") if number % 3 == 0 else ("proto",))
            else:
                # Else refusals are all that was seen.
                self.assertGreater(self.highest[path, "json"][0], 5, path)

    def test_what_is_asked_without_an_assessment(self):
        for path, method in self.messages.methods():
            request = self.messages.make(method.input_type)()
            if method.input_type.name == "WriteTemplateRequest":
                request.profile.weight_set = "discrete"
            if method.input_type.name == "GetProgrammeRequest":
                request.programme_id = "smart-factory-2026"
            self.see_message(path, request)

    def test_files_of_others(self):
        books = corpus("workbook") + [path.read_bytes() for path in (ROOT / "tests/excel/files").glob("*.xlsx")]
        methods = dict((path.rsplit("/", 1)[1], (path, method)) for path, method in self.messages.methods())
        for name, field, files in (("ReadWorkbook", "workbook", books),
                                   ("VerifyResult", "signed_result", corpus("signed"))):
            path, method = methods[name]
            for file in files:
                request = self.messages.make(method.input_type)(**{field: file})
                if name == "VerifyResult":
                    request.any_key = True
                self.see_message(path, request)

    def test_any_bytes_as_any_request(self):
        bodies = [data[1:] for data in corpus("request")]
        bodies += [deep * (100_000 // len(deep)) for deep in (b"[", b'{"list":', b"\x0a\x7f", b"\x22\x00")]
        for path in ("/cmmm.v1.ScoringService/Score", "/cmmm.v1.AnalysisService/PlanUpgrade",
                     "/cmmm.v1.DocumentService/JoinAssessments"):
            for body in bodies:
                for door in ("json", "proto", "gRPC"):
                    self.see(path, door, body)


if __name__ == "__main__":
    if not LIBRARY.exists():
        print(f"{LIBRARY} is missing")
        sys.exit(77)
    unittest.main(argv=sys.argv[:1])
