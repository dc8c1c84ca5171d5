"""Which projects an actor sees, and one of them."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from zhuchao.accounts.models import Office, Post
from zhuchao.engagements.selectors import office_stands
from zhuchao.projects.engine import checks, rights
from zhuchao.projects.models import Project, ProjectOffice, ProjectState
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused


def projects_visible_to(actor: Actor) -> QuerySet[Project]:
    """Projects led or assisted by an office the actor sees; all of them for those who see the district."""
    if actor.sees_district:
        return Project.objects.all()
    if not actor.is_staff:
        return Project.objects.none()
    assisting = ProjectOffice.objects.filter(project=OuterRef("pk"), office_code__in=actor.office_codes)
    return Project.objects.filter(Q(office_code__in=actor.office_codes) | Exists(assisting))


def row_for(actor: Actor, code: str) -> Project:
    """The row of a project.

    Raises Refused when there is none that the actor may see; whether it exists elsewhere is not told.
    """
    found = projects_visible_to(actor).filter(code=code).first()
    if found is None:
        raise Refused(
            Refusal(
                "projects.unknown", f"没有您可查看的项目“{code}”", "请从项目列表中打开，或联系牵头单位。"
            ),
            forbidden=True,
        )
    return found


def assisting(project: Project) -> tuple[str, ...]:
    """The offices beside the lead office."""
    return tuple(project.offices.order_by("pk").values_list("office_code", flat=True))


def project_names(actor: Actor, codes: Iterable[str]) -> dict[str, str]:
    """What these projects are called; those the actor may not see are left out."""
    return dict(projects_visible_to(actor).filter(code__in=set(codes)).values_list("code", "name"))


def may_work(actor: Actor, project: Project) -> bool:
    """True when the actor may act on the project."""
    return rights.may_work(actor, project.office_code)


def shares(project: Project) -> dict[str, int]:
    """The assisting offices with their share of the result in per cent."""
    helping = project.offices.filter(role="assist").order_by("pk")
    return dict(helping.values_list("office_code", "credit"))


def pursued_rows(codes: Iterable[str]) -> list[Project]:
    """Those of the projects that are pursued or shelved, for the flows of hand-over; the caller checks the right."""
    found = Project.objects.filter(code__in=set(codes)).exclude(state=ProjectState.ENDED)
    return list(found.order_by("pk"))


def post_stands(code: str) -> bool:
    """True when the post exists today."""
    today = timezone.localdate()
    ended = Q(valid_to__isnull=False, valid_to__lt=today)
    return Post.objects.filter(code=code, valid_from__lte=today).exclude(ended).exists()


def office_faults(office: str, post: str = "") -> list[Refusal]:
    """What is wrong with the office as a project's owner: it must stand, and the post, if one is named, belong to it."""
    if office_stands(office, post):
        return []
    if post and office_stands(office):
        return [
            Refusal("projects.post", f"该单位没有在册的岗位“{post}”", "请选择该单位的岗位，或留空。", "post")
        ]
    return [Refusal("projects.office", f"没有在册的单位“{office}”", "请从单位列表中选择。", "office")]


def same_project(name: str, uscc: str, company_name: str) -> list[Refusal]:
    """A project of the same name and investor, whichever office leads it: one company, one account (S47)."""
    same = Project.objects.filter(name=name.strip())
    same = same.filter(uscc=checks.cleaned(uscc)) if uscc else same.filter(company_name=company_name.strip())
    found = same.first()
    if found is None:
        return []
    office = Office.objects.filter(code=found.office_code).values_list("name", flat=True).first()
    return [
        Refusal(
            "projects.same",
            f"该项目已由“{office or found.office_code}”于 {found.opened_on} 登记",
            "请与该单位联系，作为协助单位参与，或改用能区分的项目名称。",
            "name",
            "一企一档，不重复登记",
        )
    ]
