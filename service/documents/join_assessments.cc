#include "excel/join_assessments.h"
#include "excel/list_answers.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "engine/describe_model.h"
#include "engine/evaluate.h"
#include "service/documents/documents.h"
#include "service/documents/within.h"

namespace cmmm::service {
namespace {

constexpr int kMaxParts = 100;

std::string FieldOf(int part) {
  return absl::StrCat("parts[", part, "].assessment.");
}

std::optional<Refusal> CheckShape(const v1::JoinAssessmentsRequest& request) {
  Violations violations;
  const int count = request.parts_size();
  if (count == 0) {
    violations.Add("parts", "join.no_parts", "", "there is no part");
  } else if (count > kMaxParts) {
    violations.Add("parts", "join.too_many_parts", absl::StrCat(count),
                   absl::StrCat("more than ", kMaxParts, " parts"));
  }
  for (int i = 0; i < std::min(count, kMaxParts); ++i) {
    if (!request.parts(i).assessment().has_packed()) continue;
    violations.Add(FieldOf(i) + "packed", "join.packed_answers", "",
                   "packed answers have no ids to be joined by");
  }
  if (violations.empty()) return std::nullopt;
  return RefuseViolations("INVALID_PARTS", "the parts cannot be joined",
                          std::move(violations));
}

// Whether the part can be scored as far as it goes.
// Gives the model that it is scored by.
Outcome<v1::ModelRef> CheckPart(const Catalog& catalog, int index,
                                const v1::ScoreRequest& part) {
  v1::ScoreRequest request = part;
  request.set_unanswered(v1::UNANSWERED_POLICY_BOUNDS);
  request.set_target_level(0);
  request.set_view(v1::VIEW_LEVEL);
  v1::ScoreResponse response;
  if (auto refusal =
          Within(FieldOf(index), Evaluate(catalog, request, &response))) {
    return std::move(*refusal);
  }
  return response.model();
}

// Nothing set, or GRADE_UNSPECIFIED.
bool IsOpen(const v1::Answer& answer) {
  return !answer.has_not_applicable() &&
         answer.grade() == v1::GRADE_UNSPECIFIED;
}

// The grade, or the reason why it does not apply.
bool SameValue(const v1::Answer& a, const v1::Answer& b) {
  return a.value_case() == b.value_case() && a.grade() == b.grade() &&
         a.not_applicable().reason() == b.not_applicable().reason();
}

// What the parts say to a requirement, if it is not one thing. In the order in
// which the requirements first appear.
std::vector<v1::AnswerConflict> FindConflicts(
    const v1::JoinAssessmentsRequest& request) {
  std::vector<v1::AnswerConflict> said;
  absl::flat_hash_map<std::string, size_t> place;
  for (int i = 0; i < request.parts_size(); ++i) {
    for (const auto& answer : request.parts(i).assessment().list().answers()) {
      if (IsOpen(answer)) continue;
      const auto [found, is_new] =
          place.emplace(answer.requirement_id(), said.size());
      if (is_new) said.emplace_back().set_requirement_id(found->first);
      v1::PartAnswer* one = said[found->second].add_answers();
      one->set_part(i);
      *one->mutable_answer() = answer;
    }
  }
  said.erase(std::remove_if(
                 said.begin(), said.end(),
                 [](const v1::AnswerConflict& all) {
                   return absl::c_all_of(all.answers(), [&](const auto& one) {
                     return SameValue(one.answer(), all.answers(0).answer());
                   });
                 }),
             said.end());
  return said;
}

// The fields of its answers, as an AssessmentPart's places.
std::map<std::string, std::string> FieldsOfAnswers(
    const v1::ScoreRequest& part) {
  std::map<std::string, std::string> fields;
  for (int i = 0; i < part.list().answers_size(); ++i) {
    const std::string& id = part.list().answers(i).requirement_id();
    for (const char* field : {"note", "evidence"}) {
      fields[absl::StrCat(id, ".", field)] =
          absl::StrCat("list.answers[", i, "].", field);
    }
  }
  return fields;
}

// The parts without what is in conflict. `digests` are those of their models.
std::vector<excel::AssessmentPart> AgreeingParts(
    const v1::JoinAssessmentsRequest& request,
    const std::vector<v1::AnswerConflict>& conflicts,
    const std::vector<std::string>& digests) {
  absl::flat_hash_set<std::string> open;
  for (const auto& one : conflicts) open.insert(one.requirement_id());
  std::vector<excel::AssessmentPart> parts;
  for (int i = 0; i < request.parts_size(); ++i) {
    excel::AssessmentPart& part = parts.emplace_back();
    part.name = FieldOf(i);
    part.request = request.parts(i).assessment();
    part.digest = digests[static_cast<size_t>(i)];
    part.places = FieldsOfAnswers(part.request);
    auto* answers = part.request.mutable_list()->mutable_answers();
    answers->erase(std::remove_if(answers->begin(), answers->end(),
                                  [&](const v1::Answer& answer) {
                                    return open.count(answer.requirement_id()) >
                                           0;
                                  }),
                   answers->end());
  }
  return parts;
}

}  // namespace

std::optional<Refusal> JoinAssessments(
    const Catalog& catalog, const v1::JoinAssessmentsRequest& request,
    v1::JoinAssessmentsResponse* response) {
  if (auto refusal = CheckShape(request)) return refusal;
  std::vector<std::string> digests;
  for (int i = 0; i < request.parts_size(); ++i) {
    const v1::ScoreRequest& part = request.parts(i).assessment();
    const auto model = CheckPart(catalog, i, part);
    if (!model.ok()) return model.refusal();
    digests.push_back(excel::DigestOf(part, model.value()));
  }
  v1::GetModelRequest get;
  *get.mutable_model() = request.parts(0).assessment().model();
  v1::GetModelResponse model;
  if (auto refusal = DescribeModel(catalog, get, &model)) return refusal;
  v1::JoinAssessmentsRequest named = request;
  for (v1::AssessmentPart& part : *named.mutable_parts()) {
    excel::ListAnswers(model.definition(), part.mutable_assessment());
  }
  auto conflicts = FindConflicts(named);
  auto whole = excel::JoinAssessments(model.definition(),
                                      AgreeingParts(named, conflicts, digests));
  if (!whole.ok()) return std::move(whole.refusal());
  *response->mutable_assessment() = std::move(whole.value());
  for (v1::AnswerConflict& one : conflicts) {
    response->add_conflicts()->Swap(&one);
  }
  return std::nullopt;
}

}  // namespace cmmm::service
