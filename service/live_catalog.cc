#include "service/live_catalog.h"

namespace cmmm::service {

void LiveCatalog::Replace(Catalog catalog) {
  auto next = std::make_shared<const Catalog>(std::move(catalog));
  const std::lock_guard<std::mutex> lock(mutex_);
  // The old one, if nobody uses it, is freed by `next`, after the lock.
  catalog_.swap(next);
  ++counts_.replaced;
  counts_.loaded = std::chrono::system_clock::now();
}

void LiveCatalog::CountRefused() {
  const std::lock_guard<std::mutex> lock(mutex_);
  ++counts_.refused;
}

ReloadCounts LiveCatalog::counts() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return counts_;
}

}  // namespace cmmm::service
