#include "report/words.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/base/fraction.h"

namespace cmmm::report {
namespace {

Fraction ToFraction(const v1::Score& score) {
  return Fraction::Of(score.numerator(), score.denominator());
}

v1::Score ToScore(const Fraction& fraction) {
  v1::Score score;
  score.set_numerator(fraction.numerator);
  score.set_denominator(fraction.denominator);
  score.set_value(fraction.NearestDouble());
  return score;
}

// Percent of the total at which the band of the level begins.
int BandOf(const Input& input, int level) {
  for (const v1::Band& band : input.model->bands()) {
    if (band.level() == level) return band.from_percent();
  }
  return 0;
}

}  // namespace

Words::Words(const Input& input)
    : input_(input), names_(input.language, *input.model) {
  for (const auto& item : input.model->requirements()) {
    requirements_[item.id()] = &item;
  }
}

const char* Words::In(const char* zh, const char* en) const {
  return texts::Say(language(), zh, en);
}

const std::string& Words::In(const v1::LocalizedText& text) const {
  return texts::Say(language(), text);
}

std::string Words::Level(int level) const {
  if (language() == texts::Language::kZh || level == 0) {
    return names_.Level(level);
  }
  if (level > input_.model->levels_size()) return LevelNumber(level);
  return absl::StrCat("level ", level, " (",
                      input_.model->levels(level - 1).name().en(), ")");
}

std::string Words::LevelNumber(int level) const {
  return names_.LevelNumber(level);
}

std::string Words::Count(int64_t number, const char* zh, const char* one,
                         const char* many) const {
  const char* noun = In(zh, number == 1 ? one : many);
  return absl::StrCat(number, " ", noun);
}

std::string Words::Subdomain(const std::string& id) const {
  return names_.Node(v1::TIER_SUBDOMAIN, id);
}

std::string Words::SubdomainOfRequirement(
    const std::string& requirement_id) const {
  const auto found = requirements_.find(requirement_id);
  return found == requirements_.end()
             ? ""
             : Subdomain(found->second->subdomain_id());
}

std::string Words::Evidence(const std::string& requirement_id) const {
  const auto found = requirements_.find(requirement_id);
  return found == requirements_.end() ? "" : In(found->second->evidence());
}

std::string Words::Threshold() const {
  return FormatDown(Fraction::Of(input_.model->satisfied_at_percent(), 100), 2);
}

std::string Words::WeightSet() const {
  for (const auto& set : input_.model->weight_sets()) {
    if (set.id() == input_.profile->weight_set() ||
        input_.model->weight_sets_size() == 1) {
      return In(set.name());
    }
  }
  return input_.profile->weight_set();
}

std::string Words::List(const std::vector<std::string>& items) const {
  return absl::StrJoin(items, In("、", ", "));
}

bool IsProgressive(const Input& input) {
  return input.score->decision().accumulation() == v1::ACCUMULATION_PROGRESSIVE;
}

NextLevel FindNextLevel(const Input& input) {
  const v1::LevelDecision& decision = input.score->decision();
  NextLevel next;
  if (decision.level() >= decision.levels_size()) return next;
  next.level = decision.level() + 1;
  const int k = decision.level();
  const bool progressive = IsProgressive(input);
  next.actual = progressive ? decision.levels(k).score() : decision.total();
  next.best =
      progressive ? AtBest(input).levels(k).score() : AtBest(input).total();
  next.required =
      ToScore(Fraction::Of(progressive ? input.model->satisfied_at_percent()
                                       : BandOf(input, next.level),
                           100));
  next.shortfall = texts::ShortfallOf(next.actual, next.required);
  next.best_shortfall = texts::ShortfallOf(next.best, next.required);
  return next;
}

const v1::LevelDecision& AtBest(const Input& input) {
  return IsOpen(input) ? input.score->bounds().best() : input.score->decision();
}

bool IsOpen(const Input& input) { return input.score->bounds().open() > 0; }

int CountedAsNot(const Input& input) {
  return IsOpen(input) ? 0 : input.score->coverage().unanswered();
}

int CountedAsNot(const Input& input, int level) {
  int open = 0;
  if (CountedAsNot(input) == 0) return open;
  for (const auto& node : input.score->scorecard().subdomains()) {
    for (const v1::NodeLevelScore& one : node.levels()) {
      if (one.level() == level) open += one.open();
    }
  }
  return open;
}

double BestScore(const Input& input, int level) {
  if (CountedAsNot(input) == 0) {
    return AtBest(input).levels(level - 1).score().value();
  }
  double score = input.score->decision().levels(level - 1).score().value();
  for (const v1::NodeScore& node : input.score->scorecard().subdomains()) {
    for (const v1::NodeLevelScore& one : node.levels()) {
      if (one.level() != level || one.open() == 0) continue;
      score += one.weight() * (one.best_score() - one.score());
    }
  }
  return std::min(score, 1.0);
}

std::string ShowShortfall(const NextLevel& next) {
  const std::string least = next.best_shortfall.numerator() == 0
                                ? "0"
                                : texts::ShowShortfall(next.best_shortfall);
  const std::string most = texts::ShowShortfall(next.shortfall);
  return texts::ShowRange(next.shortfall.numerator() == 0 ? most : least, most);
}

std::string ShowExact(const v1::Score& score) {
  return FormatExact(ToFraction(score));
}

std::string ShowCut(const v1::Score& score, int places) {
  return FormatDown(ToFraction(score), places);
}

}  // namespace cmmm::report
