#include "excel/write_template.h"

#include <map>
#include <vector>

#include "absl/strings/str_cat.h"
#include "excel/book_writer.h"
#include "excel/interpret_texts.h"
#include "excel/layout.h"
#include "excel/write_instructions.h"
#include "texts/text_names.h"

namespace cmmm::excel {
namespace {

int At(Column column) { return static_cast<int>(column); }

// Widths in characters; the id is hidden.
constexpr double kWidths[kColumnCount] = {12, 15, 13, 58, 42, 16, 26, 22};

class TemplateWriter {
 public:
  TemplateWriter(const Questions& questions, texts::Language language,
                 std::string* bytes)
      : questions_(questions),
        language_(language),
        book_(language),
        bytes_(bytes) {
    if (questions.filled == nullptr) return;
    for (const v1::Answer& answer : questions.filled->list().answers()) {
      answers_[answer.requirement_id()] = &answer;
    }
  }

  MaybeFailure Run() {
    lxw_worksheet* instructions =
        book_.AddSheet(book_.Say("填写说明", "Start here"));
    std::vector<QuestionSheet> sheets;
    for (const auto& element : questions_.definition->elements()) {
      const auto items = ItemsOf(element);
      if (!items.empty()) sheets.push_back(WriteElement(element, items));
    }
    WriteInstructions(questions_, sheets, instructions, &book_);
    WriteList();
    // The rules point to the list by its final name.
    for (size_t i = 0; i < sheets.size(); ++i) AddRules(sheets[i]);
    worksheet_activate(instructions);
    worksheet_set_first_sheet(instructions);
    return book_.Save(bytes_);
  }

 private:
  using Items = std::vector<const v1::RequirementDefinition*>;

  // Those of the element, in model order; notes the names of sub-domains.
  Items ItemsOf(const v1::ElementDefinition& element) {
    std::map<std::string, bool> mine;
    for (const auto& domain : element.domains()) {
      for (const auto& subdomain : domain.subdomains()) {
        mine[subdomain.id()] = true;
        subdomain_names_[subdomain.id()] = book_.Say(subdomain.name());
      }
    }
    Items items;
    for (const auto* item : questions_.items) {
      if (mine.count(item->subdomain_id()) > 0) items.push_back(item);
    }
    return items;
  }

  QuestionSheet WriteElement(const v1::ElementDefinition& element,
                             const Items& items) {
    lxw_worksheet* sheet = book_.AddSheet(book_.Say(element.name()));
    for (int c = 0; c < kColumnCount; ++c) {
      lxw_row_col_options hidden = {};
      hidden.hidden = c == At(Column::kId) ? 1 : 0;
      worksheet_set_column_opt(sheet, static_cast<lxw_col_t>(c),
                               static_cast<lxw_col_t>(c), kWidths[c], nullptr,
                               &hidden);
      book_.Put(sheet, 0, c, book_.Say(ColumnTitle(static_cast<Column>(c))),
                book_.look().header);
    }
    worksheet_set_row(sheet, 0, 36, nullptr);
    for (size_t i = 0; i < items.size(); ++i) {
      WriteItem(*items[i], static_cast<int>(i) + 1, sheet);
    }
    const auto last = static_cast<lxw_row_t>(items.size());
    // From the hidden ids on, so that sorting by an arrow moves them along.
    worksheet_autofilter(sheet, 0, At(Column::kId), last,
                         At(Column::kEvidence));
    worksheet_freeze_panes(sheet, 1, At(Column::kLevel));
    worksheet_set_selection(sheet, 1, At(Column::kGrade), 1,
                            At(Column::kGrade));
    book_.SetUpPage(sheet, BookWriter::Page::kRepeatFirstRow);
    return {sheet, items};
  }

  void WriteItem(const v1::RequirementDefinition& item, int row,
                 lxw_worksheet* sheet) {
    const BookLook& look = book_.look();
    book_.Put(sheet, row, At(Column::kId), item.id(), look.fixed);
    book_.Put(sheet, row, At(Column::kSubdomain),
              subdomain_names_[item.subdomain_id()], look.label);
    book_.Put(
        sheet, row, At(Column::kLevel),
        texts::LevelOfModel(language_, *questions_.definition, item.level()),
        look.centre);
    book_.Put(sheet, row, At(Column::kStatement), book_.Say(item.statement()),
              look.text);
    book_.Put(sheet, row, At(Column::kHint), book_.Say(item.evidence()),
              look.small_text);
    const auto found = answers_.find(item.id());
    const v1::Answer& answer = found == answers_.end()
                                   ? v1::Answer::default_instance()
                                   : *found->second;
    const std::string note = NoteCell(answer);
    const std::string evidence = EvidenceCell(answer);
    book_.Put(sheet, row, At(Column::kGrade), GradeCell(answer),
              look.input_choice);
    book_.Put(sheet, row, At(Column::kNote), note, look.input);
    book_.Put(sheet, row, At(Column::kEvidence), evidence, look.input);
    book_.FitRow(
        sheet, row,
        {{subdomain_names_[item.subdomain_id()],
          kWidths[At(Column::kSubdomain)]},
         {book_.Say(item.statement()), kWidths[At(Column::kStatement)]},
         {book_.Say(item.evidence()), kWidths[At(Column::kHint)], 9},
         {note, kWidths[At(Column::kNote)]},
         {evidence, kWidths[At(Column::kEvidence)]}});
  }

  // The word that is chosen; nothing for an open question.
  std::string GradeCell(const v1::Answer& answer) const {
    if (answer.has_not_applicable()) return book_.Say(NotApplicableWord());
    for (const auto& grade : questions_.definition->grades()) {
      if (grade.grade() == answer.grade()) return book_.Say(grade.name());
    }
    return "";
  }

  static std::string NoteCell(const v1::Answer& answer) {
    const std::string& reason = answer.not_applicable().reason();
    return absl::StrCat(reason,
                        reason.empty() || answer.note().empty() ? "" : "\n",
                        answer.note());
  }

  // The words to choose from, on a hidden sheet: lists within a rule end at
  // 255 characters.
  void WriteList() {
    list_ = book_.AddSheet(book_.Say("选项", "Choices"));
    int row = 0;
    for (const auto& grade : questions_.definition->grades()) {
      book_.Put(list_, row++, 0, book_.Say(grade.name()), book_.look().text);
    }
    book_.Put(list_, row, 0, book_.Say(NotApplicableWord()), book_.look().text);
    worksheet_hide(list_);
  }

  void AddRules(const QuestionSheet& sheet) {
    for (size_t first = 0; first < sheet.items.size();) {
      const bool open = sheet.items[first]->may_be_not_applicable();
      size_t end = first + 1;
      while (end < sheet.items.size() &&
             sheet.items[end]->may_be_not_applicable() == open) {
        ++end;
      }
      AddChoice(sheet.sheet, first + 1, end, open);
      first = end;
    }
    AddColours(sheet);
  }

  void AddChoice(lxw_worksheet* sheet, size_t first_row, size_t last_row,
                 bool may_be_not_applicable) {
    const int words =
        questions_.definition->grades_size() + (may_be_not_applicable ? 1 : 0);
    const std::string list =
        absl::StrCat("=", SheetPrefix(list_), "$A$1:$A$", words);
    const std::string title =
        book_.Say("请从列表中选择", "Choose from the list");
    const std::string message = book_.Say(
        "点单元格右侧的箭头选择。拿不准可以留空，表示未作答。",
        "Use the arrow beside the cell. Leave it empty while you are not "
        "sure.");
    std::string formula = list;
    std::string error_title = title;
    std::string error_message = message;
    lxw_data_validation rule = {};
    rule.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
    rule.value_formula = formula.data();
    rule.error_title = error_title.data();
    rule.error_message = error_message.data();
    worksheet_data_validation_range(
        sheet, static_cast<lxw_row_t>(first_row), At(Column::kGrade),
        static_cast<lxw_row_t>(last_row), At(Column::kGrade), &rule);
  }

  // Colours beside the words, never instead of them.
  void AddColours(const QuestionSheet& sheet) {
    size_t i = 0;
    for (const auto& grade : questions_.definition->grades()) {
      AddColour(sheet, book_.Say(grade.name()), book_.look().ramp[i++]);
    }
    const std::string word = book_.Say(NotApplicableWord());
    AddColour(sheet, word, book_.look().grey);
    // A reason that is missing.
    std::string formula =
        absl::StrCat("=AND($F2=", QuotedInFormula(word), ",TRIM($G2)=\"\")");
    lxw_conditional_format rule = {};
    rule.type = LXW_CONDITIONAL_TYPE_FORMULA;
    rule.value_string = formula.data();
    rule.format = book_.look().attention;
    worksheet_conditional_format_range(
        sheet.sheet, 1, At(Column::kNote),
        static_cast<lxw_row_t>(sheet.items.size()), At(Column::kNote), &rule);
  }

  void AddColour(const QuestionSheet& sheet, const std::string& word,
                 lxw_format* format) {
    std::string value = QuotedInFormula(word);
    lxw_conditional_format rule = {};
    rule.type = LXW_CONDITIONAL_TYPE_CELL;
    rule.criteria = LXW_CONDITIONAL_CRITERIA_EQUAL_TO;
    rule.value_string = value.data();
    rule.format = format;
    worksheet_conditional_format_range(
        sheet.sheet, 1, At(Column::kGrade),
        static_cast<lxw_row_t>(sheet.items.size()), At(Column::kGrade), &rule);
  }

  const Questions& questions_;
  const texts::Language language_;
  BookWriter book_;
  std::string* bytes_;
  std::map<std::string, std::string> subdomain_names_;
  std::map<std::string, const v1::Answer*> answers_;  // by requirement
  lxw_worksheet* list_ = nullptr;
};

}  // namespace

MaybeFailure WriteTemplate(const Questions& questions, texts::Language language,
                           std::string* bytes) {
  return TemplateWriter(questions, language, bytes).Run();
}

}  // namespace cmmm::excel
