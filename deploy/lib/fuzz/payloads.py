"""Requests that no description leads to: broken JSON, endless texts, odd headers, identifiers, queries and methods."""

from __future__ import annotations

import json
import random
import urllib.parse
import uuid
from collections.abc import Iterator
from typing import NamedTuple

from .records import Records

JSON = "application/json"


class Attempt(NamedTuple):
    """A request and what it is about."""

    what: str
    method: str
    path: str
    body: bytes | None
    headers: dict[str, str]
    # Whether it must be refused; else only its answer must be documented.
    is_refused: bool = True


def key() -> dict[str, str]:
    return {"Idempotency-Key": str(uuid.uuid4())}


def filled(path: str, records: Records, choose: random.Random) -> str:
    for name in [part[1:-1] for part in path.split("/") if part.startswith("{")]:
        path = path.replace("{" + name + "}", records.pick(name, choose) or "LIT_CERT")
    return path


# Bodies that are not one JSON object, whatever the route.
BROKEN = {
    "nothing": b"", "a list": b"[]", "null": b"null", "a number": b"1", "a text": b'"x"', "cut short": b'{"a": ',
    "a trailing comma": b'{"a": 1,}', "a comment": b'{"a": 1} // x', "single quotes": b"{'a': 1}",
    "a byte order mark": b"\xef\xbb\xbf{}", "not UTF-8": b'{"a": "\xff\xfe"}', "overlong UTF-8": b'{"a": "\xc0\x80"}',
    "half a surrogate pair": b'{"a": "\\ud800"}', "a raw NUL": b'{"a": "\x00"}', "a NUL after it": b"{}\x00",
    "two values": b"{} {}", "NaN": b'{"a": NaN}', "Infinity": b'{"a": -Infinity}', "hexadecimal": b'{"a": 0x10}',
    "a leading zero": b'{"a": 01}', "a name twice": b'{"a": 1, "a": 2}',
    "an escaped name twice": b'{"a": 1, "\\u0061": 2}',
    "deep lists": b'{"a": ' + b"[" * 200_000, "deep objects": b'{"a":' * 100_000,
    "deep and closed": b'{"a": ' + b"[" * 5000 + b"]" * 5000 + b"}", "too large": b'{"a": "' + b"x" * 1_100_000 + b'"}',
    "a name that ends nothing": b'{"' + b"a" * 900_000 + b'": 1}',
    "a hundred thousand names": b"{" + b",".join(b'"n%d":1' % n for n in range(100_000)) + b"}",
}
# Values that no member takes in place of a text, a number or a list.
HOSTILE_TEXTS = {
    "NUL": "a\x00b", "an escape": "\x1b[2J", "too long": "x" * 10_001, "emoji, too long": "\U0001F468\u200d" * 5001,
}
ODD_TEXTS = {
    "right to left": "\u202e\u0645\u062d\u0645\u062f\u202c", "combining": "a" + "\u0301" * 500, "blank": " \t\n ",
    "empty": "", "joined": "\U0001F468\u200d\U0001F469\u200d\U0001F467", "noncharacter": "\ufffe\U0010ffff",
    "sql": "'; DROP TABLE log; --", "markup": "<script>alert(1)</script>", "path": "../../etc/passwd",
    "brace": "{0}%s%n",
}
HOSTILE_NUMBERS = (b"1e400", b"-1e400", b"9223372036854775808", b"-9223372036854775809", b"1" + b"0" * 400,
                   b"9007199254740993")
ODD_NUMBERS = (b"-1", b"0", b"-0", b"1e-400", b"0.1", b"9007199254740991", b"-9007199254740991")


def of_kit(method: str, path: str, example: dict) -> Iterator[Attempt]:
    """What the kit refuses before a route looks at it."""
    body = json.dumps(example).encode()
    for what, broken in BROKEN.items():
        yield Attempt(f"a body with {what}", method, path, broken, key() | {"Content-Type": JSON})
    for media in ("text/plain", "application/xml", "application/json; charset=latin1", "*/*", "a", "application/json5",
                  "multipart/form-data; boundary=x"):
        yield Attempt(f"a body of type {media}", method, path, body, key() | {"Content-Type": media})
    yield Attempt("a body of no type", method, path, body, key())
    typed = {"Content-Type": JSON}
    for given in ("", " ", "a b", "x" * 256, "caf\xe9"):
        yield Attempt(f"the key {given!r:.20}", method, path, body, typed | {"Idempotency-Key": given})
    yield Attempt("no key", method, path, body, typed)
    arabic = '"\u0661"'.encode().decode("latin1")
    for tag in ('"+1"', '""', "1", "*", '"-1"', 'W/"1"', '"1', '"99999999999999999999"', "\xff", arabic):
        yield Attempt(f"the version {tag!r}", method, path, body, typed | key() | {"If-Match": tag})
    yield Attempt("a parameter", method, path + "?a=1", body, typed | key())
    yield Attempt("a parameter with a broken escape", method, path + "?%zz=%", body, typed | key())


def members(value: object, path: tuple = ()) -> Iterator[tuple[tuple, object]]:
    """Every place in a body that holds neither an object nor a list, and every list."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from members(inner, (*path, name))
    elif isinstance(value, list):
        yield path, value
        if value:
            yield from members(value[0], (*path, 0))
    else:
        yield path, value


def replaced(body: object, path: tuple, value: object) -> object:
    if not path:
        return value
    if isinstance(body, list):
        return [replaced(inner, path[1:], value) if index == path[0] else inner for index, inner in enumerate(body)]
    return {name: replaced(inner, path[1:], value) if name == path[0] else inner for name, inner in body.items()}


def of_body(method: str, path: str, example: dict) -> Iterator[Attempt]:
    """Hostile values in every member of a body that is accepted otherwise."""
    marker = "\ue000marker"
    for place, value in members(example):
        name = ".".join(map(str, place))
        body = json.dumps(replaced(example, place, marker)).encode()

        def attempt(what: str, raw: bytes, is_refused: bool = True) -> Attempt:
            sent = body.replace(json.dumps(marker).encode(), raw)
            return Attempt(f"{name}, {what}", method, path, sent, {"Content-Type": JSON} | key(), is_refused)

        yield attempt("an object", b'{"a": {}}')
        if isinstance(value, bool):
            yield attempt("a number", b"1")
        elif isinstance(value, (int, float)):
            yield from (attempt(repr(number[:20]), number) for number in HOSTILE_NUMBERS)
            yield from (attempt(repr(number), number, False) for number in ODD_NUMBERS)
        elif isinstance(value, list):
            element = value[0] if value else "x"
            yield attempt("5,001 elements", json.dumps([element] * 5001).encode())
            yield attempt("5,000 elements", json.dumps([element] * 5000).encode(), False)
            yield attempt("null", b"[null]")
        else:
            yield attempt("a number", b"1")
            yield from (attempt(what, json.dumps(text).encode()) for what, text in HOSTILE_TEXTS.items())
            yield from (attempt(what, json.dumps(text).encode(), False) for what, text in ODD_TEXTS.items())


PATHS = ("%00", "%ff", "%2e%2e", "..%2f..%2fetc", "null", "x" * 4000, "{id}", "%7Bid%7D", "0", "-1", "%F0%9F%98%80",
         "00000000-0000-0000-0000-00000000000g", "00000000000000000000000000000000", "%zz", "a%20b", "*", "%0d%0aX: 1")
QUERIES = ("a=1", "limit=0", "limit=-1", "limit=%2B5", "limit=1e3", "limit=99999999999999999999", "limit=", "limit=%00",
           "limit=1&limit=2", "cursor=%00", "cursor=W10", "cursor=WzFd", "cursor=bnVsbA", "cursor=" + "A" * 1001,
           "cursor=WyJ4Il0", "%zz", "=", "a", "limit=1%zz", "status=%FF", "limit[]=1")


def of_path(method: str, path: str, template: str, body: bytes | None) -> Iterator[Attempt]:
    typed = {"Content-Type": JSON} if body is not None else {}
    if "{" in template:
        start = template.index("{")
        rest = template[template.index("}") + 1:].replace("{", "").replace("}", "")
        for hostile in PATHS:
            odd = template[:start] + urllib.parse.quote(hostile, safe="%:.*{}-") + rest
            yield Attempt(f"the identifier {hostile:.20}", method, odd, body, typed | key())
    if method == "GET":
        for query in QUERIES:
            yield Attempt(f"the query {query:.30}", method, f"{path}?{query}", None, {})
    for other in ("DELETE", "PATCH", "TRACE", "OPTIONS", "PROPFIND"):
        yield Attempt(f"the method {other}", other, path, None, {})
