"""What the tests of the package share."""
import csv
import io
import os
import pathlib
import random
import subprocess
import tempfile

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
