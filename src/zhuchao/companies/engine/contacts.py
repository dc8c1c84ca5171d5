"""Contacts are personal data (domain.md E8): what may be written down, and how it is masked."""

import re

from zhuchao.terms.refusal import Refusal

#: What a field is called on the screen.
FIELD_NAMES: dict[str, str] = {
    "name": "姓名",
    "title": "职务",
    "phone": "电话",
    "email": "邮箱",
    "purpose": "用途",
}
#: Longest text of a field, in characters; the columns hold no more.
LONGEST: dict[str, int] = {"name": 40, "title": 80, "phone": 40, "email": 120, "purpose": 200}
#: Fields whose values are personal: they are purged when the contact is dropped.
PERSONAL = ("name", "title", "phone", "email")
_PHONE = re.compile(r"\+?[0-9][0-9 ()（）\-转]{5,38}")
_EMAIL = re.compile(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+")
_WIDE = {0xFF01 + i: 0x21 + i for i in range(94)} | {0x3000: 0x20}
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
#: Digits left at both ends of a telephone number.
_HEAD, _TAIL = 3, 4


def cleaned(given: dict[str, str]) -> dict[str, str]:
    """The texts trimmed; numbers and addresses in half-width characters."""
    found = {name: given.get(name, "").strip() for name in FIELD_NAMES}
    for name in ("phone", "email"):
        found[name] = found[name].translate(_WIDE).strip()
    return found


def check(given: dict[str, str]) -> list[Refusal]:
    """Every fault of a contact at once; ``given`` is cleaned."""
    found = []
    for name, most in LONGEST.items():
        if len(given[name]) > most:
            found.append(
                _refusal(name, f"{FIELD_NAMES[name]}有{len(given[name])}个字，最多{most}个", "请删减。")
            )
        if _CONTROL.search(given[name]):
            found.append(_refusal(name, f"{FIELD_NAMES[name]}含有看不见的控制字符", "请重新输入。"))
    if not given["name"]:
        found.append(_refusal("name", "没有填写姓名", "请填写联系人姓名或称呼。"))
    if not given["purpose"]:
        found.append(
            Refusal(
                "contacts.purpose",
                "没有说明用途",
                "请写明为何保存此人的联系方式，如“扩产项目对接”。",
                "purpose",
                "个人信息保护法第六条",
            )
        )
    if not given["phone"] and not given["email"]:
        found.append(_refusal("phone", "电话和邮箱都没有填写", "请至少填写一项。"))
    if given["phone"] and not _PHONE.fullmatch(given["phone"]):
        found.append(_refusal("phone", "电话的写法不对", "请填手机号或带区号的座机，如 0575-00000000转801。"))
    if given["email"] and not _EMAIL.fullmatch(given["email"]):
        found.append(_refusal("email", "邮箱的写法不对", "请核对，如 name@example.com。"))
    return found


def masked_name(name: str) -> str:
    """The first character and a star for each other one."""
    return name[:1] + "*" * (len(name) - 1)


def masked_phone(phone: str) -> str:
    """The first three and last four characters; a short number keeps its last two."""
    if len(phone) <= _HEAD + _TAIL:
        return "*" * max(len(phone) - 2, 0) + phone[-2:] if phone else ""
    return phone[:_HEAD] + "*" * (len(phone) - _HEAD - _TAIL) + phone[-_TAIL:]


def masked_email(email: str) -> str:
    """The first character, three stars and the domain."""
    name, at, domain = email.partition("@")
    return f"{name[:1]}***{at}{domain}" if email else ""


def _refusal(field: str, reason: str, next_step: str) -> Refusal:
    return Refusal(f"contacts.{field}", reason, next_step, field)
