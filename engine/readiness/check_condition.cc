#include "engine/readiness/check_condition.h"

namespace cmmm {

ConditionResult CheckLevel(const LevelRange& range, int demanded) {
  if (range.worst >= demanded) return {Verdict::kMet, "level_reached"};
  if (demanded <= range.assessed) {
    if (range.best < demanded) return {Verdict::kNotMet, "level_not_reached"};
    return {Verdict::kUndecided, "level_open"};
  }
  if (range.level_by_level && range.best < range.assessed) {
    return {Verdict::kNotMet, "level_not_reached"};
  }
  return {Verdict::kUndecided, "level_not_assessed"};
}

ConditionResult WithAlternatives(const ConditionResult& level,
                                 const std::vector<Verdict>& alternatives) {
  if (level.verdict == Verdict::kMet) return level;
  Verdict any = Verdict::kNotMet;
  for (const Verdict alternative : alternatives) any = Or(any, alternative);
  if (any == Verdict::kMet) return {Verdict::kMet, "alternative_met"};
  if (Or(level.verdict, any) == level.verdict) return level;
  return {Verdict::kUndecided, "alternative_open"};
}

ConditionResult CheckDeclared(std::optional<bool> declared, bool in_principle) {
  if (!declared.has_value()) return {Verdict::kUndecided, "not_declared"};
  if (*declared) return {Verdict::kMet, "declared_yes"};
  if (in_principle) return {Verdict::kUndecided, "exception_possible"};
  return {Verdict::kNotMet, "declared_no"};
}

DeadlineResult CheckDeadline(CivilDate last_day, std::optional<CivilDate> date,
                             bool declared_kept) {
  if (declared_kept) return {{Verdict::kMet, "declared_kept"}, std::nullopt};
  if (!date.has_value()) {
    return {{Verdict::kUndecided, "date_missing"}, std::nullopt};
  }
  const int64_t days_left = DaysBetween(*date, last_day);
  if (days_left < 0) return {{Verdict::kNotMet, "too_late"}, days_left};
  return {{Verdict::kUndecided, "in_time"}, days_left};
}

ConditionResult CheckLength(std::optional<size_t> longest, size_t allowed) {
  if (!longest.has_value()) return {Verdict::kUndecided, "text_missing"};
  if (*longest > allowed) return {Verdict::kNotMet, "text_too_long"};
  return {Verdict::kMet, "text_fits"};
}

}  // namespace cmmm
