#include "batch/book/result_book.h"

#include <unistd.h>

#include <cstdio>
#include <utility>

#include "absl/strings/str_cat.h"
#include "batch/book/gap_sheet.h"
#include "batch/book/reject_sheet.h"
#include "batch/book/result_overview.h"
#include "batch/book/result_page.h"
#include "batch/book/shortfall_sheet.h"
#include "batch/book_rows.h"
#include "batch/run_files.h"
#include "engine/base/utf8.h"
#include "excel/book_writer.h"
#include "results/result_sheets.h"

namespace cmmm::batch {
namespace {

constexpr int kMostRows = 1'048'000;
constexpr int kCarriedWidth = 18;

class BookMaker {
 public:
  // `path` empty: Save gives the bytes.
  BookMaker(const CompiledModel& model, texts::Language language,
            const std::string& path)
      : model_(model),
        book_(path.empty() ? excel::BookWriter(language)
                           : excel::BookWriter(language, path)),
        page_(model, &book_),
        summary_(book_.AddSheet(page_.Say("推荐汇总表", "Summary"))),
        overview_(book_.AddSheet(page_.Say("总览", "Overview"))),
        scores_(book_.AddSheet(page_.Say("得分", "Scores"))),
        heat_(book_.AddSheet(page_.Say("能力子域热力图", "Heat map"))),
        shortfalls_(model, &page_, &book_),
        missing_(model, &page_, &book_),
        rejects_(&page_, &book_),
        figures_(model) {}

  void Begin(const std::vector<std::string>& carried) {
    page_.FindFacts(carried);
    BeginSummary();
    BeginScores(carried);
    BeginHeat();
    shortfalls_.Begin();
    missing_.Begin();
  }

  void Add(const BookRow& row) {
    if (row.rejected.has_value()) return rejects_.Add(row);
    ++count_;
    figures_.Add(row, page_.NameOf(row));
    AddSummary(row);
    AddScores(row);
    AddHeat(row);
    shortfalls_.Add(row);
    missing_.Add(row);
  }

  MaybeFailure Finish() {
    Complete();
    return book_.Finish();
  }
  MaybeFailure Save(std::string* bytes) {
    Complete();
    return book_.Save(bytes);
  }

 private:
  void Complete() {
    missing_.Finish();
    rejects_.Finish();
    ColourScores();
    ColourHeat();
    for (lxw_worksheet* sheet : {scores_, heat_}) {
      worksheet_freeze_panes(sheet, 1, 1);
      book_.SetUpPage(sheet, excel::BookWriter::Page::kRepeatFirstRow);
    }
    worksheet_freeze_panes(summary_, 3, 0);
    book_.SetUpPage(summary_, excel::BookWriter::Page::kRepeatFirstRow);
    worksheet_repeat_rows(summary_, 0, 2);
    figures_.SetRejected(rejects_.count());
    WriteOverview(model_, figures_, {heat_, summary_}, overview_, &book_);
  }

  void BeginSummary() {
    worksheet_set_row(summary_, 0, 36, nullptr);
    book_.Put(
        summary_, 0, 0,
        page_.Say("智能制造能力成熟度推荐汇总表",
                  "Recommended enterprises: smart-manufacturing maturity"),
        book_.look().title);
    worksheet_set_row(summary_, 1, 24, nullptr);
    book_.Put(summary_, 1, 0, page_.Say("推荐单位（盖章）：", "Unit (seal):"),
              book_.look().subtitle);
    book_.Put(summary_, 1, 6,
              page_.Say("填报日期：      年    月    日", "Date:"),
              book_.look().subtitle);
    page_.Head(summary_, 2,
               {{page_.Say("序号", "No."), 7},
                {page_.Say("企业名称", "Enterprise"), 30},
                {page_.Say("企业编号", "Id"), 24},
                {page_.Say("所属行业", "Industry"), 18},
                {page_.Say("所属地区", "Region"), 14},
                {page_.Say("成熟度等级", "Maturity level"), 16},
                {page_.Say("总分", "Total"), 10},
                {page_.Say("距下一级", "To the next level"), 12},
                {page_.Say("联系人", "Contact"), 12},
                {page_.Say("联系电话", "Telephone"), 16},
                {page_.Say("备注", "Remarks"), 26}});
    lxw_row_col_options hidden = {};
    hidden.hidden = 1;
    worksheet_set_column_opt(summary_, kChoiceColumn, kChoiceColumn, 30,
                             nullptr, &hidden);
  }

  void AddSummary(const BookRow& row) {
    const excel::BookLook& look = book_.look();
    const int at = count_ + 2;
    book_.PutNumber(summary_, at, 0, count_, look.centre);
    book_.Put(summary_, at, 1, page_.NameOf(row), look.text);
    book_.Put(summary_, at, 2, row.id, look.text);
    book_.Put(summary_, at, 3, page_.FactOf(row, kIndustry), look.text);
    book_.Put(summary_, at, 4, page_.FactOf(row, kRegion), look.text);
    book_.Put(summary_, at, 5, page_.LevelText(row.level), look.centre);
    book_.PutNumber(summary_, at, 6, row.total, look.score);
    page_.PutShortfall(summary_, at, 7, row);
    book_.Put(summary_, at, 8, page_.ContactOf(row), look.text);
    book_.Put(summary_, at, 9, page_.PhoneOf(row), look.text);
    book_.Put(summary_, at, 10, page_.RemarksOf(row), look.text);
    book_.Put(summary_, at, kChoiceColumn,
              ResultFigures::ChoiceOf(count_, page_.NameOf(row)), look.text);
  }

  void BeginScores(const std::vector<std::string>& carried) {
    std::vector<std::pair<std::string, double>> titles = {
        {page_.Say(results::kIdTitle), 24},
        {page_.Say(results::kLevelTitle), 8},
        {page_.Say(results::kTotalTitle), 10}};
    for (int level = 1; level <= model_.level_count(); ++level) {
      titles.emplace_back(page_.LevelText(level), 12);
    }
    for (const std::string& name : carried) {
      titles.emplace_back(page_.CarriedTitle(name, carried), kCarriedWidth);
    }
    // For programs; people need not read past what is theirs.
    titles.emplace_back(page_.Say(results::kExactTitle), 26);
    page_.Head(scores_, 0, titles);
  }

  void AddScores(const BookRow& row) {
    const excel::BookLook& look = book_.look();
    int column = 0;
    book_.Put(scores_, count_, column++, row.id, look.text);
    book_.PutNumber(scores_, count_, column++, row.level, page_.level_look());
    book_.PutNumber(scores_, count_, column++, row.total, look.score);
    for (const auto& score : row.scores) {
      page_.PutOptional(scores_, count_, column++, score, look.score);
    }
    bool wraps = false;
    for (const std::string& text : row.carried) {
      book_.Put(scores_, count_, column++, text, look.text);
      wraps = wraps || DisplayWidth(text) > kCarriedWidth - 3;
    }
    if (wraps) FitScores(row);
    book_.Put(scores_, count_, column, row.total_exact, look.small_text);
  }

  // Whoever wrote much in a column of theirs sees all of it.
  void FitScores(const BookRow& row) {
    std::vector<excel::BookWriter::Wrapped> texts;
    for (const std::string& text : row.carried) {
      texts.push_back({text, kCarriedWidth});
    }
    book_.FitRow(scores_, count_, texts);
  }

  void ColourScores() {
    if (count_ == 0) return;
    lxw_conditional_format rule = {};
    rule.type = LXW_CONDITIONAL_TYPE_CELL;
    rule.criteria = LXW_CONDITIONAL_CRITERIA_BETWEEN;
    rule.min_value = page_.Needed();
    rule.max_value = 1;
    rule.format = book_.look().ramp[2];
    worksheet_conditional_format_range(
        scores_, 1, 3, static_cast<lxw_row_t>(count_),
        static_cast<lxw_col_t>(2 + model_.levels.size()), &rule);
  }

  void BeginHeat() {
    std::vector<std::pair<std::string, double>> titles = {
        {page_.Say(results::kIdTitle), 24},
        {page_.Say(results::kLevelTitle), 8}};
    for (int d = 0; d < model_.subdomain_count; ++d) {
      titles.emplace_back(page_.Say(model_.subdomain(d).name), 11);
    }
    page_.Head(heat_, 0, titles);
  }

  void AddHeat(const BookRow& row) {
    book_.Put(heat_, count_, 0, row.id, book_.look().text);
    book_.PutNumber(heat_, count_, 1, row.level, page_.level_look());
    int column = 2;
    for (const auto& maturity : row.maturity) {
      // As the CSV has it: the sheet is read back.
      page_.PutOptional(heat_, count_, column++, maturity, book_.look().score);
    }
  }

  void ColourHeat() {
    if (count_ == 0) return;
    lxw_conditional_format rule = {};
    rule.type = LXW_CONDITIONAL_3_COLOR_SCALE;
    rule.min_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER;
    rule.mid_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER;
    rule.max_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER;
    rule.min_value = 0;
    rule.mid_value = static_cast<double>(model_.levels.size()) / 2;
    rule.max_value = static_cast<double>(model_.levels.size());
    rule.min_color = 0xF8CBAD;
    rule.mid_color = 0xFFF2CC;
    rule.max_color = 0x8CC084;
    worksheet_conditional_format_range(
        heat_, 1, 2, static_cast<lxw_row_t>(count_),
        static_cast<lxw_col_t>(1 + model_.subdomain_count), &rule);
  }

  const CompiledModel& model_;
  excel::BookWriter book_;
  ResultPage page_;
  lxw_worksheet* summary_;
  lxw_worksheet* overview_;
  lxw_worksheet* scores_;
  lxw_worksheet* heat_;
  ShortfallSheet shortfalls_;
  GapSheet missing_;
  RejectSheet rejects_;
  ResultFigures figures_;
  int count_ = 0;
};

// All rows of the file `rows` into the book. `wanted`: how many there must be.
MaybeFailure FillBook(const std::string& rows, int64_t wanted,
                      const std::string& path, BookMaker* maker) {
  if (wanted > kMostRows) {
    return Failure{FailureKind::kData,
                   absl::StrCat(path, ": a sheet has room for ", kMostRows,
                                " enterprises; the results are all in the CSV "
                                "beside it"),
                   absl::StrCat(path, "：一张工作表最多 ", kMostRows,
                                " 家企业；全部结果在旁边的 CSV 中")};
  }
  BookRowReader reader;
  if (auto failure = reader.Open(rows)) return failure;
  maker->Begin(reader.carried_names());
  BookRow row;
  int64_t count = 0;  // of those with a result
  while (reader.Next(&row)) {
    maker->Add(row);
    if (!row.rejected.has_value()) ++count;
  }
  if (count == wanted) return std::nullopt;
  return Failure{FailureKind::kIo,
                 absl::StrCat(rows, ": ends after ", count, " of ", wanted,
                              " rows; run again with --force"),
                 absl::StrCat(rows, "：应有 ", wanted, " 行，只有 ", count,
                              " 行；请加 --force 重新运行")};
}

MaybeFailure FinishBook(const std::string& partial, const std::string& path,
                        BookMaker* maker) {
  MaybeFailure failure = maker->Finish();
  if (!failure.has_value() && std::rename(partial.c_str(), path.c_str()) != 0) {
    failure =
        Failure{FailureKind::kIo, "cannot be written: it cannot be renamed",
                "无法写入：无法改名"};
  }
  if (!failure.has_value()) return std::nullopt;
  failure->message = absl::StrCat(path, ": ", failure->message);
  failure->message_zh = absl::StrCat(path, "：", failure->message_zh);
  return failure;
}

}  // namespace

MaybeFailure WriteResultBook(const CompiledModel& model,
                             texts::Language language, const std::string& rows,
                             int64_t wanted, const std::string& path) {
  const std::string partial = PartialOf(path);
  BookMaker maker(model, language, partial);
  auto failure = FillBook(rows, wanted, path, &maker);
  if (!failure.has_value()) failure = FinishBook(partial, path, &maker);
  if (failure.has_value()) unlink(partial.c_str());
  const bool again_later =
      failure.has_value() && failure->kind == FailureKind::kIo;
  if (!again_later) unlink(rows.c_str());
  return failure;
}

MaybeFailure MakeResultBook(const CompiledModel& model,
                            texts::Language language, std::string rows,
                            std::string* bytes) {
  BookRowReader reader;
  reader.Read(std::move(rows));
  BookMaker maker(model, language, "");
  maker.Begin(reader.carried_names());
  BookRow row;
  while (reader.Next(&row)) maker.Add(row);
  return maker.Save(bytes);
}

}  // namespace cmmm::batch
