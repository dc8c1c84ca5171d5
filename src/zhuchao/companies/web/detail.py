"""The page of one company: registry and master side by side, contacts, kin, what higher nouns know."""

from django.http import Http404, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode

from zhuchao.companies import selectors
from zhuchao.companies.engine import rights
from zhuchao.companies.flows import ContactValues
from zhuchao.companies.selectors import CompanyView, LakeNote, RegistryRow
from zhuchao.companies.web import sides
from zhuchao.companies.web.refusals import no_keeper, not_in_master
from zhuchao.frame import details
from zhuchao.frame.decorators import ActorRequest, staff_page
from zhuchao.frame.details import Action, Crumb, Event, Panel
from zhuchao.frame.marks import Tag
from zhuchao.terms import uscc as credit_code
from zhuchao.terms.actor import Actor


@staff_page
def company(request: ActorRequest, uscc: str) -> HttpResponse:
    """One company, whether the registry knows it, the master, or only a lead."""
    return shown(request, uscc)


def shown(request: ActorRequest, uscc: str, revealed: ContactValues | None = None) -> HttpResponse:
    """The page; ``revealed`` is the one contact to show in clear."""
    actor, code = request.actor, credit_code.clean(uscc)
    ours, theirs = selectors.company(actor, code), selectors.registry_row(actor, code)
    if ours is None and theirs is None and credit_code.fault(code):
        raise Http404
    note = selectors.lake_note(actor)
    name = ours.name if ours else theirs.name if theirs else f"信用代码 {code}"
    return details.respond(
        request,
        title=name,
        subtitle=f"统一社会信用代码 {code}",
        state=_state(ours, theirs),
        owner=f"{ours.office_name} 登记" if ours else "",
        sections=sides.sections(ours, theirs, note),
        panels=_panels(actor, code, ours, theirs, note, revealed),
        actions=_actions(actor, code, name, ours, theirs),
        timeline=_timeline(actor, code) if ours else None,
        breadcrumbs=[Crumb("企业库", reverse("companies:search")), Crumb(name)],
        caveat=_caveat(ours, theirs, note),
        demo=note.demo and theirs is not None,
    )


def _state(ours: CompanyView | None, theirs: RegistryRow | None) -> Tag:
    if ours is not None and ours.merged_into:
        return Tag(f"已并入 {ours.merged_into}", "amber")
    if ours is not None:
        return Tag("已在企业主档", "green")
    return Tag("仅见于登记库，存续未核实", "amber") if theirs else Tag("没有登记资料", "grey")


def _caveat(ours: CompanyView | None, theirs: RegistryRow | None, note: LakeNote) -> str:
    if theirs is not None:
        return note.caveat
    if ours is not None:
        return "登记库里没有这家企业，以下由本区单位登记，请对照营业执照核实。"
    return "登记库和企业主档里都没有这家企业。知道它的资料时请手工登记。"


def _panels(
    actor: Actor,
    code: str,
    ours: CompanyView | None,
    theirs: RegistryRow | None,
    note: LakeNote,
    revealed: ContactValues | None,
) -> list[Panel]:
    found = details.panels_for(actor, code, topic="company")
    if ours is not None and theirs is not None:
        found.append(
            Panel("企业主档与登记库对照", "companies/_both.html", sides.both(ours, theirs, note), 0, True)
        )
    if ours is not None:
        found.append(_contacts(actor, code, revealed))
    if theirs is not None:
        kin = selectors.kin(actor, code)
        found.append(Panel("分支机构与同字号企业", "companies/_kin.html", {"kin": kin}, 50, True))
    return sorted(found, key=lambda p: p.order)


def _contacts(actor: Actor, code: str, revealed: ContactValues | None) -> Panel:
    rows = [
        (c, revealed if revealed and revealed.code == c.code else None)
        for c in selectors.contacts(actor, code)
    ]
    add = reverse("companies:add-contact", args=[code]) if rights.may_keep(actor) else ""
    return Panel("联系人", "companies/_contacts.html", {"rows": rows, "add_url": add}, 30)


def _timeline(actor: Actor, code: str) -> list[Event]:
    return [
        Event(
            on=step.happened_on,
            title=step.event,
            text=step.text,
            by=f"{step.office_name} {step.actor_name}",
            recorded_at=step.recorded_at,
        )
        for step in reversed(selectors.company_history(actor, code))
    ]


def _actions(
    actor: Actor, code: str, name: str, ours: CompanyView | None, theirs: RegistryRow | None
) -> list[Action]:
    add = f"{reverse('companies:add')}?{urlencode({'uscc': code})}"
    if (refused := no_keeper(actor)) is not None:
        # One button says it for all: the same sentence beside each of four helps nobody.
        return [Action("更正", _to("correct", code), refusal=refused, icon="edit")]
    if ours is None and theirs is None:
        return [Action("手工登记企业", add, primary=True, icon="plus"), *_lead(code, "")]
    if ours is None:
        return [
            Action("纳入企业主档", _to("adopt", code), "post", primary=True, icon="building"),
            *_lead(code, name),
            Action("更正", _to("correct", code), refusal=not_in_master(), icon="edit"),
        ]
    undo = _undo(actor, code)
    if ours.merged_into:
        return [
            Action("打开保留的企业", reverse("companies:detail", args=[ours.merged_into]), primary=True),
            *undo,
        ]
    return [
        *_lead(code, name),
        *undo,
        Action("更正", _to("correct", code), icon="edit"),
        Action("更名", _to("rename", code), icon="tag"),
        Action("添加联系人", _to("add-contact", code), icon="user-plus"),
    ]


def _undo(actor: Actor, code: str) -> list[Action]:
    """The newest merge of the company that stands, for those who may take it back."""
    standing = [m for m in selectors.merges(actor, uscc=code) if m.undone_at is None]
    if not standing or not rights.may_merge(actor):
        return []
    return [
        Action("撤销合并", reverse("companies:undo-merge", args=[standing[0].code]), icon="arrow-back-up")
    ]


def _lead(code: str, name: str) -> list[Action]:
    """The verb of the noun above; left out where leads are not installed."""
    try:
        url = f"{reverse('engagements:open')}?{urlencode({'uscc': code, 'name': name})}"
    except NoReverseMatch:
        return []
    return [Action("登记线索", url, icon="phone-call")]


def _to(verb: str, code: str) -> str:
    return reverse(f"companies:{verb}", args=[code])
