// Every model below models/ is sound; the folder is counted, not a constant.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "engine/model/compile.h"
#include "engine/model/diff.h"
#include "engine/model/digest.h"
#include "engine/model/lint.h"
#include "tests/engine/model/smallest_model.h"
#include "tests/support/test_files.h"

namespace cmmm {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::UnorderedElementsAre;

class ShippedModelTest : public testing::TestWithParam<std::string> {
 protected:
  v1::ModelDefinition Definition() const {
    Violations violations;
    return LintModelFile(GetParam(), &violations).definition;
  }
};

TEST_P(ShippedModelTest, LintsClean) {
  Violations violations;
  LintModelFile(GetParam(), &violations);
  EXPECT_THAT(test::FindingsOf(violations), IsEmpty());
}

TEST_P(ShippedModelTest, LiesInTheFolderOfItsId) {
  EXPECT_THAT(GetParam(), testing::HasSubstr("/" + Definition().id() + "/"));
}

// Items of a cell stand together, lettered a, b, c, ... without a gap.
TEST_P(ShippedModelTest, LettersTheItemsOfACellInOrder) {
  std::map<std::string, int> items;
  std::string previous;
  const v1::ModelDefinition definition = Definition();
  for (const auto& item : definition.requirements()) {
    const std::string cell =
        absl::StrCat(item.subdomain_id(), ".", item.level());
    const bool seen = items.count(cell) > 0;
    EXPECT_TRUE(!seen || cell == previous) << item.id() << " stands apart";
    const char letter = static_cast<char>('a' + items[cell]++);
    EXPECT_EQ(item.id(), absl::StrCat(cell, ".", std::string(1, letter)));
    previous = cell;
  }
}

TEST_P(ShippedModelTest, CompilesToWhatTheFileSays) {
  const v1::ModelDefinition definition = Definition();
  const std::shared_ptr<const CompiledModel> model = CompileModel(definition);
  EXPECT_EQ(model->digest, ModelDigest(definition));
  ASSERT_EQ(model->requirement_count(), definition.requirements_size());
  for (int i = 0; i < model->requirement_count(); ++i) {
    const ModelRequirement& item = model->requirements[i];
    const auto& written = definition.requirements(i);
    EXPECT_EQ(item.id, written.id());
    EXPECT_EQ(item.level_index, written.level() - 1);
    EXPECT_EQ(model->subdomain(item.subdomain).id, written.subdomain_id());
    EXPECT_EQ(model->requirement_index.at(written.id()), i);
  }
}

// In every scope: weights above 0 exactly where a sub-domain counts and has
// items, and each level's weights sum to its whole.
TEST_P(ShippedModelTest, WeighsEveryScopeCompletely) {
  const std::shared_ptr<const CompiledModel> model = CompileModel(Definition());
  for (const CompiledWeightSet& set : model->weight_sets) {
    for (size_t e = 0; e < set.scopes.size(); ++e) {
      const Scope& scope = set.scopes[e];
      const LevelWeights& weights = scope.weights;
      for (int k = 0; k < model->level_count(); ++k) {
        EXPECT_GT(weights.whole[k], 0);
        EXPECT_EQ(weights.weight.row(k).sum(), weights.whole[k]);
        for (int s = 0; s < model->subdomain_count; ++s) {
          const bool counts =
              scope.subdomain_counts[s] != 0 &&
              (model->empty_cell == EmptyCell::kMet ||
               model->cell_size[k * model->subdomain_count + s] > 0);
          EXPECT_EQ(weights.weight(k, s) > 0, counts)
              << set.id << " " << scope.excluded << " " << k << " " << s;
        }
      }
    }
  }
}

std::string TestName(const testing::TestParamInfo<std::string>& info) {
  const std::vector<std::string> parts = absl::StrSplit(info.param, '/');
  std::string name = parts[parts.size() - 2];
  for (char& c : name) c = c == '-' ? '_' : c;
  return absl::StrCat(name, "_", info.index);
}

// Programmes lie beside them (catalog_programmes_test.cc).
std::vector<std::string> ModelFiles() {
  std::vector<std::string> files = test::FilesBelow("models", ".textproto");
  files.erase(std::remove_if(files.begin(), files.end(), IsProgrammeFile),
              files.end());
  return files;
}

INSTANTIATE_TEST_SUITE_P(Models, ShippedModelTest,
                         testing::ValuesIn(ModelFiles()), TestName);

TEST(ShippedModelsTest, AreFound) {
  EXPECT_THAT(ModelFiles(), testing::Not(IsEmpty()));
}

TEST(Gbt39116Test, HasTheStructureOfTheStandard) {
  const v1::ModelDefinition& model = test::RealDefinition();
  ASSERT_EQ(model.id(), "gbt39116-2020");
  int domains = 0;
  int subdomains = 0;
  std::set<std::string> excludable;
  for (const auto& element : model.elements()) {
    domains += element.domains_size();
    for (const auto& domain : element.domains()) {
      subdomains += domain.subdomains_size();
      if (domain.excludable()) excludable.insert(domain.id());
    }
  }
  EXPECT_EQ(model.elements_size(), 4);
  EXPECT_EQ(domains, 12);
  EXPECT_EQ(subdomains, 20);
  EXPECT_THAT(excludable,
              ElementsAre("design", "logistics", "sales", "service"));
}

TEST(Gbt39116Test, Has208RequirementsOnFiveLevels) {
  const v1::ModelDefinition& model = test::RealDefinition();
  std::map<int, int> by_level;
  std::set<std::string> ids;
  for (const auto& item : model.requirements()) {
    ++by_level[item.level()];
    ids.insert(item.id());
  }
  EXPECT_THAT(ids, SizeIs(208));
  EXPECT_THAT(by_level, ElementsAre(testing::Pair(1, 38), testing::Pair(2, 49),
                                    testing::Pair(3, 55), testing::Pair(4, 41),
                                    testing::Pair(5, 25)));
}

// What a respondent must judge: one thing, named so that he knows which.
TEST(Gbt39116Test, SaysWhatAGradeMeansAndUsesOneWordForOneThing) {
  const v1::ModelDefinition& model = test::RealDefinition();
  for (const auto& grade : model.grades()) {
    EXPECT_FALSE(grade.definition().zh().empty()) << grade.grade();
    EXPECT_FALSE(grade.definition().en().empty()) << grade.grade();
  }
  for (const auto& item : model.requirements()) {
    SCOPED_TRACE(item.id());
    for (const auto* text : {&item.statement(), &item.evidence()}) {
      EXPECT_THAT(text->zh(), Not(HasSubstr("公司")));
      EXPECT_THAT(text->en(), Not(testing::ContainsRegex("[Cc]ompany")));
      EXPECT_THAT(text->en(), Not(testing::ContainsRegex("\\b[Pp]osts?\\b")));
    }
    EXPECT_THAT(item.statement().zh(), Not(HasSubstr("或者")));
  }
}

// "Key" and "main" are on a list of the enterprise, or named; a list that one
// language speaks of is in the other, too.
TEST(Gbt39116Test, SaysWhichAreKeyAndMain) {
  for (const auto& item : test::RealDefinition().requirements()) {
    SCOPED_TRACE(item.id());
    const std::string zh =
        absl::StrReplaceAll(item.statement().zh(), {{"每步的重点", "每步"}});
    const std::string& en = item.statement().en();
    const bool listed = absl::StrContains(zh, "所列");
    EXPECT_EQ(absl::StrContains(en, "the enterprise's list"), listed);
    if (testing::Value(zh, testing::ContainsRegex("关键|主要|重点|重要"))) {
      EXPECT_TRUE(listed || absl::StrContains(zh, "等")) << zh;
    }
    if (testing::Value(en, testing::ContainsRegex(
                               "\\b([Kk]ey|[Mm]ain|[Ii]mportant)\\b"))) {
      EXPECT_TRUE(listed || absl::StrContains(en, "such as")) << en;
    }
  }
}

// Answers given for one version mean the same in the next, but for words.
TEST(Gbt39116Test, VersionsDifferInWordsOnly) {
  const std::vector<std::string> files = ModelFiles();
  ASSERT_THAT(files, testing::SizeIs(testing::Gt(1)));
  for (const std::string& file : files) {
    Violations violations;
    const v1::ModelDefinition other =
        LintModelFile(file, &violations).definition;
    for (const ModelChange& change :
         DiffModels(other, test::RealDefinition())) {
      EXPECT_TRUE(change.path == "version" ||
                  testing::Value(change.path,
                                 testing::ContainsRegex("definition|note|"
                                                        "statement|evidence")))
          << file << " " << change.path;
    }
  }
}

TEST(Gbt39116Test, WeighsDiscreteAndProcessEnterprises) {
  std::set<std::string> sets;
  for (const auto& set : test::RealDefinition().weight_sets()) {
    sets.insert(set.id());
  }
  EXPECT_THAT(sets, UnorderedElementsAre("discrete", "process"));
}

}  // namespace
}  // namespace cmmm
