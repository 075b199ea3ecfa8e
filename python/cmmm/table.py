"""Tables of enterprises, by Arrow's PyCapsule interface: no library is needed
here, and whatever has the interface can be read and can read."""
from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import _cmmm as _engine

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow


@contextlib.contextmanager
def _interrupts() -> Iterator[None]:
    """A stream that was interrupted ends in an OSError, as libraries know no
    other way; the signal itself, which still waits, is what people expect."""
    try:
        yield
    except OSError:
        time.sleep(0)  # a waiting signal is raised here
        raise


class _Table:
    """Something that Arrow libraries read."""

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        raise NotImplementedError

    def to_arrow(self) -> pyarrow.Table:
        """As a pyarrow.Table. Needs pyarrow."""
        import pyarrow

        with _interrupts():
            return pyarrow.table(self)

    def to_polars(self) -> polars.DataFrame:
        """As a polars.DataFrame. Needs Polars."""
        import polars

        with _interrupts():
            return polars.DataFrame(self)

    def to_pandas(self) -> pandas.DataFrame:
        """As a pandas.DataFrame. Needs pandas and pyarrow."""
        return self.to_arrow().to_pandas()


class Rejects(_Table):
    """The rows that have no result, a row a finding: ``row`` (of the table,
    from 0), ``enterprise_id``, ``column``, ``rule``, ``value``, ``message``,
    ``message_zh``."""

    def __init__(self, run: _engine.TableRun) -> None:
        self._run = run

    def __len__(self) -> int:
        """How many rows of the table were rejected."""
        return self._run.rejected

    def __repr__(self) -> str:
        return f"<cmmm.Rejects of {len(self)} rows>"

    def __arrow_c_array__(self, requested_schema: object = None) -> tuple[object, object]:
        return self._run.rejects()

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return _engine.stream_of_array(*self._run.rejects())


class TableResult(_Table):
    """The results of a table: a stream that is scored as it is read, once.

    Rows come in the order of the table, those that cannot be scored left out;
    once all were read, ``scored`` and ``rejected`` say how many, and
    ``rejects`` has what is wrong with each.
    """

    def __init__(self, run: _engine.TableRun) -> None:
        self._run = run

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._run.stream()

    def __repr__(self) -> str:
        if not self._run.ended:
            return "<cmmm.TableResult, not read to its end>"
        return f"<cmmm.TableResult {self.scored} scored, {self.rejected} rejected>"

    def _ended(self) -> _engine.TableRun:
        if not self._run.ended:
            raise RuntimeError("the results were not read to their end yet")
        return self._run

    @property
    def scored(self) -> int:
        """How many rows have a result. RuntimeError before the end."""
        return self._ended().scored

    @property
    def rejected(self) -> int:
        """How many rows have none. RuntimeError before the end."""
        return self._ended().rejected

    @property
    def rejects(self) -> Rejects:
        """A :class:`Rejects`. RuntimeError before the end."""
        return Rejects(self._ended())


def streams_of(table: Any, twice: bool) -> tuple[object, object | None]:
    """The stream of a table and, if it is wanted `twice`, a second one of the
    same rows, or None where reading it twice is not possible."""
    if hasattr(table, "__arrow_c_stream__"):
        twice = twice and hasattr(table, "__len__")
        return (table.__arrow_c_stream__(),
                table.__arrow_c_stream__() if twice else None)
    if hasattr(table, "__arrow_c_array__"):
        streams = [_engine.stream_of_array(*table.__arrow_c_array__())
                   for _ in range(1 + twice)]
        return streams[0], streams[1] if twice else None
    hint = "; collect() gives something that has" if hasattr(table, "collect") else ""
    raise TypeError(
        f"{type(table).__name__} has no Arrow PyCapsule interface; pyarrow, "
        f"Polars, pandas 2.2, DuckDB and nanoarrow have it{hint}")
