#!/usr/bin/env python3
"""What is no HTTP, or could be read in two ways, or never ends: the right
status, nothing leaked, and others served meanwhile."""
import resource
import socket
import sys
import threading
import time
import unittest

from serving import MODELS, SCORE, Server, read_all

HEAD = f"POST {MODELS} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n".encode()


def status_of(data):
    """Of the first reply; 0: none."""
    return int(data[9:12]) if data.startswith(b"HTTP/1.1 ") else 0


class SlowClients:
    """Connections that send a byte when they are told to."""

    def __init__(self, port):
        self.port = port
        self.open = {}  # by socket: what is left to send
        self.told = set()

    def add(self, count, data, at_once):
        for _ in range(count):
            one = socket.create_connection(("127.0.0.1", self.port), 20)
            one.sendall(data[:at_once])
            one.setblocking(False)
            self.open[one] = data[at_once:]

    def send_a_byte_each(self):
        for one, left in list(self.open.items()):
            try:
                came = one.recv(1000)
                if came:
                    self.told.add(came)
            except BlockingIOError:
                came = None
            except ConnectionError:
                came = b""
            if came == b"":
                one.close()
                del self.open[one]
                continue
            try:
                one.send(left[:1])
            except OSError:
                pass
            self.open[one] = left[1:]

    def close(self):
        for one in self.open:
            one.close()


class HostileTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server("--max-connections-per-peer", "200")

    @classmethod
    def tearDownClass(cls):
        assert cls.server.close() == 0

    def tearDown(self):
        # Whatever came before: it serves.
        self.assertEqual(self.server.call(MODELS, {}).status, 200)

    def test_two_ways_to_read_a_length_are_refused(self):
        for lines in (b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n",
                      b"Transfer-Encoding: chunked\r\nContent-Length: 2\r\n",
                      b"Content-Length: 2\r\nContent-Length: 3\r\n",
                      b"Content-Length: 2\r\nContent-Length: 2\r\n", b"Content-Length: 2, 2\r\n",
                      b"Content-Length: 2, 3\r\n", b"Content-Length: +2\r\n",
                      b"Content-Length: -1\r\n", b"Content-Length: 0x2\r\n",
                      b"Content-Length: 99999999999999999999\r\n",
                      b"Transfer-Encoding: gzip, chunked\r\n",
                      b"Transfer-Encoding: chunked, identity\r\n",
                      b"Transfer-Encoding: xchunked\r\n",
                      b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
                      b"Transfer-Encoding : chunked\r\n"):
            smuggled = b"{}GET /version HTTP/1.1\r\nHost: a\r\n\r\n"
            answer = self.server.raw(HEAD + lines + b"\r\n" + smuggled)
            self.assertEqual(status_of(answer), 400, lines)
            self.assertEqual(answer.count(b"HTTP/1.1 "), 1, lines)
            self.assertNotIn(b'"version"', answer)

    def test_what_stands_once_may_not_stand_twice(self):
        for line in (b"Content-Type: application/proto\r\n", b"Content-Type: application/json\r\n",
                     b"Authorization: Bearer a\r\nauthorization: Bearer b\r\n",
                     b"Content-Encoding: identity\r\nContent-Encoding: gzip\r\n"):
            answer = self.server.raw(HEAD + line + b"Content-Length: 2\r\n\r\n{}")
            self.assertEqual(status_of(answer), 400, line)
            self.assertEqual(answer.count(b"HTTP/1.1 "), 1, line)

    def test_what_is_no_http_is_refused(self):
        for data in (b"hello\r\n\r\n", b"GET /\r\n\r\n", b"GET / HTTP/3.0\r\n\r\n",
                     b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(40),
                     b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                     b"GET / HTTP/1.1\r\n\r\n", b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                     b"GET / HTTP/1.1\r\nHost: a\r\nBad Name: x\r\n\r\n",
                     b"GET / HTTP/1.1\r\nHost: a\r\nA: \x00\r\n\r\n",
                     HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n"):
            self.assertEqual(status_of(self.server.raw(data)), 400, data[:60])
        self.assertEqual(status_of(self.server.raw(
            HEAD + b"Expect: the-worst\r\nContent-Length: 2\r\n\r\n{}")), 417)

    def test_a_target_may_name_the_host(self):
        def status(target):
            data = b"GET " + target + b" HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
            return status_of(self.server.raw(data))

        for target, expected in ((b"http://a:8080/version", 200), (b"HTTPS://other/version?x=1", 200),
                                 (b"http://a", status(b"/")), (b"http://a/nothing", 404),
                                 (b"http:///version", 400), (b"http://a?x", 400),
                                 (b"ftp://a/version", 400), (b"a:443", 400)):
            self.assertEqual(status(target), expected, target)
        call = HEAD.replace(b"POST ", b"POST http://a")
        call += b"Connection: close\r\nContent-Length: 2\r\n\r\n{}"
        self.assertEqual(status_of(self.server.raw(call)), 200)

    def test_a_folded_header_is_one_value(self):
        """With a blank where it was folded, for lengths and credentials alike (RFC 9112, 5.2)."""
        for lines in (b"Content-Length:\r\n 2\r\n", b"Transfer-Encoding:\r\n\tchunked\r\n"):
            body = b"{}" if b"Length" in lines else b"2\r\n{}\r\n0\r\n\r\n"
            answer = self.server.raw(HEAD + lines + b"Connection: close\r\n\r\n" + body)
            self.assertEqual(status_of(answer), 200, lines)
            self.assertEqual(answer.count(b"HTTP/1.1 "), 1, lines)
        answer = self.server.raw(HEAD + b"Content-Length: 1\r\n 2\r\n\r\n{}")
        self.assertEqual(status_of(answer), 400)

    def test_floods_of_headers_end_early(self):
        many = b"".join(b"X-%d: y\r\n" % i for i in range(100_000))
        self.assertEqual(status_of(self.server.raw(HEAD + many)), 431)
        self.assertEqual(status_of(self.server.raw(HEAD + b"X: " + b"y" * 1_000_000)), 431)
        self.assertIn(status_of(self.server.raw(b"GET /" + b"a" * 1_000_000)), (400, 431))
        self.assertEqual(status_of(self.server.raw(
            b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\nHost: a\r\n\r\n")), 414)

    def test_a_head_has_one_limit_however_it_comes(self):
        most = 16 << 10
        for size, status in ((most, 200), (most + 1, 431), (most + 16, 431), (2 * most, 431)):
            head = b"GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX: \r\n\r\n"
            head = head.replace(b"X: ", b"X: " + b"y" * (size - len(head)))
            for piece in (0, 40, 1000, size - 2):
                answer = self.server.raw(head, piece=piece)
                self.assertEqual(status_of(answer), status, (size, piece))

    def test_large_bodies_are_refused_before_they_come(self):
        announced = self.server.raw(HEAD + b"Content-Length: 999999999\r\n\r\n")
        self.assertEqual(status_of(announced), 429)
        self.assertIn(b"MESSAGE_TOO_LARGE", announced)
        chunk = b"10000\r\n" + b" " * 65536 + b"\r\n"
        sent = self.server.raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + chunk * 80)
        self.assertEqual(status_of(sent), 429)

    def test_who_sends_first_still_reads_the_refusal(self):
        for body in (b" " * (5 << 20), b" " * (12 << 20)):
            answer = self.server.ask("POST", MODELS, body, {"Content-Type": "application/json"})
            self.assertEqual((answer.status, answer.reason()), (429, "MESSAGE_TOO_LARGE"))

    def test_chunks_and_continue_are_understood(self):
        with socket.create_connection(("127.0.0.1", self.server.port), 20) as one:
            one.sendall(HEAD + b"Expect: 100-continue\r\nTransfer-Encoding: chunked\r\n"
                        b"Connection: close\r\n\r\n")
            self.assertEqual(one.recv(100), b"HTTP/1.1 100 Continue\r\n\r\n")
            one.sendall(b"1\r\n{\r\n1\r\n}\r\n0\r\n\r\n")
            self.assertEqual(status_of(read_all(one)), 200)

    def test_requests_may_follow_each_other_closely(self):
        one = HEAD + b"Content-Length: 2\r\n\r\n{}"
        answer = self.server.raw(one * 20 + b"GET /healthz HTTP/1.1\r\nHost: a\r\n"
                                 b"Connection: close\r\n\r\n")
        self.assertEqual(answer.count(b"HTTP/1.1 200 OK"), 21)
        self.assertTrue(answer.endswith(b"ok\n"))

    def test_old_clients_get_one_answer(self):
        answer = self.server.raw(b"GET /healthz HTTP/1.0\r\n\r\n")
        self.assertEqual(status_of(answer), 200)
        self.assertTrue(answer.endswith(b"ok\n"))

    def test_slow_clients_harm_nobody_and_are_dropped(self):
        server = Server("--max-connections", "1500", "--max-connections-per-peer", "1500")
        self.addCleanup(server.close)
        slow = SlowClients(server.port)
        self.addCleanup(slow.close)
        # Of a head, and of a body behind a whole head, byte by byte.
        slow.add(800, HEAD, 0)
        whole = HEAD + b"Content-Length: 1000\r\n\r\n"
        slow.add(200, whole + b" " * 1000, len(whole))
        answered = 0
        end = time.monotonic() + 120
        while slow.open:
            self.assertLess(time.monotonic(), end, f"{len(slow.open)} are still open")
            for _ in range(3):
                self.assertEqual(server.call(MODELS, {}).status, 200)
                answered += 1
            slow.send_a_byte_each()
            time.sleep(1)
        self.assertGreater(answered, 0)
        # Nobody was told anything but the end.
        self.assertEqual(slow.told, set())

    def test_too_many_connections_of_one_are_closed(self):
        many = [socket.create_connection(("127.0.0.1", self.server.port), 20)
                for _ in range(260)]
        closed = 0
        for one in many:
            one.settimeout(0.01)
            try:
                closed += one.recv(1) == b""
            except ConnectionError:
                closed += 1
            except TimeoutError:
                pass
        for one in many:
            one.close()
        self.assertGreaterEqual(closed, 55)
        time.sleep(0.2)

    def test_whoever_goes_away_is_noticed(self):
        # Sends calls and leaves, many at once.
        def leave():
            for _ in range(30):
                with socket.create_connection(("127.0.0.1", self.server.port), 20) as one:
                    one.sendall(HEAD + b"Content-Length: 2\r\n\r\n{}")
        threads = [threading.Thread(target=leave) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def test_nothing_of_a_request_comes_back(self):
        secret = b"s3cr3t-in-the-path"
        answer = self.server.raw(b"GET /" + secret + b" HTTP/1.1\r\nHost: a\r\n"
                                 b"Connection: close\r\n\r\n")
        self.assertEqual(status_of(answer), 404)
        self.assertNotIn(secret, answer)
        self.assertNotIn(b"cmmm::", answer)
        self.assertEqual(status_of(self.server.raw(
            b"TRACE " + SCORE.encode() + b" HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")), 405)


def allow_descriptors(wanted):
    """For this process and the servers that it starts."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < wanted <= hard or (soft < wanted and hard == resource.RLIM_INFINITY):
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


if __name__ == "__main__":
    allow_descriptors(4096)
    unittest.main(argv=sys.argv[:1])
