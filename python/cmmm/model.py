"""Models, and everything that is asked of them."""
from __future__ import annotations

import base64
import json
import os
import pathlib
import warnings
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypedDict, Union

import _cmmm as _engine
from .errors import WorkbookNotice
from .record import Record
from .result import Result, notices_of
from .table import TableResult, streams_of

if TYPE_CHECKING:
    from typing_extensions import Unpack


class Message(Protocol):
    """A message of Protocol Buffers."""

    def SerializeToString(self) -> bytes: ...


class Profile(TypedDict, total=False):
    """What can be said beside answers that come without it, as of
    :meth:`Model.score`."""

    weights: str | None
    exclude: str | Iterable[str] | None
    up_to: int | None
    unanswered: str | None
    grades: str


class ScoreProfile(Profile, total=False):
    target: int | None


Path = Union[str, "os.PathLike[str]"]
_MOST_THREADS = 256  # as of `cmmm batch`

Answers = Union[Mapping[str, Any], Path, bytes, Message, Result]


def shipped_models() -> str:
    """The folder of the models: ``$CMMM_MODELS``, else those in the package,
    else ``models`` of the tree that the package lies in."""
    named = os.environ.get("CMMM_MODELS")
    here = pathlib.Path(__file__).resolve().parent
    for folder in (here / "models", here.parent.parent / "models"):
        if not named and folder.is_dir():
            return str(folder)
    return named or "models"


def load(path_or_id: Path | None = None, models: Path | None = None) -> Model:
    """A model.

    path_or_id: a file or a folder with models; or the id of a model among
        `models`, with ``@VERSION`` behind it or not. None: the only one.
    models: where ids are looked up; None: :func:`shipped_models`.

    Raises InvalidData with every finding in a model, by file and line, and
    NotFound with what there is.

    >>> import cmmm
    >>> model = cmmm.load()
    >>> cmmm.load(model.id + "@" + model.version) == model
    True
    """
    if path_or_id is not None and os.path.exists(path_or_id):
        return Model(os.fspath(path_or_id), "", "")
    name, _, version = os.fspath(path_or_id or "").partition("@")
    return Model(os.fspath(models or shipped_models()), name, version)


class Model:
    """A maturity model as run. It never changes; threads may share one, and it
    can be pickled: the other process loads the same files, and refuses them when
    they have another digest.

    id, version, digest: what results name it by.
    level_count: K. satisfied_at_percent: the score that satisfies a level.
    requirements: the ids of the R requirements, in model order.
    domains, subdomains, weight_sets: ids.
    """

    id: str
    version: str
    digest: str
    level_count: int
    satisfied_at_percent: int
    requirements: tuple[str, ...]
    domains: tuple[str, ...]
    subdomains: tuple[str, ...]
    weight_sets: tuple[str, ...]

    def __init__(self, path: str, model_id: str, version: str) -> None:
        self._source = (os.path.abspath(path), model_id, version)
        self._native = _engine.Model(*self._source)
        about = self._native.describe()
        self.id = about["id"]
        self.version = about["version"]
        self.digest = about["digest"]
        self.level_count = about["levels"]
        self.satisfied_at_percent = about["satisfied_at_percent"]
        self.requirements = tuple(about["requirements"])
        self.domains = tuple(about["domains"])
        self.subdomains = tuple(about["subdomains"])
        self.weight_sets = tuple(about["weight_sets"])

    def __setattr__(self, name: str, value: object) -> None:
        if "weight_sets" in self.__dict__:  # which is set last
            raise AttributeError("a model never changes")
        super().__setattr__(name, value)

    def __delattr__(self, name: str) -> None:
        raise AttributeError("a model never changes")

    def __repr__(self) -> str:
        return f"<cmmm.Model {self.id}@{self.version}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Model) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    def __reduce__(self) -> tuple[Any, ...]:
        return _load_same, (self._source, self.digest)

    @property
    def definition(self) -> Record:
        """The whole definition: a Record of cmmm.v1.ModelDefinition.

        >>> import cmmm
        >>> [level.name.en for level in cmmm.load().definition.levels]
        ['planning', 'standardised', 'integrated', 'optimised', 'leading']
        """
        return Record(Record.of(self._native.definition()))

    # One assessment.

    def score(self, answers: Answers, weights: str | None = None,
              exclude: str | Iterable[str] | None = None,
              target: int | None = None, unanswered: str | None = None,
              up_to: int | None = None, grades: str = "words") -> Result:
        """Scores one assessment; gives a :class:`Result`.

        answers: a mapping from ids of requirements to grades, those left out
            being open; or a path of a file that ``cmmm score`` reads (textproto,
            JSON, a workbook filled in); or a cmmm.v1.ScoreRequest, as bytes or
            as a message. A grade is its id, or its name in either language,
            ``"N/A"`` or None.
        weights: the weight set; None: as the answers say, or the only one.
        exclude: ids of domains the enterprise does not have.
        target: the level that gaps are about; None: the next one.
        unanswered: what open questions are: ``"refuse"`` (as None, unless the
            file says otherwise), ``"not-satisfied"`` or ``"bounds"``.
        up_to: the highest level assessed; None: all.
        grades: what digits in a mapping are: ``"words"`` (refused),
            ``"scores"`` (what the model says a grade is worth) or ``"codes"``
            (0 open, 1 not, 2 partly, 3 mostly, 4 fully, 5 not applicable).

        Raises InvalidData with all that is wrong, NotFound, Refused.

        >>> import cmmm
        >>> model = cmmm.load()
        >>> grades = {id: "全部满足" for id in model.requirements}
        >>> model.score(grades, weights=model.weight_sets[0]).level
        5
        """
        asked = _ask_for(weights, exclude, up_to, target, unanswered)
        if type(answers) is dict:
            return Result(self, self._native.score_mapping(answers, grades, asked))
        given = self._read(answers, grades, asked)
        scored = self._native.score(given)
        told = answers._of_workbook() if isinstance(answers, Result) else None
        model_id, version, digest = scored.model()
        if digest == self.digest:
            return Result(self, scored, told)
        return Result(Model(self._source[0], model_id, version), scored, told)

    def _read_aloud(self, answers: Answers, grades: str,
                    asked: _engine.Asked) -> _engine.Assessment:
        """As `_read`; warns of what a result would have among its notices."""
        given = self._read(answers, grades, asked)
        for notice in notices_of(given):
            warnings.warn(f"{answers}: {notice.id}: {notice.text.en}",
                          WorkbookNotice, stacklevel=2)
        return given

    def _read(self, answers: Answers, grades: str,
              asked: _engine.Asked) -> _engine.Assessment:
        if isinstance(answers, Result):
            message = answers._scored.assessment.message()
            return self._native.from_message(message, asked)
        if isinstance(answers, (str, os.PathLike)):
            content = pathlib.Path(answers).read_bytes()
            return self._native.from_content(content, asked)
        if isinstance(answers, bytes):
            return self._native.from_message(answers, asked)
        serialize = getattr(answers, "SerializeToString", None)
        if serialize is not None:
            return self._native.from_message(serialize(), asked)
        if hasattr(answers, "__dataframe__"):
            raise TypeError(f"{type(answers).__name__} is a table, a row an "
                            "enterprise: score_table takes it")
        to_dict = getattr(answers, "to_dict", None)
        if to_dict is not None and not hasattr(answers, "keys"):
            answers = to_dict()
        if not isinstance(answers, Mapping) and not hasattr(answers, "keys"):
            raise TypeError(
                f"answers are a mapping, a path, bytes, a message or a Result, "
                f"not {type(answers).__name__}")
        mapping: Any = answers
        return self._native.from_mapping(dict(mapping), grades, asked)

    def _ask(self, method: str, assessments: Mapping[str, Answers],
             profile: Mapping[str, Any], options: Mapping[str, Any]) -> Record:
        if "target" in profile:
            raise TypeError("no such option: target")
        asked, grades = _asked(profile)
        given = {name: self._read_aloud(answers, grades, asked)
                 for name, answers in assessments.items()}
        answer = self._native.ask(method, given, json.dumps(options))
        return Record(Record.of(answer))

    # Questions. `profile` is weights, exclude, up_to, unanswered and grades as
    # of `score`; `answers` may also be a Result. What comes back is a Record of
    # the answer in proto/cmmm/v1/.

    def plan(self, answers: Answers, target: int = 0,
             costs: Mapping[str, int | Sequence[int]] | None = None,
             freeze: str | Iterable[str] = (),
             after: Mapping[str, str] | None = None,
             lower_levels_first: bool = False, budget: int | None = None,
             alternatives: int = 0, proof: bool = False,
             **profile: Unpack[Profile]) -> Record:
        """The cheapest way up: a Record of PlanUpgradeResponse.

        target: the level; 0: the next one, or with a budget the highest.
        costs: by requirement, sub-domain or ``"all"``: a cost for each of not
            to partly, partly to mostly, mostly to fully, or one for all three.
        freeze: requirements and sub-domains that stay as they are.
        after: by requirement, the requirement that must be done before it.
        budget: the most to spend. alternatives: how many further plans.

        >>> import cmmm
        >>> model = cmmm.load()
        >>> answers = dict.fromkeys(model.requirements, "partly")
        >>> plan = model.plan(answers, weights=model.weight_sets[0], target=1)
        >>> plan.reachable, plan.after.level
        (True, 1)
        """
        options = {
            "target_level": target,
            "costs": [_cost(name, cost) for name, cost in (costs or {}).items()],
            "frozen_ids": _ids(freeze),
            "prerequisites": [{"requirement_id": one, "needs_id": other}
                              for one, other in (after or {}).items()],
            "lower_levels_first": lower_levels_first,
            "alternatives": alternatives,
            "with_proof": proof,
        }
        if budget is not None:
            options["budget"] = budget
        return self._ask("PlanUpgrade", {"assessment": answers}, profile, options)

    def margin(self, answers: Answers, measure: str = "steps",
               **profile: Unpack[Profile]) -> Record:
        """How few downgrades lose the level: a Record of AnalyzeMarginResponse.

        measure: what is counted, ``"steps"`` (one grade down each) or
            ``"answers"``.

        Raises ValueError for another measure, and as `score`.

        >>> import cmmm
        >>> model = cmmm.load()
        >>> answers = dict.fromkeys(model.requirements, "mostly")
        >>> margin = model.margin(answers, weights=model.weight_sets[0])
        >>> margin.level, margin.size
        (5, 1)
        """
        return self._ask("AnalyzeMargin", {"assessment": answers}, profile,
                         {"measure": _choice("measure", "DowngradeMeasure", measure)})

    def bounds(self, answers: Answers,
               doubts: Mapping[str, tuple[str, str]] | None = None,
               **profile: Unpack[Profile]) -> Record:
        """Between which levels it can still end: a Record of
        AnalyzeBoundsResponse; an open question is anything.

        doubts: by requirement, lowest and highest grade (ids) of answers one is
            not sure of.

        Raises ValueError for a grade that is none, and as `score`.

        >>> import cmmm
        >>> model = cmmm.load()
        >>> answers = dict.fromkeys(model.requirements, "mostly")
        >>> answer = model.bounds(answers, {"data.2.b": ("not", "fully")},
        ...                       weights=model.weight_sets[0])
        >>> answer.bounds.worst.level, answer.bounds.best.level
        (1, 5)
        """
        rows = [{"requirement_id": name,
                 "lowest": _choice(f"the lowest of {name}", "Grade", low),
                 "highest": _choice(f"the highest of {name}", "Grade", high)}
                for name, (low, high) in (doubts or {}).items()]
        return self._ask("AnalyzeBounds", {"assessment": answers}, profile,
                         {"doubts": rows})

    def next_questions(self, answers: Answers, limit: int = 0,
                       others: bool = False,
                       **profile: Unpack[Profile]) -> Record:
        """Which open questions to answer first: a Record of
        NextQuestionsResponse, those that move the result most first.

        limit: how many; 0: all there are. others: also those that cannot change
            the level.

        Raises as `score`.

        >>> import cmmm
        >>> model = cmmm.load()
        >>> answer = model.next_questions({}, limit=3, weights=model.weight_sets[0])
        >>> len(answer.questions), answer.questions[0].level
        (3, 1)
        """
        return self._ask("NextQuestions", {"assessment": answers}, profile,
                         {"limit": limit, "include_others": others})

    def compare(self, a: Answers, b: Answers,
                **profile: Unpack[Profile]) -> Record:
        """What moved the scores from one assessment to another, split by cause,
        as exact Fractions that add up: a Record of CompareResponse.

        Raises as `score`, for either.

        >>> import cmmm
        >>> model = cmmm.load()
        >>> a = dict.fromkeys(model.requirements, "partly")
        >>> b = dict.fromkeys(model.requirements, "mostly")
        >>> answer = model.compare(a, b, weights=model.weight_sets[0])
        >>> answer.a.decision.level, answer.b.decision.level
        (0, 5)
        """
        return self._ask("Compare", {"a": a, "b": b}, profile, {})

    def ready(self, programme: str, answers: Answers, date: str = "",
              declare: Mapping[str, bool] | None = None,
              texts: Mapping[str, str] | None = None,
              **profile: Unpack[Profile]) -> Record:
        """Whether the enterprise may apply for a programme, ``PROGRAMME`` or
        ``PROGRAMME/TRACK``: a Record of CheckReadinessResponse.

        date: ``YYYY-MM-DD``, against which deadlines are checked; empty: none.
        declare: by condition, True or False. texts: by condition, a text.

        Raises NotFound for a programme or track that is not there, with those
        that are; InvalidData; and as `score`.

        >>> import cmmm
        >>> model = cmmm.load()
        >>> answers = dict.fromkeys(model.requirements, "mostly")
        >>> answer = model.ready("beijing-2026/leading", answers, date="2026-06-01",
        ...                      weights=model.weight_sets[0])
        >>> answer.verdict, answer.days_left
        ('undecided', 75)
        """
        name, _, track = programme.partition("/")
        declared = [{"condition_id": key,
                     "declared": "DECLARED_YES" if yes else "DECLARED_NO"}
                    for key, yes in (declare or {}).items()]
        checked = [{"condition_id": key, "text": text}
                   for key, text in (texts or {}).items()]
        return self._ask("CheckReadiness", {"assessment": answers}, profile,
                         {"programme_id": name, "track_id": track, "date": date,
                          "declarations": declared, "texts": checked})

    def explain(self, answers: Answers, quantity: str = "total", level: int = 0,
                tier: str | None = None, id: str = "", depth: int = 0,
                **profile: Unpack[Profile]) -> Record:
        """How a number comes about, step by step: a Record of ExplainResponse.

        quantity: total, level, node, maturity or gain; of the `level`, the node or
            the requirement `id`.
        tier: element, domain or subdomain, where nodes of several have the id.
        depth: how many steps down; 0: all.

        Raises ValueError for a tier that is none, InvalidData for a quantity that
        is none, and as `score`.

        >>> import cmmm
        >>> model = cmmm.load()
        >>> answers = dict.fromkeys(model.requirements, "mostly")
        >>> answer = model.explain(answers, "level", level=1, depth=1,
        ...                        weights=model.weight_sets[0])
        >>> answer.derivation.value, len(answer.derivation.children)
        (Fraction(4, 5), 4)
        """
        subject: dict[str, Any] = {
            # The engine names those that can be asked about.
            "quantity": _engine.choices("Quantity").get(quantity, "QUANTITY_UNSPECIFIED"),
            "level": level, "id": id}
        if tier is not None:
            subject["tier"] = _choice("tier", "Tier", tier)
        return self._ask("Explain", {"assessment": answers}, profile,
                         {"subject": subject, "max_depth": depth})

    def join(self, *parts: Answers, names: Sequence[str] | None = None,
             **profile: Unpack[Profile]) -> bytes:
        """The parts of one assessment, filled in by several people, as the
        whole: the bytes of a cmmm.v1.ScoreRequest, which every method here takes
        as answers. Nothing is chosen: where two parts say different things about
        one question, or about whom they are, there is no whole.

        parts: answers of the same model, weight set and scope, as of `score`.
        names: what the parts are called where they disagree; None: their paths,
            or ``part 1`` and so on.

        Raises InvalidData: all that is wrong with a part but open questions; or
        PARTS_DISAGREE, with both places of every conflict (docs/excel.md).

        >>> import cmmm
        >>> model = cmmm.load()
        >>> half = len(model.requirements) // 2
        >>> first = dict.fromkeys(model.requirements[:half], "mostly")
        >>> second = dict.fromkeys(model.requirements[half:], "fully")
        >>> whole = model.join(first, second, weights=model.weight_sets[0])
        >>> model.score(whole).level
        5
        >>> second[model.requirements[0]] = "fully"
        >>> try:
        ...     model.join(first, second, weights=model.weight_sets[0])
        ... except cmmm.InvalidData as error:
        ...     error.reason, [v.rule for v in error.violations]
        ('PARTS_DISAGREE', ['join.answer'])
        """
        if not parts:
            raise TypeError("join needs a part")
        if names is None:
            names = [os.fspath(part) if isinstance(part, (str, os.PathLike))
                     else f"part {i}" for i, part in enumerate(parts, 1)]
        if len(names) != len(parts):
            raise ValueError("join needs a name a part")
        asked, grades = _asked(profile)
        given = [self._read_aloud(part, grades, asked) for part in parts]
        return self._native.join(list(names), given)

    def report_html(self, answers: Answers, label: str = "", about: str = "",
                    date: str = "", lang: str = "en",
                    **profile: Unpack[ScoreProfile]) -> str:
        """The report of ``cmmm report`` about one assessment: an HTML file that
        needs no other, as text.

        label: whom it is about; empty: as the answers say. about: a line below
            it. date: ``YYYY-MM-DD``, which it bears; empty: none.
        lang: ``"en"`` or ``"zh"``.

        Without readiness and cohort, which ``cmmm report`` can add. Raises
        ValueError for a date that is none, and as `score`.

        >>> import cmmm
        >>> model = cmmm.load()
        >>> page = model.report_html(dict.fromkeys(model.requirements, "fully"),
        ...                          weights=model.weight_sets[0], lang="zh")
        >>> page[:15]
        '<!DOCTYPE html>'
        """
        return self.score(answers, **profile).report_html(label, about, date, lang)

    def sign(self, answers: Answers, key: Path,
             **profile: Unpack[ScoreProfile]) -> bytes:
        """Scores and signs: the bytes of a file in the format of
        docs/signed_results.md.

        key: a path of a private key (``cmmm keygen``), or its PEM text.

        Raises InvalidData, INVALID_KEY for a key that is none, and as `score`.

        >>> import cmmm
        >>> model = cmmm.load()
        >>> signed = model.sign(dict.fromkeys(model.requirements, "fully"),
        ...                     "tests/conformance/signed/authority.key",
        ...                     weights=model.weight_sets[0])
        >>> said = model.verify(signed, ["tests/conformance/signed/authority.key.pub"])
        >>> said.verified, said.decision.level
        (True, 5)
        """
        asked, grades = _asked(profile)
        given = self._read_aloud(answers, grades, asked)
        return self._native.sign(given, _pem(key).encode())

    def verify(self, signed: Path | bytes, keys: Iterable[Path] = (),
               any_key: bool = False) -> Record:
        """Whether a signed file is whole, by a key that is trusted, and what it
        says: a Record of VerifyResultResponse, whose ``verified`` is False when
        it is not, and whose ``steps`` say why.

        signed: a path or bytes. keys: paths of public keys, or their PEM texts.
        any_key: whoever signed it.

        Raises InvalidData for a file that is no signed result, and when neither
        a key is named nor `any_key`. :meth:`sign` has an example.
        """
        content = signed if isinstance(signed, bytes) else pathlib.Path(signed).read_bytes()
        return self._ask("VerifyResult", {}, {}, {
            "signed_result": base64.b64encode(content).decode(),
            "trusted_keys": [_pem(key) for key in keys], "any_key": any_key})

    def programmes(self) -> list[Record]:
        """The programmes there are, with their tracks: a list of Records.

        >>> import cmmm
        >>> [p.programme.id for p in cmmm.load().programmes()][:2]
        ['beijing-2026', 'changsha-2025']
        """
        listed = self._ask("ListProgrammes", {}, {}, {"page_size": 200})
        return list(listed.programmes)

    # Tables.

    def score_table(self, table: Any, grades: str = "auto",
                    columns: Mapping[str, str] | None = None,
                    view: str = "scorecard", weights: str | None = None,
                    exclude: str | Iterable[str] | None = None,
                    up_to: int | None = None, unanswered: str | None = None,
                    threads: int | None = None) -> TableResult:
        """Scores a table of enterprises; gives a :class:`TableResult`, a stream
        of Arrow with the columns of ``cmmm batch``.

        table: anything with the Arrow PyCapsule interface. A row an enterprise:
            ``enterprise_id``, a column a requirement, and whatever else a table
            of ``cmmm batch`` has (docs/batch.md). Grades are texts, whole
            numbers of any width, floats or decimals, dictionary-encoded or not;
            null is an open question.
        grades: what numbers are: ``"scores"``, ``"codes"``, ``"words"``
            (refused), or ``"auto"``: as the names of the columns say
            (``data.2.b#code``), else by all values of a table that can be read
            twice; of a stream, digits are rejected in their place.
        columns: names in the table that mean another: ``{"id":
            "enterprise_id"}``.
        view: ``"scorecard"`` or, without the maturities, ``"level"``.
        weights, exclude, up_to, unanswered: for rows that say nothing.
        threads: how many compute, 1 to 256; None: as many as there are cores.

        Nothing is read before the result is. Raises InvalidData, INVALID_TABLE,
        with every problem of the columns.

        >>> import cmmm
        >>> model = cmmm.load()
        >>> model.score_table([1, 2, 3])
        Traceback (most recent call last):
          ...
        TypeError: list has no Arrow PyCapsule interface; pyarrow, Polars, \
pandas 2.2, DuckDB and nanoarrow have it
        """
        if view not in ("scorecard", "level"):
            raise ValueError("view is `scorecard` or `level`")
        if threads is None:
            threads = min(len(os.sched_getaffinity(0)), _MOST_THREADS)
        elif not isinstance(threads, int):
            raise TypeError("threads is a whole number")
        elif not 1 <= threads <= _MOST_THREADS:
            raise ValueError(f"threads is 1 to {_MOST_THREADS}, not {threads}")
        asked = _ask_for(weights, exclude, up_to, None, unanswered)
        stream, again = streams_of(table, twice=grades == "auto")
        return TableResult(self._native.score_table(
            stream, again, asked, grades, view == "scorecard",
            dict(columns or {}), threads))


def _ask_for(weights: str | None, exclude: str | Iterable[str] | None,
             up_to: int | None, target: int | None,
             unanswered: str | None) -> _engine.Asked:
    try:
        return _engine.Asked(weights, _ids(exclude), up_to, target, unanswered)
    except TypeError:
        raise TypeError(
            "weights and unanswered are texts, exclude is ids, up_to and target "
            f"are whole numbers of 32 bits, not {weights!r}, {unanswered!r}, "
            f"{exclude!r}, {up_to!r} and {target!r}") from None


def _choice(option: str, enum: str, value: str) -> str:
    """The value of an enum of the API by its short name."""
    choices = _engine.choices(enum)
    if value not in choices:
        raise ValueError(f"{option} is one of {', '.join(choices)}; not {value!r}")
    return choices[value]


def _asked(profile: Mapping[str, Any]) -> tuple[_engine.Asked, str]:
    rest = dict(profile)
    asked = _ask_for(rest.pop("weights", None), rest.pop("exclude", None),
                     rest.pop("up_to", None), rest.pop("target", None),
                     rest.pop("unanswered", None))
    grades = rest.pop("grades", "words")
    if rest:
        raise TypeError(f"no such option: {', '.join(sorted(rest))}")
    return asked, grades


def _pem(key: Path) -> str:
    if isinstance(key, str) and "-----BEGIN" in key:
        return key
    return pathlib.Path(key).read_text(encoding="utf-8")


def _ids(ids: str | Iterable[str] | None) -> list[str] | None:
    if ids is None:
        return None
    return [ids] if isinstance(ids, str) else list(ids)


def _cost(name: str, cost: int | Sequence[int]) -> dict[str, Any]:
    one = {} if name == "all" else {"id": name}
    steps = [cost] * 3 if isinstance(cost, int) else list(cost)
    if len(steps) != 3:
        raise ValueError(f"the cost of {name} is a number, or one for each of "
                         f"three steps, not {cost!r}")
    names = ("not_to_partly", "partly_to_mostly", "mostly_to_fully")
    return {**one, **dict(zip(names, steps))}


def _load_same(source: tuple[str, str, str], digest: str) -> Model:
    model = Model(*source)
    if model.digest != digest:
        raise ValueError(
            f"the model at {source[0]} has the digest {model.digest} here, and "
            f"{digest} where it was sent from: give every worker the same files")
    return model
