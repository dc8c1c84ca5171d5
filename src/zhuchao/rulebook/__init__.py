"""Dated rules as data: YAML entries with since, until, source and standing (design.md §2.3).

``rule("lead.answer-days", on=day)`` gives the entry in force that day. A district lays its own
files over the shipped ones under ``$ZHUCHAO_HOME/rulebook``.
"""

from zhuchao.rulebook.loader import RulebookError, all_rules, reload, rule, rules_of, version

__all__ = ["RulebookError", "all_rules", "reload", "rule", "rules_of", "version"]
