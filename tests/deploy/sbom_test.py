#!/usr/bin/env python3
"""The list of what is in the program is whole.

    sbom_test.py BUILD DOC

Every library that the build's link of `cmmm` names, and every shared one that the
program loads, is from a Debian package that DOC/sbom.cdx.json has, at the version
that is installed, and whose licence is in DOC/third-party. glibc is the system's.
"""
import json
import pathlib
import re
import subprocess
import sys

SYSTEM = {"libc6", "libc6-dev"}


def output(*words):
    return subprocess.run(words, capture_output=True, text=True).stdout


def package_of(path):
    for one in (path, str(pathlib.Path(path).resolve())):
        if found := re.match(r"([^:\s]+)", output("dpkg", "-S", one)):
            return found.group(1)
    return None


def linked(build):
    text = (build / "build.ninja").read_text()
    step = re.search(r"^build cmmm: .*?(?=^build )", text, re.M | re.S).group(0)
    words = re.search(r"LINK_LIBRARIES = (.*)", step).group(1).split()
    named = [output("gcc", f"-print-file-name=lib{word[2:]}.a").strip()
             for word in words if word.startswith("-l")]
    loaded = re.findall(r"=> (/\S+)", output("ldd", str(build / "cmmm")))
    return [word for word in words if word.startswith("/")] + named + loaded


def main():
    build, doc = map(pathlib.Path, sys.argv[1:])
    components = {one["name"]: one["version"]
                  for one in json.loads((doc / "sbom.cdx.json").read_text())["components"]}
    paths, wrong = linked(build), []
    packages = {package_of(path) for path in paths} - SYSTEM
    wrong += [f"{path} is of no package" for path in paths if package_of(path) is None]
    wrong += [f"{name} is linked and not listed" for name in sorted(packages - {None}) if name not in components]
    for name, version in components.items():
        if output("dpkg-query", "-W", "-f", "${Version}", name) != version:
            wrong.append(f"{name} is not {version} here")
        licence = doc / "third-party" / name
        if not licence.is_file() or not re.search(r"licen[sc]e|copyright", licence.read_text(), re.I):
            wrong.append(f"{name} has no licence")
    print("\n".join(wrong) if wrong else f"{len(paths)} libraries are of {len(components)} packages that are listed")
    return 1 if wrong or not packages else 0


if __name__ == "__main__":
    sys.exit(main())
