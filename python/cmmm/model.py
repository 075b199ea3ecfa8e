"""Models, and everything that is asked of them."""
import base64
import json
import os
import pathlib

import _cmmm as _engine
from .record import Record
from .result import Result
from .table import TableResult, streams_of


def shipped_models():
    """The folder of the models: ``$CMMM_MODELS``, else those in the package,
    else ``models`` of the tree that the package lies in."""
    named = os.environ.get("CMMM_MODELS")
    here = pathlib.Path(__file__).resolve().parent
    for folder in (here / "models", here.parent.parent / "models"):
        if not named and folder.is_dir():
            return str(folder)
    return named or "models"


def load(path_or_id=None, models=None):
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
    name, _, version = (path_or_id or "").partition("@")
    return Model(models or shipped_models(), name, version)


class Model:
    """A maturity model as run. Immutable; threads may share one, and it can be
    pickled: the other process loads the same files, and refuses them when they
    have another digest.

    id, version, digest: what results name it by.
    level_count: K. satisfied_at_percent: the score that satisfies a level.
    requirements: the ids of the R requirements, in model order.
    domains, subdomains, weight_sets: ids.
    """

    def __init__(self, path, model_id, version):
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

    def __repr__(self):
        return f"<cmmm.Model {self.id}@{self.version}>"

    def __eq__(self, other):
        return isinstance(other, Model) and self.digest == other.digest

    def __hash__(self):
        return hash(self.digest)

    def __reduce__(self):
        return _load_same, (self._source, self.digest)

    @property
    def definition(self):
        """The whole definition: a Record of cmmm.v1.ModelDefinition."""
        return Record.of(self._native.definition())

    # One assessment.

    def score(self, answers, weights=None, exclude=None, target=None,
              unanswered=None, up_to=None, grades="words"):
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
            ``"scores"`` (0, 0.5, 0.8, 1) or ``"codes"`` (0 open, 1 not, 2
            partly, 3 mostly, 4 fully, 5 not applicable).

        Raises InvalidData with all that is wrong, NotFound, Refused.

        >>> import cmmm
        >>> model = cmmm.load()
        >>> grades = {id: "全部满足" for id in model.requirements}
        >>> model.score(grades, weights=model.weight_sets[0]).level
        5
        """
        asked = _engine.Asked(weights, _ids(exclude), up_to, target, unanswered)
        if type(answers) is dict:
            return Result(self, self._native.score_mapping(answers, grades, asked))
        given = self._read(answers, grades, asked)
        return Result(self, self._native.score(given))

    def _read(self, answers, grades, asked):
        if isinstance(answers, Result):
            return answers._scored.assessment
        if isinstance(answers, (str, os.PathLike)):
            content = pathlib.Path(answers).read_bytes()
            return self._native.from_content(content, asked)
        if isinstance(answers, bytes):
            return self._native.from_message(answers, asked)
        if hasattr(answers, "SerializeToString"):
            return self._native.from_message(answers.SerializeToString(), asked)
        if hasattr(answers, "to_dict") and not hasattr(answers, "keys"):
            answers = answers.to_dict()
        return self._native.from_mapping(dict(answers), grades, asked)

    def _ask(self, method, assessments, profile, options):
        asked = _engine.Asked(profile.pop("weights", None),
                              _ids(profile.pop("exclude", None)),
                              profile.pop("up_to", None), None,
                              profile.pop("unanswered", None))
        grades = profile.pop("grades", "words")
        if profile:
            raise TypeError(f"no such option: {', '.join(sorted(profile))}")
        given = {name: self._read(answers, grades, asked)
                 for name, answers in assessments.items()}
        answer = self._native.ask(method, given, json.dumps(options))
        return Record.of(answer)

    # Questions. `profile` is weights, exclude, up_to, unanswered and grades as
    # of `score`; `answers` may also be a Result. What comes back is a Record of
    # the answer in proto/cmmm/v1/.

    def plan(self, answers, target=0, costs=None, freeze=(), after=None,
             lower_levels_first=False, budget=None, alternatives=0, proof=False,
             **profile):
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
            "frozen_ids": list(freeze),
            "prerequisites": [{"requirement_id": one, "needs_id": other}
                              for one, other in (after or {}).items()],
            "lower_levels_first": lower_levels_first,
            "alternatives": alternatives,
            "with_proof": proof,
        }
        if budget is not None:
            options["budget"] = budget
        return self._ask("PlanUpgrade", {"assessment": answers}, profile, options)

    def margin(self, answers, measure="steps", **profile):
        """How few downgrades lose the level: a Record of AnalyzeMarginResponse.
        measure: ``"steps"`` or ``"answers"``."""
        return self._ask("AnalyzeMargin", {"assessment": answers}, profile,
                         {"measure": "DOWNGRADE_MEASURE_" + measure.upper()})

    def bounds(self, answers, doubts=None, **profile):
        """Between which levels it can still end: a Record of
        AnalyzeBoundsResponse. doubts: by requirement, lowest and highest grade
        (ids) of answers one is not sure of."""
        rows = [{"requirement_id": name, "lowest": "GRADE_" + low.upper(),
                 "highest": "GRADE_" + high.upper()}
                for name, (low, high) in (doubts or {}).items()]
        return self._ask("AnalyzeBounds", {"assessment": answers}, profile,
                         {"doubts": rows})

    def next_questions(self, answers, limit=0, others=False, **profile):
        """Which open questions to answer first: a Record of
        NextQuestionsResponse. limit: 0: all there are."""
        return self._ask("NextQuestions", {"assessment": answers}, profile,
                         {"limit": limit, "include_others": others})

    def compare(self, a, b, **profile):
        """What moved the scores from one assessment to another, split by cause,
        as exact Fractions that add up: a Record of CompareResponse."""
        return self._ask("Compare", {"a": a, "b": b}, profile, {})

    def ready(self, programme, answers, date="", declare=None, texts=None,
              **profile):
        """Whether the enterprise may apply for a programme, ``PROGRAMME`` or
        ``PROGRAMME/TRACK``: a Record of CheckReadinessResponse.

        date: ``YYYY-MM-DD``, against which deadlines are checked; empty: none.
        declare: by condition, True or False. texts: by condition, a text.
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

    def explain(self, answers, quantity="total", level=0, tier=None, id="",
                depth=0, **profile):
        """How a number comes about, step by step: a Record of ExplainResponse.
        quantity: total, level, node, maturity, gain, credit, item … tier:
        element, domain or subdomain, of the node `id`."""
        subject = {"quantity": "QUANTITY_" + quantity.upper(), "level": level,
                   "id": id}
        if tier is not None:
            subject["tier"] = "TIER_" + tier.upper()
        return self._ask("Explain", {"assessment": answers}, profile,
                         {"subject": subject, "max_depth": depth})

    def sign(self, answers, key, **profile):
        """Scores and signs: the bytes of a file in the format of
        docs/signed_results.md. key: a path of a private key, or its PEM text.
        """
        asked = _engine.Asked(profile.pop("weights", None),
                              _ids(profile.pop("exclude", None)),
                              profile.pop("up_to", None),
                              profile.pop("target", None),
                              profile.pop("unanswered", None))
        given = self._read(answers, profile.pop("grades", "words"), asked)
        if profile:
            raise TypeError(f"no such option: {', '.join(sorted(profile))}")
        return self._native.sign(given, _pem(key).encode())

    def verify(self, signed, keys=(), any_key=False):
        """Whether a signed file is whole, by a key that is trusted, and what it
        says: a Record of VerifyResultResponse. signed: a path or bytes. keys:
        paths of public keys, or their PEM texts."""
        content = signed if isinstance(signed, bytes) else pathlib.Path(signed).read_bytes()
        return self._ask("VerifyResult", {}, {}, {
            "signed_result": base64.b64encode(content).decode(),
            "trusted_keys": [_pem(key) for key in keys], "any_key": any_key})

    def programmes(self):
        """The programmes there are, with their tracks: a list of Records."""
        return self._ask("ListProgrammes", {}, {}, {"page_size": 200}).programmes

    # Tables.

    def score_table(self, table, grades="auto", columns=None, view="scorecard",
                    weights=None, exclude=None, up_to=None, unanswered=None,
                    threads=None):
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
        threads: how many compute; None: as many as there are cores.

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
            threads = len(os.sched_getaffinity(0))
        asked = _engine.Asked(weights, _ids(exclude), up_to, None, unanswered)
        stream, again = streams_of(table, twice=grades == "auto")
        return TableResult(self._native.score_table(
            stream, again, asked, grades, view == "scorecard", columns or {},
            threads))


def _pem(key):
    if isinstance(key, str) and "-----BEGIN" in key:
        return key
    return pathlib.Path(key).read_text(encoding="utf-8")


def _ids(ids):
    if ids is None:
        return None
    return [ids] if isinstance(ids, str) else list(ids)


def _cost(name, cost):
    one = {} if name == "all" else {"id": name}
    steps = [cost] * 3 if isinstance(cost, int) else list(cost)
    names = ("not_to_partly", "partly_to_mostly", "mostly_to_fully")
    return {**one, **dict(zip(names, steps))}


def _load_same(source, digest):
    model = Model(*source)
    if model.digest != digest:
        raise ValueError(
            f"the model at {source[0]} has the digest {model.digest} here, and "
            f"{digest} where it was sent from: give every worker the same files")
    return model
