"""Answers of the engine as they are: dicts whose keys are attributes, too."""
from __future__ import annotations

from typing import Any


class Record(dict[str, Any]):
    """A message of the API. Its fields are those of the message in ``proto/``,
    by the same names.

    >>> record = Record.of({"after": {"level": 2}, "raises": [{"cost": 1}]})
    >>> record.after.level, record["raises"][0].cost
    (2, 1)
    """

    __slots__ = ()

    @classmethod
    def of(cls, value: Any) -> Any:
        """`value`, with every dict in it as a record."""
        if isinstance(value, dict):
            return cls((key, cls.of(part)) for key, part in value.items())
        if isinstance(value, list):
            return [cls.of(part) for part in value]
        return value

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self]
