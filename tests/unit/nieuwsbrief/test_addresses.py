"""Which addresses are taken, and how they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duo_site.mail import Message, compose
from duo_site.nieuwsbrief.addresses import LONGEST, read_address


@pytest.mark.parametrize(
    ("typed", "written", "mailbox"),
    [
        ("ivo@voorbeeld.nl", "ivo@voorbeeld.nl", "ivo@voorbeeld.nl"),
        (" Ivo@Voorbeeld.NL\n", "Ivo@voorbeeld.nl", "ivo@voorbeeld.nl"),
        ("ivo+school@voorbeeld.nl", "ivo+school@voorbeeld.nl", "ivo@voorbeeld.nl"),
        ("o'hara_{1}@a-b.example", "o'hara_{1}@a-b.example", "o'hara_{1}@a-b.example"),
        ("ivo@straße.example", "ivo@xn--strae-oqa.example", "ivo@xn--strae-oqa.example"),
        ("ivo@ＶＯＯＲＢＥＥＬＤ.nl", "ivo@voorbeeld.nl", "ivo@voorbeeld.nl"),
        ("a" * 64 + "@voorbeeld.nl", "a" * 64 + "@voorbeeld.nl", "a" * 64 + "@voorbeeld.nl"),
    ],
)
def test_an_address_is_taken(typed: str, written: str, mailbox: str) -> None:
    address = read_address(typed)
    assert address is not None
    assert (address.text, address.key, address.mailbox) == (written, written.lower(), mailbox)


@pytest.mark.parametrize(
    "typed",
    [
        "", "@", "a@", "@b.nl", "a@b", "a@localhost", "a@1.2.3.4", "a@[1.2.3.4]", "a b@c.nl", '"a b"@c.nl', "a@b@c.nl",
        ".a@b.nl", "a.@b.nl", "a..b@c.nl", "a@b..nl", "a@.nl", "a@b_c.nl", "a@-b.nl", "a@b-.nl", "a" * 65 + "@b.nl",
        "a@" + "b." * 130 + "nl", "a@xn--.nl", "a@b.nl\nBcc: c@d.nl", "a\r@b.nl", "a\0@b.nl", "a@b.nl,c@d.nl",
        "a@b.nl;c@d.nl", "A <a@b.nl>", "mailto:a@b.nl", "a@b.nl?subject=x", "é@b.nl", "a@\u202eb.nl", "a@b.nl>",
    ],
)  # fmt: skip
def test_what_is_no_address_is_not_taken(typed: str) -> None:
    assert read_address(typed) is None


@given(st.text(max_size=300) | st.builds("{}@{}.nl".format, st.text(max_size=70), st.text(max_size=70)))
def test_whatever_is_taken_can_stand_in_a_message_and_adds_nothing_to_it(typed: str) -> None:
    address = read_address(typed)
    if address is None:
        return
    assert address.text.isascii()
    assert len(address.text) <= LONGEST
    written = compose(Message(address.text, "x", "y"), "post@voorbeeld.nl").as_bytes()
    assert f"\nTo: {address.text}\n".encode() in written
    assert written.count(b"\nTo: ") == 1
