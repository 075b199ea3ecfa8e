"""What can go wrong, as exceptions that carry everything.

>>> import cmmm
>>> model = cmmm.load()
>>> try:
...     model.score({"no.1.such": "fully"}, weights=model.weight_sets[0])
... except cmmm.InvalidData as error:
...     error.violations[0].rule, error.total > 100
('answer.unknown_requirement', True)
"""
from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Violation(NamedTuple):
    """One broken rule: where, the stable id of the rule, the value that stands
    there, and the rule in English and Chinese words. The ids are listed in
    docs/api.md."""

    field: str
    rule: str
    value: str
    message: str
    message_zh: str


class Error(Exception):
    """A call that was not answered.

    code: the gRPC name of the kind, as ``INVALID_ARGUMENT``.
    reason: stable, in capitals, as ``INVALID_ASSESSMENT`` (docs/api.md).
    message: one sentence; message_zh: the same in Chinese.
    violations: every broken rule, the first thousand of them.
    total: how many there are.
    """

    code: str
    reason: str
    message: str
    violations: tuple[Violation, ...]
    total: int
    message_zh: str

    def __init__(self, code: str, reason: str, message: str,
                 violations: Iterable[Violation] = (), total: int = 0,
                 message_zh: str = "") -> None:
        violations = tuple(violations)
        super().__init__(code, reason, message, violations, total, message_zh)
        self.code = code
        self.reason = reason
        self.message = message
        self.violations = violations
        self.total = total
        self.message_zh = message_zh

    def text(self, lang: str = "en") -> str:
        """What is wrong, the first ten rules of it, to show to people: in
        English, as ``str`` gives it, or by ``"zh"`` in Chinese."""
        if lang not in ("en", "zh"):
            raise ValueError("lang is `zh` or `en`")
        chinese = lang == "zh"
        headline = chinese and self.message_zh or self.message
        lines = [f"{self.reason}: {headline}"]
        for violation in self.violations[:10]:
            words = chinese and violation.message_zh or violation.message
            parts = [violation.field, violation.rule, words]
            lines.append("  " + ": ".join(part for part in parts if part))
        if self.total > 10:
            more = self.total - 10
            lines.append(f"  …… 另有 {more} 处" if chinese else f"  … and {more} more")
        return "\n".join(lines)

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        found = f", {self.total} violations" if self.total else ""
        return f"<cmmm.{type(self).__name__} {self.reason}{found}>"


class InvalidData(Error, ValueError):
    """Data that breaks rules: ``violations`` has all of them."""


class NotFound(Error, LookupError):
    """A model, weight set or programme that is not there; the message lists
    those that are."""


class Refused(Error):
    """A call that makes no sense, or a search of too many steps."""


class WorkbookNotice(UserWarning):
    """What was told of a workbook by a method that gives no :class:`Result`, whose
    ``notices`` have it otherwise."""


def make(code: str, reason: str, message: str, message_zh: str,
         rows: Iterable[tuple[str, str, str, str, str]], total: int) -> Error:
    """The exception for a refusal of the engine; the engine calls this."""
    violations = tuple(Violation(*row) for row in rows)
    kind: type[Error]
    if violations:
        kind = InvalidData
    elif code == "NOT_FOUND":
        kind = NotFound
    else:
        kind = Refused
    return kind(code, reason, message, violations, total, message_zh)
