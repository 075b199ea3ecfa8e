#!/usr/bin/env python3
"""Who calls, by token, by certificate, as a visitor; and what roles let them do:
over gRPC and over HTTP, every method and every model."""
import base64
import http.server
import json
import os
import pathlib
import signal
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

from access_test import BATCH, NEVER_SLOWED, STREAM, access
from calls_test import as_json
from tls_test import END, Authority, Files, believing

ISSUER = "https://login.example.org/realms/plant"
HEAD = """# proto-file: cmmm/config/v1/access.proto
# proto-message: cmmm.config.v1.AccessFile
"""
ROLES = """
roles { name: "all" methods: "*" models: "*" }
roles { name: "scorer" methods: "Score" methods: "ScoreStream" models: "*" }
roles { name: "reader" methods: "cmmm.v1.ModelService/*" models: "*" }
roles { name: "tiny" methods: "*" models: "tiny" }
"""


def b64(data):
    data = data if isinstance(data, bytes) else data.encode()
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def out(*args, data=None):
    return subprocess.run(["openssl", *map(str, args)], check=True, capture_output=True,
                          input=data).stdout


class Key:
    """A private key of an issuer, and what it publishes of it."""

    def __init__(self, folder, algorithm, name):
        self.algorithm, self.name = algorithm, name
        self.file = pathlib.Path(folder) / f"{name}.pem"
        options = {"RS256": ["RSA", "-pkeyopt", "rsa_keygen_bits:2048"],
                   "ES256": ["EC", "-pkeyopt", "ec_paramgen_curve:P-256"],
                   "EdDSA": ["ED25519"]}[algorithm]
        out("genpkey", "-algorithm", *options, "-out", self.file)

    def sign(self, text):
        text = text.encode()
        if self.algorithm == "EdDSA":
            with tempfile.NamedTemporaryFile() as file:
                file.write(text)
                file.flush()
                return out("pkeyutl", "-sign", "-rawin", "-inkey", self.file, "-in", file.name)
        signature = out("dgst", "-sha256", "-sign", self.file, data=text)
        if self.algorithm == "RS256":
            return signature
        return self.of_der(signature)

    @staticmethod
    def of_der(der):
        """Two numbers of 32 bytes out of a SEQUENCE of two INTEGER."""
        numbers, rest = b"", der[2:]
        for _ in range(2):
            assert rest[0] == 2
            value, rest = rest[2:2 + rest[1]], rest[2 + rest[1]:]
            numbers += value.lstrip(b"\0").rjust(32, b"\0")
        return numbers

    def public(self):
        der = out("pkey", "-in", self.file, "-pubout", "-outform", "DER")
        if self.algorithm == "RS256":
            modulus = out("rsa", "-in", self.file, "-noout", "-modulus").decode().split("=")[1]
            return {"kty": "RSA", "kid": self.name, "use": "sig", "alg": "RS256",
                    "n": b64(bytes.fromhex(modulus.strip())), "e": "AQAB"}
        if self.algorithm == "ES256":
            return {"kty": "EC", "crv": "P-256", "kid": self.name,
                    "x": b64(der[-64:-32]), "y": b64(der[-32:])}
        return {"kty": "OKP", "crv": "Ed25519", "kid": self.name, "x": b64(der[-32:])}

    def pem(self):
        return out("pkey", "-in", self.file, "-pubout")

    def token(self, header=None, **claims):
        """Of the usual claims, those that are given instead; `None` leaves one out."""
        now = int(time.time())
        said = {"iss": ISSUER, "aud": "cmmm", "iat": now, "nbf": now, "exp": now + 3600,
                "sub": "someone", "org": "hunan", "realm": {"groups": ["quality"]}, **claims}
        said = {name: value for name, value in said.items() if value is not None}
        head = {"alg": self.algorithm, "kid": self.name, "typ": "JWT", **(header or {})}
        head = {name: value for name, value in head.items() if value is not None}
        text = f"{b64(json.dumps(head))}.{b64(json.dumps(said))}"
        return f"{text}.{b64(self.sign(text))}"


def hmac_token(secret, claims_of):
    """HS256 by a secret: what a library says that takes any algorithm."""
    import hashlib
    import hmac
    claims = claims_of.split(".")[1]
    text = f"{b64(json.dumps({'alg': 'HS256', 'typ': 'JWT'}))}.{claims}"
    return f"{text}.{b64(hmac.new(secret, text.encode(), hashlib.sha256).digest())}"


class Doors:
    """Both doors of a server; each call by what the caller shows."""

    def __init__(self, server, channel=None):
        self.server = server
        self.channel = channel or grpc.insecure_channel(server.grpc)

    def over_http(self, path, token=None, body=b"{}"):
        headers = {"Content-Type": "application/json"}
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        answer = self.server.ask("POST", path, body, headers)
        return "OK" if answer.status == 200 else answer.reason()

    def over_grpc(self, path, token=None, request=b""):
        metadata = [] if token is None else [("authorization", f"Bearer {token}")]
        try:
            if path == STREAM:
                list(self.channel.stream_stream(path)(iter([request]), metadata=metadata,
                                                      timeout=END))
            else:
                self.channel.unary_unary(path)(request, metadata=metadata, timeout=END)
            return "OK"
        except grpc.RpcError as error:
            details = dict(error.trailing_metadata() or ()).get("grpc-status-details-bin", b"")
            for reason in ("NO_VALID_KEY", "METHOD_NOT_ALLOWED", "CALLER_LIMIT"):
                if reason.encode() in details:
                    return reason
            return error.code().name

    def both(self, path, token=None):
        return self.over_http(path, token), self.over_grpc(path, token)


def wait_for(what):
    end = time.monotonic() + 2 * END
    while not what():
        assert time.monotonic() < end, "it does not happen"
        time.sleep(0.05)


class Folder(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = pathlib.Path(holder.name)
        self.file = self.folder / "access.textproto"

    def write(self, text):
        self.file.write_text(HEAD + text, encoding="utf-8")

    def start(self, *args, **options):
        server = Server("--access-file", str(self.file), *NEVER_SLOWED, *args, **options)
        self.addCleanup(self.close, server)
        return server

    @staticmethod
    def close(server):
        if server.process.poll() is None:
            assert server.close() == 0


class TokenTest(Folder):
    def setUp(self):
        super().setUp()
        self.keys = {name: Key(self.folder, name, name) for name in ("RS256", "ES256", "EdDSA")}
        self.jwks = self.folder / "keys.json"
        self.publish(*self.keys.values())

    def publish(self, *keys):
        self.jwks.write_text(json.dumps({"keys": [key.public() for key in keys]}))

    def issuer(self, jwks=None, more=""):
        return ROLES + f"""
issuers {{
  name: "login" issuer: "{ISSUER}" audience: "cmmm" jwks: "{jwks or self.jwks}"
  tenant_claim: "org" roles_claim: "realm.groups"
  roles {{ value: "quality" role: "all" }} roles {{ value: "office" role: "reader" }} {more}
}}"""

    def test_tokens_that_count_do(self):
        self.write(self.issuer())
        doors = Doors(self.start())
        for key in self.keys.values():
            for claims in ({}, {"aud": ["other", "cmmm"]}, {"nbf": None, "iat": None},
                           {"exp": int(time.time()) - 20},  # within the skew of clocks
                           {"iat": int(time.time()) + 20}):
                with self.subTest(f"{key.algorithm} {claims}"):
                    self.assertEqual(doors.both(MODELS, key.token(**claims)), ("OK", "OK"))
            self.assertEqual(doors.both(MODELS, key.token({"kid": None})), ("OK", "OK"))

    def wrong(self, key):
        now, good = int(time.time()), key.token()
        head, claims, signature = good.split(".")
        stranger = Key(self.folder, key.algorithm, "stranger")
        stranger.name = key.name
        none = b64(json.dumps({"alg": "none", "typ": "JWT"}))
        other = "A" if signature[10] != "A" else "B"
        return {
            "expired": key.token(exp=now - 120), "no end": key.token(exp=None),
            "end as text": key.token(exp=str(now + 600)),
            "not yet": key.token(nbf=now + 600), "from the future": key.token(iat=now + 600),
            "another issuer": key.token(iss=ISSUER + "2"), "no issuer": key.token(iss=None),
            "another audience": key.token(aud="cmmm2"), "no audience": key.token(aud=None),
            "other audiences": key.token(aud=["a", "b"]),
            "audience as object": key.token(aud={"cmmm": "cmmm"}),
            "another key": stranger.token(), "another kid": key.token({"kid": "unknown"}),
            "alg none": f"{none}.{claims}.", "alg none, signed": f"{none}.{claims}.{signature}",
            "alg of none": key.token({"alg": None}), "alg in capitals": key.token({"alg": "NONE"}),
            "HS256 by the public key": hmac_token(key.pem(), good),
            "HS256 by the JWKS": hmac_token(self.jwks.read_bytes(), good),
            "HS256 by nothing": hmac_token(b"", good),
            "another algorithm": key.token({"alg": "RS256" if key.algorithm != "RS256" else "ES256"}),
            "critical": key.token({"crit": ["exp"]}),
            "changed claims": f"{head}.{b64(json.dumps({'iss': ISSUER}))}.{signature}",
            "changed signature": f"{head}.{claims}.{signature[:10]}{other}{signature[11:]}",
            "cut": good[:-2], "longer": good + "AA", "padded": good + "==",
            "two parts": f"{head}.{claims}", "four parts": good + ".x", "points": "..",
            "garbage": "a.b.c", "no json": f"{b64('x')}.{b64('y')}.{b64('z')}",
            "no objects": f"{b64('[1]')}.{b64('2')}.{signature}",
            "no tenant": key.token(org=None), "tenant as a path": key.token(org="../hunan"),
            "tenants": key.token(org=["hunan", "hubei"]), "tenant as number": key.token(org=7),
            "oversized": key.token(x="y" * 9000), "deep": f"{head}.{b64('{' + '[' * 3000)}.{signature}",
        }

    def test_tokens_of_every_wrong_kind_are_refused_the_same(self):
        self.write(self.issuer())
        server = self.start()
        doors = Doors(server)
        for key in self.keys.values():
            for name, token in self.wrong(key).items():
                with self.subTest(f"{key.algorithm}: {name}"):
                    self.assertEqual(doors.over_http(MODELS, token), "NO_VALID_KEY")
                    # gRPC's own bound on metadata comes before ours.
                    allowed = {"NO_VALID_KEY"}
                    if name == "oversized":
                        allowed.add("RESOURCE_EXHAUSTED")
                    self.assertIn(doors.over_grpc(MODELS, token), allowed)
                if name == "oversized":  # may cost its connection: the next has another
                    doors = Doors(server)
            self.assertEqual(doors.both(MODELS, key.token()), ("OK", "OK"))
        bodies = {server.ask("POST", MODELS, b"{}", {
            "Content-Type": "application/json", "Authorization": f"Bearer {token}"}).body
                  for token in self.wrong(self.keys["ES256"]).values()}
        self.assertEqual(len(bodies), 1)

    def test_no_method_takes_a_token_that_does_not_count(self):
        self.write(self.issuer())
        server = self.start()
        doors = Doors(server)
        key = self.keys["ES256"]
        api = server.ask("GET", "/openapi.json").json()
        methods = sorted(path for path in api["paths"] if path.startswith("/cmmm."))
        wrong = self.wrong(key)
        # gRPC's own bound on metadata comes before ours.
        del wrong["oversized"], wrong["deep"]
        reader = key.token(realm={"groups": ["office"]})
        nobody = key.token(realm={"groups": []})
        for path in [*methods, STREAM]:
            # A stream that is no unary call of HTTP.
            ask = (lambda path, token: [doors.over_grpc(path, token)]) if path == STREAM else doors.both
            for name, token in wrong.items():
                with self.subTest(f"{path}: {name}"):
                    self.assertEqual({*ask(path, token)}, {"NO_VALID_KEY"})
            for token, allowed in ((reader, "ModelService/" in path), (nobody, False),
                                   (key.token(), True)):
                with self.subTest(f"{path}: allowed {allowed}"):
                    for reason in ask(path, token):
                        self.assertEqual(reason == "METHOD_NOT_ALLOWED", not allowed)
                        self.assertNotEqual(reason, "NO_VALID_KEY")

    def test_claims_make_roles(self):
        self.write(self.issuer())
        doors = Doors(self.start())
        key = self.keys["EdDSA"]
        for groups, models, score in ((["office"], "OK", "METHOD_NOT_ALLOWED"),
                                      ("office x", "OK", "METHOD_NOT_ALLOWED"),
                                      (["none of ours"], *["METHOD_NOT_ALLOWED"] * 2),
                                      ([], *["METHOD_NOT_ALLOWED"] * 2)):
            token = key.token(realm={"groups": groups})
            self.assertEqual(doors.both(MODELS, token), (models, models))
            self.assertEqual(doors.both(SCORE, token), (score, score))

    def test_tenants_of_tokens_are_counted_apart(self):
        self.write(self.issuer())
        server = self.start("--calls-per-second-per-peer", "3")
        doors, key = Doors(server), self.keys["ES256"]
        hunan, hubei = key.token(), key.token(org="hubei")
        self.assertIn("CALLER_LIMIT", [doors.over_http(MODELS, hunan) for _ in range(5)])
        self.assertEqual(doors.over_http(MODELS, hubei), "OK")
        server.close()
        lines = [line for line in server.calls if line.get("key") or line.get("tenant")]
        self.assertTrue(any("hubei" in json.dumps(line) for line in lines))

    def test_keys_that_are_replaced(self):
        first, second = (Key(self.folder, "ES256", name) for name in ("first", "second"))
        self.publish(first)
        self.write(self.issuer(more="refresh_seconds: 1"))
        server = self.start()
        doors = Doors(server)
        self.assertEqual(doors.over_http(MODELS, first.token()), "OK")
        self.assertEqual(doors.over_http(MODELS, second.token()), "NO_VALID_KEY")
        self.publish(second)
        wait_for(lambda: doors.over_http(MODELS, second.token()) == "OK")
        self.assertEqual(doors.over_http(MODELS, first.token()), "NO_VALID_KEY")

    def test_keys_that_are_gone_count_on_and_then_do_not(self):
        key = self.keys["ES256"]
        published = {"body": self.jwks.read_bytes(), "count": 0}

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                published["count"] += 1
                body = published["body"]
                self.send_response(200 if body else 503)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        site = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=site.serve_forever, daemon=True).start()
        self.addCleanup(site.server_close)
        self.addCleanup(site.shutdown)
        self.write(self.issuer(f"http://127.0.0.1:{site.server_port}/keys",
                               "refresh_seconds: 1 keep_seconds: 12"))
        server = self.start()
        doors = Doors(server)
        self.assertEqual(doors.both(MODELS, key.token()), ("OK", "OK"))
        gone, published["body"] = published["count"], b""
        wait_for(lambda: published["count"] > gone)
        # The last keys still count, also after a reload.
        server.process.send_signal(signal.SIGHUP)
        self.assertEqual(doors.over_http(MODELS, key.token()), "OK")
        wait_for(lambda: doors.over_http(MODELS, key.token()) == "NO_VALID_KEY")
        published["body"] = b"x" * (1 << 20)  # nothing that is too large either
        again = published["count"]
        wait_for(lambda: published["count"] > again + 1)
        self.assertEqual(doors.over_http(MODELS, key.token()), "NO_VALID_KEY")
        published["body"] = self.jwks.read_bytes()
        wait_for(lambda: doors.over_http(MODELS, key.token()) == "OK")
        server.log.seek(0)
        said = server.log.read()
        self.assertIn('"event":"jwks_unreadable","issuer":"login"', said)
        self.assertIn("answers with 503", said)

    def test_keys_by_https_of_somebody_who_is_believed(self):
        authority = Authority(self.folder, "authority")
        certificate, private = authority.issue("site")
        (self.folder / "index.html").write_bytes(self.jwks.read_bytes())
        directory = str(self.folder)

        class Handler(http.server.SimpleHTTPRequestHandler):
            def __init__(self, *args):
                super().__init__(*args, directory=directory)

            def log_message(self, *_):
                pass

        site = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, private)
        site.socket = context.wrap_socket(site.socket, server_side=True)
        threading.Thread(target=site.serve_forever, daemon=True).start()
        self.addCleanup(site.server_close)
        self.addCleanup(site.shutdown)
        self.write(self.issuer(f"https://127.0.0.1:{site.server_port}/keys.json"))
        for ca, expected in ((authority.file, "OK"),
                             (Authority(self.folder, "other").file, "NO_VALID_KEY")):
            os.environ["SSL_CERT_FILE"] = str(ca)
            try:
                server = self.start()
            finally:
                del os.environ["SSL_CERT_FILE"]
            self.assertEqual(
                Doors(server).over_http(MODELS, self.keys["RS256"].token()), expected)

    def test_files_that_make_no_sense_are_refused_with_rule_and_place(self):
        good = self.issuer()
        for rule, text in (
                ("access.jwks", self.issuer("/nowhere")), ("access.jwks", self.issuer(DATASETS[0])),
                ("access.issuer", self.issuer("http://example.org/keys")),
                ("access.issuer", good.replace('audience: "cmmm"', "")),
                ("access.issuer", good.replace('tenant_claim: "org"', "")),
                ("access.issuer", good + good[good.index("issuers"):]),
                ("access.role", good.replace('role: "reader"', 'role: "nobody"')),
                ("access.role", ROLES + ROLES), ("access.role", ROLES + 'visitor { role: "x" }'),
                ("access.certificate", 'certificates { name: "mes" tenant: "a" }'),
                ("access.key", 'secret: "' + "a" * 64 + '" keys { id: "x" }'),
                ("access.secret", 'secret: "abc"'), ("access.syntax", "roles {"),
                ("access.syntax", 'visitors { role: "all" }')):
            with self.subTest(f"{rule} {text[-60:]}"):
                self.write(text)
                done = subprocess.run(
                    [CMMM, "serve", "--listen", "127.0.0.1:0", "--access-file", str(self.file)],
                    cwd=ROOT, capture_output=True, text=True, timeout=60)
                self.assertEqual(done.returncode, 78)
                self.assertIn(f": {rule}: ", done.stderr)


class CertificateTest(Folder):
    def setUp(self):
        super().setUp()
        self.authority = Authority(self.folder, "authority")
        self.clients = Authority(self.folder, "clients")
        files = Files(self.folder, self.authority.issue("server"))
        self.write(ROLES + """
certificates { name: "DNS:mes.example.org" tenant: "plant-7" roles: "all" }
certificates { name: "URI:spiffe://plant/8" tenant: "plant-8" roles: "scorer" }
certificates { name: "CN:line 9" tenant: "plant-9" roles: "reader" }
certificates { name: "email:gone@example.org" tenant: "gone" roles: "all" revoked: true }
""")
        self.options = [*files.options, "--tls-client-ca", str(self.clients.file)]

    def shows(self, pair):
        """What a client with this certificate gets for ListModels and Score, by both doors."""
        context = ssl.create_default_context(cafile=str(self.authority.file))
        certificate, key = pair or (None, None)
        if pair:
            context.load_cert_chain(certificate, key)
        server = self.server
        server.tls = context
        server.connection.close()
        server.connection = server.connect()
        credentials = grpc.ssl_channel_credentials(
            self.authority.file.read_bytes(), key.read_bytes() if pair else None,
            certificate.read_bytes() if pair else None)
        with grpc.secure_channel(server.grpc, credentials,
                                 options=[("grpc.use_local_subchannel_pool", 1)]) as channel:
            doors = Doors(server, channel)
            result = []
            for path in (MODELS, SCORE):
                over_http, over_grpc = doors.both(path)
                simple = [r if r in ("NO_VALID_KEY", "METHOD_NOT_ALLOWED") else "let in"
                          for r in (over_http, over_grpc)]
                self.assertEqual(simple[0], simple[1])
                result.append(simple[0])
            return result

    def test_certificates_are_known_by_their_names(self):
        self.server = self.start(*self.options, tls=ssl.create_default_context(
            cafile=str(self.authority.file)))
        no, denied, yes = "NO_VALID_KEY", "METHOD_NOT_ALLOWED", "let in"
        issue = self.clients.issue
        for names, subject, expected in (
                ("DNS:mes.example.org", "/CN=any", [yes, yes]),
                ("DNS:a.example.org,DNS:mes.example.org", "/CN=any", [yes, yes]),
                ("URI:spiffe://plant/8", "/CN=any", [denied, yes]),
                ("", "/CN=line 9", [yes, denied]),
                ("DNS:other.example.org", "/CN=other", [no, no]),
                # A name of one kind is not that of another.
                ("DNS:line-9", "/CN=mes.example.org", [no, no]),
                ("email:gone@example.org", "/CN=any", [no, no])):
            with self.subTest(f"{names} {subject}"):
                self.assertEqual(
                    self.shows(issue("client", names=names, subject=subject)), expected)
        self.assertEqual(self.shows(None), [no, no])

    def test_certificates_of_others_end_the_handshake(self):
        self.server = self.start(*self.options, tls=ssl.create_default_context(
            cafile=str(self.authority.file)))
        for authority, days in ((Authority(self.folder, "strangers"), 2), (self.clients, 0)):
            pair = authority.issue("client", names="DNS:mes.example.org", days=days)
            time.sleep(2 if days == 0 else 0)
            with self.assertRaises((ssl.SSLError, ConnectionError, http.client.HTTPException)):
                self.shows(pair)
            credentials = grpc.ssl_channel_credentials(
                self.authority.file.read_bytes(), pair[1].read_bytes(), pair[0].read_bytes())
            with grpc.secure_channel(self.server.grpc, credentials, options=[
                    ("grpc.use_local_subchannel_pool", 1)]) as channel:
                with self.assertRaises(grpc.RpcError) as failed:
                    channel.unary_unary(MODELS)(b"", timeout=END)
                self.assertEqual(failed.exception.code(), grpc.StatusCode.UNAVAILABLE)

    def reload(self, lists, text, said):
        """With other lists of revocation, until the server says so."""
        part = self.folder / "part"
        part.write_bytes(text)
        part.replace(lists)
        self.server.process.send_signal(signal.SIGHUP)
        for line in self.server.process.stdout:
            if said in line:
                return

    def test_what_its_authority_takes_back_counts_no_more(self):
        good, bad = (self.clients.issue(name, names="DNS:mes.example.org", subject="/CN=any")
                     for name in ("good", "bad"))
        lists = self.folder / "clients.crl"
        lists.write_bytes(self.clients.revoke().read_bytes())
        key = access("add", str(self.file), "--tenant", "hunan")
        self.server = self.start(*self.options, "--tls-client-crl", str(lists),
                                 tls=believing(self.authority))
        no, yes, renewed = "NO_VALID_KEY", "let in", "the certificate was renewed"
        self.assertEqual(self.shows(bad), [yes, yes])
        kept = self.server.connection
        socket_of_it = kept.sock
        self.reload(lists, self.clients.revoke(bad[0]).read_bytes(), renewed)
        # Over the connection that is open, whatever else is shown.
        for more in ({}, {"Authorization": f"Bearer {key}"}):
            self.assertEqual(self.server.ask("POST", MODELS, b"{}", {
                "Content-Type": "application/json", **more}).status, 401)
            self.assertIs(kept.sock, socket_of_it)
        self.assertEqual(self.shows(bad), [no, no])
        self.assertEqual(self.shows(good), [yes, yes])
        # A list that cannot be used changes nothing; one that is over counts on.
        for text in (b"nothing", Authority(self.folder, "others").revoke().read_bytes()):
            self.reload(lists, text, "the old certificate stays")
            self.assertEqual(self.shows(bad), [no, no])
        over = self.clients.revoke(good[0], bad[0], days=1 / 86400)
        time.sleep(2)
        self.reload(lists, over.read_bytes(), renewed)
        for pair in (good, bad):
            self.assertEqual(self.shows(pair), [no, no])
        self.server.log.seek(0)
        said = self.server.log.read()
        self.assertIn(f"{lists}: tls.client_crl: ", said)
        self.assertIn('"event":"tls_client_crl_expired"', said)

    def test_a_list_that_cannot_be_used_is_refused(self):
        lists = self.folder / "clients.crl"
        other = Authority(self.folder, "others")
        for text, rule in ((b"nothing", "tls.client_crl"), (self.clients.file.read_bytes(), "tls.client_crl"),
                           (other.revoke().read_bytes(), "tls.client_crl"),
                           (self.clients.revoke().read_bytes() + other.revoke().read_bytes(), "tls.client_crl"),
                           (None, "tls.unreadable")):
            lists.unlink(missing_ok=True)
            if text is not None:
                lists.write_bytes(text)
            done = subprocess.run(
                [CMMM, "serve", "--listen", "127.0.0.1:0", "--access-file", str(self.file),
                 *self.options, "--tls-client-crl", str(lists)], cwd=ROOT, capture_output=True,
                text=True, timeout=60)
            self.assertEqual(done.returncode, 78)
            self.assertIn(f"{lists}: {rule}: ", done.stderr)

    def test_a_file_without_authorities_is_refused(self):
        wrong = self.folder / "wrong.pem"
        wrong.write_text("nothing")
        done = subprocess.run(
            [CMMM, "serve", "--listen", "127.0.0.1:0", "--access-file", str(self.file),
             *self.options[:-1], str(wrong)], cwd=ROOT, capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 78)
        self.assertIn(f"{wrong}: tls.client_ca: ", done.stderr)


class RoleTest(Folder):
    """Two models: there is one of them for those whose role names it."""

    def setUp(self):
        super().setUp()
        self.models = self.folder / "models"
        self.models.mkdir()
        for file in sorted((ROOT / "models").rglob("*.textproto")):
            (self.models / file.name).write_bytes(file.read_bytes())
        tiny = ROOT / "tests/conformance/models/tiny/tiny.textproto"
        (self.models / "tiny.textproto").write_bytes(tiny.read_bytes())
        text = tiny.read_text(encoding="utf-8")
        self.tiny = text.split('id: "', 1)[1].split('"', 1)[0]
        self.write(ROLES.replace('models: "tiny"', f'models: "{self.tiny}"') +
                   'roles { name: "nothing" methods: "*" }')

    def ids(self, server, key):
        answer = server.call(MODELS, {}, Authorization=f"Bearer {key}").json()
        return sorted(one["model"]["id"] for one in answer.get("models", []))

    def test_other_models_are_not_there(self):
        key = access("add", str(self.file), "--tenant", "a", "--role", "tiny")
        both = access("add", str(self.file), "--tenant", "b", "--role", "tiny", "--role", "reader")
        all_keys = access("add", str(self.file), "--tenant", "c")
        none = access("add", str(self.file), "--tenant", "d", "--role", "nothing")
        access("add", str(self.file), "--tenant", "e", "--role", "no such", expect=78)
        server = self.start("--models", str(self.models))
        everything = self.ids(server, all_keys)
        self.assertGreater(len(everything), 1)
        self.assertEqual(self.ids(server, key), [self.tiny])
        self.assertEqual(self.ids(server, both), everything)
        self.assertEqual(self.ids(server, none), [])
        request = as_json(DATASETS[0])
        other = next(one for one in everything if one != self.tiny)
        for name, status in ((all_keys, 200), (key, 404), (none, 404)):
            answer = server.ask("POST", SCORE, with_model(request, other), {
                "Content-Type": "application/json", "Authorization": f"Bearer {name}"})
            self.assertEqual(answer.status, status, answer.body)
        # Programmes of other models are not there either.
        path = "/cmmm.v1.ModelService/ListProgrammes"
        answers = [server.call(path, {}, Authorization=f"Bearer {one}").json() for one in (all_keys, key)]
        self.assertTrue(answers[0].get("programmes"))
        self.assertFalse(answers[1].get("programmes"))
        # Nor for a batch, nor for a stream.
        run("synthesize", "--n", "2", "-o", str(self.folder / "two.jsonl"))
        records = (self.folder / "two.jsonl").read_bytes()
        for name, is_scored in ((all_keys, True), (key, False)):
            one = server.connect()
            one.request("POST", f"{BATCH}?model={other}&unanswered=not-satisfied", records, {
                "Content-Type": "application/jsonl", "Authorization": f"Bearer {name}"})
            response = one.getresponse()
            body = response.read()
            self.assertEqual(response.status == 200 and b'"level"' in body, is_scored, body[:300])
            one.close()


def with_model(request, model):
    message = json.loads(request)
    message.setdefault("profile", {})
    message["model"] = {"id": model}
    return json.dumps(message).encode()


class VisitorTest(Folder):
    def test_a_visitor_may_what_the_role_says_at_its_rate(self):
        text = (ROOT / "deploy/access/visitor.textproto").read_text(encoding="utf-8")
        self.file.write_text(text.replace("calls_per_second: 20", "calls_per_second: 5"),
                             encoding="utf-8")
        key = access("add", str(self.file), "--tenant", "hunan")
        server = self.start("--trusted-proxy", "127.0.0.1")
        doors = Doors(server)
        api = server.ask("GET", "/openapi.json").json()
        page = set(text.split('"')[i] for i in range(1, len(text.split('"')), 2))
        time.sleep(1.1)
        for path in sorted(path for path in api["paths"] if path.startswith("/cmmm.")):
            with self.subTest(path):
                time.sleep(0.5)  # within the rate
                for reason in doors.both(path):
                    self.assertEqual(reason == "METHOD_NOT_ALLOWED",
                                     path.rsplit("/", 1)[1] not in page, reason)
                    self.assertNotEqual(reason, "NO_VALID_KEY")
        self.assertEqual(doors.over_grpc(STREAM), "METHOD_NOT_ALLOWED")
        # What does not count is refused, though nothing at all would do.
        self.assertEqual(doors.both(MODELS, "cmmm_nothing"), ("NO_VALID_KEY",) * 2)

        def statuses(who, count, **headers):
            return [server.call(MODELS, {}, X_Forwarded_For=who, **headers).status
                    for _ in range(count)]
        self.assertIn(429, statuses("198.51.100.7", 30))
        self.assertEqual(statuses("198.51.100.8", 3), [200] * 3)
        self.assertEqual(statuses("198.51.100.7", 30, Authorization=f"Bearer {key}"), [200] * 30)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
