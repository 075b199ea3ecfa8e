"""Tables by Arrow against `cmmm batch`, row for row."""
import random
import unittest

import cmmm
from arrow_arrays import Column, Once, Table, read
from tools import MODEL, SEED, WEIGHTS, batch, same

REQUIREMENTS = MODEL.requirements
WORDS = ["", "not", "partly", "mostly", "fully", "N/A"]


def random_codes(rows, seed, choose=(1, 2, 3, 4)):
    pick = random.Random(seed)
    return [[pick.choice(choose) for _ in REQUIREMENTS] for _ in range(rows)]


def ids(rows):
    return Column("u", [f"E{i}" for i in range(rows)])


def table_of(codes, make, **more):
    """A batch with a column a requirement, each made by `make` of its codes."""
    columns = {"enterprise_id": ids(len(codes))}
    for r, name in enumerate(REQUIREMENTS):
        columns[name] = make([row[r] for row in codes])
    return {**columns, **more}


def texts_of(codes, show=str, **more):
    columns = {"enterprise_id": [f"E{i}" for i in range(len(codes))]}
    for r, name in enumerate(REQUIREMENTS):
        columns[name] = [show(row[r]) for row in codes]
    return {**columns, **more}


def word(code):
    return WORDS[code]


class Forms(unittest.TestCase):
    """One table in every form that Arrow has for it gives the same rows."""

    @classmethod
    def setUpClass(cls):
        cls.codes = random_codes(300, SEED)
        cls.expected, _ = batch(texts_of(cls.codes), "--grades", "codes", "--weights", WEIGHTS)

    def score(self, table, **options):
        options.setdefault("weights", WEIGHTS)
        return read(MODEL.score_table(table, **options))

    def check(self, make, **options):
        table = Table(table_of(self.codes, make))
        same(self, self.score(table, **options), self.expected)

    def test_integers_of_every_width(self):
        for format in "cCsSiIlL":
            with self.subTest(format):
                self.check(lambda codes: Column(format, codes), grades="codes")

    def test_floats_that_are_codes(self):
        for format in "fg":
            with self.subTest(format):
                self.check(lambda codes: Column(format, codes), grades="codes")

    def test_scores_as_floats_and_decimals(self):
        scores = {1: 0.0, 2: 0.5, 3: 0.8, 4: 1.0}
        for format in "fg":
            with self.subTest(format):
                self.check(lambda codes: Column(format, [scores[c] for c in codes]), grades="scores")
        self.check(lambda codes: Column("d:3,2", [100 * scores[c] for c in codes]), grades="scores")

    def test_words_as_texts(self):
        for format in ("u", "U", "vu"):
            with self.subTest(format):
                self.check(lambda codes: Column(format, [word(c) for c in codes]))
        for language in ("zh", "en"):
            names = [grade.name[language] for grade in MODEL.definition.grades]
            self.check(lambda codes: Column("vu", [f" {names[c - 1]}" for c in codes]))

    def test_dictionaries(self):
        for format in "cCsSiIlL":
            with self.subTest(format):
                self.check(lambda codes: Column(format, [c - 1 for c in codes],
                                                Column("u", WORDS[1:5])))
        self.check(lambda codes: Column("c", codes, Column("C", [0, 1, 2, 3, 4])), grades="codes")

    def test_slices_and_offsets(self):
        def sliced(codes):
            return Column("C", [9, 9, 9, *codes], skip=3)
        columns = table_of(self.codes, sliced)
        columns["enterprise_id"] = Column("u", ["x", *[f"E{i}" for i in range(300)]], skip=1)
        same(self, self.score(Table(columns), grades="codes"), self.expected)
        whole = table_of(self.codes, lambda codes: Column("C", codes))
        same(self, self.score(Table(whole, skip=17), grades="codes"), self.expected[17:])

    def test_batches_of_any_size_and_any_number_of_threads(self):
        parts = [self.codes[:1], [], self.codes[1:120], self.codes[120:]]
        names = iter(f"E{i}" for i in range(300))
        batches = []
        for part in parts:
            columns = table_of(part, lambda codes: Column("C", codes))
            columns["enterprise_id"] = Column("u", [next(names) for _ in part])
            batches.append(columns)
        for threads in (1, 2, 5):
            with self.subTest(threads):
                same(self, self.score(Table(*batches), grades="codes", threads=threads), self.expected)

    def test_what_digits_mean_is_settled_by_all_values(self):
        codes = random_codes(40, SEED + 1, (1, 2, 3, 4))
        table = Table(table_of(codes, lambda part: Column("i", part)))
        expected, _ = batch(texts_of(codes), "--weights", WEIGHTS)
        same(self, self.score(table), expected)
        self.assertEqual(table.given, 2)

    def test_a_stream_is_read_once_and_its_digits_are_refused(self):
        table = Once(table_of(self.codes[:2], lambda part: Column("i", part)))
        scored = MODEL.score_table(table, weights=WEIGHTS)
        self.assertEqual(read(scored), [])
        self.assertEqual({row["rule"] for row in read(scored.rejects)}, {"grade.digits_need_choice"})

    def test_the_header_says_what_digits_mean(self):
        columns = table_of(self.codes, lambda codes: Column("C", codes))
        marked = {name + "#code" if name in REQUIREMENTS else name: column
                  for name, column in columns.items()}
        same(self, self.score(Once(marked)), self.expected)


class Compared(unittest.TestCase):
    def check(self, texts, columns, *options, **more):
        expected, rejected = batch(texts, *options)
        scored = MODEL.score_table(Table(columns), **more)
        same(self, read(scored), expected)
        rejects = read(scored.rejects)
        self.assertEqual(
            [(str(r["row"] + 2), r["enterprise_id"], r["column"], r["rule"], r["value"],
              r["message"].replace("with grades=", "with --grades"), r["message_zh"]) for r in rejects],
            [(r["row"], r["enterprise_id"], r["column"], r["rule"], r["value"], r["message"],
              r["message_zh"]) for r in rejected])
        self.assertEqual(scored.scored, len(expected))
        self.assertEqual(scored.rejected, len({r["row"] for r in rejected}))
        return rejected


class AgainstBatch(Compared):
    """Rows of every kind, good and bad: the same results, and the same rejects."""

    def test_open_questions_and_such_that_do_not_apply(self):
        codes = random_codes(200, SEED + 2, (1, 2, 3, 4, 4, 4, 3, 3) * 12 + (0, 5))
        for row in codes[:20]:
            row[:] = [c or 1 for c in row]
        self.check(texts_of(codes, word), table_of(codes, lambda part: Column(
            "u", [WORDS[c] or None for c in part])), "--weights", WEIGHTS, weights=WEIGHTS)

    def test_profiles_by_row(self):
        codes = random_codes(60, SEED + 3)
        pick = random.Random(SEED)
        sets = [pick.choice([*MODEL.weight_sets, "", " ", "nowhere"]) for _ in codes]
        levels = [pick.choice(["", "1", "3", "5", "7", "two", "０３"]) for _ in codes]
        domains = [pick.choice(["", "", MODEL.domains[0], MODEL.domains[-1] + ";"]) for _ in codes]
        more = {"weight_set": sets, "assess_up_to_level": levels, "excluded_domain_ids": domains}
        self.check(texts_of(codes, **more),
                   table_of(codes, lambda part: Column("C", part),
                            **{name: Column("u", values) for name, values in more.items()}),
                   "--grades", "codes", "--weights", WEIGHTS, grades="codes", weights=WEIGHTS)

    def test_everything_that_is_wrong_with_a_row(self):
        codes = random_codes(9, SEED + 4)
        texts = texts_of(codes, word)
        columns = table_of(codes, lambda part: [word(c) for c in part])
        columns.pop("enterprise_id")
        for table in (texts, columns):
            table[REQUIREMENTS[3]][2] = "perhaps"
            table[REQUIREMENTS[4]][2] = "3"
            table[REQUIREMENTS[5]][2] = ""
            table[REQUIREMENTS[6]][4] = "N/A"
            table[REQUIREMENTS[0]][4] = "N/A"
        names = ["E0", "", "E2", "x" * 257, "E4", "  E5 ", "E6", "E6", "E8"]
        texts["enterprise_id"] = names
        made = {name: Column("u", column) for name, column in columns.items()}
        made["enterprise_id"] = Column("u", names)
        rejected = self.check(texts, made, "--weights", WEIGHTS, weights=WEIGHTS)
        self.assertGreater(len(rejected), 5)

    def test_columns_carried_through(self):
        codes = random_codes(50, SEED + 5)
        for row in (3, 4, 20, 49):
            codes[row][0] = 0
        cities = [["长沙", "", "a long name of a city"][i % 3] for i in range(50)]
        texts = texts_of(codes, city=cities, level=[str(i) for i in range(50)])
        for format in ("u", "U", "vu"):
            with self.subTest(format):
                made = table_of(codes, lambda part: Column("C", part),
                                city=Column(format, [c or None for c in cities]),
                                level=Column("l", list(range(50))))
                self.check(texts, made, "--grades", "codes", "--weights", WEIGHTS,
                           grades="codes", weights=WEIGHTS)

    def test_rows_far_down_a_table(self):
        # More than are scored at once; each is named by its own number.
        codes = random_codes(1300, SEED + 8)
        for row in (0, 63, 511, 512, 700, 1023, 1024, 1299):
            codes[row][row % len(REQUIREMENTS)] = 9 if row % 2 else 0
        for format in ("C", "i"):
            with self.subTest(format):
                rejected = self.check(texts_of(codes), table_of(codes, lambda part: Column(format, part)),
                                      "--grades", "codes", "--weights", WEIGHTS, grades="codes",
                                      weights=WEIGHTS)
                self.assertEqual(len(rejected), 8)

    def test_a_view_without_maturities(self):
        codes = random_codes(10, SEED + 6)
        self.check(texts_of(codes), table_of(codes, lambda part: Column("C", part)), "--grades",
                   "codes", "--view", "level", "--weights", WEIGHTS, grades="codes", view="level",
                   weights=WEIGHTS)

    def test_open_questions_counted_as_not_satisfied(self):
        codes = random_codes(10, SEED + 7, (0, 1, 2, 3, 4))
        self.check(texts_of(codes, word), table_of(codes, lambda part: Column(
            "u", [WORDS[c] or None for c in part])), "--weights", WEIGHTS, "--unanswered",
            "not-satisfied", weights=WEIGHTS, unanswered="not-satisfied")


class Columns(unittest.TestCase):
    """What is wrong with a table as a whole is told before anything is scored."""

    def refused(self, columns, **options):
        with self.assertRaises(cmmm.InvalidData) as caught:
            MODEL.score_table(Table(columns), **options)
        self.assertEqual(caught.exception.reason, "INVALID_TABLE")
        for violation in caught.exception.violations:
            if violation.rule.startswith("grades."):
                continue  # told by the table's own values
            self.assertNotIn(violation.message_zh, ("", violation.rule))
        return {(v.field, v.rule) for v in caught.exception.violations}

    def test_headers(self):
        good = REQUIREMENTS[0]
        name = good.rsplit(".", 2)[0]
        self.assertIn(("", "header.no_enterprise_id"), self.refused({good: Column("C", [1])}))
        self.assertIn(("", "header.no_requirement"), self.refused({"enterprise_id": Column("u", ["a"])}))
        self.assertIn(("", "header.unknown_requirement"),
                      self.refused({"enterprise_id": Column("u", ["a"]), good: Column("C", [1]),
                                    name + ".9.z": Column("C", [1])}))
        self.assertIn(("", "table.long"),
                      self.refused({"enterprise_id": Column("u", ["a"]), "requirement_id":
                                    Column("u", [good]), "grade": Column("u", ["fully"])}))

    def test_types(self):
        found = self.refused({"enterprise_id": Column("g", [1.5]), "weight_set": Column("i", [1]),
                              REQUIREMENTS[0]: Column("z", ["x"])})
        self.assertEqual(found, {("enterprise_id", "column.type"), ("weight_set", "column.type"),
                                 (REQUIREMENTS[0], "column.type")})

    def test_digits_that_mean_either(self):
        codes = [[1] * len(REQUIREMENTS)]
        table = table_of(codes, lambda part: Column("C", part))
        self.assertEqual(self.refused(table), {("", "grades.ambiguous")})
        mixed = dict(table)
        mixed[REQUIREMENTS[0]] = Column("g", [0.8])
        mixed[REQUIREMENTS[1]] = Column("C", [3])
        self.assertEqual(self.refused(mixed), {("", "grades.mixed")})

    def test_an_empty_table(self):
        scored = MODEL.score_table(Table(table_of([], lambda part: Column("C", part))), weights=WEIGHTS)
        self.assertEqual(read(scored), [])
        self.assertEqual((scored.scored, scored.rejected), (0, 0))
        self.assertEqual(read(scored.rejects), [])

    def test_names_that_mean_another(self):
        codes = random_codes(3, SEED)
        columns = table_of(codes, lambda part: Column("C", part))
        columns["firm"] = columns.pop("enterprise_id")
        rows = read(MODEL.score_table(Table(columns), columns={"firm": "enterprise_id"},
                                      grades="codes", weights=WEIGHTS))
        self.assertEqual([row["enterprise_id"] for row in rows], ["E0", "E1", "E2"])

    def test_results_are_read_once_and_to_their_end(self):
        columns = table_of(random_codes(3, SEED), lambda part: Column("C", part))
        scored = MODEL.score_table(Table(columns), grades="codes", weights=WEIGHTS)
        with self.assertRaises(RuntimeError):
            scored.rejects
        read(scored)
        with self.assertRaises(ValueError):
            read(scored)

    def test_ids_that_are_numbers(self):
        columns = table_of(random_codes(2, SEED), lambda part: Column("C", part))
        for format, bits in (("c", 7), ("C", 8), ("s", 15), ("S", 16), ("i", 31), ("I", 32), ("l", 63), ("L", 64)):
            names = [2**bits - 1, -(2**bits) if bits % 8 else 0]
            columns["enterprise_id"] = Column(format, names)
            rows = read(MODEL.score_table(Table(columns), grades="codes", weights=WEIGHTS))
            self.assertEqual([row["enterprise_id"] for row in rows], [str(name) for name in names])


if __name__ == "__main__":
    unittest.main()
