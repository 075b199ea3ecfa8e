#!/usr/bin/env python3
"""The callers of docs/callers against the real server, and against one that is full,
stops, loses the connection, or refuses: each asks again when that helps, and not when
it does not.

    callers_test.py BINARY [PYTHON]

PYTHON has requests. A caller whose tool is not installed is named; exit code 77 then.
"""
import functools
import http.server
import json
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
CALLERS = ROOT / "docs/callers"
BAD = {"profile": {"weightSet": "discrete", "excludedDomains": ["nowhere"]}}
# Where Debian has OkHttp.
JARS = [pathlib.Path("/usr/share/java") / name for name in ("okhttp.jar", "okio.jar")]


class Front(http.server.BaseHTTPRequestHandler):
    """Before the server: answers by a script, then hands on."""
    script, asked, server, protocol_version = [], 0, "", "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        Front.asked += 1
        step = Front.script.pop(0) if Front.script else "hand on"
        if step == "lose":
            self.connection.shutdown(socket.SHUT_RDWR)
            self.close_connection = True
            return None
        if step == "hand on":
            headers = {name: self.headers[name] for name in ("Content-Type", "Connect-Timeout-Ms")}
            with urllib.request.urlopen(urllib.request.Request(Front.server + self.path, body, headers)) as answer:
                return self.say(200, answer.read())
        status, after = step
        text = json.dumps({"code": "unavailable" if status == 503 else "resource_exhausted", "message": "no"})
        return self.say(status, text.encode(), after)

    def say(self, status, body, after=0):
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        if after:
            self.send_header("Retry-After", str(after))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Pages(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def listen(handler):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_address[1]


def callers(python, folder):
    """(name, command) of what can be run here, and the names of what cannot."""
    found, missing = [("Node", ["node", CALLERS / "caller.mjs"])], []
    if subprocess.run([python, "-c", "import requests"], capture_output=True).returncode == 0:
        found.append(("Python", [python, CALLERS / "caller.py"]))
    else:
        missing.append("Python's requests")
    if shutil.which("go"):
        subprocess.run(["go", "build", "-o", folder / "caller", CALLERS / "caller.go"], check=True)
        found.append(("Go", [folder / "caller"]))
    else:
        missing.append("Go")
    if shutil.which("javac") and all(jar.exists() for jar in JARS):
        path = ":".join(map(str, JARS))
        subprocess.run(["javac", "-cp", path, "-d", folder, CALLERS / "Caller.java"], check=True)
        found.append(("Java", ["java", "-cp", f"{path}:{folder}", "Caller"]))
    else:
        missing.append("Java's OkHttp")
    return found, missing


def ask(command, server, file, script=()):
    """The exit code, what it said, and how often it asked."""
    Front.script, Front.asked = list(script), 0
    done = subprocess.run([*map(str, command), server, str(file)], capture_output=True, text=True, timeout=120)
    return done.returncode, done.stdout + done.stderr, Front.asked


def check_caller(name, command, server, front, good, bad):
    assert ask(command, server, good)[:2] == (0, "level 1\n"), (name, ask(command, server, good))
    for script in (["lose"], [(503, 0)], [(429, 1)], [(503, 0), (429, 1), "lose"]):
        code, text, asked = ask(command, front, good, script)
        assert (code, text, asked) == (0, "level 1\n", len(script) + 1), (name, script, code, text, asked)
    # It gives up; and what will not help is asked once.
    code, text, asked = ask(command, front, good, [(503, 0)] * 9)
    assert code == 1 and asked == 5, (name, code, text, asked)
    for step in ((429, 0), (400, 0), (504, 0)):
        code, text, asked = ask(command, front, good, [step])
        assert code == 1 and asked == 1, (name, step, code, text, asked)
    code, text, _ = ask(command, server, bad)
    assert code == 1 and "profile.excludedDomains" in text, (name, code, text)
    print(f"{name}: ok", flush=True)


def check_browser(server, folder, port):
    for name in ("browser.html", "caller.mjs"):
        shutil.copy(CALLERS / name, folder)
    done = subprocess.run(
        ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=20000",
         f"--user-data-dir={folder}/profile", "--dump-dom", f"http://127.0.0.1:{port}/browser.html?{server}"],
        capture_output=True, text=True, timeout=120)
    assert '<p id="result">level 1</p>' in done.stdout, done.stdout + done.stderr
    print("browser: ok", flush=True)


def main():
    binary = sys.argv[1]
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        pages = listen(functools.partial(Pages, directory=folder))
        process = subprocess.Popen(
            [binary, "serve", "--listen", "127.0.0.1:0", "--http", "127.0.0.1:0", "--no-call-log",
             "--cors-origin", f"http://127.0.0.1:{pages}"], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        try:
            process.stdout.readline()
            Front.server = server = process.stdout.readline().split(" on ")[1].strip()
            front = f"http://127.0.0.1:{listen(Front)}"
            good, bad = folder / "mine.json", folder / "bad.json"
            subprocess.run([binary, "convert", "datasets/furniture-maker-level-1.textproto", "-o", good],
                           cwd=ROOT, check=True, capture_output=True)
            shutil.copy(good, folder / "mine.jsonl")
            bad.write_text(json.dumps(BAD))
            found, missing = callers(sys.argv[2] if len(sys.argv) > 2 else sys.executable, folder)
            for name, command in found:
                check_caller(name, command, server, front, good, bad)
            if shutil.which("chromium"):
                check_browser(server, folder, pages)
            else:
                missing.append("Chromium")
        finally:
            process.terminate()
            process.wait(timeout=60)
    if missing:
        print("not installed: " + ", ".join(missing))
        return 77
    return 0


if __name__ == "__main__":
    sys.exit(main())
