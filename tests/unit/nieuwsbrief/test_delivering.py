"""Sending over real SMTP: refused for good, refused for now, the server away, the line cut; nobody gets two."""

import pytest

from duo_site.database import writing_session
from duo_site.nieuwsbrief.domain import MOST_REFUSALS, MOST_REFUSED_IN_A_ROW, PAUSES, IssueState
from duo_site.nieuwsbrief.service import end, go_on
from duo_site.nieuwsbrief.tokens import Purpose, Tokens
from tests.unit.nieuwsbrief.conftest import SENDER, Mailing, Postman, SmtpServer

PEOPLE = [f"lezer{number}@voorbeeld.invalid" for number in range(5)]


def test_everybody_gets_it_once_over_one_connection(mailing: Mailing, postman: Postman) -> None:
    mailing.subscribe(*PEOPLE)
    number = mailing.begin()
    mailing.work()
    assert sorted(postman.reached) == PEOPLE
    assert postman.connections == 1
    assert mailing.figures(number) == {"verstuurd": 5}
    assert mailing.issue(number).state is IssueState.SENT
    mailing.later(days=3)
    assert len(postman.taken) == 5


def test_the_envelope_names_a_delivery_and_the_message_how_to_leave(mailing: Mailing, postman: Postman) -> None:
    mailing.subscribe(PEOPLE[0])
    mailing.begin()
    mailing.work()
    [(envelope, _to, message)] = postman.taken
    local, _at, domain = envelope.partition("@")
    assert f"{local.partition('+')[0]}@{domain}" == SENDER
    assert len(local) <= 64, "RFC 5321 section 4.5.3.1.1"
    assert "lezer" not in envelope
    [delivery] = mailing.deliveries()
    tokens = Tokens(mailing.secrecy)
    assert tokens.read(Purpose.BOUNCE, local.partition("+")[2]) == f"{delivery.id:x}"
    assert delivery.abonnement_id is not None
    leave = tokens.make(Purpose.LEAVE, delivery.abonnement_id.hex)
    assert message["List-Unsubscribe"] == f"<https://duo.test/nieuwsbrief/afmelden/{leave}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert (message["From"], message["Subject"]) == (SENDER, "Nieuws")
    body, page = message.get_body(("plain",)), message.get_body(("html",))
    assert body is not None
    assert page is not None
    assert f"/nieuwsbrief/afmelden/{leave}" in str(body.get_content())
    assert "https://duo.test/diplomahulp" in str(page.get_content())
    assert not any(word in str(page.get_content()) for word in ("<img", "style", "<script", "src="))


def test_a_mailbox_that_does_not_exist_is_erased(mailing: Mailing, postman: Postman) -> None:
    mailing.subscribe(*PEOPLE)
    postman.answers[PEOPLE[2]] = ["550 5.1.1 No such user"]
    number = mailing.begin()
    mailing.work()
    assert mailing.figures(number) == {"verstuurd": 4, "geweigerd": 1}
    assert mailing.subscribers() == 4


def test_a_mailbox_that_refuses_again_and_again_is_erased(mailing: Mailing, postman: Postman) -> None:
    mailing.subscribe(*PEOPLE[:2])
    for round_number in range(MOST_REFUSALS):
        assert mailing.subscribers() == 2
        postman.answers[PEOPLE[0]] = ["552 5.2.2 Mailbox full"]
        mailing.begin(f"ronde {round_number}")
        mailing.later(days=30)
    assert mailing.subscribers() == 1


def test_refusals_long_ago_do_not_count(mailing: Mailing, postman: Postman) -> None:
    mailing.subscribe(PEOPLE[0])
    for round_number in range(MOST_REFUSALS + 1):
        postman.answers[PEOPLE[0]] = ["552 5.2.2 Mailbox full"]
        mailing.begin(f"ronde {round_number}")
        mailing.work()
        mailing.later(days=300 + 100 * (round_number % 2))
    assert mailing.subscribers() == 1


def test_later_means_later_and_then_once(mailing: Mailing, postman: Postman) -> None:
    mailing.subscribe(*PEOPLE)
    postman.answers[PEOPLE[1]] = ["450 4.2.0 Greylisted", "451 4.7.1 Not yet"]
    postman.data_answers = ["451 Try again"]
    number = mailing.begin()
    mailing.work()
    assert mailing.figures(number) == {"verstuurd": 3, "wacht": 2}
    assert mailing.issue(number).state is IssueState.SENDING
    mailing.later(minutes=1)
    assert len(postman.taken) == 3
    mailing.later(minutes=5)
    assert mailing.figures(number) == {"verstuurd": 4, "wacht": 1}
    mailing.later(minutes=20)
    assert mailing.figures(number) == {"verstuurd": 5}
    assert sorted(postman.reached) == PEOPLE


def test_who_says_later_too_often_is_left_out_and_keeps_the_subscription(mailing: Mailing, postman: Postman) -> None:
    mailing.subscribe(PEOPLE[0])
    postman.answers[PEOPLE[0]] = ["450 Later"] * 50
    number = mailing.begin()
    mailing.work()
    for pause in PAUSES:
        mailing.later(seconds=pause.total_seconds() + 1)
    assert mailing.figures(number) == {"geweigerd": 1}
    assert (mailing.issue(number).state, mailing.subscribers()) == (IssueState.SENT, 1)


def test_a_server_that_is_away_loses_nobody(mailing: Mailing, postman: Postman, server: SmtpServer) -> None:
    mailing.subscribe(*PEOPLE)
    number = mailing.begin()
    server.stop()
    mailing.work()
    mailing.later(minutes=6)
    assert mailing.figures(number) == {"wacht": 5}
    server.start()
    mailing.later(hours=1)
    assert mailing.figures(number) == {"verstuurd": 5}
    assert mailing.errors == []


def test_a_server_that_stays_away_stops_the_issue_and_an_editor_goes_on(
    mailing: Mailing, postman: Postman, server: SmtpServer
) -> None:
    mailing.subscribe(*PEOPLE)
    number = mailing.begin()
    server.stop()
    mailing.work()
    for pause in PAUSES:
        mailing.later(seconds=pause.total_seconds() + 1)
    assert mailing.issue(number).state is IssueState.STOPPED
    server.start()
    with writing_session(mailing.engine) as session:
        assert go_on(session, number, mailing.at)
    mailing.work()
    assert sorted(postman.reached) == PEOPLE


def test_a_line_that_is_cut_after_the_message_leaves_one_unsure(mailing: Mailing, postman: Postman) -> None:
    mailing.subscribe(*PEOPLE)
    postman.data_answers = ["250 Taken", "hang up"]
    number = mailing.begin()
    mailing.work()
    mailing.later(days=1)
    assert mailing.figures(number) == {"verstuurd": 4, "onzeker": 1}
    assert len(postman.reached) == 4
    assert postman.connections == 2


def test_a_server_that_ends_the_connection_is_called_again(mailing: Mailing, postman: Postman) -> None:
    mailing.subscribe(*PEOPLE)
    postman.answers[PEOPLE[1]] = ["421 4.3.2 Too many messages on this connection"]
    number = mailing.begin()
    mailing.work()
    assert mailing.figures(number) == {"verstuurd": 4, "wacht": 1}
    mailing.later(minutes=6)
    assert sorted(postman.reached) == PEOPLE


@pytest.mark.parametrize("answer", ["550 Relaying denied", "550 5.7.1 Relaying denied"])
def test_many_refusals_in_a_row_are_our_fault_and_erase_nobody(mailing: Mailing, postman: Postman, answer: str) -> None:
    many = [f"lezer{number}@voorbeeld.invalid" for number in range(MOST_REFUSED_IN_A_ROW + 5)]
    mailing.subscribe(*many)
    postman.answers = {one: [answer] for one in many}
    number = mailing.begin()
    mailing.work()
    assert mailing.issue(number).state is IssueState.STOPPED
    assert mailing.figures(number) == {"geweigerd": MOST_REFUSED_IN_A_ROW, "wacht": 5}
    assert mailing.subscribers() == len(many)


def test_who_leaves_meanwhile_gets_nothing(mailing: Mailing, postman: Postman) -> None:
    mailing.subscribe(*PEOPLE)
    number = mailing.begin()
    leaver = mailing.deliveries()[3].abonnement_id
    assert leaver is not None
    with writing_session(mailing.engine) as session:
        assert end(session, leaver)
    mailing.work()
    assert mailing.figures(number) == {"verstuurd": 4, "vervallen": 1}
    assert len(postman.taken) == 4
