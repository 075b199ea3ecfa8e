#include "excel/model_rules.h"

#include <map>

#include "absl/strings/str_cat.h"
#include "excel/cell.h"

namespace cmmm::excel {
namespace {

lxw_row_t RowAt(int row) { return static_cast<lxw_row_t>(row); }
lxw_col_t ColumnAt(int column) { return static_cast<lxw_col_t>(column); }

// `$E$3:$E$2000`.
std::string ColumnRange(int column, int first_row, int last_row) {
  const auto name = [&](int row) {
    const std::string cell = CellName(column, row + 1);
    const size_t digits = cell.find_first_of("0123456789");
    return absl::StrCat("$", cell.substr(0, digits), "$", cell.substr(digits));
  };
  return absl::StrCat(name(first_row), ":", name(last_row));
}

// Both languages in one message.
void AddRule(lxw_worksheet* sheet, int first_row, int last_row, int column,
             lxw_data_validation rule, std::string title, std::string message) {
  rule.error_title = title.data();
  rule.error_message = message.data();
  worksheet_data_validation_range(sheet, RowAt(first_row), ColumnAt(column),
                                  RowAt(last_row), ColumnAt(column), &rule);
}

// A heading, when `is_heading`, or a line below it.
struct HelpLine {
  bool is_heading;
  const char* zh;
  const char* en;
};

constexpr HelpLine kHelp[] = {
    {true, "这本工作簿", "This workbook"},
    {false,
     "它是模型的全部内容：权重、结构、条款、证据、各档说明、等级区间和来源。"
     "手边有标准原文的人在这里核对、改正。黄色单元格可以改，灰色的不要改。",
     "It holds the whole model: weights, structure, items, evidence, "
     "definitions "
     "of grades, bands of levels, provenance. Whoever has the printed standard "
     "checks it and puts it right here. Yellow cells may be changed, grey ones "
     "not."},
    {true, "怎样改", "How to change it"},
    {false, "1. 在“模型”表写一个新的版本号，例如在原版本号后加一。",
     "1. Write a new version on the sheet Model."},
    {false,
     "2. 对照标准改权重和条款。权重写整数百分比；同一上级合计须为 100，"
     "旁边的 Σ 列会算出来。",
     "2. Put weights and items right. Weights are whole percent and sum to 100 "
     "below one parent; the column with Σ adds them up."},
    {false,
     "3. 核对过的一组权重，在“来源”表把来源写成 A，写上核对人和日期；"
     "核对过的条款，在“条款”表写上核对人和日期，全部核对后把“来源”表第一行改为 "
     "A。",
     "3. Where you have compared a group of weights, write A, your name and "
     "the "
     "day on Provenance; where you have compared an item, your name and the "
     "day "
     "on Requirements. When all items are done, write A in the first row of "
     "Provenance."},
    {false,
     "4. 保存为 .xlsx，再运行 cmmm model import 本文件.xlsx -o "
     "model.textproto。"
     "有问题会按工作表和单元格一次列出；没有问题才写出模型，并列出改了什么。",
     "4. Save it as .xlsx and run cmmm model import THIS.xlsx -o "
     "model.textproto. Whatever is wrong is listed by sheet and cell, all at "
     "once; a model is written only when nothing is, with a list of what "
     "changed."},
    {true, "请不要", "Please do not"},
    {false,
     "改动每张表左上角的 cmmm.model.… 和第二行的标题；合并单元格；"
     "单独对一列排序（排序时请选中整行）。",
     "change cmmm.model.… in the upper left corner of a sheet, or the titles "
     "in "
     "the second row; merge cells; sort one column alone."},
};

}  // namespace

void ModelRules::AddChoice(lxw_worksheet* sheet, WordList list, int first_row,
                           int last_row, int column) {
  choices_.push_back({sheet, list, first_row, last_row, column});
}

void ModelRules::AddBounds(lxw_worksheet* sheet, int first_row, int last_row,
                           int column, double least, double most) {
  lxw_data_validation rule = {};
  rule.validate = LXW_VALIDATION_TYPE_DECIMAL;
  rule.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
  rule.minimum_number = least;
  rule.maximum_number = most;
  AddRule(sheet, first_row, last_row, column, rule, "超出范围 Out of range",
          absl::StrCat("应在 ", NumberText(least), " 到 ", NumberText(most),
                       " 之间。From ", NumberText(least), " to ",
                       NumberText(most), "."));
}

void ModelRules::AddWeights(lxw_worksheet* sheet, int first_row, int column) {
  lxw_data_validation rule = {};
  rule.validate = LXW_VALIDATION_TYPE_INTEGER;
  rule.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
  rule.minimum_number = 0;
  rule.maximum_number = 100;
  AddRule(
      sheet, first_row, LastRow(), column, rule, "整数百分比 Whole percent",
      "应为 0 到 100 的整数，例如 40。A whole number from 0 to 100, such as "
      "40.");
  lxw_conditional_format red = {};
  red.type = LXW_CONDITIONAL_TYPE_CELL;
  red.criteria = LXW_CONDITIONAL_CRITERIA_NOT_EQUAL_TO;
  red.value = 100;
  red.format = book_.look().attention;
  worksheet_conditional_format_range(sheet, RowAt(first_row),
                                     ColumnAt(column + 1), RowAt(LastRow()),
                                     ColumnAt(column + 1), &red);
}

void ModelRules::PutSum(lxw_worksheet* sheet, int row, int column,
                        int first_row, int sum) {
  const std::string formula = absl::StrCat(
      "=SUMPRODUCT((", ColumnRange(WeightColumns::kTier, first_row, LastRow()),
      "=", CellName(WeightColumns::kTier, row + 1), ")*(",
      ColumnRange(WeightColumns::kParent, first_row, LastRow()), "=",
      CellName(WeightColumns::kParent, row + 1), "),",
      ColumnRange(column, first_row, LastRow()), ")");
  worksheet_write_formula_num(sheet, RowAt(row), ColumnAt(column + 1),
                              formula.c_str(), book_.look().centre, sum);
}

void ModelRules::AddIds(lxw_worksheet* sheet, int first_row, int column) {
  std::string formula =
      absl::StrCat("=COUNTIF(", ColumnRange(column, first_row, LastRow()), ",",
                   CellName(column, first_row + 1), ")=1");
  std::string input_title = "编号 Id";
  std::string input =
      "编号说明这一行是哪一条，排序时须一起移动。The id says what this row is; "
      "sort it along.";
  lxw_data_validation rule = {};
  rule.validate = LXW_VALIDATION_TYPE_CUSTOM_FORMULA;
  rule.value_formula = formula.data();
  rule.input_title = input_title.data();
  rule.input_message = input.data();
  AddRule(sheet, first_row, LastRow(), column, rule, "编号重复 Id twice",
          "这个编号已经有了。There is such an id already.");
}

void ModelRules::WriteChoices() {
  lxw_worksheet* list = book_.AddSheet(std::string(kChoicesTab));
  std::map<WordList, std::string> ranges;
  int column = 0;
  for (const Choice& choice : choices_) {
    std::string& range = ranges[choice.list];
    if (range.empty()) {
      int row = 0;
      for (const ModelWord& word : WordsOf(choice.list)) {
        book_.Put(list, row++, column, WordText(choice.list, word.value),
                  book_.look().text);
      }
      range = absl::StrCat("=", SheetPrefix(list),
                           ColumnRange(column++, 0, row - 1));
    }
    lxw_data_validation rule = {};
    rule.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
    rule.value_formula = range.data();
    AddRule(choice.sheet, choice.first_row, choice.last_row, choice.column,
            rule, "请从列表中选择 Choose from the list",
            "点单元格右侧的箭头选择。Use the arrow beside the cell.");
  }
  worksheet_hide(list);
}

void WriteModelBookHelp(const v1::ModelDefinition& model, lxw_worksheet* sheet,
                        BookWriter* book) {
  constexpr double kWidth = 62;
  const BookLook& look = book->look();
  worksheet_set_column(sheet, 0, 1, kWidth, nullptr);
  book->Put(sheet, 0, 0, std::string(SheetKey(ModelSheet::kReadMe)),
            look.subtitle);
  int row = 1;
  book->Put(sheet, row, 0, model.title().zh(), look.title);
  worksheet_set_row(sheet, RowAt(row++), 30, nullptr);
  book->Put(sheet, row++, 0, model.title().en(), look.subtitle);
  for (const HelpLine& line : kHelp) {
    lxw_format* format = line.is_heading ? look.heading : look.plain;
    if (line.is_heading) ++row;
    book->Put(sheet, row, 0, line.zh, format);
    book->Put(sheet, row, 1, line.en, format);
    book->FitRow(sheet, row++, {{line.zh, kWidth}, {line.en, kWidth}});
  }
  book->SetUpPage(sheet, BookWriter::Page::kOne);
}

}  // namespace cmmm::excel
