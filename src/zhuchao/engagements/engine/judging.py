"""What a second person may say of a fact of a lead."""

#: Judgement of the ledger → its word on a form. Voiding is another act and has no place here.
JUDGEMENTS = {"verified": "核实", "disputed": "存疑"}
