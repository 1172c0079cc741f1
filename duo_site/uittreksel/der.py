"""Writes values of ASN.1 in their one encoding (DER, X.690): what we put together ourselves from encoded parts."""

SEQUENCE, SET, OCTETS = 0x30, 0x31, 0x04
FIRST, SECOND = 0xA0, 0xA1
"""The tags [0] and [1] of a constructed value, implicit or around another."""


def write_der(tag: int, contents: bytes) -> bytes:
    """Write a value with its tag and length (X.690 section 8.1.3)."""
    length = len(contents)
    if length < 0x80:
        return bytes((tag, length)) + contents
    digits = length.to_bytes((length.bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(digits))) + digits + contents
