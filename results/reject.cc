#include "results/reject.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "tables/csv.h"
#include "texts/rule_texts.h"

namespace cmmm::results {
namespace {

// `packed.grades[37]` names the requirement 37; anything else is shortened to
// the field's own name.
std::string ColumnOf(const Violation& violation,
                     const std::vector<std::string>& requirement_ids) {
  absl::string_view path = violation.field_path;
  if (violation.rule_id == "answer.missing") return violation.value;
  if (absl::ConsumePrefix(&path, "packed.grades[") &&
      absl::ConsumeSuffix(&path, "]")) {
    size_t index = 0;
    if (absl::SimpleAtoi(path, &index) && index < requirement_ids.size()) {
      return requirement_ids[index];
    }
  }
  absl::ConsumePrefix(&path, "profile.");
  return std::string(path.substr(0, path.find('[')));
}

}  // namespace

absl::string_view ChineseMessage(absl::string_view rule_id) {
  const absl::string_view zh = texts::ChineseRule(rule_id);
  return zh.empty() ? rule_id : zh;
}

std::string RejectHeader() {
  return "file,row,enterprise_id,column,rule,value,message,message_zh\r\n";
}

void AppendReject(const Reject& reject, absl::string_view file, int64_t row,
                  std::string* out) {
  const auto cell = [&](absl::string_view text) {
    tables::AppendCell(text, ',', out);
    out->push_back(',');
  };
  cell(file);
  cell(absl::StrCat(row));
  cell(Printable(reject.enterprise_id, 256));
  cell(reject.column);
  cell(reject.rule_id);
  cell(Printable(reject.value, 1000));
  cell(reject.message);
  tables::AppendCell(ChineseMessage(reject.rule_id), ',', out);
  out->append("\r\n");
}

std::vector<Reject> ToRejects(const Refusal& refusal,
                              const std::vector<std::string>& requirement_ids) {
  std::vector<Reject> rejects;
  for (const Violation& violation : refusal.violations.listed()) {
    Reject& reject = rejects.emplace_back();
    reject.column = ColumnOf(violation, requirement_ids);
    reject.rule_id = violation.rule_id;
    reject.value = violation.value;
    reject.message = violation.message;
  }
  if (rejects.empty()) {
    Reject& reject = rejects.emplace_back();
    reject.rule_id = absl::AsciiStrToLower(refusal.reason);
    absl::string_view column = reject.rule_id;
    if (absl::ConsumeSuffix(&column, "_not_found")) {
      reject.column = std::string(column);
    }
    reject.message = refusal.message;
  }
  return rejects;
}

}  // namespace cmmm::results
