// What is wrong with one row of a table, whatever form the table has.
//
//   RowFinding{"<requirement>", "answer.grade", "perhaps",
//              "is none of the grades"}
#ifndef CMMM_ENGINE_BASE_ROW_FINDING_H_
#define CMMM_ENGINE_BASE_ROW_FINDING_H_

#include <string>
#include <vector>

namespace cmmm {

// `column` is where a person looks: a column's name, a cell of a sheet
// (`问卷!D7`) or empty for the row as a whole. `rule` is a stable id. `value`
// is what stands there, printable and cut to a sane length. `message` says what
// is wrong.
struct RowFinding {
  std::string column;
  std::string rule;
  std::string value;
  std::string message;
  // The same in Chinese; empty where the rule in words says as much
  // (texts/rule_texts.h).
  std::string message_zh = {};
  // As Violation's: what `message` lists, in Chinese.
  std::string there_are_zh = {};

  bool operator==(const RowFinding&) const = default;
};

using RowFindings = std::vector<RowFinding>;

}  // namespace cmmm

#endif  // CMMM_ENGINE_BASE_ROW_FINDING_H_
