"""Requests that a server should refuse, or understand in one way alone (RFC 9112 §6.3, §11.2)."""


def _request(line: str, *headers: str, body: bytes = b"", host: str = "Host: x") -> bytes:
    return "\r\n".join([f"{line} HTTP/1.1", *filter(None, [host]), *headers, "", ""]).encode() + body


def post_of(size: int) -> bytes:
    """Write a POST with a body of so many bytes, after which the connection closes."""
    return _request("POST /body", "Connection: close", f"Content-Length: {size}", body=b"z" * size)


GET_AND_CLOSE = _request("GET /kept", "Connection: close")
_CHUNKED = "Transfer-Encoding: chunked"

ODD_REQUESTS = {
    "two different Content-Length": _request(
        "POST /body", "Content-Length: 3", "Content-Length: 30", body=b"abc" + GET_AND_CLOSE
    ),
    "Transfer-Encoding and Content-Length": _request(
        "POST /body", "Content-Length: 6", _CHUNKED, body=b"0\r\n\r\n" + GET_AND_CLOSE
    ),
    "Transfer-Encoding: xchunked": _request("POST /body", "Transfer-Encoding: xchunked", body=b"0\r\n\r\n"),
    "Content-Length: +3": _request("POST /body", "Content-Length: +3", body=b"abc"),
    "space before the colon": _request("GET /kept", "A : b"),
    "no Host": _request("GET /kept", host=""),
    "folded header": _request("GET /kept", "A: b\r\n c"),
    "request line of 60 kB": _request("GET /" + "a" * 60_000),
    "request line of 1 MB": _request("GET /" + "a" * 1_000_000),
    "headers of 300 kB": _request("GET /kept", *(f"A{number}: {'b' * 3000}" for number in range(100))),
    "1000 headers": _request("GET /kept", *["A: b"] * 1000),
    "chunked body": _request("POST /body", _CHUNKED, "Connection: close", body=b"3\r\nabc\r\n0\r\n\r\n"),
    "two requests at once": _request("GET /kept", body=GET_AND_CLOSE),
    "HEAD": _request("HEAD /kept", "Connection: close"),
    "GET with a body, then GET": _request("GET /kept", "Content-Length: 3", body=b"abc" + GET_AND_CLOSE),
    "1 MB that nobody reads, then GET": _request(
        "POST /kept", "Content-Length: 1000000", body=b"z" * 1_000_000 + GET_AND_CLOSE
    ),
    "Expect: 100-continue": _request(
        "POST /body", "Content-Length: 3", "Expect: 100-continue", "Connection: close", body=b"abc"
    ),
}
