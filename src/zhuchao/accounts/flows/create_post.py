"""Create a post in an office."""

from datetime import date

from django.utils import timezone

from zhuchao.accounts.engine import entries, rights
from zhuchao.accounts.models import Post
from zhuchao.accounts.store import found
from zhuchao.ledger.models import new_code
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor, Role
from zhuchao.terms.refusal import Refusal, Refused


def create_post(
    *,
    actor: Actor,
    office: str,
    name: str,
    code: str = "",
    is_head: bool = False,
    valid_from: date | None = None,
) -> str:
    """The system administrator creates a post, which opens nothing until the security administrator
    gives it roles. ``code`` is made up when not said. Gives the code.

    Raises Refused when the actor is not the system administrator, the office does not exist that day,
    or the code is taken.
    """
    rights.need(actor, Role.SYSTEM_ADMIN, to="设立岗位")
    with recording(actor) as book:
        first = valid_from or timezone.localdate()
        home = found.living_office(office, first)
        name = entries.text(name, field="name", label="岗位名称", most=80)
        code = entries.code(code, label="岗位编号") if code else new_code()
        if Post.objects.filter(code=code).exists():
            raise Refused(
                Refusal("accounts.code-taken", f"岗位编号“{code}”已被使用", "请换一个编号。", "code")
            )
        Post.objects.create(code=code, office=home, name=name, is_head=is_head, valid_from=first)
        book.audit(
            "设立岗位",
            f"post:{code}",
            f"{home.name}{name}",
            changes={
                "office": [None, office],
                "name": [None, name],
                "is_head": [None, is_head],
                "valid_from": [None, first],
            },
        )
    return code
