"""The document of portable operations says what the battery tests, no more and no less. Needs no Spark."""


def test_the_document_holds_the_battery(battery, document):
    _, portable, unlike = battery
    text = document.DOCUMENT.read_text(encoding="utf-8")
    made = document.with_tables(text, document.tables(portable, unlike))
    assert text == made, "run: python tests/spark/battery/document.py"


def test_every_operation_stands_there_once(battery):
    _, portable, unlike = battery
    shown = [(getattr(o, "group", ""), o.shown) for o in (*portable, *unlike)]
    assert len(shown) == len(set(shown))


def test_every_difference_has_a_rule_and_differs(battery):
    _, _, unlike = battery
    assert all(o.rule and o.duckdb != o.spark for o in unlike)
