"""The examples in the package's texts, and in docs/python.md, are run."""
import doctest
import importlib
import os
import unittest

import cmmm
from tools import ROOT

MODULES = ["cmmm", "cmmm.errors", "cmmm.model", "cmmm.record", "cmmm.result", "cmmm.table"]


def load_tests(loader, tests, ignore):
    os.environ["CMMM_MODELS"] = str(ROOT / "models")
    os.chdir(ROOT)
    for name in MODULES:
        tests.addTests(doctest.DocTestSuite(importlib.import_module(name)))
    tests.addTests(doctest.DocFileSuite(str(ROOT / "docs" / "python.md"), module_relative=False,
                                        optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE))
    return tests


class Names(unittest.TestCase):
    def test_everything_that_is_offered_is_there(self):
        for name in cmmm.__all__:
            self.assertTrue(hasattr(cmmm, name), name)


if __name__ == "__main__":
    unittest.main()
