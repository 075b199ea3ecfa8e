#!/usr/bin/env python3
"""A wheel as it is handed out: what must be in it is, and in a virtual environment
with nothing else it scores, by no library but its own and the C library's.

    wheel_check.py WHEEL
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import venv
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
# What auditwheel leaves to the system, and the interpreter's own.
SYSTEM = r"(ld-linux-.*|lib(c|m|dl|rt|pthread|util|stdc\+\+|gcc_s|z|expat|python3\S*))\.so\S*"

ALONE = """
import json, re
import cmmm
model = cmmm.load()
result = model.score(dict.fromkeys(model.requirements, "mostly"), weights=model.weight_sets[0])
assert result.level == model.level_count and "radar-area" in result._repr_html_()
assert model.programmes() and result.report_html(lang="zh").startswith("<!")
loaded = set(re.findall(r"/\\S*\\.so\\S*", open("/proc/self/maps").read()))
print(json.dumps([cmmm.__file__, cmmm.__version__, sorted(loaded)]))
"""


def check(truth, words):
    if not truth:
        sys.exit(f"wheel: {words}")


def check_content(archive):
    names = {name for name in archive.namelist() if not name.endswith("/")}
    info = next(name.split("/")[0] for name in names if name.endswith(".dist-info/METADATA"))
    for path in [*(ROOT / "models").rglob("*.*"), *(ROOT / "python" / "cmmm").glob("*.py")]:
        inside = ("cmmm/" if "models" in path.parts else "") + str(
            path.relative_to(ROOT if "models" in path.parts else ROOT / "python"))
        check(inside in names and archive.read(inside) == path.read_bytes(), f"{inside} is missing or another")
    check({"cmmm/py.typed", "_cmmm.pyi"} <= names, "types are missing")
    license = archive.read(f"{info}/licenses/LICENSE")
    check(license == (ROOT / "LICENSE").read_bytes(), "the licence is missing")
    libraries = [name for name in names if name.startswith("cmmm.libs/")]
    parts = json.loads(archive.read(f"{info}/sboms/cmmm.cdx.json"))["components"]
    check(len(libraries) > 5, "its libraries are missing")
    held = set()
    for part in parts:
        held |= {one["value"] for one in part.get("properties", []) if one["name"] == "cmmm:file"}
        text = f"{info}/licenses/{part['name']}.txt"
        check(part["version"] and text in names and archive.read(text), f"{text} is missing")
    check(held == set(libraries), f"libraries that the bill does not name, or the other way: "
                                  f"{held ^ set(libraries)}")
    print(f"{len(names)} files, {len(libraries)} libraries of {len(parts)} parts")


def check_alone(wheel):
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = f"{folder}/bin/python"
        subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
                        "--no-index", wheel], check=True)
        clean = {"PATH": "/usr/bin:/bin", "HOME": folder, "LANG": "C.UTF-8"}
        done = subprocess.run([python, "-c", ALONE], cwd=folder, env=clean, check=True, capture_output=True,
                              text=True)
        file, version, loaded = json.loads(done.stdout)
        check(file.startswith(os.path.realpath(folder)), f"imported from {file}")
        check(f"-{version}-" in os.path.basename(wheel), f"the version is {version}")
        foreign = [path for path in loaded if not path.startswith(os.path.realpath(folder)) and
                   not re.fullmatch(SYSTEM, os.path.basename(path)) and "/lib-dynload/" not in path]
        check(not foreign, f"loads libraries of the system: {foreign}")
        print(f"scores alone, with {len(loaded)} libraries loaded")


def main():
    wheel, = sys.argv[1:]
    with zipfile.ZipFile(wheel) as archive:
        check_content(archive)
    check_alone(os.path.abspath(wheel))


if __name__ == "__main__":
    main()
