#include "excel/join_assessments.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "engine/base/grade_code.h"
#include "engine/base/utf8.h"
#include "excel/limits.h"

namespace cmmm::excel {
namespace {

constexpr size_t kShown = 200;  // bytes of a value in a message
constexpr size_t kShort = 38;   // bytes of one of the two in one value

bool IsOpen(const v1::Answer& answer) {
  return !answer.has_not_applicable() &&
         answer.grade() == v1::GRADE_UNSPECIFIED;
}

// Both; what is in the first already stands there once.
std::string Joined(const std::string& first, const std::string& second,
                   const char* between) {
  if (second.empty()) return first;
  if (first.empty()) return second;
  for (const absl::string_view piece : absl::StrSplit(first, between)) {
    if (piece == second) return first;
  }
  return absl::StrCat(first, between, second);
}

std::string ModelName(const v1::ScoreRequest& request) {
  return absl::StrCat(request.model().id(), "@", request.model().version());
}

std::string ExcludedOf(const v1::ScoreRequest& request) {
  const auto& ids = request.profile().excluded_domain_ids();
  std::vector<std::string> sorted(ids.begin(), ids.end());
  std::sort(sorted.begin(), sorted.end());
  return absl::StrJoin(sorted, ", ");
}

class Joiner {
 public:
  Joiner(const v1::ModelDefinition& model,
         const std::vector<AssessmentPart>& parts)
      : model_(model), parts_(parts) {}

  Outcome<v1::ScoreRequest> Join() {
    whole_ = parts_[0].request;
    whole_.mutable_list()->clear_answers();
    for (const AssessmentPart& part : parts_) CompareScope(part);
    if (violations_.empty()) {
      for (const AssessmentPart& part : parts_) JoinInfo(part);
      for (const AssessmentPart& part : parts_) {
        for (const v1::Answer& answer : part.request.list().answers()) {
          JoinAnswer(part, answer);
        }
      }
    }
    if (!violations_.empty()) {
      return RefuseViolations("PARTS_DISAGREE", "the parts cannot be joined",
                              std::move(violations_));
    }
    for (const auto& item : model_.requirements()) {
      const auto found = joined_.find(item.id());
      if (found == joined_.end()) continue;
      *whole_.mutable_list()->add_answers() = found->second.answer;
    }
    return std::move(whole_);
  }

 private:
  struct JoinedAnswer {
    v1::Answer answer;
    const AssessmentPart* part = nullptr;  // whose value it is
  };

  static std::string PlaceOf(const AssessmentPart& part,
                             const std::string& id) {
    const auto found = part.places.find(id);
    return absl::StrCat(part.name, ": ",
                        found == part.places.end() ? id : found->second);
  }

  // Both places and both values, also where only the rule is put into words.
  void AddConflict(const std::string& place, absl::string_view rule,
                   const std::string& other_place, const std::string& other,
                   const std::string& value) {
    violations_.Add(
        absl::StrCat(place, " ≠ ", other_place), rule,
        absl::StrCat(Printable(value, kShort), " ≠ ", Printable(other, kShort)),
        absl::StrCat("`", Printable(value, kShown), "`, but `",
                     Printable(other, kShown), "` in ", other_place));
  }

  // Whether the part asks what the first asks.
  void CompareScope(const AssessmentPart& part) {
    const AssessmentPart& first = parts_[0];
    const auto compare = [&](absl::string_view rule, const std::string& value,
                             const std::string& expected) {
      if (value == expected) return;
      AddConflict(part.name, rule, first.name, expected, value);
    };
    const v1::Profile& profile = part.request.profile();
    const v1::Profile& expected = first.request.profile();
    compare("join.model", ModelName(part.request), ModelName(first.request));
    compare("join.weights", profile.weight_set(), expected.weight_set());
    compare("join.excluded", ExcludedOf(part.request),
            ExcludedOf(first.request));
    compare("join.up_to", absl::StrCat(profile.assess_up_to_level()),
            absl::StrCat(expected.assess_up_to_level()));
  }

  // The parts before this one.
  std::string PartsBefore(const AssessmentPart& part) const {
    std::vector<std::string> names;
    for (const AssessmentPart& other : parts_) {
      if (&other == &part) break;
      names.push_back(other.name);
    }
    return absl::StrJoin(names, ", ");
  }

  // Of what there is one only.
  void JoinOne(const AssessmentPart& part, const std::string& value,
               std::string* joined) {
    if (joined->empty()) *joined = value;
    if (value.empty() || value == *joined) return;
    AddConflict(part.name, "join.info", PartsBefore(part), *joined, value);
  }

  void JoinInfo(const AssessmentPart& part) {
    if (!part.request.has_info()) return;
    const v1::AssessmentInfo& info = part.request.info();
    v1::AssessmentInfo* whole = whole_.mutable_info();
    JoinOne(part, info.enterprise_name(), whole->mutable_enterprise_name());
    JoinOne(part, info.unified_social_credit_code(),
            whole->mutable_unified_social_credit_code());
    JoinOne(part, info.industry(), whole->mutable_industry());
    JoinOne(part, info.region(), whole->mutable_region());
    // ISO days: the later is the greater.
    whole->set_assessed_on(std::max(whole->assessed_on(), info.assessed_on()));
    AppendOnce(part, info.assessor(), "、", whole->mutable_assessor());
    AppendOnce(part, info.contact(), "、", whole->mutable_contact());
    AppendOnce(part, info.remarks(), "\n", whole->mutable_remarks());
  }

  void AppendOnce(const AssessmentPart& part, const std::string& value,
                  const char* between, std::string* joined) {
    if (&part != &parts_[0]) *joined = Joined(*joined, value, between);
    CheckLength(part.name, *joined);
  }

  void JoinAnswer(const AssessmentPart& part, const v1::Answer& answer) {
    const std::string& id = answer.requirement_id();
    const auto [found, is_new] = joined_.try_emplace(id);
    JoinedAnswer& joined = found->second;
    if (is_new) {
      joined = {answer, &part};
      return;
    }
    if (!IsOpen(answer)) JoinValue(part, answer, &joined);
    v1::Answer* whole = &joined.answer;
    whole->set_note(Joined(whole->note(), answer.note(), "\n"));
    CheckLength(PlaceOf(part, id), whole->note());
    JoinEvidence(part, answer, whole);
  }

  void JoinValue(const AssessmentPart& part, const v1::Answer& answer,
                 JoinedAnswer* joined) {
    v1::Answer* whole = &joined->answer;
    if (IsOpen(*whole)) {
      if (answer.has_not_applicable()) {
        *whole->mutable_not_applicable() = answer.not_applicable();
      } else {
        whole->set_grade(answer.grade());
      }
      joined->part = &part;
      return;
    }
    const std::string& id = answer.requirement_id();
    const bool same_kind =
        answer.has_not_applicable() == whole->has_not_applicable();
    if (!same_kind || answer.grade() != whole->grade()) {
      AddConflict(PlaceOf(part, id), "join.answer", PlaceOf(*joined->part, id),
                  ValueOf(*whole), ValueOf(answer));
    } else if (answer.not_applicable().reason() !=
               whole->not_applicable().reason()) {
      AddConflict(PlaceOf(part, id), "join.reason", PlaceOf(*joined->part, id),
                  whole->not_applicable().reason(),
                  answer.not_applicable().reason());
    }
  }

  void JoinEvidence(const AssessmentPart& part, const v1::Answer& answer,
                    v1::Answer* whole) {
    for (const v1::Evidence& piece : answer.evidence()) {
      const auto& known = whole->evidence();
      if (std::none_of(known.begin(), known.end(),
                       [&](const v1::Evidence& other) {
                         return other.text() == piece.text() &&
                                other.link() == piece.link();
                       })) {
        *whole->add_evidence() = piece;
      }
    }
    if (whole->evidence_size() > kMaxPieces) {
      violations_.Add(PlaceOf(part, answer.requirement_id()), "join.too_much",
                      "",
                      absl::StrCat("with the parts before it more than ",
                                   kMaxPieces, " pieces of evidence"));
    }
  }

  void CheckLength(const std::string& place, const std::string& text) {
    if (Utf8Characters(text) <= kMaxCharacters) return;
    violations_.Add(place, "join.too_much", "",
                    absl::StrCat("with the parts before it more than ",
                                 kMaxCharacters, " characters"));
  }

  // In the words of the model.
  std::string ValueOf(const v1::Answer& answer) const {
    if (answer.has_not_applicable()) return "不适用 / not applicable";
    for (const auto& grade : model_.grades()) {
      if (grade.grade() != answer.grade()) continue;
      return absl::StrCat(grade.name().zh(), " / ", grade.name().en());
    }
    return "";
  }

  const v1::ModelDefinition& model_;
  const std::vector<AssessmentPart>& parts_;
  v1::ScoreRequest whole_;
  std::map<std::string, JoinedAnswer> joined_;  // by requirement
  Violations violations_;
};

}  // namespace

void UnpackAnswers(const v1::ModelDefinition& model,
                   v1::ScoreRequest* request) {
  if (!request->has_packed()) return;
  const std::string grades = request->packed().grades();
  v1::AnswerList* list = request->mutable_list();  // takes the oneof over
  for (int i = 0; i < model.requirements_size(); ++i) {
    const auto code = static_cast<GradeCode>(grades[static_cast<size_t>(i)]);
    if (code == kOpen) continue;
    v1::Answer* answer = list->add_answers();
    answer->set_requirement_id(model.requirements(i).id());
    if (code == kNotApplicable) {
      answer->mutable_not_applicable();
    } else {
      answer->set_grade(static_cast<v1::Grade>(code));
    }
  }
}

Outcome<v1::ScoreRequest> JoinAssessments(
    const v1::ModelDefinition& model,
    const std::vector<AssessmentPart>& parts) {
  return Joiner(model, parts).Join();
}

}  // namespace cmmm::excel
