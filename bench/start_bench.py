#!/usr/bin/env python3
"""How long a server takes from exec until it answers.

    start_bench.py CMMM [STARTS]

Starts `cmmm serve` with both doors again and again (11 times), each time until it
says where it serves, and is asked there for its readiness. Beside it, `cmmm
--version`: what loading and ending the program takes by itself. Medians, and the
processor time until then, which a busy machine does not stretch.
"""
import http.client
import os
import pathlib
import re
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("CMMM_")}


def processor_ms(pid):
    """Of all its threads, so far."""
    return sum(int((task / "schedstat").read_text().split()[0])
               for task in pathlib.Path(f"/proc/{pid}/task").iterdir()) / 1e6


def start(cmmm):
    """(milliseconds until it is ready, those of the processor)."""
    begin = time.monotonic()
    process = subprocess.Popen(
        [cmmm, "serve", "--listen", "127.0.0.1:0", "--http", "127.0.0.1:0", "--models", str(ROOT / "models")],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=ENVIRONMENT)
    process.stdout.readline()
    port = int(re.search(r":(\d+)$", process.stdout.readline().strip()).group(1))
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    link.request("GET", "/readyz")
    assert link.getresponse().status == 200
    took = 1e3 * (time.monotonic() - begin)
    used = processor_ms(process.pid)
    link.close()
    process.terminate()
    assert process.wait(60) == 0
    return took, used


def version(cmmm):
    begin = time.monotonic()
    subprocess.run([cmmm, "--version"], stdout=subprocess.DEVNULL, check=True, env=ENVIRONMENT)
    return 1e3 * (time.monotonic() - begin)


def main():
    cmmm = os.path.abspath(sys.argv[1])
    starts = int(sys.argv[2]) if len(sys.argv) > 2 else 11
    start(cmmm)  # the files are in memory then
    ready, used, alone = [], [], []
    for _ in range(starts):
        took, cpu = start(cmmm)
        ready.append(took)
        used.append(cpu)
        alone.append(version(cmmm))
    print("| from exec | median ms | least | most |")
    print("|---|---|---|---|")
    for what, times in (("until /readyz answers", ready), ("processor time of it", used),
                        ("`cmmm --version`, to its end", alone)):
        print(f"| {what} | {statistics.median(times):.1f} | {min(times):.1f} | {max(times):.1f} |")


if __name__ == "__main__":
    main()
