"""Steps of the set-up: done once for the same inputs, again when they change or what they made is gone."""

import sys
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"


@pytest.fixture
def steps(monkeypatch):
    monkeypatch.syspath_prepend(str(SCRIPTS))
    from house import steps

    return steps


def test_a_step_is_done_once_for_the_same_inputs(steps, tmp_path):
    done = []
    for inputs in ("a", "a", "b"):
        steps.once("step", tmp_path / "made" / "stamp", inputs, lambda inputs=inputs: done.append(inputs))
    assert done == ["a", "b"]


def test_a_step_whose_result_is_gone_is_done_again(steps, tmp_path):
    stamp, done = tmp_path / "stamp", []
    steps.once("step", stamp, "a", lambda: done.append(1))
    stamp.unlink()
    assert steps.once("step", stamp, "a", lambda: done.append(2))
    assert done == [1, 2]


def test_a_step_that_failed_is_not_stamped(steps, tmp_path):
    def fails():
        raise steps.Failed("no")

    with pytest.raises(steps.Failed):
        steps.once("step", tmp_path / "stamp", "a", fails)
    assert not (tmp_path / "stamp").exists()


def test_a_fingerprint_changes_with_content_and_names(steps, monkeypatch, tmp_path):
    monkeypatch.setattr(steps, "ROOT", tmp_path)
    (tmp_path / "folder").mkdir()
    file = tmp_path / "folder" / "a"
    file.write_text("1")
    first = steps.fingerprint([tmp_path / "folder"])
    assert steps.fingerprint([tmp_path / "folder"]) == first
    file.write_text("2")
    second = steps.fingerprint([tmp_path / "folder"])
    file.rename(tmp_path / "folder" / "b")
    assert len({first, second, steps.fingerprint([tmp_path / "folder"])}) == 3


def test_a_command_that_fails_shows_what_it_said(steps, capsys):
    with pytest.raises(steps.Failed, match="状态 3"):
        steps.call(sys.executable, "-c", "import sys; print('what happened'); sys.exit(3)")
    assert "what happened" in capsys.readouterr().err


def test_a_command_that_is_missing_is_named(steps):
    with pytest.raises(steps.Failed, match="no-such-command"):
        steps.call("no-such-command")


def test_the_suite_counts_what_pytest_reports(steps, tmp_path):
    from house import suite

    report = tmp_path / "report.xml"
    report.write_text('<testsuites><testsuite tests="7" failures="1" errors="1" skipped="2"/></testsuites>')
    outcome = suite.Outcome("x", ok=True, seconds=0.0)
    suite._count(report, outcome)
    assert (outcome.passed, outcome.failed, outcome.skipped) == (3, 2, 2)


def test_a_step_without_a_report_or_without_tests_failed(steps, tmp_path):
    from house import suite

    gone = suite.Outcome("x", ok=True, seconds=0.0)
    suite._count(tmp_path / "none.xml", gone)
    assert not gone.ok
    (tmp_path / "empty.xml").write_text(
        '<testsuites><testsuite tests="0" failures="0" errors="0" skipped="0"/></testsuites>'
    )
    empty = suite.Outcome("x", ok=True, seconds=0.0)
    suite._count(tmp_path / "empty.xml", empty)
    assert not empty.ok


def test_the_summary_fails_when_a_check_or_a_test_failed(steps, capsys):
    from house import suite

    good = suite.Outcome("好", ok=True, seconds=1.0, passed=5)
    bad_check = suite.Outcome("检查", ok=False, seconds=1.0)
    assert suite._summary([good]) == 0
    assert suite._summary([good, bad_check]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "5 passed, 1 failed, 0 skipped"
