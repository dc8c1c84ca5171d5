"""Writing to the ledger."""

from zhuchao.ledger.store.book import Book, append_only_models, recording

__all__ = ["Book", "append_only_models", "recording"]
