// The scorers of the profiles met so far; of one thread.
#ifndef CMMM_BATCH_SCORER_CACHE_H_
#define CMMM_BATCH_SCORER_CACHE_H_

#include <memory>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "engine/model/catalog.h"
#include "engine/score_rows.h"

namespace cmmm::batch {

class ScorerCache {
 public:
  // `common` holds the model and what applies where a row says nothing.
  ScorerCache(const Catalog& catalog, v1::ScoreRequest common);

  // A scorer, or why there is none. Empty texts and level 0: as `common` says.
  // Valid until the next call of Trim.
  const Outcome<RowScorer>& Get(absl::string_view weight_set,
                                absl::string_view excluded, int up_to_level);
  // To be called between blocks: forgets when there are too many.
  void Trim();

 private:
  const Catalog& catalog_;
  v1::ScoreRequest common_;
  absl::flat_hash_map<std::string, std::unique_ptr<Outcome<RowScorer>>> cache_;
  std::string key_;
};

}  // namespace cmmm::batch

#endif  // CMMM_BATCH_SCORER_CACHE_H_
