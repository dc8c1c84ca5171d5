"""Put a paper before a meeting."""

from typing import BinaryIO

from django.utils import timezone

from zhuchao.engagements import selectors
from zhuchao.engagements.engine import meetings as checks
from zhuchao.engagements.store import meetings as store
from zhuchao.ledger.flows import add_evidence
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refused, forbidden


def attach_paper(*, actor: Actor, code: str, title: str, file: BinaryIO, file_name: str) -> str:
    """The file is kept as evidence; whoever may see the meeting may open it. Gives the code of the paper, by which it is
    opened, and voided where it was wrong.

    Raises Refused when the actor does not work for the meeting's office, the paper has no title, the meeting was
    cancelled, the file is not accepted, or it is attached already.
    """
    row = selectors.engagement_row(actor, code)
    if not checks.may_work(actor, row.office_code):
        raise forbidden("engagements.right", "您不能为该会议附材料")
    wrong = checks.reason_given("title", "材料名称", title, 200) + checks.cancelled(row.title, row.state)
    if wrong:
        raise Refused(*wrong)
    with recording(actor) as book:
        sha256 = add_evidence(actor=actor, stream=file, name=file_name)
        return store.attach_paper(book, row, sha256=sha256, title=title.strip(), on=timezone.localdate())
