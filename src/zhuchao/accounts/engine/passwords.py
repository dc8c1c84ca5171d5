"""What a password must be. Length and classes come from the rulebook entry ``accounts.password``."""

from collections.abc import Callable

from zhuchao.terms.refusal import Refusal

_CLASSES: tuple[Callable[[str], bool], ...] = (str.islower, str.isupper, str.isdigit)


def classes(password: str) -> int:
    """How many of lower case, upper case, digits, and everything else occur."""
    plain = sum(any(test(c) for c in password) for test in _CLASSES)
    other = any(not any(test(c) for test in _CLASSES) for c in password)
    return plain + other


def faults(password: str, *, login: str, min_length: int, min_classes: int) -> list[Refusal]:
    """Every rule the password breaks; lists of common passwords are checked by the caller."""
    found: list[tuple[str, str]] = []
    if len(password) < min_length:
        found.append(("length", f"口令至少{min_length}位，现为{len(password)}位"))
    if password.isdigit():
        found.append(("numeric", "口令不能全是数字"))
    elif classes(password) < min_classes:
        found.append(("classes", f"口令应含大写字母、小写字母、数字、其他字符中的至少{min_classes}类"))
    if login and login.lower() in password.lower():
        found.append(("login", "口令不能与登录名相同或包含登录名"))
    return [
        Refusal(f"accounts.password-{rule}", reason, "请换一个口令。", field="password")
        for rule, reason in found
    ]
