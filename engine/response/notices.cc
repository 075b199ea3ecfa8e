#include "engine/response/notices.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/model/level_words.h"

namespace cmmm {
namespace {

// Collects notices, with or without their texts.
class NoticeList {
 public:
  explicit NoticeList(bool with_texts) : with_texts_(with_texts) {
    notices_.reserve(kUsualNotices);
  }

  // `make_text` is called only when texts are wanted.
  template <typename MakeText>
  void Add(const char* id, MakeText make_text) {
    notices_.push_back({id, with_texts_ ? Text(make_text()) : Text()});
  }

  std::vector<Notice> Finish() { return std::move(notices_); }

 private:
  static constexpr size_t kUsualNotices = 4;

  bool with_texts_;
  std::vector<Notice> notices_;
};

Text AccumulationName(Accumulation accumulation) {
  if (accumulation == Accumulation::kProgressive) {
    return {"逐级判定", "progressive"};
  }
  return {"各级累加", "cumulative"};
}

Text LevelOrRange(const CompiledModel& model, int worst, int best) {
  Text low = NameLevel(model, worst);
  if (worst == best) return low;
  const Text high = NameLevel(model, best);
  return {absl::StrCat(low.zh, "到", high.zh),
          absl::StrCat(low.en, " to ", high.en)};
}

// `best` is `worst` where no answer is open.
Text ReadingsDiffer(const CompiledModel& model, const Decision& worst,
                    const Decision& best) {
  const Text a_name = AccumulationName(worst.deciding.accumulation);
  const Text b_name = AccumulationName(worst.other.accumulation);
  const Text a_level =
      LevelOrRange(model, worst.deciding.level, best.deciding.level);
  const Text b_level = LevelOrRange(model, worst.other.level, best.other.level);
  return {absl::StrCat("总分有两种读法：按“", a_name.zh, "”为", a_level.zh,
                       "，本结果采用；按“", b_name.zh, "”为", b_level.zh, "。"),
          absl::StrCat("The total can be read in two ways: ", a_name.en,
                       " gives ", a_level.en, ", which is used here, ",
                       b_name.en, " gives ", b_level.en, ".")};
}

// The first level that is satisfied above one that is not, both whatever the
// open answers are; 0 when there is none.
int SatisfiedAboveGap(const Decision& worst, const Decision& best) {
  bool gap = false;
  for (size_t k = 0; k < worst.levels.size(); ++k) {
    if (gap && worst.levels[k].satisfied) return static_cast<int>(k) + 1;
    gap = gap || !best.levels[k].satisfied;
  }
  return 0;
}

Text ExcludedDomains(const QuestionScope& questions) {
  std::vector<std::string> zh;
  std::vector<std::string> en;
  for (const ModelNode& node : questions.model->nodes) {
    if (node.excludable_bit >= 0 &&
        (questions.scope->excluded >> node.excludable_bit & 1) != 0) {
      zh.push_back(node.name.zh);
      en.push_back(node.name.en);
    }
  }
  return {absl::StrCat("已裁剪：", absl::StrJoin(zh, "、"),
                       "；其权重按比例分给同一要素的其他能力域。"),
          absl::StrCat("Left out: ", absl::StrJoin(en, ", "),
                       ". Their weight goes to the other domains of the same "
                       "element in proportion.")};
}

Text UnansweredBounds(const CompiledModel& model, int unanswered,
                      const DecisionRange& range) {
  const int worst = range.worst.deciding.level;
  const int best = range.best.deciding.level;
  if (worst == best) {
    return {absl::StrCat("有 ", unanswered,
                         " 条未作答，但等级已定，其余作答不会改变它；"
                         "最低的得分把它们按“不满足”计。"),
            absl::StrCat(unanswered,
                         " requirements are unanswered. The level is settled "
                         "all the same; the lowest scores count them as not "
                         "satisfied.")};
  }
  const Text levels = LevelOrRange(model, worst, best);
  return {absl::StrCat("有 ", unanswered, " 条未作答：等级还可能是", levels.zh,
                       "，现在能确定的只是其中最低的。"),
          absl::StrCat(unanswered,
                       " requirements are unanswered: the result can still be ",
                       levels.en, "; only the lowest is certain now.")};
}

void AddAboutOpen(const CompiledModel& model, const BoundAnswers& answers,
                  const std::optional<DecisionRange>& range,
                  NoticeList* notices) {
  const int unanswered = answers.unanswered;
  if (unanswered == 0) return;
  if (range.has_value()) {
    notices->Add("unanswered_bounds",
                 [&] { return UnansweredBounds(model, unanswered, *range); });
    return;
  }
  notices->Add("unanswered_as_not_satisfied", [&]() -> Text {
    return {absl::StrCat("有 ", unanswered, " 条未作答，按“不满足”计分。"),
            absl::StrCat(unanswered,
                         " requirements are unanswered and count as not "
                         "satisfied.")};
  });
}

void AddAboutAnswers(const QuestionScope& questions,
                     const BoundAnswers& answers, NoticeList* notices) {
  if (answers.not_applicable > 0) {
    notices->Add("not_applicable_used", [&]() -> Text {
      return {absl::StrCat("有 ", answers.not_applicable,
                           " 条标为“不适用”，不计入平均。"),
              absl::StrCat(answers.not_applicable,
                           " requirements are marked not applicable and left "
                           "out of the means.")};
    });
  }
  if (questions.scope->excluded != 0) {
    notices->Add("domains_excluded",
                 [&] { return ExcludedDomains(questions); });
  }
  if (questions.assessed_levels < questions.model->level_count()) {
    notices->Add("assessed_up_to", [&]() -> Text {
      const Text level = NameLevel(*questions.model, questions.assessed_levels);
      return {absl::StrCat("只评到", level.zh, "，更高等级未评。"),
              absl::StrCat("Assessed up to ", level.en,
                           "; levels above were not looked at.")};
    });
  }
  if (answers.out_of_scope > 0) {
    notices->Add("answers_out_of_scope", [&]() -> Text {
      return {absl::StrCat("有 ", answers.out_of_scope,
                           " 条作答不在本次评估范围内，未计分。"),
              absl::StrCat(answers.out_of_scope,
                           " answers lie outside the scope of this assessment "
                           "and do not count.")};
    });
  }
}

// Whether a condition of the track was never checked against its source.
bool AsksUnverified(const v1::ProgrammeDefinition& programme,
                    const v1::Track& track) {
  const auto& ids = track.condition_ids();
  return std::any_of(
      programme.conditions().begin(), programme.conditions().end(),
      [&](const v1::Condition& condition) {
        return condition.provenance() == v1::PROVENANCE_C &&
               std::find(ids.begin(), ids.end(), condition.id()) != ids.end();
      });
}

}  // namespace

std::vector<Notice> FindNotices(const QuestionScope& questions,
                                const BoundAnswers& answers,
                                const Decision& decision,
                                const std::optional<DecisionRange>& range,
                                bool with_texts) {
  NoticeList notices(with_texts);
  const Decision& best = range.has_value() ? range->best : decision;
  if (decision.deciding.level != decision.other.level) {
    notices.Add("readings_differ", [&] {
      return ReadingsDiffer(*questions.model, decision, best);
    });
  }
  if (const int level = SatisfiedAboveGap(decision, best); level > 0) {
    notices.Add("higher_level_satisfied", [&]() -> Text {
      const Text name = NameLevel(*questions.model, level);
      return {absl::StrCat(name.zh, "本身已达标，但前面有等级未达标。"),
              absl::StrCat("By itself ", name.en,
                           " is satisfied, but a level below it is not.")};
    });
  }
  AddAboutOpen(*questions.model, answers, range, &notices);
  AddAboutAnswers(questions, answers, &notices);
  const CompiledWeightSet& weights =
      questions.model->weight_sets[questions.scope->weight_set];
  if (weights.unverified) {
    notices.Add("weights_unverified", []() -> Text {
      return {"部分权重尚未与标准原文核对，正式申报前请先核对。",
              "Part of the weights is not checked against the official text; "
              "check them before a formal application."};
    });
  }
  if (!weights.checked.zh.empty()) {
    notices.Add("weights_checked", [&] { return weights.checked; });
  }
  if (questions.model->requirements_unverified) {
    notices.Add("requirements_unverified", []() -> Text {
      return {"条款内容尚未与标准原文核对，正式申报前请先核对。",
              "The requirements are not checked against the official text; "
              "check them before a formal application."};
    });
  }
  if (!questions.model->requirements_checked.zh.empty()) {
    notices.Add("requirements_checked",
                [&] { return questions.model->requirements_checked; });
  }
  return notices.Finish();
}

std::vector<Notice> FindProgrammeNotices(
    const v1::ProgrammeDefinition& programme, const v1::Track& track,
    std::optional<CivilDate> date) {
  NoticeList notices(true);
  const auto last_day = ParseCivilDate(programme.last_day());
  if (date.has_value() && last_day.has_value() && *last_day < *date) {
    notices.Add("programme_past", []() -> Text {
      return {"这一年度的申报已经结束；请以最新一年的通知为准。",
              "This year's call is past; the notice of the current year "
              "decides."};
    });
  }
  if (programme.incomplete()) {
    notices.Add("programme_incomplete", []() -> Text {
      return {
          "本项目还有未收录的条件，这里满足不等于可以申报；请核对通知"
          "原文。",
          "The programme has conditions that are not recorded here; "
          "meeting these does not suffice. Check the notice."};
    });
  }
  if (AsksUnverified(programme, track)) {
    notices.Add("programme_unverified", []() -> Text {
      return {"部分条件尚未与通知原文核对，申报前请先核对。",
              "Part of the conditions is not checked against the notice; check "
              "them before applying."};
    });
  }
  return notices.Finish();
}

void WriteNotice(const Notice& notice, WireMessage* out) {
  out->Bytes(v1::Notice::kIdFieldNumber, notice.id);
  if (notice.text.zh.empty()) return;
  WireMessage text(out, v1::Notice::kTextFieldNumber);
  text.Bytes(v1::LocalizedText::kZhFieldNumber, notice.text.zh);
  text.Bytes(v1::LocalizedText::kEnFieldNumber, notice.text.en);
}

void WriteNotices(const std::vector<Notice>& notices,
                  google::protobuf::RepeatedPtrField<v1::Notice>* out) {
  for (const Notice& notice : notices) {
    ParseWritten([&](WireMessage* in) { WriteNotice(notice, in); }, out->Add());
  }
}

}  // namespace cmmm
