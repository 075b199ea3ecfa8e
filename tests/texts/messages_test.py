"""Every sentence of a finding that has facts in it can be said in Chinese.

Reads the sources, as the compiler does: each absl::StrCat of English words and
values that stands in no expression with Chinese words is a sentence whose
Chinese is looked up (texts/message_forms.h). There has to be a form for it, with
every fact. Usage: messages_test.py ROOT
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(sys.argv[1])
ROOMS = ["engine", "excel", "tables", "results", "batch", "service", "server", "http"]
CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
# Sentences that no person gets by themselves: (file, beginning, why).
EXEMPT = [
    ("batch/", "", "the texts of sheets and files stand there in both languages"),
    ("engine/model/checked_text.cc", "", "said in both languages"),
    ("engine/response/notices.cc", "", "said in both languages"),
    ("engine/signature/", "", "said in both languages"),
    ("http/openapi.cc", "", "the description of the API is English"),
    ("service/audit/", "", "said in both languages"),
    ("service/listen_address.cc", "the", "the end of config.address"),
    ("excel/check_rows.cc", ", which is", "a part of workbook.statement_mismatch"),
    ("excel/xml.cc", "{} in line", "a part of workbook.broken_xml"),
    ("excel/collect_model.cc", "; not known", "a part of modelbook.sheet_missing"),
    ("service/documents/write_", "the workbook", "a disk or a memory that is full, in the words of a library"),
    ("engine/model/read.cc", "not a {}", "a file that is no text at all: the value has its name"),
    ("tables/survey.cc", "", "the parts of input.digits, grades.mixed and grades.ambiguous"),
    ("tables/row_reader.cc", "; its cells", "a part of row.cell_count"),
]
# Sentences whose values are words: (file, sentence, what stands for the values).
GROUPS = ["of the elements", "of the domains of element `X1`", "of the sub-domains of domain `X1`"]
TITLES = ["no row has the titles of an id and of a grade column (X1 and 评价, X2 and Grade)"]
WORDS = [
    ("engine/explain/explain_messages.cc", "has no applicable item at level {}", ["`X1` has no applicable item at level X2"]),
    ("engine/model/validate_structure.cc", "has no {}", ["elements", "domains", "sub-domains", "weight sets", "requirements"]),
    ("engine/model/validate_weights.cc", "the model has no group {}", GROUPS),
    ("engine/model/validate_weights.cc", "another group {} is in the same set", GROUPS),
    ("engine/model/validate_weights.cc", "the group {} is missing", GROUPS),
    ("engine/request/check_json.cc", "must be {}", ["an object", "a list", "neither an object nor a list"]),
    ("excel/check_rows.cc", "from here on {} requirements have a grade, but {}; was one renamed?", [["7", TITLES[0]]]),
    ("excel/check_rows.cc", "the sheet has {} ids of requirements and was not read: {}", [["7", TITLES[0]]]),
    ("excel/interpret_answers.cc", "not applicable needs a reason{}", [" in X1", "; there is no column for notes"]),
    ("excel/join_assessments.cc", "the {} of the parts have together more than {} characters",
     [[what, "7"] for what in ("notes", "assessors", "contacts", "remarks")]),
    ("excel/workbook_parts.cc", "more than {} {}", [["7", "relationships"], ["7", "sheets"], ["7", "cell formats"]]),
    ("tables/json_record.cc", "is {}; it must be text, a number or null", ["true or false", "a list", "an object"]),
    ("tables/table_layout.cc", "both mean {}; leave one of them", ["`X1` both mean X2; leave one of them"]),
    ("tables/table_layout.cc", "is no column with a meaning: is it {}? Else give it another name",
     ["`X1` is no column with a meaning: is it X2? Else give it another name"]),
    ("tables/row_reader.cc", "is no grade among {}", ["words", "scores", "codes"]),
    ("tables/separator.cc", "the cells seem to be apart by {} (0x{}), where {}{}", [
        ["a tab", "09", "CSV has commas", "; name the file .tsv"],
        ["the byte 1", "01", "CSV has commas", "; save it as CSV with commas"],
        [";", "3b", "CSV has commas", "; save it as CSV with commas"],
        [",", "2c", "TSV has tabs", "; save it as CSV with commas"]]),
    ("service/check_settings.cc", "{}, and access_file does not say who may call; if everybody may, say so with open_access",
     ["X1 is reached from other machines", "X1 is there"]),
]


def end_of(text, at):
    """Behind the bracket that closes the one at `at`."""
    depth = 0
    while at < len(text):
        if text[at] == '"':
            at += 1
            while text[at] != '"':
                at += 2 if text[at] == "\\" else 1
        elif text[at] == "'" and (match := re.match(r"'(\\.|[^\\'])'", text[at:])):
            at += match.end() - 1
        elif text[at] in "([{":
            depth += 1
        elif text[at] in ")]}":
            depth -= 1
            if depth == 0:
                return at + 1
        at += 1
    return at


def arguments(text):
    """Those of a call, given what stands between its brackets."""
    parts, begin, at = [], 0, 0
    while at < len(text):
        if text[at] in "([{\"'":
            if text[at] == '"':
                at += 1
                while text[at] != '"':
                    at += 2 if text[at] == "\\" else 1
            elif text[at] == "'":
                match = re.match(r"'(\\.|[^\\'])'", text[at:])
                at += match.end() - 1 if match else 0
            else:
                at = end_of(text, at) - 1
        elif text[at] == ",":
            parts.append(text[begin:at].strip())
            begin = at + 1
        at += 1
    return [*parts, text[begin:].strip()]


def literal(text):
    if not re.fullmatch(r'(\s*"(\\.|[^"\\])*"\s*)+', text, re.S):
        return None
    return "".join(re.findall(r'"((?:\\.|[^"\\])*)"', text)).replace('\\"', '"')


def sentence(call):
    """The arguments of a StrCat as one text, `{}` for what is no literal."""
    said = ""
    for part in arguments(call):
        text = literal(part)
        if text is not None:
            said += text
        elif part in ("kThereAre", "texts::kTheySay"):
            return said
        else:
            said += "`{}`" if part.startswith("Quoted(") else "{}"
    return said


def without_comments(text):
    return re.sub(r'("(?:\\.|[^"\\\n])*")|//[^\n]*', lambda match: match.group(1) or "", text)


def statement(text, at):
    """What stands around `at`, from one semicolon or brace of a block to the next."""
    begin = max(text.rfind(";", 0, at), text.rfind(") {\n", 0, at), text.rfind("}\n", 0, at))
    return text[begin + 1:text.find(";\n", at)]


def sentences():
    """(file:line, sentence) of all that a person may get."""
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.cc")):
            name = str(path.relative_to(ROOT))
            text = without_comments(path.read_text(encoding="utf-8"))
            for match in re.finditer(r"absl::StrCat\(", text):
                end = end_of(text, match.end() - 1)
                said = sentence(text[match.end():end - 1])
                if "{}" not in said or not re.search(r"[a-z]{2,} [a-z]", said):
                    continue
                if CHINESE.search(said) or any(
                        name.startswith(file) and said.startswith(begin) for file, begin, _ in EXEMPT):
                    continue
                if CHINESE.search(statement(text, match.start())):
                    continue
                yield f"{name}:{text.count(chr(10), 0, match.start()) + 1}", said


def forms():
    found = []
    for path in sorted((ROOT / "texts").glob("forms_of_*.cc")):
        text = path.read_text(encoding="utf-8")
        for match in re.finditer(r"MessageForm\{", text):
            parts = arguments(text[match.end():end_of(text, match.end() - 1) - 1])
            found.append([literal(part) for part in parts])
    return found


def matches(form, said):
    """Whether the sentence, with words for its values, is the form's."""
    pattern = "".join("(.*?)" if part.startswith("{") else re.escape(part)
                      for part in re.split(r"(\{.\})", form))
    # A value may be empty, as a path before a field is, or more than one word.
    return any(re.fullmatch(pattern, said.replace("{}", value), re.S) for value in ("X1", "", "a b"))


def said_in_words(place, said):
    """The sentence with each of the words that its values may be."""
    for file, sentence_of, words in WORDS:
        if place.split(":")[0] != file or said != sentence_of:
            continue
        for values in words:
            values = [values] if isinstance(values, str) else list(values)
            yield values[0] if values[0].startswith("`") else re.sub(r"\{\}", lambda _: values.pop(0), said)


def main():
    wrong = []
    all_forms = forms()
    for rule, en, zh in all_forms:
        if set(re.findall(r"\{\d\}", en)) != set(re.findall(r"\{\d\}", zh)):
            wrong.append(f"{rule or 'any rule'}: `{en}` and `{zh}` have other facts")
        if re.search(r"\b(the|is|not|must|cannot|are|no|of)\b", zh):
            wrong.append(f"{rule or 'any rule'}: English in `{zh}`")
    seen = list(sentences())
    for place, said in seen:
        for one in list(said_in_words(place, said)) or [said]:
            if not any(matches(en, one) for _, en, _ in all_forms):
                wrong.append(f"{place}: no Chinese form of `{one}` in texts/forms_of_*.cc")
    if len(seen) < 100 or len(all_forms) < 150:
        wrong.append(f"only {len(seen)} sentences and {len(all_forms)} forms were found")
    print("\n".join(wrong))
    print(f"{len(seen)} sentences, {len(all_forms)} forms, {len(wrong)} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
