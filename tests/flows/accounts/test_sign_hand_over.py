"""Signing a hand-over."""

import pytest

from zhuchao.accounts import selectors
from zhuchao.accounts.flows import (
    assign_post,
    cancel_hand_over,
    create_person,
    draw_up_hand_over,
    end_holding,
    sign_hand_over,
)
from zhuchao.accounts.models import HandOver, HandOverFact

pytestmark = pytest.mark.django_db
SIDES = {"from_post": "P-officer", "to_post": "P-other_officer"}


@pytest.fixture
def listed(actors, promises):
    """Two duties of 示例街道一 listed for 示例街道二."""
    promises.add("1", "T1", "P-officer")
    promises.add("2", "T1", "P-officer")
    return draw_up_hand_over(actor=actors["officer"], document="示例区委〔2026〕6号", **SIDES)


def test_works(actors, promises, listed):
    """The first signature moves nothing; the second moves the duties, and the person may leave."""
    assert sign_hand_over(actor=actors["officer"], code=listed) == ""
    assert promises.where("1") == ("T1", "P-officer")
    number = sign_hand_over(actor=actors["other_officer"], code=listed)
    assert number.startswith("交接〔20")
    assert promises.where("1") == promises.where("2") == ("T2", "P-other_officer")
    shown = selectors.hand_over(actors["other_head"], listed)
    for words in (number, "示例officer", "示例other_officer", "示例承诺1", "示例区委〔2026〕6号", "共 2 项"):
        assert words in shown.text
    assert shown.intact
    fact = HandOverFact.objects.get()
    assert (fact.office_code, fact.value["checksum"]) == ("T2", shown.checksum)
    end_holding(actor=actors["system_admin"], person="R-officer", post="P-officer")


def test_works_in_either_order_and_numbers_go_on(actors, promises, listed):
    """The taking side first; the next certificate has the next number."""
    sign_hand_over(actor=actors["other_officer"], code=listed)
    first = sign_hand_over(actor=actors["officer"], code=listed)
    promises.add("3", "T1", "P-officer")
    again = draw_up_hand_over(actor=actors["other_officer"], **SIDES)
    sign_hand_over(actor=actors["office_head"], code=again)
    second = sign_hand_over(actor=actors["other_head"], code=again)
    assert [n.split("〕")[1] for n in (first, second)] == ["1号", "2号"]


def test_works_and_marks_what_was_settled_meanwhile(actors, promises, listed):
    """A duty met before the second signature is on the list and does not move."""
    sign_hand_over(actor=actors["officer"], code=listed)
    promises.settle("2")
    sign_hand_over(actor=actors["other_officer"], code=listed)
    shown = selectors.hand_over(actors["officer"], listed)
    assert [i.outcome for i in shown.items] == ["已移交", "签字前已了结"]
    assert "移交 1 项" in shown.text


def test_works_within_a_post_from_person_to_person(actors, promises):
    """The duties stay with the post; leaver and successor both sign."""
    promises.add("1", "T1", "P-officer")
    code, _ = create_person(actor=actors["system_admin"], login="zhang.san", name="示例张三")
    assign_post(actor=actors["security_admin"], person=code, post="P-officer")
    newcomer = selectors.command_line_actor("zhang.san")
    listed = draw_up_hand_over(actor=newcomer, from_post="P-officer", to_post="P-officer")
    sign_hand_over(actor=actors["officer"], code=listed, side="give")
    sign_hand_over(actor=newcomer, code=listed, side="take")
    assert promises.calls == []
    assert "示例张三" in selectors.hand_over(newcomer, listed).text


def test_a_changed_certificate_shows(actors, listed):
    """The text is frozen: changed behind the back, it no longer agrees with its checksum."""
    sign_hand_over(actor=actors["officer"], code=listed)
    sign_hand_over(actor=actors["other_officer"], code=listed)
    row = HandOver.objects.get(code=listed)
    HandOver.objects.filter(code=listed).update(text=row.text.replace("示例承诺1", "示例承诺9"))
    assert not selectors.hand_over(actors["officer"], listed).intact


def test_refuses_a_second_signature_of_a_side(actors, refuses, listed):
    """Signed is signed; a cancelled list is not signed."""
    sign_hand_over(actor=actors["officer"], code=listed)
    refuses(sign_hand_over, match="已签字", actor=actors["office_head"], code=listed, side="give")
    cancel_hand_over(actor=actors["officer"], code=listed, reason="重列")
    refuses(sign_hand_over, match="已撤回", actor=actors["other_officer"], code=listed, side="take")


def test_forbids_one_person_on_both_sides_and_strangers(actors, refuses, promises, listed):
    """Nobody signs for both; nobody signs for an office not theirs."""
    promises.add("5", "T1", "P-officer")
    inside = draw_up_hand_over(
        actor=actors["office_head"], from_post="P-officer", to_post="P-office_head", duties=["promise:5"]
    )
    sign_hand_over(actor=actors["office_head"], code=inside, side="take")
    refuses(sign_hand_over, forbidden=True, actor=actors["office_head"], code=inside, side="give")
    for who in ("assessor", "system_admin", "department"):
        refuses(sign_hand_over, forbidden=True, actor=actors[who], code=listed)
    refuses(sign_hand_over, forbidden=True, actor=actors["officer"], code=listed, side="take")
    refuses(sign_hand_over, forbidden=True, actor=actors["officer"], code="无")


@pytest.mark.django_db(transaction=True)
def test_races(actors, promises, listed, at_once):
    """Both sides press at the same moment: the duties move once, on one certificate."""
    numbers, told = at_once(
        lambda name: sign_hand_over(actor=actors[name], code=listed), "officer", "other_officer"
    )
    assert told == []
    assert sorted(bool(n) for n in numbers) == [False, True]
    assert len(promises.calls) == 1
    assert HandOverFact.objects.count() == 1
