// docs/doors.md is the table of what can be said at which door; this holds it
// to what happens. A cell is `=` (the same as with ids), or the number of a
// reason: `3` is refused for the rule the reason names, `(3)` cannot be said
// there.
#include "tests/tables/doors.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "engine/analyze.h"
#include "engine/evaluate.h"
#include "tests/batch/table_files.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

struct DoorRow {
  std::string meaning;             // `grade GRADE_PARTLY`
  std::string written;             // as a person writes it
  std::vector<std::string> cells;  // by door
};

struct DoorTable {
  std::vector<std::string> doors;
  std::vector<DoorRow> rows;
  // By the number of the reason: the rules that refuse.
  std::map<std::string, std::set<std::string>> rules;
};

// `\u200b` as the character.
std::string Unescaped(std::string text) {
  for (size_t at = 0; (at = text.find("\\u", at)) != std::string::npos;) {
    const auto code =
        static_cast<uint32_t>(std::stoul(text.substr(at + 2, 4), nullptr, 16));
    std::string utf8;
    if (code < 0x80) {
      utf8 = {static_cast<char>(code)};
    } else if (code < 0x800) {
      utf8 = {static_cast<char>(0xC0 | code >> 6),
              static_cast<char>(0x80 | (code & 0x3F))};
    } else {
      utf8 = {static_cast<char>(0xE0 | code >> 12),
              static_cast<char>(0x80 | (code >> 6 & 0x3F)),
              static_cast<char>(0x80 | (code & 0x3F))};
    }
    text.replace(at, 6, utf8);
    at += utf8.size();
  }
  return text;
}

// What stands between backticks, else the text as it is.
std::string Code(absl::string_view cell) {
  std::string text(absl::StripAsciiWhitespace(cell));
  if (text.size() >= 2 && text.front() == '`' && text.back() == '`') {
    text = text.substr(1, text.size() - 2);
  }
  return text;
}

DoorTable ReadDoors() {
  DoorTable table;
  for (const absl::string_view line :
       absl::StrSplit(ReadFile(SourcePath("docs/doors.md")), '\n')) {
    const size_t dot = line.find(". ");
    int number = 0;
    if (dot != absl::string_view::npos &&
        absl::SimpleAtoi(line.substr(0, dot), &number)) {
      std::set<std::string>& rules = table.rules[absl::StrCat(number)];
      const std::vector<std::string> parts =
          absl::StrSplit(line.substr(0, line.find(':')), '`');
      for (size_t p = 1; p < parts.size(); p += 2) rules.insert(parts[p]);
    }
    if (!absl::StartsWith(line, "| ")) continue;
    std::vector<std::string> cells =
        absl::StrSplit(line.substr(2, line.rfind(" |") - 2), " | ");
    if (table.doors.empty()) {
      table.doors.assign(cells.begin() + 2, cells.end());
      continue;
    }
    table.rows.push_back({Code(cells[0]),
                          Unescaped(Code(cells[1])),
                          {cells.begin() + 2, cells.end()}});
    for (std::string& cell : table.rows.back().cells) {
      cell = std::string(absl::StripAsciiWhitespace(cell));
    }
  }
  return table;
}

// The first requirement that may be not applicable.
std::string MayBeNotApplicable() {
  for (const ModelRequirement& item : Model().requirements) {
    if (item.may_be_not_applicable) return item.id;
  }
  return "";
}

// An assessment in which only `meaning` is written as `written`.
Said SaidOf(const std::string& meaning, const std::string& written) {
  const std::pair<std::string, std::string> parts =
      absl::StrSplit(meaning, absl::MaxSplits(' ', 1));
  Said said;
  const std::string& kind = parts.first;
  if (kind == "grade" || kind == "open") said.grade = written;
  if (kind == "n/a") {
    said.of = said.item = MayBeNotApplicable();
    said.grade = written;
    said.with_reasons = true;
    if (parts.second != "without") said.reason = "外包";
  }
  if (kind == "weights") said.weights = written;
  if (kind == "excluded") said.excluded = written;
  if (kind == "levels") said.up_to = written;
  if (kind == "requirement") said.item = written;
  if (kind == "enterprise") said.enterprise = written;
  if (kind == "mark") said.marked = true;
  if (kind == "twice" || kind == "unknown") {
    said.more = {{written, "discrete"}};
  }
  if (kind == "digits") {
    said.style = parts.second.substr(0, parts.second.find(' '));
    said.grade = written;
  }
  if (kind == "requirement" || kind == "unknown") {
    if (kind == "requirement") said.grade = "GRADE_PARTLY";
  }
  return said;
}

// What the meaning gives when it is written as ids.
std::string Expected(const std::string& door, const std::string& meaning) {
  const std::pair<std::string, std::string> parts =
      absl::StrSplit(meaning, absl::MaxSplits(' ', 1));
  const std::string& kind = parts.first;
  const bool is_table =
      door != "json" && door != "textproto" && door != "options";
  v1::ScoreRequest request;
  v1::Profile* profile = request.mutable_profile();
  profile->set_weight_set(kind == "weights" ? parts.second : "discrete");
  if (kind == "excluded" && parts.second != "none") {
    for (const absl::string_view id : absl::StrSplit(parts.second, '+')) {
      profile->add_excluded_domain_ids(std::string(id));
    }
  }
  if (kind == "levels")
    profile->set_assess_up_to_level(std::stoi(parts.second));
  for (const ModelRequirement& item : Model().requirements) {
    v1::Answer* answer = request.mutable_list()->add_answers();
    answer->set_requirement_id(item.id);
    answer->set_grade(v1::GRADE_FULLY);
    if (item.id != (kind == "n/a" ? MayBeNotApplicable() : Said().of)) continue;
    v1::Grade grade = v1::GRADE_FULLY;
    if (kind == "grade" || kind == "digits") {
      const size_t blank = parts.second.rfind(' ');
      EXPECT_TRUE(v1::Grade_Parse(blank == std::string::npos
                                      ? parts.second
                                      : parts.second.substr(blank + 1),
                                  &grade))
          << meaning;
    }
    if (kind == "requirement") grade = v1::GRADE_PARTLY;
    if (kind == "open") grade = v1::GRADE_UNSPECIFIED;
    answer->set_grade(grade);
    if (kind == "n/a") answer->mutable_not_applicable()->set_reason("x");
  }
  v1::ScoreResponse response;
  if (const auto refusal = Evaluate(RealCatalog(), request, &response)) {
    return absl::StrCat("refused ", refusal->violations.listed()[0].rule_id);
  }
  const auto& total = response.decision().total();
  return absl::StrCat(is_table ? "E1" : "-", " level ",
                      response.decision().level(), " total ", total.numerator(),
                      "/", total.denominator());
}

// Whether the plan that costs named so is the one of their ids.
bool CostsAreThoseOf(const std::string& id, const std::string& written) {
  std::string responses[2];
  for (size_t i = 0; i < 2; ++i) {
    v1::PlanUpgradeRequest request;
    *request.mutable_assessment() =
        PackedRequest(RealCatalog(), "discrete",
                      std::string(Model().requirements.size(), '\2'));
    v1::RaiseCost* cost = request.add_costs();
    cost->set_id(i == 0 ? id : written);
    cost->set_not_to_partly(9);
    cost->set_partly_to_mostly(9);
    cost->set_mostly_to_fully(9);
    v1::PlanUpgradeResponse response;
    const auto refusal = PlanUpgrade(RealCatalog(), request, &response);
    EXPECT_FALSE(refusal.has_value()) << refusal->message;
    responses[i] = response.SerializeAsString();
  }
  return responses[0] == responses[1];
}

TEST(DoorsTest, EveryDoorDoesWhatTheTableSays) {
  const DoorTable table = ReadDoors();
  ASSERT_EQ(table.doors, DoorNames());
  std::set<std::string> used;
  size_t cells = 0;
  for (const DoorRow& row : table.rows) {
    SCOPED_TRACE(absl::StrCat(row.meaning, " written `", row.written, "`"));
    ASSERT_EQ(row.cells.size(), table.doors.size());
    for (size_t d = 0; d < row.cells.size(); ++d) {
      const std::string& cell = row.cells[d];
      ++cells;
      absl::string_view number = cell;
      if (absl::ConsumePrefix(&number, "(")) {
        absl::ConsumeSuffix(&number, ")");
        EXPECT_EQ(table.rules.count(std::string(number)), 1u) << cell;
        used.insert(std::string(number));
        continue;
      }
      if (absl::StartsWith(row.meaning, "sub-domain ")) {
        EXPECT_EQ(cell, "=");
        EXPECT_TRUE(CostsAreThoseOf(row.meaning.substr(11), row.written));
        continue;
      }
      const std::string got =
          Through(table.doors[d], SaidOf(row.meaning, row.written));
      if (cell == "=") {
        EXPECT_EQ(got, Expected(table.doors[d], row.meaning)) << table.doors[d];
        continue;
      }
      ASSERT_EQ(table.rules.count(cell), 1u) << cell;
      used.insert(cell);
      EXPECT_EQ(got.rfind("refused ", 0), 0u) << table.doors[d] << ": " << got;
      EXPECT_THAT(table.rules.at(cell), testing::Contains(got.substr(8)))
          << table.doors[d];
    }
  }
  EXPECT_GE(cells, 150u);
  EXPECT_EQ(used.size(), table.rules.size()) << "a reason without a cell";
}

}  // namespace
}  // namespace cmmm::test
