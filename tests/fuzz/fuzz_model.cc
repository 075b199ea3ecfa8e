// Any bytes as a model file: parsed, validated and, when clean, compiled and
// scored by. And as a programme file: parsed and validated.
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "engine/answers/bind.h"
#include "engine/base/utf8.h"
#include "engine/levels/decide.h"
#include "engine/model/compile.h"
#include "engine/model/diff.h"
#include "engine/model/read.h"
#include "engine/model/validate.h"
#include "engine/model/validate_programme.h"
#include "engine/scoring/score_levels.h"
#include "engine/scoring/scorecard.h"
#include "tests/fuzz/require.h"

namespace cmmm {
namespace {

using test::Require;

template <typename Source>
void CheckFindings(const Source& source, const Violations& violations) {
  for (const Violation& found : violations.listed()) {
    Require(IsUtf8(ToString(found)) && IsUtf8(found.value),
            "findings are UTF-8");
    Require(!found.rule_id.empty(), "findings have a rule");
    PositionOf(source, found.field_path);
  }
}

// Scores the answer that `answer_of` gives to each item, where the model and
// the scope allow to.
template <typename AnswerOf>
void Score(const CompiledModel& model, const Scope& scope, bool highest,
           const AnswerOf& answer_of) {
  std::string codes;
  for (const ModelRequirement& item : model.requirements) {
    codes.push_back(static_cast<char>(answer_of(item)));
  }
  GivenAnswers given;
  given.is_packed = true;
  given.packed = codes;
  given.packed_digest = model.digest;
  const QuestionScope questions{&model, &scope, model.level_count()};
  Violations violations;
  const auto bound = BindAnswers(questions, given, true, "", &violations);
  Require(bound.ok(), "answers packed for the model are bound");
  if (!violations.empty()) return;
  const LevelScores scores = ScoreLevels(questions, bound.value());
  const Decision decision = DecideLevel(questions, scores);
  const Fraction most{model.level_count(), 1};
  for (const Reading& reading : {decision.deciding, decision.other}) {
    Require(reading.level >= 0 && reading.level <= model.level_count(),
            "the level is one of the model");
    Require(reading.total.numerator >= 0 && !(most < reading.total),
            "the total is at most the number of levels");
  }
  if (highest) {
    Require(decision.deciding.level == model.level_count() &&
                decision.deciding.total == most,
            "fully everywhere is the highest level");
  }
  for (const NodeResult& node : MakeScorecard(questions, scores)) {
    Require(!(Fraction{1, 1} < node.weight), "a share is at most the whole");
    Require(!(most < node.maturity), "a maturity is at most the highest level");
  }
}

void CheckCompiled(const CompiledModel& model) {
  Require(model.digest.size() == 64, "a digest has 64 digits");
  for (const CompiledWeightSet& set : model.weight_sets) {
    for (size_t e = 0; e < set.scopes.size(); ++e) {
      const Scope& scope = set.scopes[e];
      for (int k = 0; k < model.level_count(); ++k) {
        Require(scope.weights.whole[k] > 0, "every level has items");
        Require(scope.weights.weight.row(k).sum() == scope.weights.whole[k],
                "the weights of a level sum to the whole");
      }
    }
    const Scope& all = set.scopes[0];
    const Scope& least = set.scopes[set.scopes.size() - 1];
    for (const Scope* scope : {&all, &least}) {
      Score(model, *scope, true, [](const auto&) { return kFully; });
      Score(model, *scope, false, [](const ModelRequirement& item) {
        return item.may_be_not_applicable ? kNotApplicable : kMostly;
      });
      Score(model, *scope, false, [](const ModelRequirement& item) {
        return item.may_be_not_applicable && item.subdomain % 2 == 0
                   ? kNotApplicable
                   : static_cast<GradeCode>(kNot + item.cell % 4);
      });
    }
  }
}

}  // namespace
}  // namespace cmmm

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::string_view content(reinterpret_cast<const char*>(data), size);
  cmmm::Violations violations;
  const cmmm::ModelSource source =
      cmmm::ParseModel("fuzz.textproto", content, &violations);
  if (violations.empty()) cmmm::ValidateModel(source.definition, &violations);
  cmmm::CheckFindings(source, violations);
  cmmm::test::Require(
      cmmm::DiffModels(source.definition, source.definition).empty(),
      "a model does not differ from itself");
  if (violations.empty()) {
    cmmm::CheckCompiled(*cmmm::CompileModel(source.definition));
  }
  violations = cmmm::Violations();
  const cmmm::ProgrammeSource programme =
      cmmm::ParseProgramme("fuzz.textproto", content, &violations);
  if (violations.empty()) {
    cmmm::ValidateProgramme(programme.definition, {{"gbt39116-2020", 5}},
                            &violations);
  }
  cmmm::CheckFindings(programme, violations);
  return 0;
}
