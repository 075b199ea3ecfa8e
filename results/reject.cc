#include "results/reject.h"

#include "absl/strings/str_cat.h"
#include "engine/base/utf8.h"
#include "engine/base/violations.h"
#include "tables/csv.h"
#include "texts/rule_texts.h"

namespace cmmm::results {

std::string RejectHeader() {
  return "file,row,enterprise_id,column,rule,value,message,message_zh\r\n";
}

void AppendReject(const RowFinding& finding, absl::string_view enterprise_id,
                  absl::string_view file, int64_t row, std::string* out) {
  const auto cell = [&](absl::string_view text) {
    tables::AppendCell(text, ',', out);
    out->push_back(',');
  };
  cell(IsUtf8(file) ? std::string(file) : Printable(file, file.size()));
  cell(absl::StrCat(row));
  cell(Printable(enterprise_id, 256));
  cell(finding.column);
  cell(finding.rule);
  cell(Printable(finding.value, 1000));
  cell(finding.message);
  tables::AppendCell(texts::ChineseWords(finding), ',', out);
  out->append("\r\n");
}

}  // namespace cmmm::results
