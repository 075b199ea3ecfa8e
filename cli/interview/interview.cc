#include "cli/interview/interview.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/plain_text.h"
#include "engine/base/utf8.h"

namespace cmmm::cli {

Interview::Interview(ScoringEngine* engine, AnswerFile* file,
                     v1::ScoreRequest request, const InterviewOptions& options,
                     std::istream& in, std::ostream& out)
    : engine_(engine),
      file_(file),
      request_(std::move(request)),
      options_(options),
      in_(in),
      out_(out),
      models_(engine) {}

MaybeFailure Interview::Run() {
  if (auto failure = Start()) return failure;
  PrintOpening();
  Step step = Step::kNext;
  while (step == Step::kNext) {
    const std::string id = Pick();
    if (id.empty()) break;
    if (auto failure = AskOne(id, &step)) return failure;
  }
  PrintEnd(step == Step::kStop);
  return std::nullopt;
}

MaybeFailure Interview::Start() {
  if (auto failure = LookAhead(&next_)) return failure;
  if (auto failure = models_.Get(next_.model())) return failure;
  // The file keeps its meaning when a newer version appears.
  request_.mutable_model()->set_id(next_.model().id());
  request_.mutable_model()->set_version(next_.model().version());
  for (const auto& item : model().requirements()) {
    requirement_[item.id()] = &item;
  }
  for (const auto& element : model().elements()) {
    for (const auto& domain : element.domains()) {
      for (const auto& subdomain : domain.subdomains()) {
        subdomain_name_[subdomain.id()] =
            Say(options_.language, subdomain.name());
      }
    }
  }
  for (const v1::Answer& answer : request_.list().answers()) {
    if (AnswerTo(answer.requirement_id()) != nullptr) {
      asked_.push_back(answer.requirement_id());
    }
  }
  return file_->is_new() ? Save() : std::nullopt;
}

MaybeFailure Interview::Save() {
  return file_->Save(request_, model(), options_.language);
}

MaybeFailure Interview::LookAhead(v1::NextQuestionsResponse* response) {
  v1::NextQuestionsRequest request;
  *request.mutable_assessment() = request_;
  request.set_include_others(options_.all);
  return engine_->Ask(request, response);
}

std::string Interview::Pick() const {
  if (!again_.empty()) return again_;
  for (const auto& question : next_.questions()) {
    if (skipped_.count(question.requirement_id()) == 0) {
      return question.requirement_id();
    }
  }
  return "";
}

const v1::Answer* Interview::AnswerTo(const std::string& id) const {
  for (const v1::Answer& answer : request_.list().answers()) {
    if (answer.requirement_id() != id) continue;
    const bool answered =
        answer.has_not_applicable() || answer.grade() != v1::GRADE_UNSPECIFIED;
    return answered ? &answer : nullptr;
  }
  return nullptr;
}

MaybeFailure Interview::AskOne(const std::string& id, Step* step) {
  PrintQuestion(id);
  std::string line;
  while (ReadLine("> ", &line)) {
    const InterviewInput input = ReadInterviewInput(line, model());
    const bool answered = AnswerTo(id) != nullptr;
    switch (input.action) {
      case InterviewAction::kGrade:
        return RecordGrade(id, input.grade);
      case InterviewAction::kDoesNotApply:
        return RecordNotApplicable(id, input.reason, step);
      case InterviewAction::kSkip:
        if (!answered) skipped_.insert(id);
        MoveOn(id);
        return std::nullopt;
      case InterviewAction::kBack:
        if (GoBack()) return std::nullopt;
        out_ << Say(options_.language, "  前面没有题了。\n",
                    "  There is nothing before this.\n");
        break;
      case InterviewAction::kQuit:
        *step = Step::kStop;
        return std::nullopt;
      case InterviewAction::kHelp:
        PrintHelp(id);
        break;
      case InterviewAction::kNothing:
        if (answered) {
          MoveOn(id);
          return std::nullopt;
        }
        [[fallthrough]];
      case InterviewAction::kUnknown:
        out_ << Say(options_.language,
                    "  没看懂。请输入 1、2、3 或 4；? 看说明。\n",
                    "  Not understood. Type 1, 2, 3 or 4; ? explains.\n");
        break;
    }
  }
  *step = Step::kStop;
  return std::nullopt;
}

void Interview::MoveOn(const std::string& id) {
  asked_.push_back(id);
  again_.clear();
}

bool Interview::GoBack() {
  if (asked_.empty()) return false;
  again_ = asked_.back();
  asked_.pop_back();
  skipped_.erase(again_);
  return true;
}

MaybeFailure Interview::RecordGrade(const std::string& id, v1::Grade grade) {
  v1::Answer answer;
  answer.set_requirement_id(id);
  answer.set_grade(grade);
  return Record(answer);
}

MaybeFailure Interview::RecordNotApplicable(const std::string& id,
                                            std::string reason, Step* step) {
  const bool allowed =
      requirement_.at(id)->may_be_not_applicable() &&
      model().policies().not_applicable() != v1::NOT_APPLICABLE_POLICY_REFUSE;
  if (!allowed) {
    out_ << Say(options_.language, "  这一条不能答“不适用”。\n",
                "  This one may not be answered not applicable.\n");
    return std::nullopt;
  }
  if (reason.empty() &&
      !ReadLine(Say(options_.language, "  原因：", "  Why: "), &reason)) {
    *step = Step::kStop;
    return std::nullopt;
  }
  reason = std::string(TrimBlanks(reason));
  if (reason.empty() || !IsUtf8(reason)) {
    out_ << Say(options_.language, "  没有写原因，未记录。\n",
                "  No reason, nothing recorded.\n");
    return std::nullopt;
  }
  v1::Answer answer;
  answer.set_requirement_id(id);
  answer.mutable_not_applicable()->set_reason(reason);
  return Record(answer);
}

MaybeFailure Interview::Record(const v1::Answer& answer) {
  const v1::ScoreRequest before = request_;
  auto* answers = request_.mutable_list()->mutable_answers();
  const auto found = std::find_if(
      answers->begin(), answers->end(), [&](const v1::Answer& other) {
        return other.requirement_id() == answer.requirement_id();
      });
  // A note and evidence stay.
  v1::Answer* kept = found == answers->end() ? answers->Add() : &*found;
  kept->clear_value();
  kept->MergeFrom(answer);
  v1::NextQuestionsResponse next;
  MaybeFailure failure = LookAhead(&next);
  if (failure.has_value() && failure->kind == FailureKind::kData) {
    request_ = before;
    PrintFailure("", *failure, out_);
    return std::nullopt;
  }
  // Also when the engine is gone: the answer is good.
  if (auto unsaved = Save()) return unsaved;
  if (failure.has_value()) return failure;
  next_ = next;
  skipped_.erase(answer.requirement_id());
  MoveOn(answer.requirement_id());
  PrintProgress(NameAnswer(answer));
  return std::nullopt;
}

bool Interview::ReadLine(const std::string& prompt, std::string* line) {
  out_ << prompt << std::flush;
  const bool read = static_cast<bool>(std::getline(in_, *line));
  if (!read || options_.echo)
    out_ << (read ? Printable(*line, 200) : "") << "\n";
  return read;
}

}  // namespace cmmm::cli
