#include "batch/filter_errors.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/json_string.h"
#include "engine/base/violations.h"

namespace cmmm::batch {
namespace {

constexpr char kNothing[] = "\\N";

// The id as it was given; the same for all that is wrong with a record.
absl::string_view IdOf(const std::vector<results::Reject>& wrong) {
  return wrong.front().enterprise_id;
}

}  // namespace

size_t SqlTsvReader::End(absl::string_view text, size_t begin) const {
  const size_t end = text.find('\n', begin);
  return end == absl::string_view::npos ? text.size() : end + 1;
}

bool SqlTsvReader::Read(absl::string_view record,
                        tables::RecordProblem* /*problem*/) {
  cells_.clear();
  for (;;) {
    const size_t end = std::min(record.size(), record.find('\t'));
    const absl::string_view cell = record.substr(0, end);
    cells_.push_back(cell == kNothing ? absl::string_view() : cell);
    if (end == record.size()) return true;
    record.remove_prefix(end + 1);
  }
}

void AppendJsonError(const std::vector<results::Reject>& wrong,
                     const std::vector<results::Carried>& carried,
                     std::string* out) {
  out->append("{\"enterprise_id\":");
  AppendJsonString(IdOf(wrong), out);
  out->append(",\"error\":[");
  for (size_t i = 0; i < wrong.size(); ++i) {
    const results::Reject& reject = wrong[i];
    const char* before = i == 0 ? "{\"" : ",{\"";
    for (const auto& [name, text] :
         {std::pair<const char*, absl::string_view>("column", reject.column),
          {"rule", reject.rule_id},
          {"value", reject.value},
          {"message", reject.message},
          {"message_zh", results::ChineseMessage(reject.rule_id)}}) {
      absl::StrAppend(out, before, name, "\":");
      AppendJsonString(text, out);
      before = ",\"";
    }
    out->push_back('}');
  }
  out->push_back(']');
  for (const results::Carried& cell : carried) {
    absl::StrAppend(out, ",\"carried\":", cell.text);
  }
  out->append("}\n");
}

void AppendSqlTsvError(const std::vector<results::Reject>& wrong,
                       size_t columns,
                       const std::vector<results::Carried>& carried,
                       std::string* out) {
  const absl::string_view id = IdOf(wrong);
  absl::StrAppend(out, id.empty() ? absl::string_view(kNothing) : id);
  for (size_t i = 2; i < columns; ++i) absl::StrAppend(out, "\t", kNothing);
  out->push_back('\t');
  for (size_t i = 0; i < wrong.size(); ++i) {
    const std::string text =
        absl::StrCat(i == 0 ? "" : "; ", wrong[i].rule_id,
                     wrong[i].column.empty() ? "" : " ", wrong[i].column, " `",
                     Printable(wrong[i].value), "`: ", wrong[i].message);
    // No tab, no line end, and no backslash that an engine would read.
    for (const char c : Printable(text, text.size())) {
      out->push_back(c == '\\' ? '/' : c);
    }
  }
  results::AppendSqlCells(carried.data(), carried.size(), out);
  out->push_back('\n');
}

}  // namespace cmmm::batch
