"""What engagements hold of a company, for a merge of two rows of the master."""

from zhuchao.companies.engine.merging import Holding
from zhuchao.companies.store.merging import by_code, by_key
from zhuchao.engagements.models import Engagement, Introducer, Lead
from zhuchao.engagements.models.leads import LeadState
from zhuchao.terms.actor import Actor


def of_company(actor: Actor) -> list[Holding]:
    """Leads, meetings and the introducer move; a company has one open lead and is one introducer."""
    return [
        by_code(Lead, "线索", clash=_both_open),
        by_code(Engagement, "走访洽谈"),
        by_key(Introducer, "引荐人", clash=_both_introduce),
    ]


def _both_open(gone: str, kept: str) -> str:
    open_leads = Lead.objects.filter(uscc__in=(gone, kept), state=LeadState.OPEN).values_list(
        "uscc", flat=True
    )
    return "两家都有跟进中的线索，一家企业只能有一条，须先办结其中一条" if len(set(open_leads)) == 2 else ""


def _both_introduce(gone: str, kept: str) -> str:
    both = Introducer.objects.filter(company__uscc__in=(gone, kept)).count() == 2
    return "两家都登记为引荐人，引荐人及其代理合同按企业各记各的，须先理清" if both else ""
