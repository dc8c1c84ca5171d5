"""What finds a voucher again by its file."""

from django.db import models


class VoucherFile(models.Model):
    """A file that a ``MoneyFact`` rests on: the files of a fact stand in a list, which no index finds. Whether the
    fact still stands is the fact's matter."""

    sha256 = models.CharField(max_length=64, db_index=True)
    fact_code = models.CharField(max_length=40)
