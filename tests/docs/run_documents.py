#!/usr/bin/env python3
"""Runs the commands that documents show and compares what they quote.

    run_documents.py CMMM DOCUMENT...

Every indented block of a document is read like this, in a folder of its own in
which `datasets/`, `models/` and `proto/` are those of the repository:

  - A line that begins with `cmmm`, `curl`, `mkdir` or `PYTHONPATH=` is run and must end
    with exit code 0, or N where it says `# ends with N`; lines that end in a
    backslash go on.
  - A line `$ cmmm ...`, `$ curl ...` or `$ cat ...` is run as well, and the lines below it must be what it
    printed. A line of `…` alone stands for lines that are left out, a `…` at the
    end of a line for the rest of the line.
  - `cmmm serve` runs until the end, on a free port; later lines find it there.
  - What people fill in is filled in: an empty questionnaire becomes answers,
    an empty workbook a filled-in one, `ask` is answered. Where a document
    names clients, there are six; `two-rows.csv` is the table of
    docs/life_of_a_row.md.

The first block of Python becomes `client.py`; what its last line says behind
`# ` must be what it prints. Exit code 77: Python's gRPC is missing.

With CMMM_UPDATE_GOLDEN=1, what is quoted without `…` is written anew.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
FILLED = sorted((ROOT / "tests/excel/files").glob("saved-by-libreoffice-*.xlsx"))
DATASET = ROOT / "datasets/hunan-equipment-maker-just-misses-level-2.textproto"
RUN = re.compile(r"(\$ )?(cmmm|curl|mkdir|PYTHONPATH=)|\$ cat ")
GAP = "…"
UPDATE = "CMMM_UPDATE_GOLDEN" in os.environ


def blocks_of(text):
    """Yields the indented blocks of a document, as lists of lines."""
    block = []
    for line in text.splitlines() + ["end"]:
        if line.startswith("    ") or not line.strip():
            block.append(line[4:].rstrip())
        elif any(block):
            yield block
            block = []
        else:
            block = []


def steps_of(block):
    """Yields (command, is_quoted, lines quoted below it)."""
    command, quoted, step = "", [], None
    for line in block:
        if command:
            command += "\n" + line
        elif RUN.match(line):
            if step:
                yield (*step, quoted)
            command, quoted, step = line, [], None
        else:
            quoted.append(line)
        if command and not command.endswith("\\"):
            step = (command.removeprefix("$ "), command.startswith("$ "))
            command = ""
    if step:
        yield (*step, quoted)


def chunks_of(lines):
    """The runs of lines between those that say that something is left out."""
    chunks = [[]]
    for line in lines:
        if line.strip() == GAP:
            chunks.append([])
        else:
            chunks[-1].append(line)
    for chunk in chunks:
        while chunk and not chunk[0]:
            chunk.pop(0)
        while chunk and not chunk[-1]:
            chunk.pop()
    return [chunk for chunk in chunks if chunk]


def is_shown_by(printed, quoted):
    if quoted.endswith(" " + GAP):
        return printed.startswith(quoted.removesuffix(GAP).rstrip())
    return printed == quoted


def not_printed(quoted, printed):
    """The first chunk of `quoted` that does not stand in `printed`, if any."""
    lines, at = [line.rstrip() for line in printed.splitlines()], 0
    for chunk in chunks_of(quoted):
        places = [i for i in range(at, len(lines) - len(chunk) + 1)
                  if all(map(is_shown_by, lines[i:], chunk))]
        if not places:
            return "\n".join(chunk)
        at = places[0] + len(chunk)
    return None


def two_rows():
    """The answers of the dataset as a table, and again with two faults."""
    answers = {id: grade.lower() for id, grade in re.findall(
        r'requirement_id: "([^"]+)" grade: GRADE_(\w+)', DATASET.read_text(encoding="utf-8"))}
    faulty = {**answers, "information_security.2.b": "mostyl", "logistics.1.b": ""}
    rows = [["enterprise_id", "city", *answers], ["E1", "长沙", *answers.values()],
            ["E2", "株洲", *faulty.values()]]
    return "".join(",".join(row) + "\r\n" for row in rows)


class Folder:
    """A folder in which the commands of one document run."""

    def __init__(self, cmmm, path):
        self.path = pathlib.Path(path)
        self.servers = []
        self.addresses = {}  # as written: as served
        (self.path / "bin").mkdir()
        (self.path / "bin/cmmm").symlink_to(pathlib.Path(cmmm).resolve())
        for name in ("datasets", "models", "proto"):
            (self.path / name).symlink_to(ROOT / name)
        shutil.copy(DATASET, self.path / "my.textproto")
        (self.path / "two-rows.csv").write_text(two_rows(), encoding="utf-8")
        for clients in ("clients", "客户"):
            (self.path / clients).mkdir()
            for i in range(6):
                shutil.copy(FILLED[i % 2], self.path / clients / f"client{i}.xlsx")
        self.environment = {
            **os.environ, "PATH": f"{self.path / 'bin'}:{os.environ['PATH']}"}

    def run(self, command):
        """Runs one command; what it printed, or raises."""
        for written, served in self.addresses.items():
            command = command.replace(written, served)
        # A province would take long, and a report an enterprise longer.
        command = command.replace("--n 100000", "--n 50")
        if command.startswith("cmmm serve"):
            return self.serve(command)
        if "PYTHONPATH=" in command:
            command = command.replace("python3", python_with_grpc() or "python3")
        done = subprocess.run(
            ["bash", "-c", command], cwd=self.path, env=self.environment,
            input="3\n" * 300, capture_output=True, text=True, timeout=120)
        expected = re.search(r"# ends with (\d+)", command)
        if done.returncode != int(expected.group(1) if expected else 0):
            raise AssertionError(f"exit code {done.returncode}: {done.stderr}")
        self.fill_in(command)
        return done.stdout

    def fill_in(self, command):
        written = re.search(r"(?:-o|>) (\S+\.(?:xlsx|textproto|jsonl))", command)
        if not written or not re.match("cmmm (template|questionnaire)", command):
            return
        path = self.path / written.group(1)
        if path.suffix == ".xlsx":
            shutil.copy(FILLED[0], path)
        else:
            path.write_text(path.read_text().replace("GRADE_UNSPECIFIED", "GRADE_MOSTLY"))

    def serve(self, command):
        written = dict(re.findall(r"--(listen|http) (\S+)", command))
        command = re.sub(r"--(listen|http) \S+", r"--\1 127.0.0.1:0", command)
        if "listen" not in written:
            command += " --listen 127.0.0.1:0"
        server = subprocess.Popen(
            command.split(), cwd=self.path,
            env=self.environment, stdout=subprocess.PIPE, text=True,
            stderr=subprocess.DEVNULL)
        self.servers.append(server)
        line = server.stdout.readline()
        if "listen" in written:
            self.addresses[written["listen"]] = line.split(" on ")[-1].strip()
        if "http" in written:
            line = server.stdout.readline()
            self.addresses[written["http"]] = line.split("//")[-1].strip()
        return line

    def stop(self):
        for server in self.servers:
            server.terminate()
            if server.wait(timeout=30) != 0:
                raise AssertionError("the server did not end well")
            server.stdout.close()


def python_with_grpc():
    for python in ("python3", "/usr/bin/python3"):
        if subprocess.run([python, "-c", "import grpc, google.protobuf"],
                          capture_output=True).returncode == 0:
            return python
    return None


def indented(lines):
    return "".join(f"    {line}".rstrip() + "\n" for line in lines)


def write_anew(document, quoted, printed):
    path, (chunk,) = ROOT / document, chunks_of(quoted)
    lines = [line.rstrip() for line in printed.strip("\n").splitlines()]
    path.write_text(path.read_text(encoding="utf-8").replace(
        indented(chunk), indented(lines)), encoding="utf-8")


def check(cmmm, document):
    """Runs one document; yields what is wrong, and the count of commands last."""
    text = (ROOT / document).read_text(encoding="utf-8")
    client = re.search(r"^```python\n(.*?)^```", text, re.M | re.S)
    count = 0
    with tempfile.TemporaryDirectory() as path:
        folder = Folder(cmmm, path)
        try:
            for block in blocks_of(text):
                for command, is_quoted, quoted in steps_of(block):
                    count += 1
                    promised = None
                    if "client.py" in command and client:
                        code = client.group(1)
                        for written, served in folder.addresses.items():
                            code = code.replace(written, served)
                        (folder.path / "client.py").write_text(code, encoding="utf-8")
                        promised = code.rstrip().splitlines()[-1].partition("# ")[2]
                    if not is_quoted:  # what is not shown must be no error
                        command = command.replace("curl -s", "curl -s --fail-with-body")
                    try:
                        printed = folder.run(command)
                    except (AssertionError, subprocess.TimeoutExpired) as problem:
                        yield f"{document}: {command}\n{problem}"
                        continue
                    missing = not_printed(quoted, printed) if is_quoted else None
                    if missing and GAP not in map(str.strip, quoted) and UPDATE:
                        write_anew(document, quoted, printed)
                    elif missing is not None:
                        yield f"{document}: {command}\nprints\n{printed}\nwithout\n{missing}"
                    if promised is not None and printed.strip() != promised:
                        yield f"{document}: client.py prints {printed}, not {promised}"
        finally:
            folder.stop()
    if not count:
        yield f"{document}: shows no command"
    print(f"{document}: {count} commands")


def main():
    if not python_with_grpc():
        print("skipped: Python has no gRPC (python3-grpcio, python3-protobuf)")
        return 77
    cmmm, *documents = sys.argv[1:]
    wrong = [line for document in documents for line in check(cmmm, document)]
    print("\n\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
