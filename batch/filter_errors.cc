#include "batch/filter_errors.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/json_string.h"
#include "engine/base/violations.h"
#include "texts/rule_texts.h"

namespace cmmm::batch {
namespace {

constexpr char kNothing[] = "\\N";

}  // namespace

void SqlTsvReader::Read(tables::Record* record) {
  absl::string_view rest = record->text;
  for (;;) {
    const size_t end = std::min(rest.size(), rest.find('\t'));
    const absl::string_view cell = rest.substr(0, end);
    record->cells.push_back(cell == kNothing ? absl::string_view() : cell);
    if (end == rest.size()) return;
    rest.remove_prefix(end + 1);
  }
}

void AppendJsonError(const RejectedRow& row, std::string* out) {
  out->append("{\"enterprise_id\":");
  AppendJsonString(row.enterprise_id, out);
  out->append(",\"error\":");
  const char* begin = "[{\"";
  for (const RowFinding& finding : row.findings) {
    const char* before = std::exchange(begin, ",{\"");
    const std::string zh = texts::ChineseWords(finding);
    for (const auto& [name, text] :
         {std::pair<const char*, absl::string_view>("column", finding.column),
          {"rule", finding.rule},
          {"value", finding.value},
          {"message", finding.message},
          {"message_zh", zh}}) {
      absl::StrAppend(out, before, name, "\":");
      AppendJsonString(text, out);
      before = ",\"";
    }
    out->push_back('}');
  }
  out->push_back(']');
  for (const results::Carried& cell : row.carried) {
    absl::StrAppend(out, ",\"carried\":", cell.text);
  }
  out->append("}\n");
}

void AppendSqlTsvError(const RejectedRow& row, size_t columns,
                       std::string* out) {
  out->append(row.enterprise_id.empty() ? kNothing : row.enterprise_id);
  for (size_t i = 2; i < columns; ++i) absl::StrAppend(out, "\t", kNothing);
  out->push_back('\t');
  const char* between = "";
  for (const RowFinding& finding : row.findings) {
    const std::string text =
        absl::StrCat(std::exchange(between, "; "), finding.rule,
                     finding.column.empty() ? "" : " ", finding.column, " `",
                     Printable(finding.value), "`: ", finding.message);
    // No tab, no line end, and no backslash that an engine would read.
    for (const char c : Printable(text, text.size())) {
      out->push_back(c == '\\' ? '/' : c);
    }
  }
  results::AppendSqlCells(row.carried.data(), row.carried.size(), out);
  out->push_back('\n');
}

}  // namespace cmmm::batch
