// The models and programmes in service, which may be replaced while calls are
// answered.
//
//   const std::shared_ptr<const Catalog> catalog = live.Get();
//
// A call takes them once and keeps them to its end, so that no answer mixes two
// sets; a stream keeps them for all of its blocks. What nobody uses any longer
// is freed.
#ifndef CMMM_SERVICE_LIVE_CATALOG_H_
#define CMMM_SERVICE_LIVE_CATALOG_H_

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <utility>

#include "engine/model/catalog.h"

namespace cmmm::service {

// How often the set was replaced, and how often what was found in its place was
// wrong, so that the old one stayed.
// For the metrics cmmm_reloads_total and cmmm_models_loaded_time_seconds.
struct ReloadCounts {
  int64_t replaced = 0;
  int64_t refused = 0;
  // When the set in service was loaded.
  std::chrono::system_clock::time_point loaded;
};

// Thread-safe.
// A lock is held for the copy of a pointer.
class LiveCatalog {
 public:
  explicit LiveCatalog(std::shared_ptr<const Catalog> catalog)
      : catalog_(std::move(catalog)) {
    counts_.loaded = std::chrono::system_clock::now();
  }
  // Loaded now, as its counts say.
  explicit LiveCatalog(Catalog catalog)
      : LiveCatalog(std::make_shared<const Catalog>(std::move(catalog))) {}

  // What counts now; valid as long as somebody has it.
  std::shared_ptr<const Catalog> Get() const {
    const std::lock_guard<std::mutex> lock(mutex_);
    return catalog_;
  }

  // What of it there is for who may use these models only; null: for everybody.
  // The same `models` get the same parts of one set.
  // Made once and kept, 256 of them at most.
  std::shared_ptr<const Catalog> GetOnly(
      const std::shared_ptr<const std::set<std::string>>& models) const;

  // Calls that begin from now on take `catalog`.
  // Those under way end with what they began with.
  void Replace(Catalog catalog);

  // What was to replace the set was wrong: it stays.
  void CountRefused();

  ReloadCounts counts() const;

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<const Catalog> catalog_;  // guarded by mutex_
  // What was made of it for some models, by their ids.
  mutable std::map<std::set<std::string>, std::shared_ptr<const Catalog>>
      parts_;            // guarded by mutex_
  ReloadCounts counts_;  // guarded by mutex_
};

}  // namespace cmmm::service

#endif  // CMMM_SERVICE_LIVE_CATALOG_H_
