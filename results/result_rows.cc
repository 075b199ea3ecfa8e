#include "results/result_rows.h"

#include <fstream>
#include <utility>

#include "absl/strings/match.h"
#include "results/result_cells.h"
#include "results/result_lines.h"
#include "results/result_sheets.h"
#include "tables/format.h"

namespace cmmm::results {
namespace {

// A header is not longer.
constexpr size_t kHeaderBytes = size_t{64} << 10;

bool IsBookOfResults(const std::string& path) {
  std::string bytes;
  if (!ReadWorkbookFile(path, &bytes)) return false;
  auto workbook = excel::XlsxWorkbook::Open(std::move(bytes));
  return workbook.ok() && IsResultBook(&workbook.value());
}

}  // namespace

MaybeFailure OpenResults(const std::string& path,
                         const ResultQuestion& question,
                         std::unique_ptr<ResultRows>* rows) {
  tables::Format format = tables::Format::kCsv;
  (void)tables::FormatOfPath(path, &format);
  if (format == tables::Format::kJsonl) {
    auto lines = std::make_unique<ResultLines>(path, question);
    MaybeFailure failure = lines->Open();
    *rows = std::move(lines);
    return failure;
  }
  auto cells = std::make_unique<ResultCells>(path, question);
  MaybeFailure failure = tables::IsWorkbookPath(path)
                             ? cells->OpenBook()
                             : cells->OpenText(tables::DelimiterOf(format));
  *rows = std::move(cells);
  return failure;
}

bool AreResults(const std::string& path) {
  if (tables::IsWorkbookPath(path)) return IsBookOfResults(path);
  std::ifstream file(path, std::ios::binary);
  std::string start(kHeaderBytes, '\0');
  file.read(start.data(), static_cast<std::streamsize>(start.size()));
  start.resize(static_cast<size_t>(file.gcount()));
  return absl::StrContains(start, "total_exact");
}

}  // namespace cmmm::results
