#include "engine/signature/canonical_score_messages.h"

#include <map>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "cmmm/v1/signed_result.pb.h"
#include "engine/assess.h"
#include "engine/base/version.h"
#include "engine/evaluate.h"
#include "engine/signature/canonical_json_messages.h"

namespace cmmm {
namespace {

// Packed answers cannot say why an item is not applicable.
void CheckReasons(const v1::ScoreRequest& request, Violations* violations) {
  const std::string& grades = request.packed().grades();
  for (size_t i = 0; i < grades.size(); ++i) {
    if (grades[i] != kNotApplicable) continue;
    violations->Add(absl::StrCat("packed.grades[", i, "]"),
                    "answer.reason_missing", "",
                    "a signed result says why an item is not applicable; give "
                    "the answers as a list, with reasons",
                    static_cast<int>(i));
  }
}

// The answers as given, by the index of their requirement.
std::map<int, const v1::Answer*> GivenByItem(const CompiledModel& model,
                                             const v1::ScoreRequest& request) {
  std::map<int, const v1::Answer*> given;
  for (const v1::Answer& answer : request.list().answers()) {
    given[FindRequirement(model, answer.requirement_id())] = &answer;
  }
  return given;
}

bool SaysNothing(const v1::Answer& given) {
  return given.note().empty() && given.evidence().empty();
}

void WriteAnswers(const Assessment& assessment, const v1::ScoreRequest& given,
                  v1::AnswerList* out) {
  const CompiledModel& model = assessment.model();
  const auto by_item = GivenByItem(model, given);
  for (int i = 0; i < model.requirement_count(); ++i) {
    const GradeCode code = assessment.answers.codes[i];
    const auto found = by_item.find(i);
    const v1::Answer& said = found == by_item.end()
                                 ? v1::Answer::default_instance()
                                 : *found->second;
    if (code == kOpen && SaysNothing(said)) continue;
    v1::Answer* answer = out->add_answers();
    answer->set_requirement_id(model.requirements[i].id);
    if (code == kNotApplicable) {
      *answer->mutable_not_applicable() = said.not_applicable();
    } else if (code != kOpen) {
      answer->set_grade(static_cast<v1::Grade>(code));
    }
    answer->set_note(said.note());
    *answer->mutable_evidence() = said.evidence();
  }
}

void WriteProfile(const Assessment& assessment, v1::Profile* out) {
  const CompiledModel& model = assessment.model();
  const Scope& scope = *assessment.resolved.scope;
  out->set_weight_set(
      model.weight_sets[static_cast<size_t>(scope.weight_set)].id);
  for (const ModelNode& node : model.nodes) {
    if (node.excludable_bit >= 0 &&
        (scope.excluded >> node.excludable_bit & 1) != 0) {
      out->add_excluded_domain_ids(node.id);
    }
  }
  out->set_assess_up_to_level(assessment.resolved.assessed_levels);
}

v1::ScoreRequest InCanonicalForm(const Assessment& assessment,
                                 const v1::ScoreRequest& given) {
  v1::ScoreRequest request;
  request.mutable_model()->set_id(assessment.model().id);
  request.mutable_model()->set_version(assessment.model().version);
  WriteProfile(assessment, request.mutable_profile());
  WriteAnswers(assessment, given, request.mutable_list());
  request.set_unanswered(given.unanswered() == v1::UNANSWERED_POLICY_UNSPECIFIED
                             ? v1::UNANSWERED_POLICY_REFUSE
                             : given.unanswered());
  request.set_target_level(given.target_level());
  request.set_view(given.view() == v1::VIEW_UNSPECIFIED ? v1::VIEW_SCORECARD
                                                        : given.view());
  if (given.has_info()) *request.mutable_info() = given.info();
  return request;
}

SignedContent WriteTexts(const CompiledModel& model,
                         const CanonicalScore& score) {
  v1::ModelRef model_ref;
  model_ref.set_id(model.id);
  model_ref.set_version(model.version);
  model_ref.set_digest(model.digest);
  v1::SigningEngine engine;
  engine.set_version(kEngineVersion);
  return {WriteCanonicalJson(score.request), WriteCanonicalJson(model_ref),
          WriteCanonicalJson(engine), WriteCanonicalJson(score.result)};
}

// What open questions leave of the numbers follows from the answers, which are
// signed; files from before it was said have the form they had.
void ClearWhatIsOpen(v1::Scorecard* scorecard) {
  for (auto* nodes :
       {scorecard->mutable_elements(), scorecard->mutable_domains(),
        scorecard->mutable_subdomains()}) {
    for (v1::NodeScore& node : *nodes) {
      node.clear_open();
      for (v1::NodeLevelScore& level : *node.mutable_levels()) {
        level.clear_open();
        level.clear_best_score();
      }
    }
  }
}

}  // namespace

Outcome<CanonicalScore> ScoreCanonical(const Catalog& catalog,
                                       const v1::ScoreRequest& request) {
  Violations violations;
  const auto assessed = Assess(catalog, request, "", &violations);
  if (!assessed.ok()) return assessed.refusal();
  CheckReasons(request, &violations);
  if (!violations.empty()) {
    return RefuseInvalid("the assessment cannot be signed",
                         std::move(violations));
  }
  CanonicalScore score;
  score.request = InCanonicalForm(assessed.value(), request);
  if (auto refusal = Evaluate(catalog, score.request, &score.result)) {
    return *std::move(refusal);
  }
  score.result.clear_model();
  if (score.result.has_scorecard()) {
    ClearWhatIsOpen(score.result.mutable_scorecard());
  }
  score.texts = WriteTexts(assessed.value().model(), score);
  return score;
}

}  // namespace cmmm
