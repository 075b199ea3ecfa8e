#!/usr/bin/env python3
"""What only a restart mends ends the server, and it is started anew.

    restart_test.py BINARY

Two floods cost a server whatever it has when they reach its port without a proxy
(SECURITY.md: faults of gRPC 1.51). Here they do. The unit, deploy/systemd/cmmm.service,
is played where systemd cannot run: MemoryMax by a control group (where none may be made,
by RLIMIT_DATA), Restart=on-failure and RestartSec= by starting it again. Streams that are
reset as fast as they are opened end at that limit; headers that never end, when the
server has not answered itself three times. After both a new process answers calls. The
unit itself is read by systemd-analyze, where it is installed: it is exposed by 2.0 at most.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import threading
import time

if sys.executable != "/usr/bin/python3":
    os.execv("/usr/bin/python3", ["/usr/bin/python3", *sys.argv])

# The server is started again while there are connections.
os.environ["GRPC_ENABLE_FORK_SUPPORT"] = "0"
import grpc  # noqa: E402

import proxies_test as floods  # noqa: E402

ROOT = floods.ROOT
UNIT = (ROOT / "deploy/systemd/cmmm.service").read_text()
LONGEST = 240  # seconds that a flood may need


def of_unit(setting):
    return re.search(rf"^{setting}=(.*)$", UNIT, re.M).group(1)


def bytes_of(text):
    number, unit = re.fullmatch(r"(\d+)([MG])", text).groups()
    return int(number) << {"M": 20, "G": 30}[unit]


class MemoryMax:
    """At most so many bytes for the processes in it: a control group of version 1
    or 2, or RLIMIT_DATA of each, which ends it by an allocation that fails."""

    def __init__(self, most):
        self.most, self.group = most, None
        for base, file in (("/sys/fs/cgroup/memory", "memory.limit_in_bytes"),
                           ("/sys/fs/cgroup", "memory.max")):
            group = pathlib.Path(base) / f"cmmm-restart-test-{os.getpid()}"
            try:
                group.mkdir()
            except OSError:
                continue
            try:
                (group / file).write_text(str(most))
                self.group, self.file = group, file
                return
            except OSError:
                group.rmdir()

    def within(self, command):
        """The command that runs this one in it."""
        enter = f"echo $$ >{self.group}/cgroup.procs" if self.group else f"ulimit -d {self.most >> 10}"
        return ["sh", "-c", f'{enter} && exec "$@"', "sh", *command]

    def name(self):
        return f"{self.group} {self.file}" if self.group else "RLIMIT_DATA"

    def remove(self):
        if self.group is not None:
            self.group.rmdir()


class Unit(floods.Port):
    """The server, started again whenever it fails."""

    def __init__(self, binary, memory):
        super().__init__(floods.free_port())
        self.command = [binary, "serve", "--listen", f"127.0.0.1:{self.port}", "--models",
                        str(ROOT / "models"), "--no-call-log"]
        self.memory, self.ends, self.stopping = memory, [], False
        assert of_unit("Restart") == "on-failure"
        self.pause = float(of_unit("RestartSec").removesuffix("s"))
        self.process, self.said = None, ""
        self.thread = threading.Thread(target=self.run)
        self.thread.start()

    def run(self):
        while not self.stopping:
            self.process = subprocess.Popen(self.memory.within(self.command), stdout=subprocess.DEVNULL,
                                            stderr=subprocess.PIPE, text=True)
            self.said = self.process.stderr.read()
            code = self.process.wait()
            self.process.stderr.close()
            self.ends.append(code)
            if code == 0:
                return
            time.sleep(self.pause)

    def score(self, request, limit):
        """Whether a call is answered within so many seconds."""
        end = time.monotonic() + limit
        while time.monotonic() < end:
            with grpc.insecure_channel(f"127.0.0.1:{self.port}",
                                       [("grpc.use_local_subchannel_pool", 1)]) as channel:
                try:
                    channel.unary_unary(floods.SCORE)(request, timeout=5)
                    return True
                except grpc.RpcError:
                    time.sleep(0.2)
        return False

    def stop(self):
        self.stopping = True
        self.process.terminate()
        self.thread.join()
        return self.ends[-1]


def flood_until_it_ends(unit, flood, callers):
    """Floods the port by some callers until the server has ended once more; its code and
    the seconds that took."""
    before, begin = len(unit.ends), time.monotonic()

    def run():
        while len(unit.ends) == before and time.monotonic() - begin < LONGEST:
            try:
                flood(unit)
            except OSError:
                time.sleep(0.05)  # it does not accept any more
    threads = [threading.Thread(target=run) for _ in range(callers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(unit.ends) > before, f"the server stands {LONGEST} s of it"
    return unit.ends[before], time.monotonic() - begin


def check_exposure():
    if shutil.which("systemd-analyze") is None:
        print("  systemd-analyze is not installed: the unit is not read", flush=True)
        return
    done = subprocess.run(["systemd-analyze", "security", "--offline=true", "--threshold=20", "--no-pager",
                           ROOT / "deploy/systemd/cmmm.service"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-300:] + done.stderr
    print("  " + re.search(r"Overall exposure level.*: ([\d.]+)", done.stdout).group(0), flush=True)


def main():
    check_exposure()
    request = floods.score_request()
    memory = MemoryMax(bytes_of(of_unit("MemoryMax")))
    unit = Unit(sys.argv[1], memory)
    try:
        assert unit.score(request, 60), f"it does not start: {unit.said}"

        code, took = flood_until_it_ends(unit, lambda to: floods.rapid_reset(to, 1, 20000), 2)
        print(f"  streams reset as they are opened: ends with {code} after {took:.0f} s "
              f"({memory.name()}, {memory.most >> 20} MiB)", flush=True)
        # Killed by the kernel, or by itself for want of memory.
        assert code in ((-9,) if memory.group else (-6, -11)), (code, unit.said)
        assert unit.score(request, 60), "it is not there again"

        code, took = flood_until_it_ends(unit, lambda to: floods.endless_header(to, 64), 8)
        print(f"  headers that never end: ends with {code} after {took:.0f} s", flush=True)
        # It may be the memory again; then the limit is what helps.
        assert code in (75, -9), (code, unit.said)
        assert code != 75 or "has not answered itself three times" in unit.said, unit.said
        assert unit.score(request, 60), "it is not there again"
    finally:
        code = unit.stop()
        memory.remove()
    assert code == 0, f"the server stops with {code}"
    print("ok: ended by what only a restart mends, and there again")


if __name__ == "__main__":
    main()
