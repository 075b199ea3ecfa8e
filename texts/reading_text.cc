#include "texts/reading_text.h"

#include "absl/strings/str_cat.h"

namespace cmmm::texts {
namespace {

bool SameTotal(const v1::LevelDecision& decision) {
  const v1::Score& a = decision.total();
  const v1::Score& b = decision.other_reading().total();
  return a.numerator() == b.numerator() && a.denominator() == b.denominator();
}

}  // namespace

const char* ReadingName(Language language, v1::Accumulation accumulation) {
  return accumulation == v1::ACCUMULATION_CUMULATIVE
             ? Say(language, "各级累加", "cumulative")
             : Say(language, "逐级判定", "progressive");
}

bool ReadingsDiffer(const v1::LevelDecision& decision,
                    const v1::LevelDecision& best) {
  return decision.has_other_reading() &&
         !(SameTotal(decision) && SameTotal(best));
}

std::string ShowReadings(const TextNames& names,
                         const v1::LevelDecision& decision,
                         const v1::LevelDecision& best) {
  const Language language = names.language();
  const v1::Reading& low = decision.other_reading();
  const v1::Reading& high = best.other_reading();
  std::string level = names.LevelNumber(low.level());
  if (low.level() != high.level()) {
    absl::StrAppend(&level, Say(language, "到", " to "),
                    names.LevelNumber(high.level()));
  }
  return absl::StrCat(
      ShowScoreRange(decision.total(), best.total()), Say(language, "（", " ("),
      ReadingName(language, decision.accumulation()),
      Say(language, "，据此定级）、", ", decides), "),
      ShowScoreRange(low.total(), high.total()), Say(language, "（", " ("),
      ReadingName(language, low.accumulation()), Say(language, "，", ": "),
      level, Say(language, "）", ")"));
}

std::string WhyReadingsDiffer(Language language) {
  return Say(language,
             "逐级判定只计从一级起连续达标的等级和下一级的得分，各级累加则把"
             "所有等级的得分相加。",
             "Progressive counts the levels satisfied one after the other and "
             "the score of the next one; cumulative adds up all levels.");
}

}  // namespace cmmm::texts
