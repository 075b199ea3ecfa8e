#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/analyze.h"
#include "engine/assess.h"
#include "engine/cover/goal.h"
#include "engine/levels/decision_range.h"
#include "engine/levels/grade_range.h"
#include "engine/plan/plan_messages.h"
#include "engine/plan/plan_request_messages.h"
#include "engine/plan/upgrade.h"
#include "engine/readiness/check_condition.h"
#include "engine/readiness/readiness_request_messages.h"
#include "engine/response/notices.h"
#include "engine/response/write_response.h"

namespace cmmm {
namespace {

v1::Verdict ToProto(Verdict verdict) {
  if (verdict == Verdict::kMet) return v1::VERDICT_MET;
  if (verdict == Verdict::kNotMet) return v1::VERDICT_NOT_MET;
  return v1::VERDICT_UNDECIDED;
}

// Goes through the conditions of a track and writes a row for each.
class TrackChecker {
 public:
  TrackChecker(const NamedTrack& named, const LevelRange& range,
               const GivenConditions& given,
               v1::CheckReadinessResponse* response)
      : named_(named), range_(range), given_(given), response_(response) {}

  void Check() {
    Verdict whole = Verdict::kMet;
    std::vector<std::pair<std::string, Verdict>> verdicts;
    for (const std::string& id : named_.track->condition_ids()) {
      verdicts.emplace_back(id, CheckOne(id));
      whole = And(whole, verdicts.back().second);
    }
    response_->set_verdict(ToProto(whole));
    if (whole == Verdict::kMet) return;
    // Levels first: what is missing there takes longest.
    const auto is_level = [&](const std::string& id) {
      return named_.condition(id).has_level_at_least();
    };
    for (const bool levels : {true, false}) {
      for (const auto& [id, verdict] : verdicts) {
        if (verdict == whole && is_level(id) == levels) {
          response_->add_binding_condition_ids(id);
        }
      }
    }
  }

 private:
  Verdict CheckOne(const std::string& id) {
    const v1::Condition& condition = named_.condition(id);
    v1::ConditionVerdict* row = response_->add_conditions();
    row->set_condition_id(id);
    ConditionResult result;
    switch (condition.kind_case()) {
      case v1::Condition::kLevelAtLeast:
        result = CheckLevelOf(condition, row);
        break;
      case v1::Condition::kDeadline:
        result = CheckDeadlineOf(condition, row);
        break;
      case v1::Condition::kTextAtMost:
        result = CheckTextOf(condition, row);
        break;
      default:
        result = CheckDeclarationOf(condition);
    }
    Write(result, row);
    return result.verdict;
  }

  // Rows of the alternatives follow that of the level, `row`.
  ConditionResult CheckLevelOf(const v1::Condition& condition,
                               v1::ConditionVerdict* row) {
    const v1::LevelAtLeast& level = condition.level_at_least();
    row->set_level(level.level());
    std::vector<Verdict> alternatives;
    for (const std::string& id : level.alternative_ids()) {
      const ConditionResult result = CheckDeclarationOf(named_.condition(id));
      v1::ConditionVerdict* alternative = response_->add_conditions();
      alternative->set_condition_id(id);
      alternative->set_alternative_to(condition.id());
      Write(result, alternative);
      alternatives.push_back(result.verdict);
    }
    return WithAlternatives(CheckLevel(range_, level.level()), alternatives);
  }

  ConditionResult CheckDeadlineOf(const v1::Condition& condition,
                                  v1::ConditionVerdict* row) {
    const std::string& last_day = condition.deadline().last_day();
    row->set_last_day(last_day);
    const DeadlineResult result =
        CheckDeadline(*ParseCivilDate(last_day), given_.date,
                      DeclaredAs(condition.id()).value_or(false));
    if (!result.days_left.has_value()) return result;
    row->set_days_left(static_cast<int32_t>(*result.days_left));
    if (!response_->has_days_left() ||
        row->days_left() < response_->days_left()) {
      response_->set_days_left(row->days_left());
    }
    return result;
  }

  ConditionResult CheckTextOf(const v1::Condition& condition,
                              v1::ConditionVerdict* row) {
    const int allowed = condition.text_at_most().characters();
    row->set_characters_allowed(allowed);
    std::optional<size_t> longest;
    const auto given = given_.longest_text.find(condition.id());
    if (given != given_.longest_text.end()) {
      longest = given->second;
      row->set_characters(static_cast<int32_t>(given->second));
    }
    return CheckLength(longest, static_cast<size_t>(allowed));
  }

  ConditionResult CheckDeclarationOf(const v1::Condition& condition) {
    return CheckDeclared(DeclaredAs(condition.id()),
                         condition.construction_scope().in_principle());
  }

  std::optional<bool> DeclaredAs(const std::string& id) const {
    const auto found = given_.declared.find(id);
    if (found == given_.declared.end()) return std::nullopt;
    return found->second;
  }

  static void Write(const ConditionResult& result, v1::ConditionVerdict* row) {
    row->set_verdict(ToProto(result.verdict));
    row->set_reason(result.reason);
  }

  const NamedTrack& named_;
  const LevelRange& range_;
  const GivenConditions& given_;
  v1::CheckReadinessResponse* response_;
};

// Rule readiness.model.
void CheckModel(const NamedTrack& named, const Assessment& assessment,
                Violations* violations) {
  const std::string& wanted = named.programme().model_id();
  const std::string& id = assessment.model().id;
  if (id == wanted) return;
  violations->Add("assessment.model.id", "readiness.model", id,
                  absl::StrCat(named.programme().id(), " is about levels of ",
                               wanted, ", not of ", id));
}

LevelRange LevelsOf(const Assessment& assessment, const DecisionRange& range) {
  return {range.worst.deciding.level, range.best.deciding.level,
          assessment.questions.assessed_levels,
          range.worst.deciding.accumulation == Accumulation::kProgressive};
}

// The highest level of the track that the assessment itself falls short of; 0:
// none.
int LevelMissed(const LevelRange& range,
                const v1::CheckReadinessResponse& response) {
  int missed = 0;
  for (const v1::ConditionVerdict& row : response.conditions()) {
    const bool short_of =
        row.level() > 0 &&
        CheckLevel(range, row.level()).verdict == Verdict::kNotMet &&
        row.verdict() != v1::VERDICT_MET;
    if (short_of) missed = std::max(missed, row.level());
  }
  return missed;
}

// The cheapest way to `level`, when there is one; nothing once `work` is over.
void WriteRepair(const Assessment& assessment, int level, WorkBudget* work,
                 v1::CheckReadinessResponse* response) {
  if (level == 0 || level > assessment.questions.assessed_levels) return;
  const UpgradeProblem problem = PlainUpgradeProblem(assessment);
  SolvedThresholds solved;
  const UpgradeSearch search =
      FindUpgrade(problem, TotalOf(assessment.model(), level),
                  AllowedGrades(problem), &solved, work);
  if (!search.best.has_value()) return;
  WriteUpgrade(assessment, problem, *search.best, response->mutable_repair());
}

void WriteReadinessNotices(const NamedTrack& named,
                           const GivenConditions& given,
                           const Assessment& assessment, DecisionRange range,
                           v1::CheckReadinessResponse* response) {
  WriteNotices(
      FindProgrammeNotices(named.programme(), *named.track, given.date),
      response->mutable_notices());
  const bool asks_for_level =
      std::any_of(response->conditions().begin(), response->conditions().end(),
                  [](const auto& row) { return row.level() > 0; });
  if (!asks_for_level) return;
  WriteNotices(
      FindNotices(assessment.questions, assessment.answers, assessment.decision,
                  std::optional(std::move(range)), true),
      response->mutable_notices());
}

}  // namespace

std::optional<Refusal> CheckReadiness(const Catalog& catalog,
                                      const v1::CheckReadinessRequest& request,
                                      v1::CheckReadinessResponse* response,
                                      const Stop& stop) {
  const auto found = FindTrack(catalog, request);
  if (!found.ok()) return found.refusal();
  const NamedTrack& named = found.value();
  Violations violations;
  const auto assessed =
      AssessOpen(catalog, request.assessment(), "assessment.", &violations);
  if (!assessed.ok()) return assessed.refusal();
  const Assessment& assessment = assessed.value();
  CheckModel(named, assessment, &violations);
  const GivenConditions given =
      ReadGivenConditions(named.programme(), request, &violations);
  if (!violations.empty()) {
    return RefuseInvalid("readiness cannot be checked", std::move(violations));
  }
  WriteModelRef(assessment.model(), response->mutable_model());
  WriteProgrammeRef(*named.entry, response->mutable_programme());
  response->set_track_id(named.track->id());
  response->set_date(request.date());
  DecisionRange range =
      DecideRange(assessment.questions, assessment.answers,
                  RangesOf(assessment.questions, assessment.answers));
  WriteBounds(range, assessment.answers.unanswered, 0,
              response->mutable_bounds());
  const LevelRange levels = LevelsOf(assessment, range);
  TrackChecker(named, levels, given, response).Check();
  WorkBudget work(stop);
  WriteRepair(assessment, LevelMissed(levels, *response), &work, response);
  if (work.over()) {
    response->Clear();
    return RefuseGivenUp(work, "ask for a lower level");
  }
  WriteCoverage(assessment.questions, assessment.answers,
                response->mutable_coverage());
  WriteReadinessNotices(named, given, assessment, std::move(range), response);
  return std::nullopt;
}

}  // namespace cmmm
