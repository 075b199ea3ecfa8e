// One function per kind of condition: whether it holds, and why.
#ifndef CMMM_ENGINE_READINESS_CHECK_CONDITION_H_
#define CMMM_ENGINE_READINESS_CHECK_CONDITION_H_

#include <cstddef>
#include <optional>
#include <vector>

#include "engine/base/civil_date.h"
#include "engine/readiness/verdict.h"

namespace cmmm {

// `reason` is a stable id, listed in docs/api.md.
// `reason` lives as long as the program.
struct ConditionResult {
  Verdict verdict = Verdict::kUndecided;
  const char* reason = "";
};

// Between which levels an assessment can still end.
// worst <= best, both 0 (no level) to `assessed`.
struct LevelRange {
  int worst = 0;
  int best = 0;
  int assessed = 0;            // levels above are not looked at
  bool level_by_level = true;  // a level not reached rules out those above
};

// level_reached, level_not_reached; undecided: level_open (questions are
// open), level_not_assessed.
// `demanded`: 1 or above. Above the levels assessed it is undecided, unless a
// level below it is out of reach already and the model reads level by level.
ConditionResult CheckLevel(const LevelRange& range, int demanded);

// The level or any of its alternatives. An alternative that is met gives
// alternative_met; one that is open keeps a level not reached undecided:
// alternative_open. Otherwise as `level`.
ConditionResult WithAlternatives(const ConditionResult& level,
                                 const std::vector<Verdict>& alternatives);

// declared_yes, declared_no, not_declared; `in_principle`: a no is
// undecided, exception_possible.
ConditionResult CheckDeclared(std::optional<bool> declared, bool in_principle);

// What is left until a last day.
struct DeadlineResult : ConditionResult {
  // Of a deadline that was not declared kept, when the date is known: 0 on
  // the last day, negative after it.
  std::optional<int64_t> days_left;
};

// declared_kept, too_late; undecided: in_time (still to be done, on the last
// day at the latest: met only once it is declared kept), date_missing.
// `date` is the day of the application as given; no clock is asked.
DeadlineResult CheckDeadline(CivilDate last_day, std::optional<CivilDate> date,
                             bool declared_kept);

// `longest`: characters of the longest text given. text_fits, text_too_long;
// undecided: text_missing.
ConditionResult CheckLength(std::optional<size_t> longest, size_t allowed);

}  // namespace cmmm

#endif  // CMMM_ENGINE_READINESS_CHECK_CONDITION_H_
