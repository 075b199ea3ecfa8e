"""One assessment against the command line, and what is asked about it."""
import copy
import json
import pathlib
import pickle
import subprocess
import tempfile
import unittest
import warnings
from fractions import Fraction

import cmmm
from tools import BINARY, MODEL, ROOT, WEIGHTS, workbook

FILES = sorted((ROOT / "datasets").glob("*.textproto"))


def command(*arguments):
    done = subprocess.run([BINARY, *arguments, "--models", str(ROOT / "models")],
                          capture_output=True, text=True)
    return done.returncode, done.stdout


def exact(score):
    return Fraction(int(score.get("numerator", 0)), int(score["denominator"]))


class Files(unittest.TestCase):
    """Every file of datasets/ gives what `cmmm score` gives."""

    def test_scores(self):
        self.assertGreater(len(FILES), 10)
        for path in FILES:
            with self.subTest(path.name):
                code, text = command("score", str(path), "--format", "json", "--view", "full")
                if code != 0:
                    with self.assertRaises(cmmm.InvalidData):
                        MODEL.score(path)
                    continue
                said = json.loads(text)
                result = MODEL.score(path)
                self.assertEqual(result.level, said["decision"].get("level", 0))
                self.assertEqual(result.total, exact(said["decision"]["total"]))
                self.assertEqual([level.score for level in result.levels],
                                 [exact(level["score"]) for level in said["decision"]["levels"]])
                self.assertEqual([notice.id for notice in result.notices],
                                 [notice["id"] for notice in said.get("notices", [])])
                self.assertEqual(len(result.gaps.levels), len(said["gaps"]["levels"]))

    def test_a_message_and_a_mapping_give_the_same(self):
        answers = dict.fromkeys(MODEL.requirements, "mostly")
        answers[MODEL.requirements[5]] = None
        by_mapping = MODEL.score(answers, weights=WEIGHTS, unanswered="not-satisfied")
        message = by_mapping._scored.assessment
        self.assertEqual(MODEL.score(by_mapping).to_dict(), by_mapping.to_dict())
        self.assertIsNotNone(message)
        self.assertEqual(MODEL.score(MappingOf(answers), weights=WEIGHTS,
                                     unanswered="not-satisfied").total, by_mapping.total)

    def test_the_model_that_was_asked_scores_unless_the_answers_name_another(self):
        shipped = str(ROOT / "models")
        versions = [model for model in (cmmm.load(MODEL.id + "@2020.1", shipped), MODEL)]
        self.assertNotEqual(versions[0].digest, versions[1].digest)
        answers = dict.fromkeys(MODEL.requirements, "fully")
        for model in versions:
            of_mapping = model.score(answers, weights=WEIGHTS)
            self.assertEqual(of_mapping.model, model)
            self.assertEqual(of_mapping._scored.model()[1], model.version)
            with tempfile.TemporaryDirectory() as folder:
                named = pathlib.Path(folder, "named.json")
                request = {"profile": {"weightSet": WEIGHTS}, "list": {"answers": [
                    {"requirementId": name, "grade": "GRADE_FULLY"} for name in model.requirements]}}
                named.write_text(json.dumps(request))
                self.assertEqual(model.score(named).model, model)
                self.assertEqual(model.score(named).report_html(), of_mapping.report_html())
                for other in versions:
                    request["model"] = {"id": other.id, "version": other.version}
                    named.write_text(json.dumps(request))
                    self.assertEqual(model.score(named).model, other)
                    self.assertEqual(model.score(named)._scored.model()[2], other.digest)

    def test_what_is_said_beside_a_result_counts(self):
        result = MODEL.score(dict.fromkeys(MODEL.requirements, "partly"), weights=WEIGHTS)
        other = MODEL.weight_sets[1]
        self.assertEqual(MODEL.score(result, weights=other).total,
                         MODEL.score(dict.fromkeys(MODEL.requirements, "partly"), weights=other).total)
        self.assertEqual(len(MODEL.score(result, up_to=2).levels), 2)
        with self.assertRaises(TypeError):
            result.plan(weight=other)

    def test_a_workbook(self):
        path = ROOT / "build" / "python_test.xlsx"
        command("template", "--weights", WEIGHTS, "-o", str(path), "--force")
        try:
            with self.assertRaises(cmmm.InvalidData) as caught:
                MODEL.score(path)
            rules = {v.rule for v in caught.exception.violations}
            self.assertEqual(rules, {"answer.missing"})
        finally:
            path.unlink()


    def test_what_is_told_of_a_workbook(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "a.xlsx")
            book = workbook([["编号", "评价", "负责人"]] + [[name, "1", "张三"] for name in MODEL.requirements],
                            [["权重集", WEIGHTS], ["企业名称", "甲"], ["所属行业", "机械"]])
            path.write_bytes(book)
            told = ["workbook.field_by_label", "workbook.statements_not_compared", "workbook.column_not_read"]
            result = MODEL.score(path)
            self.assertEqual(result.level, MODEL.level_count)
            for one in (result, pickle.loads(pickle.dumps(result)), MODEL.score(result, up_to=2)):
                notices = one.notices[len(one.message.notices):]
                self.assertEqual([notice.id for notice in notices], told)
                self.assertIn("表2!A1", notices[0].text.zh)
                self.assertIn("企业名称", notices[0].text.en)
                self.assertIn("负责人", notices[2].text.zh)
            with self.assertWarns(cmmm.WorkbookNotice) as caught:
                MODEL.margin(path)
            self.assertEqual([str(one.message).split(": ")[1] for one in caught.warnings], told)
            with self.assertWarns(cmmm.WorkbookNotice):
                MODEL.join(path)
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                result.margin()

    def test_a_workbook_is_scored_by_the_edition_that_it_names(self):
        old = cmmm.load(MODEL.id + "@2020.1", str(ROOT / "models"))
        rows = [["编号", "评价"]] + [[name, "1"] for name in old.requirements]
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "a.xlsx")
            for version in (old.version, "1999"):
                path.write_bytes(workbook(rows, [["cmmm.weights", "", WEIGHTS], ["cmmm.model", "", old.id],
                                                 ["cmmm.version", "", version]]))
                if version == old.version:
                    self.assertEqual(MODEL.score(path).model, old)
                    continue
                with self.assertRaises(cmmm.InvalidData) as caught:
                    MODEL.score(path)
                self.assertEqual([(v.field, v.rule) for v in caught.exception.violations],
                                 [("表2!C3", "workbook.unknown_model")])


class MappingOf(dict):
    """A mapping that is no plain dict."""


class Mappings(unittest.TestCase):
    def test_digits(self):
        for grades, values in (("codes", (1, 2, 3, 4)), ("scores", (0, 0.5, 0.8, 1))):
            totals = []
            for value in values:
                answers = dict.fromkeys(MODEL.requirements, value)
                totals.append(MODEL.score(answers, weights=WEIGHTS, grades=grades).level)
            self.assertEqual(totals, sorted(totals))
            self.assertEqual((totals[0], totals[-1]), (0, MODEL.level_count))
        with self.assertRaises(cmmm.InvalidData) as caught:
            MODEL.score(dict.fromkeys(MODEL.requirements, 1), weights=WEIGHTS)
        self.assertEqual({v.rule for v in caught.exception.violations}, {"grade.digits_need_choice"})
        self.assertEqual(caught.exception.total, len(MODEL.requirements))

    def test_everything_that_is_wrong_at_once(self):
        answers = dict.fromkeys(MODEL.requirements, "fully")
        first, second, third = MODEL.requirements[:3]
        answers[first] = "perhaps"
        answers[second] = None
        answers["no.such"] = "fully"
        answers[third] = True
        with self.assertRaises(cmmm.InvalidData) as caught:
            MODEL.score(answers, weights=WEIGHTS)
        self.assertEqual({(v.field, v.rule) for v in caught.exception.violations},
                         {(first, "grade.unknown"), (second, "answer.missing"),
                          ("no.such", "answer.unknown_requirement"), (third, "grade.unknown")})

    def test_what_is_not_there(self):
        with self.assertRaises(cmmm.NotFound) as caught:
            MODEL.score({}, weights="nowhere")
        self.assertEqual(caught.exception.reason, "WEIGHT_SET_NOT_FOUND")
        with self.assertRaises(cmmm.NotFound):
            cmmm.load("nowhere")
        with self.assertRaises(ValueError):
            MODEL.score({}, weights=WEIGHTS, unanswered="perhaps")
        with self.assertRaises(cmmm.Error):
            MODEL.score(b"\xff\xff no message")


class Questions(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.path = next(path for path in FILES if "just-misses" in path.name)
        cls.result = MODEL.score(cls.path)

    def test_plan(self):
        plan = self.result.plan(alternatives=1)
        _, text = command("plan", str(self.path), "--format", "json", "--alternatives", "1")
        said = json.loads(text)
        self.assertEqual(plan.total_cost, said["totalCost"])
        self.assertEqual([r.requirement_id for r in plan.raises],
                         [r["requirementId"] for r in said["raises"]])
        self.assertEqual(plan.after.total, exact(said["after"]["total"]))
        frozen = self.result.plan(freeze=[plan.raises[0].requirement_id],
                                  costs={"all": [1, 2, 3]}, lower_levels_first=True)
        self.assertNotIn(plan.raises[0].requirement_id, [r.requirement_id for r in frozen.raises])

    def test_the_others(self):
        _, text = command("margin", str(self.path), "--format", "json")
        self.assertEqual(self.result.margin().size, json.loads(text)["size"])
        self.assertEqual(self.result.margin(measure="answers").level, 1)
        self.assertTrue(MODEL.bounds(self.path).bounds.settled)
        asked = MODEL.next_questions({MODEL.requirements[0]: "fully"}, weights=WEIGHTS, limit=3)
        self.assertEqual(len(asked.questions), 3)
        change = self.result.compare(MODEL.score(dict.fromkeys(MODEL.requirements, "fully"),
                                                 weights=WEIGHTS))
        self.assertEqual(change.comparison.total, MODEL.level_count - self.result.total)
        steps = self.result.explain("level", level=2).derivation
        self.assertEqual(steps.value, self.result.levels[1].score)

    def test_programmes(self):
        programme = MODEL.programmes()[0]
        name = f"{programme.programme.id}/{programme.tracks[0].id}"
        answer = MODEL.ready(name, self.path, date="2026-01-01")
        self.assertIn(answer.verdict, ("met", "not_met", "undecided"))
        with self.assertRaises(cmmm.NotFound):
            MODEL.ready("nowhere", self.path)

    def test_signatures(self):
        with tempfile.TemporaryDirectory() as folder:
            key = pathlib.Path(folder, "key.pem")
            subprocess.run([BINARY, "keygen", str(key)], check=True, capture_output=True)
            public = next(p for p in pathlib.Path(folder).iterdir() if p != key)
            signed = MODEL.sign(self.path, key)
            said = MODEL.verify(signed, [public])
            self.assertTrue(said.verified)
            self.assertEqual(said.decision.total, self.result.total)
            self.assertEqual({step.outcome for step in said.steps} - {"passed", "noted"}, set())
            middle = len(signed) // 2
            broken = signed[:middle] + bytes([signed[middle] ^ 1]) + signed[middle + 1:]
            self.assertFalse(MODEL.verify(broken, [public]).verified)
            with self.assertRaises(cmmm.InvalidData):
                MODEL.sign(self.path, public)

    def test_parts_are_joined_as_the_command_joins_them(self):
        half = len(MODEL.requirements) // 2

        def part(names, grade):
            return {"profile": {"weightSet": WEIGHTS}, "list": {"answers": [
                {"requirementId": name, "grade": "GRADE_" + grade, "note": grade} for name in names]}}

        with tempfile.TemporaryDirectory() as folder:
            first, second, third, book, whole = (
                pathlib.Path(folder, name) for name in ("a.json", "b.json", "c.json", "a.xlsx", "whole.json"))
            first.write_text(json.dumps(part(MODEL.requirements[:half], "MOSTLY")))
            second.write_text(json.dumps(part(MODEL.requirements[half:], "FULLY")))
            third.write_text(json.dumps(part(MODEL.requirements[half - 2:half + 1], "PARTLY")))
            self.assertEqual(command("convert", str(first), "-o", str(book))[0], 0)
            for one in (first, book):
                self.assertEqual(command("join", str(one), str(second), "-o", str(whole), "--force")[0], 0)
                joined = MODEL.join(one, second)
                self.assertEqual(MODEL.score(joined).to_dict(), MODEL.score(whole).to_dict())
                self.assertEqual(MODEL.join(MODEL.join(one, second), second), joined)
                with self.assertRaises(cmmm.InvalidData) as caught:
                    MODEL.join(one, second, third, names=["a", "b", "c"])
                error = caught.exception
                self.assertEqual((error.reason, [v.rule for v in error.violations]),
                                 ("PARTS_DISAGREE", ["join.answer"] * 3))
                self.assertTrue(all(v.field.startswith("c") and v.message_zh != v.rule
                                    for v in error.violations))
                self.assertEqual("!F" in error.violations[0].field, one == book)
        with self.assertRaises(cmmm.InvalidData) as caught:
            MODEL.join({MODEL.requirements[0]: "perhaps"}, {"no.such": "fully"}, weights=WEIGHTS)
        self.assertEqual({(v.field, v.rule) for v in caught.exception.violations},
                         {("part 1: " + MODEL.requirements[0], "grade.unknown"),
                          ("part 2: no.such", "answer.unknown_requirement")})
        with self.assertRaises(TypeError):
            MODEL.join()

    def test_reports_are_those_of_the_command(self):
        for language in ("zh", "en"):
            for path in FILES[:6]:
                code, page = command("report", str(path), "-o", "-", "--lang", language, "--date", "2026-01-02",
                                     "--label", "长沙", "--about", "a line")
                if code != 0:
                    continue
                made = MODEL.report_html(path, label="长沙", about="a line", date="2026-01-02", lang=language)
                self.assertEqual(made, page, path.name)
        with self.assertRaises(ValueError):
            self.result.report_html(date="yesterday")
        with self.assertRaises(ValueError):
            self.result.report_html(lang="fr")

    def test_a_result_can_be_pickled(self):
        again = pickle.loads(pickle.dumps(self.result))
        self.assertEqual(again.to_dict(), self.result.to_dict())

    def test_pages(self):
        self.assertIn("<svg", self.result.report_html("E1", lang="zh"))
        shown = self.result._repr_html_()
        self.assertIn("radar-area", shown)
        self.assertTrue(shown.startswith("<iframe"))
        levels = MODEL.definition.levels[self.result.level - 1]
        for lang, distance in (("en", "Short of level"), ("zh", "距")):
            card = self.result.card(lang)
            for words in (levels.name[lang], distance, "radar-area", "default-src 'none'"):
                self.assertIn(words, card.html)
            self.assertIn("radar-area", card._repr_html_())
        with self.assertRaises(ValueError):
            self.result.card("fr")

    def test_results_that_say_the_same_are_equal(self):
        again = MODEL.score(self.path)
        self.assertEqual((again, hash(again)), (self.result, hash(self.result)))
        other = MODEL.score(dict.fromkeys(MODEL.requirements, "fully"), weights=WEIGHTS)
        self.assertNotEqual(other, self.result)
        self.assertNotEqual(other, other.to_dict())

    def test_choices_are_named(self):
        with self.assertRaisesRegex(cmmm.InvalidData, "must be total, level, node, maturity or gain"):
            self.result.explain("sum")
        for ask, words in ((lambda: self.result.explain("node", tier="x"), "tier is one of element, domain"),
                           (lambda: self.result.margin(measure="x"), "measure is one of steps, answers"),
                           (lambda: MODEL.bounds(self.result, {"data.2.b": ("not", "good")}),
                            "the highest of data.2.b is one of not, partly"),
                           (lambda: self.result.plan(costs={"all": [1, 2]}), "three steps")):
            with self.assertRaisesRegex(ValueError, words):
                ask()
        node = {"id": MODEL.subdomains[0], "tier": "subdomain"}
        for quantity, of in (("total", {}), ("level", {"level": 1}), ("node", {"level": 1, **node}),
                             ("maturity", node), ("gain", {"id": "logistics.2.a"})):
            said = MODEL.explain(self.result, quantity, **of)
            self.assertEqual(said.derivation.subject.quantity, quantity)
        by_one = self.result.plan(freeze=MODEL.subdomains[0], target=2)
        self.assertEqual(by_one, self.result.plan(freeze=[MODEL.subdomains[0]], target=2))
        for wrong in ({"weights": ["discrete"]}, {"target": "2"}, {"up_to": 2**40}):
            with self.assertRaisesRegex(TypeError, "weights and unanswered are texts"):
                MODEL.score(self.path, **wrong)


class Models(unittest.TestCase):
    def test_pickles_are_the_same_model_or_nothing(self):
        again = pickle.loads(pickle.dumps(MODEL))
        self.assertEqual(again, MODEL)
        self.assertEqual(copy.copy(MODEL), MODEL)
        with self.assertRaises(AttributeError):
            MODEL.id = "another"
        with self.assertRaises(AttributeError):
            del MODEL.digest
        kept = MODEL.__reduce__()
        with self.assertRaises(ValueError):
            kept[0](kept[1][0], "0" * 64)

    def test_findings_in_a_model(self):
        path = ROOT / "build" / "python_test_model"
        path.mkdir(exist_ok=True)
        (path / "bad.textproto").write_text(
            "# proto-file: proto/cmmm/v1/model.proto\n# proto-message: cmmm.v1.ModelDefinition\nid: 7\n")
        with self.assertRaises(cmmm.InvalidData) as caught:
            cmmm.load(path)
        self.assertEqual(caught.exception.reason, "INVALID_MODEL")


if __name__ == "__main__":
    unittest.main()
