"""Tables that are broken, odd or changed meanwhile: the result that `cmmm batch`
has for the same rows, or an exception that says why; never a crash. Also run
under AddressSanitizer (tools/python.sh --address)."""
import ctypes
import errno
import os
import pickle
import random
import signal
import threading
import unittest

import cmmm
from arrow_arrays import Array, Column, Once, Table, read, stream_of
from table_test import REQUIREMENTS, WORDS, Compared, ids, random_codes, table_of, texts_of, word
from tools import MODEL, SEED, WEIGHTS, batch, same


def score(table, **options):
    return MODEL.score_table(table, **{"weights": WEIGHTS, "grades": "codes", **options})


def good(rows=6):
    return table_of(random_codes(rows, SEED), lambda codes: Column("C", codes))


class Odd(Compared):
    """What `cmmm batch` also has a rule for: it and this say the same."""

    def test_columns_that_are_missing(self):
        codes = random_codes(20, SEED)
        for left in (REQUIREMENTS[:1], REQUIREMENTS[5:100], REQUIREMENTS[1:]):
            names = {"enterprise_id", *left}
            texts = {name: column for name, column in texts_of(codes).items() if name in names}
            columns = {name: column for name, column in table_of(
                codes, lambda part: Column("C", part)).items() if name in names}
            self.check(texts, columns, "--grades", "codes", "--weights", WEIGHTS,
                       grades="codes", weights=WEIGHTS)
            self.check(texts, columns, "--grades", "codes", "--weights", WEIGHTS, "--unanswered",
                       "not-satisfied", grades="codes", weights=WEIGHTS, unanswered="not-satisfied")

    def test_nulls_everywhere(self):
        codes = random_codes(12, SEED)
        texts = texts_of(codes)
        columns = table_of(codes, lambda part: Column("C", part))
        names = [None if i % 3 == 0 else f"E{i}" for i in range(12)]
        columns["enterprise_id"] = Column("u", names)
        texts["enterprise_id"] = [name or "" for name in names]
        columns[REQUIREMENTS[2]] = Column("n", [None] * 12)
        texts[REQUIREMENTS[2]] = [""] * 12
        for count_nulls in (True, False):
            columns[REQUIREMENTS[7]] = Column("C", [None] * 11 + [3], count_nulls=count_nulls)
            texts[REQUIREMENTS[7]] = [""] * 11 + ["3"]
            self.check(texts, columns, "--grades", "codes", "--weights", WEIGHTS, "--unanswered",
                       "not-satisfied", grades="codes", weights=WEIGHTS, unanswered="not-satisfied")

    def test_any_numbers_of_any_type(self):
        pick = random.Random(SEED)
        limits = {"c": (-128, 127), "C": (0, 255), "s": (-2**15, 2**15 - 1), "S": (0, 2**16 - 1),
                  "i": (-2**31, 2**31 - 1), "I": (0, 2**32 - 1), "l": (-2**63, 2**63 - 1),
                  "L": (0, 2**64 - 1)}
        codes = random_codes(40, SEED)
        texts = texts_of(codes)
        columns = table_of(codes, lambda part: Column("C", part))
        for r, name in enumerate(REQUIREMENTS):
            format = pick.choice(list(limits))
            values = [row[r] for row in codes]
            if r % 9 == 0 and r // 9 < 8:
                format = list(limits)[r // 9]  # each once, whatever is picked
                values[0] = limits[format][0]
            elif r % 9 == 0:
                values[pick.randrange(40)] = pick.choice([*limits[format], 5, 0, 101])
            columns[name] = Column(format, values)
            texts[name] = [str(value) for value in values]
        self.check(texts, columns, "--grades", "codes", "--weights", WEIGHTS,
                   grades="codes", weights=WEIGHTS)

    def test_texts_that_are_no_text(self):
        codes = random_codes(6, SEED)
        texts = texts_of(codes, word)
        columns = table_of(codes, lambda part: Column("u", [word(c) for c in part]))
        for row, odd in enumerate(["\u200bfully", "fully\u0301", "x" * 70_000, "\u202e", "ＦＵＬＬＹ"]):
            values = [*texts[REQUIREMENTS[row]]]
            values[row] = odd
            texts[REQUIREMENTS[row]] = values
            for format in ("u", "U", "vu"):
                columns[REQUIREMENTS[row]] = Column(format, values)
        self.check(texts, columns, "--weights", WEIGHTS, weights=WEIGHTS)

    def test_dictionaries_that_lie(self):
        codes = random_codes(5, SEED)
        columns = table_of(codes, lambda part: Column("C", part))
        for format, values in (("c", [-1, 0, 1, 2, 3]), ("C", [255, 0, 1, 2, 3]), ("i", [7, 0, 1, 2, 3]),
                               ("L", [2**64 - 1, 0, 1, 2, 3])):
            with self.subTest(format):
                columns[REQUIREMENTS[0]] = Column(format, values, Column("u", WORDS[1:5]))
                scored = score(Table(columns))
                self.assertEqual([row["enterprise_id"] for row in read(scored)], ["E1", "E2", "E3", "E4"])
                reject, = read(scored.rejects)
                self.assertEqual((reject["row"], reject["column"], reject["rule"]),
                                 (0, REQUIREMENTS[0], "grade.unknown"))
        # A null among the values, and values twice, are no lie.
        columns[REQUIREMENTS[0]] = Column("c", [0, 1, 2, 3, 4], Column("u", [None, "not", "not", "fully", "fully"]))
        scored = score(Table(columns))
        self.assertEqual(len(read(scored)), 4)
        self.assertEqual([row["rule"] for row in read(scored.rejects)], ["answer.missing"])

    def test_every_batch_has_a_dictionary_of_its_own(self):
        codes = random_codes(20, SEED)
        expected, _ = batch(texts_of(codes), "--grades", "codes", "--weights", WEIGHTS)
        batches = []
        for begin, words in ((0, [1, 2, 3, 4]), (10, [4, 1, 3, 2])):
            columns = table_of(codes[begin:begin + 10], lambda part: Column(
                "c", [words.index(c) for c in part], Column("U", [WORDS[c] for c in words])))
            columns["enterprise_id"] = Column("u", [f"E{begin + i}" for i in range(10)])
            batches.append(columns)
        for threads in (1, 3):
            same(self, read(score(Table(*batches), threads=threads)), expected)


class Broken(unittest.TestCase):
    """What is no table, or ends early, is said; and what came before is whole."""

    def fails(self, table, words, code=errno.EINVAL, **options):
        for threads in (1, 2):
            with self.subTest(threads), self.assertRaises(OSError) as caught:
                read(score(table, threads=threads, **options))
            self.assertEqual(caught.exception.errno, code)
            self.assertIn(words, caught.exception.strerror)

    def test_a_source_that_fails(self):
        self.fails(Table(good(), fails=(errno.EIO, "the disk is gone")), "the disk is gone", errno.EIO)
        self.fails(Table(good(), good(), fails=(errno.EIO, "")), "", errno.EIO)
        with self.assertRaisesRegex(ValueError, "the disk is gone"):  # while it looks what digits are
            score(Table(good(), fails=(errno.EIO, "the disk is gone")), grades="auto")

    def test_batches_unlike_their_table(self):
        less = good()
        less.pop(REQUIREMENTS[9])
        self.fails(Table(good(), less), "other columns")
        short = good()
        short[REQUIREMENTS[9]] = Column("C", [1, 2])
        self.fails(Table(good(), short), "shorter")
        with self.assertRaisesRegex(ValueError, "shorter"):
            score(Table(good(), short), grades="auto")

    def test_rows_that_are_null_as_a_whole(self):
        self.fails(Table(good(), validity=b"\x3b"), "null as a whole")
        self.assertEqual(len(read(score(Table(good(), validity=b"\x3f")))), 6)

    def test_types_that_mean_nothing(self):
        for format in ("b", "z", "Z", "vz", "e", "tdD", "tsu:", "w:4", "+l", "+s", "d:40,2,256", "?", ""):
            with self.subTest(format):
                column = Column("C", [1] * 6)
                column.format = format
                column.buffers = lambda: [None, bytes(96)]
                with self.assertRaises(cmmm.InvalidData) as caught:
                    score(Table({**good(), REQUIREMENTS[0]: column}))
                self.assertEqual([(v.field, v.rule) for v in caught.exception.violations],
                                 [(REQUIREMENTS[0], "column.type")])

    def test_nothing_at_all(self):
        self.assertEqual(read(score(Table(good(0)))), [])
        self.assertEqual(read(score(Table(good(0), good(0), good(2), good(0)))), read(score(Table(good(2)))))
        with self.assertRaises(cmmm.InvalidData) as caught:
            score(Table({}))
        self.assertEqual(caught.exception.reason, "INVALID_TABLE")

    def test_what_is_no_table(self):
        for thing in (None, 7, "table.csv", [[1]], {"enterprise_id": ["a"]}):
            with self.assertRaises(TypeError):
                score(thing)
        with self.assertRaises((TypeError, ValueError)):
            score(type("Lies", (), {"__arrow_c_stream__": lambda self, schema=None: 7})())
        with self.assertRaises((TypeError, ValueError)):
            score(type("Lies", (), {"__arrow_c_array__": lambda self, schema=None: (7, 7)})())

    def test_a_stream_that_was_read(self):
        class Again:
            capsule = Table(good()).__arrow_c_stream__()

            def __arrow_c_stream__(self, requested_schema=None):
                return self.capsule

        again = Again()
        self.assertEqual(len(read(score(again))), 6)
        with self.assertRaisesRegex(ValueError, "read by somebody else"):
            score(again)

    def test_options_that_are_none(self):
        for options in ({"grades": "stars"}, {"view": "all"}, {"unanswered": "perhaps"}):
            with self.assertRaises(ValueError):
                score(Table(good()), **options)
        with self.assertRaises(TypeError):
            score(Table(good()), threads="two")
        scored = score(Table(good()), weights="nowhere")
        self.assertEqual(read(scored), [])
        self.assertEqual({row["rule"] for row in read(scored.rejects)}, {"weight_set_not_found"})

    def test_threads_that_are_none(self):
        for threads in (0, -1, 257, 10**9, 2**40):
            with self.assertRaisesRegex(ValueError, "threads is 1 to 256"):
                score(Table(good()), threads=threads)

    def test_other_names_for_columns_that_are_not_there(self):
        with self.assertRaises(cmmm.InvalidData) as caught:
            score(Table(good()), columns={"nobody": "city", "enterprise_id": "enterprise_id"})
        self.assertEqual([(v.field, v.rule, v.value) for v in caught.exception.violations],
                         [("nobody", "column.missing", "city")])
        self.assertNotEqual(caught.exception.violations[0].message_zh, "column.missing")

    def test_what_is_shown_of_them(self):
        scored = score(Table(good()))
        self.assertEqual(repr(scored), "<cmmm.TableResult, not read to its end>")
        read(scored)
        self.assertEqual(repr(scored), "<cmmm.TableResult 6 scored, 0 rejected>")
        self.assertEqual(repr(scored.rejects), "<cmmm.Rejects of 0 rows>")

    def test_results_that_nobody_reads(self):
        for threads in (1, 2):
            capsule = score(Table(*[good(100)] * 20), threads=threads).__arrow_c_stream__()
            array = Array()
            self.assertEqual(stream_of(capsule).get_next(stream_of(capsule), array), 0)
            array.release(array)
            del capsule


class Changed(unittest.TestCase):
    """Memory that somebody else writes while it is read."""

    def test_every_row_is_scored_or_rejected(self):
        rows = 5_000
        memory = bytes(rows)  # behind every column
        columns = {"enterprise_id": ids(rows)}
        for name in REQUIREMENTS:
            columns[name] = Column("C", range(rows))
            columns[name].buffers = lambda: [None, memory]
        over = threading.Event()

        def change():
            pick = random.Random(SEED)
            while not over.is_set():
                ctypes.memset(memory, pick.randrange(9), rows)
        thread = threading.Thread(target=change)
        thread.start()
        try:
            for threads in (1, 2):
                scored = score(Table(columns), threads=threads)
                self.assertEqual(len(read(scored)) + scored.rejected, rows)
        finally:
            over.set()
            thread.join()


class Processes(unittest.TestCase):
    def child(self, work):
        """Runs `work` in a process made by fork; fails unless it returns within a minute."""
        pid = os.fork()
        if pid == 0:
            signal.alarm(60)
            code = 1
            try:
                code = 0 if work() is None else 2
            finally:
                os._exit(code)
        self.assertEqual(os.waitpid(pid, 0)[1], 0)

    def test_a_stream_that_was_begun_stays_in_its_process(self):
        for threads in (1, 3):
            with self.subTest(threads):
                scored = score(Table(*[good(50)] * 40), threads=threads)
                capsule = scored.__arrow_c_stream__()
                stream, array = stream_of(capsule), Array()
                self.assertEqual(stream.get_next(stream, array), 0)
                rows = array.length
                array.release(array)

                def work():
                    nonlocal scored, capsule, stream
                    there = Array()
                    assert stream.get_next(stream, there) == errno.EINVAL
                    assert b"score the table again" in stream.get_last_error(stream)
                    del stream, capsule, scored  # must not wait for threads that are not here
                    assert len(read(score(Table(good(50)), threads=threads))) == 50
                self.child(work)
                while True:
                    self.assertEqual(stream.get_next(stream, array), 0)
                    if not array.release:
                        break
                    rows += array.length
                    array.release(array)
                self.assertEqual((rows, scored.scored), (2000, 2000))

    def test_one_that_was_not_begun_can_be_read_there(self):
        scored = score(Table(good(50)), threads=2)

        def work():
            assert len(read(scored)) == 50
        self.child(work)
        self.assertEqual(len(read(scored)), 50)

    def test_results_by_pickle(self):
        result = MODEL.score(dict.fromkeys(REQUIREMENTS, "mostly"), weights=WEIGHTS)
        there = pickle.dumps(result)

        def work():
            assert pickle.loads(there).to_dict() == result.to_dict()
        self.child(work)
        with self.assertRaises(TypeError):
            pickle.dumps(score(Table(good())))

    def test_answers_packed_for_a_model_of_another_digest(self):
        message = MODEL.score(dict.fromkeys(REQUIREMENTS, "mostly"), weights=WEIGHTS)._scored.assessment.message()
        other = message.replace(MODEL.digest.encode(), b"0" * len(MODEL.digest))
        self.assertNotEqual(message, other)
        with self.assertRaises(cmmm.Error) as caught:
            MODEL.score(other)
        self.assertIn("digest", str(caught.exception))


class Answers(unittest.TestCase):
    """One assessment, of values that are none."""

    def test_what_is_no_assessment(self):
        for thing in (None, 7, [("a", 1)], object()):
            with self.assertRaises(TypeError):
                MODEL.score(thing)
        with self.assertRaises(FileNotFoundError):
            MODEL.score("no such file")
        pick = random.Random(SEED)
        for size in (0, 1, 5, 100, 5000):
            with self.assertRaises(cmmm.Error):
                MODEL.score(bytes(pick.randrange(256) for _ in range(size)))

    def test_a_frame_is_no_assessment(self):
        class Frame:
            def __dataframe__(self):
                raise AssertionError

            def keys(self):
                return ["enterprise_id"]

        with self.assertRaisesRegex(TypeError, "Frame is a table.*score_table takes it"):
            MODEL.score(Frame(), weights=WEIGHTS)

        class Lazy:
            def collect(self):
                raise AssertionError

        with self.assertRaisesRegex(TypeError, "Lazy has no Arrow.*collect\\(\\)"):
            score(Lazy())

    def test_what_is_said_of_it_in_both_languages(self):
        with self.assertRaises(cmmm.InvalidData) as caught:
            MODEL.score({REQUIREMENTS[0]: "perhaps"}, weights=WEIGHTS)
        error = caught.exception
        self.assertGreater(error.total, 100)
        self.assertEqual(repr(error), f"<cmmm.InvalidData INVALID_ASSESSMENT, {error.total} violations>")
        self.assertEqual(error.text(), str(error))
        chinese = error.text("zh").split("\n")
        self.assertEqual(len(chinese), 12)
        for line in chinese:
            self.assertRegex(line, "[\u4e00-\u9fff]")
        self.assertNotIn("answered", "".join(chinese))
        with self.assertRaises(ValueError):
            error.text("fr")
        again = pickle.loads(pickle.dumps(error))
        self.assertEqual((again.text("zh"), again.violations), (error.text("zh"), error.violations))
        for call in (lambda: MODEL.score({}), lambda: cmmm.load("nowhere"),
                     lambda: MODEL.ready("nowhere", {}, weights=WEIGHTS)):
            with self.assertRaises(cmmm.NotFound) as caught:
                call()
            self.assertRegex(caught.exception.message_zh, "[\u4e00-\u9fff]")

    def test_keys_and_values_of_any_type(self):
        class Text:
            def __str__(self):
                raise RuntimeError("has no text")

        for answers in ({7: "fully"}, {None: None}, {"\ud800": "fully"}, {REQUIREMENTS[0]: "\ud800"},
                        {REQUIREMENTS[0]: []}, {REQUIREMENTS[0]: float("nan")}, {REQUIREMENTS[0]: 10**400},
                        {b"data.2.a": b"fully"}):
            with self.subTest(answers), self.assertRaises((cmmm.InvalidData, UnicodeError)):
                MODEL.score(answers, weights=WEIGHTS)
        with self.assertRaisesRegex(RuntimeError, "has no text"):
            MODEL.score({REQUIREMENTS[0]: Text()}, weights=WEIGHTS)

    def test_a_dict_that_changes_while_it_is_read(self):
        answers = dict.fromkeys(REQUIREMENTS, "fully")

        class Adds:
            def __str__(self):
                answers.clear()
                return "fully"

        answers[REQUIREMENTS[1]] = Adds()
        try:
            MODEL.score(answers, weights=WEIGHTS)
        except (cmmm.InvalidData, RuntimeError):
            pass  # what counts is that it comes back


if __name__ == "__main__":
    unittest.main()
