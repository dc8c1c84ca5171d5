"""Which of our own contacts, dealings, kin and introducers lead to a target, as far as the actor sees them."""

from collections.abc import Iterable, Sequence

from django.utils import timezone

from zhuchao import slots
from zhuchao.chains.engine.brief import Ended, Follower, Trace
from zhuchao.chains.engine.knowledge import Chain, Link
from zhuchao.chains.selectors.target.lake_facts import Branch, Namesake, among_link, city_name
from zhuchao.companies.selectors import companies_visible_to, contacts, contacts_visible_to
from zhuchao.engagements.selectors import LeadView, find_engagements, last_contacts
from zhuchao.engagements.selectors.ways_in import Brought, brought, following
from zhuchao.rulebook import regions
from zhuchao.slots import Slot
from zhuchao.terms.actor import Actor

#: What higher nouns answer to: ``fn(actor, usccs) -> list[tuple[uscc, Trace]]``, their records of these companies.
TOPIC = "company-traces"
_COMPANY, _LEAD = "companies:detail", "engagements:lead"
_MOST = 30


def own_records(actor: Actor, uscc: str, known: Sequence[LeadView]) -> list[Trace]:
    """Contacts, meetings held and the ``known`` leads on the company itself, and what higher nouns hold of it."""
    people = [
        Trace(
            "contact",
            timezone.localdate(c.created_at),
            f"联系人{c.name}{f'（{c.title}）' if c.title else ''}，{c.office_name}登记",
            _COMPANY,
            uscc,
        )
        for c in contacts(actor, uscc)
    ]
    met = [
        Trace(
            "visit",
            m.held_on,
            f"{m.kind_name}：{m.title}，{m.office_name}{f' {m.post_name}' if m.post_name else ''}",
            "engagements:engagement",
            m.code,
        )
        for m in find_engagements(actor, uscc=uscc, state="held", limit=_MOST).rows
    ]
    leads = [
        Trace(
            "lead",
            lead.opened_on,
            f"线索（{lead.source_name}），{lead.post_name or lead.office_name}"
            f"{lead.state_name}{f'：{lead.outcome_name}' if lead.outcome_name else ''}",
            _LEAD,
            lead.code,
        )
        for lead in known
    ]
    return [*people, *met, *leads, *(trace for _, trace in _higher(actor, [uscc]))]


def _higher(actor: Actor, usccs: Sequence[str]) -> list[tuple[str, Trace]]:
    return [pair for _, found in slots.ask(Slot.SEARCH, actor, usccs, topic=TOPIC) if usccs for pair in found]


def kin(actor: Actor, same: Iterable[Namesake], own: Iterable[Branch], district: str) -> list[Trace]:
    """Its branches in our city, and companies of its brand that sit here or that we know."""
    city = f"{district[:4]}00"
    found = [
        Trace("branch-here", b.on, f"它在{b.city_name}设有分支机构", _COMPANY, b.uscc)
        for b in own
        if b.city == city
    ]
    named = {s.uscc: s for s in same}
    found += [_kin_here(s, district, city) for s in named.values() if s.city == city]
    return found + (_kin_known(actor, named) if named else [])


def _kin_here(one: Namesake, district: str, city: str) -> Trace:
    where = "本区" if one.county == district else regions.full_name(one.county) or city_name(city)
    return Trace("kin-here", one.on, f"{where}有同字号企业{one.name}（须核实是否关联）", _COMPANY, one.uscc)


def _kin_known(actor: Actor, named: dict[str, Namesake]) -> list[Trace]:
    found = []
    for contact in (
        contacts_visible_to(actor).filter(company__uscc__in=named).select_related("company")[:_MOST]
    ):
        who = f"同字号企业{contact.company.name}有我方联系人{f'（{contact.title}）' if contact.title else ''}"
        on = timezone.localdate(contact.created_at)
        found.append(Trace("kin-contact", on, who, _COMPANY, contact.company.uscc))
    for uscc, on in last_contacts(actor, named).items():
        found.append(Trace("kin-visit", on, f"最近与同字号企业{named[uscc].name}会面", _COMPANY, uscc))
    for uscc, trace in _higher(actor, sorted(named)):
        text = f"同字号企业{named[uscc].name}的{trace.text}"
        found.append(Trace("kin-project", trace.on, text, trace.url_name, trace.key))
    ours = companies_visible_to(actor).filter(uscc__in=named).order_by("name")
    for company in ours[:_MOST]:
        text = f"同字号企业{company.name}已在企业主档"
        on = timezone.localdate(company.created_at)
        found.append(Trace("kin-master", on, text, _COMPANY, company.uscc))
    return found


def go_betweens(actor: Actor, chain: Chain, link: Link, uscc: str, home: str) -> list[Trace]:
    """Introducers and channels that brought companies of its city or of the link, one line each with the newest day."""
    rows = brought(actor, home[:4], uscc)
    trade = among_link(chain, link, {r.uscc for r in rows if r.introducer})
    near = [r for r in rows if _from(r, home) or r.uscc in trade]
    found = []
    for code in dict.fromkeys(r.introducer for r in near if r.introducer):
        its = [r for r in near if r.introducer == code]
        text = f"引荐人{its[0].introducer_name}{_told(its, home, link)}"
        found.append(Trace("introducer", its[0].on, text, "engagements:introducer", code))
    for source in dict.fromkeys(r.source for r in near if not r.introducer):
        its = [r for r in near if r.source == source and not r.introducer]
        text = f"渠道“{its[0].source_name}”{_told(its, home, link)}"
        found.append(Trace("channel", its[0].on, text, _LEAD, its[0].lead))
    return found


def _from(row: Brought, home: str) -> bool:
    return bool(home) and row.place.startswith(home[:4])


def _told(rows: Sequence[Brought], home: str, link: Link) -> str:
    """带来过绍兴市企业 2 家、“织造”环节企业 1 家，最近是……; ``rows`` the newest first."""
    local = sum(_from(r, home) for r in rows)
    said = [f"{city_name(home)}企业 {local} 家"] if local else []
    if other := len(rows) - local:
        said.append(f"“{link.name}”环节企业 {other} 家")
    outcome = f"（{rows[0].outcome_name}）" if rows[0].outcome_name else ""
    return f"带来过{'、'.join(said)}，最近是{rows[0].company_name}{outcome}"


def follower_and_ended(
    actor: Actor, uscc: str, known: Sequence[LeadView]
) -> tuple[Follower | None, tuple[Ended, ...]]:
    """Which office follows the company now, and the leads on it that the actor sees closed."""
    held = following(actor, uscc)
    return (
        Follower(held.office_name, held.since, held.lead) if held else None,
        tuple(
            Ended(lead.closed_on, lead.office_name, lead.outcome_name, lead.outcome_reason, lead.code)
            for lead in known
            if lead.closed_on is not None
        ),
    )
