"""What chains show on the page of a company: the links it stands on with the words, the lists that name it."""

from django.urls import reverse

from zhuchao.chains import selectors
from zhuchao.chains.engine.rights import may_train
from zhuchao.companies.engine import rights
from zhuchao.frame.details import Panel
from zhuchao.frame.menu import MenuItem
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refused


def menu(actor: Actor) -> list[MenuItem]:
    """Chains and saved lists, for staff; the input-output table, for those who may load one."""
    loading = MenuItem("投入产出表", "chains:input-output", "产业链", "table", order=40)
    loads = [loading] if may_train(actor) else []
    if not actor.is_staff:
        return loads
    return [
        MenuItem("产业链图谱", "chains:overview", "产业链", "sitemap", order=10),
        MenuItem("可能来本市的企业", "chains:newcomers", "产业链", "route", order=15),
        MenuItem("目标名单", "chains:lists", "产业链", "list-check", order=20),
        *loads,
    ]


def company_panel(actor: Actor, uscc: str) -> Panel | None:
    """Links with the words that decided, and the saved lists the actor may see."""
    if not actor.is_staff:
        return None
    placed = [
        {
            "url": reverse("chains:link", args=[p.chain, p.link]),
            "chain": p.chain_name,
            "link": p.link_name,
            "confidence": p.confidence_name,
            "why": p.why,
        }
        for p in selectors.placements_of(actor, uscc)
    ]
    try:
        judged = selectors.judged_company(actor, uscc)
    except Refused:
        judged = None  # nobody knows more of the company than its code
    lists = [
        {
            "url": reverse("chains:list", args=[kept.code]),
            "title": f"{kept.chain_name}·{kept.link_name}（{kept.district_name}）",
            "saved_at": kept.saved_at,
            "office": kept.office_name,
        }
        for kept in selectors.lists_of_company(actor, uscc)
    ]
    context = {
        "placed": placed,
        "lists": lists,
        "verdicts": [("行业", judged.industry), ("国民经济行业小类", judged.gbt)] if judged else [],
        "correct_url": reverse("chains:correct", args=[uscc]) if judged and rights.may_keep(actor) else "",
    }
    return Panel("行业与产业链环节", "chains/panel_company.html", context, order=10)
