"""Business records of each office, with the text by which a page is seen to show them. A maker gives label →
record; the labels are those of tests/visibility/matrix.yaml."""

import io
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone
from visible_world import MAKERS, OFFICE_OF, Made, Record, World, credit_code

#: Two companies of the invented registry.
IN_REGISTRY = {"1": "绍兴示例龙盛纺织有限公司", "2": "浙江示例龙盛染整股份有限公司"}


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


def placement_correction(world: World) -> Made:
    """A company whose industry each office put right; only the ground tells of it."""
    from zhuchao.chains.flows import correct_placement

    made = {}
    for label, its in company(world).items():
        ground, by = f"示例更正依据{label}", world.actors[MAKERS[label]]
        code = correct_placement(actor=by, uscc=its.key, industry="国防军工", reason=ground)
        made[label] = Record(ground, code, at={"uscc": its.key})
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
