// The vector kernel against the plain path, bit for bit, on every instruction
// set this machine has, for every weight set and tailoring.
#include "engine/scoring/score_block.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/levels/decide.h"
#include "engine/model/compile.h"
#include "engine/scoring/score_levels.h"
#include "hwy/targets.h"
#include "tests/oracle/compare.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

// Rows of random grades; every `spoilt`-th has one byte that is no grade.
std::vector<uint8_t> RandomRows(int bytes, int64_t count, int64_t spoilt,
                                std::mt19937_64* random) {
  std::vector<uint8_t> rows(static_cast<size_t>(bytes) * count);
  for (uint8_t& byte : rows) byte = static_cast<uint8_t>(1 + (*random)() % 4);
  for (int64_t r = 0; r < count; r += spoilt) {
    const uint8_t bad[] = {0, 5, 6, 17, 128, 255};
    rows[r * bytes + (*random)() % bytes] = bad[(*random)() % 6];
  }
  return rows;
}

// Whether every byte in scope is a grade, the slow way.
bool AllGraded(const QuestionScope& questions, const uint8_t* row) {
  for (int i = 0; i < questions.model->requirement_count(); ++i) {
    if (InScope(questions, i) && !IsGraded(row[i])) {
      return false;
    }
  }
  return true;
}

void ExpectPlainResult(const QuestionScope& questions, const uint8_t* row,
                       const int64_t* weighted, uint8_t graded) {
  const CompiledModel& model = *questions.model;
  ASSERT_EQ(graded, AllGraded(questions, row) ? 1 : 0);
  if (graded == 0) return;
  BoundAnswers answers;
  answers.codes.assign(row, row + model.requirement_count());
  // Bytes outside the scope weigh nothing, whatever they are.
  for (GradeCode& code : answers.codes) code = IsGraded(code) ? code : kNot;
  const LevelScores scores = ScoreLevels(questions, answers);
  for (int k = 0; k < questions.assessed_levels; ++k) {
    ASSERT_EQ(weighted[k], scores.weighted[k]) << "level index " << k;
  }
}

void CompareEveryScope(const CompiledModel& model, int64_t count,
                       std::mt19937_64* random) {
  for (const CompiledWeightSet& set : model.weight_sets) {
    for (size_t e = 0; e < set.scopes.size(); ++e) {
      const Scope& scope = set.scopes[e];
      const QuestionScope questions{
          &model, &scope,
          1 + static_cast<int>((*random)() % model.level_count())};
      const auto plan = MakeBlockPlan(*questions.model, *questions.scope,
                                      questions.assessed_levels);
      ASSERT_TRUE(plan.has_value());
      const int bytes = model.requirement_count();
      const std::vector<uint8_t> rows = RandomRows(bytes, count, 5, random);
      std::vector<int64_t> weighted(count * model.level_count(), -1);
      std::vector<uint8_t> graded(count, 9);
      ScoreBlock(*plan, rows.data(), count, weighted.data(), graded.data());
      for (int64_t r = 0; r < count; ++r) {
        ExpectPlainResult(questions, &rows[r * bytes],
                          &weighted[r * model.level_count()], graded[r]);
        if (::testing::Test::HasFatalFailure()) return;
      }
    }
  }
}

TEST(ScoreBlockTest, EveryInstructionSetGivesThePlainResult) {
  std::mt19937_64 random(TestSeed());
  const CompiledModel& model = *RealCatalog().entries().front().compiled;
  for (const int64_t target : hwy::SupportedAndGeneratedTargets()) {
    hwy::SetSupportedTargetsForTest(target);
    SCOPED_TRACE(hwy::TargetName(target));
    std::cout << hwy::TargetName(target) << "\n";
    // Odd counts, so that rows are left over.
    for (const int64_t count : {0, 1, 2, 3, 4, 5, 7, 64, 129}) {
      CompareEveryScope(model, count, &random);
    }
  }
  hwy::SetSupportedTargetsForTest(0);
}

// The shipped model with another number of levels, one or two items a cell.
v1::ModelDefinition WithLevels(int levels) {
  v1::ModelDefinition model = RealDefinition();
  std::vector<v1::RequirementDefinition> first;
  for (const auto& item : RealDefinition().requirements()) {
    if (first.empty() || first.back().subdomain_id() != item.subdomain_id()) {
      first.push_back(item);
    }
  }
  const v1::LevelDefinition level = model.levels(0);
  const v1::Band band = model.bands(0);
  model.clear_levels();
  model.clear_bands();
  model.clear_requirements();
  for (int l = 1; l <= levels; ++l) {
    *model.add_levels() = level;
    model.mutable_levels(l - 1)->set_level(l);
    *model.add_bands() = band;
    model.mutable_bands(l - 1)->set_level(l);
  }
  for (const auto& item : first) {
    for (int l = 1; l <= levels; ++l) {
      for (int i = 0; i <= l % 2; ++i) {
        v1::RequirementDefinition* copy = model.add_requirements();
        *copy = item;
        copy->set_id(absl::StrCat(item.subdomain_id(), ".", l, ".", i));
        copy->set_level(l);
      }
    }
  }
  return model;
}

// Levels come four to a vector, and one or two left over have their own.
TEST(ScoreBlockTest, AnyNumberOfLevelsGivesThePlainResult) {
  std::mt19937_64 random(TestSeed());
  for (int levels = 1; levels <= 9; ++levels) {
    SCOPED_TRACE(levels);
    CompareEveryScope(*CompileModel(WithLevels(levels)), 9, &random);
  }
}

TEST(ScoreBlockTest, EveryInstructionSetFindsWhatIsAbove) {
  for (const int64_t target : hwy::SupportedAndGeneratedTargets()) {
    hwy::SetSupportedTargetsForTest(target);
    SCOPED_TRACE(hwy::TargetName(target));
    for (size_t size = 0; size < 200; ++size) {
      std::vector<uint8_t> bytes(size, 4);
      const auto count = static_cast<int64_t>(size);
      ASSERT_FALSE(AnyAbove(bytes.data(), count, 4)) << size;
      for (size_t at = 0; at < size; ++at) {
        bytes[at] = at % 2 == 0 ? 5 : 255;
        ASSERT_TRUE(AnyAbove(bytes.data(), count, 4)) << size << " " << at;
        bytes[at] = 0;
      }
    }
  }
  hwy::SetSupportedTargetsForTest(0);
}

TEST(ScoreBlockTest, ManyRows) {
  std::mt19937_64 random(TestSeed());
  CompareEveryScope(*RealCatalog().entries().front().compiled,
                    TestSamples(5000), &random);
}

// Tables are decided by the deciding reading alone.
void CompareReadings(const CompiledModel& model, std::mt19937_64* random) {
  std::vector<int> met(static_cast<size_t>(model.level_count()) + 1);
  for (int64_t i = 0; i < TestSamples(4000); ++i) {
    const CompiledWeightSet& set = model.weight_sets[0];
    const QuestionScope questions{
        &model, &set.scopes[(*random)() % set.scopes.size()],
        1 + static_cast<int>((*random)() % model.level_count())};
    const uint64_t lowest = 1 + (*random)() % 4;
    const auto ability = static_cast<int>((*random)() % 6);
    BoundAnswers answers;
    for (const ModelRequirement& item : model.requirements) {
      const uint64_t from = item.level_index < ability ? 4 : lowest;
      answers.codes.push_back(
          static_cast<GradeCode>(from + (*random)() % (5 - from)));
    }
    const LevelScores scores = ScoreLevels(questions, answers);
    const Reading all = DecideLevel(questions, scores).deciding;
    const Reading alone = DecideReading(questions, scores);
    ASSERT_EQ(alone.accumulation, all.accumulation);
    ASSERT_EQ(alone.level, all.level);
    ASSERT_EQ(alone.total, all.total);
    ++met[static_cast<size_t>(all.level)];
  }
  EXPECT_EQ(std::count(met.begin() + 1, met.end(), 0), 0);
}

TEST(ScoreBlockTest, TheDecidingReadingAloneIsTheSame) {
  std::mt19937_64 random(TestSeed());
  v1::ModelDefinition definition = RealDefinition();
  for (const v1::Accumulation accumulation :
       {v1::ACCUMULATION_PROGRESSIVE, v1::ACCUMULATION_CUMULATIVE}) {
    definition.mutable_policies()->set_accumulation(accumulation);
    CompareReadings(*CompileModel(definition), &random);
  }
}

TEST(ScoreBlockTest, ReadsNothingBehindTheLastRow) {
  // The rows end where their heap block ends: AddressSanitizer watches.
  const CompiledModel& model = *RealCatalog().entries().front().compiled;
  const QuestionScope questions{&model, &model.weight_sets[0].scopes[0],
                                model.level_count()};
  const auto plan = MakeBlockPlan(*questions.model, *questions.scope,
                                  questions.assessed_levels);
  for (int64_t count = 1; count < 10; ++count) {
    const std::vector<uint8_t> rows(model.requirement_count() * count, kFully);
    std::vector<int64_t> weighted(model.level_count() * count);
    std::vector<uint8_t> graded(count);
    ScoreBlock(*plan, rows.data(), count, weighted.data(), graded.data());
    EXPECT_EQ(weighted[0], questions.scope->weights.whole[0] * model.full_mean);
  }
}

TEST(ScoreBlockTest, ModelsThatDoNotFitHaveNoPlan) {
  for (const char* models :
       {"tests/conformance/models/tiny", "tests/conformance/models/tiny-met"}) {
    const Catalog catalog = LoadCatalogOrDie(models);
    const CompiledModel& model = *catalog.entries().front().compiled;
    const QuestionScope questions{&model, &model.weight_sets[0].scopes[0],
                                  model.level_count()};
    EXPECT_FALSE(MakeBlockPlan(*questions.model, *questions.scope,
                               questions.assessed_levels)
                     .has_value())
        << models;
  }
}

}  // namespace
}  // namespace cmmm::test
