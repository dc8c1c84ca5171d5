"""Two rows of the master become one, all or nothing; a new field that names a company must be known to merge."""

import pytest
from django.apps import apps
from twin_companies import A, B, credit_code, lead

from zhuchao.companies import selectors
from zhuchao.companies.flows import merge_companies
from zhuchao.companies.models import Company, CompanyFact, CompanyMerge, Contact
from zhuchao.companies.store import merging
from zhuchao.engagements.models import Lead
from zhuchao.ledger.models import AuditEvent, Fact
from zhuchao.terms import uscc
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db
#: Words by which a text column says that it holds the code of a company.
NAMES = ("uscc", "gone", "kept", "merged_into", "left", "right")
#: Columns of such a name that hold no code of a company of the master.
OTHERS = {"companies.Company.uscc": "the company itself"}


def test_works(actors, pair):
    """Rows move, facts stay, both histories tell it, the one that is gone leaves the list and is not worked on."""
    row = lead(B)
    code = merge_companies(actor=actors["centre"], gone=B, kept=A, reason="换发执照")
    row.refresh_from_db()
    assert row.uscc == A
    assert Contact.objects.filter(company__uscc=A).count() == 2
    assert Company.objects.get(uscc=B).merged_into == A
    assert [c.uscc for c in selectors.find_companies(actors["officer"]).rows] == [A]
    assert CompanyFact.objects.filter(subject=B, what="added").count() == 1
    assert {f.subject for f in CompanyFact.objects.filter(what="merged")} == {A, B}
    assert CompanyMerge.objects.get(code=code).plan["engagements.Lead.uscc"] == [row.pk]
    assert AuditEvent.objects.filter(verb="合并企业", record=f"company:{B}").exists()
    with pytest.raises(Refused, match="已并入"):
        selectors.company_row(actors["officer"], B)


def test_works_and_the_queue_shows_the_pair_before(actors, pair):
    """With evidence per field that adds up; merged pairs leave the queue."""
    (found,) = selectors.twin_pairs(actors["leader"]).rows
    assert {found.left, found.right} == {A, B}
    assert round(sum(e.points for e in found.evidence), 1) == found.points
    assert {e.field: e.level for e in found.evidence}["region"] == "同区县"
    merge_companies(actor=actors["centre"], gone=B, kept=A, reason="换发执照")
    assert selectors.twin_pairs(actors["leader"]).total == 0


def test_refuses_two_open_leads(actors, pair):
    """A company has one open lead; nothing moved."""
    lead(A), lead(B)
    with pytest.raises(Refused, match="办结其中一条"):
        merge_companies(actor=actors["centre"], gone=B, kept=A, reason="换发执照")
    assert Lead.objects.filter(uscc=B).count() == 1
    assert Company.objects.get(uscc=B).merged_into == ""


@pytest.mark.parametrize(
    ("gone", "kept", "reason", "said"),
    [(A, A, "重复", "同一条"), (A, credit_code(1), "重复", "没有信用代码"), (A, B, " ", "理由")],
)
def test_refuses(actors, pair, gone, kept, reason, said):
    """Itself, one that is not there, no reason."""
    with pytest.raises(Refused, match=said):
        merge_companies(actor=actors["centre"], gone=gone, kept=kept, reason=reason)


def test_refuses_as_a_whole(actors, pair, monkeypatch):
    """A row that another took meanwhile: nothing is merged, nothing moved."""
    row = lead(B)
    honest = merging.Holding
    monkeypatch.setattr(
        selectors,
        "holdings",
        lambda actor: {
            h.field: h
            if h.field != "engagements.Lead.uscc"
            else honest(h.field, h.words, h.held, lambda *a: 0)
            for h in REAL(actor).values()
        },
    )
    with pytest.raises(Refused, match="没有进行"):
        merge_companies(actor=actors["centre"], gone=B, kept=A, reason="换发执照")
    row.refresh_from_db()
    assert (row.uscc, Company.objects.get(uscc=B).merged_into) == (B, "")
    assert Contact.objects.filter(company__uscc=B).count() == 1
    assert not CompanyMerge.objects.exists()


REAL = selectors.holdings


@pytest.mark.parametrize("who", ["officer", "office_head", "leader", "department", "system_admin"])
def test_forbids(actors, pair, who):
    """A merge moves every office's rows: the centre alone."""
    with pytest.raises(Refused):
        merge_companies(actor=actors[who], gone=B, kept=A, reason="换发执照")


def naming_fields():
    """Every column of the installation that names a company, facts aside: they are never re-pointed."""
    for model in apps.get_models():
        if issubclass(model, Fact) or not model.__module__.startswith("zhuchao."):
            continue
        for field in model._meta.concrete_fields:
            label = f"{model._meta.label}.{field.name}"
            to_company = field.remote_field is not None and field.related_model is Company
            named = (
                field.name in NAMES or field.name.endswith("_uscc") or "企业代码" in str(field.verbose_name)
            )
            sized = getattr(field, "max_length", None) == uscc.LENGTH
            if (to_company or named or sized) and label not in OTHERS:
                yield label


def test_every_field_that_names_a_company_is_known_to_merge(actors):
    """A new foreign key or code column fails here until its noun registers it as a holding."""
    assert set(naming_fields()) == set(selectors.holdings(actors["centre"]))


def test_an_unknown_field_would_be_seen(actors, monkeypatch):
    """The test above fails for a column that nobody registered."""
    from zhuchao import slots
    from zhuchao.slots import Slot

    answer = next(
        e for e in slots.entries(Slot.NOTICE, topic="company-holdings") if e.name == "projects"
    ).answer
    slots.unregister(Slot.NOTICE, "projects", topic="company-holdings")
    try:
        missing = set(naming_fields()) - set(selectors.holdings(actors["centre"]))
    finally:
        slots.register(Slot.NOTICE, "projects", answer, topic="company-holdings")
    assert missing == {"projects.Project.uscc", "projects.ProjectParty.uscc"}


@pytest.mark.django_db(transaction=True)
def test_races(actors, pair, at_once):
    """Each of two people merges the one into the other: one does, the other is told; nothing goes in a circle."""

    def press(pair):
        return merge_companies(actor=actors["centre"], gone=pair[0], kept=pair[1], reason="换发执照")

    done, told = at_once(press, (A, B), (B, A))
    assert len(done) == len(told) == 1
    assert CompanyMerge.objects.count() == 1
    assert sorted(Company.objects.values_list("merged_into", flat=True)) in (["", A], ["", B])
