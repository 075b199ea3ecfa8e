#!/usr/bin/env python3
"""Who may score streams, and by which models: `ScoreStream` over gRPC and
`POST /v1/score:batch` over HTTP let the same callers in, and nobody else."""
import json
import sys
import time
import unittest

# First, as it may start another Python, which has gRPC.
from serving import ROOT, Server

import grpc

from access_test import BATCH, NEVER_SLOWED, STREAM, access, id_of
from identity_test import ISSUER, Folder, Key

TINY = "tiny-model"
OTHER = "gbt39116-2020"
WEIGHTS = {TINY: "bakery", OTHER: "discrete"}
RECORD = b'{"enterprise_id": "a"}\n'
REASONS = (b"NO_VALID_KEY", b"METHOD_NOT_ALLOWED", b"MODEL_NOT_FOUND")


def field(number, value):
    """Of Protocol Buffers' own form."""
    value = value if isinstance(value, bytes) else value.encode()
    assert len(value) < 128
    return bytes([number << 3 | 2, len(value)]) + value


def block_of(model):
    """One assessment without an answer, and what is open as not satisfied."""
    policies = bytes([5 << 3, 2, 7 << 3, 1])
    common = field(1, field(1, model)) + field(2, field(1, WEIGHTS[model])) + policies
    return field(1, common) + field(2, field(1, "a"))


class StreamAccessTest(Folder):
    def setUp(self):
        super().setUp()
        models = self.folder / "models"
        models.mkdir()
        for file in [*(ROOT / "models").rglob("*.textproto"),
                     ROOT / "tests/conformance/models/tiny/tiny.textproto"]:
            (models / file.name).write_bytes(file.read_bytes())
        self.issuer = Key(self.folder, "ES256", "login")
        jwks = self.folder / "keys.json"
        jwks.write_text(json.dumps({"keys": [self.issuer.public()]}))
        self.write(f"""
roles {{ name: "all" methods: "*" models: "*" }}
roles {{ name: "tiny" methods: "ScoreStream" models: "{TINY}" }}
roles {{ name: "other" methods: "cmmm.v1.ScoringService/*" models: "{OTHER}" }}
roles {{ name: "no model" methods: "ScoreStream" }}
roles {{ name: "one by one" methods: "Score" methods: "cmmm.v1.AnalysisService/*" models: "*" }}
issuers {{
  name: "login" issuer: "{ISSUER}" audience: "cmmm" jwks: "{jwks}" tenant_claim: "org"
  roles_claim: "roles" roles {{ value: "streams" role: "tiny" }} roles {{ value: "reads" role: "one by one" }}
}}""")
        self.keys = {role: access("add", str(self.file), "--tenant", "hunan", "--role", role)
                     for role in ("all", "tiny", "other", "no model", "one by one")}
        self.hubei = access("add", str(self.file), "--tenant", "hubei", "--role", "other")
        self.expired = access("add", str(self.file), "--tenant", "hunan", "--role", "all",
                              "--expires", "2020-01-01")
        self.revoked = access("add", str(self.file), "--tenant", "hunan", "--role", "all")
        access("revoke", str(self.file), id_of(self.revoked))
        self.server = Server("--access-file", str(self.file), "--models", str(models),
                             *NEVER_SLOWED)
        self.addCleanup(self.close, self.server)
        self.channel = grpc.insecure_channel(self.server.grpc)
        self.addCleanup(self.channel.close)

    def over_grpc(self, key, model):
        """`OK` when it was scored, else the reason; and all that came back."""
        said = [] if key is None else [("authorization", f"Bearer {key}")]
        try:
            came = b"".join(self.channel.stream_stream(STREAM)(
                iter([block_of(model)]), metadata=said, timeout=20))
        except grpc.RpcError as error:
            came = dict(error.trailing_metadata() or ()).get("grpc-status-details-bin", b"")
        found = [reason.decode() for reason in REASONS if reason in came]
        return (found[0] if found else "OK"), came

    def over_http(self, key, model):
        headers = {"Content-Type": "application/jsonl"}
        if key is not None:
            headers["Authorization"] = f"Bearer {key}"
        one = self.server.connect()
        one.request("POST", f"{BATCH}?model={model}&weights={WEIGHTS[model]}"
                    "&unanswered=not-satisfied", RECORD, headers)
        answer = one.getresponse()
        came = answer.read()
        one.close()
        if answer.status == 200:
            line = json.loads(came)
            return ("OK" if line.get("level") == 0 else str(line)), came
        if b"there is no" in came:
            return "MODEL_NOT_FOUND", came
        found = [reason.decode() for reason in REASONS if reason in came]
        return (found[0] if found else str(came)), came

    def both(self, key, model):
        return self.over_grpc(key, model)[0], self.over_http(key, model)[0]

    def test_who_may_not_call_at_all(self):
        now, token = int(time.time()), self.issuer.token
        good = {"roles": ["streams"]}
        mixed = f"cmmm_{id_of(self.hubei)}_{self.keys['all'].split('_', 2)[2]}"
        for name, key in {
                "nobody": None, "empty": "", "unknown": "cmmm_00000000_" + "A" * 43,
                "expired": self.expired, "revoked": self.revoked, "another's id": mixed,
                "token that is over": token(exp=now - 120, **good),
                "token for another": token(aud="mes", **good),
                "token of another": token(iss=ISSUER + "2", **good),
                "token without a tenant": token(org=None, **good)}.items():
            for model in (TINY, OTHER):
                with self.subTest(f"{name} {model}"):
                    self.assertEqual(self.both(key, model), ("NO_VALID_KEY",) * 2)

    def test_who_may_call_other_methods_only(self):
        for name, key in {"key": self.keys["one by one"],
                          "token": self.issuer.token(roles=["reads"]),
                          "token without a role": self.issuer.token(roles=[])}.items():
            for model in (TINY, OTHER):
                with self.subTest(f"{name} {model}"):
                    self.assertEqual(self.both(key, model), ("METHOD_NOT_ALLOWED",) * 2)

    def test_models_are_those_of_the_roles(self):
        yes, no = ("OK",) * 2, ("MODEL_NOT_FOUND",) * 2
        for name, key, tiny, other in (
                ("all", self.keys["all"], yes, yes), ("tiny", self.keys["tiny"], yes, no),
                ("other", self.keys["other"], no, yes),
                ("no model", self.keys["no model"], no, no),
                ("another tenant's", self.hubei, no, yes),
                ("token", self.issuer.token(roles=["streams"]), yes, no)):
            with self.subTest(name):
                self.assertEqual(self.both(key, TINY), tiny)
                self.assertEqual(self.both(key, OTHER), other)

    def test_what_is_not_there_is_not_named_either(self):
        for ask in (self.over_grpc, self.over_http):
            for key, asked, hidden in ((self.keys["tiny"], OTHER, b"2020.1"),
                                       (self.keys["other"], TINY, b"tiny-model@"),
                                       (self.keys["no model"], TINY, OTHER.encode())):
                reason, came = ask(key, asked)
                self.assertEqual(reason, "MODEL_NOT_FOUND")
                self.assertNotIn(hidden, came)

    def test_the_log_says_who_it_was(self):
        self.over_grpc(self.keys["tiny"], TINY)
        self.over_http(self.hubei, OTHER)
        self.over_http(self.expired, OTHER)
        self.channel.close()
        self.assertEqual(self.server.close(), 0)
        told = {(line["method"], line.get("tenant", ""), line["code"])
                for line in self.server.calls}
        self.assertIn(("ScoreStream", "hunan", "OK"), told)
        self.assertIn(("score:batch", "hubei", "OK"), told)
        self.assertIn(("score:batch", "", "UNAUTHENTICATED"), told)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
