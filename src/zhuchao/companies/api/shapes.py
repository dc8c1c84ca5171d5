"""What the company master says and takes over REST."""

from datetime import date, datetime
from decimal import Decimal

from ninja import Field, Schema

from zhuchao.companies.selectors import CompanyStep, ContactView, Former


class CompanyOut(Schema):
    """A company of the master; ``capital_wan`` in 万元."""

    uscc: str
    name: str
    kind: str
    kind_name: str
    county_code: str
    region: str
    industry_code: str
    reg_date: date | None
    capital_wan: float | None
    address: str
    scope: str
    note: str
    office: str
    office_name: str
    from_registry: bool
    version: int
    created_at: datetime
    changed_at: datetime
    former: list[Former]


class CompanyWithAll(CompanyOut):
    """A company, what happened to it, and the contacts the actor sees."""

    history: list[CompanyStep]
    contacts: list[ContactView]


class CompanyPageOut(Schema):
    """Some companies and how many there are."""

    total: int
    rows: list[CompanyOut]


class QueuedOut(Schema):
    """The job that does what was asked; its progress and result are at ``/accounts/jobs/{job}``."""

    job: str


class WantedIn(Schema):
    """What a list of the master is narrowed to; empty means any. ``origin`` is registry or hand."""

    text: str = Field("", max_length=200)
    kind: str = ""
    county: str = ""
    office: str = ""
    origin: str = ""


class CompanyIn(Schema):
    """A company by hand; ``county_code`` is a county or city, by code or by name."""

    uscc: str = Field(max_length=40)
    name: str = Field(max_length=400)
    kind: str = "enterprise"
    county_code: str = Field("", max_length=60)
    industry_code: str = Field("", max_length=10)
    reg_date: date | None = None
    capital_wan: Decimal | None = None
    address: str = Field("", max_length=600)
    scope: str = Field("", max_length=40_000)
    note: str = Field("", max_length=800)


class CorrectIn(Schema):
    """The version that was seen and the fields that are to change; a field left out stays as it is."""

    version: int
    name: str | None = None
    kind: str | None = None
    county_code: str | None = None
    industry_code: str | None = None
    reg_date: date | None = None
    capital_wan: Decimal | None = None
    address: str | None = None
    scope: str | None = None
    note: str | None = None


class RenameIn(Schema):
    """A new name, the day it took over and the version that was seen."""

    version: int
    name: str = Field(max_length=400)
    since: date


class ContactIn(Schema):
    """A person to talk to; ``office`` empty means the actor's own."""

    name: str = Field(max_length=80)
    purpose: str = Field(max_length=400)
    title: str = Field("", max_length=160)
    phone: str = Field("", max_length=80)
    email: str = Field("", max_length=240)
    office: str = Field("", max_length=40)


class ReasonIn(Schema):
    """Why."""

    reason: str = Field(max_length=400)
