#include "engine/model/model_names.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "engine/base/plain_text.h"
#include "engine/base/utf8.h"
#include "engine/model/level_words.h"

namespace cmmm {
namespace {

// A name that is shorter begins too many others to mean one of them.
constexpr size_t kLeastBeginning = 4;

// Whether a character only stands between the words of a name: blanks, points,
// hyphens and dashes, brackets.
bool IsBetweenWords(absl::string_view character) {
  if (character.size() == 1) {
    return absl::StrContains(" -._/()", character[0]);
  }
  const uint32_t code = CodePointOf(character);
  return code == 0xB7 || code == 0x30FB || (code >= 0x2010 && code <= 0x2015);
}

// What is compared of a name: no case, nothing between its words.
std::string KeyOf(absl::string_view text) {
  const std::string plain = PlainText(text);
  std::string key;
  for (absl::string_view rest = plain; !rest.empty();) {
    const size_t length = std::max<size_t>(1, Utf8Length(rest));
    const absl::string_view character = rest.substr(0, length);
    rest.remove_prefix(length);
    if (IsBetweenWords(character)) continue;
    key.append(character.data(), character.size());
  }
  return absl::AsciiStrToLower(key);
}

bool IsAlphanumeric(char c) {
  return absl::ascii_isalnum(static_cast<unsigned char>(c));
}

}  // namespace

// A key of two parts names none of them.
void ModelNames::Add(const std::string& key, const std::string& id,
                     Directory* directory) {
  if (key.empty()) return;
  const auto [at, is_new] = directory->ids.try_emplace(key, id);
  if (!is_new && at->second != id) at->second.clear();
}

void ModelNames::AddNamed(const NamedPart& part, Directory* directory) {
  Add(KeyOf(part.id), part.id, directory);
  Add(KeyOf(part.name.zh), part.id, directory);
  Add(KeyOf(part.name.en), part.id, directory);
}

void ModelNames::AddToList(const NamedPart& part, Directory* directory) {
  const auto add = [&](const std::string& name, std::string* list) {
    absl::StrAppend(list, list->empty() ? "" : ", ", part.id, " (", name, ")");
  };
  add(part.name.zh, &directory->list.zh);
  add(part.name.en, &directory->list.en);
}

void ModelNames::AddWeightSet(const NamedPart& part) {
  AddNamed(part, &weight_sets_);
  AddToList(part, &weight_sets_);
}

void ModelNames::AddDomain(const NamedPart& part, bool excludable) {
  AddNamed(part, &domains_);
  if (excludable) AddToList(part, &domains_);
}

void ModelNames::AddSubdomain(const NamedPart& part) {
  AddNamed(part, &subdomains_);
}

void ModelNames::AddRequirement(const NamedPart& part,
                                const NamedPart& subdomain) {
  AddNamed(part, &requirements_);
  absl::string_view place = part.id;  // `.LEVEL.LETTER` of it
  if (!absl::ConsumePrefix(&place, subdomain.id)) return;
  for (const std::string& name : {subdomain.name.zh, subdomain.name.en}) {
    Add(KeyOf(absl::StrCat(name, place)), part.id, &requirements_);
  }
}

void ModelNames::AddLevel(const Text& name) {
  const int level = ++level_count_;
  const std::string digit = absl::StrCat(level);
  const std::vector<std::string> numbers = {
      digit, std::string(absl::StripSuffix(LevelNumber(level).zh, "级"))};
  for (const std::string& number : numbers) {
    for (const char* before : {"", "第", "等级"}) {
      for (const char* behind : {"", "级"}) {
        const std::string zh = absl::StrCat(before, number, behind);
        levels_[zh] = level;
        levels_[KeyOf(absl::StrCat(zh, name.zh))] = level;
      }
    }
  }
  for (const char* before : {"", "level", "l", "lv"}) {
    levels_[absl::StrCat(before, digit)] = level;
    levels_[KeyOf(absl::StrCat(before, digit, name.en))] = level;
  }
  levels_[KeyOf(name.zh)] = level;
  levels_[KeyOf(name.en)] = level;
  for (const char* all : {"all", "全部", "所有", "全部等级"}) levels_[all] = 0;
}

absl::string_view ModelNames::Find(const Directory& directory,
                                   absl::string_view text) {
  const auto found = directory.ids.find(KeyOf(text));
  if (found == directory.ids.end()) return {};
  return found->second;
}

// The beginning of a name will do where it is the beginning of one only: they
// are few, and are said by their first word.
absl::string_view ModelNames::WeightSet(absl::string_view text) const {
  const std::string key = KeyOf(text);
  const auto found = weight_sets_.ids.find(key);
  if (found != weight_sets_.ids.end()) return found->second;
  absl::string_view only;
  if (key.size() < kLeastBeginning) return only;
  for (const auto& [name, id] : weight_sets_.ids) {
    if (!absl::StartsWith(name, key)) continue;
    if (!only.empty() && only != id) return {};
    only = id;
  }
  return only;
}

absl::string_view ModelNames::Domain(absl::string_view text) const {
  return Find(domains_, text);
}

bool ModelNames::SaysNoDomain(absl::string_view text) const {
  static constexpr auto kWords = std::to_array<absl::string_view>(
      {"无", "没有", "不剔除", "无剔除", "不裁剪", "无裁剪", "没有裁剪", "none",
       "no", "nothing", "n/a", "/", "-", "--", "—", "——", "–"});
  const std::string plain = absl::AsciiStrToLower(PlainText(text));
  const bool says =
      std::find(kWords.begin(), kWords.end(), plain) != kWords.end();
  return says && !domains_.ids.contains(KeyOf(plain));
}

absl::string_view ModelNames::Subdomain(absl::string_view text) const {
  return Find(subdomains_, text);
}

absl::string_view ModelNames::Requirement(absl::string_view text) const {
  return Find(requirements_, text);
}

std::optional<int> ModelNames::Level(absl::string_view text) const {
  const std::string plain = PlainText(text);
  double number = 0;
  if (absl::SimpleAtod(plain, &number)) {
    if (!(std::abs(number) < 1e6) || number != std::floor(number)) {
      return std::nullopt;
    }
    return static_cast<int>(number);
  }
  const auto found = levels_.find(KeyOf(plain));
  if (found == levels_.end()) return std::nullopt;
  return found->second;
}

bool ModelNames::LooksLikeRequirement(absl::string_view text) const {
  const std::string plain = absl::AsciiStrToLower(PlainText(text));
  const size_t dot = plain.find('.');
  if (dot != std::string::npos && !Subdomain(plain.substr(0, dot)).empty()) {
    return true;
  }
  const std::string key = KeyOf(plain);
  for (size_t at = 1; at + 1 < key.size(); ++at) {
    if (!absl::ascii_isdigit(static_cast<unsigned char>(key[at])) ||
        !absl::ascii_isalpha(static_cast<unsigned char>(key[at + 1]))) {
      continue;
    }
    const bool ends = at + 2 == key.size() || !IsAlphanumeric(key[at + 2]);
    // `2-a score` has a sign between level and letter, `2ascore` has none.
    const size_t digit = plain.find(key[at]);
    const bool apart =
        digit + 1 < plain.size() && !IsAlphanumeric(plain[digit + 1]);
    if ((ends || apart) && subdomains_.ids.contains(key.substr(0, at))) {
      return true;
    }
  }
  return false;
}

std::vector<std::string> SplitNames(absl::string_view text) {
  // Line ends are blanks to PlainText, so they are turned first.
  const std::string apart = absl::StrReplaceAll(
      text, {{"、", ";"}, {"\n", ";"}, {"\r", ";"}, {"｜", ";"}, {"|", ";"}});
  std::vector<std::string> names;
  for (const absl::string_view piece :
       absl::StrSplit(PlainText(apart), absl::ByAnyChar(",;"))) {
    std::string name = PlainText(piece);
    if (!name.empty()) names.push_back(std::move(name));
  }
  return names;
}

}  // namespace cmmm
