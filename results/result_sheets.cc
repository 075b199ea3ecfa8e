#include "results/result_sheets.h"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <tuple>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/base/file_failure.h"
#include "engine/model/level_words.h"
#include "tables/merged_rows.h"
#include "texts/rule_texts.h"

namespace cmmm::results {
namespace {

// enterprise_id, level, total, total_exact.
constexpr size_t kResultColumnsBeforeScores = 4;
constexpr size_t kExact = 3;
constexpr size_t kHeatFixed = 2;
constexpr char kNothing[] = "–";  // in cells without a number

std::vector<std::string> TextsOf(const excel::SheetRow& row) {
  std::vector<std::string> texts;
  for (const excel::Cell& cell : row.cells) {
    texts.resize(static_cast<size_t>(cell.column));
    const std::string text = tables::TextOf(cell);
    texts.push_back(text == kNothing ? "" : text);
  }
  return texts;
}

bool Is(const std::vector<std::string>& titles, size_t at, const Title& title) {
  return at < titles.size() &&
         (titles[at] == title.zh || titles[at] == title.en);
}

// `二级（规范级）`, `level 2 (standardised)`; until 0.3.0 `2 规范级`.
bool IsLevel(const std::string& title, int level) {
  const Text number = LevelNumber(level);
  for (const std::string& begin :
       {absl::StrCat(number.zh, "（"), absl::StrCat(number.en, " "),
        absl::StrCat(level, " ")}) {
    if (absl::StartsWith(title, begin)) return true;
  }
  return false;
}

// Where the exact total stands: last; until 0.3.0 beside the total. Past the
// titles when there is none.
size_t ExactOf(const std::vector<std::string>& titles) {
  for (const size_t at : {kExact, titles.size() - 1}) {
    if (Is(titles, at, kExactTitle)) return at;
  }
  return titles.size();
}

bool IsScores(const std::vector<std::string>& titles) {
  return Is(titles, 0, kIdTitle) && Is(titles, 1, kLevelTitle) &&
         Is(titles, 2, kTotalTitle) && ExactOf(titles) < titles.size();
}

// Puts the exact total beside the total, as in the CSV.
void MoveExact(size_t from, std::vector<std::string>* cells) {
  if (from >= cells->size()) return;
  const auto at = cells->begin() + static_cast<int64_t>(from);
  std::rotate(cells->begin() + kExact, at, at + 1);
}

bool IsHeat(const std::vector<std::string>& titles) {
  return titles.size() > kHeatFixed && Is(titles, 0, kIdTitle) &&
         Is(titles, 1, kLevelTitle) && !Is(titles, 2, kTotalTitle);
}

// The first row of a sheet; nothing when it cannot be read.
std::vector<std::string> TitlesOf(excel::XlsxWorkbook* workbook, size_t sheet) {
  const auto reader = workbook->OpenSheet(sheet);
  const excel::SheetRow* row = reader->NextRow();
  return row == nullptr || row->number != 1 ? std::vector<std::string>()
                                            : TextsOf(*row);
}

}  // namespace

bool ReadWorkbookFile(const std::string& path, std::string* bytes) {
  std::error_code error;
  const uintmax_t size = std::filesystem::file_size(path, error);
  std::ifstream stream(path, std::ios::binary);
  if (error || !stream) return false;
  bytes->resize(std::min<uintmax_t>(size, excel::XlsxLimits().file_bytes + 1));
  stream.read(bytes->data(), static_cast<std::streamsize>(bytes->size()));
  return static_cast<size_t>(stream.gcount()) == bytes->size();
}

bool IsResultBook(excel::XlsxWorkbook* workbook) {
  for (size_t sheet = 0; sheet < workbook->sheets().size(); ++sheet) {
    if (IsScores(TitlesOf(workbook, sheet))) return true;
  }
  return false;
}

// The rows of one sheet below its titles.
class ResultSheets::Sheet {
 public:
  Sheet(excel::XlsxWorkbook* workbook, size_t sheet,
        std::vector<std::string> titles)
      : titles_(std::move(titles)),
        exact_(ExactOf(titles_)),
        reader_(workbook->OpenSheet(sheet)) {
    MoveExact(exact_, &titles_);
  }

  const std::vector<std::string>& titles() const { return titles_; }

  excel::MaybeViolation Next(tables::Row* row, bool* more) {
    *more = false;
    while (const excel::SheetRow* read = reader_->NextRow()) {
      std::vector<std::string> cells = TextsOf(*read);
      cells.resize(titles_.size());
      // Rows without an id are not ours: sums that somebody added.
      if (read->number == 1 || cells[0].empty()) continue;
      MoveExact(exact_, &cells);
      *row = {read->number, std::move(cells)};
      *more = true;
      return std::nullopt;
    }
    return reader_->fault();
  }

 private:
  std::vector<std::string> titles_;
  size_t
      exact_;  // as ExactOf says of the titles; none in the sheet of maturities
  std::unique_ptr<excel::SheetReader> reader_;
};

ResultSheets::ResultSheets(std::string path,
                           std::function<std::string(const std::string&)> id_of)
    : path_(std::move(path)), id_of_(std::move(id_of)) {}

ResultSheets::~ResultSheets() = default;

MaybeFailure ResultSheets::Bad(const Text& what) const {
  return AboutFile(FailureKind::kData, path_, what);
}

MaybeFailure ResultSheets::Open() {
  std::string bytes;
  errno = 0;
  if (!ReadWorkbookFile(path_, &bytes)) return CannotRead(path_, errno);
  auto opened = excel::XlsxWorkbook::Open(std::move(bytes));
  if (!opened.ok()) {
    const Refusal& refusal = opened.refusal();
    return Bad(
        {std::string(texts::ChineseRefusal(refusal.reason)), refusal.message});
  }
  workbook_ = std::make_unique<excel::XlsxWorkbook>(std::move(opened.value()));
  return FindSheets();
}

MaybeFailure ResultSheets::FindSheets() {
  for (size_t i = 0; i < workbook_->sheets().size(); ++i) {
    std::vector<std::string> titles = TitlesOf(workbook_.get(), i);
    std::unique_ptr<Sheet>* found = IsScores(titles) ? &scores_
                                    : IsHeat(titles) ? &heat_
                                                     : nullptr;
    if (found == nullptr || *found != nullptr) continue;
    *found = std::make_unique<Sheet>(workbook_.get(), i, std::move(titles));
  }
  if (scores_ == nullptr || heat_ == nullptr) {
    return Bad({absl::StrCat("header.no_results: ",
                             texts::ChineseRule("header.no_results")),
                "header.no_results: has no sheets of scores and of maturities "
                "as `cmmm "
                "batch -o results.xlsx` writes them"});
  }
  MakeHeader();
  return std::nullopt;
}

void ResultSheets::MakeHeader() {
  header_ = {"enterprise_id", "level", "total", "total_exact"};
  const std::vector<std::string>& titles = scores_->titles();
  size_t at = kResultColumnsBeforeScores;
  for (levels_ = 0; at < titles.size(); ++at, ++levels_) {
    if (!IsLevel(titles[at], static_cast<int>(levels_) + 1)) break;
    header_.push_back(absl::StrCat("score_", levels_ + 1));
  }
  for (size_t i = kHeatFixed; i < heat_->titles().size(); ++i) {
    header_.push_back(absl::StrCat("maturity_", id_of_(heat_->titles()[i])));
  }
  header_.insert(header_.end(), titles.begin() + static_cast<int64_t>(at),
                 titles.end());
}

MaybeFailure ResultSheets::Next(tables::Row* row, bool* more) {
  tables::Row heat;
  bool more_heat = false;
  for (const auto& [sheet, into, has] :
       {std::tuple{scores_.get(), row, more},
        std::tuple{heat_.get(), &heat, &more_heat}}) {
    if (const excel::MaybeViolation fault = sheet->Next(into, has)) {
      return Bad({texts::ChineseMessage(ToString(*fault)), ToString(*fault)});
    }
  }
  if (*more != more_heat || (*more && row->cells[0] != heat.cells[0])) {
    const int64_t at = *more ? row->number : heat.number;
    return Bad({absl::StrCat("第 ", at,
                             " 行：得分表与成熟度表在这里不是同一家企业；请把"
                             "两张表排成同样的顺序，或改用工作簿旁的 CSV"),
                absl::StrCat("row ", at,
                             ": the sheets of scores and of maturities are "
                             "about other enterprises there; sort both alike, "
                             "or take the CSV beside the workbook")});
  }
  if (!*more) return std::nullopt;
  row->cells.insert(
      row->cells.begin() +
          static_cast<int64_t>(kResultColumnsBeforeScores + levels_),
      heat.cells.begin() + kHeatFixed, heat.cells.end());
  return std::nullopt;
}

}  // namespace cmmm::results
