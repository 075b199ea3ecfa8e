#include "excel/join_assessments.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/base/plain_text.h"
#include "engine/base/utf8.h"
#include "excel/layout.h"
#include "excel/limits.h"
#include "excel/part_values.h"
#include "texts/list_in_text.h"
#include "texts/rule_texts.h"

namespace cmmm::excel {
namespace {

constexpr size_t kShown = 200;  // bytes of a value in a message
// The same of one of the two in one value, which has kMaxValueBytes.
constexpr size_t kShort = 37;

bool IsOpen(const v1::Answer& answer) {
  return !answer.has_not_applicable() &&
         answer.grade() == v1::GRADE_UNSPECIFIED;
}

// Both; what is in the first already stands there once.
std::string Joined(const std::string& first, const std::string& second,
                   const char* between) {
  if (second.empty()) return first;
  if (first.empty()) return second;
  const auto whole = [&](const std::string& text) {
    return absl::StrCat(between, text, between);
  };
  if (absl::StrContains(whole(first), whole(second))) return first;
  return absl::StrCat(first, between, second);
}

std::string ModelName(const v1::ScoreRequest& request) {
  return absl::StrCat(request.model().id(), "@", request.model().version());
}

// What parts say of one thing, and where.
struct JoinedText {
  std::string text;
  std::vector<std::string> places;
  bool refused = false;  // as too long
};

class Joiner {
 public:
  Joiner(const v1::ModelDefinition& model,
         const std::vector<AssessmentPart>& parts)
      : model_(model), parts_(parts) {}

  Outcome<v1::ScoreRequest> Join() {
    whole_ = parts_[0].request;
    whole_.mutable_list()->clear_answers();
    whole_.mutable_model()->clear_digest();
    whole_.clear_info();
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
      found->second.answer.set_note(found->second.note.text);
      *whole_.mutable_list()->add_answers() = std::move(found->second.answer);
    }
    return std::move(whole_);
  }

 private:
  struct JoinedAnswer {
    v1::Answer answer;
    const AssessmentPart* part = nullptr;  // whose value it is
    JoinedText note;
    std::vector<std::string> evidence_places;
  };

  static std::string PlaceOf(const AssessmentPart& part,
                             const std::string& what) {
    const auto found = part.places.find(what);
    return absl::StrCat(part.name,
                        found == part.places.end() ? what : found->second);
  }

  // The cell of a reason is that of the note.
  static std::string PlaceOfReason(const AssessmentPart& part,
                                   const std::string& id) {
    const auto found = part.places.find(id + ".note");
    return absl::StrCat(part.name, found == part.places.end()
                                       ? id + ".not_applicable.reason"
                                       : found->second);
  }

  // Both places and both values, in the words of the model where it has some.
  void AddConflict(const std::string& place, absl::string_view rule,
                   const std::string& other_place, absl::string_view what,
                   const Said& value, const Said& other) {
    const std::string shown = BothShown(value.value, other.value, kShown);
    Violation conflict{absl::StrCat(place, " ≠ ", other_place),
                       std::string(rule),
                       BothShown(value.value, other.value, kShort),
                       absl::StrCat(what, ": ", shown)};
    if (!value.name.en.empty()) {
      absl::StrAppend(&conflict.message, texts::kTheySay, place, " = ",
                      value.name.en, ", ", other_place, " = ", other.name.en);
      conflict.there_are_zh = absl::StrCat(place, " = ", value.name.zh, "，",
                                           other_place, " = ", other.name.zh);
    }
    violations_.Add(std::move(conflict));
  }

  // Whether the part asks what the first asks.
  void CompareScope(const AssessmentPart& part) {
    const AssessmentPart& first = parts_[0];
    const auto compare = [&](Field field, absl::string_view rule,
                             absl::string_view what, const Said& value,
                             const Said& expected) {
      if (value.value == expected.value) return;
      const std::string path(FieldPath(field));
      AddConflict(PlaceOf(part, path), rule, PlaceOf(first, path), what, value,
                  expected);
    };
    const bool same_name = ModelName(part.request) == ModelName(first.request);
    compare(Field::kVersion, "join.model",
            "the parts are about different models", {ModelName(part.request)},
            {ModelName(first.request)});
    if (same_name) {
      compare(Field::kDigest, "join.model",
              "the parts were made for two models of one name and version, by "
              "their digests",
              {part.digest}, {first.digest});
    }
    compare(Field::kWeights, "join.weights",
            "the parts have different weight sets",
            WeightsOf(model_, part.request), WeightsOf(model_, first.request));
    compare(Field::kExcluded, "join.excluded",
            "the parts leave out different domains",
            DomainsOf(model_, part.request), DomainsOf(model_, first.request));
    compare(Field::kUpTo, "join.up_to",
            "the parts are assessed up to different levels",
            UpToOf(model_, part.request), UpToOf(model_, first.request));
  }

  // Of what there is one only. `part` is whose it is.
  void JoinOne(const AssessmentPart& part, Field field, absl::string_view what,
               const std::string& said, std::string* joined) {
    const std::string value(TrimBlanks(said));
    if (value.empty()) return;
    const auto [whose, is_new] = info_parts_.try_emplace(field, &part);
    if (is_new) *joined = value;
    if (value == *joined) return;
    const std::string path(FieldPath(field));
    AddConflict(PlaceOf(part, path), "join.info", PlaceOf(*whose->second, path),
                what, {value}, {*joined});
  }

  void JoinInfo(const AssessmentPart& part) {
    if (!part.request.has_info()) return;
    const v1::AssessmentInfo& info = part.request.info();
    v1::AssessmentInfo* whole = whole_.mutable_info();
    JoinOne(part, Field::kEnterprise, "the parts name different enterprises",
            info.enterprise_name(), whole->mutable_enterprise_name());
    JoinOne(part, Field::kEnterpriseId, "the parts have different credit codes",
            info.unified_social_credit_code(),
            whole->mutable_unified_social_credit_code());
    JoinOne(part, Field::kIndustry, "the parts name different industries",
            info.industry(), whole->mutable_industry());
    JoinOne(part, Field::kRegion, "the parts name different regions",
            info.region(), whole->mutable_region());
    // ISO days: the later is the greater.
    whole->set_assessed_on(std::max(whole->assessed_on(), info.assessed_on()));
    Append(PlaceOf(part, std::string(FieldPath(Field::kAssessor))), "assessors",
           info.assessor(), "、", &assessors_);
    Append(PlaceOf(part, std::string(FieldPath(Field::kContact))), "contacts",
           info.contact(), "、", &contacts_);
    Append(PlaceOf(part, std::string(FieldPath(Field::kRemarks))), "remarks",
           info.remarks(), "\n", &remarks_);
    whole->set_assessor(assessors_.text);
    whole->set_contact(contacts_.text);
    whole->set_remarks(remarks_.text);
  }

  // `what` is what its characters are of.
  void Append(const std::string& place, absl::string_view what,
              const std::string& said, const char* between,
              JoinedText* joined) {
    const std::string text =
        Joined(joined->text, std::string(TrimBlanks(said)), between);
    if (joined->refused || text == joined->text) return;
    joined->text = text;
    joined->places.insert(joined->places.begin(), place);
    if (Utf8Characters(text) <= kMaxCharacters) return;
    joined->refused = true;
    AddTooMuch(joined->places, absl::StrCat("the ", what,
                                            " of the parts have together more "
                                            "than ",
                                            kMaxCharacters, " characters"));
  }

  void AddTooMuch(const std::vector<std::string>& places, std::string message) {
    violations_.Add(absl::StrJoin(places, " + "), "join.too_much", "",
                    std::move(message));
  }

  void JoinAnswer(const AssessmentPart& part, const v1::Answer& answer) {
    const std::string& id = answer.requirement_id();
    JoinedAnswer& joined = joined_[id];
    joined.answer.set_requirement_id(id);
    if (!IsOpen(answer)) JoinValue(part, answer, &joined);
    Append(PlaceOf(part, id + ".note"), "notes", answer.note(), "\n",
           &joined.note);
    JoinEvidence(part, answer, &joined);
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
    const std::string& reason = answer.not_applicable().reason();
    const std::string& known = whole->not_applicable().reason();
    const bool same_kind =
        answer.has_not_applicable() == whole->has_not_applicable();
    if (!same_kind || answer.grade() != whole->grade()) {
      AddConflict(PlaceOf(part, id), "join.answer", PlaceOf(*joined->part, id),
                  "the parts answer one question differently, as scores",
                  ValueOf(model_, answer), ValueOf(model_, *whole));
    } else if (TrimBlanks(reason) != TrimBlanks(known)) {
      AddConflict(PlaceOfReason(part, id), "join.reason",
                  PlaceOfReason(*joined->part, id),
                  "the parts say differently why it is not applicable",
                  {std::string(TrimBlanks(reason))},
                  {std::string(TrimBlanks(known))});
    }
  }

  void JoinEvidence(const AssessmentPart& part, const v1::Answer& answer,
                    JoinedAnswer* joined) {
    auto* whole = joined->answer.mutable_evidence();
    const int before = whole->size();
    for (const v1::Evidence& piece : answer.evidence()) {
      if (std::none_of(whole->begin(), whole->end(),
                       [&](const v1::Evidence& other) {
                         return other.text() == piece.text() &&
                                other.link() == piece.link();
                       })) {
        *whole->Add() = piece;
      }
    }
    if (whole->size() == before || before > kMaxPieces) return;
    joined->evidence_places.insert(
        joined->evidence_places.begin(),
        PlaceOf(part, answer.requirement_id() + ".evidence"));
    if (whole->size() <= kMaxPieces) return;
    AddTooMuch(joined->evidence_places,
               absl::StrCat("the parts have together more than ", kMaxPieces,
                            " pieces of evidence"));
  }

  const v1::ModelDefinition& model_;
  const std::vector<AssessmentPart>& parts_;
  v1::ScoreRequest whole_;
  std::map<Field, const AssessmentPart*> info_parts_;  // whose it is
  JoinedText assessors_;
  JoinedText contacts_;
  JoinedText remarks_;
  std::map<std::string, JoinedAnswer> joined_;  // by requirement
  Violations violations_;
};

}  // namespace

Outcome<v1::ScoreRequest> JoinAssessments(
    const v1::ModelDefinition& model,
    const std::vector<AssessmentPart>& parts) {
  return Joiner(model, parts).Join();
}

}  // namespace cmmm::excel
