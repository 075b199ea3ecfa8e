#!/usr/bin/env python3
"""The package's unit under a real systemd, as docs/operations.md has it.

    unit_test.py PACKAGE.deb

A bookworm root with systemd, made by debootstrap from the mirror that apt uses here, is
booted in namespaces and control groups of its own. The package is installed there: its unit
is up, enabled, exposed by 2.0 at most, and lets in whoever has a key after a reload, behind
nginx with the shipped example. Floods that no proxy holds off end it, at MemoryMax or with
75, and systemd starts it again; so it does after a kill. A new version restarts it. Removed
and purged, nothing of it runs or is left. Needs root; exit code 77 without it, without
debootstrap, or where no control group can be made.
"""
import ctypes
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

if sys.executable != "/usr/bin/python3":
    os.execv("/usr/bin/python3", ["/usr/bin/python3", *sys.argv])

import proxies_test as floods  # noqa: E402

ROOT = floods.ROOT
GROUPS = pathlib.Path("/sys/fs/cgroup")
LONGEST = 300
LIBC = ctypes.CDLL(None, use_errno=True)
# As systemd says it.
HOW = {"oom-kill": "at MemoryMax", "status=9/KILL": "at MemoryMax", "status=75": "with 75"}
BOOT = r"""
set -e
mount --bind "$R" "$R"
mount -t proc proc "$R/proc"
mount --bind "$R/proc/sys" "$R/proc/sys"
mount -o remount,ro,bind "$R/proc/sys"
mount -t sysfs -o ro sysfs "$R/sys"
if [ "$HIERARCHIES" = unified ]; then
  mount -t cgroup2 cgroup2 "$R/sys/fs/cgroup"
else
  mount -t tmpfs tmpfs "$R/sys/fs/cgroup"
  mkdir "$R/sys/fs/cgroup/memory" "$R/sys/fs/cgroup/systemd"
  mount -t cgroup -o memory cgroup "$R/sys/fs/cgroup/memory"
  mount -t cgroup -o none,name=systemd cgroup "$R/sys/fs/cgroup/systemd"
fi
mount -t tmpfs tmpfs "$R/run"
mount -t tmpfs tmpfs "$R/dev"
for device in null zero full random urandom tty; do
  touch "$R/dev/$device"
  mount --bind "/dev/$device" "$R/dev/$device"
done
ln -s /proc/self/fd "$R/dev/fd"
mkdir "$R/dev/shm" "$R/dev/pts"
mount -t tmpfs tmpfs "$R/dev/shm"
mount -t devpts -o newinstance,ptmxmode=0666 devpts "$R/dev/pts"
ln -s pts/ptmx "$R/dev/ptmx"
ip link set lo up
# By pivot_root: who sits in a chroot may make no user namespaces (PrivateUsers=).
cd "$R"
pivot_root . .
umount -l .
exec chroot . env -i container=other PATH=/usr/sbin:/usr/bin:/sbin:/bin \
  /lib/systemd/systemd --system --unit=multi-user.target --show-status=no
"""


def skip(why):
    print(why)
    sys.exit(77)


def mirror():
    targets = subprocess.run(
        ["apt-get", "indextargets", "--format", "$(REPO_URI) $(RELEASE)", "Created-By: Packages"],
        capture_output=True, text=True, check=True).stdout.splitlines()
    found = [line.split()[0] for line in targets if line.endswith(" bookworm")]
    return found[0] if found else skip("apt has no mirror of bookworm")


class Groups:
    """Control groups for the system that is booted; of version 2, or 1."""

    def __init__(self):
        unified = (GROUPS / "cgroup.controllers").exists()
        self.hierarchies = "unified" if unified else "memory systemd"
        self.made = []
        for folder in [GROUPS] if unified else [GROUPS / "memory", GROUPS / "systemd"]:
            group = folder / f"cmmm-unit-test-{os.getpid()}"
            try:
                group.mkdir()
            except OSError as error:
                self.remove()
                skip(f"no control group can be made: {error}")
            self.made.append(group)

    def remove(self):
        for group in self.made:
            for folder, _, _ in os.walk(group, topdown=False):
                os.rmdir(folder)


class System:
    """Booted until `close`."""

    def __init__(self, root, groups):
        enter = "".join(f"echo $$ >{group}/cgroup.procs; " for group in groups.made)
        self.groups, self.log = groups, open(root / "boot.log", "w")
        self.parent = subprocess.Popen(
            ["sh", "-c", enter + 'exec unshare --mount --pid --fork --uts --ipc --net --cgroup --kill-child '
             '--propagation private sh -c "$0"', BOOT], env={**os.environ, "R": str(root),
                                                              "HIERARCHIES": groups.hierarchies},
            stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log)
        end = time.monotonic() + LONGEST
        self.first = None
        while self.first is None or self.run("systemctl", "is-system-running", check=False).strip() != "running":
            assert self.parent.poll() is None and time.monotonic() < end, (root / "boot.log").read_text()
            children = pathlib.Path(f"/proc/{self.parent.pid}/task/{self.parent.pid}/children").read_text().split()
            if children and "systemd" in pathlib.Path(f"/proc/{children[0]}/comm").read_text():
                self.first = children[0]
            time.sleep(0.5)

    def run(self, *command, check=True, environment=()):
        """In the system; what it says."""
        if self.first is None:
            return ""
        done = subprocess.run(
            ["nsenter", "-t", self.first, "-m", "-u", "-i", "-n", "-p", "-C", "-r", "-w", "env", "-i",
             "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8", *environment, *command],
            capture_output=True, text=True, stdin=subprocess.DEVNULL)
        assert not check or done.returncode == 0, (command, done.stdout[-1500:], done.stderr[-1500:], journal(self)[-1500:])
        return done.stdout + done.stderr

    def said(self):
        """What systemd itself has to say."""
        return self.run("journalctl", "--no-pager", "-o", "cat", "_PID=1", check=False)

    def show(self, name):
        return self.run("systemctl", "show", "--value", "-p", name, "cmmm").strip()

    def in_its_network(self):
        """From now on this thread's new sockets are those of the system."""
        with open(f"/proc/{self.first}/ns/net", "rb") as network:
            assert LIBC.setns(network.fileno(), 0) == 0

    def close(self):
        if self.first is not None:
            os.kill(int(self.first), signal.SIGKILL)
        self.parent.kill()
        self.parent.wait()
        self.log.close()
        for _ in range(100):
            try:
                return self.groups.remove()
            except OSError:
                time.sleep(0.1)  # until the last process is gone
        raise AssertionError("the control groups stay in use")


def flood(system, one, callers):
    """Floods by some callers until systemd has started the unit once more."""
    before, begin = int(system.show("NRestarts")), time.monotonic()
    ends = threading.Event()

    def run():
        system.in_its_network()
        while not ends.is_set():
            try:
                one(floods.Port(50051))
            except OSError:
                time.sleep(0.05)
    threads = [threading.Thread(target=run) for _ in range(callers)]
    for thread in threads:
        thread.start()
    try:
        while int(system.show("NRestarts")) == before:
            assert time.monotonic() - begin < LONGEST, f"the unit stands {LONGEST} s of it"
            time.sleep(0.5)
    finally:
        ends.set()
        for thread in threads:
            thread.join()
    return time.monotonic() - begin


def journal(system):
    return system.run("journalctl", "-u", "cmmm", "--no-pager", "-o", "cat", check=False)


def make_root(root, package):
    subprocess.run(["debootstrap", "--variant=minbase", "--include=systemd,systemd-sysv,nginx-light,openssl,curl,procps",
                    "bookworm", root, mirror()], check=True, stdout=subprocess.DEVNULL)
    root.chmod(0o755)
    depends = re.sub(r"\([^)]*\)", "", subprocess.run(
        ["dpkg-deb", "-f", package, "Depends"], capture_output=True, text=True, check=True).stdout)
    subprocess.run(["chroot", root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "install", "-y",
                    "--no-install-recommends", *(one.strip() for one in depends.split(","))],
                   check=True, stdout=subprocess.DEVNULL)
    (root / "usr/sbin/policy-rc.d").unlink(missing_ok=True)
    (root / "etc/hosts").write_text("127.0.0.1 localhost\n")


def test(root, package, groups):
    shutil.copy(package, root / "root/cmmm.deb")
    shutil.copy(ROOT / "datasets/furniture-maker-level-1.textproto", root / "root/one.textproto")
    system = System(root, groups)
    try:
        walk(system)
    finally:
        system.close()


def walk(system):
    def say(what):
        print(f"  {what}", flush=True)

    system.run("dpkg", "-i", "/root/cmmm.deb")
    assert system.run("systemctl", "is-active", "cmmm").strip() == "active"
    assert system.run("systemctl", "is-enabled", "cmmm").strip() == "enabled"
    say("installed: the unit is up and enabled")
    exposure = float(re.search(r"Overall exposure level.*?: ([\d.]+)", system.run(
        "systemd-analyze", "security", "--no-pager", "cmmm")).group(1))
    assert exposure <= 2.0, exposure
    say(f"systemd-analyze security: {exposure}")

    def score(*where, key=None, check=True, environment=()):
        said = system.run("cmmm", "score", "--server", *where, "/root/one.textproto", check=check,
                          environment=(*([f"CMMM_KEY={key}"] if key else []), *environment))
        return "Level 1" in said

    def comes_back(key):
        end = time.monotonic() + 60
        while not score("127.0.0.1:50051", key=key, check=False):
            assert time.monotonic() < end, journal(system)[-2000:]
            time.sleep(0.5)

    assert not score("127.0.0.1:50051", check=False), "it answers without a key"
    key = system.run("sh", "-c", "cmmm access add /etc/cmmm/access.textproto --tenant hunan 2>/dev/null").strip()
    system.run("systemctl", "reload", "cmmm")
    comes_back(key)
    say("a key counts after a reload")

    system.run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
               "-addext", "subjectAltName=DNS:localhost", "-keyout", "/etc/ssl/private/cmmm.key", "-out",
               "/etc/ssl/certs/cmmm.pem")
    system.run("cp", "/usr/share/doc/cmmm/examples/nginx/cmmm.conf", "/etc/nginx/conf.d/")
    system.run("systemctl", "restart", "nginx")
    behind = ("CMMM_CA=/etc/ssl/certs/cmmm.pem",)
    assert score("https://localhost:443", key=key, environment=behind)
    assert 'cmmm_calls_total{method="Score",code="OK"}' in system.run("curl", "-s", "http://127.0.0.1:9464/metrics")
    system.run("systemctl", "restart", "cmmm")
    comes_back(key)
    assert score("https://localhost:443", key=key, environment=behind)
    say("nginx passes calls on, before and after a restart")

    for name, one, callers in (("streams reset as they are opened", lambda to: floods.rapid_reset(to, 1, 20000), 2),
                               ("headers that never end", lambda to: floods.endless_header(to, 64), 8)):
        seen = len(system.said())
        took = flood(system, one, callers)
        said = system.said()[seen:]
        ended = re.search(r"oom-kill|status=9/KILL|status=75", said)
        assert ended, said
        comes_back(key)
        say(f"{name}: ended {HOW[ended.group()]} after {took:.0f} s, and there again")
        system.run("systemctl", "reset-failed", "cmmm")
    before = system.show("MainPID")
    system.run("systemctl", "kill", "-s", "KILL", "cmmm")
    comes_back(key)
    assert system.show("MainPID") != before
    say("killed, and there again")

    before = system.show("MainPID")
    system.run("dpkg", "-i", "/root/cmmm.deb")
    comes_back(key)
    assert system.show("MainPID") != before, "an upgrade does not restart it"
    system.run("dpkg", "--remove", "cmmm")
    assert not score("127.0.0.1:50051", key=key, check=False)
    assert "cmmm" not in system.run("ps", "-e", "-o", "comm", check=False).split()
    system.run("dpkg", "--purge", "cmmm")
    left = system.run("sh", "-c", "ls -d /etc/cmmm /var/log/cmmm /etc/systemd/system/*/cmmm.service /run/cmmm",
                      check=False)
    assert "/etc/cmmm\n" not in left and "cmmm.service\n" not in left, left
    assert system.run("getent", "passwd", "cmmm", check=False) == ""
    say("upgraded, removed, purged")


def main():
    if os.getuid() != 0:
        skip("not root")
    if shutil.which("debootstrap") is None:
        skip("debootstrap is not installed")
    groups = Groups()
    package = pathlib.Path(sys.argv[1]).resolve()
    root = pathlib.Path(tempfile.mkdtemp())
    try:
        make_root(root, package)
        test(root, package, groups)
    finally:
        shutil.rmtree(root)
        try:
            groups.remove()
        except OSError:
            pass
    print("ok: under systemd it starts, is ended and started again, is upgraded, removed, purged")


if __name__ == "__main__":
    main()
