"""Split an office: each duty, post and lower office goes to exactly one successor."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils import timezone

from zhuchao.accounts.engine import entries, rights, succession
from zhuchao.accounts.engine.duties import Duty
from zhuchao.accounts.models import Office, OfficeSuccession, Post
from zhuchao.accounts.selectors import duty_books, every_open_duty
from zhuchao.accounts.store import found
from zhuchao.accounts.store import succession as written
from zhuchao.ledger.store import Book, recording
from zhuchao.terms.actor import Actor, Role
from zhuchao.terms.refusal import Refusal, Refused


def split_office(
    *,
    actor: Actor,
    code: str,
    successors: Sequence[str],
    duties: Mapping[str, str],
    posts: Mapping[str, str],
    children: Mapping[str, str] | None = None,
    document: str,
    on: date | None = None,
) -> None:
    """The system administrator carries out an order of division; the office ends the day before ``on``
    (today when not said).

    The plan assigns each open duty (key ``noun:code``), each post and each lower office (codes) to the
    code of one successor. Raises Refused when the actor is not the system administrator, no document is
    named, an office does not exist that day, fewer than two successors are named, or the plan leaves
    anything out or names what is not there.
    """
    rights.need(actor, Role.SYSTEM_ADMIN, to="机构拆分")
    with recording(actor) as book:
        today = timezone.localdate()
        first = on or today
        document = entries.text(document, field="document", label="依据文件", most=200)
        office = found.living_office(code, today, field="code")
        to = {c: found.living_office(c, today, field="successors") for c in sorted(set(successors))}
        _check_successors(code, to)
        owed = every_open_duty([code])
        going = written.living_posts(office, first)
        below = written.living_children(office, first)
        faults = [
            *succession.day_faults(first, today, office.valid_from),
            *succession.plan_faults("职责", "duties", {d.key: _printed(d) for d in owed}, duties, to),
            *succession.plan_faults("岗位", "posts", {p.code: p.name for p in going}, posts, to),
            *succession.plan_faults(
                "下级机构", "children", {o.code: o.name for o in below}, children or {}, to
            ),
        ]
        if faults:
            raise Refused(*faults)
        made = {p.code: written.continue_post(p, to[posts[p.code]], first) for p in going}
        _adopt(book, below, {o.code: to[(children or {})[o.code]] for o in below}, office)
        targets = {d.key: to[duties[d.key]] for d in owed}
        _split(book, office, list(to.values()), targets, owed, made, document, first)


def _check_successors(code: str, to: Mapping[str, Office]) -> None:
    if len(to) < 2 or code in to:
        raise Refused(
            Refusal(
                "accounts.split-successors",
                "拆分须有两个以上承接机构，且不含被拆分机构",
                "请先设立承接机构，再逐一选定。",
                "successors",
            )
        )


def _printed(duty: Duty) -> str:
    # The system administrator plans by code; the title is business data.
    return duty.key


def _adopt(book: Book, below: Sequence[Office], to: Mapping[str, Office], office: Office) -> None:
    for child in below:
        child.parent = to[child.code]
        child.save(update_fields=["parent"])
        moved: dict[str, list[object]] = {"parent": [office.code, to[child.code].code]}
        book.audit("调整上级机构", f"office:{child.code}", child.name, changes=moved)


def _split(
    book: Book,
    office: Office,
    successors: Sequence[Office],
    targets: Mapping[str, Office],
    owed: Sequence[Duty],
    posts: Mapping[str, Post],
    document: str,
    on: date,
) -> None:
    OfficeSuccession.objects.bulk_create(
        OfficeSuccession(
            predecessor=office, successor=s, on=on, kind=OfficeSuccession.Kind.SPLIT, document=document
        )
        for s in successors
    )
    written.pass_on(
        book,
        predecessor=office,
        to=targets,
        duties=owed,
        posts=posts,
        kind=OfficeSuccession.Kind.SPLIT,
        document=document,
        on=on,
        books=duty_books(),
    )
    changes: dict[str, list[object]] = {
        "valid_to": [None, office.valid_to],
        "successors": [None, [s.code for s in successors]],
        "duties": [None, len(owed)],
        "document": [None, document],
    }
    book.audit("机构拆分", f"office:{office.code}", office.name, changes=changes)
