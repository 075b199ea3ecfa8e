#include "engine/compare/open_attribution.h"

namespace cmmm {
namespace {

// What an answer of `grade` adds to the score of its level, against open.
SignedFraction WorthOf(const ComparedSide& side, int item, GradeCode grade) {
  const CompiledModel& model = side.model();
  const ModelRequirement& requirement = model.requirements[item];
  const int64_t tenths = model.grade_tenths[grade] - model.grade_tenths[kOpen];
  return SignedFraction::Of(
      side.scores->GainPerTenth(model, requirement) * tenths,
      side.scores->weights->whole[requirement.level_index] * model.full_mean);
}

// Of what cannot be compared, as one does not fit, nothing that does.
SignedFraction Least(const SignedFraction& x, const SignedFraction& y) {
  const SignedFraction difference = x - y;
  if (!difference.fits()) return difference;
  return difference.numerator < 0 ? x : y;
}

SignedFraction Most(const SignedFraction& x, const SignedFraction& y) {
  const SignedFraction difference = x - y;
  if (!difference.fits()) return difference;
  return difference.numerator < 0 ? y : x;
}

}  // namespace

void OpenEffects::Add(const ComparedSide& a, const ComparedSide& b,
                      const OpenItem& item, const SignedFraction& weight) {
  any_ = true;
  std::array<SignedFraction, kParts> least;
  std::array<SignedFraction, kParts> most;
  for (GradeCode grade = kNot; grade <= kFully; ++grade) {
    SignedFraction change;
    SignedFraction answers;
    SignedFraction weights;
    if (item.a >= 0) change = change - WorthOf(a, item.a, grade);
    if (item.b >= 0) change = change + WorthOf(b, item.b, grade);
    if (item.common >= 0) {
      if (item.b < 0) {
        answers = change;
      } else if (item.a < 0) {
        answers = WorthOf(a, item.common, grade);
      }
      if (item.b >= 0) {
        const auto& tenths = a.model().grade_tenths;
        weights = weight * SignedFraction::Of(tenths[grade] - tenths[kOpen], 1);
      }
    }
    const std::array<SignedFraction, kParts> parts = {
        change, answers, weights, change - answers - weights};
    for (int part = 0; part < kParts; ++part) {
      least[part] = Least(least[part], parts[part]);
      most[part] = Most(most[part], parts[part]);
    }
  }
  for (int part = 0; part < kParts; ++part) {
    less_[part] = less_[part] + least[part];
    more_[part] = more_[part] + most[part];
  }
}

void OpenEffects::Add(const OpenEffects& others) {
  any_ = any_ || others.any_;
  for (int part = 0; part < kParts; ++part) {
    less_[part] = less_[part] + others.less_[part];
    more_[part] = more_[part] + others.more_[part];
  }
}

std::optional<OpenAttribution> OpenEffects::Around(
    const SignedFraction& change, const SignedFraction& answers,
    const SignedFraction& weights, const SignedFraction& structure) const {
  if (!any_) return std::nullopt;
  const auto range = [this](int part, const SignedFraction& value) {
    return ChangeRange{value + less_[part], value + more_[part]};
  };
  return OpenAttribution{range(0, change), range(1, answers), range(2, weights),
                         range(3, structure)};
}

}  // namespace cmmm
