#include "excel/write_model_book.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "excel/book_writer.h"
#include "excel/model_page.h"
#include "excel/model_rules.h"
#include "excel/model_sheets.h"
#include "excel/write_model_weights.h"

namespace cmmm::excel {
namespace {

class ModelBookWriter {
 public:
  ModelBookWriter(const v1::GetModelResponse& model, BookWriter* book)
      : ref_(model.model()), model_(model.definition()), page_(book) {}

  void Run() {
    WriteModel();
    WriteModelWeights(model_, &page_);
    WriteStructure();
    WriteRequirements();
    WriteGrades();
    WriteLevels();
    page_.rules().WriteChoices();
  }

 private:
  void WriteModel() {
    page_.Begin(ModelSheet::kModel, ModelColumns::kValue);
    const v1::Policies& policies = model_.policies();
    OneText(ModelField::kId, model_.id());
    OneText(ModelField::kVersion, model_.version());
    TwoTexts(ModelField::kTitle, model_.title());
    TwoTexts(ModelField::kSummary, model_.summary());
    TwoTexts(ModelField::kRequirementsNote, model_.requirements_note());
    page_.rules().AddBounds(page_.sheet(), page_.row(), page_.row(),
                            ModelColumns::kValue, 0.01, 1);
    page_.Number(ModelColumns::kValue, model_.satisfied_at_percent() / 100.0);
    EndField(ModelField::kSatisfiedAt, {});
    OneWord(ModelField::kAccumulation, WordList::kAccumulation,
            policies.accumulation());
    OneWord(ModelField::kEmptyCell, WordList::kEmptyCell,
            policies.empty_cell());
    OneWord(ModelField::kNotApplicable, WordList::kNotApplicable,
            policies.not_applicable());
    page_.Fixed(ModelColumns::kValue,
                absl::StrCat(ref_.id(), "@", ref_.version()));
    EndField(ModelField::kMadeFrom, {});
    page_.Fixed(ModelColumns::kValue, ref_.digest());
    EndField(ModelField::kMadeFromDigest,
             {{ModelColumns::kValue, ref_.digest()}});
  }

  void EndField(ModelField field,
                std::vector<std::pair<int, std::string>> texts) {
    const Text label = ModelFieldLabel(field);
    const std::string both = absl::StrCat(label.zh, "\n", label.en);
    page_.Fixed(ModelColumns::kField, std::string(ModelFieldKey(field)));
    page_.Label(ModelColumns::kMeaning, both);
    texts.emplace_back(ModelColumns::kMeaning, both);
    page_.EndRow(texts);
  }
  void OneText(ModelField field, const std::string& text) {
    page_.Text(ModelColumns::kValue, text);
    EndField(field, {{ModelColumns::kValue, text}});
  }
  void TwoTexts(ModelField field, const v1::LocalizedText& text) {
    page_.Text(ModelColumns::kValue, text.zh());
    page_.Text(ModelColumns::kEnglish, text.en());
    EndField(field, {{ModelColumns::kValue, text.zh()},
                     {ModelColumns::kEnglish, text.en()}});
  }
  void OneWord(ModelField field, WordList list, int value) {
    page_.rules().AddChoice(page_.sheet(), list, page_.row(), page_.row(),
                            ModelColumns::kValue);
    page_.Word(ModelColumns::kValue, list, value);
    EndField(field, {});
  }

  void WriteStructure() {
    page_.Begin(ModelSheet::kStructure, StructureColumns::kParent);
    for (const auto& element : model_.elements()) {
      WriteNode(v1::TIER_ELEMENT, element.id(), "", element.name());
      for (const auto& domain : element.domains()) {
        page_.Word(StructureColumns::kExcludable, WordList::kYesNo,
                   domain.excludable() ? 1 : 0);
        WriteNode(v1::TIER_DOMAIN, domain.id(), element.id(), domain.name());
        for (const auto& subdomain : domain.subdomains()) {
          WriteNode(v1::TIER_SUBDOMAIN, subdomain.id(), domain.id(),
                    subdomain.name());
        }
      }
    }
    page_.Choose(StructureColumns::kTier, WordList::kTier);
    page_.Choose(StructureColumns::kExcludable, WordList::kYesNo);
  }

  void WriteNode(int tier, const std::string& id, const std::string& parent,
                 const v1::LocalizedText& name) {
    page_.Word(StructureColumns::kTier, WordList::kTier, tier);
    page_.Text(StructureColumns::kId, id);
    page_.Text(StructureColumns::kParent, parent);
    page_.Text(StructureColumns::kZh, name.zh());
    page_.Text(StructureColumns::kEn, name.en());
    if (tier != v1::TIER_DOMAIN) page_.Fixed(StructureColumns::kExcludable, "");
    page_.EndRow({{StructureColumns::kId, id},
                  {StructureColumns::kParent, parent},
                  {StructureColumns::kZh, name.zh()},
                  {StructureColumns::kEn, name.en()}});
  }

  void WriteRequirements() {
    using Columns = RequirementColumns;
    page_.Begin(ModelSheet::kRequirements, Columns::kStatementZh);
    for (const auto& item : model_.requirements()) {
      page_.Text(Columns::kId, item.id());
      page_.Text(Columns::kSubdomain, item.subdomain_id());
      page_.Number(Columns::kLevel, item.level());
      page_.Text(Columns::kStatementZh, item.statement().zh());
      page_.Text(Columns::kStatementEn, item.statement().en());
      page_.Text(Columns::kEvidenceZh, item.evidence().zh());
      page_.Text(Columns::kEvidenceEn, item.evidence().en());
      page_.Word(Columns::kNotApplicable, WordList::kYesNo,
                 item.may_be_not_applicable() ? 1 : 0);
      page_.Check(Columns::kCheckedBy, Columns::kCheckedOn, item.checked());
      page_.EndRow({{Columns::kId, item.id()},
                    {Columns::kSubdomain, item.subdomain_id()},
                    {Columns::kStatementZh, item.statement().zh()},
                    {Columns::kStatementEn, item.statement().en()},
                    {Columns::kEvidenceZh, item.evidence().zh()},
                    {Columns::kEvidenceEn, item.evidence().en()},
                    {Columns::kCheckedBy, item.checked().by()}});
    }
    page_.rules().AddIds(page_.sheet(), ModelPage::kFirstRow, Columns::kId);
    page_.Choose(Columns::kNotApplicable, WordList::kYesNo);
    page_.Filter(Columns::kCheckedOn + 1);
  }

  void WriteGrades() {
    page_.Begin(ModelSheet::kGrades, 1);
    for (const auto& grade : model_.grades()) {
      page_.Word(GradeColumns::kGrade, WordList::kGrade, grade.grade());
      page_.Number(GradeColumns::kScore, grade.tenths() / 10.0);
      page_.Text(GradeColumns::kNameZh, grade.name().zh());
      page_.Text(GradeColumns::kNameEn, grade.name().en());
      page_.Text(GradeColumns::kDefinitionZh, grade.definition().zh());
      page_.Text(GradeColumns::kDefinitionEn, grade.definition().en());
      page_.EndRow({{GradeColumns::kNameZh, grade.name().zh()},
                    {GradeColumns::kNameEn, grade.name().en()},
                    {GradeColumns::kDefinitionZh, grade.definition().zh()},
                    {GradeColumns::kDefinitionEn, grade.definition().en()}});
    }
    page_.rules().AddBounds(page_.sheet(), ModelPage::kFirstRow,
                            page_.row() - 1, GradeColumns::kScore, 0, 1);
  }

  void WriteLevels() {
    page_.Begin(ModelSheet::kLevels, 1);
    for (const auto& level : model_.levels()) {
      page_.Number(LevelColumns::kLevel, level.level());
      page_.Text(LevelColumns::kNameZh, level.name().zh());
      page_.Text(LevelColumns::kNameEn, level.name().en());
      for (const auto& band : model_.bands()) {
        if (band.level() != level.level()) continue;
        page_.Number(LevelColumns::kFrom, band.from_percent() / 100.0);
        page_.Number(LevelColumns::kTo, band.to_percent() / 100.0);
      }
      page_.EndRow({{LevelColumns::kNameZh, level.name().zh()},
                    {LevelColumns::kNameEn, level.name().en()}});
    }
    for (const int column : {LevelColumns::kFrom, LevelColumns::kTo}) {
      page_.rules().AddBounds(page_.sheet(), ModelPage::kFirstRow,
                              page_.row() - 1, column, 0, model_.levels_size());
    }
  }

  const v1::ModelRef& ref_;
  const v1::ModelDefinition& model_;
  ModelPage page_;
};

}  // namespace

MaybeFailure WriteModelBook(const v1::GetModelResponse& model,
                            std::string* bytes) {
  BookWriter book(texts::Language::kZh);
  lxw_worksheet* read_me = book.AddSheet(SheetTab(ModelSheet::kReadMe));
  WriteModelBookHelp(model.definition(), read_me, &book);
  ModelBookWriter(model, &book).Run();
  worksheet_activate(read_me);
  return book.Save(bytes);
}

}  // namespace cmmm::excel
