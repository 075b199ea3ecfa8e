#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/analyze.h"
#include "engine/assess.h"
#include "engine/compare/attribute.h"
#include "engine/compare/comparison_messages.h"
#include "engine/compare/pair_items.h"
#include "engine/levels/decision_range.h"
#include "engine/levels/grade_range.h"
#include "engine/response/write_response.h"

namespace cmmm {
namespace {

bool HasAnswers(const v1::ScoreRequest& request) {
  return request.answers_case() != v1::ScoreRequest::ANSWERS_NOT_SET;
}

// The answers of `assessment` for the requirements of `model`, by id.
v1::PackedGrades CarryOver(const Assessment& assessment,
                           const CompiledModel& model) {
  std::string codes;
  for (const ModelRequirement& item : model.requirements) {
    const auto& index = assessment.model().requirement_index;
    const auto found = index.find(item.id);
    codes.push_back(static_cast<char>(
        found == index.end() ? kOpen
                             : assessment.answers.codes[found->second]));
  }
  v1::PackedGrades packed;
  packed.set_grades(std::move(codes));
  packed.set_model_digest(model.digest);
  return packed;
}

// Both sides; a refusal says which side it is about.
class Sides {
 public:
  Sides(const Catalog& catalog, const v1::CompareRequest& request)
      : catalog_(catalog), request_(request) {}

  std::optional<Refusal> Read() {
    if (auto refusal = ReadSide("a", request_.a(), &a_)) return refusal;
    // What is wrong with answers would only be said twice.
    if (!same_answers() || violations_.empty()) {
      if (auto refusal = ReadB()) return refusal;
    }
    if (violations_.empty()) return std::nullopt;
    return RefuseInvalid("the assessments cannot be compared",
                         std::move(violations_));
  }

  // Whether b took over the answers of a.
  bool same_answers() const { return !HasAnswers(request_.b()); }

  const Assessment& a() const { return a_; }
  const Assessment& b() const { return b_; }

 private:
  std::optional<Refusal> ReadSide(const char* name,
                                  const v1::ScoreRequest& request,
                                  Assessment* side) {
    auto assessed =
        Assess(catalog_, request, absl::StrCat(name, "."), &violations_);
    if (!assessed.ok()) {
      Refusal refusal = std::move(assessed.refusal());
      refusal.message = absl::StrCat(name, ": ", refusal.message);
      return refusal;
    }
    *side = std::move(assessed.value());
    return std::nullopt;
  }

  std::optional<Refusal> ReadB() {
    const auto& name = request_.b().model();
    const auto entry = catalog_.Find(name.id(), name.version());
    if (!same_answers() || !entry.ok()) return ReadSide("b", request_.b(), &b_);
    v1::ScoreRequest request = request_.b();
    *request.mutable_packed() = CarryOver(a_, *entry.value()->compiled);
    return ReadSide("b", request, &b_);
  }

  const Catalog& catalog_;
  const v1::CompareRequest& request_;
  Violations violations_;
  Assessment a_;
  Assessment b_;
};

ComparedSide SideOf(const Assessment& assessment) {
  return {assessment.questions, &assessment.answers, &assessment.scores};
}

DecisionRange RangeOf(const Assessment& assessment) {
  return DecideRange(assessment.questions, assessment.answers,
                     RangesOf(assessment.questions, assessment.answers));
}

// The change of the total; nothing when no question is open.
std::optional<ChangeRange> OpenTotal(const Sides& sides) {
  if (sides.a().answers.unanswered == 0 && sides.b().answers.unanswered == 0) {
    return std::nullopt;
  }
  const DecisionRange a = RangeOf(sides.a());
  const DecisionRange b = RangeOf(sides.b());
  const auto change = [](const Decision& from, const Decision& to) {
    return Signed(to.deciding.total) - Signed(from.deciding.total);
  };
  return ChangeRange{change(a.best, b.worst), change(a.worst, b.best)};
}

void WriteSide(const Assessment& assessment, v1::ComparedAssessment* out) {
  const CompiledModel& model = assessment.model();
  const Scope& scope = *assessment.questions.scope;
  WriteModelRef(model, out->mutable_model());
  out->set_weight_set(model.weight_sets[scope.weight_set].id);
  for (const ModelNode& node : model.nodes) {
    if (node.excludable_bit < 0) continue;
    if ((scope.excluded >> node.excludable_bit & 1) == 0) continue;
    out->add_excluded_domain_ids(node.id);
  }
  WriteDecision(assessment.decision, out->mutable_decision());
  WriteCoverage(assessment.questions, assessment.answers,
                out->mutable_coverage());
  if (assessment.answers.unanswered == 0) return;
  WriteBounds(RangeOf(assessment), assessment.answers.unanswered, 0,
              out->mutable_bounds());
}

Refusal Unrelated(const CompiledModel& a, const CompiledModel& b) {
  return Refuse(
      absl::StatusCode::kFailedPrecondition, "UNRELATED_MODELS",
      absl::StrCat(a.id, "@", a.version, " and ", b.id, "@", b.version,
                   " have no requirement id in common, so there is "
                   "nothing to compare"));
}

}  // namespace

std::optional<Refusal> Compare(const Catalog& catalog,
                               const v1::CompareRequest& request,
                               v1::CompareResponse* response) {
  Sides sides(catalog, request);
  if (auto refusal = sides.Read()) return refusal;
  const ComparedSide a = SideOf(sides.a());
  const ComparedSide b = SideOf(sides.b());
  if (!Related(a.model(), b.model())) return Unrelated(a.model(), b.model());
  const PairedItems pairs = PairItems(a, b);
  const auto levels = AttributeChanges(a, b, pairs, sides.same_answers());
  const SignedFraction total = Signed(sides.b().decision.deciding.total) -
                               Signed(sides.a().decision.deciding.total);
  const std::optional<ChangeRange> open = OpenTotal(sides);
  bool fits = total.fits() && (!open.has_value() || open->fits());
  for (const LevelChange& level : levels) fits = fits && level.fits();
  if (!fits) {
    return Refuse(absl::StatusCode::kFailedPrecondition, "CHANGE_TOO_FINE",
                  "a change has a common denominator above 63 bits; compare "
                  "the two results instead");
  }
  WriteSide(sides.a(), response->mutable_a());
  WriteSide(sides.b(), response->mutable_b());
  v1::Comparison* comparison = response->mutable_comparison();
  WriteChange(total, comparison->mutable_total());
  if (open.has_value()) WriteOpenChange(*open, comparison->mutable_open());
  for (const LevelChange& level : levels) {
    v1::LevelChange* out = comparison->add_levels();
    WriteScore(sides.a().decision.levels[level.level_index].score,
               out->mutable_a());
    WriteScore(sides.b().decision.levels[level.level_index].score,
               out->mutable_b());
    WriteLevelChange(a.model(), level, out);
  }
  WriteOneSided(a.model(), pairs.only_a, comparison->mutable_only_a());
  WriteOneSided(b.model(), pairs.only_b, comparison->mutable_only_b());
  return std::nullopt;
}

}  // namespace cmmm
