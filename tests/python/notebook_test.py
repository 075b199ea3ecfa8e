"""The notebooks of docs/ run from the beginning to the end. Needs
tests/python/requirements.txt."""
import os
import pathlib
import unittest

import nbclient
import nbformat

from tools import BINARY, ROOT


class Notebooks(unittest.TestCase):
    def test_every_notebook(self):
        paths = sorted((ROOT / "docs" / "notebooks").glob("*.ipynb"))
        self.assertTrue(paths)
        os.environ["PATH"] = f"{pathlib.Path(BINARY).resolve().parent}:{os.environ['PATH']}"
        os.environ["CMMM_MODELS"] = str(ROOT / "models")
        for path in paths:
            with self.subTest(path.name):
                notebook = nbformat.read(path, as_version=4)
                nbclient.NotebookClient(notebook, timeout=300).execute()
                outputs = [out for cell in notebook.cells for out in cell.get("outputs", [])]
                pictures = [out for out in outputs if "image/png" in out.get("data", {})]
                self.assertGreaterEqual(len(pictures), 3)
                self.assertIn("radar-area", str(outputs[-1].get("data", {}).get("text/html")))
                keep = os.environ.get("CMMM_KEEP_NOTEBOOKS")
                if keep:
                    nbformat.write(notebook, pathlib.Path(keep, path.name))


if __name__ == "__main__":
    unittest.main()
