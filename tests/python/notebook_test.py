"""The notebooks of docs/ run from the beginning to the end, with the words of their
pictures in English and in Chinese. Needs tests/python/requirements.txt, and a Chinese
font (tools/packages-python.txt)."""
import os
import pathlib
import unittest

import nbclient
import nbformat

from tools import BINARY, ROOT

LANGUAGE = 'lang = "en"'


class Notebooks(unittest.TestCase):
    def run_in(self, path, lang):
        notebook = nbformat.read(path, as_version=4)
        chosen = [cell for cell in notebook.cells if cell.cell_type == "code" and LANGUAGE in cell.source]
        self.assertEqual(len(chosen), 1)
        chosen[0].source = chosen[0].source.replace(LANGUAGE, f'lang = "{lang}"')
        nbclient.NotebookClient(notebook, timeout=300).execute()
        keep = os.environ.get("CMMM_KEEP_NOTEBOOKS")
        if keep:
            nbformat.write(notebook, pathlib.Path(keep, f"{path.stem}.{lang}.ipynb"))
        return [out for cell in notebook.cells for out in cell.get("outputs", [])]

    def test_every_notebook(self):
        paths = sorted((ROOT / "docs" / "notebooks").glob("*.ipynb"))
        self.assertTrue(paths)
        os.environ["PATH"] = f"{pathlib.Path(BINARY).resolve().parent}:{os.environ['PATH']}"
        os.environ["CMMM_MODELS"] = str(ROOT / "models")
        for path in paths:
            for lang in ("en", "zh"):
                with self.subTest(path.name, lang=lang):
                    outputs = self.run_in(path, lang)
                    # A letter that no font has is a box in the picture, and a warning.
                    self.assertEqual([out.text for out in outputs if out.get("name") == "stderr"], [])
                    pictures = [out for out in outputs if "image/png" in out.get("data", {})]
                    self.assertGreaterEqual(len(pictures), 4)
                    card = str(outputs[-1].get("data", {}).get("text/html"))
                    self.assertIn("radar-area", card)
                    self.assertIn({"en": "Level 2", "zh": "zh-CN"}[lang], card)


if __name__ == "__main__":
    unittest.main()
