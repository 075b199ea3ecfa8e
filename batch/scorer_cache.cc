#include "batch/scorer_cache.h"

#include <utility>

#include "absl/strings/str_cat.h"

namespace cmmm::batch {
namespace {

constexpr size_t kMostScorers = 1024;

}  // namespace

ScorerCache::ScorerCache(const Catalog& catalog, v1::ScoreRequest common)
    : catalog_(catalog), common_(std::move(common)) {}

const Outcome<RowScorer>& ScorerCache::Get(absl::string_view weight_set,
                                           absl::string_view excluded,
                                           int up_to_level) {
  key_.assign(weight_set.data(), weight_set.size());
  absl::StrAppend(&key_, "\n", excluded, "\n", up_to_level);
  auto& entry = cache_[key_];
  if (entry != nullptr) return *entry;
  v1::ScoreRequest request = common_;
  v1::Profile* profile = request.mutable_profile();
  if (!weight_set.empty()) profile->set_weight_set(std::string(weight_set));
  if (!excluded.empty()) profile->clear_excluded_domain_ids();
  for (const std::string& name : SplitNames(excluded)) {
    profile->add_excluded_domain_ids(name);
  }
  if (up_to_level != 0) profile->set_assess_up_to_level(up_to_level);
  entry =
      std::make_unique<Outcome<RowScorer>>(RowScorer::Make(catalog_, request));
  return *entry;
}

void ScorerCache::Trim() {
  if (cache_.size() > kMostScorers) cache_.clear();
}

}  // namespace cmmm::batch
