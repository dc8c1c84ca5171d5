"""Who leads a project, who helps, what it is joined to and which link of a chain it fills."""

from collections.abc import Mapping
from datetime import date

from zhuchao.ledger.store import Book
from zhuchao.projects.models import Project, ProjectEngagement, ProjectOffice
from zhuchao.projects.store.acts import act
from zhuchao.projects.store.projects import field_fact


def assign(book: Book, project: Project, *, office: str, post: str, leader_post: str, on: date) -> None:
    """Give the project to the office, post and leader from the day on; a new lead office is a dated fact.

    Raises Refused when somebody else acted on the project meanwhile.
    """
    was = project.office_code
    changes = {
        "office_code": [was, office],
        "post_code": [project.post_code, post],
        "leader_post": [project.leader_post, leader_post],
    }
    act(
        book,
        project,
        "转交项目",
        on=on,
        changes={k: v for k, v in changes.items() if v[0] != v[1]},
        office_code=office,
        post_code=post,
        leader_post=leader_post,
    )
    if office != was:
        ProjectOffice.objects.filter(project=project, office_code=office).delete()
        book.fact(field_fact(project, "office", on, office, was=was))


def place(
    book: Book, project: Project, *, on: date, before: Mapping[str, str], now: Mapping[str, str]
) -> None:
    """The chain and the link (``now``, by column) from the day on; each that changed is a dated fact.

    Raises Refused when somebody else acted on the project meanwhile.
    """
    changed = {name: [before[name], value] for name, value in now.items() if before[name] != value}
    act(book, project, "确定产业链环节", on=on, changes=changed, **now)
    for name, (was, value) in changed.items():
        book.fact(field_fact(project, name, on, value, was=was))


def set_shares(project: Project, shares: Mapping[str, int]) -> None:
    """Exactly these offices assist; those that were only asked for an opinion keep their sight."""
    helping = ProjectOffice.objects.filter(project=project, role="assist")
    helping.exclude(office_code__in=shares).delete()
    for office, credit in shares.items():
        ProjectOffice.objects.update_or_create(
            project=project, office_code=office, defaults={"role": "assist", "credit": credit}
        )


def share_from_lead(book: Book, project: Project, shares: Mapping[str, int], *, on: date) -> None:
    """The shares agreed for the lead hold for the project it became."""
    set_shares(project, shares)
    book.fact(field_fact(project, "shares", on, dict(shares), was={}))


def join(project: Project, engagement: str) -> bool:
    """Join the engagement to the project; False when they are joined already."""
    _, made = ProjectEngagement.objects.get_or_create(
        project=project, engagement_code=engagement, defaults={"stage": project.stage}
    )
    return made
