#include "cli/interview/interview_input.h"

#include <map>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "engine/base/plain_text.h"
#include "engine/base/utf8.h"

namespace cmmm::cli {
namespace {

// Blanks and `！` to `～` as an input method types them, made ASCII.
std::string HalfWidth(absl::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    const absl::string_view at = text.substr(i, 3);
    const auto byte = [&](size_t k) { return static_cast<uint8_t>(at[k]); };
    if (at == "\u3000") {
      out.push_back(' ');
      i += 2;
    } else if (at.size() == 3 && byte(0) == 0xEF &&
               (byte(1) == 0xBC || byte(1) == 0xBD) && byte(2) < 0xC0) {
      // U+FF01 is EF BC 81 and stands for 0x21.
      const int code = (byte(1) - 0xBC) * 64 + (byte(2) - 0x80) + 0x20;
      if (code > 0x20 && code < 0x7F) {
        out.push_back(static_cast<char>(code));
      } else {
        out.append(at.data(), at.size());
      }
      i += 2;
    } else {
      out.push_back(text[i]);
    }
  }
  return out;
}

InterviewAction FindCommand(const std::string& word) {
  using Action = InterviewAction;
  static const auto* const kCommands =
      new std::map<std::string, Action>{{"", Action::kNothing},
                                        {"n", Action::kDoesNotApply},
                                        {"n/a", Action::kDoesNotApply},
                                        {"na", Action::kDoesNotApply},
                                        {"不适用", Action::kDoesNotApply},
                                        {"?", Action::kHelp},
                                        {"help", Action::kHelp},
                                        {"hint", Action::kHelp},
                                        {"提示", Action::kHelp},
                                        {"帮助", Action::kHelp},
                                        {"s", Action::kSkip},
                                        {"skip", Action::kSkip},
                                        {"跳过", Action::kSkip},
                                        {"b", Action::kBack},
                                        {"back", Action::kBack},
                                        {"返回", Action::kBack},
                                        {"q", Action::kQuit},
                                        {"quit", Action::kQuit},
                                        {"exit", Action::kQuit},
                                        {"退出", Action::kQuit}};
  const auto found = kCommands->find(word);
  return found == kCommands->end() ? Action::kUnknown : found->second;
}

v1::Grade FindGrade(const std::string& word, const v1::ModelDefinition& model) {
  if (word.size() == 1 && word[0] >= '1' && word[0] <= '4') {
    return static_cast<v1::Grade>(word[0] - '0');
  }
  if (Utf8Characters(word) < 2) return v1::GRADE_UNSPECIFIED;
  v1::Grade found = v1::GRADE_UNSPECIFIED;
  for (const auto& grade : model.grades()) {
    if (!absl::StartsWith(grade.name().zh(), word) &&
        !absl::StartsWith(absl::AsciiStrToLower(grade.name().en()), word)) {
      continue;
    }
    if (found != v1::GRADE_UNSPECIFIED) return v1::GRADE_UNSPECIFIED;
    found = grade.grade();
  }
  return found;
}

}  // namespace

InterviewInput ReadInterviewInput(absl::string_view line,
                                  const v1::ModelDefinition& model) {
  InterviewInput input;
  if (!IsUtf8(line)) return input;
  const std::string typed(TrimBlanks(line));
  const std::string text = absl::AsciiStrToLower(TrimBlanks(HalfWidth(typed)));
  input.action = FindCommand(text);
  if (input.action != InterviewAction::kUnknown) return input;
  input.grade = FindGrade(text, model);
  if (input.grade != v1::GRADE_UNSPECIFIED) {
    input.action = InterviewAction::kGrade;
    return input;
  }
  const size_t blank = typed.find(' ');
  if (blank != std::string::npos &&
      FindCommand(absl::AsciiStrToLower(HalfWidth(typed.substr(0, blank)))) ==
          InterviewAction::kDoesNotApply) {
    input.action = InterviewAction::kDoesNotApply;
    input.reason = std::string(TrimBlanks(typed.substr(blank)));
  }
  return input;
}

}  // namespace cmmm::cli
