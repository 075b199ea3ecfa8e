#!/usr/bin/env python3
"""The page's files over HTTP, and what every reply says to a browser."""
import pathlib
import sys
import tempfile
import unittest

from serving import MODELS, Server


class FilesTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = pathlib.Path(tempfile.mkdtemp())
        (folder / "assets").mkdir()
        (folder / "index.html").write_text("<!doctype html>" + "a" * 2000)
        (folder / "assets/index-Ab3dEf_h.js").write_text("let a = 1;" * 200)
        (folder.parent / f"{folder.name}-secret").write_text("secret")
        cls.folder = folder
        cls.server = Server("--page", str(folder))

    @classmethod
    def tearDownClass(cls):
        assert cls.server.close() == 0

    def test_the_page_is_served(self):
        self.assertTrue("page" in self.server.said, self.server.said)
        page = self.server.ask("GET", "/")
        self.assertEqual(page.body, (self.folder / "index.html").read_bytes())
        self.assertEqual(page.headers["Cache-Control"], "no-cache")
        script = self.server.ask("GET", "/assets/index-Ab3dEf_h.js")
        self.assertEqual(script.headers["Content-Type"], "text/javascript; charset=utf-8")
        self.assertIn("immutable", script.headers["Cache-Control"])
        kept = self.server.ask("GET", "/", headers={"If-None-Match": page.headers["ETag"]})
        self.assertEqual((kept.status, kept.body), (304, b""))

    def test_head_is_get_without_body(self):
        page = self.server.ask("GET", "/")
        head = self.server.ask("HEAD", "/")
        self.assertEqual((head.status, head.body), (200, b""))
        self.assertEqual(head.headers["Content-Length"], str(len(page.body)))
        self.assertEqual(head.headers["ETag"], page.headers["ETag"])

    def test_nothing_outside_of_it_is(self):
        name = f"{self.folder.name}-secret"
        for path in (f"/../{name}", f"/%2e%2e/{name}", f"/assets/../../{name}",
                     "//etc/passwd", "/..%2f" + name, "/assets", "/none",
                     "/index.html%00", "/./index.html", "/\\..\\" + name):
            answer = self.server.ask("GET", path)
            self.assertEqual(answer.status, 404, path)
            self.assertNotIn(b"secret", answer.body)
            self.assertNotIn(name.encode(), answer.body)

    def test_probes_and_version(self):
        self.assertEqual(self.server.ask("GET", "/healthz").body, b"ok\n")
        self.assertEqual(self.server.ask("GET", "/readyz").status, 200)
        self.assertRegex(self.server.ask("GET", "/version").json()["version"], r"^\d+\.\d+")
        self.assertEqual(self.server.ask("POST", "/healthz", "").status, 405)

    def test_every_reply_tells_browsers_what_they_may(self):
        for answer in (self.server.ask("GET", "/"), self.server.ask("GET", "/none"),
                       self.server.call(MODELS, {})):
            policy = answer.headers["Content-Security-Policy"]
            self.assertIn("default-src 'self'", policy)
            self.assertNotIn("unsafe", policy)
            self.assertEqual(answer.headers["X-Content-Type-Options"], "nosniff")
            self.assertIsNone(answer.headers["Access-Control-Allow-Origin"])
            self.assertIn("GMT", answer.headers["Date"])

    def test_other_origins_need_an_option(self):
        asks = {"Origin": "https://a.example", "Access-Control-Request-Method": "POST"}
        closed = self.server.ask("OPTIONS", MODELS, headers=asks)
        self.assertIsNone(closed.headers["Access-Control-Allow-Origin"])
        server = Server("--cors-origin", "https://a.example")
        flight = server.ask("OPTIONS", MODELS, headers=asks)
        self.assertEqual(flight.status, 204)
        self.assertEqual(flight.headers["Access-Control-Allow-Origin"], "https://a.example")
        self.assertIn("Connect-Protocol-Version", flight.headers["Access-Control-Allow-Headers"])
        other = server.call(MODELS, {}, Origin="https://b.example")
        self.assertIsNone(other.headers["Access-Control-Allow-Origin"])
        self.assertEqual(server.close(), 0)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
