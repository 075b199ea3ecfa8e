// Models as workbooks: what is exported comes back, and whatever is wrong with
// a workbook is said by its cell.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/model/diff.h"
#include "engine/model/digest.h"
#include "engine/model/read.h"
#include "excel/compare_model_book.h"
#include "excel/model_sheets.h"
#include "tests/excel/make_workbook.h"
#include "tests/excel/model_files.h"
#include "tests/support/test_files.h"
#include "texts/rule_texts.h"

namespace cmmm::test {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;
using ::testing::StartsWith;

constexpr char kWeights[] = "权重 Weights";
constexpr char kProvenance[] = "来源 Provenance";
constexpr char kModel[] = "模型 Model";
constexpr char kRequirements[] = "条款 Requirements";

const CatalogEntry& Newest() { return RealCatalog().entries().front(); }

const std::string& Sound() {
  static const auto* bytes = new std::string(ModelBookOf(Newest()));
  return *bytes;
}

// Where a field of the newest model stands.
std::string CellOf(const std::string& path) {
  static const auto* book = new Outcome<excel::ModelBook>(ReadBook(Sound()));
  const auto found = book->value().places.find(path);
  if (found == book->value().places.end()) {
    ADD_FAILURE() << path;
    return "";
  }
  return found->second;
}

// `cell rule` of everything that is wrong; every rule is known in Chinese.
std::vector<std::string> ModelFaults(const std::string& bytes) {
  const auto book = ReadBook(bytes);
  if (book.ok()) return {};
  EXPECT_THAT(book.refusal().reason,
              ::testing::AnyOf("INVALID_MODEL_WORKBOOK", "INVALID_WORKBOOK"));
  std::vector<std::string> faults;
  for (const Violation& found : book.refusal().violations.listed()) {
    EXPECT_NE(texts::ChineseRule(found.rule_id), "") << found.rule_id;
    EXPECT_NE(found.message, "");
    faults.push_back(absl::StrCat(found.field_path, " ", found.rule_id));
  }
  return faults;
}

std::vector<std::string> ModelNotices(const Outcome<excel::ModelBook>& book) {
  std::vector<std::string> notices;
  if (!book.ok()) {
    ADD_FAILURE() << ToString(book.refusal().violations.listed().front());
    return notices;
  }
  for (const Violation& found : book.value().notices.listed()) {
    EXPECT_NE(texts::ChineseRule(found.rule_id), "") << found.rule_id;
    notices.push_back(absl::StrCat(found.field_path, " ", found.rule_id));
  }
  return notices;
}

// The paths that differ from the newest model.
std::vector<std::string> ModelChanges(const Outcome<excel::ModelBook>& book) {
  std::vector<std::string> paths;
  if (!book.ok()) {
    ADD_FAILURE() << ToString(book.refusal().violations.listed().front());
    return paths;
  }
  for (const auto& change :
       DiffModels(*Newest().definition, book.value().model)) {
    paths.push_back(change.path);
  }
  return paths;
}

// The percent of a child in the newest model: `data` of `discrete`.
std::string WeightPath(int set, const std::string& child, int tier) {
  const auto& groups = Newest().definition->weight_sets(set).groups();
  for (int g = 0; g < groups.size(); ++g) {
    if (groups[g].tier() != tier) continue;
    for (int w = 0; w < groups[g].weights_size(); ++w) {
      if (groups[g].weights(w).child_id() != child) continue;
      return absl::StrCat("weight_sets[", set, "].groups[", g, "].weights[", w,
                          "].percent");
    }
  }
  ADD_FAILURE() << child;
  return "";
}

std::string DataWeight() {
  return CellOf(WeightPath(1, "data", v1::TIER_DOMAIN));
}

std::string Beside(const std::string& place, char column) {
  std::string other = place;
  other[other.rfind('!') + 1] = column;
  return other;
}

TEST(ModelBookTest, EveryModelComesBackAsItWas) {
  int models = 0;
  for (const char* folder : {"models", "tests/conformance/models"}) {
    for (const std::string& file : FilesBelow(folder, ".textproto")) {
      if (IsProgrammeFile(file)) continue;
      Violations findings;
      const Catalog catalog = Catalog::Load(file, &findings);
      ASSERT_TRUE(findings.empty()) << file;
      const CatalogEntry& entry = catalog.entries().front();
      SCOPED_TRACE(file);
      const auto book = ReadBook(ModelBookOf(entry));
      EXPECT_THAT(ModelNotices(book), IsEmpty());
      ASSERT_TRUE(book.ok());
      EXPECT_EQ(ModelDigest(book.value().model), entry.compiled->digest);
      EXPECT_EQ(book.value().model.DebugString(),
                entry.definition->DebugString());
      EXPECT_EQ(book.value().base.id(), entry.compiled->id);
      EXPECT_EQ(book.value().base.version(), entry.compiled->version);
      EXPECT_EQ(book.value().base.digest(), entry.compiled->digest);
      ++models;
    }
  }
  EXPECT_GE(models, 3);
}

TEST(ModelBookTest, TheSameModelGivesTheSameWorkbook) {
  EXPECT_EQ(ModelBookOf(Newest()), Sound());
}

TEST(ModelBookTest, WhatIsCheckedComesBack) {
  v1::ModelDefinition model = *Newest().definition;
  v1::WeightGroup* group = model.mutable_weight_sets(0)->mutable_groups(1);
  group->set_provenance(v1::PROVENANCE_A);
  group->mutable_checked()->set_by("张三");
  group->mutable_checked()->set_on("2026-11-29");
  *model.mutable_requirements(3)->mutable_checked() = group->checked();
  const Catalog catalog = CatalogOf({model});
  const auto book = ReadBook(ModelBookOf(catalog.entries().front()));
  ASSERT_TRUE(book.ok());
  EXPECT_EQ(book.value().model.DebugString(), model.DebugString());
}

TEST(ModelBookTest, AChangedWeightIsReadAndNothingElseChanges) {
  const std::string integration =
      CellOf(WeightPath(1, "integration", v1::TIER_DOMAIN));
  for (const auto& [data, other] :
       std::vector<std::pair<CellContent, CellContent>>{
           {NumberCell("45"), NumberCell("28")},
           {NumberCell("45.000000000000007"), NumberCell("28")},
           {TextCell("45"), TextCell("28%")},
           {TextCell(" ４５ ％ "), TextCell("２８")}}) {
    const auto book = ReadBook(
        WithCell(WithCell(Sound(), DataWeight(), data), integration, other));
    EXPECT_THAT(ModelChanges(book),
                ElementsAre("weight_sets[discrete].groups[DOMAIN:technology]."
                            "weights[data].percent",
                            "weight_sets[discrete].groups[DOMAIN:technology]."
                            "weights[integration].percent"));
  }
}

TEST(ModelBookTest, NumbersWrittenAsTextsAreTold) {
  EXPECT_THAT(
      ModelNotices(ReadBook(WithCell(Sound(), DataWeight(), TextCell("４６")))),
      ElementsAre(DataWeight() + " modelbook.number_as_text"));
}

TEST(ModelBookTest, APercentIsWhatIsShown) {
  int style = 0;
  const std::string with_format = WithPercentFormat(Sound(), &style);
  CellContent cell = NumberCell("0.46");
  cell.attributes = absl::StrCat(" s=\"", style, "\"");
  EXPECT_THAT(ModelChanges(ReadBook(WithCell(with_format, DataWeight(), cell))),
              IsEmpty());
  // 46 in such a cell is 4600%.
  cell.inside = "<v>46</v>";
  EXPECT_THAT(ModelFaults(WithCell(with_format, DataWeight(), cell)),
              Contains(DataWeight() + " weight.range"));
}

TEST(ModelBookTest, AShareIsRefusedAsAPercentage) {
  const auto book =
      ReadBook(WithCell(Sound(), DataWeight(), NumberCell("0.46")));
  ASSERT_FALSE(book.ok());
  const auto& found = book.refusal().violations.listed().front();
  EXPECT_EQ(found.field_path, DataWeight());
  EXPECT_EQ(found.rule_id, "modelbook.not_whole");
  EXPECT_THAT(found.message, HasSubstr("write 46"));
}

TEST(ModelBookTest, AWeightThatIsMissingIsNotZero) {
  EXPECT_THAT(ModelFaults(WithCell(Sound(), DataWeight(), EmptyCell())),
              Contains(DataWeight() + " modelbook.value_missing"));
  EXPECT_THAT(ModelFaults(WithCell(Sound(), DataWeight(), TextCell("  "))),
              Contains(DataWeight() + " modelbook.value_missing"));
  EXPECT_THAT(ModelFaults(WithCell(Sound(), DataWeight(), TextCell("四十六"))),
              Contains(DataWeight() + " modelbook.not_a_number"));
}

TEST(ModelBookTest, ASumThatIsNot100IsFoundAtItsGroup) {
  const std::string first = CellOf("weight_sets[1].groups[2].weights");
  EXPECT_THAT(ModelFaults(WithCell(Sound(), DataWeight(), NumberCell("47"))),
              ElementsAre(first + " weight.sum"));
}

TEST(ModelBookTest, ARowThatIsGoneIsFound) {
  const std::string place = DataWeight();
  const int row = std::stoi(place.substr(place.rfind('!') + 2));
  EXPECT_THAT(ModelFaults(WithoutRow(Sound(), kWeights, row)),
              Contains(::testing::EndsWith(" weight.missing_child")));
}

TEST(ModelBookTest, FormulasAreReadByTheirValueAndTold) {
  const CellContent formula = {"<f>92/2</f><v>46</v>"};
  EXPECT_THAT(ModelNotices(ReadBook(WithCell(Sound(), DataWeight(), formula))),
              ElementsAre(DataWeight() + " modelbook.formula"));
  const CellContent uncomputed = {"<f>92/2</f>"};
  EXPECT_THAT(ModelFaults(WithCell(Sound(), DataWeight(), uncomputed)),
              Contains(DataWeight() + " workbook.formula_without_value"));
  const CellContent error = {"<f>1/0</f><v>#DIV/0!</v>", " t=\"e\""};
  EXPECT_THAT(ModelFaults(WithCell(Sound(), DataWeight(), error)),
              Contains(DataWeight() + " workbook.error_value"));
}

TEST(ModelBookTest, ARenamedSheetIsReadByItsKeyAndTold) {
  const std::string renamed =
      WithPartReplaced(Sound(), "xl/workbook.xml", kWeights, "我的权重");
  const auto book = ReadBook(renamed);
  EXPECT_THAT(ModelNotices(book),
              ElementsAre("我的权重 modelbook.sheet_renamed"));
  EXPECT_THAT(ModelChanges(book), IsEmpty());
}

TEST(ModelBookTest, ASheetThatIsGoneIsNamed) {
  const std::string key(excel::SheetKey(excel::ModelSheet::kGrades));
  const std::string gone =
      WithPartReplaced(Sound(), "xl/sharedStrings.xml", key, "x");
  const auto book = ReadBook(gone);
  ASSERT_FALSE(book.ok());
  EXPECT_THAT(ModelFaults(gone), Contains("档 Grades modelbook.sheet_missing"));
  EXPECT_THAT(book.refusal().violations.listed().front().message,
              HasSubstr("档 Grades"));
}

TEST(ModelBookTest, ASheetThatIsThereTwiceIsNamed) {
  const std::string grades(excel::SheetKey(excel::ModelSheet::kGrades));
  const std::string levels(excel::SheetKey(excel::ModelSheet::kLevels));
  EXPECT_THAT(ModelFaults(WithPartReplaced(Sound(), "xl/sharedStrings.xml",
                                           levels, grades)),
              IsSupersetOf({"等级 Levels modelbook.sheet_twice",
                            "等级 Levels modelbook.sheet_missing"}));
}

TEST(ModelBookTest, ATitleThatIsGoneIsNamed) {
  EXPECT_THAT(
      ModelFaults(WithCell(Sound(), absl::StrCat(kRequirements, "!D2"),
                           TextCell("条款"))),
      Contains(absl::StrCat(kRequirements, "!2 modelbook.column_missing")));
  EXPECT_THAT(
      ModelFaults(WithCell(Sound(), absl::StrCat(kRequirements, "!D2"),
                           TextCell("Statement in English"))),
      Contains(absl::StrCat(kRequirements, "!E2 workbook.duplicate_column")));
  EXPECT_THAT(ModelFaults(WithCell(Sound(), absl::StrCat(kWeights, "!G2"),
                                   TextCell("离散"))),
              Contains(absl::StrCat(kWeights, "!2 modelbook.column_missing")));
}

TEST(ModelBookTest, AGradesScore) {
  const std::string score = CellOf("grades[1].tenths");
  EXPECT_THAT(
      ModelChanges(ReadBook(WithCell(Sound(), score, NumberCell("0.6")))),
      ElementsAre("grades[GRADE_PARTLY].tenths"));
  EXPECT_THAT(ModelChanges(ReadBook(WithCell(Sound(), score, TextCell("60%")))),
              ElementsAre("grades[GRADE_PARTLY].tenths"));
  EXPECT_THAT(ModelFaults(WithCell(Sound(), score, NumberCell("5"))),
              ElementsAre(score + " modelbook.out_of_range"));
  EXPECT_THAT(ModelFaults(WithCell(Sound(), score, NumberCell("0.55"))),
              ElementsAre(score + " modelbook.too_fine"));
  EXPECT_THAT(ModelFaults(WithCell(Sound(), score, NumberCell("0.9"))),
              Contains(::testing::EndsWith(" grade.order")));
}

TEST(ModelBookTest, AnIdTwice) {
  const std::string second = CellOf("requirements[1].id");
  EXPECT_THAT(ModelFaults(WithCell(
                  Sound(), second,
                  TextCell(Newest().definition->requirements(0).id()))),
              Contains(second + " id.duplicate"));
}

TEST(ModelBookTest, AnItemMovedKeepsItsIdAndChangesTheOrder) {
  const auto book = ReadBook(WithRowMoved(Sound(), kRequirements, 3, 6));
  EXPECT_THAT(ModelChanges(book), ElementsAre("requirements"));
}

TEST(ModelBookTest, AnItemMovedToAnotherLevelNeedsItsId) {
  const std::string level = CellOf("requirements[0].level");
  const std::string id = CellOf("requirements[0].id");
  EXPECT_THAT(ModelFaults(WithCell(Sound(), level, NumberCell("2"))),
              ElementsAre(id + " requirement.id"));
}

TEST(ModelBookTest, MergedCellsHideNothing) {
  const std::string place = DataWeight();
  const std::string cell = place.substr(place.rfind('!') + 1);
  const std::string below = absl::StrCat("G", std::stoi(cell.substr(1)) + 1);
  int changed = 0;
  Parts parts = Unzip(Sound());
  for (auto& [name, content] : parts) {
    const size_t at = content.find("</mergeCells>");
    if (name.find("xl/worksheets/") != 0 || at == std::string::npos ||
        content.find("SUMPRODUCT") == std::string::npos) {
      continue;
    }
    content.insert(at,
                   absl::StrCat("<mergeCell ref=\"", cell, ":", below, "\"/>"));
    ++changed;
  }
  ASSERT_EQ(changed, 1);
  EXPECT_THAT(ModelFaults(Zip(parts)),
              Contains(place + " workbook.merged_cells"));
}

TEST(ModelBookTest, ANameBesideAnotherId) {
  const std::string name = Beside(DataWeight(), 'D');
  EXPECT_THAT(
      ModelFaults(WithCell(Sound(), name, TextCell("集成 Integration"))),
      ElementsAre(name + " modelbook.row_mismatch"));
  // A new name is nobody else's.
  EXPECT_THAT(
      ModelChanges(ReadBook(WithCell(Sound(), name, TextCell("大数据")))),
      IsEmpty());
}

TEST(ModelBookTest, TextsThatAreMissingOrBroken) {
  const std::string zh = CellOf("requirements[7].statement.zh");
  EXPECT_THAT(ModelFaults(WithCell(Sound(), zh, EmptyCell())),
              ElementsAre(zh + " text.zh_missing"));
  EXPECT_THAT(ModelFaults(WithCell(Sound(), zh, TextCell("一行\n又一行"))),
              ElementsAre(zh + " text.control_character"));
}

// One cell that cannot be read is one finding, whatever follows from it.
TEST(ModelBookTest, WhatFollowsFromACellIsNoNews) {
  const std::string tier = Beside(CellOf("elements[0].domains[0].id"), 'A');
  EXPECT_THAT(ModelFaults(WithCell(Sound(), tier, TextCell("能力"))),
              ElementsAre(tier + " modelbook.unknown_word"));
  const std::string level = CellOf("requirements[4].level");
  EXPECT_THAT(ModelFaults(WithCell(Sound(), level, NumberCell("2.5"))),
              ElementsAre(level + " modelbook.too_fine"));
  EXPECT_THAT(ModelFaults(WithCell(Sound(), DataWeight(), NumberCell("0.5"))),
              ElementsAre(DataWeight() + " modelbook.not_whole"));
}

TEST(ModelBookTest, NodesAreNamedWhereTheyStand) {
  for (const char* path :
       {"elements[0].name.zh", "elements[3].domains[4].name.zh",
        "elements[3].domains[1].subdomains[2].name.zh"}) {
    const std::string cell = CellOf(path);
    EXPECT_THAT(ModelFaults(WithCell(Sound(), cell, EmptyCell())),
                ElementsAre(cell + " text.zh_missing"));
  }
}

TEST(ModelBookTest, WordsThatAreNone) {
  const std::string provenance = CellOf("requirements_provenance");
  EXPECT_THAT(ModelFaults(WithCell(Sound(), provenance, TextCell("D"))),
              Contains(provenance + " modelbook.unknown_word"));
  EXPECT_THAT(
      ModelChanges(ReadBook(WithCell(Sound(), provenance, TextCell("ａ")))),
      ElementsAre("requirements_provenance"));
}

TEST(ModelBookTest, AVersionThatIsANumber) {
  const std::string version = CellOf("version");
  EXPECT_THAT(version, StartsWith(kModel));
  EXPECT_THAT(ModelFaults(WithCell(Sound(), version, NumberCell("2020.3"))),
              ElementsAre(version + " modelbook.version_number"));
}

TEST(ModelBookTest, ACheckNeedsItsProvenanceNameAndDay) {
  const std::string by = CellOf("weight_sets[1].groups[2].checked.by");
  const std::string on = CellOf("weight_sets[1].groups[2].checked.on");
  const std::string provenance = CellOf("weight_sets[1].groups[2].provenance");
  EXPECT_THAT(by, StartsWith(kProvenance));
  const std::string named = WithCell(Sound(), by, TextCell("张三"));
  EXPECT_THAT(ModelFaults(named),
              ::testing::UnorderedElementsAre(
                  on + " check.date", provenance + " check.provenance"));
  const std::string dated = WithCell(named, on, TextCell("2026年11月29日"));
  const auto book = ReadBook(WithCell(dated, provenance, TextCell("A")));
  ASSERT_TRUE(book.ok());
  const auto& group = book.value().model.weight_sets(1).groups(2);
  EXPECT_EQ(group.checked().on(), "2026-11-29");
  EXPECT_EQ(group.provenance(), v1::PROVENANCE_A);
}

TEST(ModelBookTest, EverythingWrongAtOnce) {
  std::string bytes = WithCell(Sound(), DataWeight(), NumberCell("0.46"));
  const std::string zh = CellOf("requirements[7].statement.zh");
  const std::string score = CellOf("grades[1].tenths");
  bytes = WithCell(WithCell(bytes, zh, EmptyCell()), score, NumberCell("5"));
  EXPECT_THAT(ModelFaults(bytes),
              IsSupersetOf({DataWeight() + " modelbook.not_whole",
                            zh + " text.zh_missing",
                            score + " modelbook.out_of_range"}));
}

// One cause is one finding: nothing that only follows from it is told.
TEST(ModelBookTest, WhatFollowsFromAnotherFindingIsNotTold) {
  const std::string group = CellOf("weight_sets[1].groups[1]");
  const int row = std::stoi(group.substr(group.rfind('!') + 2));
  const struct {
    std::string bytes;
    std::string finding;
  } kCases[] = {
      {WithCell(Sound(), "等级 Levels!A1", TextCell("x")),
       "等级 Levels modelbook.sheet_missing"},
      {WithCell(Sound(), "权重集 Weight sets!A1", TextCell("x")),
       "权重集 Weight sets modelbook.sheet_missing"},
      {WithCell(Sound(), "来源 Provenance!A1", TextCell("x")),
       "来源 Provenance modelbook.sheet_missing"},
      {WithCell(Sound(), "结构 Structure!A1", TextCell("x")),
       "结构 Structure modelbook.sheet_missing"},
      {WithCell(Sound(), "模型 Model!A1", TextCell("x")),
       "模型 Model modelbook.sheet_missing"},
      {WithCell(Sound(), "模型 Model!A2", TextCell("x")),
       "模型 Model!2 modelbook.column_missing"},
      {WithCell(Sound(), "条款 Requirements!E2", TextCell("x")),
       "条款 Requirements!2 modelbook.column_missing"},
      {WithCell(Sound(), "条款 Requirements!C2", TextCell("x")),
       "条款 Requirements!2 modelbook.column_missing"},
      {WithCell(Sound(), "结构 Structure!A2", TextCell("x")),
       "结构 Structure!2 modelbook.column_missing"},
      {WithCell(Sound(), "等级 Levels!D2", TextCell("x")),
       "等级 Levels!2 modelbook.column_missing"},
      {WithCell(Sound(), "权重 Weights!E2", TextCell("x")),
       "权重 Weights!2 modelbook.column_missing"},
      {WithCell(Sound(), "权重 Weights!C2", TextCell("x")),
       "权重 Weights!2 modelbook.column_missing"},
      {WithCell(Sound(), CellOf("satisfied_at_percent"), TextCell("八成")),
       CellOf("satisfied_at_percent") + " modelbook.not_a_number"},
      {WithoutRow(Sound(), kModel, 7), "模型 Model modelbook.field_missing"},
      {WithCell(Sound(), CellOf("bands[0].to_percent"), TextCell("很高")),
       CellOf("bands[0].to_percent") + " modelbook.not_a_number"},
      {WithCell(Sound(), Beside(DataWeight(), 'A'), TextCell("什么")),
       Beside(DataWeight(), 'A') + " modelbook.unknown_word"},
  };
  for (const auto& one : kCases) {
    SCOPED_TRACE(one.finding);
    EXPECT_THAT(ModelFaults(one.bytes), ElementsAre(one.finding));
  }
  EXPECT_THAT(ModelFaults(WithoutRow(Sound(), kProvenance, row)),
              ElementsAre(HasSubstr(" modelbook.provenance_missing")));
}

// A second cause is told beside it.
TEST(ModelBookTest, WhatDoesNotFollowIsTold) {
  const std::string zh = CellOf("requirements[7].statement.zh");
  const std::string bytes =
      WithCell(WithCell(WithCell(Sound(), "等级 Levels!A1", TextCell("x")), zh,
                        EmptyCell()),
               DataWeight(), NumberCell("47"));
  EXPECT_THAT(ModelFaults(bytes),
              ::testing::UnorderedElementsAre(
                  "等级 Levels modelbook.sheet_missing",
                  zh + " text.zh_missing", HasSubstr(" weight.sum")));
}

TEST(ModelBookTest, ANameBesideAnIdIsNotTakenInSilence) {
  const std::string place = Beside(DataWeight(), 'D');
  const auto book = ReadBook(WithCell(Sound(), place, TextCell("新名称")));
  EXPECT_THAT(ModelNotices(book),
              ElementsAre(place + " modelbook.name_not_taken"));
  EXPECT_THAT(ModelChanges(book), IsEmpty());
}

TEST(ModelBookTest, AnotherWorkbookIsNoModel) {
  EXPECT_THAT(ModelFaults(AnswerWorkbook({{"data.1.a", "全部满足"}})),
              ElementsAre(" modelbook.not_a_model"));
  EXPECT_THAT(ModelFaults("no zip"), ElementsAre(" workbook.not_xlsx"));
}

TEST(ModelBookTest, ComparedWithWhatWasExported) {
  const std::string zh = CellOf("requirements[7].statement.zh");
  auto book = ReadBook(WithCell(
      Sound(), zh,
      TextCell(Newest().definition->requirements(8).statement().zh())));
  ASSERT_TRUE(book.ok());
  Violations faults;
  excel::CompareWithBase(*Newest().definition, &book.value());
  EXPECT_THAT(ModelNotices(book),
              ElementsAre(zh + " modelbook.statement_moved"));
  excel::CheckVersion({}, &book.value(), &faults);
  ASSERT_EQ(faults.total(), 1u);
  EXPECT_EQ(faults.listed()[0].field_path, CellOf("version"));
  EXPECT_EQ(faults.listed()[0].rule_id, "modelbook.version_kept");
}

}  // namespace
}  // namespace cmmm::test
