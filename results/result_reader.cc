#include "results/result_reader.h"

#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace cmmm::results {
namespace {

std::optional<double> Number(const std::string& cell) {
  double number = 0;
  if (!absl::SimpleAtod(cell, &number)) return std::nullopt;
  return number;
}

}  // namespace

ResultReader::ResultReader(const CompiledModel& model, std::string path)
    : levels_(model.levels.size()),
      subdomains_(static_cast<size_t>(model.subdomain_count)),
      path_(std::move(path)),
      source_(path_, tables::Encoding::kUtf8,
              [](absl::string_view) { return true; }),
      blocks_(&source_, path_, ','),
      rows_(&blocks_, ',', 1) {}

MaybeFailure ResultReader::Open() {
  if (auto failure = source_.Open()) return failure;
  bool more = false;
  if (auto failure = rows_.Next(&row_, &more)) return failure;
  const size_t own = kResultColumnsBeforeScores + levels_ + subdomains_;
  if (!more || row_.cells.size() < own) {
    return Failure{FailureKind::kData,
                   absl::StrCat(path_, ": no table of results")};
  }
  names_.assign(row_.cells.begin() + static_cast<int64_t>(own),
                row_.cells.end());
  return std::nullopt;
}

MaybeFailure ResultReader::Next(ResultRow* row, bool* more) {
  if (auto failure = rows_.Next(&row_, more)) return failure;
  if (!*more) return std::nullopt;
  std::vector<std::string>& cells = row_.cells;
  cells.resize(kResultColumnsBeforeScores + levels_ + subdomains_ +
               names_.size());
  row->id = std::string(tables::WithoutGuard(cells[0]));
  row->level = static_cast<int>(Number(cells[1]).value_or(0));
  row->total = Number(cells[2]).value_or(0);
  row->total_exact = cells[3];
  row->scores.clear();
  row->maturity.clear();
  row->carried.clear();
  size_t at = kResultColumnsBeforeScores;
  for (size_t k = 0; k < levels_; ++k) {
    row->scores.push_back(Number(cells[at++]));
  }
  for (size_t d = 0; d < subdomains_; ++d) {
    row->maturity.push_back(Number(cells[at++]));
  }
  for (; at < cells.size(); ++at) {
    row->carried.emplace_back(tables::WithoutGuard(cells[at]));
  }
  return std::nullopt;
}

}  // namespace cmmm::results
