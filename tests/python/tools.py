"""What the tests of the package share."""
import csv
import io
import os
import pathlib
import random
import subprocess
import tempfile
import zipfile
from xml.sax.saxutils import escape

import cmmm

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = os.environ.get("CMMM_TEST_BINARY") or os.environ["CMMM_BINARY"]
MODEL = cmmm.load(models=str(ROOT / "models"))
WEIGHTS = MODEL.weight_sets[0]
SEED = int(os.environ.get("CMMM_TEST_SEED", "1").replace("random", "0")) or random.randrange(2**31)


def cells(table):
    """A dict of lists of texts as CSV."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(table)
    writer.writerows(zip(*table.values()))
    return out.getvalue()


def workbook(*sheets):
    """The bytes of a workbook whose sheets 表1, 表2 … have rows of texts."""
    begin = '<?xml version="1.0" encoding="UTF-8"?>\n'
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"

    def relations(targets):
        rows = (f'<Relationship Id="r{i}" Type="{links}/{kind}" Target="{target}"/>'
                for i, (kind, target) in enumerate(targets, 1))
        return f'{begin}<Relationships xmlns="{package}">{"".join(rows)}</Relationships>'

    def cell(column, row, text):
        return f'<c r="{chr(ord("A") + column)}{row}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        names = range(1, len(sheets) + 1)
        parts.writestr("_rels/.rels", relations([("officeDocument", "xl/workbook.xml")]))
        parts.writestr("xl/_rels/workbook.xml.rels",
                       relations([("worksheet", f"sheet{i}.xml") for i in names]))
        listed = "".join(f'<sheet name="表{i}" sheetId="{i}" r:id="r{i}"/>' for i in names)
        parts.writestr("xl/workbook.xml", f'{begin}<workbook {main} xmlns:r="{links}">'
                       f"<sheets>{listed}</sheets></workbook>")
        for i, rows in enumerate(sheets, 1):
            data = "".join(
                f'<row r="{n}">{"".join(cell(c, n, text) for c, text in enumerate(row) if text)}</row>'
                for n, row in enumerate(rows, 1))
            parts.writestr(f"xl/sheet{i}.xml",
                           f"{begin}<worksheet {main}><sheetData>{data}</sheetData></worksheet>")
    return out.getvalue()


def batch(table, *options):
    """What `cmmm batch` says of a table of texts: its results and its rejects,
    as lists of dicts."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "in.csv")
        path.write_text(cells(table), encoding="utf-8")
        out = pathlib.Path(folder, "out.csv")
        done = subprocess.run(
            [BINARY, "batch", str(path), "-o", str(out), "--models", str(ROOT / "models"), *options],
            capture_output=True, text=True)
        if not out.exists():
            raise AssertionError(done.stderr)
        rejects = pathlib.Path(f"{out}.rejects.csv")
        read = [list(csv.DictReader(io.StringIO(p.read_text(encoding="utf-8-sig"))))
                if p.exists() else [] for p in (out, rejects)]
    return read


def same(test, rows, expected):
    """Rows of Arrow against rows of CSV: numbers by value, nothing as ''."""
    test.assertEqual(len(rows), len(expected))
    for row, line in zip(rows, expected):
        for name, value in row.items():
            text = line[name]
            if isinstance(value, float) or isinstance(value, int):
                test.assertEqual(value, float(text), (name, row["enterprise_id"]))
            else:
                test.assertEqual(value or "", text, (name, row["enterprise_id"]))
