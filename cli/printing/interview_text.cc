// What an interview shows.
#include "absl/strings/str_cat.h"
#include "cli/interview/interview.h"
#include "cli/printing/bounds_text.h"
#include "texts/table.h"
#include "texts/text_names.h"

namespace cmmm::cli {

std::string Interview::NameGrade(v1::Grade grade) const {
  for (const auto& definition : model().grades()) {
    if (definition.grade() == grade)
      return Say(options_.language, definition.name());
  }
  return "";
}

std::string Interview::NameAnswer(const v1::Answer& answer) const {
  if (!answer.has_not_applicable()) return NameGrade(answer.grade());
  return absl::StrCat(Say(options_.language, "不适用（", "not applicable ("),
                      Printable(answer.not_applicable().reason()),
                      Say(options_.language, "）", ")"));
}

void Interview::PrintWrapped(const std::string& first,
                             const std::string& text) {
  texts::PrintParagraph("  ", absl::StrCat(first, text), out_);
}

void Interview::PrintOpening() {
  out_ << file_->path() << "\n  " << Say(options_.language, model().title())
       << "\n";
  for (const auto& set : model().weight_sets()) {
    if (set.id() == request_.profile().weight_set()) {
      out_ << "  " << Say(options_.language, "权重：", "Weights: ")
           << Say(options_.language, set.name()) << "\n";
    }
  }
  out_ << Say(options_.language,
              "  每答一题就存盘；随时可以退出，下次接着答。\n",
              "  Every answer is saved at once; quit any time and go on "
              "later.\n");
  PrintProgress("");
}

void Interview::PrintProgress(const std::string& answered) {
  const v1::Coverage& coverage = next_.coverage();
  const v1::Bounds& bounds = next_.bounds();
  if (!answered.empty()) {
    out_ << Say(options_.language, "  ✓ 已存：", "  ✓ Saved: ") << answered
         << "\n";
  }
  const std::string done =
      absl::StrCat(Say(options_.language, "已答 ", "Answered "),
                   coverage.answered() + coverage.not_applicable(), "/",
                   coverage.in_scope());
  const std::string levels =
      NamePossibleLevels(options_.language, model(), bounds);
  if (bounds.settled()) {
    PrintWrapped(done, absl::StrCat(Say(options_.language, "，等级已定：",
                                        "; the level is settled: "),
                                    levels));
    return;
  }
  PrintWrapped(
      done,
      absl::StrCat(
          Say(options_.language, "，还可能的等级：", "; still possible: "),
          levels, Say(options_.language, "，最多再答 ", "; at most "),
          next_.matter(), Say(options_.language, " 题", " more to answer")));
}

void Interview::PrintQuestion(const std::string& id) {
  const v1::RequirementDefinition& item = *requirement_.at(id);
  out_ << "\n";
  texts::PrintParagraph(
      "", "  ",
      absl::StrCat(
          id, "  ",
          texts::LevelOfModel(options_.language, model(), item.level()), " · ",
          subdomain_name_[item.subdomain_id()]),
      out_);
  PrintWrapped("", Say(options_.language, item.statement()));
  PrintWrapped(Say(options_.language, "证据：", "Evidence: "),
               Say(options_.language, item.evidence()));
  std::string choices;
  for (const v1::Grade grade :
       {v1::GRADE_NOT, v1::GRADE_PARTLY, v1::GRADE_MOSTLY, v1::GRADE_FULLY}) {
    absl::StrAppend(&choices, static_cast<int>(grade), " ", NameGrade(grade),
                    "  ");
  }
  if (item.may_be_not_applicable()) {
    choices += Say(options_.language, "n 不适用  ", "n not applicable  ");
  }
  PrintWrapped("", choices + Say(options_.language, "? 说明", "? help"));
  if (const v1::Answer* answer = AnswerTo(id); answer != nullptr) {
    out_ << Say(options_.language, "  现在的答案：", "  Answer now: ")
         << NameAnswer(*answer)
         << Say(options_.language, "（回车保留）\n", " (Enter keeps it)\n");
  }
}

void Interview::PrintHelp(const std::string& id) {
  const v1::RequirementDefinition& item = *requirement_.at(id);
  for (const auto& question : next_.questions()) {
    if (question.requirement_id() != id) continue;
    out_ << Say(options_.language, "  这一题能让",
                "  This answer can move the score of ")
         << texts::LevelName(options_.language, question.level())
         << Say(options_.language, "的得分变动 ", " by ")
         << texts::ShowScore(question.swing())
         << (question.reason() == v1::QUESTION_REASON_OTHER
                 ? Say(options_.language, "，但不再影响等级。\n",
                       ", but no longer the level reached.\n")
                 : Say(options_.language, "。\n", ".\n"));
  }
  PrintWrapped(Say(options_.language, "证据：", "Evidence: "),
               Say(options_.language, item.evidence()));
  for (const auto& grade : model().grades()) {
    if (!grade.has_definition()) continue;
    PrintWrapped(
        absl::StrCat(grade.grade(), " ", Say(options_.language, grade.name()),
                     Say(options_.language, "：", ": ")),
        Say(options_.language, grade.definition()));
  }
  out_ << Say(options_.language,
              "  输入 1–4，或“部分”“大部分满足”等；n 原因 = 不适用；\n"
              "  s 跳过，b 返回上一题，q 退出（已存盘），? 本说明。\n",
              "  Type 1 to 4, or words such as partly; n REASON = not "
              "applicable;\n"
              "  s skip, b back to the one before, q quit (all is saved), ? "
              "this help.\n");
}

void Interview::PrintEnd(bool stopped) {
  const v1::Bounds& bounds = next_.bounds();
  const std::string levels =
      NamePossibleLevels(options_.language, model(), bounds);
  std::string end;
  if (bounds.settled()) {
    end = absl::StrCat(
        Say(options_.language, "等级已定：", "The level is settled: "), levels,
        Say(options_.language, "。", "."));
    if (bounds.open() > 0) {
      absl::StrAppend(
          &end, Say(options_.language, "未答的 ", " The "), bounds.open(),
          Say(options_.language, " 题不会改变它（--all 继续作答）。",
              " left open cannot change it (--all goes on)."));
    }
  } else {
    end = absl::StrCat(
        Say(options_.language, "还可能的等级：", "Still possible: "), levels,
        Say(options_.language, "。", "."));
    if (!stopped) {
      end += Say(options_.language, "只剩跳过的题了。",
                 " Only skipped questions are left.");
    }
    end += Say(options_.language, "再次运行 cmmm ask 接着答。",
               " Run cmmm ask again to go on.");
  }
  out_ << "\n";
  texts::PrintParagraph("", end, out_);
  if (!file_->kept_as().empty()) {
    out_ << Say(options_.language, "原文件（含备注）另存为 ",
                "The file as it was, with its remarks, is kept as ")
         << file_->kept_as() << Say(options_.language, "。\n", ".\n");
  }
  const bool bounded =
      request_.unanswered() != v1::UNANSWERED_POLICY_REFUSE &&
      request_.unanswered() != v1::UNANSWERED_POLICY_UNSPECIFIED;
  out_ << Say(options_.language, "看报告：cmmm score ",
              "See the report: cmmm score ")
       << (bounded || bounds.open() == 0 ? "" : "--unanswered bounds ")
       << file_->path() << "\n";
}

}  // namespace cmmm::cli
