#!/usr/bin/env python3
"""House rules that a compiler does not check, over the files git knows.

The include rule (which folder may include what), sizes, textproto headers,
one-sentence READMEs, the changelog's form, the model staying out of the code,
and that clang-tidy's configuration is alive (a canary must trigger it).
Prints every finding; exit code 1 if there is any.
"""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]

# What a folder must not include, longest prefix first: (folder, pattern, why).
GRPC = r"grpc|grpcpp"
FORBIDDEN = [
    ("engine/base/", rf"google/protobuf|\.pb\.h|Eigen/|{GRPC}", "std and absl only"),
    ("engine/answers/", rf"google/protobuf|\.pb\.h|{GRPC}|fstream|filesystem", "no protobuf, no files"),
    ("engine/scoring/", rf"google/protobuf|\.pb\.h|{GRPC}|fstream|filesystem", "no protobuf, no files"),
    ("engine/levels/", rf"google/protobuf|\.pb\.h|{GRPC}|fstream|filesystem", "no protobuf, no files"),
    ("engine/gaps/", rf"google/protobuf|\.pb\.h|{GRPC}|fstream|filesystem", "no protobuf, no files"),
    ("engine/explain/", rf"google/protobuf|\.pb\.h|{GRPC}|fstream|filesystem", "no protobuf, no files"),
    ("engine/compare/", rf"google/protobuf|\.pb\.h|{GRPC}|fstream|filesystem", "no protobuf, no files"),
    ("engine/bounds/", rf"google/protobuf|\.pb\.h|{GRPC}|fstream|filesystem", "no protobuf, no files"),
    ("engine/plan/", rf"google/protobuf|\.pb\.h|{GRPC}|fstream|filesystem", "no protobuf, no files"),
    ("engine/margin/", rf"google/protobuf|\.pb\.h|{GRPC}|fstream|filesystem", "no protobuf, no files"),
    ("engine/readiness/", rf"google/protobuf|\.pb\.h|{GRPC}|fstream|filesystem", "no protobuf, no files"),
    ("engine/signature/", rf"google/protobuf|\.pb\.h|{GRPC}|fstream|filesystem", "no protobuf, no files"),
    ("engine/", rf"{GRPC}|^iostream$|^thread$|^mutex$|^chrono$|server/|cli/|batch/", "no gRPC, no terminal, no threads, no clock"),
    ("server/", r"Eigen/|engine/(answers|scoring|levels|gaps|bounds|compare|explain|plan|margin|readiness|request|analysis)/|cli/|batch/", "the engine's doors only"),
    ("cli/", r"Eigen/|engine/(answers|scoring|levels|gaps|bounds|compare|explain|plan|margin|readiness|request|analysis)/", "the engine's doors only"),
    ("batch/", rf"{GRPC}|Eigen/|engine/(answers|scoring|levels|gaps|bounds|compare|explain|plan|margin|readiness|request|analysis|report)/|server/|cli/", "no gRPC, the engine's doors only"),
    ("portfolio/", rf"Eigen/|{GRPC}|^iostream$|^chrono$|server/|cli/|report/|engine/(?!base/)", "messages and tables only; no terminal, no clock"),
    ("report/", rf"Eigen/|{GRPC}|^iostream$|fstream|filesystem|^chrono$|server/|batch/|engine/(?!base/)|cli/(?!(format_text|text_names|ready_reason)\.h)", "messages and words only; no files, no terminal, no clock"),
    ("tests/oracle/oracle.", r"engine/|Eigen/|absl/", "shares no code with the engine"),
    ("tests/oracle/question.", r"engine/|Eigen/|absl/", "shares no code with the engine"),
    ("tests/oracle/check_", r"engine/|Eigen/|absl/", "shares no code with the engine"),
]
# The stages, in order: none includes a later one.
STAGES = ["base", "model", "answers", "request", "scoring", "levels", "gaps", "bounds", "compare", "plan", "margin", "readiness", "signature", "report", "analysis"]
# engine/request reads messages into engine/answers' input struct.
MAX_LINES = {"engine": 320, "server": 320, "batch": 320, "cli": 320, "portfolio": 320, "report": 320, "tools": 320}

findings = []


def found(path, line, message):
    findings.append(f"{path}:{line}: {message}")


def git_files():
    out = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [f for f in out.splitlines() if (ROOT / f).is_file()]


def check_includes(path, lines):
    stage = path.split("/")[1] if path.startswith("engine/") and path.count("/") > 1 else None
    for number, line in enumerate(lines, 1):
        match = re.match(r'\s*#\s*include\s*[<"]([^>"]+)[>"]', line)
        if not match:
            continue
        include = match.group(1)
        for folder, pattern, why in FORBIDDEN:
            if path.startswith(folder) and re.search(pattern, include):
                found(path, number, f"include rule: {folder} must not include {include} ({why})")
        if stage in STAGES and include.startswith("engine/") and include.count("/") > 1:
            other = include.split("/")[1]
            if other in STAGES and STAGES.index(other) > STAGES.index(stage):
                found(path, number, f"include rule: {stage} comes before {other}")


def check_sources(files):
    names = re.compile("production_operation|organization_strategy|information_security|生产作业|gbt39116")
    for path in files:
        if not path.endswith((".cc", ".h")):
            continue
        lines = (ROOT / path).read_text(encoding="utf-8").splitlines()
        check_includes(path, lines)
        top = path.split("/")[0]
        if len(lines) > MAX_LINES.get(top, 10**9):
            found(path, len(lines), f"longer than {MAX_LINES[top]} lines")
        if top in ("engine", "server", "batch", "cli", "portfolio", "report"):
            for number, line in enumerate(lines, 1):
                code = line.split("//")[0]
                if names.search(code):
                    found(path, number, "the model is data: no name of it belongs into code")
                if re.search(r"\b(TODO|FIXME|XXX|HACK)\b", line):
                    found(path, number, "unfinished work belongs into an issue")


def check_textprotos(files):
    for path in files:
        if not path.endswith(".textproto") or "/corpus/" in path:
            continue
        head = (ROOT / path).read_text(encoding="utf-8").splitlines()[:2]
        if len(head) < 2 or not head[0].startswith("# proto-file: ") or not head[1].startswith("# proto-message: "):
            found(path, 1, "must begin with `# proto-file:` and `# proto-message:`")


def check_readmes(files):
    folders = {str(pathlib.PurePath(f).parent) for f in files if f.endswith((".cc", ".proto"))}
    for folder in sorted(folders):
        parts = folder.split("/")
        if parts[0] in ("engine", "server", "batch", "cli", "proto", "bench", "portfolio", "report") and len(parts) <= 2:
            top = parts[0] if parts[0] == "proto" else folder
            if f"{top}/README.md" not in files:
                found(top, 1, "has no README.md")


def check_changelog(files):
    if "CHANGELOG.md" not in files:
        return found("CHANGELOG.md", 1, "is missing")
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## (.*)$", text, re.M)
    if not headings or headings[0] != "[Unreleased]":
        found("CHANGELOG.md", 1, "must begin with `## [Unreleased]`")
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("### ") and line[4:] not in (
                "Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"):
            found("CHANGELOG.md", number, f"unknown heading {line}")
        if line.startswith("## ") and not re.fullmatch(
                r"## \[(Unreleased|\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d)\]?", line):
            found("CHANGELOG.md", number, f"not a version heading: {line}")


def check_tidy_canary():
    canary = "tests/boundaries/tidy_canary.cc"
    out = subprocess.run(
        ["clang-tidy-14", "--quiet", canary, "--", "-std=c++20"],
        cwd=ROOT, capture_output=True, text=True)
    for check in re.findall(r"// tidy: (\S+)", (ROOT / canary).read_text()):
        if f"[{check}," not in out.stdout:
            found(canary, 1, f"clang-tidy does not report {check}: is .clang-tidy alive?")


def main():
    files = git_files()
    check_sources(files)
    check_textprotos(files)
    check_readmes(files)
    check_changelog(files)
    check_tidy_canary()
    print("\n".join(findings) if findings else f"{len(files)} files keep the house rules")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
