#include "texts/message_forms.h"

#include <array>
#include <optional>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "engine/base/file_failure.h"
#include "texts/list_in_text.h"
#include "texts/rule_texts.h"

namespace cmmm::texts {
namespace {

constexpr size_t kMostFacts = 10;
// Of `{1}` and of `{_}`.
constexpr size_t kMarkBytes = 3;

using Facts = std::array<absl::string_view, kMostFacts>;

// What stands in `message` for the marks of `form`; nothing when it is another
// sentence.
std::optional<Facts> Match(absl::string_view form, absl::string_view message) {
  Facts facts;
  for (;;) {
    const size_t mark = form.find('{');
    if (!absl::ConsumePrefix(&message, form.substr(0, mark))) {
      return std::nullopt;
    }
    if (mark == form.npos) {
      if (message.empty()) return facts;
      return std::nullopt;
    }
    const char name = form[mark + 1];
    form.remove_prefix(mark + kMarkBytes);
    const absl::string_view next = form.substr(0, form.find('{'));
    const bool at_end = next.size() == form.size();
    if (at_end && !absl::EndsWith(message, next)) return std::nullopt;
    const size_t end =
        at_end ? message.size() - next.size() : message.find(next);
    if (end == message.npos) return std::nullopt;
    if (name != '_')
      facts[static_cast<size_t>(name - '0')] = message.substr(0, end);
    message.remove_prefix(end);
  }
}

std::string Fill(absl::string_view form, const Facts& facts) {
  std::string text;
  for (;;) {
    const size_t mark = form.find('{');
    absl::StrAppend(&text, form.substr(0, mark));
    if (mark == form.npos) return text;
    const absl::string_view fact =
        facts[static_cast<size_t>(form[mark + 1] - '0')];
    const std::string reason = SystemErrorInChinese(fact);
    absl::StrAppend(&text, reason.empty() ? fact : absl::string_view(reason));
    form.remove_prefix(mark + kMarkBytes);
  }
}

}  // namespace

std::string ChineseFacts(absl::string_view rule, absl::string_view message) {
  if (const auto list = FindList(message)) {
    message = message.substr(0, list->mark);
  }
  for (const bool of_rule : {true, false}) {
    for (const auto forms :
         {FormsOfRequests(), FormsOfTables(), FormsOfWorkbooks(),
          FormsOfModels(), FormsOfServers()}) {
      for (const MessageForm& form : forms) {
        if (form.rule != (of_rule ? rule : absl::string_view())) continue;
        if (const auto facts = Match(form.en, message)) {
          return Fill(form.zh, *facts);
        }
      }
    }
  }
  return "";
}

bool FollowsTheRule(absl::string_view zh) {
  return absl::StartsWith(zh, "：") || absl::StartsWith(zh, "；") ||
         absl::StartsWith(zh, "（");
}

}  // namespace cmmm::texts
