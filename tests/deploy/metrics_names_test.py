#!/usr/bin/env python3
"""What the alerts and the dashboard ask for is what the server says.

    metrics_names_test.py

Every metric and label that deploy/prometheus/alerts.yml and
deploy/grafana/dashboard.json name is written by service/, every alert has a
heading in docs/operations.md and a test in deploy/prometheus/alerts_test.yml, and
promtool, where it is installed, finds rules and tests in order.
"""
import json
import pathlib
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
# Prometheus' own.
OF_PROMETHEUS = {"up"}
LABELS = {"instance", "job", "le"}


def main():
    sources = "\n".join(path.read_text() for path in (ROOT / "service").glob("*metrics*.cc"))
    written = set(re.findall(r'"((?:cmmm|process)_[a-z_]+)"', sources))
    written |= {name + suffix for name in list(written) for suffix in ("_bucket", "_sum", "_count")}
    labels = set(re.findall(r'\{"([a-z]+)",', sources)) | LABELS
    alerts = (ROOT / "deploy/prometheus/alerts.yml").read_text()
    board = json.loads((ROOT / "deploy/grafana/dashboard.json").read_text())
    asked = alerts + "\n".join(target["expr"] for panel in board["panels"] for target in panel["targets"])
    wrong = [f"nobody writes {name}" for name in sorted(set(re.findall(r"\b(?:cmmm|process)_[a-z_]+\b", asked)) - written)]
    wrong += [f"no metric has the label {label}"
              for label in sorted(set(re.findall(r'[{,]([a-z]+)=~?"', asked)) - labels)]
    operations = (ROOT / "docs/operations.md").read_text()
    tests = (ROOT / "deploy/prometheus/alerts_test.yml").read_text()
    names = re.findall(r"- alert: (\w+)", alerts)
    wrong += [f"docs/operations.md does not say what to do about {name}" for name in names
              if f"`{name}`" not in operations]
    wrong += [f"{name} is not tested" for name in names if f"- name: {name}\n" not in tests]
    print("\n".join(wrong) if wrong else f"{len(names)} alerts ask for what is written")
    if wrong or not names:
        sys.exit(1)
    if shutil.which("promtool") is None:
        print("promtool is not installed")
        sys.exit(77)
    folder = ROOT / "deploy/prometheus"
    for words in (["check", "rules", "alerts.yml"], ["test", "rules", "alerts_test.yml"]):
        subprocess.run(["promtool", *words], cwd=folder, check=True)


if __name__ == "__main__":
    main()
