#!/usr/bin/env python3
"""Scores an assessment over HTTP, with Python's requests.

    caller.py http://127.0.0.1:8080 mine.jsonl
"""
import json
import os
import sys

import requests
from requests.adapters import HTTPAdapter
from urllib3.util.retry import Retry

# Again after a lost connection and 503, up to five times in all, after 0.1 s, 0.2 s
# and so on; after 429 only where the server says when (Retry-After).
RETRY = Retry(total=4, backoff_factor=0.1, status_forcelist=[503],
              allowed_methods=None, respect_retry_after_header=True,
              raise_on_status=False)


def main():
    server, file = sys.argv[1:]
    with requests.Session() as session:
        for scheme in ("http://", "https://"):
            session.mount(scheme, HTTPAdapter(max_retries=RETRY))
        headers = {"Content-Type": "application/json", "Connect-Timeout-Ms": "5000"}
        if os.environ.get("CMMM_KEY"):
            headers["Authorization"] = "Bearer " + os.environ["CMMM_KEY"]
        with open(file, "rb") as body:
            answer = session.post(f"{server}/cmmm.v1.ScoringService/Score",
                                  data=body.read(), headers=headers, timeout=6)
    if answer.status_code == 200:
        print("level", answer.json()["decision"]["level"])
        return 0
    error = answer.json()
    print(error["code"], error["message"], file=sys.stderr)
    for detail in error.get("details", []):
        for one in detail["debug"].get("fieldViolations", []):
            print(one["field"], one["description"], file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
