"""kill -9 in the middle of publishing: the issue is signed or issued, never half of either; again, and it is issued."""

import os
import subprocess
import sys
import time

import pytest

pytestmark = pytest.mark.kill

SEED = """
import datetime, sys
from zhuchao.site import home
home.start(); home.migrate()
from zhuchao.accounts import models, selectors
from zhuchao.reports import flows
from zhuchao.reports.selectors import Ask
start = datetime.date(2020, 1, 1)
office = models.Office.objects.create(code="C", name="示例中心", kind="centre", valid_from=start)
actors = []
for code, roles, head in (("a", ["centre"], False), ("b", ["centre", "office_head"], True)):
    post = models.Post.objects.create(
        code="P" + code, office=office, name="岗位", roles=roles, is_head=head, valid_from=start
    )
    person = models.Person(code="R" + code, login=code, name="示例" + code)
    person.set_unusable_password()
    person.save()
    models.Holding.objects.create(person=person, post=post, start=start)
    actors.append(selectors.actor_of(person))
for _ in range(6):
    code = flows.draft_issue(actor=actors[0], ask=Ask(template="月报", as_of=datetime.date(2026, 10, 31)))
    flows.check_issue(actor=actors[0], code=code)
    flows.sign_issue(actor=actors[1], code=code)
    print(code)
"""
LOOK = """
from zhuchao.site import home
home.start()
from zhuchao.ledger.models import Evidence
from zhuchao.ledger.selectors import verify_chain
from zhuchao.reports.models import Issue, IssueFact
from zhuchao.terms.actor import SYSTEM
assert verify_chain(SYSTEM).ok, verify_chain(SYSTEM)
for issue in Issue.objects.all():
    facts = IssueFact.objects.filter(subject=issue.code, what="issued").count()
    whole = issue.state == "issued"
    assert issue.state in ("signed", "issued") and facts == whole and bool(issue.docx) == whole
    assert not whole or Evidence.objects.filter(sha256=issue.docx).exists()
    print(issue.code, issue.state)
"""


def ran(home, *words):
    own = {k: v for k, v in os.environ.items() if not k.startswith(("ZHUCHAO_", "DJANGO_"))}
    own |= {"ZHUCHAO_HOME": str(home)}
    return subprocess.Popen(words, env=own, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def told(home, code):
    running = ran(home, sys.executable, "-c", code)
    out, err = running.communicate()
    assert running.returncode == 0, err
    return out.split()


def test_races_with_kill_leave_an_issue_whole(tmp_path):
    codes = told(tmp_path, SEED)
    publish = (
        "import sys; from zhuchao.site.cli import main; "
        "sys.argv = ['zhuchao', '--as', 'b', 'report', 'publish', '{}']; main()"
    )

    def press(code):
        return ran(tmp_path, sys.executable, "-c", publish.format(code))

    began = time.monotonic()
    assert press(codes[0]).wait() == 0
    took = time.monotonic() - began
    for number, code in enumerate(codes[1:]):
        running = press(code)
        # The last third of a run is where it writes.
        time.sleep(took * (0.7 + 0.07 * number))
        running.kill()
        running.communicate()
        told(tmp_path, LOOK)
    for code in codes[1:]:
        running = press(code)
        _, err = running.communicate()
        assert running.returncode == 0 or "已发布" in err, err
    assert told(tmp_path, LOOK)[1::2] == ["issued"] * len(codes)
