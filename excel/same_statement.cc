#include "excel/same_statement.h"

#include "excel/layout.h"

namespace cmmm::excel {

bool IsStatement(absl::string_view text, const Text& statement) {
  const std::string key = ComparedKey(text);
  return key == ComparedKey(statement.zh) || key == ComparedKey(statement.en);
}

}  // namespace cmmm::excel
