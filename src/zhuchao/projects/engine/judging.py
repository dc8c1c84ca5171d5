"""What may be said of a fact of a project."""

#: Judgement of the ledger → its word on a form.
JUDGEMENTS = {"verified": "核实", "disputed": "存疑", "voided": "作废"}
