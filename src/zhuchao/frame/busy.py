"""What is said to somebody who could not write because another was writing for long."""

from django.db import OperationalError

from zhuchao.terms.refusal import Refusal

#: SQLite lets one write at a time; a large import keeps it for minutes.
BUSY = Refusal(
    "frame.busy",
    "系统正在写入一大批数据，刚才的操作没有办理",
    "请过几分钟再试；已填的内容可用浏览器的“后退”找回。",
)


def is_busy(error: BaseException) -> bool:
    """Whether the error says no more than that somebody else is writing."""
    return isinstance(error, OperationalError) and "database is locked" in str(error)
