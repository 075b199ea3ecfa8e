"""Types, as the tools of callers see them: mypy over the package, over calls that
are right and such that are wrong, and stubtest over the stub of the module. Needs
tests/python/requirements.txt."""
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

import cmmm
from tools import ROOT

FOLDER = pathlib.Path(cmmm.__file__).resolve().parents[1]

CALLS = """
from fractions import Fraction
import cmmm

model: cmmm.Model = cmmm.load()
result = model.score({"data.2.a": "fully"}, weights="discrete", exclude=["sales"])
total: Fraction = result.total
level: int = result.level
score: Fraction = result.levels[0].score
cost: int = result.plan(target=2).total_cost
scored = model.score_table(object(), grades="codes", columns={"id": "enterprise_id"}, threads=2)
rows: int = scored.scored + len(scored.rejects)
shown: str = result.card("zh").html
whole: bytes = model.join("a.xlsx", "b.xlsx", weights="discrete")
page: str = model.report_html(whole, lang="zh")
model.plan(result, costs={"all": [1, 2, 3]}, unanswered="bounds")
try:
    pass
except cmmm.InvalidData as error:
    rule: str = error.violations[0].rule

model.score(7)  # wrong
model.score({}, weight="discrete")  # wrong
model.plan({}, weight="discrete")  # wrong
cmmm.load(3)  # wrong
level = result.total  # wrong
model.score_table(object(), threads="two")  # wrong
result.levels[0].sum  # wrong
result.model.nothing()  # wrong
"""


def run(*arguments, **environment):
    done = subprocess.run([sys.executable, *arguments], capture_output=True, text=True,
                          env={**os.environ, **environment})
    return done.returncode, done.stdout + done.stderr


class Types(unittest.TestCase):
    def test_the_package(self):
        code, text = run("-m", "mypy", "--config-file", str(ROOT / "python" / "pyproject.toml"),
                         str(ROOT / "python" / "cmmm"), str(ROOT / "python" / "_cmmm.pyi"),
                         MYPYPATH=str(ROOT / "python"))
        self.assertEqual(code, 0, text)

    def test_calls(self):
        path = "" if FOLDER.name == "site-packages" else str(FOLDER)
        with tempfile.TemporaryDirectory() as folder:
            program = pathlib.Path(folder, "calls.py")
            program.write_text(CALLS, encoding="utf-8")
            _, text = run("-m", "mypy", "--strict", "--cache-dir", folder, str(program), MYPYPATH=path)
        found = {int(line) for line in re.findall(r"calls\.py:(\d+): error", text)}
        wrong = {i for i, line in enumerate(CALLS.split("\n"), 1) if line.endswith("# wrong")}
        self.assertEqual(found, wrong, text)

    def test_the_stub_says_what_the_module_has(self):
        stub = (ROOT / "python" / "_cmmm.pyi").read_text(encoding="utf-8")
        with tempfile.TemporaryDirectory() as folder:
            # pybind11 has a metaclass, and says nothing of constructors.
            allowed = pathlib.Path(folder, "allowed")
            allowed.write_text("".join(f"_cmmm.{name}\n_cmmm.{name}.__init__\n"
                                       for name in re.findall(r"^class (\w+)", stub, re.M)))
            code, text = run("-m", "mypy.stubtest", "_cmmm", "--mypy-config-file",
                             str(ROOT / "python" / "pyproject.toml"), "--allowlist", str(allowed),
                             "--ignore-unused-allowlist", MYPYPATH=str(ROOT / "python"))
        self.assertEqual(code, 0, text)


if __name__ == "__main__":
    unittest.main()
