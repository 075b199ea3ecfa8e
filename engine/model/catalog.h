// The models a process scores by: read, validated and compiled at start-up,
// then immutable.
#ifndef CMMM_ENGINE_MODEL_CATALOG_H_
#define CMMM_ENGINE_MODEL_CATALOG_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "cmmm/v1/model.pb.h"
#include "engine/base/refusal.h"
#include "engine/base/violations.h"
#include "engine/model/compiled_model.h"

namespace cmmm {

struct CatalogEntry {
  std::shared_ptr<const CompiledModel> compiled;
  std::shared_ptr<const v1::ModelDefinition> definition;
  std::string file;
};

// Thread-safe: immutable once loaded.
class Catalog {
 public:
  Catalog() = default;

  // Every `*.textproto` at or below `path` (a file or a folder), each one
  // model. Findings are added with `file:line:column: field` as their path;
  // a model with findings is not in the catalog. Two files with the same id
  // and version are a finding `model.duplicate`, a path without any model
  // `model.none`.
  static Catalog Load(const std::string& path, Violations* violations);

  // Model ids in order, newest version first.
  const std::vector<CatalogEntry>& entries() const { return entries_; }

  // The model named; an empty version is the newest, an empty id the only
  // one. NOT_FOUND lists what exists, in the message and the metadata.
  Outcome<const CatalogEntry*> Find(absl::string_view id,
                                    absl::string_view version) const;

 private:
  std::vector<CatalogEntry> entries_;
};

// The model files at or below `path`, sorted. A file is itself.
std::vector<std::string> FindModelFiles(const std::string& path);

}  // namespace cmmm

#endif  // CMMM_ENGINE_MODEL_CATALOG_H_
