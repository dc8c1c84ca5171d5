"""One record of every kind for each office, or for each of two people, with the text by which a page is seen to
show it. A maker gives label → record; the labels are those of tests/visibility/matrix.yaml."""

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from zhuchao.terms.uscc import check_character

#: Label → who makes the record.
MAKERS = {"1": "officer", "2": "other_officer"}
OFFICE_OF = {"1": "T1", "2": "T2"}
#: Two companies of the invented registry.
IN_REGISTRY = {"1": "绍兴示例龙盛纺织有限公司", "2": "浙江示例龙盛染整股份有限公司"}
#: So far ahead that every clock of a lead opened today has run out.
LATER = timezone.localdate() + timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Record:
    """``mark`` is the text that shows the record, ``key`` its code in addresses, ``seek`` what finds it in a search
    box (never the mark itself, which the box would echo); ``at`` whatever else a way needs."""

    mark: str
    key: str = ""
    seek: str = ""
    at: dict[str, Any] = field(default_factory=dict)


Made = dict[str, Record]


class World:
    """What makers work with."""

    def __init__(self, district: Any, actors: dict[str, Any], lake: Any = None) -> None:
        self.district, self.actors, self.lake = district, actors, lake

    def person(self, label: str) -> Any:
        """Whose record it is."""
        return self.district.people[MAKERS[label]]


def credit_code(number: int) -> str:
    """A valid code of a division that does not exist."""
    first17 = f"91990009{number:09d}"
    return first17 + check_character(first17)


def lead(world: World) -> Made:
    """A lead of each office on a company of the master."""
    from zhuchao.companies.flows import add_company
    from zhuchao.engagements.flows import open_lead

    made = {}
    for label, maker in MAKERS.items():
        uscc, name = credit_code(int(label)), f"示例{label}号线索织造有限公司"
        add_company(actor=world.actors["centre"], uscc=uscc, name=name)
        code = open_lead(actor=world.actors[maker], uscc=uscc, company_name=name, source="visit")
        made[label] = Record(name, code, uscc, {"uscc": uscc})
    return made


def lead_fact(world: World) -> Made:
    """The first answer of each lead; its words are told nowhere but in the history."""
    from zhuchao.engagements.flows import answer_lead
    from zhuchao.engagements.models import LeadFact

    made = {}
    for label, its in lead(world).items():
        said = f"示例答复内容{label}"
        answer_lead(actor=world.actors[MAKERS[label]], code=its.key, note=said)
        fact = LeadFact.objects.get(subject=its.key, what="answered")
        made[label] = Record(said, its.key, at={"fact": fact.code, "kind": LeadFact._meta.db_table})
    return made


def figure(world: World) -> Made:
    """A lead of each office that counts, and a saved list of each."""
    lists = target_list(world)
    return {
        label: Record(its.mark, its.key, at={"list": lists[label].key, "row": lists[label].at["row"]})
        for label, its in lead(world).items()
    }


def company(world: World) -> Made:
    """A company that each office took from the registry into the master."""
    from zhuchao.companies.flows import adopt_company

    made = {}
    for label, name in IN_REGISTRY.items():
        uscc = world.lake.codes[name]
        adopt_company(actor=world.actors[MAKERS[label]], uscc=uscc)
        made[label] = Record(name, uscc, uscc)
    return made


def company_history(world: World) -> Made:
    """A company that was renamed: the old name stands in its history and still finds it."""
    from zhuchao.companies.flows import rename_company

    made = {}
    for label, its in company(world).items():
        now = f"示例{label}号新名称纺织有限公司"
        today = timezone.localdate()
        rename_company(actor=world.actors[MAKERS[label]], uscc=its.key, version=1, name=now, since=today)
        made[label] = Record(its.mark, its.key, its.mark, {"now": now})
    return made


def contact(world: World) -> Made:
    """A contact of each office; its purpose is shown, name, telephone and mail only masked."""
    from zhuchao.companies.flows import add_contact

    made = {}
    for label, its in company(world).items():
        clear = {
            "name": f"示例王小{label}",
            "phone": f"1390000123{label}",
            "email": f"secret{label}@example.cn",
        }
        purpose = f"示例用途{label}"
        code = add_contact(actor=world.actors[MAKERS[label]], uscc=its.key, purpose=purpose, **clear)
        made[label] = Record(purpose, code, its.key, {"uscc": its.key, "clear": tuple(clear.values())})
    return made


def import_run(world: World) -> Made:
    """An import by the centre with a file of refused rows."""
    from zhuchao.companies.models import ImportRun, RunState

    folder = world.lake.home / "imports"
    folder.mkdir(exist_ok=True)
    (folder / "rejects.csv").write_text("示例退回行", encoding="utf-8")
    run = ImportRun.objects.create(
        code="run0",
        files=["示例登记文件.csv"],
        state=RunState.PUBLISHED,
        counts={"read": 1},
        rejects_file="imports/rejects.csv",
        actor_code="R-centre",
        actor_name="示例centre",
        started_at=timezone.now(),
    )
    return {"0": Record("示例登记文件.csv", run.code, at={"inside": "示例退回行"})}


def target_list(world: World) -> Made:
    """A list saved by each office, with one company on it."""
    from zhuchao.chains.models import TargetList, TargetRow

    made = {}
    for label, maker in MAKERS.items():
        kept = TargetList.objects.create(
            chain="textile",
            chain_name=f"示例链{label}",
            link="dyeing",
            link_name=f"示例环节第{label}节",
            district="330603",
            as_of=date(2019, 4, 30),
            lake_version=1,
            rule_version="1",
            caveat="示例数据",
            office_code=OFFICE_OF[label],
            saved_by=f"示例{maker}",
            saved_at=timezone.now(),
        )
        row = f"示例{label}号目标企业"
        TargetRow.objects.create(
            target_list=kept,
            rank=1,
            uscc=credit_code(90 + int(label)),
            name=row,
            confidence="high",
            score=Decimal("60.0"),
            reasons=[{"code": "fit", "text": "示例理由", "points": "60.0"}],
        )
        at = {"inside": row, "row": credit_code(90 + int(label))}
        made[label] = Record(kept.link_name, kept.code, kept.chain_name, at)
    return made


def office(world: World) -> Made:
    """The two towns."""
    return {
        label: Record(f"示例街道{'一' if label == '1' else '二'}", code, code)
        for label, code in OFFICE_OF.items()
    }


def office_history(world: World) -> Made:
    """A name each office bore and a predecessor it took over."""
    from zhuchao.accounts.models import Office, OfficeName, OfficeSuccession

    made = {}
    for label, code in OFFICE_OF.items():
        its, day = world.district.offices[code], date(2021, 1, 1)
        old = Office.objects.create(
            code=f"OLD{label}",
            name=f"示例老街道{label}",
            kind="town",
            valid_from=date(2015, 1, 1),
            valid_to=day,
        )
        OfficeName.objects.create(office=its, name=its.name, since=day, document=f"示例更名文{label}")
        OfficeSuccession.objects.create(
            predecessor=old, successor=its, on=day, kind="merge", document=f"示例合并文{label}"
        )
        made[label] = Record(f"示例更名文{label}", code, at={"inside": f"示例合并文{label}"})
    return made


def post(world: World) -> Made:
    """The posts of the two officers, seen by who holds them."""
    return {
        label: Record(f"示例{maker}", f"P-{maker}", office(world)[label].mark, {"office": OFFICE_OF[label]})
        for label, maker in MAKERS.items()
    }


def person(world: World) -> Made:
    """The two officers."""
    return {
        label: Record(f"示例{maker}", f"R-{maker}", maker, {"login": maker})
        for label, maker in MAKERS.items()
    }


def hand_over(world: World) -> Made:
    """Within each office from officer to head, and one from the first office to the second."""
    from zhuchao.accounts.flows import draw_up_hand_over
    from zhuchao.engagements.flows import assign_lead, open_lead

    ways = {
        "1": ("officer", "office_head", "示例街道一专员 → 示例街道一负责人"),
        "2": ("other_officer", "other_head", "示例街道二专员 → 示例街道二负责人"),
        "x": ("officer", "other_officer", "示例街道一专员 → 示例街道二专员"),
    }
    made = {}
    for number, (label, (giver, taker, title)) in enumerate(ways.items(), 1):
        actor, name = world.actors[giver], f"示例交接{label}织造有限公司"
        code = open_lead(actor=actor, uscc=credit_code(number), company_name=name, source="visit")
        assign_lead(actor=world.actors["centre"], code=code, post=f"P-{giver}")
        sheet = draw_up_hand_over(
            actor=actor, from_post=f"P-{giver}", to_post=f"P-{taker}", duties=[f"leads:{code}"]
        )
        made[label] = Record(title, sheet, at={"inside": f"线索：{name}"})
    return made


def job(world: World) -> Made:
    """A job asked for by each officer."""
    from zhuchao.accounts.models import Job

    made = {}
    for label, maker in MAKERS.items():
        its = Job.objects.create(
            kind="示例", title=f"示例任务{label}", person_code=f"R-{maker}", asked_at=timezone.now()
        )
        made[label] = Record(its.title, its.code)
    return made


def message(world: World) -> Made:
    """A message to each officer."""
    from zhuchao.accounts.models import Message

    made = {}
    for label in MAKERS:
        its = Message.objects.create(
            person=world.person(label), kind="security", title=f"示例消息{label}", sent_at=timezone.now()
        )
        made[label] = Record(its.title, its.code)
    return made


def saved_view(world: World) -> Made:
    """A view of the list of leads kept by each officer."""
    from zhuchao.accounts.flows import save_view

    made = {}
    for label, maker in MAKERS.items():
        name = f"示例视图{label}"
        save_view(actor=world.actors[maker], list_id="leads", name=name, query="state=open", path="/leads/")
        made[label] = Record(name)
    return made


def draft(world: World) -> Made:
    """A form half filled in by each officer."""
    from zhuchao.accounts.flows import keep_draft

    made = {}
    for label, maker in MAKERS.items():
        keep_draft(actor=world.actors[maker], key="lead:new", data={"note": f"示例草稿{label}"})
        made[label] = Record(f"示例草稿{label}")
    return made


def recent_item(world: World) -> Made:
    """What each officer opened last."""
    from zhuchao.accounts.flows import note_recent

    made = {}
    for label, maker in MAKERS.items():
        title = f"示例最近查看{label}"
        note_recent(actor=world.actors[maker], record=f"lead:{label}", title=title, url="/leads/")
        made[label] = Record(title)
    return made


def login_session(world: World) -> Made:
    """A log-in of each officer from an address of its own."""
    from zhuchao.accounts.models import LoginSession

    made = {}
    for label, maker in MAKERS.items():
        now = timezone.now()
        LoginSession.objects.create(
            person=world.person(label),
            session_key=f"example-{label}",
            started_at=now,
            last_seen_at=now,
            address=f"10.9.8.{label}",
        )
        made[label] = Record(f"10.9.8.{label}", f"R-{maker}", maker)
    return made


def lock_out(world: World) -> Made:
    """A wrong password for each officer."""
    from axes.models import AccessAttempt

    made = {}
    for label, maker in MAKERS.items():
        AccessAttempt.objects.create(username=maker, ip_address=f"10.9.7.{label}", failures_since_start=1)
        made[label] = Record(f"10.9.7.{label}")
    return made


def second_factor(world: World) -> Made:
    """A device of each officer; it can be dropped from the page, so the address of that shows it."""
    from django_otp.plugins.otp_totp.models import TOTPDevice

    made = {}
    for label, maker in MAKERS.items():
        TOTPDevice.objects.create(user=world.person(label), name="示例", confirmed=True)
        made[label] = Record(f"/second-factors/R-{maker}/drop/")
    return made


def audit_event(world: World) -> Made:
    """An event of each office and one of none."""
    from zhuchao.ledger.models import AuditEvent
    from zhuchao.ledger.store import recording
    from zhuchao.terms.actor import SYSTEM

    made = {}
    for label, code in {**OFFICE_OF, "0": ""}.items():
        name, value = f"示例对象第{label}号", f"示例前值{label}"
        with recording(SYSTEM) as book:
            book.audit("示例办理", f"example:{label}", name, changes={"note": [value, ""]}, office=code)
        number = AuditEvent.objects.get(record=f"example:{label}").id
        made[label] = Record(name, str(number), name[2:], {"inside": value})
    return made


def evidence(world: World) -> Made:
    """A file each officer brought, and one that the centre brought for a fact of the office."""
    from zhuchao.engagements.models import LeadFact
    from zhuchao.ledger.flows import add_evidence
    from zhuchao.ledger.store import recording

    made = {}
    for label, its in lead(world).items():
        actor = world.actors[MAKERS[label]]

        def kept(by: Any, text: str) -> str:
            return add_evidence(actor=by, stream=io.BytesIO(f"%PDF-1.4 {text}".encode()), name="函.pdf")

        own, lent = kept(actor, f"own{label}"), kept(world.actors["centre"], f"lent{label}")
        with recording(actor) as book:
            fact = book.fact(
                LeadFact(
                    subject=its.key,
                    what="judged",
                    happened_on=timezone.localdate(),
                    office_code=OFFICE_OF[label],
                    value={"verdict": "follow"},
                    evidence=[lent],
                )
            )
        at = {"lent": lent, "fact": fact, "kind": LeadFact._meta.db_table}
        made[label] = Record(f"own{label}", own, at=at)
    return made


def chain(world: World) -> Made:
    """The chain over all records: there is one."""
    return {"0": Record("核验")}


MAKE: dict[str, Callable[[World], Made]] = {
    name.__name__.replace("_", "-"): name
    for name in (
        lead,
        lead_fact,
        figure,
        company,
        company_history,
        contact,
        import_run,
        target_list,
        office,
        office_history,
        post,
        person,
        hand_over,
        job,
        message,
        saved_view,
        draft,
        recent_item,
        login_session,
        lock_out,
        second_factor,
        audit_event,
        evidence,
        chain,
    )
}
