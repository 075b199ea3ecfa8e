// The three-valued logic and every reason.
#include "engine/readiness/check_condition.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace cmmm {
namespace {

constexpr Verdict kAll[] = {Verdict::kNotMet, Verdict::kUndecided,
                            Verdict::kMet};

void Expect(const ConditionResult& result, Verdict verdict,
            const char* reason) {
  EXPECT_EQ(result.verdict, verdict) << reason;
  EXPECT_STREQ(result.reason, reason);
}

// What a verdict can still become once everything open is settled.
std::vector<bool> Outcomes(Verdict verdict) {
  if (verdict == Verdict::kUndecided) return {false, true};
  return {verdict == Verdict::kMet};
}

// The verdict of a set of possible outcomes.
Verdict VerdictOf(const std::vector<bool>& outcomes) {
  bool some = false;
  bool all = true;
  for (const bool met : outcomes) {
    some = some || met;
    all = all && met;
  }
  if (all) return Verdict::kMet;
  return some ? Verdict::kUndecided : Verdict::kNotMet;
}

TEST(VerdictTest, AndAndOrAreWhatEveryWayToSettleThemSays) {
  for (const Verdict a : kAll) {
    for (const Verdict b : kAll) {
      std::vector<bool> both;
      std::vector<bool> either;
      for (const bool x : Outcomes(a)) {
        for (const bool y : Outcomes(b)) {
          both.push_back(x && y);
          either.push_back(x || y);
        }
      }
      EXPECT_EQ(And(a, b), VerdictOf(both));
      EXPECT_EQ(Or(a, b), VerdictOf(either));
    }
  }
}

TEST(CheckLevelTest, TheWorstDecidesMetTheBestNotMet) {
  Expect(CheckLevel({2, 2, 5, true}, 2), Verdict::kMet, "level_reached");
  Expect(CheckLevel({2, 5, 5, true}, 2), Verdict::kMet, "level_reached");
  Expect(CheckLevel({1, 1, 5, true}, 2), Verdict::kNotMet, "level_not_reached");
  Expect(CheckLevel({0, 1, 5, true}, 2), Verdict::kNotMet, "level_not_reached");
  Expect(CheckLevel({1, 2, 5, true}, 2), Verdict::kUndecided, "level_open");
  Expect(CheckLevel({0, 5, 5, true}, 5), Verdict::kUndecided, "level_open");
}

TEST(CheckLevelTest, LevelsNotAssessedStayOpenUnlessALowerOneRulesThemOut) {
  Expect(CheckLevel({2, 2, 2, true}, 3), Verdict::kUndecided,
         "level_not_assessed");
  Expect(CheckLevel({0, 2, 2, true}, 3), Verdict::kUndecided,
         "level_not_assessed");
  Expect(CheckLevel({0, 1, 2, true}, 3), Verdict::kNotMet, "level_not_reached");
  // Read cumulatively, a higher level may make up for a lower one.
  Expect(CheckLevel({0, 1, 2, false}, 3), Verdict::kUndecided,
         "level_not_assessed");
}

TEST(AlternativesTest, EveryCombination) {
  const ConditionResult met = {Verdict::kMet, "level_reached"};
  const ConditionResult missed = {Verdict::kNotMet, "level_not_reached"};
  const ConditionResult open = {Verdict::kUndecided, "level_open"};
  for (const Verdict other : kAll) {
    Expect(WithAlternatives(met, {other}), Verdict::kMet, "level_reached");
  }
  Expect(WithAlternatives(missed, {}), Verdict::kNotMet, "level_not_reached");
  Expect(WithAlternatives(missed, {Verdict::kNotMet}), Verdict::kNotMet,
         "level_not_reached");
  Expect(WithAlternatives(missed, {Verdict::kNotMet, Verdict::kUndecided}),
         Verdict::kUndecided, "alternative_open");
  Expect(WithAlternatives(missed, {Verdict::kUndecided, Verdict::kMet}),
         Verdict::kMet, "alternative_met");
  Expect(WithAlternatives(open, {}), Verdict::kUndecided, "level_open");
  Expect(WithAlternatives(open, {Verdict::kUndecided}), Verdict::kUndecided,
         "level_open");
  Expect(WithAlternatives(open, {Verdict::kNotMet}), Verdict::kUndecided,
         "level_open");
  Expect(WithAlternatives(open, {Verdict::kMet}), Verdict::kMet,
         "alternative_met");
}

TEST(CheckDeclaredTest, YesNoAndNothing) {
  for (const bool in_principle : {false, true}) {
    Expect(CheckDeclared(true, in_principle), Verdict::kMet, "declared_yes");
    Expect(CheckDeclared(std::nullopt, in_principle), Verdict::kUndecided,
           "not_declared");
  }
  Expect(CheckDeclared(false, false), Verdict::kNotMet, "declared_no");
  Expect(CheckDeclared(false, true), Verdict::kUndecided, "exception_possible");
}

TEST(CheckDeadlineTest, TheLastDayIsInTime) {
  const CivilDate last(2024, 2, 29);
  const auto on = [&](int month, int day) {
    return CheckDeadline(last, CivilDate(2024, month, day), false);
  };
  Expect(on(2, 28), Verdict::kUndecided, "in_time");
  EXPECT_EQ(on(2, 28).days_left, 1);
  Expect(on(2, 29), Verdict::kUndecided, "in_time");
  EXPECT_EQ(on(2, 29).days_left, 0);
  Expect(on(3, 1), Verdict::kNotMet, "too_late");
  EXPECT_EQ(on(3, 1).days_left, -1);
}

TEST(CheckDeadlineTest, KeptIsMetWheneverItIsAsked) {
  const CivilDate last(2024, 2, 29);
  for (const auto date :
       {std::optional<CivilDate>(), std::optional(CivilDate(2030, 1, 1))}) {
    Expect(CheckDeadline(last, date, true), Verdict::kMet, "declared_kept");
    EXPECT_FALSE(CheckDeadline(last, date, true).days_left.has_value());
  }
  Expect(CheckDeadline(last, std::nullopt, false), Verdict::kUndecided,
         "date_missing");
}

TEST(CheckLengthTest, AsManyAsAllowedFit) {
  Expect(CheckLength(10, 10), Verdict::kMet, "text_fits");
  Expect(CheckLength(11, 10), Verdict::kNotMet, "text_too_long");
  Expect(CheckLength(0, 10), Verdict::kMet, "text_fits");
  Expect(CheckLength(std::nullopt, 10), Verdict::kUndecided, "text_missing");
}

}  // namespace
}  // namespace cmmm
