#!/usr/bin/env python3
"""A running Prometheus, with deploy/prometheus, before two real servers.

    prometheus_test.py BINARY

It scrapes both, none of the shipped alerts fires while they are well, and these do
when what they are about is done to the servers: CmmmReloadRefused,
CmmmRefusesCalls, CmmmModelsDiffer, CmmmDown, CmmmRestarts. Only times are
shortened: scraped and evaluated every second, and `for:` is a second. The others
fire in alerts_test.yml, for which promtool makes up the figures. What every panel of
deploy/grafana asks is answered with numbers, of which the counters move with calls.
Exit code 77 when Prometheus is not installed.
"""
import atexit
import json
import math
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
LONGEST = 120  # seconds for what takes a few


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def fetch(url, data=None):
    headers = {"Content-Type": "application/json"}
    with urllib.request.urlopen(urllib.request.Request(url, data, headers), timeout=20) as answer:
        return answer.read().decode()


def wait_for(what, holds):
    end = time.monotonic() + LONGEST
    while time.monotonic() < end:
        try:
            if value := holds():
                print(f"  {what}", flush=True)
                return value
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            pass  # not there yet
        time.sleep(0.3)
    raise AssertionError(f"not within {LONGEST} s: {what}")


class Server:
    """One `cmmm serve` with models of its own, at ports that stay."""

    def __init__(self, binary, folder):
        self.models = folder / "models"
        shutil.copytree(ROOT / "models", self.models)
        self.http, self.metrics = free_port(), free_port()
        self.instance = f"127.0.0.1:{self.metrics}"
        self.command = [binary, "serve", "--listen", "127.0.0.1:0", "--models", str(self.models),
                        "--http", f"127.0.0.1:{self.http}", "--metrics", self.instance,
                        "--calls-per-second", "20", "--no-call-log"]
        self.start()

    def start(self):
        self.process = subprocess.Popen(self.command, stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL)
        wait_for(f"{self.instance} serves", lambda: fetch(f"http://{self.instance}/readyz"))

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=60)

    def call(self, method="ModelService/ListModels", body=b"{}"):
        """Whether a call is let in."""
        try:
            fetch(f"http://127.0.0.1:{self.http}/cmmm.v1.{method}", body)
            return True
        except urllib.error.HTTPError as refused:
            assert refused.code == 429, refused
            return False


class Prometheus:
    def __init__(self, folder, targets):
        settings = (ROOT / "deploy/prometheus/prometheus.yml").read_text()
        rules = (ROOT / "deploy/prometheus/alerts.yml").read_text()
        for text, pattern, new in ((settings, r"scrape_interval: \w+", "scrape_interval: 1s"),
                                   (settings, r"targets: .*", f"targets: {json.dumps(targets)}"),
                                   (settings, r"- /etc/\S+", "- rules.yml")):
            assert re.search(pattern, text), pattern
            settings = re.sub(pattern, new, settings)
        (folder / "rules.yml").write_text(re.sub(r"for: \d+m", "for: 1s", rules))
        (folder / "prometheus.yml").write_text("global: {evaluation_interval: 1s}\n" + settings)
        self.url = f"http://127.0.0.1:{free_port()}"
        self.process = subprocess.Popen(
            ["prometheus", f"--config.file={folder}/prometheus.yml",
             f"--storage.tsdb.path={folder}/data", "--web.listen-address", self.url[7:]],
            stdout=subprocess.DEVNULL, stderr=(folder / "log").open("w"))

    def ask(self, path, **parameters):
        return json.loads(fetch(f"{self.url}/api/v1/{path}?{urllib.parse.urlencode(parameters)}"))["data"]

    def query(self, expression):
        """Values by instance."""
        return {one["metric"].get("instance", ""): float(one["value"][1])
                for one in self.ask("query", query=expression)["result"]}

    def firing(self):
        """(alert, instance or "")."""
        return {(one["labels"]["alertname"], one["labels"].get("instance", ""))
                for one in self.ask("alerts")["alerts"] if one["state"] == "firing"}

    def last_evaluation(self):
        return self.ask("rules")["groups"][0]["lastEvaluation"]


def check_dashboard(prometheus, servers):
    """Every panel of deploy/grafana shows numbers while there are calls."""
    board = json.loads((ROOT / "deploy/grafana/dashboard.json").read_text())
    for variable in board["templating"]["list"]:
        if variable["type"] == "query":
            metric, label = re.fullmatch(r"label_values\((\w+), (\w+)\)", variable["query"]).groups()
            found = {one["metric"][label] for one in prometheus.ask("query", query=metric)["result"]}
            assert found == {server.instance for server in servers}, (variable["name"], found)
    targets = [(panel["title"], target) for panel in board["panels"] for target in panel["targets"]]
    assert len(targets) > 20, len(targets)
    for title, target in targets:
        # As Grafana fills it in.
        query = target["expr"].replace("$instance", ".+").replace("$__rate_interval", "30s")
        assert "$" not in query, query

        def shown():
            time.sleep(0.1)  # Below the 20 a second: nothing is refused yet.
            for server in servers:
                assert server.call("ScoringService/Score", ASSESSMENT)
            found = prometheus.ask("query", query=query)["result"]
            numbers = [float(one["value"][1]) for one in found]
            if not any(math.isfinite(number) for number in numbers):
                return False
            for label in re.findall(r"\{\{(\w+)\}\}", target.get("legendFormat", "")):
                assert all(label in one["metric"] for one in found), (title, label, found)
            return any(number > 0 for number in numbers) or not re.search(MOVING, query)
        wait_for(f"{title}: {target['refId']}", shown)


# What calls of Score move, of all that is asked.
MOVING = r'(calls|assessments|_bytes)_total\{instance=~"[^"]*"\}|call_seconds|cpu_seconds'
# No question is answered yet, and it is scored.
ASSESSMENT = json.dumps({"model": {"id": "gbt39116-2020"}, "profile": {"weightSet": "discrete"},
                         "unanswered": "UNANSWERED_POLICY_AS_NOT_SATISFIED", "list": {}}).encode()


def test(binary, folder):
    servers = []
    for name in ("a", "b"):
        (folder / name).mkdir()
        servers.append(Server(binary, folder / name))
        atexit.register(lambda one=servers[-1]: one.process.kill())
    first, second = servers
    assert first.call() and second.call()
    prometheus = Prometheus(folder, [first.instance, second.instance])
    atexit.register(prometheus.process.kill)

    both = {first.instance: 1.0, second.instance: 1.0}
    wait_for("both are scraped", lambda: prometheus.query("up") == both)
    wait_for("their calls are there", lambda: set(prometheus.query(
        'cmmm_calls_total{method="ListModels",code="OK"} > 0')) == set(both))
    # A figure that appears with its first event never increases.
    for figure in ('cmmm_refused_total{reason="SERVER_FULL"}',
                   'cmmm_calls_total{method="Score",code="INTERNAL"}'):
        assert set(prometheus.query(figure)) == set(both), figure
    assert set(prometheus.query('process_resident_memory_bytes > 1e6')) == set(both)
    # Some evaluations with all there is.
    for _ in range(5):
        seen = prometheus.last_evaluation()
        wait_for("evaluated", lambda: prometheus.last_evaluation() != seen)
    assert prometheus.firing() == set(), prometheus.firing()
    check_dashboard(prometheus, servers)

    def fires(alert, instance=""):
        wait_for(f"{alert} fires", lambda: (alert, instance) in prometheus.firing())

    broken = first.models / "broken.textproto"
    broken.write_text("no model\n")
    first.process.send_signal(signal.SIGHUP)
    fires("CmmmReloadRefused", first.instance)
    broken.unlink()

    refused = 0
    while refused < 400:
        refused += not second.call()
    fires("CmmmRefusesCalls", second.instance)

    for path in second.models.glob("*/model*.textproto"):
        text = path.read_text()
        assert 'en: "Smart' in text, path
        path.write_text(text.replace('en: "Smart', 'en: "A smart', 1))
    second.process.send_signal(signal.SIGHUP)
    fires("CmmmModelsDiffer")

    second.process.kill()
    second.process.wait()
    fires("CmmmDown", second.instance)

    for count in (1, 2, 3):
        second.start()
        wait_for(f"restart {count} is noticed", lambda: prometheus.query(
            "changes(process_start_time_seconds[15m])").get(second.instance) == count)
        second.stop()
    fires("CmmmRestarts", second.instance)
    assert ("CmmmDown", first.instance) not in prometheus.firing()
    assert ("CmmmRestarts", first.instance) not in prometheus.firing()
    assert ("CmmmRefusesCalls", first.instance) not in prometheus.firing()


def main():
    if shutil.which("prometheus") is None:
        print("prometheus is not installed")
        return 77
    with tempfile.TemporaryDirectory() as folder:
        test(sys.argv[1], pathlib.Path(folder))
    print("ok: scraped, quiet while well, every panel shows numbers, and five alerts fired")
    return 0


if __name__ == "__main__":
    sys.exit(main())
