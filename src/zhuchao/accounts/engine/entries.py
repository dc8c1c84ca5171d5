"""What a text typed into a form must be."""

import re

from zhuchao.terms.refusal import Refusal, Refused

_LOGIN = re.compile(r"[A-Za-z][A-Za-z0-9._-]{2,39}")
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")


def text(value: str, *, field: str, label: str, most: int, needed: bool = True) -> str:
    """The text without blanks at its ends.

    Raises Refused when it is empty although needed, or longer than ``most`` characters.
    """
    cleaned = value.strip()
    if needed and not cleaned:
        raise Refused(Refusal("accounts.empty", f"没有填写{label}", f"请填写{label}。", field))
    if len(cleaned) > most:
        reason = f"{label}最多{most}字，现为{len(cleaned)}字"
        raise Refused(Refusal("accounts.too-long", reason, "请缩短后重新提交。", field))
    return cleaned


def login(value: str) -> str:
    """A login name: begins with a letter, 3 to 40 letters, digits, dots, dashes, underlines."""
    cleaned = value.strip()
    if not _LOGIN.fullmatch(cleaned):
        reason = "登录名应以字母开头，3至40位，只含字母、数字、点、横线和下划线"
        raise Refused(Refusal("accounts.login-form", reason, "请换一个登录名。", "login"))
    return cleaned


def code(value: str, *, label: str, field: str = "code") -> str:
    """A code of 1 to 40 letters, digits, dots, dashes, underlines."""
    cleaned = value.strip()
    if not _CODE.fullmatch(cleaned):
        reason = f"{label}应为1至40位字母、数字、点、横线或下划线"
        raise Refused(Refusal("accounts.code-form", reason, f"请换一个{label}。", field))
    return cleaned
