#include "portfolio/place_text.h"

#include "absl/strings/str_cat.h"
#include "texts/format_text.h"

namespace cmmm::portfolio {
namespace {

int32_t ToPlaceUnits(const v1::Score& score) {
  return results::ToUnits(Ratio{score.numerator(), score.denominator()});
}

std::string CountRange(int32_t least, int32_t most) {
  return texts::ShowRange(absl::StrCat(least), absl::StrCat(most));
}

}  // namespace

Place PlaceTotal(const v1::Cohort& cohort, const v1::ScoreResponse& score) {
  const v1::LevelDecision& best =
      score.has_bounds() ? score.bounds().best() : score.decision();
  return PlaceIn(cohort.total(), ToPlaceUnits(score.decision().total()),
                 ToPlaceUnits(best.total()));
}

std::string ShowBelow(const Place& place) {
  const int64_t all = place.enterprises;
  if (all == 0) return "–";
  const int64_t least = int64_t{place.below_least} * 100 / all;
  const int64_t most = (int64_t{place.below_most} * 100 + all - 1) / all;
  return absl::StrCat(texts::ShowRange(absl::StrCat(least), absl::StrCat(most)),
                      " %");
}

std::string ShowEqual(const Place& place) {
  return CountRange(place.equal_least, place.equal_most);
}

std::string SayPlace(texts::Language language, const Place& place) {
  const std::string below = CountRange(place.below_least, place.below_most);
  return language == texts::Language::kZh
             ? absl::StrCat("与 ", place.enterprises,
                            " 家企业相比，总分高于其中 ", below, " 家（",
                            ShowBelow(place), "），与 ", ShowEqual(place),
                            " 家相同。")
             : absl::StrCat("The total is above that of ", below, " of ",
                            place.enterprises, " enterprises (",
                            ShowBelow(place), ") and equal to that of ",
                            ShowEqual(place), ".");
}

}  // namespace cmmm::portfolio
