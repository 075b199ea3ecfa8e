#include "cli/printing/open_questions.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"

namespace cmmm::cli {
namespace {

// More ids than this are counted only.
constexpr size_t kShownAbsent = 10;
constexpr size_t kShownInShort = 3;

struct Remembered {
  QuestionPlaces places;
  std::vector<std::string> open;
};

std::map<std::string, Remembered>& RememberedQuestions() {
  static auto* remembered = new std::map<std::string, Remembered>;
  return *remembered;
}

// A server's violation has no value, but the id between backticks.
std::string IdOf(const Violation& violation) {
  if (!violation.value.empty()) return violation.value;
  const std::vector<std::string> parts = absl::StrSplit(violation.message, '`');
  return parts.size() > 1 ? parts[1] : "";
}

std::string CountedOpen(texts::Language language, size_t count) {
  return absl::StrCat(
      count, texts::Say(language, " 条未作答",
                        count == 1 ? " open question" : " open questions"));
}

}  // namespace

void RememberQuestions(const std::string& file,
                       std::map<std::string, QuestionPlace> questions) {
  RememberQuestions(file, std::move(questions), {});
}

void RememberQuestions(const std::string& file,
                       std::map<std::string, QuestionPlace> questions,
                       std::vector<std::string> open) {
  RememberedQuestions()[file] = {std::move(questions), std::move(open)};
}

const QuestionPlaces& QuestionsOf(const std::string& file) {
  return RememberedQuestions()[file].places;
}

const std::vector<std::string>& OpenIn(const std::string& file) {
  return RememberedQuestions()[file].open;
}

std::string OpenIdOf(const Violation& violation) {
  return violation.rule_id == kOpenRule ? IdOf(violation) : "";
}

std::string SayOpenInShort(texts::Language language,
                           const QuestionPlaces& places,
                           const std::vector<std::string>& ids) {
  std::vector<std::string> first;
  for (const std::string& id : ids) {
    if (first.size() == kShownInShort) break;
    const auto found = places.find(id);
    first.push_back(
        found == places.end() || found->second.sheet.empty()
            ? id
            : absl::StrCat(found->second.sheet, "!", found->second.cell));
  }
  return absl::StrCat(
      CountedOpen(language, ids.size()), texts::Say(language, "（", " ("),
      absl::StrJoin(first, texts::Say(language, "、", ", ")),
      ids.size() > first.size() ? " …" : "", texts::Say(language, "）", ")"));
}

OpenQuestions::Sheet* OpenQuestions::SheetOf(const std::string& name) {
  const auto found =
      std::find_if(sheets_.begin(), sheets_.end(),
                   [&](const Sheet& sheet) { return sheet.name == name; });
  if (found != sheets_.end()) return &*found;
  sheets_.emplace_back().name = name;
  return &sheets_.back();
}

bool OpenQuestions::Add(const QuestionPlaces& places,
                        const Violation& violation) {
  const std::string id = OpenIdOf(violation);
  return !id.empty() && Add(places, id);
}

bool OpenQuestions::Add(const QuestionPlaces& places, const std::string& id) {
  const auto found = places.find(id);
  if (found == places.end()) return false;
  const QuestionPlace& place = found->second;
  if (place.sheet.empty()) {
    absent_.push_back(id);
    return true;
  }
  Sheet* sheet = SheetOf(place.sheet);
  ++sheet->count;
  if (sheet->groups.empty() || sheet->groups.back().first != place.group) {
    sheet->groups.push_back({place.group, {}});
  }
  sheet->groups.back().second.push_back(
      absl::StrCat(place.cell, " ", place.item));
  return true;
}

void OpenQuestions::Print(texts::Language language, const std::string& heading,
                          std::ostream& out) const {
  size_t total = absent_.size();
  for (const Sheet& sheet : sheets_) total += sheet.count;
  if (total == 0) return;
  out << "  " << heading << CountedOpen(language, total) << "\n";
  for (const Sheet& sheet : sheets_) {
    out << "  " << sheet.name << texts::Say(language, "：", ": ")
        << CountedOpen(language, sheet.count) << "\n";
    for (const auto& [group, cells] : sheet.groups) {
      out << "    " << group << texts::Say(language, "：", ": ")
          << absl::StrJoin(cells, texts::Say(language, "、", ", ")) << "\n";
    }
  }
  if (!absent_.empty()) PrintAbsent(language, out);
}

void OpenQuestions::PrintAbsent(texts::Language language,
                                std::ostream& out) const {
  out << "  "
      << texts::Say(language, "这份工作簿里没有的：", "not asked here: ")
      << CountedOpen(language, absent_.size());
  if (absent_.size() <= kShownAbsent) {
    out << texts::Say(language, "（", " (")
        << absl::StrJoin(absent_, texts::Say(language, "、", ", "))
        << texts::Say(language, "）", ")");
  }
  out << "\n";
}

}  // namespace cmmm::cli
