#include "tables/column_names.h"

#include <cstdint>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_replace.h"
#include "engine/base/plain_text.h"
#include "engine/base/utf8.h"
#include "excel/layout.h"
#include "tables/edit_distance.h"

namespace cmmm::tables {
namespace {

const std::array<ColumnRole, 7> kRoles = {{
    {&TableLayout::enterprise_id,
     {"enterprise_id", "企业编号", "企业id", "企业代码"}},
    {&TableLayout::weight_set, {"weight_set", "权重集", "企业类型"}},
    {&TableLayout::excluded,
     {"excluded_domain_ids", "剔除能力域", "裁剪能力域"}},
    {&TableLayout::up_to_level, {"assess_up_to_level", "评估等级上限"}},
    {&TableLayout::requirement_id,
     {"requirement_id", "item", "条款编号", "条款"}},
    {&TableLayout::grade, {"grade"}},
    {&TableLayout::note, {"note", "说明"}},
}};

// What people call the settings elsewhere: options, short words.
const std::array<std::pair<size_t TableLayout::*, absl::string_view>, 18>
    kOtherNames = {{
        {&TableLayout::weight_set, "weights"},
        {&TableLayout::weight_set, "weight"},
        {&TableLayout::weight_set, "权重"},
        {&TableLayout::weight_set, "权重类型"},
        {&TableLayout::excluded, "exclude"},
        {&TableLayout::excluded, "excluded"},
        {&TableLayout::excluded, "excluded_domains"},
        {&TableLayout::excluded, "exclusions"},
        {&TableLayout::excluded, "剔除"},
        {&TableLayout::excluded, "裁剪"},
        {&TableLayout::excluded, "剔除域"},
        {&TableLayout::excluded, "裁剪域"},
        {&TableLayout::excluded, "不参评能力域"},
        {&TableLayout::up_to_level, "up_to"},
        {&TableLayout::up_to_level, "up_to_level"},
        {&TableLayout::up_to_level, "评估上限"},
        {&TableLayout::up_to_level, "等级上限"},
        {&TableLayout::up_to_level, "评估级别上限"},
    }};

// The lines of a workbook that say the same.
constexpr std::array<std::pair<size_t TableLayout::*, excel::Field>, 3>
    kFields = {{
        {&TableLayout::weight_set, excel::Field::kWeights},
        {&TableLayout::excluded, excel::Field::kExcluded},
        {&TableLayout::up_to_level, excel::Field::kUpTo},
    }};

constexpr std::array<absl::string_view, 5> kNearlyAnswers = {
    "answers", "answer", "作答", "答案", "grades"};

// So many letters may be wrong in a name that is taken for a slip; in Chinese
// names, and in none that are short, where another word is as near.
constexpr size_t kLongName = 9;       // one letter
constexpr size_t kVeryLongName = 12;  // two
constexpr size_t kLongChineseName = 5;

// As names are compared: without what the keyboards differ by, and camelCase
// and blanks as the underscores of the API.
std::string KeyOfColumn(absl::string_view name) {
  std::string key;
  for (const char c : PlainText(name)) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '_' || c == ' ' || c == '-') continue;
    key.push_back(absl::ascii_tolower(byte));
  }
  return key;
}

// The same without what people add to a title: a remark in brackets, a star, a
// colon, 的.
std::string BareKey(absl::string_view name) {
  const std::string text = absl::StrReplaceAll(
      KeyOfColumn(name), {{"【", "["}, {"】", "]"}, {"的", ""}});
  std::string key;
  int depth = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == ')' || c == ']') {
      depth = depth > 0 ? depth - 1 : 0;
    } else if (c == '(' || c == '[') {
      ++depth;
    } else if (depth == 0 && !absl::ascii_ispunct(byte)) {
      key.push_back(c);
    }
  }
  return key;
}

std::u32string CharactersOf(absl::string_view text) {
  std::u32string characters;
  while (!text.empty()) {
    const size_t length = Utf8Length(text);
    characters.push_back(length == 0 ? U'\uFFFD'
                                     : static_cast<char32_t>(CodePointOf(
                                           text.substr(0, length))));
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return characters;
}

size_t SlipsAllowed(const std::u32string& name) {
  const bool chinese = name.front() >= 0x80;
  if (chinese) return name.size() >= kLongChineseName ? 1 : 0;
  if (name.size() >= kVeryLongName) return 2;
  return name.size() >= kLongName ? 1 : 0;
}

using Roles = absl::flat_hash_map<std::string, const ColumnRole*>;

Roles MakeRoles() {
  Roles roles;
  for (const ColumnRole& role : kRoles) {
    for (const absl::string_view name : role.names) {
      if (!name.empty()) roles[KeyOfColumn(name)] = &role;
    }
  }
  return roles;
}

const ColumnRole* RoleOf(size_t TableLayout::*column) {
  for (const ColumnRole& role : kRoles) {
    if (role.column == column) return &role;
  }
  return nullptr;
}

// A name of a setting, as names are compared.
struct SettingName {
  const ColumnRole* role;
  std::string key;
  std::u32string characters;
};

std::vector<SettingName> MakeSettingNames() {
  std::vector<SettingName> all;
  const auto add = [&](size_t TableLayout::*column, absl::string_view name) {
    std::string key = BareKey(name);
    std::u32string characters = CharactersOf(key);
    all.push_back({RoleOf(column), std::move(key), std::move(characters)});
  };
  for (const auto& [column, field] : kFields) {
    for (const absl::string_view name : RoleOf(column)->names) {
      if (!name.empty()) add(column, name);
    }
    add(column, excel::FieldLabel(field).zh);
    add(column, excel::FieldLabel(field).en);
    add(column, excel::FieldKey(field));
  }
  for (const auto& [column, name] : kOtherNames) add(column, name);
  return all;
}

// Whether the texts differ by no more than so many letters.
bool AreNear(const std::u32string& a, const std::u32string& b, size_t most) {
  const size_t between =
      a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  return between <= most && EditDistance(a, b) <= most;
}

}  // namespace

const ColumnRole* FindRole(absl::string_view name) {
  static const auto* const kByName = new Roles(MakeRoles());
  const auto found = kByName->find(KeyOfColumn(name));
  if (found != kByName->end()) return found->second;
  return excel::FindColumn(name) == excel::Column::kGrade
             ? RoleOf(&TableLayout::grade)
             : nullptr;
}

const ColumnRole* FindSlip(absl::string_view name) {
  static const auto* const kNames =
      new std::vector<SettingName>(MakeSettingNames());
  std::string key = BareKey(name);
  // As a table that was flattened has it: profile.weight_set.
  if (absl::StartsWith(key, "profile")) key.erase(0, 7);
  const std::u32string characters = CharactersOf(key);
  for (const SettingName& setting : *kNames) {
    if (key == setting.key || AreNear(characters, setting.characters,
                                      SlipsAllowed(setting.characters))) {
      return setting.role;
    }
  }
  return nullptr;
}

bool IsNearlyAnswers(absl::string_view key) {
  const std::string bare = BareKey(key);
  for (const absl::string_view name : kNearlyAnswers) {
    if (bare == name) return true;
  }
  return AreNear(CharactersOf(bare), CharactersOf(kNearlyAnswers[0]), 1);
}

bool HasEnterpriseIdTitle(absl::string_view lower) {
  for (const absl::string_view name : kRoles[0].names) {
    if (!name.empty() && absl::StrContains(lower, name)) return true;
  }
  return false;
}

}  // namespace cmmm::tables
