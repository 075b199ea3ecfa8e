#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/analyze.h"
#include "engine/assess.h"
#include "engine/explain/derive.h"
#include "engine/response/write_response.h"

namespace cmmm {
namespace {

constexpr int kUsualSteps = 1000;
constexpr int kMostSteps = 10000;

// Reads what is to be explained. Rules: explain.unknown_quantity,
// explain.level_range, explain.unknown_node, explain.ambiguous_node,
// explain.unknown_requirement, explain.out_of_scope, explain.not_applicable,
// explain.no_items, explain.max_depth, explain.max_steps.
class SubjectReader {
 public:
  // Whether there are items or not is only asked when the assessment was
  // scored: `scored` is nullptr otherwise.
  SubjectReader(const Assessment& assessment, const ScoredAssessment* scored,
                Violations* violations)
      : assessment_(assessment), scored_(scored), violations_(violations) {}

  Subject Read(const v1::Subject& given) {
    Subject subject;
    subject.quantity = static_cast<Quantity>(given.quantity());
    switch (given.quantity()) {
      case v1::QUANTITY_TOTAL:
        break;
      case v1::QUANTITY_LEVEL:
        subject.level_index = ReadLevel(given);
        break;
      case v1::QUANTITY_NODE:
        subject.level_index = ReadLevel(given);
        subject.node = ReadNode(given);
        CheckItems(given, subject);
        break;
      case v1::QUANTITY_MATURITY:
        subject.node = ReadNode(given);
        break;
      case v1::QUANTITY_GAIN:
        subject.item = ReadItem(given.id());
        break;
      default:
        Add("quantity", "explain.unknown_quantity",
            absl::StrCat(given.quantity()),
            "must be total, level, node, maturity or gain");
    }
    return subject;
  }

 private:
  int ReadLevel(const v1::Subject& given) {
    const int most = assessment_.questions.assessed_levels;
    if (given.level() >= 1 && given.level() <= most) return given.level() - 1;
    Add("level", "explain.level_range", absl::StrCat(given.level()),
        absl::StrCat("must be 1 to ", most, ", got ", given.level()));
    return -1;
  }

  static bool IsOfTier(const ModelNode& node, v1::Tier tier) {
    return tier == v1::TIER_UNSPECIFIED ||
           static_cast<int>(node.tier) + v1::TIER_ELEMENT == tier;
  }

  bool IsNamed(const ModelNode& node, const std::string& text) const {
    const ModelNames& names = assessment_.model().names;
    if (node.id == text) return true;
    if (node.tier == ModelTier::kDomain) return node.id == names.Domain(text);
    return node.tier == ModelTier::kSubdomain &&
           node.id == names.Subdomain(text);
  }

  int ReadNode(const v1::Subject& given) {
    const auto& nodes = assessment_.model().nodes;
    int found = -1;
    for (int n = 0; n < static_cast<int>(nodes.size()); ++n) {
      if (!IsNamed(nodes[n], given.id()) || !IsOfTier(nodes[n], given.tier())) {
        continue;
      }
      if (found >= 0) {
        AddId("explain.ambiguous_node", given.id(),
              "is the id of nodes of several tiers; name the tier");
        return -1;
      }
      found = n;
    }
    if (found < 0) {
      AddId("explain.unknown_node", given.id(), "is no node of the model");
    } else if (assessment_.questions.scope->node_weight[found] == 0) {
      AddId("explain.out_of_scope", given.id(),
            "does not count in this assessment");
      return -1;
    }
    return found;
  }

  void CheckItems(const v1::Subject& given, const Subject& subject) {
    if (scored_ == nullptr || subject.node < 0 || subject.level_index < 0 ||
        ItemsOf(*scored_, subject.node, subject.level_index) > 0) {
      return;
    }
    AddId("explain.no_items", given.id(),
          absl::StrCat("has no applicable item at level ", given.level()));
  }

  int ReadItem(const std::string& id) {
    const int item = FindRequirement(assessment_.model(), id);
    if (item < 0) {
      AddId("explain.unknown_requirement", id,
            "is no requirement of the model");
      return -1;
    }
    if (!InScope(assessment_.questions, item)) {
      AddId("explain.out_of_scope", id, "is not asked for in this assessment");
    } else if (assessment_.answers.codes[item] == kNotApplicable) {
      AddId("explain.not_applicable", id, "is not applicable, so not graded");
    }
    return item;
  }

  void Add(const char* part, const char* rule, const std::string& value,
           std::string message) {
    violations_->Add(absl::StrCat("subject.", part), rule, value,
                     std::move(message));
  }

  void AddId(const char* rule, const std::string& id,
             const std::string& message) {
    Add("id", rule, id, absl::StrCat("`", Printable(id), "` ", message));
  }

  const Assessment& assessment_;
  const ScoredAssessment* scored_;
  Violations* violations_;
};

void CheckRange(int value, int most, const char* field, const char* rule,
                Violations* violations) {
  if (value >= 0 && value <= most) return;
  violations->Add(field, rule, absl::StrCat(value),
                  absl::StrCat("must be 0 to ", most, ", got ", value));
}

void WriteSubject(const CompiledModel& model, const Subject& subject,
                  v1::Subject* out) {
  out->set_quantity(static_cast<v1::Quantity>(subject.quantity));
  if (subject.level_index >= 0) out->set_level(subject.level_index + 1);
  if (subject.node >= 0) {
    const ModelNode& node = model.nodes[subject.node];
    out->set_tier(
        static_cast<v1::Tier>(static_cast<int>(node.tier) + v1::TIER_ELEMENT));
    out->set_id(node.id);
  }
  if (subject.item >= 0) out->set_id(model.requirements[subject.item].id);
}

void WriteDerivation(const CompiledModel& model, const Derivation& step,
                     v1::Derivation* out) {
  WriteSubject(model, step.subject, out->mutable_subject());
  out->set_operation(static_cast<v1::Operation>(step.operation));
  WriteScore(step.value, out->mutable_value());
  WriteScore(step.weight, out->mutable_weight());
  out->set_percent(step.percent);
  out->set_siblings_percent(step.siblings_percent);
  out->set_left_out(static_cast<v1::LeftOut>(step.left_out));
  out->set_grade(static_cast<v1::Grade>(step.grade));
  if (step.operation == Operation::kCredit) {
    WriteScore(step.threshold, out->mutable_threshold());
  }
  out->set_items(step.items);
  for (const Derivation& child : step.children) {
    WriteDerivation(model, child, out->add_children());
  }
  out->set_children_not_shown(step.children_not_shown);
  if (step.best.has_value()) {
    WriteScore(*step.best, out->mutable_best_value());
  }
}

ScoredAssessment Scored(const Assessment& assessment) {
  return {assessment.questions, &assessment.answers, &assessment.scores,
          &assessment.decision};
}

Derivation DeriveWithBest(const Assessment& assessment,
                          const Subject& subject) {
  Derivation derivation = Derive(Scored(assessment), subject);
  if (assessment.answers.unanswered > 0) {
    const Assessment best = AtBest(assessment);
    AddBest(Derive(Scored(best), subject), &derivation);
  }
  return derivation;
}

}  // namespace

std::optional<Refusal> Explain(const Catalog& catalog,
                               const v1::ExplainRequest& request,
                               v1::ExplainResponse* response) {
  Violations violations;
  const auto assessed =
      Assess(catalog, request.assessment(), "assessment.", &violations);
  if (!assessed.ok()) return assessed.refusal();
  const Assessment& assessment = assessed.value();
  const ScoredAssessment scored = Scored(assessment);
  const Subject subject =
      SubjectReader(assessment, violations.empty() ? &scored : nullptr,
                    &violations)
          .Read(request.subject());
  CheckRange(request.max_depth(), kMostSteps, "max_depth", "explain.max_depth",
             &violations);
  CheckRange(request.max_steps(), kMostSteps, "max_steps", "explain.max_steps",
             &violations);
  if (!violations.empty()) {
    return RefuseInvalid("nothing can be explained", std::move(violations));
  }
  Derivation derivation = DeriveWithBest(assessment, subject);
  derivation.weight = {{1, 1}};
  CutTo(request.max_depth(),
        request.max_steps() == 0 ? kUsualSteps : request.max_steps(),
        &derivation);
  WriteModelRef(assessment.model(), response->mutable_model());
  WriteDerivation(assessment.model(), derivation,
                  response->mutable_derivation());
  return std::nullopt;
}

}  // namespace cmmm
