#include "excel/same_statement.h"

#include "absl/strings/str_replace.h"
#include "excel/layout.h"

namespace cmmm::excel {

std::string StatementKey(absl::string_view text) {
  return absl::StrReplaceAll(Normalised(text), {{" ", ""}});
}

bool IsStatement(absl::string_view text, const Text& statement) {
  const std::string key = StatementKey(text);
  return key == StatementKey(statement.zh) || key == StatementKey(statement.en);
}

}  // namespace cmmm::excel
