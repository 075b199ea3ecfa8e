#include "tests/tables/doors.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <functional>
#include <map>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "batch/filter.h"
#include "cli/files/read_request.h"
#include "cli/options/assessment_options.h"
#include "engine/base/json_string.h"
#include "engine/describe_model.h"
#include "engine/evaluate.h"
#include "tables/request_text.h"
#include "tables/table_requests.h"
#include "tests/batch/table_files.h"
#include "tests/cli/cli_files.h"
#include "tests/excel/make_workbook.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

constexpr char kMark[] = "\xEF\xBB\xBF";

std::string Refused(const std::string& rule) { return "refused " + rule; }

std::string OfFailure(const Failure& failure) {
  const auto& listed = failure.violations.listed();
  if (failure.kind == FailureKind::kUsage) return Refused("usage");
  return Refused(listed.empty() || listed[0].rule_id.empty()
                     ? "content"
                     : listed[0].rule_id);
}

std::string Scored(const std::string& enterprise,
                   const v1::ScoreRequest& request) {
  v1::ScoreResponse response;
  if (const auto refusal = Evaluate(RealCatalog(), request, &response)) {
    return Refused(refusal->violations.empty()
                       ? absl::AsciiStrToLower(refusal->reason)
                       : refusal->violations.listed()[0].rule_id);
  }
  const auto& total = response.decision().total();
  return absl::StrCat(enterprise, " level ", response.decision().level(),
                      " total ", total.numerator(), "/", total.denominator());
}

// The grade of every other requirement, in the style said.
std::string Other(const Said& said) {
  if (said.style == "#code") return "4";
  return said.style == "#score" ? "1" : "GRADE_FULLY";
}

// Calls `add` with every requirement as it is written and its grade.
void ForEachAnswer(
    const Said& said,
    const std::function<void(const std::string&, const std::string&)>& add) {
  for (const ModelRequirement& item : Model().requirements) {
    const bool is_said = item.id == said.of;
    add(is_said ? said.item : item.id, is_said ? said.grade : Other(said));
  }
}

Table WideTable(const Said& said) {
  Table table = {{"enterprise_id", "weight_set", "excluded_domain_ids",
                  "assess_up_to_level"},
                 {said.enterprise, said.weights, said.excluded, said.up_to}};
  for (const auto& [name, text] : said.more) {
    table[0].push_back(name);
    table[1].push_back(text);
  }
  ForEachAnswer(said, [&](const std::string& item, const std::string& grade) {
    table[0].push_back(item + said.style);
    table[1].push_back(grade);
  });
  return table;
}

Table LongTable(const Said& said) {
  Table table = {{"enterprise_id", "weight_set", "excluded_domain_ids",
                  "assess_up_to_level", "requirement_id",
                  "grade" + said.style}};
  if (said.with_reasons) table[0].emplace_back("note");
  for (const auto& [name, text] : said.more) table[0].push_back(name);
  ForEachAnswer(said, [&](const std::string& item, const std::string& grade) {
    Cells row = {said.enterprise, said.weights, said.excluded,
                 said.up_to,      item,         grade};
    if (said.with_reasons) row.push_back(said.reason);
    for (const auto& [name, text] : said.more) row.push_back(text);
    table.push_back(std::move(row));
  });
  return table;
}

std::string OfTable(const std::string& name, const std::string& bytes) {
  const BatchFolder folder;
  v1::GetModelResponse described;
  EXPECT_FALSE(DescribeModel(RealCatalog(), {}, &described).has_value());
  tables::InputOptions options;
  const tables::Editions editions({RealCatalog().entries().front(), described});
  options.editions = &editions;
  tables::TableRequests rows({folder.Write(name, bytes)}, options, Model());
  if (const auto failure = rows.Open()) return OfFailure(*failure);
  tables::TableRow row;
  bool more = false;
  if (const auto failure = rows.Next(&row, &more)) return OfFailure(*failure);
  if (!more) return "nothing";
  if (!row.findings.empty()) return Refused(row.findings[0].rule);
  return Scored(row.enterprise_id, row.request);
}

std::string Marked(const Said& said, const std::string& text) {
  return said.marked ? kMark + text : text;
}

std::string ThroughCsv(const std::string& name, const Said& said,
                       const Table& table) {
  Table quoted = table;
  for (Cells& row : quoted) {
    for (std::string& cell : row) {
      if (absl::StrContains(cell, ",")) cell = absl::StrCat("\"", cell, "\"");
    }
  }
  std::string text = ToCsv(quoted);
  if (absl::EndsWith(name, ".tsv")) {
    text.clear();
    for (const Cells& row : table) {
      absl::StrAppend(&text, absl::StrJoin(row, "\t"), "\n");
    }
  }
  return OfTable(name, Marked(said, text));
}

std::string Quoted(const std::string& text) {
  std::string quoted;
  AppendJsonString(text, &quoted);
  return quoted;
}

std::string Line(const Said& said) {
  std::vector<std::string> pairs;
  const auto add = [&](const std::string& key, const std::string& text) {
    pairs.push_back(absl::StrCat(Quoted(key), ":", Quoted(text)));
  };
  add("enterprise_id", said.enterprise);
  add("weight_set", said.weights);
  add("excluded_domain_ids", said.excluded);
  add("assess_up_to_level", said.up_to);
  for (const auto& [name, text] : said.more) add(name, text);
  ForEachAnswer(said, [&](const std::string& item, const std::string& grade) {
    add(item + said.style, grade);
  });
  return Marked(said, absl::StrCat("{", absl::StrJoin(pairs, ","), "}\n"));
}

// Runs the filter from a file into a file.
std::string ThroughFilter(const Said& said) {
  const BatchFolder folder;
  const int in = open(folder.Write("in", Line(said)).c_str(), O_RDONLY);
  const std::string path = folder.File("out");
  const int out = open(path.c_str(), O_WRONLY | O_CREAT, 0600);
  const auto failure = batch::RunFilter(RealCatalog(), {}, in, out);
  close(in);
  close(out);
  if (failure.has_value()) return OfFailure(*failure);
  const std::string line = ReadFile(path);
  const auto field = [&](const std::string& name, const char* end) {
    const size_t at = line.find(name);
    if (at == std::string::npos) return std::string();
    const size_t begin = at + name.size();
    return line.substr(begin, line.find_first_of(end, begin) - begin);
  };
  const std::string rule = field("\"rule\":\"", "\"");
  if (!rule.empty()) return Refused(rule);
  std::string exact = field("\"total_exact\":\"", "\"");
  if (!absl::StrContains(exact, "/")) exact += "/1";
  return absl::StrCat(field("\"enterprise_id\":\"", "\""), " level ",
                      field("\"level\":", ","), " total ", exact);
}

// A grade of a request in JSON: numbers as they are.
std::string JsonGrade(const std::string& grade) {
  const bool digits =
      grade.find_first_not_of("0123456789.") == std::string::npos;
  return digits && !grade.empty() ? grade : Quoted(grade);
}

bool IsNotApplicable(const std::string& grade) {
  return texts::GradeWords(Model()).Read(grade, texts::GradeStyle::kWords) ==
         kNotApplicable;
}

std::string RequestAsJson(const Said& said) {
  std::vector<std::string> answers;
  ForEachAnswer(said, [&](const std::string& item, const std::string& grade) {
    answers.push_back(absl::StrCat(
        R"({"requirementId":)", Quoted(item + said.style),
        IsNotApplicable(grade) ? absl::StrCat(R"(,"notApplicable":{"reason":)",
                                              Quoted(said.reason), "}")
                               : absl::StrCat(R"(,"grade":)", JsonGrade(grade)),
        "}"));
  });
  std::string more;
  for (const auto& [name, text] : said.more) {
    absl::StrAppend(&more, ",", Quoted(name), ":", Quoted(text));
  }
  return Marked(
      said,
      absl::StrCat(
          R"({"profile":{"weightSet":)", Quoted(said.weights),
          said.excluded.empty() ? ""
                                : absl::StrCat(R"(,"excludedDomainIds":[)",
                                               Quoted(said.excluded), "]"),
          said.up_to.empty()
              ? ""
              : absl::StrCat(R"(,"assessUpToLevel":)", Quoted(said.up_to)),
          more, R"(},"list":{"answers":[)", absl::StrJoin(answers, ","),
          "]}}"));
}

std::string RequestAsText(const Said& said) {
  std::string text =
      absl::StrCat("profile { weight_set: ", Quoted(said.weights));
  if (!said.excluded.empty()) {
    absl::StrAppend(&text, " excluded_domain_ids: ", Quoted(said.excluded));
  }
  if (!said.up_to.empty()) {
    absl::StrAppend(&text, " assess_up_to_level: ", said.up_to);
  }
  for (const auto& [name, value] : said.more) {
    absl::StrAppend(&text, " ", name, ": ", Quoted(value));
  }
  text += " }\nlist {\n";
  ForEachAnswer(said, [&](const std::string& item, const std::string& grade) {
    absl::StrAppend(&text,
                    "answers { requirement_id: ", Quoted(item + said.style));
    if (IsNotApplicable(grade)) {
      absl::StrAppend(&text, " not_applicable { reason: ", Quoted(said.reason),
                      " }");
    } else if (!grade.empty()) {
      absl::StrAppend(&text, " grade: ", grade);
    }
    text += " }\n";
  });
  return Marked(said, text + "}\n");
}

std::string ThroughRequest(const std::string& content) {
  v1::ScoreRequest request;
  if (const auto failure = tables::ParseRequest(content, &request)) {
    return OfFailure(*failure);
  }
  return Scored("-", request);
}

// A file that says nothing of the profile, and options that do.
std::string ThroughOptions(const Said& said) {
  Said file;
  file.weights.clear();
  file.item = said.item;
  file.grade = said.grade;
  const TempFile written(RequestAsText(file));
  cli::AssessmentOptions options;
  options.weights = said.weights;
  options.exclude = said.excluded;
  if (!said.up_to.empty()) options.up_to = std::stoi(said.up_to);
  const auto engine = cli::MakeLocalEngine(RealCatalog());
  v1::ScoreRequest request;
  if (const auto failure = cli::ReadAssessment(written.path(), options,
                                               engine.get(), &request)) {
    return OfFailure(*failure);
  }
  return Scored("-", request);
}

}  // namespace

const std::vector<std::string>& DoorNames() {
  static const auto* const kNames = new std::vector<std::string>{
      "wide",   "long", "tsv",       "sheet",  "jsonl",
      "filter", "json", "textproto", "options"};
  return *kNames;
}

std::string Through(const std::string& door, const Said& said) {
  if (door == "wide") return ThroughCsv("in.csv", said, WideTable(said));
  if (door == "long") return ThroughCsv("in.csv", said, LongTable(said));
  if (door == "tsv") return ThroughCsv("in.tsv", said, WideTable(said));
  if (door == "sheet") {
    return OfTable(
        "in.xlsx",
        Zip(WorkbookParts({{"Sheet1", TextRows(WideTable(said)), ""}})));
  }
  if (door == "jsonl") return OfTable("in.jsonl", Line(said));
  if (door == "filter") return ThroughFilter(said);
  if (door == "json") return ThroughRequest(RequestAsJson(said));
  if (door == "textproto") return ThroughRequest(RequestAsText(said));
  return ThroughOptions(said);
}

}  // namespace cmmm::test
