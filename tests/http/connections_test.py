#!/usr/bin/env python3
"""Connections of gRPC that do not do what they should, by hand-made frames: a client that
hangs, one that says nothing, one that stays for ever. What they hold is free again."""
import socket
import sys
import time
import unittest

# First, as it may start another Python, which has gRPC.
from serving import Server

import grpc

from http2_frames import GOAWAY, HEADERS, HELLO, PING, PREFACE, call_headers, frame

STREAM = "/cmmm.v1.ScoringService/ScoreStream"
# Longer than whatever is waited for, on a busy machine.
PATIENCE = 200


class Raw:
    """A connection that says what it is told to, and answers nothing by itself."""

    def __init__(self, server, *frames, hello=PREFACE):
        self.link = socket.create_connection(server.grpc.rsplit(":", 1), PATIENCE)
        self.link.sendall(hello + b"".join(frames))
        self.came = b""

    def until_closed(self, answers=False):
        """(kinds of frames that came, seconds) when the server closes it. `answers`: pings
        are answered meanwhile."""
        begin, kinds = time.monotonic(), []
        try:
            while part := self.link.recv(1 << 16):
                self.came += part
                for kind, flags, body in self.frames():
                    kinds.append(kind)
                    if answers and kind == PING and not flags & 1:
                        self.link.sendall(frame(PING, 1, 0, body))
        except ConnectionError:
            pass
        self.link.close()
        return kinds, time.monotonic() - begin

    def frames(self):
        while len(self.came) >= 9 and len(self.came) >= 9 + int.from_bytes(self.came[:3], "big"):
            size = int.from_bytes(self.came[:3], "big")
            yield self.came[3], self.came[4], self.came[9:9 + size]
            self.came = self.came[9 + size:]


class ConnectionsTest(unittest.TestCase):
    def end(self, server):
        self.assertEqual(server.close(), 0)

    def stream_code(self, server):
        """How a stream ends at once: OK where there is room for it."""
        with grpc.insecure_channel(server.grpc) as channel:
            call = channel.stream_stream(STREAM)(iter(()), timeout=20)
            try:
                list(call)
            except grpc.RpcError:
                pass
            return call.code().name

    def test_a_client_that_hangs_loses_its_stream(self):
        server = Server("--max-streams", "1")
        hung = Raw(server, frame(HEADERS, 4, 1, call_headers(STREAM, b"x", by_tls=False)))
        end = time.monotonic() + PATIENCE
        while self.stream_code(server) != "RESOURCE_EXHAUSTED":
            self.assertLess(time.monotonic(), end, "the stream never began")
        kinds, _ = hung.until_closed()
        self.assertIn(PING, kinds)
        while self.stream_code(server) != "OK":
            self.assertLess(time.monotonic(), end + PATIENCE, "its place is never free")
        self.end(server)

    def test_one_that_says_nothing_is_closed(self):
        server = Server()
        for hello in (b"", HELLO[:10], b"\x16\x03\x01"):
            kinds, took = Raw(server, hello=hello).until_closed()
            self.assertLess(took, 30, hello)
        self.end(server)

    def test_idle_ones_and_old_ones_are_told_to_go(self):
        for options in (("--max-idle", "1"), ("--max-age", "1")):
            server = Server(*options)
            kinds, took = Raw(server).until_closed(answers=True)
            self.assertIn(GOAWAY, kinds, options)
            self.assertLess(took, 30, options)
            self.end(server)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
