// Laws of readiness: what is decided stays decided, the whole follows from its
// parts, and the repair repairs.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "cmmm/v1/readiness.pb.h"
#include "engine/analyze.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

const v1::ProgrammeDefinition& ProgrammeOf(const std::string& id) {
  return *RealCatalog().FindProgramme(id).value()->definition;
}

// Any track of any programme shipped.
void NameAnyTrack(v1::CheckReadinessRequest* request) {
  const auto& programmes = RealCatalog().programmes();
  const v1::ProgrammeDefinition& programme =
      *programmes[*rc::gen::inRange<size_t>(0, programmes.size())].definition;
  request->set_programme_id(programme.id());
  request->set_track_id(
      programme.tracks(*rc::gen::inRange(0, programme.tracks_size())).id());
}

// Answers every question that is open: at or above a grade that is drawn for
// each level, so that every level comes up.
void AnswerOpen(v1::ScoreRequest* assessment) {
  const v1::ModelDefinition& model = RealDefinition();
  const auto least = *rc::gen::container<std::vector<int>>(
      model.levels_size(), rc::gen::inRange(1, 5));
  for (int i = 0; i < model.requirements_size(); ++i) {
    v1::Answer* answer = assessment->mutable_list()->mutable_answers(i);
    if (answer->grade() != v1::GRADE_UNSPECIFIED) continue;
    answer->set_grade(static_cast<v1::Grade>(
        *rc::gen::inRange(least[model.requirements(i).level() - 1], 5)));
  }
}

v1::CheckReadinessRequest ArbitraryRequest(bool complete) {
  v1::CheckReadinessRequest request;
  NameAnyTrack(&request);
  request.set_date("2022-10-20");  // before every deadline shipped
  v1::ScoreRequest* assessment = request.mutable_assessment();
  assessment->mutable_profile()->set_weight_set("discrete");
  for (const auto& item : RealDefinition().requirements()) {
    assessment->mutable_list()->add_answers()->set_requirement_id(item.id());
  }
  AnswerOpen(assessment);
  if (complete) return request;
  const int open = *rc::gen::inRange(0, 60);
  for (int i = 0; i < open; ++i) {
    assessment->mutable_list()
        ->mutable_answers(*rc::gen::inRange(0, 208))
        ->clear_value();
  }
  return request;
}

// Declares what is open, or leaves it open where `least` is 0.
void DeclareOpen(int least, v1::CheckReadinessRequest* request) {
  std::map<std::string, v1::Declared> declared;
  for (const auto& given : request->declarations()) {
    declared[given.condition_id()] = given.declared();
  }
  request->clear_declarations();
  for (const auto& condition :
       ProgrammeOf(request->programme_id()).conditions()) {
    if (condition.has_level_at_least() || condition.has_text_at_most()) {
      continue;
    }
    v1::Declared value = declared[condition.id()];
    if (value == v1::DECLARED_UNSPECIFIED) {
      // Mostly yes: with many conditions one no decides everything.
      value = *rc::gen::inRange(0, 10) > 0
                  ? v1::DECLARED_YES
                  : static_cast<v1::Declared>(*rc::gen::inRange(least, 3));
    }
    v1::ConditionDeclaration* out = request->add_declarations();
    out->set_condition_id(condition.id());
    out->set_declared(value);
  }
}

v1::CheckReadinessResponse Check(const v1::CheckReadinessRequest& request) {
  v1::CheckReadinessResponse response;
  const auto refusal = CheckReadiness(RealCatalog(), request, &response);
  RC_ASSERT(!refusal.has_value());
  return response;
}

v1::Verdict VerdictOf(const v1::CheckReadinessResponse& response,
                      const std::string& id) {
  for (const auto& row : response.conditions()) {
    if (row.condition_id() == id) return row.verdict();
  }
  return v1::VERDICT_UNSPECIFIED;
}

// A scope in principle stays undecided whatever is declared; nothing else.
RC_GTEST_PROP(ReadinessLaws, WhatIsDecidedStaysDecided, ()) {
  v1::CheckReadinessRequest request = ArbitraryRequest(false);
  DeclareOpen(0, &request);
  const v1::CheckReadinessResponse before = Check(request);
  AnswerOpen(request.mutable_assessment());
  DeclareOpen(1, &request);
  const v1::CheckReadinessResponse after = Check(request);
  RC_CLASSIFY(before.verdict() == v1::VERDICT_MET, "met");
  RC_CLASSIFY(before.verdict() == v1::VERDICT_NOT_MET, "not met");
  RC_CLASSIFY(before.bounds().open() > 0 && !before.bounds().settled(),
              "open level");
  RC_ASSERT(before.conditions_size() == after.conditions_size());
  for (const auto& row : before.conditions()) {
    if (row.verdict() == v1::VERDICT_UNDECIDED) continue;
    RC_ASSERT(VerdictOf(after, row.condition_id()) == row.verdict());
  }
  if (before.verdict() != v1::VERDICT_UNDECIDED) {
    RC_ASSERT(after.verdict() == before.verdict());
  }
}

RC_GTEST_PROP(ReadinessLaws, TheWholeFollowsFromItsParts, ()) {
  v1::CheckReadinessRequest request = ArbitraryRequest(false);
  DeclareOpen(0, &request);
  const v1::CheckReadinessResponse response = Check(request);
  std::map<v1::Verdict, std::vector<std::string>> ids;
  // Levels first, then the others, each in the order of the track.
  for (const bool levels : {true, false}) {
    for (const auto& row : response.conditions()) {
      if (row.alternative_to().empty() && (row.level() > 0) == levels) {
        ids[row.verdict()].push_back(row.condition_id());
      }
    }
  }
  const v1::Verdict whole =
      !ids[v1::VERDICT_NOT_MET].empty()     ? v1::VERDICT_NOT_MET
      : !ids[v1::VERDICT_UNDECIDED].empty() ? v1::VERDICT_UNDECIDED
                                            : v1::VERDICT_MET;
  RC_ASSERT(response.verdict() == whole);
  const std::vector<std::string> binding(
      response.binding_condition_ids().begin(),
      response.binding_condition_ids().end());
  RC_ASSERT(binding == (whole == v1::VERDICT_MET ? std::vector<std::string>()
                                                 : ids[whole]));
}

RC_GTEST_PROP(ReadinessLaws, TheRepairReachesTheLevel, ()) {
  v1::CheckReadinessRequest request = ArbitraryRequest(true);
  const v1::CheckReadinessResponse before = Check(request);
  const bool missed =
      std::any_of(before.conditions().begin(), before.conditions().end(),
                  [&](const auto& row) {
                    return row.level() > before.bounds().best().level() &&
                           row.verdict() != v1::VERDICT_MET;
                  });
  RC_CLASSIFY(missed, "missed");
  RC_ASSERT(before.has_repair() == missed);
  std::map<std::string, v1::Grade> raised;
  for (const v1::Raise& raise : before.repair().raises()) {
    raised[raise.requirement_id()] = raise.to();
  }
  for (auto& answer :
       *request.mutable_assessment()->mutable_list()->mutable_answers()) {
    const auto to = raised.find(answer.requirement_id());
    if (to == raised.end()) continue;
    RC_ASSERT(answer.grade() < to->second);
    answer.set_grade(to->second);
  }
  const v1::CheckReadinessResponse after = Check(request);
  RC_ASSERT(!after.has_repair());
  for (const auto& row : after.conditions()) {
    if (row.level() > 0) RC_ASSERT(row.reason() == "level_reached");
  }
}

}  // namespace
}  // namespace cmmm::test
