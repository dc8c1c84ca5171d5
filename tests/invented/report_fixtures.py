"""A district of invented projects, an officer of the centre who drafts, and issues at each step."""

import datetime

import pytest

AS_OF = datetime.date(2026, 10, 31)
FROM = datetime.date(2021, 1, 1)


@pytest.fixture
def book():
    """Ten projects, one a month, six of them landed and eight started; registered as the figures of reports."""
    import report_figures

    before = report_figures.kept_slots()
    made = report_figures.Book()
    for n in range(10):
        made.projects.append(
            report_figures.Invented(
                code=f"P{n}",
                office="T1" if n < 6 else "T2",
                signed=datetime.date(2025, 1 + n, 10),
                wan=3000 * (n + 1),
                landed=n < 6,
                started=n < 8,
            )
        )
    made.register()
    yield made
    report_figures.put_back(before)


@pytest.fixture
def drafter(district):
    """An officer of the centre, who drafts so that the head may sign."""
    from zhuchao.accounts import models, selectors

    post = models.Post.objects.create(
        code="P-drafter",
        office=district.offices["C"],
        name="综合科专员",
        roles=["centre"],
        valid_from=datetime.date(2020, 1, 1),
    )
    person = models.Person(code="R-drafter", login="drafter", name="示例起草人")
    person.set_unusable_password()
    person.save()
    models.Holding.objects.create(person=person, post=post, start=datetime.date(2020, 1, 1))
    district.people["drafter"] = person
    return selectors.actor_of(person)


@pytest.fixture
def ask():
    """A question; by default the speech for the years up to the end of October 2026."""
    from zhuchao.reports.selectors import Ask

    def made(template="讲话", **more):
        return Ask(**({"template": template, "as_of": AS_OF, "period_from": FROM} | more))

    return made


@pytest.fixture
def issue(book, actors, drafter, ask):
    """``issue(step)``: a new issue of the centre carried to that step; its code."""
    from zhuchao.reports import flows

    def made(step="draft", **more):
        code = flows.draft_issue(actor=drafter, ask=ask(**more))
        if step in ("checked", "signed", "issued"):
            flows.check_issue(actor=drafter, code=code)
        if step in ("signed", "issued"):
            flows.sign_issue(actor=actors["centre"], code=code)
        if step == "issued":
            flows.publish_issue(actor=actors["centre"], code=code)
        return code

    return made


@pytest.fixture
def workbook():
    """An empty form of the superior with formatting, a merged cell and a formula."""
    import io

    import openpyxl
    from openpyxl.styles import Font

    made = openpyxl.Workbook()
    page = made.active
    page.title = "月报"
    page["A1"] = "示例上级报表"
    page["A1"].font = Font(bold=True, size=18)
    page.merge_cells("A1:D1")
    page["A3"], page["B3"] = "签约项目（个）", None
    page["A4"] = "两倍"
    page["B4"] = "=B3*2"
    page["B3"].font = Font(color="FFFF0000")
    out = io.BytesIO()
    made.save(out)
    return lambda: io.BytesIO(out.getvalue())


@pytest.fixture
def form(workbook, actors, book):
    """A form of the centre taken in; its code."""
    from zhuchao.reports import flows

    return flows.add_form(
        actor=actors["centre"], name="示例省招商月报", stream=workbook(), file_name="月报.xlsx"
    )
