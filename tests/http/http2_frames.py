"""Bytes of HTTP/2 made by hand, for what no client would send."""
HELLO = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
HEADERS, SETTINGS, PING, GOAWAY = 1, 4, 6, 7


def frame(kind, flags, stream, body):
    return len(body).to_bytes(3, "big") + bytes([kind, flags]) + stream.to_bytes(4, "big") + body


# A client's first words.
PREFACE = HELLO + frame(SETTINGS, 0, 0, b"")


def literal(text):
    return bytes([len(text)]) + text


def call_headers(path, authority, by_tls):
    """Of a call of gRPC, in HPACK, without any table."""
    return (b"\x83" + (b"\x87" if by_tls else b"\x86") + b"\x04" + literal(path.encode()) +
            b"\x01" + literal(authority) + b"\x0f\x10" + literal(b"application/grpc") +
            b"\x00" + literal(b"te") + literal(b"trailers"))
