"""Confirming the import of a 台账: at once, or by a job."""

import pytest
from django_q.models import OrmQ
from ledger_files import row, with_faults, workbook

from zhuchao.accounts.flows import run_job
from zhuchao.accounts.models import Job, JobState
from zhuchao.accounts.selectors import job as job_of
from zhuchao.projects.flows import receive_ledger, start_import
from zhuchao.projects.models import Project, ProjectImport
from zhuchao.projects.selectors import import_rows, imports
from zhuchao.terms.actor import SYSTEM
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db
DAY = "2024-01-05"


@pytest.fixture
def receive(actors):
    """``receive(rows, many)``: the code of an upload, taken for one of so many rows above what is written at once."""

    def done(rows, above=1):
        code = receive_ledger(actor=actors["officer"], name="台账.xlsx", chunks=[workbook(rows)])
        many = import_rows.import_limits()[2] + above
        ProjectImport.objects.filter(code=code).update(counts={"read": many})
        return code

    return done


def seen(actors, code):
    return imports.import_view(actors["office_head"], code)


def test_works_at_once_for_a_small_file(actors, receive):
    """Up to the rows that the rulebook says."""
    started = start_import(actor=actors["officer"], code=receive([row(1)], above=0))
    assert (started.counts["inserted"], started.job) == (1, "")
    assert not Job.objects.exists()


def test_works_by_a_job_for_a_large_file(actors, receive):
    """Queued, under way for whoever sees the import, written by the worker; handed out again it is not written twice."""
    code = receive(with_faults(6, 2))
    started = start_import(actor=actors["officer"], code=code, leave_rejected=True)
    assert (started.counts, Project.objects.count(), OrmQ.objects.count()) == (None, 0, 1)
    shown = seen(actors, code)
    assert (shown.job, shown.progress, shown.state_name) == (started.job, 0, "正在导入")
    assert run_job(actor=SYSTEM, code=started.job) == "done"
    counts = {"read": 8, "inserted": 6, "same": 0, "rejected": 2}
    assert job_of(actors["officer"], started.job).result == {"import": code, **counts}
    shown = seen(actors, code)
    assert (shown.state, shown.progress, shown.counts) == ("imported", None, counts)
    # The worker died after the import was written and before it said so.
    Job.objects.filter(code=started.job).update(state=JobState.QUEUED, claim="")
    assert run_job(actor=SYSTEM, code=started.job) == "done"
    assert job_of(actors["officer"], started.job).result == {"import": code, **counts}
    assert Project.objects.count() == 6


def test_refuses_wrong_rows_before_anything_is_queued(actors, receive):
    """As for a small file, at once."""
    code = receive(with_faults(3, 1))
    with pytest.raises(Refused, match="有 1 行不能导入"):
        start_import(actor=actors["officer"], code=code)
    with pytest.raises(Refused, match="没有可以新增"):
        start_import(actor=actors["officer"], code=receive([row(1, c1="")]), leave_rejected=True)
    assert not Job.objects.exists()


def test_refuses_while_it_is_under_way_and_after(actors, receive):
    """Whoever confirms it again is told."""
    code = receive([row(1)])
    started = start_import(actor=actors["officer"], code=code)
    with pytest.raises(Refused, match="正在导入"):
        start_import(actor=actors["office_head"], code=code)
    run_job(actor=SYSTEM, code=started.job)
    with pytest.raises(Refused):
        start_import(actor=actors["office_head"], code=code)
    assert Job.objects.count() == 1


def test_works_again_after_a_job_that_wrote_nothing(actors, receive):
    """What stopped it is shown; mended, it is confirmed once more."""
    code = receive([row(1)])
    first = start_import(actor=actors["officer"], code=code)
    known = {"name": "示例台账项目1", "company_name": "示例投资1有限公司"}
    Project.objects.create(code="XM", opened_on=DAY, last_contact_on=DAY, **known)
    assert run_job(actor=SYSTEM, code=first.job) == "failed"
    shown = seen(actors, code)
    assert (shown.state, shown.progress) == ("received", None)
    assert "没有可以新增的项目" in shown.error
    Project.objects.all().delete()
    second = start_import(actor=actors["officer"], code=code)
    assert run_job(actor=SYSTEM, code=second.job) == "done"
    assert seen(actors, code).error == ""


@pytest.mark.parametrize("name", ["other_officer", "leader", "audit_admin"])
def test_forbids(actors, receive, name):
    """Neither another office nor a reader."""
    code = receive([row(1)])
    with pytest.raises(Refused) as refused:
        start_import(actor=actors[name], code=code)
    assert refused.value.forbidden
    assert not Job.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_races(actors, receive, at_once):
    """Confirmed by two at once, queued once."""
    code = receive([row(1)])
    made, told = at_once(lambda name: start_import(actor=actors[name], code=code), "officer", "office_head")
    assert len(made) == len(told) == 1
    assert [job.code for job in Job.objects.all()] == [made[0].job]
