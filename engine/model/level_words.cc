#include "engine/model/level_words.h"

#include <array>

#include "absl/strings/str_cat.h"

namespace cmmm {
namespace {

constexpr std::array<const char*, 10> kChineseNumbers = {
    "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};

}  // namespace

Text LevelNumber(int level) {
  if (level <= 0) return {"未达级", "no level"};
  const auto place = static_cast<size_t>(level - 1);
  const std::string number = place < kChineseNumbers.size()
                                 ? kChineseNumbers.at(place)
                                 : absl::StrCat(level);
  return {absl::StrCat(number, "级"), absl::StrCat("level ", level)};
}

Text LevelWithName(int level, const Text& name) {
  if (level <= 0) return LevelNumber(level);
  const Text number = LevelNumber(level);
  return {absl::StrCat(number.zh, "（", name.zh, "）"),
          absl::StrCat(number.en, " (", name.en, ")")};
}

Text NameLevel(const CompiledModel& model, int level) {
  if (level <= 0 || level > model.level_count()) return LevelNumber(level);
  return LevelWithName(level,
                       model.levels[static_cast<size_t>(level - 1)].name);
}

}  // namespace cmmm
