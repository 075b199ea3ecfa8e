#include "results/result_cells.h"

#include <algorithm>
#include <array>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "engine/base/file_failure.h"
#include "results/result_sheets.h"
#include "tables/csv.h"
#include "tables/table_layout.h"

namespace cmmm::results {
namespace {

// `industry` for `所属行业` and the other way round: a workbook in Chinese has
// the one, the CSV beside it the other. Itself where there is no other.
absl::string_view OtherName(absl::string_view name) {
  for (const Title& title : kInfoTitles) {
    if (name == title.en) return title.zh;
    if (name == title.zh) return title.en;
  }
  return name;
}

}  // namespace

Failure ResultCells::BadFile(const Text& what) const {
  return AboutFile(FailureKind::kData, path_, what);
}

MaybeFailure ResultCells::OpenText(char delimiter) {
  source_.emplace(path_, tables::Encoding::kAuto, tables::MayBeHeader);
  if (auto failure = source_->Open()) return failure;
  blocks_.emplace(&*source_, path_, delimiter);
  std::string header;
  if (auto failure = blocks_->TakeHeader(&header)) return failure;
  tables::CellSplitter names(delimiter);
  if (!names.Split(tables::WithoutLineEnd(header))) {
    return BadFile(
        {"第一行的引号没有结束", "a quote in the first line does not close"});
  }
  cells_ = std::make_unique<tables::CsvRows>(&*blocks_, delimiter, 2);
  return ReadHeader(names.cells().ToVector());
}

MaybeFailure ResultCells::OpenBook() {
  const auto& ids = question_.subdomain_of_name;
  auto sheets =
      std::make_unique<ResultSheets>(path_, [&ids](const std::string& name) {
        const auto found = ids.find(name);
        return found == ids.end() ? name : found->second;
      });
  if (auto failure = sheets->Open()) return failure;
  const std::vector<std::string>& names = sheets->header();
  cells_ = std::move(sheets);
  return ReadHeader({names.begin(), names.end()});
}

MaybeFailure ResultCells::ReadHeader(
    const std::vector<absl::string_view>& names) {
  const auto place_of = [&](absl::string_view name, size_t* place) {
    const auto found = std::find(names.begin(), names.end(), name);
    *place = static_cast<size_t>(found - names.begin());
    return found != names.end();
  };
  columns_.count = names.size();
  if (!place_of("enterprise_id", &columns_.id) ||
      !place_of("level", &columns_.level) ||
      !place_of("total", &columns_.total)) {
    return BadFile({"不是结果表（cmmm batch 所写的表）",
                    "is no table of results (cmmm batch writes them)"});
  }
  for (size_t i = 0; i < names.size(); ++i) {
    absl::string_view name = names[i];
    int level = 0;
    if (absl::ConsumePrefix(&name, "maturity_")) {
      columns_.maturity.emplace_back(i, std::string(name));
    } else if (absl::ConsumePrefix(&name, "score_") &&
               absl::SimpleAtoi(name, &level)) {
      levels_ = std::max(levels_, level);
    }
  }
  for (const std::string& name : question_.by) {
    size_t* const place = &columns_.values.emplace_back();
    if (!place_of(name, place) && !place_of(OtherName(name), place)) {
      const std::string columns = absl::StrJoin(names, ", ");
      return BadFile({absl::StrCat("没有列 ", name, "；各列为 ", columns),
                      absl::StrCat("has no column ", name, "; its columns are ",
                                   columns)});
    }
  }
  return std::nullopt;
}

MaybeFailure ResultCells::Next(ResultRow* row, bool* more) {
  tables::Row record;
  do {  // Blank lines are passed over.
    if (auto failure = cells_->Next(&record, more)) return failure;
    if (!*more) return std::nullopt;
  } while (record.cells.size() == 1 && record.cells[0].empty());
  std::vector<std::string>& cells = record.cells;
  row->id.clear();
  row->fault.reset();
  row->number = record.number;
  if (cells.size() != columns_.count) {
    row->fault = Text{
        absl::StrCat("有 ", cells.size(), " 个单元格，应为 ", columns_.count),
        absl::StrCat("has ", cells.size(), " cells, not ", columns_.count)};
    return std::nullopt;
  }
  // Only texts have the ' before what looks like a formula.
  const auto text_of = [&](const std::string& cell) {
    return std::string(source_.has_value() ? tables::WithoutGuard(cell) : cell);
  };
  row->id = text_of(cells[columns_.id]);
  row->level = cells[columns_.level];
  row->total = cells[columns_.total];
  row->maturity.clear();
  for (const auto& [column, id] : columns_.maturity) {
    row->maturity.emplace_back(id, cells[column]);
  }
  row->values.clear();
  for (const size_t column : columns_.values) {
    row->values.push_back(text_of(cells[column]));
  }
  return std::nullopt;
}

}  // namespace cmmm::results
