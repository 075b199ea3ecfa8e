#!/usr/bin/env python3
"""TLS on both doors, asked by gRPC's client, curl, openssl and Python's own:
certificates that are believed, or not; old versions; files that cannot be used;
and certificates that are renewed under load, without one call that fails."""
import http.client
import json
import os
import pathlib
import re
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time
import unittest

# First, as it may start another Python, which has gRPC.
from serving import CMMM, DATASETS, MODELS, ROOT, SCORE, Server, run

import grpc

from calls_test import as_json

END = 30  # seconds that anything may take


def openssl(*args):
    subprocess.run(["openssl", *map(str, args)], check=True, capture_output=True)


class Authority:
    """A CA, and certificates of it for 127.0.0.1."""

    def __init__(self, folder, name):
        self.folder = pathlib.Path(folder)
        self.key, self.file = self.folder / f"{name}.key", self.folder / f"{name}.pem"
        openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
                f"/CN={name}", "-keyout", self.key, "-out", self.file)
        self.count = 0

    def issue(self, name, kind="rsa:2048", subject="/CN=cmmm test",
              names="IP:127.0.0.1,DNS:localhost", days=2):
        """(certificate, key), new files."""
        self.count += 1
        base = self.folder / f"{name}{self.count}"
        key, request, file, extra = (base.with_suffix(s) for s in (".key", ".csr", ".pem", ".ext"))
        options = ["-pkeyopt", "ec_paramgen_curve:P-256"] if kind == "ec" else []
        openssl("req", "-newkey", kind, *options, "-nodes", "-subj", subject, "-keyout", key,
                "-out", request)
        extra.write_text(f"subjectAltName={names}\n" if names else "")
        openssl("x509", "-req", "-in", request, "-CA", self.file, "-CAkey", self.key, "-days",
                days, "-set_serial", 1000 + self.count, "-extfile", extra, "-out", file)
        return file, key


    def revoke(self, *certificates, days=2, name="revoked"):
        """A file with the list of this CA that names these."""
        base = self.folder / f"{self.file.stem}-{name}"
        index, config, file = (base.with_suffix(s) for s in (".txt", ".cnf", ".crl"))
        index.write_text("")
        config.write_text(f"[ca]\ndefault_ca = one\n[one]\ndatabase = {index}\n"
                          "default_md = sha256\n")
        ca = ["ca", "-config", config, "-keyfile", self.key, "-cert", self.file]
        for certificate in certificates:
            openssl(*ca, "-revoke", certificate)
        openssl(*ca, "-gencrl", "-crlsec", round(days * 86400), "-out", file)
        return file


class Files:
    """The two files that a server is told of, and what is in them."""

    def __init__(self, folder, pair):
        self.certificate, self.key = folder / "server.pem", folder / "server.key"
        self.put(pair)
        self.options = ["--tls-certificate", str(self.certificate), "--tls-key", str(self.key)]
        self.open = [*self.options, "--open-access"]

    def put(self, pair):
        # As a tool for renewal does: each file whole, one after the other.
        for name, source in ((self.certificate, pair[0]), (self.key, pair[1])):
            part = name.with_suffix(".part")
            part.write_bytes(pathlib.Path(source).read_bytes())
            part.replace(name)


def believing(authority):
    context = ssl.create_default_context(cafile=str(authority.file))
    return context


def metric(server_port, name, context):
    one = http.client.HTTPSConnection("127.0.0.1", server_port, timeout=END, context=context)
    one.request("GET", "/metrics")
    text = one.getresponse().read().decode()
    one.close()
    return float(re.search(rf"^{re.escape(name)} (\S+)$", text, re.M).group(1))


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class TlsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.holder = tempfile.TemporaryDirectory()
        cls.folder = pathlib.Path(cls.holder.name)
        cls.authority = Authority(cls.folder, "authority")
        cls.other = Authority(cls.folder, "other")
        cls.files = Files(cls.folder, cls.authority.issue("server"))
        cls.server = Server(*cls.files.open, tls=believing(cls.authority))
        cls.roots = cls.authority.file.read_bytes()

    @classmethod
    def tearDownClass(cls):
        assert cls.server.close() == 0
        cls.holder.cleanup()

    def curl(self, path, *args, authority=None):
        ca = (authority or self.authority).file
        return subprocess.run(
            ["curl", "-sS", "--cacert", ca, *args, f"https://127.0.0.1:{self.server.port}{path}"],
            capture_output=True, timeout=60)

    def channel(self, roots):
        return grpc.secure_channel(self.server.grpc, grpc.ssl_channel_credentials(roots),
                                   options=[("grpc.use_local_subchannel_pool", 1)])

    def test_both_doors_answer(self):
        self.assertIn("https://", self.server.said)
        request = as_json(DATASETS[0])
        done = self.curl(SCORE, "-H", "Content-Type: application/json", "-d", request)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.server.ask("POST", SCORE, request,
                                         {"Content-Type": "application/json"}).body, done.stdout)
        with self.channel(self.roots) as channel:
            channel.unary_unary(MODELS)(b"", timeout=END)
        for name, where in (("CMMM_CA", self.authority.file), ("CMMM_CA", self.other.file),
                            ("CMMM_CA", "/nowhere")):
            asked = subprocess.run(
                [CMMM, "score", "--format", "json", "--server", f"https://{self.server.grpc}",
                 str(DATASETS[0])], cwd=ROOT, capture_output=True,
                env={**os.environ, name: str(where)}, timeout=60)
            if where == self.authority.file:
                self.assertEqual(asked.stdout, done.stdout)
            else:
                self.assertEqual((asked.returncode, asked.stdout), (69, b""))

    def test_a_batch_streams(self):
        run("synthesize", "--n", "300", "-o", str(self.folder / "many.jsonl"))
        lines = (self.folder / "many.jsonl").read_bytes()
        done = subprocess.run(
            ["curl", "-sS", "--cacert", self.authority.file, "-T", "-", "-X", "POST", "-H",
             "Content-Type: application/jsonl",
             f"https://127.0.0.1:{self.server.port}/v1/score:batch?unanswered=not-satisfied"],
            input=lines, capture_output=True, timeout=60)
        self.assertEqual(done.stdout, run("filter", "--unanswered", "not-satisfied", input=lines))

    def test_a_body_that_is_refused_gets_its_answer(self):
        done = self.curl(SCORE, "-H", "Content-Type: application/json", "-H", "Expect:",
                         "--data-binary", "@" + str(self.large()), "-w", "%{http_code}")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn(b"429", done.stdout)

    def large(self):
        file = self.folder / "large.json"
        file.write_bytes(b" " * (9 << 20))
        return file

    def test_http1_is_agreed_on(self):
        context = believing(self.authority)
        context.set_alpn_protocols(["h2", "http/1.1"])
        with socket.create_connection(("127.0.0.1", self.server.port), END) as plain:
            with context.wrap_socket(plain, server_hostname="localhost") as link:
                self.assertEqual(link.selected_alpn_protocol(), "http/1.1")

    def test_another_authority_is_not_believed(self):
        self.assertEqual(self.curl(MODELS, authority=self.other).returncode, 60)
        with self.channel(self.other.file.read_bytes()) as channel:
            with self.assertRaises(grpc.RpcError) as failed:
                channel.unary_unary(MODELS)(b"", timeout=END)
            self.assertEqual(failed.exception.code(), grpc.StatusCode.UNAVAILABLE)

    def test_what_is_not_encrypted_is_not_answered(self):
        for port in (self.server.port, int(self.server.grpc.rsplit(":", 1)[1])):
            with socket.create_connection(("127.0.0.1", port), END) as one:
                one.sendall(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
                answer = b""
                try:
                    while more := one.recv(4096):
                        answer += more
                except ConnectionError:
                    pass
            self.assertNotIn(b"HTTP/1", answer)

    def handshake(self, port, version):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        # So that the client offers what the server must refuse.
        context.set_ciphers("ALL:@SECLEVEL=0")
        context.minimum_version = context.maximum_version = version
        context.set_alpn_protocols(["h2", "http/1.1"])
        with socket.create_connection(("127.0.0.1", port), END) as plain:
            with context.wrap_socket(plain, server_hostname="localhost") as link:
                return link.version()

    def test_old_versions_are_refused(self):
        for port in (self.server.port, int(self.server.grpc.rsplit(":", 1)[1])):
            self.assertEqual(self.handshake(port, ssl.TLSVersion.TLSv1_2), "TLSv1.2")
            self.assertEqual(self.handshake(port, ssl.TLSVersion.TLSv1_3), "TLSv1.3")
            for old in (ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1):
                with self.assertRaises((ssl.SSLError, ConnectionError)) as failed:
                    self.handshake(port, old)
                # The server's word or its hanging up (gRPC's), not the client's own.
                error = failed.exception
                self.assertTrue("ALERT" in (getattr(error, "reason", None) or "") or isinstance(
                    error, (ssl.SSLZeroReturnError, ssl.SSLEOFError, ConnectionError)), error)


class FilesTest(unittest.TestCase):
    def setUp(self):
        self.holder = tempfile.TemporaryDirectory()
        self.folder = pathlib.Path(self.holder.name)
        self.authority = Authority(self.folder, "authority")
        self.files = Files(self.folder, self.authority.issue("server", "ec"))
        self.context = believing(self.authority)

    def refused(self):
        done = subprocess.run(
            [CMMM, "serve", "--listen", "127.0.0.1:0", *self.files.open], cwd=ROOT,
            capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 78, done.stderr)
        checked = subprocess.run(
            [CMMM, "serve", "--check-config", *self.files.open], cwd=ROOT,
            capture_output=True, text=True, timeout=60)
        self.assertEqual(checked.returncode, 78)
        return done.stderr

    def test_what_cannot_be_used_is_named_at_the_start(self):
        good = (self.files.certificate.read_bytes(), self.files.key.read_bytes())
        another = self.authority.issue("another")
        locked = self.folder / "locked.key"
        openssl("pkey", "-in", self.files.key, "-aes128", "-passout", "pass:x", "-out", locked)
        weak = self.folder / "weak.pem"
        openssl("req", "-x509", "-newkey", "rsa:1024", "-nodes", "-days", "2", "-subj", "/CN=weak",
                "-keyout", self.folder / "weak.key", "-out", weak)
        cut = good[0][:-60]
        for rule, certificate, key in (
                ("tls.certificate", b"", good[1]), ("tls.certificate", good[1], good[1]),
                ("tls.certificate", cut, good[1]), ("tls.certificate", good[0] + cut, good[1]),
                ("tls.certificate", weak.read_bytes(), (self.folder / "weak.key").read_bytes()),
                ("tls.key", good[0], b"no key"), ("tls.key", good[0], locked.read_bytes()),
                ("tls.pair", good[0], another[1].read_bytes())):
            with self.subTest(rule):
                self.files.certificate.write_bytes(certificate)
                self.files.key.write_bytes(key)
                name = self.files.certificate if rule == "tls.certificate" else self.files.key
                self.assertIn(f"{name}: {rule}: ", self.refused())
        self.files.certificate.unlink()
        self.files.key.unlink()
        said = self.refused()
        self.assertIn(f"{self.files.certificate}: tls.unreadable: ", said)
        self.assertIn(f"{self.files.key}: tls.unreadable: ", said)

    def test_one_file_may_hold_both(self):
        self.files.certificate.write_bytes(
            self.files.key.read_bytes() + self.files.certificate.read_bytes())
        server = Server("--tls-certificate", str(self.files.certificate), "--tls-key",
                        str(self.files.certificate), "--open-access", tls=self.context)
        self.assertEqual(server.ask("GET", "/healthz").status, 200)
        self.assertEqual(server.close(), 0)

    def test_the_log_and_the_figures_say_until_when(self):
        metrics = free_port()
        server = Server(*self.files.open, "--metrics", f"127.0.0.1:{metrics}", tls=self.context)
        server.ask("GET", "/healthz")
        said = server.connection.sock.getpeercert()["notAfter"]
        until = metric(metrics, "cmmm_tls_certificate_not_after_seconds", self.context)
        self.assertEqual(until, ssl.cert_time_to_seconds(said))
        server.close()
        # The log of the process was read by close; its events are asked for anew.
        done = subprocess.Popen(
            [CMMM, "serve", "--listen", "127.0.0.1:0", *self.files.open], cwd=ROOT,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        done.stdout.readline()
        done.terminate()
        events = [json.loads(line) for line in done.communicate(timeout=60)[1].splitlines()]
        (event,) = [e for e in events if e.get("event") == "tls_certificate"]
        self.assertEqual(event["subject"], "CN = cmmm test")
        self.assertEqual(event["not_after"][:4], time.strftime("%Y", time.gmtime(until)))

    def test_a_certificate_that_is_over_is_shown_and_named(self):
        self.files.put(self.authority.issue("over", "ec", days=0))
        time.sleep(2)
        done = subprocess.Popen(
            [CMMM, "serve", "--listen", "127.0.0.1:0", *self.files.open], cwd=ROOT,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        done.stdout.readline()
        done.terminate()
        self.assertIn('"event":"tls_certificate_expired"', done.communicate(timeout=60)[1])


class Load(threading.Thread):
    """Calls until told to stop, each `kind` in its own way; counts what fails."""

    def __init__(self, server, kind, roots, context):
        super().__init__(daemon=True)
        self.server, self.kind, self.roots, self.context = server, kind, roots, context
        self.done, self.failures, self.stop = 0, [], threading.Event()
        self.start()

    def channel(self):
        return grpc.secure_channel(
            self.server.grpc, grpc.ssl_channel_credentials(self.roots),
            options=[("grpc.use_local_subchannel_pool", 1)])

    def run(self):
        kept_channel, kept = self.channel(), self.server.connect()
        while not self.stop.is_set():
            try:
                if self.kind == "grpc":
                    kept_channel.unary_unary(MODELS)(b"", timeout=END)
                elif self.kind == "grpc anew":
                    with self.channel() as channel:
                        channel.unary_unary(MODELS)(b"", timeout=END)
                else:
                    one = kept if self.kind == "http" else self.server.connect()
                    one.request("POST", MODELS, b"{}", {"Content-Type": "application/json"})
                    response = one.getresponse()
                    assert response.status == 200, response.status
                    response.read()
                    if one is not kept:
                        one.close()
                self.done += 1
            except Exception as error:  # whatever it is, it is a call that failed
                self.failures.append(repr(error))
        kept_channel.close()
        kept.close()

    def end(self):
        self.stop.set()
        self.join(60)
        return self.done


class RenewalTest(unittest.TestCase):
    ROUNDS = 6

    def serial(self, port):
        with socket.create_connection(("127.0.0.1", port), END) as plain:
            context = believing(self.authority)
            context.set_alpn_protocols(["h2", "http/1.1"])
            with context.wrap_socket(plain, server_hostname="localhost") as link:
                return int(link.getpeercert()["serialNumber"], 16)

    def wait_for(self, what):
        end = time.monotonic() + END
        while not what():
            self.assertLess(time.monotonic(), end)
            time.sleep(0.05)

    def ports(self):
        return self.server.port, int(self.server.grpc.rsplit(":", 1)[1])

    def shows(self, serial):
        return all(self.serial(port) == serial for port in self.ports())

    def test_renewed_under_load_no_call_fails(self):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            self.authority = Authority(folder, "authority")
            pairs = [self.authority.issue("server", kind) for kind in
                     ("rsa:2048", "ec") * (self.ROUNDS // 2)]
            files = Files(folder, pairs[0])
            context = believing(self.authority)
            metrics = free_port()
            # It asks itself meanwhile, and would end were it not answered.
            self.server = Server(*files.open, "--metrics", f"127.0.0.1:{metrics}",
                                 "--self-probe", "1", tls=context)
            roots = self.authority.file.read_bytes()
            loads = [Load(self.server, kind, roots, context)
                     for kind in ("grpc", "grpc anew", "http", "http anew")]
            for at, pair in enumerate(pairs[1:], 2):
                before = [load.done for load in loads]
                files.put(pair)
                self.server.process.send_signal(signal.SIGHUP)
                self.wait_for(lambda: self.shows(1000 + at))
                self.wait_for(lambda: all(
                    load.done > old + 3 for load, old in zip(loads, before)))
            # One that cannot be used leaves the old one in service.
            def refusals():
                return metric(metrics, 'cmmm_tls_reloads_total{result="refused"}', context)
            self.assertEqual(refusals(), 0)
            files.key.write_bytes(pairs[0][1].read_bytes())
            self.server.process.send_signal(signal.SIGHUP)
            self.wait_for(lambda: refusals() == 1)
            self.assertTrue(self.shows(1000 + len(pairs)))
            # Without a signal: the files have changed.
            files.put(pairs[0])
            self.wait_for(lambda: self.shows(1001))
            counts = [load.end() for load in loads]
            self.assertEqual([load.failures for load in loads], [[]] * 4)
            self.assertGreater(min(counts), 3 * self.ROUNDS)
            self.server.connection.close()
            self.server.process.terminate()
            self.assertEqual(self.server.process.wait(60), 0)
            self.server.log.seek(0)
            self.assertIn("tls.pair", self.server.log.read())
            self.server.log.close()
            self.server.process.stdout.close()
            print(f"calls during {len(pairs)} renewals: {counts}, none failed")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
