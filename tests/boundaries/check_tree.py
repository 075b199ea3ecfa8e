#!/usr/bin/env python3
"""House rules that a compiler does not check, over the files git knows.

The include rule (which folder may include what), sizes, textproto headers,
one-sentence READMEs, the changelog's form, files and decisions that documents
and comments name and changes that tests/mutants.txt explains being there, the
model staying out of the code,
and that clang-tidy's configuration is alive (a canary must trigger it).
Prints every finding; exit code 1 if there is any.
"""
import fnmatch
import functools
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]

# The rooms, in order: a room includes only rooms before it, and from engine/
# only its doors.
ROOMS = ["engine", "texts", "excel", "tables", "results", "batch", "portfolio", "report", "service", "server", "http", "cli", "python"]
# The stages of engine/, then its questions, in the same way.
STAGES = ["base", "model", "request", "answers", "scoring", "levels", "gaps", "response", "bounds", "compare", "explain", "cover", "margin", "plan", "readiness", "signature"]
# What other rooms include from engine/.
DOORS = r"engine/(base/\w+|model/(catalog|compiled_model|lint|model_names|level_words|read|read_names|digest|diff)|request/(parse_json|parse_message)|response/(print_json|refusal_status)|check_request|evaluate|score_rows|analyze|describe_model|sign_result)\.h"
# Files of engine/ that see no Protocol Buffers, not even through what they
# include. The name of a file says whether it may.
NO_MESSAGES = r"engine/(base|answers|scoring|levels|gaps)/|engine/(bounds|compare|explain|cover|margin|plan|readiness|signature)/(?!\w+_messages\.)"
MESSAGES = r"^google/protobuf/|\.pb\.h$"
GRPC = r"grpc|grpcpp"
# Where else something must not be seen: (files, includes, why).
FORBIDDEN = [
    (r"(?!server/|cli/remote_engine\.cc|tests/|bench/)", GRPC, "gRPC is the server's and the client's"),
    (r"(?!http/(batch_stream|beast_head|connection|end_connection|fetch|stream)\.|http/server\.cc|tests/)", r"^boost/", "Boost is the HTTP listener's"),
    (r"engine/(base|answers|scoring|levels|gaps)/", r"fstream|filesystem", "no files"),
    (r"engine/", r"^(iostream|thread|mutex|chrono)$", "no terminal, no threads, no clock"),
    (r"(server|http|cli|tables|results|batch|portfolio|report|texts|excel)/", r"Eigen/", "matrices stay inside the engine"),
    (r"(portfolio|report)/", r"^(iostream|chrono)$", "no terminal, no clock"),
    (r"report/", r"fstream|filesystem", "no files"),
    (r"tests/oracle/(oracle|question|check_\w+)\.", r"engine/|Eigen/|absl/", "shares no code with the engine"),
]
# Named by documents, made by tools.
MADE = {"bench/results/" + name for name in ("soak.txt", "coverage.txt", "mutants.txt")}
MAX_LINES = {room: 320 for room in [*ROOMS, "tools"]}

findings = []


def found(path, line, message):
    findings.append(f"{path}:{line}: {message}")


def git_files():
    out = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [f for f in out.splitlines() if (ROOT / f).is_file()]


def includes_of(lines):
    """(line number, what is included) of a file's lines."""
    for number, line in enumerate(lines, 1):
        if match := re.match(r'\s*#\s*include\s*[<"]([^>"]+)[>"]', line):
            yield number, match.group(1)


@functools.cache
def sees_messages(include):
    """Whether a file sees Protocol Buffers through the files of engine/."""
    if re.search(MESSAGES, include):
        return True
    path = ROOT / include
    if not include.startswith("engine/") or not path.is_file():
        return False
    lines = path.read_text(encoding="utf-8").splitlines()
    return any(sees_messages(other) for _, other in includes_of(lines))


def check_includes(path, lines):
    parts = path.split("/")
    room = parts[0] if parts[0] in ROOMS else None
    stage = parts[1] if room == "engine" and len(parts) > 2 else None
    for number, include in includes_of(lines):
        for files, pattern, why in FORBIDDEN:
            if re.match(files, path) and re.search(pattern, include):
                found(path, number, f"include rule: must not include {include} ({why})")
        other = include.split("/")
        if room and other[0] in ROOMS and ROOMS.index(other[0]) > ROOMS.index(room):
            found(path, number, f"include rule: {room}/ comes before {other[0]}/")
        if room not in (None, "engine") and other[0] == "engine" and not re.fullmatch(DOORS, include):
            found(path, number, f"include rule: {include} is no door of the engine")
        if re.match(NO_MESSAGES, path) and sees_messages(include):
            found(path, number, f"include rule: sees messages through {include}; put it into *_messages.cc")
        if stage in STAGES and other[0] == "engine" and len(other) > 2 and other[1] in STAGES:
            if STAGES.index(other[1]) > STAGES.index(stage):
                found(path, number, f"include rule: {stage} comes before {other[1]}")


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
        if top in ROOMS:
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
    for path in ("README.md", "README.zh-CN.md"):
        lines = len((ROOT / path).read_text(encoding="utf-8").splitlines())
        if lines > 150:
            found(path, lines, "longer than 150 lines: what goes further belongs into docs/")
    for folder in sorted(folders):
        parts = folder.split("/")
        if parts[0] in (*ROOMS, "proto", "bench") and len(parts) <= 2:
            top = parts[0] if parts[0] == "proto" else folder
            readme = f"{top}/README.md"
            if readme not in files:
                found(top, 1, "has no README.md")


def anchors_of(text):
    """The anchors that GitHub gives to the headings of a document."""
    text = re.sub(r"^```.*?^```", "", text, flags=re.M | re.S)
    headings = re.findall(r"^#+ (.*)$", text, re.M)
    return {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in headings}


class Names:
    """Whether what documents and comments name is there."""

    SOURCE = r"(?:cc|h|py|sh|proto|md|textproto|tsv|txt|cmake|html|svg)"

    def __init__(self, files):
        self.files = files
        self.tops = {f.split("/")[0] for f in files if "/" in f}
        self.decisions = {f.split("/")[2][:4] for f in files if f.startswith("docs/decisions/")}

    def has(self, name, folder):
        """A file, a folder or a pattern, seen from the root, from `folder`, or
        as the end of a path."""
        name = name.rstrip("/")
        for path in (name, f"{folder}/{name}"):
            if (ROOT / path).exists() or fnmatch.filter(self.files, path):
                return True
        return bool(fnmatch.filter(self.files, f"*/{name}") or
                    fnmatch.filter(self.files, f"*/{name}/*"))

    def is_name(self, token, folder):
        """Whether a token in backticks is meant to name a file or a folder."""
        if not re.fullmatch(r"[\w*.-]+(/[\w*.-]+)*/?", token):
            return False
        if re.fullmatch(rf"[\w*/-]+\.{self.SOURCE}", token) and not re.search(
                r"^(my|mine|client|a|t|scenario|NAME)[./]", token):
            return True
        if token.endswith("/") and folder not in (".", "docs"):
            return True
        return "/" in token and token.split("/")[0] in self.tops

    def check_line(self, path, number, line):
        folder = str(pathlib.PurePath(path).parent)
        for token in re.findall(r"`([^`]+)`", line):
            if token not in MADE and self.is_name(token, folder) and not self.has(token, folder):
                found(path, number, f"names `{token}`, which is not there")

    def check_link(self, path, number, target):
        if re.match(r"https?:|mailto:", target):
            return
        name, _, anchor = target.partition("#")
        other = (ROOT / path).parent / name if name else ROOT / path
        if not other.exists():
            found(path, number, f"links to {target}, which is not there")
        elif anchor and anchor not in anchors_of(other.read_text(encoding="utf-8")):
            found(path, number, f"links to {target}, which has no such heading")

    def check_decisions(self, path, number, line):
        for decision in re.findall(r"[Dd]ecisions? (\d{4})\b", line):
            if decision not in self.decisions:
                found(path, number, f"names decision {decision}, which is not there")


def check_documents(files):
    """Every path in backticks, every link and every decision that a document
    names is there. The changelog and superseded decisions keep old names."""
    names = Names(files)
    for path in files:
        if not path.endswith(".md") or path.startswith("tests/fuzz/"):
            continue
        text = (ROOT / path).read_text(encoding="utf-8")
        folder = str(pathlib.PurePath(path).parent)
        if folder.split("/")[0] in ROOMS and not text.startswith(f"# {folder}\n"):
            found(path, 1, f"must begin with `# {folder}`")
        keeps_old_names = path == "CHANGELOG.md" or re.search("superseded by", text[:600], re.I)
        is_code = False
        for number, line in enumerate(text.splitlines(), 1):
            if line.startswith("```"):
                is_code = not is_code
            if is_code or line.startswith("    "):
                continue
            names.check_decisions(path, number, line)
            for target in re.findall(r"\]\(([^)\s]+)\)", line):
                names.check_link(path, number, target)
            if not keeps_old_names:
                names.check_line(path, number, line)


def check_decisions_index(files):
    """Every decision has a number of its own, a row in the index, and a status
    there that says by what it was superseded, if it was."""
    folder = "docs/decisions/"
    index = (ROOT / folder / "README.md").read_text(encoding="utf-8")
    numbers = set()
    for path in sorted(f for f in files if re.match(folder + r"\d{4}-", f)):
        name = path.removeprefix(folder)
        row = re.search(rf"^\| \[{name[:4]}\]\({re.escape(name)}\) .*$", index, re.M)
        head = (ROOT / path).read_text(encoding="utf-8")[:600]
        later = re.search(r"[Ss]uperseded by \[?(?:decision )?(\d{4})", head)
        if name[:4] in numbers:
            found(path, 1, f"there are two decisions {name[:4]}")
        elif not row:
            found(path, 1, f"has no row in {folder}README.md")
        elif later and f"superseded by [{later.group(1)}]" not in row.group(0):
            found(path, 1, f"its row in {folder}README.md does not say by what it is superseded")
        numbers.add(name[:4])


def check_comments(files):
    """Every path and decision that a comment names is there."""
    names = Names(files)
    of_project = re.compile(
        rf"(?<![\w/.])((?:{'|'.join(sorted(names.tops))})(?:/[\w*.-]+)*/[\w*-]+\.{names.SOURCE})\b")
    for path in files:
        mark = "//" if path.endswith((".cc", ".h", ".proto")) else "#"
        if mark == "#" and not path.endswith((".py", ".sh", "CMakeLists.txt", ".cmake", "Makefile")):
            continue
        for number, line in enumerate((ROOT / path).read_text(encoding="utf-8").splitlines(), 1):
            _, is_comment, comment = line.partition(mark)
            if not is_comment:
                continue
            names.check_decisions(path, number, comment)
            for name in of_project.findall(comment):
                if "NAME" not in name and name not in MADE and not names.has(name, "."):
                    found(path, number, f"names {name}, which is not there")


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


def check_mutants():
    """What tests/mutants.txt explains is a change that tools/mutants.py makes."""
    out = subprocess.run([sys.executable, "tools/mutants.py", "--list"], cwd=ROOT, capture_output=True, text=True)
    if out.returncode != 0:
        found("tests/mutants.txt", 1, out.stderr.strip().replace("\n", "; "))


def main():
    files = git_files()
    check_sources(files)
    check_textprotos(files)
    check_readmes(files)
    check_changelog(files)
    check_documents(files)
    check_comments(files)
    check_decisions_index(files)
    check_mutants()
    check_tidy_canary()
    print("\n".join(findings) if findings else f"{len(files)} files keep the house rules")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
