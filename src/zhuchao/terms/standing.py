"""What is thought of a fact, and what may be said of it, in words: the ledger keeps it, every page shows it."""

#: What is thought of a fact → its word.
STANDINGS = {"claimed": "仅申报", "verified": "已核实", "disputed": "有争议", "voided": "已作废"}
#: What may be said of a fact → its word on a form.
JUDGEMENTS = {"verified": "核实", "disputed": "存疑", "voided": "作废"}
