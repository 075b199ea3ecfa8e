#include "engine/answers/bind.h"

#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "engine/base/utf8.h"

namespace cmmm {
namespace {

constexpr int kNeverGiven = -1;

std::string Quoted(absl::string_view text) {
  return absl::StrCat("`", Printable(text), "`");
}

// Binds one kind of input and keeps what both kinds share.
class Binder {
 public:
  Binder(const QuestionScope& questions, absl::string_view path,
         Violations* violations)
      : questions_(questions),
        model_(*questions.model),
        path_(path),
        violations_(violations) {
    bound_.codes.assign(model_.requirement_count(), kOpen);
  }

  void BindList(const std::vector<GivenAnswer>& list) {
    std::vector<int> given_at(model_.requirement_count(), kNeverGiven);
    int expected = 0;  // lists in model order are found without a look-up
    for (int i = 0; i < static_cast<int>(list.size()); ++i) {
      const int item = FindRequirement(list[i].requirement_id, expected);
      if (item < 0) {
        Add(Entry(i, "requirement_id"), "answer.unknown_requirement",
            list[i].requirement_id,
            absl::StrCat(Quoted(list[i].requirement_id),
                         " is no requirement of ", model_.id));
        continue;
      }
      expected = item + 1;
      if (given_at[item] != kNeverGiven) {
        Add(Entry(i, "requirement_id"), "answer.duplicate",
            list[i].requirement_id,
            absl::StrCat(Quoted(list[i].requirement_id),
                         " is answered already by entry ", given_at[item]));
        continue;
      }
      given_at[item] = i;
      BindEntry(list[i], item, i);
    }
  }

  void BindPacked(absl::string_view packed) {
    if (packed.size() != bound_.codes.size()) {
      Add("packed.grades", "answer.packed_size", absl::StrCat(packed.size()),
          absl::StrCat("must be ", bound_.codes.size(),
                       " bytes, one per requirement, got ", packed.size()));
      unreadable_ = true;
      return;
    }
    for (size_t i = 0; i < packed.size(); ++i) {
      const auto code = static_cast<GradeCode>(packed[i]);
      const ModelRequirement& item = model_.requirements[i];
      invalid_[i] = true;
      if (code >= kGradeCodes) {
        AddGradeRange(absl::StrCat("packed.grades[", i, "]"), code, item);
      } else if (code == kNotApplicable && !item.may_be_not_applicable) {
        AddRefused(absl::StrCat("packed.grades[", i, "]"), item);
      } else {
        Keep(static_cast<int>(i), code);
      }
    }
  }

  // Counts what is in scope; adds what is missing there.
  BoundAnswers Finish(bool refuse_open, absl::string_view open_field) {
    std::vector<uint8_t> level_has_items(questions_.assessed_levels, 0);
    for (int i = 0; i < model_.requirement_count(); ++i) {
      const ModelRequirement& item = model_.requirements[i];
      const GradeCode code = bound_.codes[i];
      if (!InScope(questions_, item)) {
        bound_.out_of_scope += code == kOpen ? 0 : 1;
        continue;
      }
      if (code != kNotApplicable) level_has_items[item.level_index] = 1;
      if (code == kOpen) {
        ++bound_.unanswered;
        if (refuse_open && !unreadable_ && !invalid_[i]) {
          Add(std::string(open_field), "answer.missing", item.id,
              absl::StrCat(Quoted(item.id), " is not answered"));
        }
      } else {
        ++(code == kNotApplicable ? bound_.not_applicable : bound_.answered);
      }
    }
    for (int k = 0; k < questions_.assessed_levels; ++k) {
      if (level_has_items[k] != 0) continue;
      Add(std::string(open_field), "answer.level_without_items",
          absl::StrCat(k + 1),
          absl::StrCat("every requirement of level ", k + 1,
                       " is not applicable; the level cannot be decided"));
    }
    return std::move(bound_);
  }

 private:
  int FindRequirement(absl::string_view id, int expected) const {
    if (expected < model_.requirement_count() &&
        model_.requirements[expected].id == id) {
      return expected;
    }
    const auto found = model_.requirement_index.find(id);
    return found == model_.requirement_index.end() ? -1 : found->second;
  }

  void BindEntry(const GivenAnswer& entry, int item, int index) {
    const ModelRequirement& requirement = model_.requirements[item];
    invalid_[item] = true;
    if (!entry.not_applicable) {
      if (entry.grade != kOpen &&
          (entry.grade < kNot || entry.grade > kFully)) {
        AddGradeRange(Entry(index, "grade"), entry.grade, requirement);
        return;
      }
      Keep(item, static_cast<GradeCode>(entry.grade));
    } else if (!requirement.may_be_not_applicable) {
      AddRefused(Entry(index, "not_applicable"), requirement);
    } else if (absl::StripAsciiWhitespace(entry.reason).empty()) {
      Add(Entry(index, "not_applicable.reason"), "answer.reason_missing", "",
          absl::StrCat(Quoted(requirement.id),
                       " is not applicable without a reason"));
    } else if (Utf8Characters(entry.reason) > kMaxReasonCharacters) {
      Add(Entry(index, "not_applicable.reason"), "answer.reason_too_long",
          entry.reason,
          absl::StrCat("at most ", kMaxReasonCharacters, " characters, got ",
                       Utf8Characters(entry.reason)));
    } else {
      Keep(item, kNotApplicable);
    }
  }

  void Keep(int item, GradeCode code) {
    invalid_[item] = false;
    bound_.codes[item] = code;
  }

  static std::string Entry(int index, absl::string_view field) {
    return absl::StrCat("list.answers[", index, "].", field);
  }

  void AddGradeRange(const std::string& field, int code,
                     const ModelRequirement& item) {
    Add(field, "answer.grade_range", absl::StrCat(code),
        absl::StrCat("the grade of ", Quoted(item.id),
                     " is out of range: ", code));
  }

  void AddRefused(const std::string& field, const ModelRequirement& item) {
    Add(field, "answer.not_applicable_refused", item.id,
        absl::StrCat("the model does not let ", Quoted(item.id),
                     " be not applicable"));
  }

  void Add(const std::string& field, absl::string_view rule,
           absl::string_view value, std::string message) {
    violations_->Add(absl::StrCat(path_, field), rule, value,
                     std::move(message));
  }

  const QuestionScope& questions_;
  const CompiledModel& model_;
  absl::string_view path_;
  Violations* violations_;
  BoundAnswers bound_;
  // Answered, but wrongly: already reported, so not missing as well.
  std::vector<bool> invalid_ = std::vector<bool>(model_.requirement_count());
  bool unreadable_ = false;
};

}  // namespace

Outcome<BoundAnswers> BindAnswers(const QuestionScope& questions,
                                  const GivenAnswers& given, bool refuse_open,
                                  absl::string_view path,
                                  Violations* violations) {
  Binder binder(questions, path, violations);
  if (!given.is_packed) {
    binder.BindList(given.list);
    return binder.Finish(refuse_open, "list.answers");
  }
  const std::string& digest = questions.model->digest;
  if (given.packed_digest != digest) {
    Refusal refusal = Refuse(
        absl::StatusCode::kFailedPrecondition, "MODEL_DIGEST_MISMATCH",
        absl::StrCat(path, "packed.model_digest: the answers are packed for ",
                     Quoted(given.packed_digest), ", but ", questions.model->id,
                     "@", questions.model->version, " is `", digest, "`"));
    refusal.metadata["model_digest"] = digest;
    return refusal;
  }
  binder.BindPacked(given.packed);
  return binder.Finish(refuse_open, "packed.grades");
}

}  // namespace cmmm
