#include "batch/book/result_overview.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "engine/base/utf8.h"
#include "engine/model/level_words.h"
#include "excel/cell.h"

namespace cmmm::batch {
namespace {

constexpr int kFirstRow = 4;  // of both tables
constexpr lxw_color_t kBlue = 0x1F4E79;
constexpr lxw_color_t kOrange = 0xC55A11;

class OverviewWriter {
 public:
  OverviewWriter(const CompiledModel& model, const ResultFigures& figures,
                 const OverviewSources& sources, lxw_worksheet* sheet,
                 excel::BookWriter* book)
      : model_(model),
        figures_(figures),
        sources_(sources),
        sheet_(sheet),
        book_(*book) {}

  void Run() {
    const double widths[] = {18, 12, 12, 4, NameWidth(), 30, 16, 4};
    for (int c = 0; c < 8; ++c) {
      worksheet_set_column(sheet_, static_cast<lxw_col_t>(c),
                           static_cast<lxw_col_t>(c), widths[c], nullptr);
    }
    WriteTitles();
    const int rows = std::max(static_cast<int>(model_.levels.size()) + 1,
                              model_.subdomain_count);
    for (int i = 0; i < rows; ++i) {
      WriteLevel(i);
      WriteSubdomain(i);
    }
    AddChooser();
    AddLevelChart();
    AddRadar();
    book_.SetUpPage(sheet_, excel::BookWriter::Page::kOne);
  }

 private:
  // `'总览'!$A$5:$A$10`.
  std::string Range(int column, int rows) const {
    const std::string name = excel::CellName(column, 1);
    const std::string letter = name.substr(0, name.size() - 1);
    return absl::StrCat("=", excel::SheetPrefix(sheet_), "$", letter, "$",
                        kFirstRow + 1, ":$", letter, "$", kFirstRow + rows);
  }
  // The cells of all enterprises in a column, from row `first`.
  std::string ColumnOf(lxw_worksheet* sheet, int column, int first) const {
    const std::string name = excel::CellName(column, 1);
    const std::string letter = name.substr(0, name.size() - 1);
    return absl::StrCat(excel::SheetPrefix(sheet), "$", letter, "$", first,
                        ":$", letter, "$", first + figures_.count() - 1);
  }

  // So that no name takes two lines of one.
  double NameWidth() const {
    int widest = 23;
    for (int d = 0; d < model_.subdomain_count; ++d) {
      widest =
          std::max(widest, DisplayWidth(book_.Say(model_.subdomain(d).name)));
    }
    return widest + 3;
  }

  // What the numbers below do not say; nothing where that is nothing.
  std::string Subtitle() const {
    std::string text;
    if (figures_.rejected() > 0) {
      absl::StrAppend(&text, book_.Say("另有 ", "not scored: "),
                      figures_.rejected(),
                      book_.Say(" 行未能评分，原因见最后一张表",
                                " more; the last sheet says why"));
    }
    if (figures_.open() > 0) {
      absl::StrAppend(
          &text, text.empty() ? "" : book_.Say("；", "; "),
          book_.Say("有 ", "unanswered, counted as not satisfied: "),
          figures_.open_rows(),
          book_.Say(" 家企业共 ", " of the enterprises with "), figures_.open(),
          book_.Say(" 条未作答，按“不满足”计，其等级和得分是最低的情形",
                    " requirements; their levels and scores are the worst "
                    "case"));
    }
    return text;
  }

  void WriteTitles() {
    const excel::BookLook& look = book_.look();
    worksheet_set_row(sheet_, 0, 36, nullptr);
    book_.Put(sheet_, 0, 0,
              absl::StrCat(book_.Say("总览 · 共 ", "Overview · enterprises: "),
                           figures_.count(), book_.Say(" 家企业", "")),
              look.title);
    const std::string subtitle = Subtitle();
    if (!subtitle.empty()) book_.Put(sheet_, 1, 0, subtitle, look.subtitle);
    book_.Put(sheet_, 2, 4,
              book_.Say("选择企业（右侧下拉）", "Choose an enterprise"),
              look.label);
    book_.Put(sheet_, 2, 5,
              figures_.count() == 0
                  ? ""
                  : ResultFigures::ChoiceOf(1, figures_.first_name()),
              look.input_choice);
    const std::string titles[] = {book_.Say("等级", "Level"),
                                  book_.Say("企业数", "Enterprises"),
                                  book_.Say("占比", "Share"),
                                  "",
                                  book_.Say("能力子域", "Sub-domain"),
                                  book_.Say("平均成熟度", "Mean maturity"),
                                  book_.Say("所选企业", "The chosen one")};
    for (int c = 0; c < 7; ++c) {
      if (c != 3) book_.Put(sheet_, 3, c, titles[c], look.header);
    }
  }

  void WriteLevel(int level) {
    const auto at = static_cast<size_t>(level);
    if (at >= figures_.at_level().size()) return;
    const excel::BookLook& look = book_.look();
    const auto count = static_cast<double>(figures_.at_level()[at]);
    book_.Put(sheet_, kFirstRow + level, 0,
              texts::Say(book_.language(), NameLevel(model_, level)),
              look.label);
    book_.PutNumber(sheet_, kFirstRow + level, 1, count, look.centre);
    if (figures_.count() == 0) {
      book_.Put(sheet_, kFirstRow + level, 2, "–", look.centre);
      return;
    }
    book_.PutNumber(sheet_, kFirstRow + level, 2,
                    count / static_cast<double>(figures_.count()),
                    look.percent);
  }

  void WriteSubdomain(int d) {
    if (d >= model_.subdomain_count) return;
    const auto at = static_cast<size_t>(d);
    const excel::BookLook& look = book_.look();
    const int row = kFirstRow + d;
    book_.Put(sheet_, row, 4, book_.Say(model_.subdomain(d).name), look.label);
    if (const auto mean = figures_.Mean(at)) {
      book_.PutNumber(sheet_, row, 5, *mean, look.score2);
    } else {
      book_.Put(sheet_, row, 5, "–", look.centre);
    }
    const auto& first = figures_.first().maturity;
    if (figures_.count() == 0) return;
    // By the number before the name, so that no sign in a name is a wildcard
    // and of two enterprises of one name either can be chosen.
    const std::string formula =
        absl::StrCat("=IFERROR(INDEX(", ColumnOf(sources_.heat, d + 2, 2),
                     ",VALUE(LEFT($F$3,FIND(\" \",$F$3)-1))),\"–\")");
    const auto at_row = static_cast<lxw_row_t>(row);
    if (at < first.size() && first[at].has_value()) {
      worksheet_write_formula_num(sheet_, at_row, 6, formula.c_str(),
                                  look.score, *first[at]);
    } else {
      worksheet_write_formula_str(sheet_, at_row, 6, formula.c_str(),
                                  look.score, "–");
    }
  }

  void AddChooser() {
    if (figures_.count() == 0) return;
    std::string list = absl::StrCat(
        "=", ColumnOf(sources_.summary, kChoiceColumn, kFirstChoiceRow));
    lxw_data_validation rule = {};
    rule.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
    rule.value_formula = list.data();
    worksheet_data_validation_cell(sheet_, 2, 5, &rule);
  }

  void AddLevelChart() {
    lxw_chart* chart = workbook_add_chart(book_.book(), LXW_CHART_COLUMN);
    const int rows = static_cast<int>(model_.levels.size()) + 1;
    lxw_chart_series* series =
        chart_add_series(chart, Range(0, rows).c_str(), Range(1, rows).c_str());
    chart_series_set_labels(series);
    lxw_chart_fill fill = {};
    fill.color = kBlue;
    chart_series_set_fill(series, &fill);
    chart_title_set_name(
        chart, book_.Say("各等级企业数", "Enterprises by level").c_str());
    chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
    lxw_chart_options options = {};
    options.x_scale = 0.72;
    options.y_scale = 0.95;
    worksheet_insert_chart_opt(sheet_, kFirstRow + 8, 0, chart, &options);
  }

  void AddRadar() {
    lxw_chart* chart = workbook_add_chart(book_.book(), LXW_CHART_RADAR);
    AddSeries(chart, 5, book_.Say("平均", "Mean"), kBlue,
              LXW_CHART_LINE_DASH_DASH);
    AddSeries(chart, 6, book_.Say("所选企业", "The chosen one"), kOrange,
              LXW_CHART_LINE_DASH_SOLID);
    chart_title_set_name(
        chart, book_.Say("能力子域成熟度", "Maturity by sub-domain").c_str());
    lxw_chart_font small = {};
    small.size = 8;  // names stand side by side above and below
    chart_axis_set_num_font(chart->x_axis, &small);
    chart_axis_set_min(chart->y_axis, 0);
    chart_axis_set_max(chart->y_axis,
                       static_cast<double>(model_.levels.size()));
    chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
    lxw_chart_options options = {};
    options.x_scale = 1.25;
    options.y_scale = 1.75;
    worksheet_insert_chart_opt(sheet_, 2, 8, chart, &options);
  }

  // Told apart by their dashes as well as by their colours.
  void AddSeries(lxw_chart* chart, int column, const std::string& name,
                 lxw_color_t colour, uint8_t dashes) {
    const int rows = model_.subdomain_count;
    lxw_chart_series* series = chart_add_series(chart, Range(4, rows).c_str(),
                                                Range(column, rows).c_str());
    chart_series_set_name(series, name.c_str());
    lxw_chart_line line = {};
    line.color = colour;
    line.width = 2;
    line.dash_type = dashes;
    chart_series_set_line(series, &line);
  }

  const CompiledModel& model_;
  const ResultFigures& figures_;
  const OverviewSources sources_;
  lxw_worksheet* sheet_;
  excel::BookWriter& book_;
};

}  // namespace

ResultFigures::ResultFigures(const CompiledModel& model)
    : at_level_(model.levels.size() + 1),
      sums_(static_cast<size_t>(model.subdomain_count)),
      counts_(static_cast<size_t>(model.subdomain_count)) {}

std::string ResultFigures::ChoiceOf(int64_t number, const std::string& name) {
  return absl::StrCat(number, " ", name);
}

void ResultFigures::Add(const BookRow& row, const std::string& name) {
  if (count_++ == 0) {
    first_ = row;
    first_name_ = name;
  }
  open_ += row.open;
  if (row.open > 0) ++open_rows_;
  const auto level = static_cast<size_t>(row.level);
  if (level < at_level_.size()) ++at_level_[level];
  for (size_t d = 0; d < sums_.size() && d < row.maturity.size(); ++d) {
    if (!row.maturity[d].has_value()) continue;
    sums_[d] += *row.maturity[d];
    ++counts_[d];
  }
}

std::optional<double> ResultFigures::Mean(size_t subdomain) const {
  const int64_t count = counts_[subdomain];
  if (count == 0) return std::nullopt;
  return sums_[subdomain] / static_cast<double>(count);
}

void WriteOverview(const CompiledModel& model, const ResultFigures& figures,
                   const OverviewSources& sources, lxw_worksheet* sheet,
                   excel::BookWriter* book) {
  OverviewWriter(model, figures, sources, sheet, book).Run();
}

}  // namespace cmmm::batch
