#include <google/protobuf/util/message_differencer.h>

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "engine/base/utf8.h"
#include "service/documents/documents.h"

namespace cmmm::service {
namespace {

using google::protobuf::util::MessageDifferencer;

constexpr int kMaxParts = 100;
// As scoring takes them.
constexpr size_t kMaxNote = 1000;
constexpr int kMaxEvidence = 10;

// Everything but the order of the domains left out.
bool SameProfile(const v1::Profile& a, const v1::Profile& b) {
  const std::set<std::string> excluded_a(a.excluded_domain_ids().begin(),
                                         a.excluded_domain_ids().end());
  const std::set<std::string> excluded_b(b.excluded_domain_ids().begin(),
                                         b.excluded_domain_ids().end());
  return a.weight_set() == b.weight_set() && excluded_a == excluded_b &&
         a.assess_up_to_level() == b.assess_up_to_level();
}

Violations CheckParts(const v1::JoinAssessmentsRequest& request) {
  Violations violations;
  const int count = request.parts_size();
  if (count == 0) {
    violations.Add("parts", "join.no_parts", "", "there is no part");
  } else if (count > kMaxParts) {
    violations.Add("parts", "join.too_many_parts", absl::StrCat(count),
                   absl::StrCat("more than ", kMaxParts, " parts"));
  }
  for (int i = 0; i < std::min(count, kMaxParts); ++i) {
    const v1::ScoreRequest& first = request.parts(0).assessment();
    const v1::ScoreRequest& part = request.parts(i).assessment();
    const std::string field = absl::StrCat("parts[", i, "].assessment.");
    if (part.has_packed()) {
      violations.Add(field + "packed", "join.packed_answers", "",
                     "packed answers have no ids to be joined by");
    }
    if (part.model().id() != first.model().id() ||
        part.model().version() != first.model().version()) {
      violations.Add(
          field + "model", "join.other_model",
          absl::StrCat(part.model().id(), "@", part.model().version()),
          "not the model of the first part");
    }
    if (!SameProfile(part.profile(), first.profile())) {
      violations.Add(field + "profile", "join.other_profile",
                     part.profile().weight_set(),
                     "not the profile of the first part");
    }
  }
  return violations;
}

// Nothing set, or GRADE_UNSPECIFIED.
bool IsOpen(const v1::Answer& answer) {
  return !answer.has_not_applicable() &&
         answer.grade() == v1::GRADE_UNSPECIFIED;
}

bool SaysAnything(const v1::Answer& answer) {
  return !IsOpen(answer) || !answer.note().empty() ||
         answer.evidence_size() > 0;
}

// The grade, or the reason why it does not apply.
bool SameValue(const v1::Answer& a, const v1::Answer& b) {
  return a.value_case() == b.value_case() && a.grade() == b.grade() &&
         a.not_applicable().reason() == b.not_applicable().reason();
}

// Adds what the other answer has and this one lacks. False: they contradict
// each other.
bool Take(const v1::Answer& other, v1::Answer* joined) {
  if (!IsOpen(other)) {
    if (!IsOpen(*joined) && !SameValue(*joined, other)) return false;
    if (other.has_not_applicable()) {
      *joined->mutable_not_applicable() = other.not_applicable();
    } else {
      joined->set_grade(other.grade());
    }
  }
  if (joined->note().empty()) {
    joined->set_note(other.note());
  } else if (!other.note().empty() && joined->note() != other.note()) {
    absl::StrAppend(joined->mutable_note(), "\n", other.note());
  }
  for (const v1::Evidence& piece : other.evidence()) {
    const bool is_there =
        absl::c_any_of(joined->evidence(), [&](const v1::Evidence& one) {
          return MessageDifferencer::Equals(one, piece);
        });
    if (!is_there) *joined->add_evidence() = piece;
  }
  return Utf8Characters(joined->note()) <= kMaxNote &&
         joined->evidence_size() <= kMaxEvidence;
}

// What all parts say to one requirement, put together; false: a person has to
// decide.
bool Join(const v1::AnswerConflict& said, v1::Answer* joined) {
  joined->set_requirement_id(said.requirement_id());
  return absl::c_all_of(said.answers(), [&](const v1::PartAnswer& one) {
    return Take(one.answer(), joined);
  });
}

// Everything that is said, requirement by requirement as they first appear.
std::vector<v1::AnswerConflict> Collect(
    const v1::JoinAssessmentsRequest& request) {
  std::vector<v1::AnswerConflict> said;
  absl::flat_hash_map<std::string, size_t> place;
  for (int i = 0; i < request.parts_size(); ++i) {
    for (const auto& answer : request.parts(i).assessment().list().answers()) {
      const auto [found, is_new] =
          place.emplace(answer.requirement_id(), said.size());
      if (is_new) said.emplace_back().set_requirement_id(found->first);
      if (!SaysAnything(answer)) continue;
      v1::PartAnswer* one = said[found->second].add_answers();
      one->set_part(i);
      *one->mutable_answer() = answer;
    }
  }
  return said;
}

}  // namespace

std::optional<Refusal> JoinAssessments(
    const Catalog&, const v1::JoinAssessmentsRequest& request,
    v1::JoinAssessmentsResponse* response) {
  Violations violations = CheckParts(request);
  if (!violations.empty()) {
    return RefuseViolations("INVALID_PARTS", "the parts cannot be joined",
                            std::move(violations));
  }
  *response->mutable_assessment() = request.parts(0).assessment();
  auto* list = response->mutable_assessment()->mutable_list();
  list->Clear();
  for (v1::AnswerConflict& said : Collect(request)) {
    v1::Answer* joined = list->add_answers();
    if (Join(said, joined)) continue;
    joined->Clear();
    joined->set_requirement_id(said.requirement_id());
    response->add_conflicts()->Swap(&said);
  }
  return std::nullopt;
}

}  // namespace cmmm::service
