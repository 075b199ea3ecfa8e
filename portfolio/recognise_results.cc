#include <fstream>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "batch/result_book_rows.h"
#include "batch/write_result.h"
#include "portfolio/read_results.h"

namespace cmmm::portfolio {
namespace {

constexpr size_t kHeaderBytes = size_t{64} << 10;

bool IsBookOfResults(const std::string& path) {
  std::string bytes;
  if (!batch::ReadWorkbookFile(path, &bytes)) return false;
  auto workbook = xlsx::XlsxWorkbook::Open(std::move(bytes));
  return workbook.ok() && batch::IsResultBook(&workbook.value());
}

}  // namespace

bool AreResults(const std::string& path) {
  if (batch::IsWorkbookPath(path)) return IsBookOfResults(path);
  std::ifstream file(path, std::ios::binary);
  std::string start(kHeaderBytes, '\0');
  file.read(start.data(), static_cast<std::streamsize>(start.size()));
  start.resize(static_cast<size_t>(file.gcount()));
  return absl::StrContains(start, "total_exact");
}

}  // namespace cmmm::portfolio
