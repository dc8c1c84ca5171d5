"""Merging offices: what they owe follows."""

import datetime

import pytest

from zhuchao.accounts import selectors
from zhuchao.accounts.flows import create_office, merge_offices, sign_hand_over
from zhuchao.accounts.models import HandOver, HandOverFact, Holding, Message, Post
from zhuchao.ledger.models import ChainLink

pytestmark = pytest.mark.django_db
DOCUMENT = "示例编办〔2026〕3号"


def merge(actors, **more):
    asked = {"predecessors": ["T2"], "successor": "T1", "document": DOCUMENT} | more
    merge_offices(actor=actors["system_admin"], **asked)


def test_works(actors, district, promises):
    """Duties go to the successor with the people who saw to them; certificates say by which document."""
    promises.add("1", "T2", "P-other_officer")
    promises.add("2", "T2")
    promises.add("3", "T1", "P-officer")
    create_office(actor=actors["system_admin"], code="T21", name="示例社区", kind="outpost", parent="T2")
    links = ChainLink.objects.count()
    merge(actors)
    assert ChainLink.objects.count() == links + 1
    carried = Post.objects.get(continues__code="P-other_officer")
    assert promises.where("1") == ("T1", carried.code)
    assert promises.where("2") == ("T1", "")
    assert promises.where("3") == ("T1", "P-officer")
    actor = district.actor("other_officer")
    assert (actor.post_code, actor.home_office) == (carried.code, "T1")
    assert not Post.objects.get(continues__code="P-other_head").is_head
    yesterday = datetime.date.today() - datetime.timedelta(days=1)
    assert selectors.office(actors["centre"], "T2").valid_to == yesterday
    assert selectors.office(actors["centre"], "T21").parent == "T1"
    assert {"T1", "T2", "T21"} <= district.actor("office_head").office_codes
    assert [s.document for s in selectors.successions(actors["centre"], "T2")] == [DOCUMENT]
    done = HandOver.objects.filter(kind="merge")
    assert sorted(done.values_list("to_post_name", flat=True)) == ["", "专员"]
    assert all(DOCUMENT in h.text and h.number and h.checksum for h in done)
    assert sum(len(f.value["duties"]) for f in HandOverFact.objects.filter(office_code="T1")) == 2
    assert Message.objects.filter(person__code="R-office_head", kind="hand-over").count() == 2


def test_works_and_the_successor_signs_for_receipt(actors, district, promises):
    """The order moved the duties; the head's signature is on record, the frozen text stays."""
    promises.add("1", "T2", "P-other_officer")
    merge(actors)
    head = district.actor("office_head")
    (waiting,) = selectors.waiting_for_me(head)
    text = selectors.hand_over(head, waiting.code).text
    assert sign_hand_over(actor=head, code=waiting.code) == waiting.number
    shown = selectors.hand_over(head, waiting.code)
    assert (shown.text, shown.intact, shown.row.taker_name) == (text, True, "示例office_head")
    assert selectors.waiting_for_me(head) == []
    assert promises.calls == [(("1",), "T1", Post.objects.get(continues__code="P-other_officer").code)]


def test_works_for_several_from_a_past_day(actors, promises):
    """Two offices into a new one, by an order in force since a week."""
    day = datetime.date.today() - datetime.timedelta(days=7)
    create_office(actor=actors["system_admin"], code="N", name="示例新区", kind="zone", valid_from=day)
    promises.add("1", "T1")
    promises.add("2", "T2")
    merge(actors, predecessors=["T1", "T2"], successor="N", on=day)
    assert {promises.where("1")[0], promises.where("2")[0]} == {"N"}
    assert Holding.objects.get(post__code="P-officer").end == day - datetime.timedelta(days=1)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"predecessors": []}, "为空"),
        ({"predecessors": ["T1"]}, "自身"),
        ({"predecessors": ["D"]}, "下级"),
        ({"document": " "}, "依据文件"),
        ({"on": datetime.date(2100, 1, 1)}, "还未到"),
        ({"on": datetime.date(2019, 1, 1)}, "设立日"),
        ({"successor": "X"}, "没有编号"),
    ],
)
def test_refuses(actors, refuses, promises, change, why):
    """No predecessor, itself, one's own superior, no document, an impossible day."""
    asked = {"predecessors": ["T2"], "successor": "T1", "document": DOCUMENT} | change
    promises.add("1", "T2")
    refuses(merge_offices, match=why, actor=actors["system_admin"], **asked)
    assert promises.where("1")[0] == "T2"


def test_refuses_as_a_whole_when_a_duty_cannot_move(actors, refuses, promises):
    """A noun that refuses to give a duty away stops the order; nothing of it remains."""
    promises.add("1", "T2")
    listed = promises.open
    promises.open = None
    from zhuchao import slots
    from zhuchao.accounts.engine.duties import DutyBook
    from zhuchao.slots import Slot

    def settled_meanwhile(actor, office):
        found = listed(actor, office)
        promises.rows.clear()
        return found

    slots.register(Slot.DUTY, "promise", DutyBook("promise", "承诺", settled_meanwhile, promises.reassign))
    asked = {"predecessors": ["T2"], "successor": "T1", "document": DOCUMENT}
    refuses(merge_offices, match="已了结", actor=actors["system_admin"], **asked)
    assert selectors.office(actors["centre"], "T2").valid_to is None
    assert not HandOver.objects.exists()
    assert not Post.objects.filter(continues__isnull=False).exists()


@pytest.mark.parametrize("who", ["security_admin", "leader", "other_head"])
def test_forbids(actors, refuses, who):
    """Only the system administrator carries out orders."""
    asked = {"predecessors": ["T2"], "successor": "T1", "document": DOCUMENT}
    refuses(merge_offices, forbidden=True, actor=actors[who], **asked)
