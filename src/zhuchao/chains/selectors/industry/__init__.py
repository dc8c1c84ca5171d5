"""Industries of companies: declared words, what a model learns from, and how well it does.

``evaluation`` is imported by the command that needs it: it loads the learning libraries.
"""
