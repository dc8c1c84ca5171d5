"""The chain finds whatever was done behind its back."""

import json
from itertools import pairwise

import pytest
from click.testing import CliRunner
from django.db import connection, models, transaction

from zhuchao.ledger import selectors
from zhuchao.ledger.engine import chain as arithmetic
from zhuchao.ledger.models import AuditEvent, ChainLink, FactState, append_only_models
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import SYSTEM
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain(record, evidence, django_capture_on_commit_callbacks):
    """Five transactions over four tables."""
    with django_capture_on_commit_callbacks(execute=True):
        sha256 = evidence()
    for n in range(4):
        record(subject=f"示例-{n}", value={"n": n, "text": "示例", "share": 0.1 * n}, evidence=[sha256])
    assert selectors.verify_chain(SYSTEM).ok


def rows():
    """Every row of the chain, as (model, id)."""
    return [
        (m, i) for m in append_only_models() for i in m.objects.order_by("id").values_list("id", flat=True)
    ]


def other(field, value):
    """Another value of the column that its type allows."""
    if isinstance(field, models.JSONField):
        return json.dumps({"tampered": True})
    if isinstance(field, models.DateTimeField):
        return "2001-01-01 00:00:00"
    if isinstance(field, models.DateField):
        return "2001-01-01"
    if isinstance(field, models.IntegerField):
        return value + 1
    return f"{value}x"[-(field.max_length or 200) :] if value != "x" else "y"


def put(table, column, key, pk, value):
    kind = (
        "jsonb" if connection.vendor == "postgresql" and isinstance(value, str) and value[:1] == "{" else ""
    )
    cast = f"%s::{kind}" if kind else "%s"
    with connection.cursor() as cursor:
        cursor.execute(f'UPDATE "{table}" SET "{column}" = {cast} WHERE "{key}" = %s', [value, pk])
        assert cursor.rowcount == 1


class UndoError(Exception):
    """Roll a tampering back."""


def after(tampering):
    """The verdict after a tampering, which is then undone."""
    verdict = None
    try:
        with transaction.atomic():
            tampering()
            verdict = selectors.verify_chain(SYSTEM)
            raise UndoError
    except UndoError:
        return verdict


def test_every_column_of_every_row_is_covered(chain):
    """Change any one column of any one row by SQL: the verdict names that very row."""
    tried = 0
    for model, number in rows():
        table = model._meta.db_table
        for field in model._meta.concrete_fields:
            value = other(field, field.value_from_object(model.objects.get(id=number)))
            if field.name == "id":
                value = number + 500_000
            verdict = after(lambda f=field, v=value, t=table, n=number: put(t, f.column, "id", n, v))
            named = f"{table}:{value}" if field.name == "id" else f"{table}:{number}"
            if field.name == "id":
                # The moved row is unsound; the gap it left may come first.
                assert not verdict.ok
                assert verdict.first_broken in (named, f"link:{number // arithmetic.SEATS}")
            else:
                assert (verdict.ok, verdict.first_broken) == (False, named), (table, field.name)
            tried += 1
    assert tried > 100
    assert selectors.verify_chain(SYSTEM).ok


def test_every_column_of_every_link_is_covered(chain):
    """Links too: number, moment, counts, both heads."""
    for link in ChainLink.objects.order_by("seq"):
        for field in ChainLink._meta.concrete_fields:
            value = other(field, field.value_from_object(link))
            if field.name == "seq":
                value = link.seq + 1000
            verdict = after(
                lambda f=field, v=value, k=link.seq: put("ledger_chainlink", f.column, "seq", k, v)
            )
            assert not verdict.ok, field.name
            assert verdict.first_broken == f"link:{link.seq}", field.name


def test_every_deletion_is_found(chain):
    """Any row inside a link, any link, and any tail with its rows."""
    for model, number in rows():
        verdict = after(lambda m=model, n=number: m.objects.filter(id=n).delete())
        assert verdict.first_broken == f"link:{number // arithmetic.SEATS}"
        assert str(number) in verdict.reason
    last = ChainLink.objects.count()
    for seq in range(1, last + 1):
        verdict = after(lambda s=seq: ChainLink.objects.filter(seq=s).delete())
        assert not verdict.ok
        assert verdict.first_broken == f"link:{seq}"

        def cut(first=seq):
            for model in append_only_models():
                model.objects.filter(link__gte=first).delete()
            ChainLink.objects.filter(seq__gte=first).delete()

        verdict = after(cut)
        assert verdict.first_broken == f"link:{seq}"
        assert "链尾缺失" in verdict.reason


def test_every_reordering_is_found(chain):
    """Two rows of a table change places, by number or by content."""
    tried = 0
    for model in append_only_models():
        numbers = list(model.objects.order_by("id").values_list("id", flat=True))
        for one, two in pairwise(numbers):

            def swap(m=model, a=one, b=two):
                m.objects.filter(id=a).update(id=-1)
                m.objects.filter(id=b).update(id=a)
                m.objects.filter(id=-1).update(id=b)

            verdict = after(swap)
            assert verdict.first_broken == f"{model._meta.db_table}:{one}"
            tried += 1
    assert tried >= 10


def test_a_forger_who_knows_the_digest_is_found(chain):
    """With the row's digest made anew the link breaks; with all heads made anew the head file tells."""

    def redo_row():
        event = AuditEvent.objects.order_by("id").first()
        event.label = "伪造"
        columns = {f.attname: getattr(event, f.attname) for f in event._meta.concrete_fields}
        columns.pop("digest")
        event.digest = arithmetic.row_digest("ledger_auditevent", columns)
        event.save()
        return event

    first = AuditEvent.objects.order_by("id").first()
    verdict = after(redo_row)
    assert verdict.first_broken == f"link:{first.link}"

    def redo_all():
        redo_row()
        previous = arithmetic.GENESIS
        for link in ChainLink.objects.order_by("seq"):
            found = {}
            for model in append_only_models():
                found |= dict(model.objects.filter(link=link.seq).values_list("id", "digest"))
            digests = [found[k] for k in sorted(found)]
            link.previous = previous
            link.head = previous = arithmetic.link_head(
                seq=link.seq, at=link.at, total=link.total, previous=previous, digests=digests
            )
            link.save()

    verdict = after(redo_all)
    assert verdict.first_broken == f"link:{ChainLink.objects.count()}"
    assert "链头文件" in verdict.reason


def test_a_row_put_in_is_found(chain):
    """Inside a link, before the first, beyond the last."""
    event = AuditEvent.objects.order_by("-id").first()
    last = ChainLink.objects.order_by("-seq").first()

    def put_in(number, link):
        copy = AuditEvent.objects.get(id=event.id)
        copy.id, copy.link = number, link
        columns = {f.attname: getattr(copy, f.attname) for f in copy._meta.concrete_fields}
        columns.pop("digest")
        copy.digest = arithmetic.row_digest("ledger_auditevent", columns)
        copy.save(force_insert=True)

    for number, link in (
        (arithmetic.row_number(last.seq, last.rows), last.seq),
        (5, 0),
        (-5, 0),
        (arithmetic.row_number(last.seq + 7, 0), last.seq + 7),
    ):
        verdict = after(lambda n=number, k=link: put_in(n, k))
        assert verdict.first_broken == f"ledger_auditevent:{number}"


def test_a_head_file_ahead_unreadable_or_gone_is_told(chain, own_home):
    """Without its file the chain cannot vouch for its tail."""
    path = own_home / "ledger-head.json"
    kept = json.loads(path.read_text())
    path.write_text(json.dumps(kept | {"seq": kept["seq"] + 2, "total": kept["total"] + 9}))
    verdict = selectors.verify_chain(SYSTEM)
    assert (verdict.first_broken, verdict.ok) == (f"link:{kept['seq'] + 1}", False)
    assert "缺9行" in verdict.reason
    path.write_text("{")
    assert "无法读取" in selectors.verify_chain(SYSTEM).reason
    path.unlink()
    assert "缺失" in selectors.verify_chain(SYSTEM).reason


def test_a_head_file_behind_is_no_fault(chain, own_home, actors):
    """Killed between commit and write, the file is one link behind: all holds, and the next link mends it."""
    with recording(actors["officer"]) as book:
        book.audit("修改", "lead:1", "示例")
    assert selectors.head_on_file().seq < ChainLink.objects.count()
    assert selectors.verify_chain(SYSTEM).ok


def test_a_cut_tail_is_not_covered_by_what_is_written_later(chain, record):
    """The head on file moves only along the chain it vouches for, however many links are written after a cut."""
    cut = ChainLink.objects.order_by("-seq").values_list("seq", flat=True).first()
    for model in append_only_models():
        model.objects.filter(link=cut).delete()
    ChainLink.objects.filter(seq=cut).delete()
    for n in range(3):
        record(subject=f"示例-后来-{n}")
    assert selectors.verify_chain(SYSTEM).first_broken == f"link:{cut}"


def test_an_empty_ledger_holds(own_home):
    """Nothing recorded, nothing broken."""
    assert selectors.verify_chain(SYSTEM).as_dict() == {
        "ok": True,
        "rows": 0,
        "first_broken": None,
        "reason": "共0环、0行，全部相符",
    }


def test_a_refused_part_leaves_nothing(actors, own_home):
    """A nested flow that fails takes its rows along; the outer one goes on and leaves one link."""
    with recording(actors["officer"]) as book:
        book.audit("一", "lead:1", "示例")
        with pytest.raises(Refused), recording(actors["centre"]) as inner:
            inner.audit("二", "lead:1", "示例")
            inner.audit("三", "lead:1", "含空字符\x00")
            raise Refused()
        book.audit("四", "lead:1", "示例")
    assert list(AuditEvent.objects.order_by("id").values_list("verb", flat=True)) == ["一", "四"]
    assert ChainLink.objects.get().rows == 2


def test_moments_grow_along_the_chain(chain):
    """What was known at a moment never changes: the order of moments is the order of links."""
    moments = list(ChainLink.objects.order_by("seq").values_list("at", flat=True))
    assert moments == sorted(set(moments))
    for model in append_only_models():
        for row in model.objects.all():
            assert row.recorded_at == moments[row.link - 1]
    assert FactState.objects.count() == 4


def test_the_command_names_the_break(chain, settings):
    """``zhuchao ledger verify --json`` has the shape of design.md §5; a break ends with status 1."""
    from zhuchao.ledger.cli import ledger

    sound = CliRunner().invoke(ledger, ["verify", "--json", "--files"])
    assert sound.exit_code == 0
    assert json.loads(sound.output)["ok"] is True
    number = AuditEvent.objects.order_by("id").first().id
    put("ledger_auditevent", "label", "id", number, "改")
    broken = CliRunner().invoke(ledger, ["verify", "--json"])
    assert broken.exit_code == 1
    assert json.loads(broken.output)["first_broken"] == f"ledger_auditevent:{number}"
    told = CliRunner().invoke(ledger, ["verify"])
    assert f"ledger_auditevent:{number}" in told.output
    head = json.loads(CliRunner().invoke(ledger, ["head", "--json"]).output)
    assert head["seq"] == ChainLink.objects.count()
