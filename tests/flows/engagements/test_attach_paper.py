"""Papers of a meeting."""

import pytest

from zhuchao.engagements import selectors
from zhuchao.engagements.flows import attach_paper, cancel_engagement, set_follow_up
from zhuchao.engagements.models import EngagementFact
from zhuchao.ledger.flows import void_fact
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def attach(actors, pdf, settings, tmp_path):
    settings.ZHUCHAO_HOME = tmp_path

    def attached(code, name="officer", text="示例尽调", **given):
        told = {"title": "示例尽职调查", "file": pdf(text), "file_name": "尽调.pdf"} | given
        return attach_paper(actor=actors[name], code=code, **told)

    return attached


def test_works(actors, attach, make_meeting):
    """Listed with its file; whoever sees the meeting opens it, also an office that only has something to do."""
    code = make_meeting(kind="appraisal")
    paper = attach(code)
    (found,) = selectors.meeting_papers(actors["officer"], code)
    assert (found.code, found.title, found.file_name) == (paper, "示例尽职调查", "尽调.pdf")
    set_follow_up(actor=actors["officer"], code=code, text="示例", office="T2")
    for name in ("officer", "other_officer", "leader"):
        stream, note = selectors.open_paper(actors[name], code, paper)
        with stream:
            assert stream.read() == "%PDF-1.4 示例尽调".encode()
        assert note.name == "尽调.pdf"


def test_a_voided_paper_is_gone_and_can_be_attached_anew(actors, attach, make_meeting):
    """Its row stays in the ledger, its file cannot be opened by it any more."""
    code = make_meeting()
    paper = attach(code)
    void_fact(actor=actors["office_head"], kind=EngagementFact._meta.db_table, code=paper, reason="示例")
    assert selectors.meeting_papers(actors["officer"], code) == []
    with pytest.raises(Refused, match="没有这份材料"):
        selectors.open_paper(actors["officer"], code, paper)
    assert attach(code) != paper


def test_refuses(actors, attach, make_meeting, plan_meeting):
    """No title, a kind of file that is not accepted, the same file twice, a meeting that was cancelled."""
    code = make_meeting()
    with pytest.raises(Refused) as refused:
        attach(code, title=" ")
    assert [r.field for r in refused.value.refusals] == ["title"]
    with pytest.raises(Refused, match="exe"):
        attach(code, file_name="a.exe")
    attach(code)
    with pytest.raises(Refused, match="已附在该会议上"):
        attach(code)
    off = plan_meeting()
    cancel_engagement(actor=actors["officer"], code=off, reason="示例")
    with pytest.raises(Refused, match="已取消"):
        attach(off, text="另一份")
    assert EngagementFact.objects.filter(what="paper").count() == 1


def test_forbids(actors, attach, make_meeting):
    """Another office neither attaches nor opens; a paper is not opened by another meeting."""
    code, other = make_meeting(), make_meeting(actor="other_officer")
    paper = attach(code)
    for doing in (
        lambda: attach(code, "other_officer", text="另一份"),
        lambda: attach(code, "leader", text="另一份"),
        lambda: selectors.open_paper(actors["other_officer"], code, paper),
        lambda: selectors.open_paper(actors["other_officer"], other, paper),
        lambda: selectors.meeting_papers(actors["other_officer"], code),
    ):
        with pytest.raises(Refused) as refused:
            doing()
        assert refused.value.forbidden
