"""A flow is one verb in one file, has its three tests, and somebody can reach it (design.md §1)."""

import ast

#: Flow → why it lacks a way in of its own. A sentence, not a convenience.
REACHED_OTHERWISE: dict[str, str] = {
    "accounts.run_job": "the queue's worker calls it by its dotted name, for the person who asked for the job",
}
#: (flow, kind of test) → why there is none.
UNTESTED: dict[tuple[str, str], str] = {}
KINDS = ("works", "refuses", "forbids")


def _noun(tree, path):
    return path.relative_to(tree.package).parts[0]


def _verb(tree, path):
    found = [n for n in tree.syntax(path).body if isinstance(n, ast.FunctionDef) and n.name == path.stem]
    return found[0] if found else None


def test_a_flow_file_holds_one_public_function_of_its_name(tree):
    wrong = []
    for path in tree.flows():
        public = [
            n.name
            for n in tree.syntax(path).body
            if isinstance(n, ast.FunctionDef) and not n.name.startswith("_")
        ]
        if public != [path.stem]:
            wrong.append(f"{tree.shown(path)}: {public}")
    assert not wrong


def test_a_flow_takes_its_actor_by_keyword(tree):
    wrong = []
    for path in tree.flows():
        verb = _verb(tree, path)
        if verb is None:
            continue
        keywords = [a.arg for a in verb.args.kwonlyargs]
        if verb.args.args or verb.args.posonlyargs or verb.args.vararg or "actor" not in keywords:
            wrong.append(tree.shown(path))
    assert not wrong


def test_a_flow_writes_in_one_transaction_of_the_ledger(tree):
    without = [
        tree.shown(path)
        for path in tree.flows()
        if not any(
            (isinstance(n, ast.Name) and n.id == "recording")
            or (isinstance(n, ast.alias) and "recording" in n.name)
            for n in ast.walk(tree.syntax(path))
        )
        and _noun(tree, path) != "demo"  # it acts through the flows of other nouns
    ]
    assert not without


def test_every_flow_has_tests_named_works_refuses_and_forbids(tree):
    missing = []
    for path in tree.flows():
        noun, flow = _noun(tree, path), path.stem
        test = tree.root / "tests" / "flows" / noun / f"test_{flow}.py"
        names = (
            [n.name for n in ast.walk(tree.syntax(test)) if isinstance(n, ast.FunctionDef)]
            if test.is_file()
            else []
        )
        missing += [
            f"{noun}.{flow}: test_{kind}"
            for kind in KINDS
            if not any(n.startswith(f"test_{kind}") for n in names)
            and (f"{noun}.{flow}", kind) not in UNTESTED
        ]
    assert not missing


def _called_names(tree, path):
    for node in ast.walk(tree.syntax(path)):
        if isinstance(node, ast.ImportFrom):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.Attribute):
            yield node.attr


def test_every_flow_is_reached_by_a_page_an_endpoint_or_a_command(tree):
    surfaces = [
        p
        for p in tree.python("src")
        # A flow registered in a slot is reached by the page of a lower noun that asks the slot.
        if {"web", "api", "api.py", "cli", "cli.py", "apps.py"} & set(p.relative_to(tree.package).parts[1:2])
    ]
    called = {name for path in surfaces for name in _called_names(tree, path)}
    lost = [
        f"{_noun(tree, p)}.{p.stem}"
        for p in tree.flows()
        if p.stem not in called and f"{_noun(tree, p)}.{p.stem}" not in REACHED_OTHERWISE
    ]
    assert not lost


def test_exemptions_are_sentences_about_flows_that_exist(tree):
    flows = {f"{_noun(tree, p)}.{p.stem}" for p in tree.flows()}
    assert set(REACHED_OTHERWISE) | {flow for flow, _ in UNTESTED} <= flows
    assert all(len(why) > 20 for why in [*REACHED_OTHERWISE.values(), *UNTESTED.values()])
