#include "engine/answers/bind.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "engine/base/count_where.h"
#include "engine/base/plain_text.h"
#include "engine/base/utf8.h"
#include "engine/model/parts.h"
#include "engine/request/check_texts.h"

namespace cmmm {
namespace {

constexpr int kNeverGiven = -1;

// Binds one kind of input and keeps what both kinds share.
class Binder {
 public:
  Binder(const QuestionScope& questions, absl::string_view path,
         Violations* violations)
      : questions_(questions),
        model_(*questions.model),
        path_(path),
        violations_(violations) {}

  void BindList(const std::vector<GivenAnswer>& list) {
    bound_.codes.assign(model_.requirement_count(), kOpen);
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
                         " is answered already by entry ", given_at[item]),
            item);
        continue;
      }
      given_at[item] = i;
      BindEntry(list[i], item, i);
    }
  }

  void BindPacked(absl::string_view packed) {
    const auto count = static_cast<size_t>(model_.requirement_count());
    if (packed.size() != count) {
      bound_.codes.assign(count, kOpen);
      Add("packed.grades", "answer.packed_size", absl::StrCat(packed.size()),
          absl::StrCat("must be ", count, " bytes, one per requirement, got ",
                       packed.size()));
      unreadable_ = true;
      return;
    }
    const auto* codes = reinterpret_cast<const GradeCode*>(packed.data());
    bound_.codes.assign(codes, codes + packed.size());
    const size_t rare =
        CountWhere(count, [codes](size_t i) { return codes[i] > kFully; });
    for (size_t i = 0; rare > 0 && i < count; ++i) {
      if (bound_.codes[i] > kFully) BindRarePacked(static_cast<int>(i));
    }
  }

  // Counts what is in scope; adds what is missing there.
  BoundAnswers Finish(bool refuse_open, absl::string_view open_field) {
    Count();
    if (bound_.unanswered > 0 && refuse_open && !unreadable_) {
      AddMissing(open_field);
    }
    for (int k = 0; k < questions_.assessed_levels; ++k) {
      if (LevelHasItems(k)) continue;
      Add(std::string(open_field), "answer.level_without_items",
          absl::StrCat(k + 1),
          absl::StrCat("every requirement of level ", k + 1,
                       " is not applicable; the level cannot be decided"));
    }
    return std::move(bound_);
  }

 private:
  void Count() {
    const uint8_t* asked = questions_.scope->asked_at_level.data();
    const GradeCode* codes = bound_.codes.data();
    const auto levels = static_cast<uint8_t>(questions_.assessed_levels);
    const auto count = [&](auto is) {
      return static_cast<int>(CountWhere(bound_.codes.size(), is));
    };
    bound_.unanswered = count(
        [=](size_t i) { return (asked[i] < levels) & (codes[i] == kOpen); });
    bound_.not_applicable = count([=](size_t i) {
      return (asked[i] < levels) & (codes[i] == kNotApplicable);
    });
    bound_.answered = count(
        [=](size_t i) { return (asked[i] < levels) & IsGraded(codes[i]); });
    bound_.out_of_scope = count(
        [=](size_t i) { return (asked[i] >= levels) & (codes[i] != kOpen); });
  }

  // Whether an item of level index `k` is asked for and applies.
  bool LevelHasItems(int k) const {
    const std::vector<int>& items = questions_.scope->items_up_to;
    if (items[k + 1] == items[k]) return false;
    if (bound_.not_applicable == 0) return true;
    for (int i = 0; i < model_.requirement_count(); ++i) {
      if (questions_.scope->asked_at_level[i] == k &&
          bound_.codes[i] != kNotApplicable) {
        return true;
      }
    }
    return false;
  }

  int FindRequirement(absl::string_view id, int expected) const {
    if (expected < model_.requirement_count() &&
        model_.requirements[expected].id == id) {
      return expected;
    }
    return cmmm::FindRequirement(model_, id);
  }

  // A packed byte that is no grade: `not applicable`, or no code at all.
  void BindRarePacked(int i) {
    const GradeCode code = std::exchange(bound_.codes[i], kOpen);
    const ModelRequirement& item = model_.requirements[i];
    const std::string field = absl::StrCat("packed.grades[", i, "]");
    if (code != kNotApplicable) {
      AddGradeRange(field, code, i);
      invalid_.insert(i);
    } else if (!item.may_be_not_applicable) {
      AddRefused(field, i);
      invalid_.insert(i);
    } else {
      bound_.codes[i] = code;
    }
  }

  void AddMissing(absl::string_view field) {
    for (int i = 0; i < model_.requirement_count(); ++i) {
      if (bound_.codes[i] != kOpen || !InScope(questions_, i) ||
          invalid_.contains(i)) {
        continue;
      }
      const std::string& id = model_.requirements[i].id;
      Add(std::string(field), "answer.missing", id,
          absl::StrCat(Quoted(id), " is not answered"), i);
    }
  }

  void BindEntry(const GivenAnswer& entry, int item, int index) {
    if (!TryEntry(entry, item, index)) {
      invalid_.insert(item);
      return;
    }
    bound_.codes[item] = entry.not_applicable
                             ? kNotApplicable
                             : static_cast<GradeCode>(entry.grade);
  }

  // Whether the value of an entry may stand; adds why not.
  bool TryEntry(const GivenAnswer& entry, int item, int index) {
    const ModelRequirement& requirement = model_.requirements[item];
    if (!entry.not_applicable) {
      if (entry.grade >= kOpen && entry.grade <= kFully) return true;
      AddGradeRange(Entry(index, "grade"), entry.grade, item);
      return false;
    }
    const std::string reason = Entry(index, "not_applicable.reason");
    if (!requirement.may_be_not_applicable) {
      AddRefused(Entry(index, "not_applicable"), item);
    } else if (TrimBlanks(entry.reason).empty()) {
      Add(reason, "answer.reason_missing", "",
          absl::StrCat(Quoted(requirement.id),
                       " is not applicable without a reason"),
          item);
    } else if (const size_t length = Utf8Characters(entry.reason);
               length > kMaxWrittenCharacters) {
      Add(reason, "answer.reason_too_long", entry.reason,
          absl::StrCat("at most ", kMaxWrittenCharacters, " characters, got ",
                       length),
          item);
    } else {
      return true;
    }
    return false;
  }

  static std::string Entry(int index, absl::string_view field) {
    return absl::StrCat("list.answers[", index, "].", field);
  }

  void AddGradeRange(const std::string& field, int code, int item) {
    Add(field, "answer.grade_range", absl::StrCat(code),
        absl::StrCat("the grade of ", Quoted(model_.requirements[item].id),
                     " is out of range: ", code),
        item);
  }

  void AddRefused(const std::string& field, int item) {
    const std::string& id = model_.requirements[item].id;
    Add(field, "answer.not_applicable_refused", id,
        absl::StrCat("the model does not let ", Quoted(id),
                     " be not applicable"),
        item);
  }

  // `item` is the requirement it is about, -1 when it is about none.
  void Add(const std::string& field, absl::string_view rule,
           absl::string_view value, std::string message, int item = -1) {
    violations_->Add(absl::StrCat(path_, field), rule, value,
                     std::move(message), item);
  }

  const QuestionScope& questions_;
  const CompiledModel& model_;
  absl::string_view path_;
  Violations* violations_;
  BoundAnswers bound_;
  // Answered, but wrongly: already reported, so not missing as well.
  absl::flat_hash_set<int> invalid_;
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
    CheckWrittenTexts(given.texts, path, violations);
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
