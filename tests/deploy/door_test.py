#!/usr/bin/env python3
"""The second door as an operator has it: curl, a key, the shipped nginx, an audit trail.

    door_test.py BINARY

By TLS through nginx, with the shipped configuration (proxies_test.py): for each dataset the
answer is, to the byte, what `cmmm score --format json` prints of it. Without a key, with that
of a tenant who was never let in, with half of one and half of another, and with one whose
role has neither the method nor the model, there is no decision. The trail of all this is
whole, has each answer, and is not after any one byte of it was changed. Exit code 77 when
nginx or curl is not installed.
"""
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

from proxies_test import Proxy, Server, free_port

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCORE = "/cmmm.v1.ScoringService/Score"
DATASETS = sorted((ROOT / "datasets").glob("*.textproto"))
ROLES = """# proto-file: cmmm/config/v1/access.proto
# proto-message: cmmm.config.v1.AccessFile
roles { name: "reader" methods: "cmmm.v1.ModelService/*" models: "*" }
roles { name: "elsewhere" methods: "*" models: "another-model" }
"""


def cmmm(*args, expect=0):
    done = subprocess.run([BINARY, *map(str, args)], cwd=ROOT, capture_output=True, timeout=60)
    assert done.returncode == expect, (args, done.returncode, done.stderr)
    return done.stdout


def as_json(dataset):
    """A request as a caller writes it."""
    with tempfile.TemporaryDirectory() as folder:
        name = pathlib.Path(folder) / "request.json"
        cmmm("convert", dataset, "-o", name)
        return name.read_bytes()


class DoorTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.holder = tempfile.TemporaryDirectory()
        cls.folder = pathlib.Path(cls.holder.name)
        cls.access, cls.trail = cls.folder / "access.textproto", cls.folder / "audit.jsonl"
        cls.access.write_text(ROLES)
        elsewhere = cls.folder / "elsewhere.textproto"
        cls.keys = {name: cmmm("access", "add", file, "--tenant", name, *more).decode().strip()
                    for name, file, *more in (
                        ("hunan", cls.access), ("other", cls.access), ("stranger", elsewhere),
                        ("reads", cls.access, "--role", "reader"),
                        ("asks", cls.access, "--role", "elsewhere"))}
        ports = tuple(free_port() for _ in range(4))
        cls.server = Server(BINARY, ports[0], ports[2], "--access-file", str(cls.access), "--audit-file",
                            str(cls.trail), open_access=False)
        cls.proxy = Proxy("nginx", ports)

    @classmethod
    def tearDownClass(cls):
        cls.proxy.stop()
        cls.server.stop()
        cls.holder.cleanup()

    def curl(self, body, key=None):
        """Status and body, by curl through nginx."""
        sent, came = self.folder / "request.json", self.folder / "answer.json"
        sent.write_bytes(body)
        done = subprocess.run(
            ["curl", "-sS", "--cacert", str(self.proxy.folder / "cert"), "-o", str(came), "-w", "%{http_code}",
             f"https://localhost:{self.proxy.port}{SCORE}", "-H", "Content-Type: application/json",
             *(["-H", f"Authorization: Bearer {key}"] if key else []), "--data-binary", f"@{sent}"],
            capture_output=True, text=True, timeout=60, check=True)
        return int(done.stdout), came.read_bytes()

    def test_the_same_decision_to_the_byte(self):
        answered = 0
        for dataset in DATASETS:
            here = subprocess.run([BINARY, "score", "--format", "json", dataset], cwd=ROOT, capture_output=True)
            status, body = self.curl(as_json(dataset), self.keys["hunan"])
            self.assertEqual(status, 200 if here.returncode == 0 else 400, body)
            if status != 200:  # half of it is open
                continue
            answered += 1
            self.assertEqual(body, here.stdout, dataset.name)
            self.assertIn("level", json.loads(body)["decision"])
            # And the trail has it.
            answer = self.folder / "answer.json"
            self.assertIn(b'"tenant":"hunan"', cmmm("audit", "find", answer, self.trail))
        self.assertGreater(answered, 10)

    def test_no_decision_for_others(self):
        request = as_json(DATASETS[0])
        mine, other = (self.keys[name].split("_", 2) for name in ("hunan", "other"))
        self.assertEqual(self.curl(request, self.keys["other"])[0], 200)
        mixed = ["_".join([mine[0], other[1], mine[2]]), "_".join([other[0], mine[1], other[2]])]
        for key, status in ((None, 401), (self.keys["stranger"], 401), (mixed[0], 401), (mixed[1], 401),
                            (self.keys["hunan"][:-1], 401), (self.keys["reads"], 403), (self.keys["asks"], 404)):
            found, body = self.curl(request, key)
            self.assertEqual(found, status, body)
            self.assertNotIn(b"decision", body)

    def test_the_trail_is_whole_until_one_byte_is_changed(self):
        for dataset in DATASETS[:3]:
            self.assertEqual(self.curl(as_json(dataset), self.keys["hunan"])[0], 200)
        text = self.trail.read_bytes()
        copy = self.folder / "copy.jsonl"
        copy.write_bytes(text)
        self.assertIn(b"lines are whole", cmmm("audit", "verify", copy))
        # Spread over the whole of it, at odd places; the last line end is no byte of a line.
        for at in range(0, len(text) - 1, max(1, len(text) // 61)):
            changed = bytearray(text)
            changed[at] ^= 1
            copy.write_bytes(changed)
            cmmm("audit", "verify", copy, expect=65)


if __name__ == "__main__":
    BINARY = str(pathlib.Path(sys.argv.pop(1)).resolve())
    for program in ("nginx", "curl"):
        if not shutil.which(program) and not shutil.which(f"/usr/sbin/{program}"):
            print(f"{program} is not installed")
            sys.exit(77)
    unittest.main()
