#!/usr/bin/env python3
"""Adds to a wheel that auditwheel repaired what is said of others' work in it: the
licences, and a bill of materials (CycloneDX) with every library that it holds, and
what was compiled into the module.

    wheel_notices.py WHEEL

By the packages of Debian that the libraries are of. Runs in the environment of
tools/python_packages.sh, which has auditwheel.
"""
import importlib.metadata
import json
import pathlib
import re
import subprocess
import sys
import urllib.parse

from auditwheel.wheeltools import InWheel

# Compiled into the module, so that no library shows them.
HEADERS = {"libeigen3-dev": "/usr/include/eigen3/Eigen/Core"}
PYTHON = ["pybind11"]


def debian_package(path):
    """The name of the package that a file is of."""
    for there in (path, path.removeprefix("/usr")):
        done = subprocess.run(["dpkg-query", "-S", there], capture_output=True, text=True)
        if done.returncode == 0:
            return done.stdout.split(":")[0]
    sys.exit(f"{path}: of no package of Debian, so its licence is not known")


def installed_libraries():
    """The libraries of this machine, by the names of their files."""
    listed = subprocess.run(["/sbin/ldconfig", "-p"], capture_output=True, text=True, check=True).stdout
    files = [pathlib.Path(line.split(" => ")[1]).resolve() for line in listed.splitlines() if " => " in line]
    return {file.name: str(file) for file in files}


def name_before(inside):
    """What the library was called before auditwheel put it into the wheel, which
    adds a part of a hash: `libzip-5c554ca2.so.4.0`."""
    return re.sub(r"-[0-9a-f]{8}(?=\.so)", "", inside.name)


def debian_part(package, files):
    version = subprocess.run(["dpkg-query", "-W", "-f", "${Version}", package], capture_output=True,
                             text=True, check=True).stdout
    text = pathlib.Path("/usr/share/doc", package, "copyright").read_text(encoding="utf-8")
    return {"type": "library", "name": package, "version": version,
            "purl": f"pkg:deb/debian/{package}@{urllib.parse.quote(version)}",
            "properties": [{"name": "cmmm:file", "value": str(file)} for file in files]}, text


def python_part(name):
    info = importlib.metadata.distribution(name)
    texts = [info.locate_file(file).read_text(encoding="utf-8") for file in info.files or []
             if "LICENSE" in file.name.upper()]
    if not texts:
        sys.exit(f"{name}: has no licence")
    return {"type": "library", "name": name, "version": info.version,
            "purl": f"pkg:pypi/{name}@{info.version}"}, texts[0]


def main():
    wheel = pathlib.Path(*sys.argv[1:])
    with InWheel(wheel, wheel) as folder:
        root = pathlib.Path(folder)
        info, = root.glob("*.dist-info")
        held = {}
        installed = installed_libraries()
        for library in sorted(root.glob("cmmm.libs/*")):
            if name_before(library) not in installed:
                sys.exit(f"{library.name}: not among the libraries of this machine")
            package = debian_package(installed[name_before(library)])
            held.setdefault(package, []).append(library.relative_to(root))
        for package, header in HEADERS.items():
            held.setdefault(debian_package(header), [])
        parts = [debian_part(*one) for one in held.items()] + [python_part(name) for name in PYTHON]
        (info / "licenses").mkdir(exist_ok=True)
        for part, text in parts:
            (info / "licenses" / f"{part['name']}.txt").write_text(text, encoding="utf-8")
        (info / "sboms").mkdir(exist_ok=True)
        for made in (info / "sboms").glob("auditwheel*"):
            made.unlink()  # the same without what was compiled in, and without files
        name, version = info.name.removesuffix(".dist-info").split("-")
        bill = {"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
                "metadata": {"component": {"type": "library", "name": name, "version": version,
                                           "purl": f"pkg:pypi/{name}@{version}"}},
                "components": [part for part, _ in parts]}
        (info / "sboms" / "cmmm.cdx.json").write_text(json.dumps(bill, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
