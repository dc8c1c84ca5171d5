"""What a second person may say of a fact of a lead."""

#: Judgements of the ledger. Voiding takes a lead's history apart and has no place on its page.
JUDGED = ("verified", "disputed")
