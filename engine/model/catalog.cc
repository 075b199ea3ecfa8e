#include "engine/model/catalog.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/model/compile.h"
#include "engine/model/ids.h"
#include "engine/model/lint.h"

namespace cmmm {
namespace {

namespace fs = std::filesystem;

constexpr char kModelExtension[] = ".textproto";

bool Earlier(const CatalogEntry& a, const CatalogEntry& b) {
  if (a.compiled->id != b.compiled->id) return a.compiled->id < b.compiled->id;
  return CompareVersions(a.compiled->version, b.compiled->version) > 0;
}

std::string NameOf(const CatalogEntry& entry) {
  return absl::StrCat(entry.compiled->id, "@", entry.compiled->version);
}

}  // namespace

std::vector<std::string> FindModelFiles(const std::string& path) {
  std::error_code error;
  if (!fs::is_directory(path, error)) return {path};
  std::vector<std::string> files;
  for (fs::recursive_directory_iterator it(path, error), end;
       !error && it != end; it.increment(error)) {
    if (it->path().extension() == kModelExtension) {
      files.push_back(it->path().string());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

Catalog Catalog::Load(const std::string& path, Violations* violations) {
  Catalog catalog;
  const std::vector<std::string> files = FindModelFiles(path);
  if (files.empty()) {
    violations->Add(path, "model.none", path,
                    absl::StrCat("no *", kModelExtension, " file in it"));
  }
  for (const std::string& file : files) {
    const size_t before = violations->total();
    ModelSource source = LintModelFile(file, violations);
    if (violations->total() > before) continue;
    CatalogEntry entry;
    entry.compiled = CompileModel(source.definition);
    entry.definition = std::make_shared<const v1::ModelDefinition>(
        std::move(source.definition));
    entry.file = file;
    const auto twin = std::find_if(
        catalog.entries_.begin(), catalog.entries_.end(),
        [&](const CatalogEntry& e) { return NameOf(e) == NameOf(entry); });
    if (twin != catalog.entries_.end()) {
      violations->Add(file, "model.duplicate", NameOf(entry),
                      absl::StrCat(NameOf(entry), " is also in ", twin->file));
      continue;
    }
    catalog.entries_.push_back(std::move(entry));
  }
  std::sort(catalog.entries_.begin(), catalog.entries_.end(), Earlier);
  return catalog;
}

Outcome<const CatalogEntry*> Catalog::Find(absl::string_view id,
                                           absl::string_view version) const {
  const bool single = !entries_.empty() && entries_.front().compiled->id ==
                                               entries_.back().compiled->id;
  for (const CatalogEntry& entry : entries_) {
    if (id.empty() ? !single : entry.compiled->id != id) continue;
    if (version.empty() || entry.compiled->version == version) return &entry;
  }
  const std::string existing =
      absl::StrJoin(entries_, ", ", [](std::string* out, const auto& entry) {
        absl::StrAppend(out, NameOf(entry));
      });
  Refusal refusal =
      Refuse(absl::StatusCode::kNotFound, "MODEL_NOT_FOUND",
             id.empty() && version.empty()
                 ? absl::StrCat("model.id: name one of the models: ", existing)
                 : absl::StrCat("model: there is no `", Printable(id),
                                version.empty() ? "" : "@", Printable(version),
                                "`; there is: ", existing));
  refusal.metadata["models"] = existing;
  return refusal;
}

}  // namespace cmmm
