#!/usr/bin/env python3
"""Runs the Connect conformance suite and judges what it says.

    connect_suite.py SUITE SERVER

Every case must pass, but that refusals of ours say why: they have details
(google.rpc.ErrorInfo, and LocalizedMessage, which the suite cannot read) where the
suite, for errors that a framework makes itself, expects none. The code and the
status of those cases must be right all the same: any other complaint fails.
"""
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
# What there is to say with the version of connect/go.mod and connect/config.yaml:
# fewer cases would mean that something is not asked any longer.
LEAST_CASES = 172
OF_DETAILS = [
    r'connect error JSON: details\[\d\]: could not check debug data because message type '
    r'"google\.rpc\.LocalizedMessage" could not be resolved: proto:\snot found',
    r"actual error contain \d details; expecting 0"]


def main():
    suite, server = sys.argv[1:]
    done = subprocess.run([suite, "--conf", HERE / "connect/config.yaml", "--mode", "server", "--", server],
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=600)
    summary = re.search(r"^Total cases: (\d+)\n(\d+) passed, (\d+) failed$", done.stdout, re.M)
    if summary is None:
        print(done.stdout)
        return 1
    total, passed, failed = map(int, summary.groups())
    with_details, wrong = 0, []
    for name, complaints in re.findall(r"^FAILED: (.*):\n((?:\t.*\n)+)", done.stdout, re.M):
        said = [one.strip("; \t") for one in complaints.splitlines() if one.strip("; \t")]
        if all(any(re.fullmatch(pattern, one) for pattern in OF_DETAILS) for one in said):
            with_details += 1
        else:
            wrong.append(name + "\n  " + "\n  ".join(said))
    print("\n".join(wrong))
    print(f"{total} cases: {passed} pass, {with_details} but for the details of a refusal, {len(wrong)} are wrong")
    return 0 if not wrong and passed + with_details == total >= LEAST_CASES and with_details == failed else 1


if __name__ == "__main__":
    sys.exit(main())
