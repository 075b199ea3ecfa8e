#include "engine/answers/bind.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "engine/base/violations.h"
#include "engine/request/check_texts.h"

namespace cmmm {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// Two sub-domains, two levels, one item a cell; all but `a.1.a` may be not
// applicable.
void MakeFourItems(CompiledModel* out) {
  CompiledModel& model = *out;
  model.id = "four";
  model.version = "1";
  model.digest = "d1";
  model.subdomain_count = 2;
  model.levels.resize(2);
  const auto add = [&](const char* id, int subdomain, int level_index,
                       bool may_be_not_applicable) {
    model.requirement_index[id] = model.requirement_count();
    ModelRequirement item;
    item.id = id;
    item.subdomain = subdomain;
    item.level_index = level_index;
    item.cell = level_index * 2 + subdomain;
    item.may_be_not_applicable = may_be_not_applicable;
    model.requirements.push_back(item);
  };
  add("a.1.a", 0, 0, false);
  add("b.1.a", 1, 0, true);
  add("a.2.a", 0, 1, true);
  add("b.2.a", 1, 1, true);
}

// Everything one call needs; both sub-domains and both levels in scope unless
// a test says otherwise.
struct Binding {
  CompiledModel model;
  Scope scope;
  int assessed_levels = 2;
  bool refuse_open = true;
  std::string path;
  Violations violations;

  Binding() {
    MakeFourItems(&model);
    AskFor({1, 1});
  }

  // Which of the two sub-domains count.
  void AskFor(const std::vector<uint8_t>& counts) {
    scope.subdomain_counts = counts;
    scope.asked_at_level.clear();
    scope.items_up_to.assign(model.level_count() + 1, 0);
    for (const ModelRequirement& item : model.requirements) {
      const bool asked = counts[item.subdomain] != 0;
      scope.asked_at_level.push_back(
          asked ? static_cast<uint8_t>(item.level_index) : kNotAsked);
      for (int k = item.level_index; asked && k < model.level_count(); ++k) {
        ++scope.items_up_to[k + 1];
      }
    }
  }

  Outcome<BoundAnswers> Bind(const GivenAnswers& given) {
    return BindAnswers({&model, &scope, assessed_levels}, given, refuse_open,
                       path, &violations);
  }

  // The answers bound, whatever the violations.
  BoundAnswers BindList(std::vector<GivenAnswer> list) {
    GivenAnswers given;
    given.list = std::move(list);
    return Bind(given).value();
  }
  BoundAnswers BindPacked(const std::string& codes) {
    GivenAnswers given;
    given.is_packed = true;
    given.packed = codes;
    given.packed_digest = "d1";
    return Bind(given).value();
  }

  // `path: rule` of what was found, in order.
  std::vector<std::string> Found() const {
    std::vector<std::string> found;
    for (const Violation& violation : violations.listed()) {
      found.push_back(violation.field_path + ": " + violation.rule_id);
    }
    return found;
  }
};

std::string Codes(std::vector<int> codes) {
  return std::string(codes.begin(), codes.end());
}

GivenAnswer Graded(const char* id, int grade) { return {id, grade, false, ""}; }

GivenAnswer NotApplicable(const char* id, absl::string_view reason) {
  return {id, kOpen, true, reason};
}

const std::vector<GivenAnswer> kComplete = {
    Graded("a.1.a", kFully), Graded("b.1.a", kMostly), Graded("a.2.a", kPartly),
    NotApplicable("b.2.a", "no bees")};

std::vector<GivenAnswer> CompleteBut(int index, GivenAnswer answer) {
  std::vector<GivenAnswer> list = kComplete;
  list[index] = answer;
  return list;
}

TEST(BindTest, PutsAnswersIntoModelOrder) {
  Binding binding;
  EXPECT_THAT(binding.BindList(kComplete).codes,
              ElementsAre(kFully, kMostly, kPartly, kNotApplicable));
  EXPECT_THAT(binding.Found(), IsEmpty());
}

TEST(BindTest, TakesAListInAnyOrder) {
  Binding binding;
  const BoundAnswers bound = binding.BindList(
      {kComplete[3], kComplete[0], kComplete[2], kComplete[1]});
  EXPECT_THAT(bound.codes,
              ElementsAre(kFully, kMostly, kPartly, kNotApplicable));
  EXPECT_THAT(binding.Found(), IsEmpty());
}

void ExpectTheSame(const GivenAnswer& answer, GradeCode code) {
  Binding list;
  Binding packed;
  const BoundAnswers from_list = list.BindList(CompleteBut(2, answer));
  const BoundAnswers from_packed =
      packed.BindPacked(Codes({kFully, kMostly, code, kNotApplicable}));
  EXPECT_EQ(from_list.codes, from_packed.codes);
  EXPECT_EQ(from_list.answered, from_packed.answered);
  EXPECT_EQ(from_list.unanswered, from_packed.unanswered);
  EXPECT_EQ(from_list.not_applicable, from_packed.not_applicable);
  EXPECT_EQ(list.violations.total(), packed.violations.total());
}

TEST(BindTest, GivesTheSameForPackedAnswersAndAList) {
  for (const GradeCode code : {kOpen, kNot, kPartly, kMostly, kFully}) {
    ExpectTheSame(Graded("a.2.a", code), code);
  }
  ExpectTheSame(NotApplicable("a.2.a", "reason"), kNotApplicable);
}

TEST(BindTest, CountsEachKindOfAnswer) {
  Binding binding;
  binding.refuse_open = false;
  const BoundAnswers bound =
      binding.BindPacked(Codes({kNot, kOpen, kNotApplicable, kFully}));
  EXPECT_EQ(bound.answered, 2);
  EXPECT_EQ(bound.unanswered, 1);
  EXPECT_EQ(bound.not_applicable, 1);
  EXPECT_EQ(bound.out_of_scope, 0);
  EXPECT_THAT(binding.Found(), IsEmpty());
}

TEST(BindTest, AsksForNothingOutsideTheScope) {
  Binding binding;
  binding.AskFor({1, 0});  // b is left out
  const BoundAnswers bound =
      binding.BindPacked(Codes({kFully, kFully, kNot, kOpen}));
  EXPECT_THAT(binding.Found(), IsEmpty());
  EXPECT_EQ(bound.answered, 2);
  EXPECT_EQ(bound.unanswered, 0);
  EXPECT_EQ(bound.out_of_scope, 1);
  EXPECT_THAT(bound.codes, ElementsAre(kFully, kFully, kNot, kOpen));
}

TEST(BindTest, AsksForNothingAboveTheLevelsAssessed) {
  Binding binding;
  binding.assessed_levels = 1;
  const BoundAnswers bound =
      binding.BindPacked(Codes({kFully, kFully, kOpen, kNotApplicable}));
  EXPECT_THAT(binding.Found(), IsEmpty());
  EXPECT_EQ(bound.answered, 2);
  EXPECT_EQ(bound.not_applicable, 0);
  EXPECT_EQ(bound.out_of_scope, 1);
}

// Of the level right above those assessed, as of any other.
TEST(BindTest, CountsNothingOfTheLevelAbove) {
  Binding binding;
  binding.assessed_levels = 1;
  const BoundAnswers bound =
      binding.BindPacked(Codes({kFully, kNot, kMostly, kOpen}));
  EXPECT_EQ(bound.answered, 2);
  EXPECT_EQ(bound.unanswered, 0);
  EXPECT_EQ(bound.out_of_scope, 1);
}

TEST(BindTest, ChecksAnswersOutsideTheScopeAllTheSame) {
  Binding binding;
  binding.assessed_levels = 1;
  binding.BindPacked(Codes({kFully, kFully, 9, kOpen}));
  EXPECT_THAT(binding.Found(),
              ElementsAre("packed.grades[2]: answer.grade_range"));
}

TEST(BindTest, TakesAnOpenEntryForNoAnswer) {
  Binding binding;
  binding.BindList(CompleteBut(1, Graded("b.1.a", kOpen)));
  EXPECT_THAT(binding.Found(), ElementsAre("list.answers: answer.missing"));
}

TEST(BindTest, RejectsUnknownRequirement) {
  Binding binding;
  std::vector<GivenAnswer> list = kComplete;
  list.insert(list.begin() + 1, Graded("c.1.a", kFully));
  binding.BindList(list);
  EXPECT_THAT(binding.Found(), ElementsAre("list.answers[1].requirement_id: "
                                           "answer.unknown_requirement"));
  EXPECT_EQ(binding.violations.listed()[0].value, "c.1.a");
  EXPECT_THAT(binding.violations.listed()[0].message, HasSubstr("four"));
}

TEST(BindTest, RejectsDuplicate) {
  Binding binding;
  std::vector<GivenAnswer> list = kComplete;
  list.push_back(Graded("b.1.a", kNot));
  const BoundAnswers bound = binding.BindList(list);
  EXPECT_THAT(binding.Found(),
              ElementsAre("list.answers[4].requirement_id: answer.duplicate"));
  EXPECT_THAT(binding.violations.listed()[0].message, HasSubstr("entry 1"));
  EXPECT_EQ(bound.codes[1], kMostly);  // the first one stands
}

TEST(BindTest, RejectsGradeRange) {
  // 5 is `not applicable` in packed answers and no grade in a list.
  for (const int code : {-1, 5, 6, 255, 2147483647}) {
    Binding binding;
    const BoundAnswers bound =
        binding.BindList(CompleteBut(0, Graded("a.1.a", code)));
    EXPECT_THAT(binding.Found(),
                ElementsAre("list.answers[0].grade: answer.grade_range"));
    EXPECT_EQ(bound.codes[0], kOpen);
    EXPECT_EQ(binding.violations.listed()[0].value, std::to_string(code));
  }
}

TEST(BindTest, RejectsPackedGradeRange) {
  for (const int code : {6, 127, 128, 255}) {
    Binding binding;
    binding.BindPacked(Codes({kFully, kFully, kFully, code}));
    EXPECT_THAT(binding.Found(),
                ElementsAre("packed.grades[3]: answer.grade_range"));
    EXPECT_EQ(binding.violations.listed()[0].value, std::to_string(code));
  }
}

TEST(BindTest, RejectsNotApplicableWhereTheModelDoes) {
  Binding list;
  list.BindList(CompleteBut(0, NotApplicable("a.1.a", "reason")));
  EXPECT_THAT(list.Found(), ElementsAre("list.answers[0].not_applicable: "
                                        "answer.not_applicable_refused"));
  Binding packed;
  packed.BindPacked(Codes({kNotApplicable, kFully, kFully, kFully}));
  EXPECT_THAT(packed.Found(),
              ElementsAre("packed.grades[0]: answer.not_applicable_refused"));
}

// Of a list and of packed answers alike, whatever the order of the list.
TEST(BindTest, SaysWhichRequirementEachFindingIsAbout) {
  Binding list;
  list.BindList({Graded("b.2.a", 9), NotApplicable("a.1.a", "reason"),
                 NotApplicable("b.1.a", ""), Graded("b.2.a", kFully),
                 Graded("c.1.a", kFully)});
  std::vector<int> indices;
  for (const Violation& violation : list.violations.listed()) {
    indices.push_back(violation.index);
  }
  // Grade range, refused, no reason, duplicate, unknown, missing.
  EXPECT_THAT(indices, ElementsAre(3, 0, 1, 3, -1, 2));
  Binding packed;
  packed.BindPacked(Codes({kNotApplicable, kFully, 9, kOpen}));
  indices.clear();
  for (const Violation& violation : packed.violations.listed()) {
    indices.push_back(violation.index);
  }
  EXPECT_THAT(indices, ElementsAre(0, 2, 3));
}

TEST(BindTest, RejectsMissingReason) {
  for (const char* reason : {"", " ", "\t\n", "　", "\u200b"}) {
    Binding binding;
    binding.BindList(CompleteBut(3, NotApplicable("b.2.a", reason)));
    EXPECT_THAT(binding.Found(), ElementsAre("list.answers[3].not_applicable"
                                             ".reason: answer.reason_missing"));
  }
}

// Characters count, not bytes: 1,000 Chinese ones are 3,000 bytes.
TEST(BindTest, RejectsTooLongReason) {
  for (const char* character : {"x", "无", "𠮷"}) {
    std::string reason;
    for (size_t i = 0; i < kMaxWrittenCharacters; ++i) reason += character;
    Binding binding;
    binding.BindList(CompleteBut(3, NotApplicable("b.2.a", reason)));
    EXPECT_THAT(binding.Found(), IsEmpty());
    reason += character;
    binding.BindList(CompleteBut(3, NotApplicable("b.2.a", reason)));
    EXPECT_THAT(binding.Found(),
                ElementsAre("list.answers[3].not_applicable.reason: "
                            "answer.reason_too_long"));
    EXPECT_LT(binding.violations.listed()[0].value.size(), 100u);
  }
}

TEST(BindTest, RejectsPackedSize) {
  for (const char* codes : {"", "\4\4\4", "\4\4\4\4\4"}) {
    Binding binding;
    binding.BindPacked(codes);
    // What cannot be read is not missing as well.
    EXPECT_THAT(binding.Found(),
                ElementsAre("packed.grades: answer.packed_size"));
    EXPECT_THAT(binding.violations.listed()[0].message,
                HasSubstr("must be 4 bytes"));
  }
}

TEST(BindTest, RejectsEveryMissingAnswerInModelOrder) {
  Binding binding;
  binding.BindList({kComplete[2]});
  EXPECT_THAT(binding.Found(), ElementsAre("list.answers: answer.missing",
                                           "list.answers: answer.missing",
                                           "list.answers: answer.missing"));
  EXPECT_EQ(binding.violations.listed()[0].value, "a.1.a");
  EXPECT_EQ(binding.violations.listed()[1].value, "b.1.a");
  EXPECT_EQ(binding.violations.listed()[2].value, "b.2.a");
}

TEST(BindTest, RejectsMissingPackedAnswers) {
  Binding binding;
  binding.BindPacked(Codes({kFully, kOpen, kFully, kFully}));
  EXPECT_THAT(binding.Found(), ElementsAre("packed.grades: answer.missing"));
}

TEST(BindTest, AcceptsMissingAnswersUnlessTheyAreRefused) {
  Binding binding;
  binding.refuse_open = false;
  const BoundAnswers bound = binding.BindList({});
  EXPECT_THAT(binding.Found(), IsEmpty());
  EXPECT_EQ(bound.unanswered, 4);
}

TEST(BindTest, RejectsLevelWithoutItems) {
  Binding list;
  list.BindList(CompleteBut(2, NotApplicable("a.2.a", "no hives")));
  EXPECT_THAT(list.Found(),
              ElementsAre("list.answers: answer.level_without_items"));
  EXPECT_EQ(list.violations.listed()[0].value, "2");
  EXPECT_THAT(list.violations.listed()[0].message, HasSubstr("level 2 is"));
  Binding packed;
  packed.BindPacked(Codes({kFully, kNot, kNotApplicable, kNotApplicable}));
  EXPECT_THAT(packed.Found(),
              ElementsAre("packed.grades: answer.level_without_items"));
}

TEST(BindTest, OneItemIsEnoughForALevel) {
  Binding binding;
  binding.BindPacked(Codes({kFully, kNotApplicable, kNotApplicable, kNot}));
  EXPECT_THAT(binding.Found(), IsEmpty());
}

TEST(BindTest, RejectsLevelsOfWhichNothingIsAsked) {
  Binding binding;
  binding.AskFor({0, 0});
  binding.BindPacked(Codes({kFully, kFully, kFully, kFully}));
  EXPECT_THAT(binding.Found(),
              ElementsAre("packed.grades: answer.level_without_items",
                          "packed.grades: answer.level_without_items"));
  EXPECT_EQ(binding.violations.listed()[0].value, "1");
  EXPECT_EQ(binding.violations.listed()[1].value, "2");
}

TEST(BindTest, CountsOnlyItemsInScopeForALevel) {
  Binding binding;
  binding.AskFor({0, 1});
  binding.BindPacked(Codes({kFully, kNotApplicable, kFully, kFully}));
  EXPECT_THAT(binding.Found(),
              ElementsAre("packed.grades: answer.level_without_items"));
  EXPECT_EQ(binding.violations.listed()[0].value, "1");
}

// An answer that was given but is wrong is reported once: it is not missing.
TEST(BindTest, DoesNotCallAWrongAnswerMissing) {
  Binding list;
  list.BindList({NotApplicable("a.1.a", "reason"), Graded("b.1.a", 9),
                 NotApplicable("a.2.a", ""), Graded("b.2.a", kFully)});
  EXPECT_THAT(list.Found(),
              ElementsAre("list.answers[0].not_applicable: "
                          "answer.not_applicable_refused",
                          "list.answers[1].grade: answer.grade_range",
                          "list.answers[2].not_applicable.reason: "
                          "answer.reason_missing"));
  Binding packed;
  packed.BindPacked(Codes({kNotApplicable, 9, kFully, kFully}));
  EXPECT_THAT(packed.Found(),
              ElementsAre("packed.grades[0]: answer.not_applicable_refused",
                          "packed.grades[1]: answer.grade_range"));
}

TEST(BindTest, FindsEverythingAtOnceInInputOrder) {
  Binding binding;
  binding.BindList({NotApplicable("b.2.a", "x"), Graded("nobody", kFully),
                    NotApplicable("a.2.a", "x"), Graded("b.2.a", kFully),
                    Graded("a.1.a", -7)});
  EXPECT_THAT(
      binding.Found(),
      ElementsAre("list.answers[1].requirement_id: answer.unknown_requirement",
                  "list.answers[3].requirement_id: answer.duplicate",
                  "list.answers[4].grade: answer.grade_range",
                  "list.answers: answer.missing",
                  "list.answers: answer.level_without_items"));
}

TEST(BindTest, PutsThePathBeforeEveryField) {
  Binding binding;
  binding.path = "assessments[7].";
  binding.BindList({Graded("nobody", kFully)});
  ASSERT_EQ(binding.violations.total(), 5u);
  for (const Violation& violation : binding.violations.listed()) {
    EXPECT_THAT(violation.field_path,
                testing::StartsWith("assessments[7].list.answers"));
  }
}

TEST(BindTest, RefusesAnswersPackedForAnotherModel) {
  for (const char* digest : {"", "d2", "\x1b\xff"}) {
    Binding binding;
    GivenAnswers given;
    given.is_packed = true;
    given.packed = "\4\4\4\4";
    given.packed_digest = digest;
    const auto bound = binding.Bind(given);
    ASSERT_FALSE(bound.ok());
    EXPECT_EQ(bound.refusal().code, absl::StatusCode::kFailedPrecondition);
    EXPECT_EQ(bound.refusal().reason, "MODEL_DIGEST_MISMATCH");
    EXPECT_EQ(bound.refusal().metadata.at("model_digest"), "d1");
    EXPECT_THAT(bound.refusal().message, HasSubstr("four@1 is `d1`"));
    EXPECT_TRUE(bound.refusal().violations.empty());
  }
}

TEST(BindTest, MakesHostileValuesPrintable) {
  Binding binding;
  binding.BindList({Graded("\x1b[2J\xff", kFully)});
  EXPECT_EQ(binding.violations.listed()[0].value, "?[2J?");
  EXPECT_THAT(binding.violations.listed()[0].message, HasSubstr("`?[2J?`"));
}

TEST(InScopeTest, NeedsSubdomainAndLevel) {
  Binding binding;
  binding.AskFor({1, 0});
  const QuestionScope questions{&binding.model, &binding.scope, 1};
  EXPECT_TRUE(InScope(questions, 0));
  EXPECT_FALSE(InScope(questions, 1));
  EXPECT_FALSE(InScope(questions, 2));
  EXPECT_FALSE(InScope(questions, 3));
}

}  // namespace
}  // namespace cmmm
