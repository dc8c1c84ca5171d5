"""Open an account for a person."""

import secrets

from zhuchao.accounts.engine import entries, rights
from zhuchao.accounts.models import Person
from zhuchao.accounts.store import passwords
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import SYSTEM, Actor, Role
from zhuchao.terms.refusal import Refusal, Refused


def create_person(
    *, actor: Actor, login: str, name: str, password: str = "", code: str = "", opens: bool = True
) -> tuple[str, str]:
    """The system administrator opens an account, which can do nothing until the security administrator
    assigns a post. Gives the person's code and the first password (``password``, or a random one),
    which must be changed at the first log-in. Where it does not open yet (``opens`` False) there is no password, and
    the second is empty: the person logs in once the system administrator resets it.

    Raises Refused when the actor is not the system administrator, the login name or code is taken or
    malformed, or the password breaks a rule.
    """
    rights.need(actor, Role.SYSTEM_ADMIN, to="开设账号")
    with recording(actor) as book:
        login = entries.login(login)
        name = entries.text(name, field="name", label="姓名", most=40)
        code = entries.code(code, label="人员编号") if code else f"r{secrets.token_hex(5)}"
        if Person.objects.filter(login__iexact=login).exists():
            raise Refused(
                Refusal("accounts.login-taken", f"登录名“{login}”已被使用", "请换一个登录名。", "login")
            )
        if code == SYSTEM.person_code or Person.objects.filter(code=code).exists():
            raise Refused(
                Refusal("accounts.code-taken", f"人员编号“{code}”已被使用", "请换一个编号。", "code")
            )
        first = (password or passwords.one_time(login)) if opens else ""
        person = Person(code=code, login=login, name=name)
        person.set_unusable_password()
        person.save()
        if opens:
            passwords.check(first, login=login)
            passwords.put(person, first, book.now, must_change=True)
        book.audit("开设账号", f"person:{code}", name, changes={"login": [None, login], "name": [None, name]})
    return code, first
