"""Random rows by score_table against numbers worked out from the model as it is
written: no difference. CMMM_ROWS says how many rows. Needs NumPy and pyarrow."""
import os
import unittest

import numpy
import pyarrow

from reference import Reference
from tools import MODEL, SEED, WEIGHTS

ROWS = int(os.environ.get("CMMM_ROWS", "20000"))
BLOCK = 50_000


class AgainstTheReference(unittest.TestCase):
    def test_every_weight_set(self):
        for weights in MODEL.weight_sets:
            with self.subTest(weights):
                self.check(weights, ROWS // len(MODEL.weight_sets))

    def check(self, weights, rows):
        reference = Reference(MODEL.definition, weights)
        matrix = numpy.array(reference.matrix, dtype=numpy.int64)
        tenths = numpy.array(reference.tenths, dtype=numpy.int64)
        random = numpy.random.default_rng(SEED)
        levels = set()
        for begin in range(0, rows, BLOCK):
            n = min(BLOCK, rows - begin)
            # Rows of every height, so that every level is met.
            lean = random.beta(1.2, 1.2, (n, 1))
            codes = (1 + random.binomial(3, lean, (n, len(MODEL.requirements)))).astype(numpy.uint8)
            sums = tenths[codes] @ matrix
            table = pyarrow.table({
                "enterprise_id": numpy.arange(n),
                **{name: codes[:, r] for r, name in enumerate(MODEL.requirements)}})
            found = MODEL.score_table(table, weights=weights, grades="codes", view="level").to_arrow()
            self.assertEqual(found.num_rows, n)
            for k, whole in enumerate(reference.whole):
                shown = (sums[:, k] * 10000 // whole) / 1e4
                self.assertTrue((found[f"score_{k + 1}"].to_numpy() == shown).all())
            decided = [reference.decide(row) for row in sums.tolist()]
            self.assertEqual(found["level"].to_pylist(), [level for level, _ in decided])
            self.assertEqual(found["total_exact"].to_pylist(), [str(total) for _, total in decided])
            levels.update(level for level, _ in decided)
        self.assertEqual(levels, set(range(MODEL.level_count + 1)))


if __name__ == "__main__":
    unittest.main()
