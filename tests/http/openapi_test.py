#!/usr/bin/env python3
"""/openapi.json is whole, and what the server takes and answers is what it
says."""
import json
import re
import sys
import unittest

from calls_test import BAD, as_json
from serving import DATASETS, MODELS, ROOT, SCORE, Server

KINDS = {"object": dict, "array": list, "string": str, "boolean": bool,
         "integer": int, "number": (int, float)}


class OpenApiTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server()
        cls.api = cls.server.ask("GET", "/openapi.json").json()

    @classmethod
    def tearDownClass(cls):
        assert cls.server.close() == 0

    def resolve(self, schema):
        while "$ref" in schema:
            at = self.api
            for step in schema["$ref"].removeprefix("#/").split("/"):
                at = at[step]
            schema = at
        return schema

    def wrong(self, value, schema, path="$"):
        """Yields where `value` is not what `schema` says."""
        schema = self.resolve(schema)
        kinds = schema.get("type", [])
        kinds = [kinds] if isinstance(kinds, str) else kinds
        if kinds and not any(isinstance(value, KINDS[kind]) for kind in kinds):
            yield f"{path}: {value!r} is no {kinds}"
        elif "enum" in schema and value not in schema["enum"]:
            yield f"{path}: {value!r} is none of the enum"
        elif isinstance(value, dict):
            for key, one in value.items():
                inner = schema.get("properties", {}).get(key, schema.get("additionalProperties", {}))
                if inner is False:
                    yield f"{path}.{key}: unknown"
                else:
                    yield from self.wrong(one, inner, f"{path}.{key}")
        elif isinstance(value, list):
            for i, one in enumerate(value):
                yield from self.wrong(one, schema.get("items", {}), f"{path}[{i}]")

    def schema_of(self, path, side):
        post = self.api["paths"][path]["post"]
        body = {"request": post["requestBody"], "answer": post["responses"]["200"],
                "error": self.resolve(post["responses"]["default"])}[side]
        return body["content"]["application/json"]["schema"]

    def test_every_method_is_described(self):
        methods = set()
        for file in (ROOT / "proto/cmmm/v1").glob("*_service.proto"):
            text = file.read_text(encoding="utf-8")
            service = re.search(r"^service (\w+)", text, re.M).group(1)
            for name in re.findall(r"^  rpc (\w+)\((?!stream)", text, re.M):
                methods.add(f"/cmmm.v1.{service}/{name}")
        self.assertGreater(len(methods), 12)
        self.assertEqual({p for p in self.api["paths"] if p.startswith("/cmmm.")}, methods)
        for path in methods:
            self.assertTrue(self.api["paths"][path]["post"].get("description"), path)
        self.assertEqual(self.api["openapi"], "3.1.0")

    def test_every_reference_leads_somewhere(self):
        references = set(re.findall(r'"\$ref": "(.*?)"', json.dumps(self.api)))
        self.assertGreater(len(references), 50)
        for reference in references:
            self.assertTrue(self.resolve({"$ref": reference}), reference)

    def test_comments_of_the_protos_are_there(self):
        field = self.api["components"]["schemas"]["cmmm.v1.ScoreRequest"]["properties"]["targetLevel"]
        self.assertIn("Level the gaps are about", field["description"])

    def test_what_is_sent_and_answered_is_as_described(self):
        for dataset in DATASETS:
            request = json.loads(as_json(dataset))
            answer = self.server.call(SCORE, {**request, "view": "VIEW_FULL"})
            self.assertEqual(answer.status, 200)
            self.assertEqual(list(self.wrong(request, self.schema_of(SCORE, "request"))), [])
            self.assertEqual(list(self.wrong(answer.json(), self.schema_of(SCORE, "answer"))), [])
        for path in (MODELS, "/cmmm.v1.ModelService/GetModel", "/cmmm.v1.ModelService/ListProgrammes",
                     "/cmmm.v1.ModelService/GetServerInfo"):
            message = {"model": {"id": "gbt39116-2020"}} if path.endswith("GetModel") else {}
            answer = self.server.call(path, message)
            self.assertEqual(answer.status, 200)
            self.assertEqual(list(self.wrong(answer.json(), self.schema_of(path, "answer"))), [])
        answer = self.server.call(SCORE, BAD)
        self.assertEqual(list(self.wrong(answer.json(), self.schema_of(SCORE, "error"))), [])

    def test_what_is_not_described_is_refused(self):
        for request in ({"levels": 3}, {"view": "VIEW_ALL"}, {"view": []}, {"list": "none"}):
            self.assertTrue(list(self.wrong(request, self.schema_of(SCORE, "request"))))
            self.assertEqual(self.server.call(SCORE, request).status, 400)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
