#include "service/live_catalog.h"

namespace cmmm::service {
namespace {

// Roles are a few; more parts than that are made anew.
constexpr size_t kMostParts = 256;

}  // namespace

std::shared_ptr<const Catalog> LiveCatalog::GetOnly(
    const std::shared_ptr<const std::set<std::string>>& models) const {
  if (models == nullptr) return Get();
  const std::lock_guard<std::mutex> lock(mutex_);
  auto& part = parts_[*models];
  if (part == nullptr) {
    if (parts_.size() > kMostParts) {
      parts_.clear();
      return std::make_shared<const Catalog>(catalog_->Only(*models));
    }
    part = std::make_shared<const Catalog>(catalog_->Only(*models));
  }
  return part;
}

void LiveCatalog::Replace(Catalog catalog) {
  auto next = std::make_shared<const Catalog>(std::move(catalog));
  const std::lock_guard<std::mutex> lock(mutex_);
  // The old one, if nobody uses it, is freed by `next`, after the lock.
  catalog_.swap(next);
  parts_.clear();
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
