"""Processor seconds of whole processes, for benchmarks beside other programs."""
import os
import shutil
import sys


def run(words, out=os.devnull):
    """Processor seconds (user + system) and peak memory in MiB of a process,
    whose standard output goes to `out`."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    target = os.open(out, flags, 0o644)
    pid = os.fork()
    if pid == 0:
        os.dup2(target, 1)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        os.execvp(words[0], words)
    os.close(target)
    _, status, used = os.wait4(pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"failed: {' '.join(words)}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def folder_in_memory():
    """Where files lie in memory; None without room for the largest tables."""
    shared = "/dev/shm"
    roomy = os.path.isdir(shared) and shutil.disk_usage(shared).free > 2 << 30
    return shared if roomy else None


def least(words, rounds, out=os.devnull):
    """The least processor seconds of several rounds."""
    return min(run(words, out)[0] for _ in range(rounds))


def goal_row(what, value, limit):
    """A row of a table of goals: at least `limit`."""
    return (f"| {what} | ≥ {limit:g} | {value:.3g} | "
            f"{'yes' if value >= limit else 'no'} |")
