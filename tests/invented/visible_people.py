"""Offices, people and what belongs to one person's desk, with the text by which a page is seen to show them."""

from datetime import date

from django.utils import timezone
from visible_world import MAKERS, OFFICE_OF, Made, Record, World, credit_code


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
