"""Which contacts of the company took part."""

import pytest
from lead_makers import credit_code

from zhuchao.companies.flows import add_company, add_contact
from zhuchao.engagements import selectors
from zhuchao.engagements.flows import cancel_engagement, name_contacts
from zhuchao.engagements.models import EngagementFact
from zhuchao.ledger.flows import void_fact
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db
USCC = credit_code(1)


@pytest.fixture
def contact(actors):
    for n in (1, 2):
        add_company(actor=actors["centre"], uscc=credit_code(n), name=f"示例{n}号公司", kind="enterprise")

    def made(name, actor="officer", uscc=USCC):
        return add_contact(
            actor=actors[actor], uscc=uscc, name=name, title="经理", purpose="洽谈", phone="05750000000"
        )

    return made


@pytest.fixture
def meeting(make_meeting):
    return lambda **given: make_meeting(**({"uscc": USCC, "theirs": 2} | given))


def names(actors, who, code):
    there = selectors.contacts_there(actors[who], code)
    return [each.name for each in there.rows], there.unseen


def test_works(actors, contact, meeting):
    """Codes only in the ledger, names masked on the screen; another list replaces the one before."""
    code, first, second = meeting(), contact("张示例"), contact("李示例")
    name_contacts(actor=actors["officer"], code=code, contacts=[first, first])
    assert names(actors, "officer", code) == (["张**"], 0)
    assert EngagementFact.objects.get(what="contacts").value["contacts"] == [first]
    name_contacts(actor=actors["officer"], code=code, contacts=[second])
    assert names(actors, "leader", code) == (["李**"], 0)
    history = selectors.meeting_history(actors["officer"], code)
    assert {s.text for s in history if s.what == "contacts"} == {"1 位"}


def test_those_the_actor_does_not_see_stay_in(actors, contact, meeting):
    """The centre named a contact of another office: the officer's list leaves it in, unseen."""
    code, own, theirs = meeting(), contact("张示例"), contact("王示例", "other_officer")
    name_contacts(actor=actors["centre"], code=code, contacts=[theirs])
    assert names(actors, "officer", code) == ([], 1)
    name_contacts(actor=actors["officer"], code=code, contacts=[own])
    assert names(actors, "officer", code) == (["张**"], 1)
    assert len(names(actors, "centre", code)[0]) == 2


def test_a_voided_list_counts_no_more(actors, contact, meeting):
    """The one before it stands again."""
    code, first, second = meeting(), contact("张示例"), contact("李示例")
    for chosen in ([first], [second]):
        name_contacts(actor=actors["officer"], code=code, contacts=chosen)
    fact = EngagementFact.objects.filter(what="contacts").latest("id")
    void_fact(actor=actors["office_head"], kind=fact._meta.db_table, code=fact.code, reason="示例")
    assert names(actors, "officer", code) == (["张**"], 0)


def test_refuses_alike_what_is_unknown_unseen_or_anothers(actors, contact, meeting):
    """One answer, so that none tells of a contact of another office; nothing is written."""
    code = meeting()
    unseen, elsewhere = contact("王示例", "other_officer"), contact("赵示例", uscc=credit_code(2))
    told = set()
    for strange in ("nobody", unseen, elsewhere):
        with pytest.raises(Refused) as refused:
            name_contacts(actor=actors["officer"], code=code, contacts=[strange])
        (why,) = refused.value.refusals
        told.add(
            (why.rule, why.field, why.reason.replace(strange, ""), why.next_step, refused.value.forbidden)
        )
    assert len(told) == 1 and next(iter(told))[:2] == ("engagements.contacts", "contacts")
    assert not EngagementFact.objects.filter(what="contacts").exists()


def test_refuses(actors, contact, meeting, plan_meeting):
    """More than came, a meeting without company, one that was cancelled."""
    chosen = [contact("张示例"), contact("李示例")]
    with pytest.raises(Refused, match="多于对方人数"):
        name_contacts(actor=actors["officer"], code=meeting(theirs=1), contacts=chosen)
    with pytest.raises(Refused, match="没有登记企业代码"):
        name_contacts(actor=actors["officer"], code=meeting(uscc=""), contacts=chosen)
    off = plan_meeting(uscc=USCC)
    cancel_engagement(actor=actors["officer"], code=off, reason="示例")
    with pytest.raises(Refused, match="已取消"):
        name_contacts(actor=actors["officer"], code=off, contacts=chosen)


@pytest.mark.parametrize("name", ["other_officer", "leader"])
def test_forbids(actors, meeting, name):
    """Another office does not learn of the meeting, a leader reads."""
    with pytest.raises(Refused) as refused:
        name_contacts(actor=actors[name], code=meeting(), contacts=[])
    assert refused.value.forbidden
