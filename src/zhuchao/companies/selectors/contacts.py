"""Contacts of companies: masked for those who see the office that wrote them down (domain.md E8)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from zhuchao.accounts.engine.duties import Duty
from zhuchao.accounts.models import Office
from zhuchao.companies.engine import contacts as masks
from zhuchao.companies.engine import rights
from zhuchao.companies.models import Contact
from zhuchao.terms import uscc as credit_code
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused

#: What contacts are called as duties.
NOUN = "contacts"


@dataclass(frozen=True, slots=True)
class ContactView:
    """A contact with every personal value masked; ``may_reveal`` and ``may_drop`` say what the actor may do."""

    code: str
    uscc: str
    company_name: str
    name: str
    title: str
    phone: str
    email: str
    purpose: str
    office: str
    office_name: str
    created_at: datetime
    may_reveal: bool
    may_drop: bool


@dataclass(frozen=True, slots=True)
class ContactPage:
    """Some contacts and how many the actor sees in all."""

    rows: Sequence[ContactView]
    total: int


def contacts_visible_to(actor: Actor) -> QuerySet[Contact]:
    """Contacts not dropped: of every office for district-wide roles, else of the offices held."""
    kept = Contact.objects.filter(dropped_at__isnull=True)
    if actor.sees_district:
        return kept
    if not actor.is_staff:
        return kept.none()
    return kept.filter(office_code__in=actor.office_codes)


def contacts(actor: Actor, uscc: str) -> list[ContactView]:
    """The contacts of one company that the actor sees, masked, the oldest first."""
    return _views(actor, contacts_visible_to(actor).filter(company__uscc=credit_code.clean(uscc)))


def find_contacts(
    actor: Actor, *, text: str = "", office: str = "", offset: int = 0, limit: int = 50
) -> ContactPage:
    """Contacts the actor sees, masked, by company. ``text`` is part of a company's name or its code.

    Personal values are not searched: a search would tell what the mask hides.
    """
    found = contacts_visible_to(actor)
    if text := text.strip():
        found = found.filter(company__name__contains=text) | found.filter(
            company__uscc=credit_code.clean(text)
        )
    if office:
        found = found.filter(office_code=office)
    rows = found.order_by("company__name", "created_at", "pk")[offset : offset + limit]
    return ContactPage(_views(actor, rows), found.count())


def contact(actor: Actor, code: str) -> ContactView:
    """One contact, masked.

    Raises Refused as ``contact_row``.
    """
    return _views(actor, [contact_row(actor, code)])[0]


def contact_row(actor: Actor, code: str) -> Contact:
    """The row itself, for flows.

    Raises Refused when there is no such contact for this actor; whether it exists elsewhere is not told.
    """
    row = contacts_visible_to(actor).select_related("company").filter(code=code).first()
    if row is None:
        raise Refused(
            Refusal("contacts.unknown", "没有您可查看的这位联系人，或已删除", "请从企业页面重新进入。"),
            forbidden=True,
        )
    return row


def kept_contact_rows(codes: Sequence[str]) -> list[Contact]:
    """The contacts among these that were not dropped, for the flow of hand-over; it checks the right."""
    kept = Contact.objects.filter(code__in=set(codes), dropped_at__isnull=True)
    return list(kept.select_related("company").order_by("pk"))


def duties(actor: Actor, office_code: str) -> list[Duty]:
    """The contacts that exactly this office keeps; no duty may be missed by lack of sight.

    The title names the company, never the person.
    """
    kept = Contact.objects.filter(office_code=office_code, dropped_at__isnull=True).select_related("company")
    return [
        Duty(
            noun=NOUN,
            code=row.code,
            title=f"联系人：{row.company.name}",
            office_code=office_code,
            post_code="",
            since=timezone.localdate(row.created_at),
        )
        for row in kept
    ]


def _views(actor: Actor, rows: Iterable[Contact] | QuerySet[Contact]) -> list[ContactView]:
    shown = list(rows.select_related("company") if isinstance(rows, QuerySet) else rows)
    offices = Office.objects.filter(code__in={r.office_code for r in shown})
    names = dict(offices.values_list("code", "name"))
    return [
        ContactView(
            code=r.code,
            uscc=r.company.uscc,
            company_name=r.company.name,
            name=masks.masked_name(r.name),
            title=r.title,
            phone=masks.masked_phone(r.phone),
            email=masks.masked_email(r.email),
            purpose=r.purpose,
            office=r.office_code,
            office_name=names.get(r.office_code, r.office_code),
            created_at=r.created_at,
            may_reveal=rights.may_keep_contact(actor, r.office_code),
            may_drop=rights.may_keep_contact(actor, r.office_code),
        )
        for r in shown
    ]
