#!/usr/bin/env python3
"""Compares what the reader finds in workbooks with what openpyxl finds.

    tools/build.sh dev dump_cells
    tests/excel/compare_with_openpyxl.py build/dev/tests/dump_cells FOLDER

FOLDER holds workbooks that programs of others saved; they are not ours to give
away, so this is no test. Prints a line for every workbook that differs, with the
first cells that do, or that only one of the two reads, and a line of counts.
What differs is to be looked at: openpyxl reads no Strict workbooks, leaves
escapes (_x000D_) as they are, hides what lies below merged cells, and takes some
Chinese dates for numbers.
"""
import datetime
import pathlib
import subprocess
import sys
import warnings

import openpyxl

BOOLEAN, DATE = 3, 5  # xlsx::CellKind
MOST_CELLS = 3_000_000  # openpyxl makes an object of each


def ours(program, path):
    """Cells by sheet, row and column; and what is wrong."""
    out = subprocess.run([program, path], capture_output=True, check=True).stdout
    cells, faults = {}, []
    for line in out.decode().split("\n")[:-1]:
        if line.startswith("!"):
            faults.append(line)
            continue
        sheet, row, column, kind, value = line.split("\t")
        cells[sheet, int(row), int(column)] = int(kind), value
    return cells, faults


def theirs(path):
    """The same of openpyxl; None when there are too many."""
    book = openpyxl.load_workbook(path, data_only=True)
    if sum(s.max_row * s.max_column for s in book.worksheets) > MOST_CELLS:
        return None
    return {(sheet.title, cell.row, cell.column): cell.value
            for sheet in book.worksheets for row in sheet.iter_rows()
            for cell in row if cell.value is not None}


def same(our, their):
    if our is None or their is None:
        text = their if our is None else our[1]
        return isinstance(text, str) and not text.strip()
    kind, value = our
    if isinstance(their, bool):
        return kind == BOOLEAN and value == str(int(their))
    if isinstance(their, (int, float)):
        try:
            return abs(float(value) - their) <= 1e-12 * max(1, abs(their))
        except ValueError:
            return False
    if isinstance(their, datetime.datetime):
        return kind == DATE and (
            ":" in value or value[:10] == their.strftime("%Y-%m-%d"))
    if isinstance(their, (datetime.date, datetime.time, datetime.timedelta)):
        return kind == DATE
    return value.split() == str(their).split()


def main():
    program, folder = sys.argv[1:]
    warnings.simplefilter("ignore")
    files = cells = different = one_sided = 0
    for path in sorted(pathlib.Path(folder).rglob("*.xls[xm]")):
        mine, faults = ours(program, path)
        try:
            others = theirs(path)
        except Exception as error:  # whatever openpyxl meets
            others = None
            faults.append(f"openpyxl: {type(error).__name__}")
        if faults or others is None:
            one_sided += 1
            print(f"{path.name}: {len(mine)} cells here; {' '.join(faults)}")
            continue
        files += 1
        keys = mine.keys() | others.keys()
        cells += len(keys)
        wrong = sorted(k for k in keys if not same(mine.get(k), others.get(k)))
        if wrong:
            different += 1
            first = [(k, mine.get(k), others.get(k)) for k in wrong[:3]]
            print(f"{path.name}: {len(wrong)} cells differ: {first}")
    print(f"{files} workbooks and {cells:,} cells compared, {different} "
          f"workbooks differ; {one_sided} more not read by both")
    return 0


if __name__ == "__main__":
    sys.exit(main())
