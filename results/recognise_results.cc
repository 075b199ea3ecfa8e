#include <fstream>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "results/read_results.h"
#include "results/result_book_rows.h"
#include "results/write_result.h"

namespace cmmm::results {
namespace {

constexpr size_t kHeaderBytes = size_t{64} << 10;

bool IsBookOfResults(const std::string& path) {
  std::string bytes;
  if (!ReadWorkbookFile(path, &bytes)) return false;
  auto workbook = excel::XlsxWorkbook::Open(std::move(bytes));
  return workbook.ok() && IsResultBook(&workbook.value());
}

}  // namespace

bool AreResults(const std::string& path) {
  if (tables::IsWorkbookPath(path)) return IsBookOfResults(path);
  std::ifstream file(path, std::ios::binary);
  std::string start(kHeaderBytes, '\0');
  file.read(start.data(), static_cast<std::streamsize>(start.size()));
  start.resize(static_cast<size_t>(file.gcount()));
  return absl::StrContains(start, "total_exact");
}

}  // namespace cmmm::results
