#!/usr/bin/env python3
"""schemathesis asks the real server whatever /openapi.json allows, and what it does
not: never a server error, and every answer is as described.

    schemathesis_test.py BINARY TOOLS [SECONDS]

TOOLS is the folder with `schemathesis` (tools/checkers.sh), SECONDS its time, 60. The
seed is CMMM_TEST_SEED; what was found can be asked again with it. That a request
against the schema is refused is not asked for, since JSON of Protocol Buffers takes
null for a field left out and a number for an enum, which the schema, being of answers,
too, does not say; tests/http/openapi_test.py has requests that must be refused.
"""
import os
import pathlib
import random
import subprocess
import sys
import tempfile

from serving import Server

HERE = pathlib.Path(__file__).resolve().parent
CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"
# What a server says of itself, never of a request.
FAULTS = {"INTERNAL", "UNKNOWN", "DATA_LOSS"}


def ask_all(tools, port, seconds, seed):
    with tempfile.TemporaryDirectory() as folder:
        return subprocess.run(
            [f"{tools}/schemathesis", "run", f"http://127.0.0.1:{port}/openapi.json",
             "--checks", CHECKS, "--phases", "coverage,fuzzing", "--max-examples", "50",
             "--max-time", seconds, "--seed", seed, "--continue-on-failure",
             "--request-timeout", "60", "--suppress-health-check", "all", "--warnings", "off"],
            env={**os.environ, "SCHEMATHESIS_HOOKS": "schemathesis_hooks", "PYTHONPATH": str(HERE)},
            cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def main():
    tools = pathlib.Path(sys.argv[2]).resolve()
    seconds = sys.argv[3] if len(sys.argv) > 3 else "60"
    seed = os.environ.get("CMMM_TEST_SEED", "1")
    seed = str(random.randrange(2**31)) if seed == "random" else seed
    server = Server()
    try:
        done = ask_all(tools, server.port, seconds, seed)
    finally:
        code = server.close()
    print(done.stdout)
    assert done.returncode == 0, f"schemathesis ends with {done.returncode}; seed {seed}"
    assert code == 0, f"the server ends with {code}"
    faults = [call for call in server.calls if call["code"] in FAULTS]
    assert not faults, faults[:3]
    codes = {call["code"] for call in server.calls}
    answered = {call["method"] for call in server.calls if call["code"] == "OK"}
    # It got past the door: some methods answered, others refused for a reason.
    assert {"OK", "INVALID_ARGUMENT", "NOT_FOUND"} <= codes, codes
    assert {"ListModels", "GetModel"} <= answered and len(answered) >= 5, answered
    print(f"ok: {len(server.calls)} calls, {len(answered)} methods answered; seed {seed}")


if __name__ == "__main__":
    main()
