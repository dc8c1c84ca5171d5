"""Keep a form half filled in."""

from collections.abc import Mapping

from zhuchao.accounts.engine import entries, rights
from zhuchao.accounts.models import Draft
from zhuchao.accounts.store import found
from zhuchao.ledger.engine.chain import plain
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused


def keep_draft(*, actor: Actor, key: str, data: Mapping[str, object]) -> None:
    """Keep what the actor typed into the form ``key``; the same key replaces the old draft.

    A private convenience: it leaves no audit row. Raises Refused when nobody is logged in, the key is
    empty or too long, or the content cannot be kept.
    """
    rights.need_person(actor, to="保存草稿")
    with recording(actor) as book:
        key = entries.text(key, field="key", label="草稿名称", most=160)
        try:
            kept = plain(dict(data))
        except (TypeError, ValueError) as error:
            raise Refused(
                Refusal(
                    "accounts.draft-content", f"草稿内容无法保存：{error}", "请删去特殊字符后重试。", "data"
                )
            ) from error
        Draft.objects.update_or_create(
            person=found.active_person(actor.person_code),
            key=key,
            defaults={"data": kept, "saved_at": book.now},
        )
