// `cmmm model export` and `cmmm model import`: a model as a workbook and back,
// with the real binary.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/files/model_file.h"
#include "tests/cli/cli_files.h"
#include "tests/excel/model_files.h"
#include "tests/support/process.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class ModelBookCommandTest : public ::testing::Test {
 protected:
  std::string In(const std::string& name) const {
    return folder_.path() + "/" + name;
  }

  // The workbook of the newest model.
  std::string Export() const {
    const ProcessResult result =
        RunCmmm({"model", "export", "-o", In("m.xlsx"), "--force"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.err, IsEmpty());
    return In("m.xlsx");
  }

  // With cells changed, by the paths of their fields.
  std::string Changed(
      const std::vector<std::pair<std::string, CellContent>>& cells) const {
    std::string bytes = ReadFile(Export());
    auto book = ReadBook(bytes);
    for (const auto& [path, content] : cells) {
      bytes = WithCell(bytes, book.value().places[path], content);
    }
    std::ofstream(In("changed.xlsx"), std::ios::binary) << bytes;
    return In("changed.xlsx");
  }

  ProcessResult Import(const std::string& book,
                       const std::vector<std::string>& more = {}) const {
    std::vector<std::string> args = {"model", "import", book, "-o",
                                     In("new.textproto")};
    args.insert(args.end(), more.begin(), more.end());
    return RunCmmm(args);
  }

 private:
  TempFolder folder_;
};

TEST_F(ModelBookCommandTest, EveryShippedModelComesBackTheSame) {
  int models = 0;
  for (const CatalogEntry& entry : RealCatalog().entries()) {
    const std::string name =
        absl::StrCat(entry.compiled->id, "@", entry.compiled->version);
    const std::string book = In(absl::StrCat(models, ".xlsx"));
    const std::string model = In(absl::StrCat(models, ".textproto"));
    const ProcessResult out = RunCmmm({"model", "export", name, "-o", book});
    ASSERT_EQ(out.exit_code, 0) << out.err;
    EXPECT_THAT(out.out, HasSubstr(entry.compiled->digest));
    const ProcessResult in = RunCmmm({"model", "import", book, "-o", model});
    EXPECT_EQ(in.exit_code, 0) << in.err;
    EXPECT_THAT(in.err, IsEmpty());
    EXPECT_THAT(in.out, AllOf(HasSubstr("nothing changed"), HasSubstr(name),
                              HasSubstr(entry.compiled->digest)));
    EXPECT_EQ(ReadFile(model), cli::RenderModel(*entry.definition));
    const ProcessResult lint = RunCmmm({"model", "lint", model});
    EXPECT_EQ(lint.exit_code, 0);
    EXPECT_THAT(lint.out, HasSubstr(entry.compiled->digest));
    EXPECT_EQ(RunCmmm({"model", "diff", entry.file, model}).exit_code, 0);
    ++models;
  }
  EXPECT_GE(models, 2);
}

TEST_F(ModelBookCommandTest, ShowsWhatChangedAndWritesIt) {
  const ProcessResult result =
      Import(Changed({{"version", TextCell("2020.4")},
                      {"grades[1].tenths", NumberCell("0.6")}}));
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out,
              AllOf(HasSubstr("~ version: \"2020.3\" -> \"2020.4\""),
                    HasSubstr("~ grades[GRADE_PARTLY].tenths: 5 -> 6"),
                    HasSubstr("2 changes"), HasSubstr("2020.4")));
  EXPECT_EQ(RunCmmm({"model", "lint", In("new.textproto")}).exit_code, 0);
}

TEST_F(ModelBookCommandTest, AChangeNeedsAVersionOfItsOwn) {
  const std::string book = Changed({{"grades[1].tenths", NumberCell("0.6")}});
  const ProcessResult result = Import(book, {"--lang", "zh"});
  EXPECT_EQ(result.exit_code, 65);
  EXPECT_THAT(
      result.err,
      AllOf(
          HasSubstr("模型 Model!C"),
          HasSubstr("modelbook.version_kept: "
                    "内容有改动，不能再叫 "
                    "gbt39116-2020@2020.3，请换一个新的版本号，例如 2020.4")));
  EXPECT_THAT(result.out, HasSubstr("1 处不同"));
  EXPECT_FALSE(std::filesystem::exists(In("new.textproto")));
}

TEST_F(ModelBookCommandTest, WritesNothingThatIsNotSound) {
  const std::string book =
      Changed({{"version", TextCell("2020.4")},
               {"grades[1].tenths", NumberCell("0.95")},
               {"requirements[7].statement.zh", EmptyCell()}});
  for (const char* language : {"zh", "en"}) {
    const ProcessResult result = Import(book, {"--lang", language});
    EXPECT_EQ(result.exit_code, 65);
    EXPECT_THAT(result.err,
                AllOf(HasSubstr("条款 Requirements!D10: text.zh_missing"),
                      HasSubstr("档 Grades!B4: modelbook.too_fine")));
    EXPECT_FALSE(std::filesystem::exists(In("new.textproto")));
  }
}

// Values stand as on the sheet: its units, its spelling, what cannot be seen.
TEST_F(ModelBookCommandTest, FindingsSayWhatTheCellsShow) {
  const struct {
    std::string path;
    CellContent content;
    std::string zh;
    std::string en;
  } kCases[] = {
      {"bands[1].from_percent", NumberCell("1.7"),
       "须为 1.8（这一等级的达标线），现为 1.7",
       "must be 1.8 (the threshold of the level), got 1.7"},
      {"grades[2].tenths", NumberCell("0.4"),
       "档 Grades!B5: grade.order: 得分须从 0 逐档升到 1，"
       "现依次为 0 0.5 0.4 1",
       "档 Grades!B5: grade.order: scores must ascend from 0 (not) to 1 "
       "(fully), got 0 0.5 0.4 1"},
      {"id", TextCell("GB 39116"), "“GB 39116”须为", "`GB 39116` must be"},
      {"title.zh", TextCell("two\nlines"),
       "第 3 个字之后有换行，文字里不能换行",
       "has a line break behind 3 characters"},
      {"grades[2].name.en", TextCell("a\u0085b"),
       "第 1 个字之后有控制字符 U+0085", "has the control character U+0085"},
  };
  for (const auto& one : kCases) {
    const std::string book =
        Changed({{"version", TextCell("2020.4")}, {one.path, one.content}});
    EXPECT_THAT(Import(book, {"--lang", "zh"}).err, HasSubstr(one.zh));
    EXPECT_THAT(Import(book, {"--lang", "en"}).err, HasSubstr(one.en));
  }
}

TEST_F(ModelBookCommandTest, WhatCannotBeSeenIsShownByItsCode) {
  const std::string zh = RealDefinition().requirements(7).statement().zh();
  const ProcessResult result = Import(
      Changed({{"version", TextCell("2020.4")},
               {"requirements[7].statement.zh", TextCell("一\u200b" + zh)},
               {"requirements[8].statement.zh", TextCell("二\u200b" + zh)}}));
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out, AllOf(HasSubstr("一\\u200b"), HasSubstr("二\\u200b"),
                                Not(HasSubstr("\u200b"))));
}

TEST_F(ModelBookCommandTest, WhereItBelongsIsSaidInChinese) {
  std::string bytes = ReadFile(Export());
  bytes = WithCell(bytes, "结构 Structure!F3", TextCell("是"));
  std::ofstream(In("here.xlsx"), std::ios::binary) << bytes;
  EXPECT_THAT(
      Import(In("here.xlsx"), {"--lang", "zh"}).err,
      HasSubstr("modelbook.not_here: 只有能力域可以裁剪，这里不应填写"));
}

TEST_F(ModelBookCommandTest, ResultsSayWhatWasChecked) {
  const CellContent name = TextCell("湘潭某咨询公司");
  const CellContent day = TextCell("2026-11-29");
  ASSERT_EQ(
      Import(Changed({{"version", TextCell("2020.4")},
                      {"weight_sets[1].groups[2].checked.by", name},
                      {"weight_sets[1].groups[2].checked.on", day},
                      {"weight_sets[1].groups[2].provenance", TextCell("A")},
                      {"requirements[0].checked.by", name},
                      {"requirements[0].checked.on", day}}))
          .exit_code,
      0);
  const std::string dataset = DatasetPath("auto-parts-level-3");
  const ProcessResult zh = RunCmmm(
      {"score", dataset, "--models", In("new.textproto"), "--lang", "zh"});
  EXPECT_EQ(zh.exit_code, 0) << zh.err;
  EXPECT_THAT(zh.out, AllOf(HasSubstr("8 组权重中，1 组已与标准原文核对"),
                            HasSubstr("208 条条款中，1 条已与标准原文核对"),
                            HasSubstr("湘潭某咨询公司，2026-11-29")));
  const ProcessResult en = RunCmmm(
      {"score", dataset, "--models", In("new.textproto"), "--lang", "en"});
  EXPECT_THAT(en.out, HasSubstr("1 were compared with the official text"));
  EXPECT_THAT(
      RunCmmm({"score", dataset, "--models", In("new.textproto"), "--format",
               "json"})
          .out,
      AllOf(HasSubstr("weights_checked"), HasSubstr("requirements_checked")));
  ASSERT_EQ(RunCmmm({"report", dataset, "--models", In("new.textproto"), "-o",
                     In("r.html")})
                .exit_code,
            0);
  EXPECT_THAT(ReadFile(In("r.html")), HasSubstr("湘潭某咨询公司"));
  EXPECT_THAT(
      RunCmmm({"model", "lint", In("new.textproto"), "--lang", "zh"}).out,
      AllOf(HasSubstr("核对：湘潭某咨询公司，2026-11-29"),
            HasSubstr("已核对 1")));
}

TEST_F(ModelBookCommandTest, CoversNoInput) {
  const std::string book = Export();
  ASSERT_EQ(Import(book).exit_code, 0);
  const std::string before = ReadFile(In("new.textproto"));
  // There already; what is read; the model it is compared with.
  EXPECT_EQ(Import(book).exit_code, 74);
  EXPECT_EQ(RunCmmm({"model", "import", book, "-o", book, "--force"}).exit_code,
            64);
  EXPECT_EQ(
      Import(book, {"--models", In("new.textproto"), "--force"}).exit_code, 64);
  EXPECT_EQ(ReadFile(In("new.textproto")), before);
  EXPECT_EQ(RunCmmm({"model", "export", "-o", book}).exit_code, 74);
  EXPECT_EQ(RunCmmm({"model", "export", "-o", In("m.textproto")}).exit_code,
            64);
  EXPECT_EQ(RunCmmm({"model", "import", book, "-o", In("m.xml")}).exit_code,
            64);
  // Nothing is written without a name.
  EXPECT_EQ(RunCmmm({"model", "import", book}).exit_code, 0);
}

// Its sets weigh the children of one group in two orders; a workbook has one.
TEST_F(ModelBookCommandTest, WhatAWorkbookCannotKeepIsRefused) {
  v1::ModelDefinition model = RealDefinition();
  auto* weights =
      model.mutable_weight_sets(1)->mutable_groups(1)->mutable_weights();
  weights->SwapElements(0, 1);
  const TempFile file(cli::RenderModel(model));
  const ProcessResult result =
      RunCmmm({"model", "export", "--models", file.path(), "-o", In("x.xlsx"),
               "--lang", "zh"});
  EXPECT_EQ(result.exit_code, 65);
  EXPECT_THAT(result.err,
              AllOf(HasSubstr("无法原样写进工作簿"), HasSubstr("DOMAIN:")));
  EXPECT_FALSE(std::filesystem::exists(In("x.xlsx")));
}

// Of every model that can be seen: another version that is shipped, the same
// one in a workbook that has lost its origin, and models of another folder.
TEST_F(ModelBookCommandTest, ANameStandsForOneModel) {
  const auto cell = NumberCell("0.6");
  const std::string taken =
      Changed({{"version", TextCell("2020.2")}, {"grades[1].tenths", cell}});
  for (const std::vector<std::string>& more :
       {std::vector<std::string>{},
        {"--models", "tests/conformance/models/tiny"}}) {
    std::vector<std::string> args = {"--lang", "zh"};
    args.insert(args.end(), more.begin(), more.end());
    const ProcessResult zh = Import(taken, args);
    EXPECT_EQ(zh.exit_code, 65);
    EXPECT_THAT(zh.err,
                AllOf(HasSubstr("模型 Model!C"),
                      HasSubstr("modelbook.version_taken: "
                                "gbt39116-2020@2020.2 已经是另一个模型"),
                      HasSubstr("请换一个新的版本号，例如 2020.4")));
    args[1] = "en";
    EXPECT_THAT(Import(taken, args).err,
                HasSubstr("another model is called gbt39116-2020@2020.2 "
                          "already, with the digest "));
  }
  EXPECT_FALSE(std::filesystem::exists(In("new.textproto")));
}

TEST_F(ModelBookCommandTest, AWorkbookThatLostItsOriginKeepsNoName) {
  std::string bytes =
      ReadFile(Changed({{"grades[1].tenths", NumberCell("0.6")}}));
  // Its last two rows, made_from and made_from_digest.
  for (const int row : {13, 12}) {
    bytes = WithoutRow(bytes, "模型 Model", row);
  }
  std::ofstream(In("lost.xlsx"), std::ios::binary) << bytes;
  const ProcessResult zh = Import(In("lost.xlsx"), {"--lang", "zh"});
  EXPECT_EQ(zh.exit_code, 65);
  EXPECT_THAT(zh.err, AllOf(HasSubstr("modelbook.version_taken"),
                            HasSubstr("工作簿没有写明导出自哪个模型"),
                            Not(HasSubstr("@”"))));
  EXPECT_FALSE(std::filesystem::exists(In("new.textproto")));
}

TEST_F(ModelBookCommandTest, AModelThatIsNotHereIsNotComparedInSilence) {
  const std::string same = Export();
  const std::string changed =
      Changed({{"grades[1].tenths", NumberCell("0.6")}});
  setenv("CMMM_MODELS", "tests/conformance/models/tiny", 1);
  const ProcessResult other = Import(same);
  const ProcessResult kept = Import(changed, {"--force"});
  unsetenv("CMMM_MODELS");
  EXPECT_EQ(other.exit_code, 0) << other.err;
  EXPECT_THAT(other.err, HasSubstr("modelbook.no_base"));
  EXPECT_THAT(other.out, Not(HasSubstr("nothing changed")));
  // By the digest in the workbook.
  EXPECT_EQ(kept.exit_code, 65);
  EXPECT_THAT(kept.err, HasSubstr("modelbook.version_kept"));
}

TEST_F(ModelBookCommandTest, WhatIsNoWorkbookIsSaidToBeWhatItIs) {
  const std::string file = SourcePath("README.md");
  const ProcessResult result = Import(file, {"--lang", "zh"});
  EXPECT_EQ(result.exit_code, 65);
  EXPECT_THAT(result.err, HasSubstr("workbook.not_xlsx"));
  EXPECT_EQ(Import(In("nothing.xlsx")).exit_code, 66);
  const ProcessResult answers =
      Import(SourcePath("tests/excel/files/saved-by-libreoffice-7.4.xlsx"));
  EXPECT_EQ(answers.exit_code, 65);
  EXPECT_THAT(answers.err, HasSubstr("modelbook.not_a_model"));
}

}  // namespace
}  // namespace cmmm::test
