#include "excel/write_instructions.h"

#include <algorithm>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "excel/interpret_texts.h"
#include "excel/layout.h"

namespace cmmm::excel {
namespace {

constexpr int kKeyColumn = 0;  // hidden
constexpr int kLabelColumn = 1;
constexpr int kValueColumn = 2;
constexpr int kRemarkColumn = 3;
// Widths in characters.
constexpr double kLabelWidth = 24;
constexpr double kValueWidth = 48;
constexpr double kRemarkWidth = 56;
constexpr double kWidth = kLabelWidth + kValueWidth + kRemarkWidth;

class InstructionWriter {
 public:
  InstructionWriter(const Questions& questions,
                    const std::vector<QuestionSheet>& sheets,
                    lxw_worksheet* sheet, BookWriter* book)
      : questions_(questions), sheets_(sheets), sheet_(sheet), book_(*book) {}

  void Run() {
    SetColumns();
    WriteTitle();
    WriteEnterprise();
    WriteSteps();
    WriteGrades();
    WriteProgress();
    WriteScope();
    book_.SetUpPage(sheet_, BookWriter::Page::kOne);
  }

 private:
  void SetColumns() {
    lxw_row_col_options hidden = {};
    hidden.hidden = 1;
    worksheet_set_column_opt(sheet_, kKeyColumn, kKeyColumn, 16, nullptr,
                             &hidden);
    worksheet_set_column(sheet_, kLabelColumn, kLabelColumn, kLabelWidth,
                         nullptr);
    worksheet_set_column(sheet_, kValueColumn, kValueColumn, kValueWidth,
                         nullptr);
    worksheet_set_column(sheet_, kRemarkColumn, kRemarkColumn, kRemarkWidth,
                         nullptr);
  }

  void WriteTitle() {
    const auto& model = *questions_.definition;
    worksheet_set_row(sheet_, 0, 34, nullptr);
    book_.Put(sheet_, row_++, kLabelColumn, book_.Say(model.title()),
              book_.look().title);
    const auto count = questions_.items.size();
    book_.Put(sheet_, row_++, kLabelColumn,
              absl::StrCat(book_.Say("自评工作簿 · ", "Self-assessment · "),
                           book_.Say(questions_.weights->name()), " · ", count,
                           book_.Say(" 条", " questions"), PartOf()),
              book_.look().subtitle);
  }

  // Which part of the whole it is.
  std::string PartOf() const {
    if (questions_.domains.empty()) return "";
    return absl::StrCat(book_.Say(" · 其中一部分：", " · one part: "),
                        NamesOf(questions_.domains));
  }

  void Heading(const std::string& text) {
    ++row_;
    worksheet_set_row(sheet_, static_cast<lxw_row_t>(row_), 24, nullptr);
    book_.Put(sheet_, row_, kLabelColumn, text, book_.look().heading);
    book_.Put(sheet_, row_, kValueColumn, "", book_.look().heading);
    book_.Put(sheet_, row_, kRemarkColumn, "", book_.look().heading);
    ++row_;
  }

  // One line: hidden key, label, value, remark.
  void Line(Field field, const std::string& value, lxw_format* format,
            const std::string& remark) {
    const BookLook& look = book_.look();
    book_.Put(sheet_, row_, kKeyColumn, std::string(FieldKey(field)),
              look.fixed);
    book_.Put(sheet_, row_, kLabelColumn, book_.Say(FieldLabel(field)),
              look.label);
    book_.Put(sheet_, row_, kValueColumn, value, format);
    book_.Put(sheet_, row_, kRemarkColumn, remark, look.small_text);
    EndRow(value, remark);
  }

  // A row of a table is finished.
  void EndRow(const std::string& value, const std::string& remark) {
    book_.FitRow(sheet_, row_++,
                 {{value, kValueWidth}, {remark, kRemarkWidth, 9}});
  }

  void WriteEnterprise() {
    const BookLook& look = book_.look();
    Heading(book_.Say("企业信息", "The enterprise"));
    InfoLine(Field::kEnterprise, look.input, "");
    InfoLine(Field::kEnterpriseId, look.input_text,
             book_.Say("18 位；没有可不填", "18 characters; optional"));
    InfoLine(Field::kDate, look.input_date,
             book_.Say("例如 2026-05-31", "for example 2026-05-31"));
    InfoLine(Field::kAssessor, look.input, "");
    InfoLine(Field::kContact, look.input_text, "");
    InfoLine(Field::kIndustry, look.input, "");
    InfoLine(Field::kRegion, look.input, "");
    InfoLine(Field::kRemarks, look.input, "");
  }

  void InfoLine(Field field, lxw_format* format, const std::string& remark) {
    const std::string value = questions_.filled == nullptr
                                  ? ""
                                  : InfoText(questions_.filled->info(), field);
    Line(field, value, format, remark);
  }

  void Step(int number, const std::string& text) {
    book_.PutAcross(sheet_, row_++, kLabelColumn, kRemarkColumn,
                    absl::StrCat(number, ". ", text), kWidth,
                    book_.look().plain);
  }

  void WriteSteps() {
    Heading(book_.Say("怎么填", "How to fill it in"));
    Step(1,
         book_.Say("先填上面的企业信息，再按下面“填写进度”里的链接逐张填写。",
                   "Fill in the enterprise above, then follow the links under "
                   "“Progress” from sheet to sheet."));
    Step(2, book_.Say(
                "每条看“条款内容”，对照手里的证据，在“评价”列用下拉列表选择"
                "；“证据提示”说明什么算证据。",
                "Read each requirement, compare it with what you can show, "
                "and choose a grade from the list; the hint says what counts "
                "as evidence."));
    Step(3, book_.Say(
                "列表里有“不适用”的条款，与本企业无关时可以选它，并必须在"
                "“说明”列写原因；原因空着时该格变红。",
                "Where the list offers “not applicable”, choose it if the "
                "item does not concern you, and say why in the note; the note "
                "turns red while it is missing."));
    Step(4,
         book_.Say("拿不准的先空着：空着是“未作答”，不等于 0 分，评分时会逐条"
                   "列出。",
                   "Leave open what you are not sure about: open is not zero, "
                   "and scoring lists what is open."));
    Step(5,
         book_.Say(
             "“说明”和“证据材料”两列会原样保留，不影响得分；证据一行写一份。"
             "可以筛选、排序、改列宽；不要合并单元格，不要删除隐藏的 A 列。",
             "Notes and evidence are kept as they are and do not count; one "
             "piece of evidence a line. Filter, sort and resize as you like; "
             "do not merge cells and do not delete the hidden column A."));
    Step(6, book_.Say("填好后存为 .xlsx（Excel、WPS、LibreOffice 均可），不要设"
                      "打开密码。",
                      "Save as .xlsx with Excel, WPS or LibreOffice, without a "
                      "password."));
  }

  void GradeLine(const std::string& name, lxw_format* format,
                 const std::string& meaning, const std::string& remark) {
    book_.Put(sheet_, row_, kLabelColumn, name, format);
    book_.Put(sheet_, row_, kValueColumn, meaning, book_.look().text);
    book_.Put(sheet_, row_, kRemarkColumn, remark, book_.look().small_text);
    EndRow(meaning, remark);
  }

  void WriteGrades() {
    const BookLook& look = book_.look();
    Heading(book_.Say("评价怎么选", "The grades"));
    size_t i = 0;
    for (const auto& grade : questions_.definition->grades()) {
      GradeLine(book_.Say(grade.name()), look.ramp[i++],
                book_.Say(grade.definition()),
                absl::StrCat(book_.Say("得分 ", "score "),
                             ShowTenths(grade.tenths())));
    }
    GradeLine(
        book_.Say(NotApplicableWord()), look.grey,
        book_.Say("与本企业无关，已写明原因",
                  "does not concern the enterprise; the note says why"),
        book_.Say("不参加计分；只限列表里有这一项的条款",
                  "left out of the score; only where the list offers it"));
  }

  void WriteProgress() {
    const BookLook& look = book_.look();
    Heading(book_.Say("填写进度", "Progress"));
    for (const QuestionSheet& sheet : sheets_) {
      const std::string target =
          absl::StrCat("internal:", SheetPrefix(sheet.sheet), "B2");
      worksheet_write_url_opt(sheet_, static_cast<lxw_row_t>(row_),
                              kLabelColumn, target.c_str(), look.link,
                              sheet.sheet->name, nullptr);
      WriteCount(sheet);
      EndRow("", "");
    }
  }

  void WriteCount(const QuestionSheet& sheet) {
    const auto total = sheet.items.size();
    const std::string filled = absl::StrCat("COUNTA(", SheetPrefix(sheet.sheet),
                                            "$F$2:$F$", total + 1, ")");
    const auto row = static_cast<lxw_row_t>(row_);
    const size_t done_now = CountAnswered(sheet);
    worksheet_write_formula_str(
        sheet_, row, kValueColumn,
        absl::StrCat("=", filled, "&\" / ", total, "\"").c_str(),
        book_.look().centre, absl::StrCat(done_now, " / ", total).c_str());
    const std::string done = book_.Say("已填完", "complete");
    const std::string left = book_.Say("未填 ", "open: ");
    worksheet_write_formula_str(
        sheet_, row, kRemarkColumn,
        absl::StrCat("=IF(", filled, ">=", total, ",", QuotedInFormula(done),
                     ",", QuotedInFormula(left), "&(", total, "-", filled, "))")
            .c_str(),
        book_.look().small_text,
        done_now == total ? done.c_str()
                          : absl::StrCat(left, total - done_now).c_str());
  }

  // What is filled in now: programs show the saved value until they compute.
  size_t CountAnswered(const QuestionSheet& sheet) const {
    if (questions_.filled == nullptr) return 0;
    std::set<std::string> answered;
    for (const v1::Answer& answer : questions_.filled->list().answers()) {
      if (answer.has_not_applicable() ||
          answer.grade() != v1::GRADE_UNSPECIFIED) {
        answered.insert(answer.requirement_id());
      }
    }
    return static_cast<size_t>(std::count_if(
        sheet.items.begin(), sheet.items.end(),
        [&](const auto* item) { return answered.count(item->id()) > 0; }));
  }

  void WriteScope() {
    lxw_format* fixed = book_.look().fixed;
    Heading(
        book_.Say("评价范围（请勿改动）", "What is assessed (do not change)"));
    Line(Field::kModel, questions_.model->id(), fixed,
         book_.Say(questions_.definition->title()));
    Line(Field::kVersion, questions_.model->version(), fixed, "");
    Line(Field::kDigest, questions_.model->digest(), fixed,
         book_.Say("用来核对问卷与评分用的是同一个模型",
                   "tells whether the model that scores is the one asked by"));
    Line(Field::kWeights, questions_.weights->id(), fixed,
         book_.Say(questions_.weights->name()));
    Line(Field::kExcluded, absl::StrJoin(questions_.excluded, ","), fixed,
         questions_.excluded.empty() ? book_.Say(NoDomainLeftOutWord())
                                     : NamesOf(questions_.excluded));
    Line(Field::kUpTo, absl::StrCat(questions_.up_to), fixed,
         book_.Say("0 表示全部等级", "0: all levels"));
    ++row_;
    book_.PutAcross(sheet_, row_++, kLabelColumn, kRemarkColumn,
                    book_.Say(questions_.definition->summary()), kWidth,
                    book_.look().plain);
  }

  // Of domains, in model order.
  std::string NamesOf(const std::set<std::string>& ids) const {
    std::vector<std::string> names;
    for (const auto& element : questions_.definition->elements()) {
      for (const auto& domain : element.domains()) {
        if (ids.count(domain.id()) > 0) {
          names.push_back(book_.Say(domain.name()));
        }
      }
    }
    return absl::StrJoin(names, book_.Say("、", ", "));
  }

  const Questions& questions_;
  const std::vector<QuestionSheet>& sheets_;
  lxw_worksheet* sheet_;
  BookWriter& book_;
  int row_ = 0;
};

}  // namespace

void WriteInstructions(const Questions& questions,
                       const std::vector<QuestionSheet>& sheets,
                       lxw_worksheet* sheet, BookWriter* book) {
  InstructionWriter(questions, sheets, sheet, book).Run();
}

}  // namespace cmmm::excel
