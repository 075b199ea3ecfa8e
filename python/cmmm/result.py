"""The result of one assessment."""
from __future__ import annotations

import datetime
import html
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

import _cmmm as _engine
from .record import Record

if TYPE_CHECKING:
    import pandas

    from .model import Answers, Model


class LevelScore(NamedTuple):
    """A level: its number, its exact score A (0 to 1), the score at which it is
    satisfied, and whether it is."""

    level: int
    score: Fraction
    needed: Fraction
    satisfied: bool


def _cut(value: Fraction) -> float:
    """Four places, cut off, as everywhere: 0.79999 is 0.7999."""
    return float(value.numerator * 10000 // value.denominator) / 1e4


def _score_again(model: Model, message: bytes, told: list[Record]) -> Result:
    return Result(model, model.score(message)._scored, told)


def notices_of(given: _engine.Assessment) -> list[Record]:
    """What was told when `given` was read."""
    return [Record(Record.of(notice)) for notice in given.notices()]


class Card:
    """What :meth:`Result.card` gives: an HTML page, ``html``, that a notebook
    shows within itself."""

    __slots__ = ("html",)

    def __init__(self, page: str) -> None:
        self.html = page

    def _repr_html_(self) -> str:
        return ('<iframe style="width:100%;max-width:820px;height:960px;'
                f'border:0" srcdoc="{html.escape(self.html)}"></iframe>')


class Result:
    """What :meth:`Model.score` gives. Never changes.

    >>> import cmmm
    >>> model = cmmm.load()
    >>> result = model.score(dict.fromkeys(model.requirements, "mostly"),
    ...                      weights=model.weight_sets[0])
    >>> result.levels[0]
    LevelScore(level=1, score=Fraction(4, 5), needed=Fraction(4, 5), satisfied=True)
    """

    __slots__ = ("_model", "_scored", "_message", "_told")

    def __init__(self, model: Model, scored: _engine.Scored,
                 told: list[Record] | None = None) -> None:
        self._model = model
        self._scored = scored
        self._message: Record | None = None
        self._told = told  # of its workbook; None: as the engine has it

    def __reduce__(self) -> tuple[Any, ...]:
        # The other process scores again: the same, or a model that is refused.
        return _score_again, (self._model, self._scored.assessment.message(),
                              self._of_workbook())

    def _of_workbook(self) -> list[Record]:
        """What was told when the answers were read from a workbook."""
        if self._told is None:
            self._told = notices_of(self._scored.assessment)
        return self._told

    @property
    def model(self) -> Model:
        """The model it was scored by: that which was asked, unless the answers
        name another version among its files."""
        return self._model

    @property
    def message(self) -> Record:
        """Everything, as the API has it: a :class:`Record` of ScoreResponse."""
        if self._message is None:
            self._message = Record(Record.of(self._scored.to_dict()))
        return self._message

    @property
    def decision(self) -> Record:
        """The level and why: a :class:`Record` of LevelDecision."""
        if self._message is not None:
            return Record(self._message.decision)
        return Record(Record.of(self._scored.decision()))

    @property
    def level(self) -> int:
        """The level reached; 0: none."""
        return self._scored.level

    @property
    def total(self) -> Fraction:
        """S, from 0 to the number of levels, as a Fraction."""
        total: Fraction = self.decision.total
        return total

    @property
    def levels(self) -> list[LevelScore]:
        """A :class:`LevelScore` for every level that was assessed."""
        needed = Fraction(self._model.satisfied_at_percent, 100)
        return [LevelScore(row.level, row.score, needed, row.satisfied)
                for row in self.decision.levels]

    @property
    def scorecard(self) -> Record:
        """Scores of elements, domains and sub-domains: lists of records."""
        return Record(self.message.scorecard)

    @property
    def gaps(self) -> Record:
        """What is missing on the way to the target, level by level."""
        return Record(self.message.gaps)

    @property
    def bounds(self) -> Record | None:
        """Between which levels it can still end; None unless it was scored with
        ``unanswered="bounds"``."""
        bounds: Record | None = self.message.bounds
        return bounds

    @property
    def coverage(self) -> Record:
        """How many requirements were answered."""
        return Record(self.message.coverage)

    @property
    def notices(self) -> list[Record]:
        """What a reader should know: records with ``id`` and ``text``. Where the
        answers came from a workbook, also what ``cmmm score`` says of it: columns
        that were not read, hidden sheets (docs/excel.md)."""
        return [*self.message.notices, *self._of_workbook()]

    def to_dict(self) -> dict[str, Any]:
        """Everything as dicts and lists, exact scores as Fractions."""
        return self._scored.to_dict()

    def to_bytes(self) -> bytes:
        """The bytes of the cmmm.v1.ScoreResponse."""
        return self._scored.message()

    def to_row(self) -> dict[str, Any]:
        """The columns of ``cmmm batch`` as a dict: ``level``, ``total`` (four
        places, cut off), ``total_exact``, ``score_1`` …; None where a level was
        not assessed."""
        row: dict[str, Any] = {"level": self.level, "total": _cut(self.total),
               "total_exact": str(self.total)}
        scores = [level.score for level in self.levels]
        for level in range(1, self._model.level_count + 1):
            there = level <= len(scores)
            row[f"score_{level}"] = _cut(scores[level - 1]) if there else None
        return row

    def to_frame(self) -> pandas.DataFrame:
        """The same as a pandas DataFrame of one row. Needs pandas."""
        import pandas

        return pandas.DataFrame([self.to_row()])

    def plan(self, **options: Any) -> Record:
        """:meth:`Model.plan` for this assessment."""
        return self._model.plan(self, **options)

    def margin(self, **options: Any) -> Record:
        """:meth:`Model.margin` for this assessment."""
        return self._model.margin(self, **options)

    def ready(self, programme: str, **options: Any) -> Record:
        """:meth:`Model.ready` for this assessment."""
        return self._model.ready(programme, self, **options)

    def explain(self, quantity: str = "total", **options: Any) -> Record:
        """:meth:`Model.explain` for this assessment."""
        return self._model.explain(self, quantity, **options)

    def compare(self, other: Answers) -> Record:
        """:meth:`Model.compare` of this one and `other`."""
        return self._model.compare(self, other)

    def report_html(self, label: str = "", about: str = "", date: str = "",
                    lang: str = "en") -> str:
        """:meth:`Model.report_html` of this assessment."""
        if date:
            datetime.date.fromisoformat(date)
        return self._model._native.report_html(self._scored, label, about, date, lang)

    def __repr__(self) -> str:
        return f"<cmmm.Result level={self.level} total={self.total}>"

    def __eq__(self, other: object) -> bool:
        """Whether both say the same, by the same model."""
        return isinstance(other, Result) and self.to_dict() == other.to_dict()

    def __hash__(self) -> int:
        return hash((self._model.digest, self.level, self.total))

    def card(self, lang: str = "en") -> Card:
        """Level, distance to the next one, and the radar, for a notebook to show.
        lang: ``"en"``, as a result by itself, or ``"zh"``. ValueError: another."""
        return Card(self._model._native.card_html(self._scored, lang))

    def _repr_html_(self) -> str:
        return self.card()._repr_html_()
