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
#include "engine/model/digest.h"
#include "engine/model/ids.h"
#include "engine/model/lint.h"
#include "engine/model/validate.h"

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
  std::vector<std::string> programmes;
  bool models = false;
  for (const std::string& file : FindModelFiles(path)) {
    if (IsProgrammeFile(file)) {
      programmes.push_back(file);
      continue;
    }
    models = true;
    catalog.LoadModel(file, violations);
  }
  if (!models) {
    violations->Add(path, "model.none", path,
                    absl::StrCat("no model (*", kModelExtension, ") in it"));
  }
  std::sort(catalog.entries_.begin(), catalog.entries_.end(), Earlier);
  const ModelLevels levels = catalog.Levels();
  for (const std::string& file : programmes) {
    catalog.LoadProgramme(file, levels, violations);
  }
  std::sort(catalog.programmes_.begin(), catalog.programmes_.end(),
            [](const ProgrammeEntry& a, const ProgrammeEntry& b) {
              return a.definition->id() < b.definition->id();
            });
  return catalog;
}

Catalog Catalog::OfModel(const v1::ModelDefinition& definition,
                         Violations* violations) {
  Catalog catalog;
  const size_t before = violations->total();
  ValidateModel(definition, violations);
  if (violations->total() > before) return catalog;
  catalog.entries_.push_back(
      {CompileModel(definition),
       std::make_shared<const v1::ModelDefinition>(definition), ""});
  return catalog;
}

void Catalog::LoadModel(const std::string& file, Violations* violations) {
  const size_t before = violations->total();
  ModelSource source = LintModelFile(file, violations);
  if (violations->total() > before) return;
  CatalogEntry entry;
  entry.compiled = CompileModel(source.definition);
  entry.definition =
      std::make_shared<const v1::ModelDefinition>(std::move(source.definition));
  entry.file = file;
  for (const CatalogEntry& twin : entries_) {
    if (NameOf(twin) != NameOf(entry)) continue;
    violations->Add(file, "model.duplicate", NameOf(entry),
                    absl::StrCat(NameOf(entry), " is also in ", twin.file));
    return;
  }
  entries_.push_back(std::move(entry));
}

void Catalog::LoadProgramme(const std::string& file, const ModelLevels& models,
                            Violations* violations) {
  const size_t before = violations->total();
  ProgrammeSource source = LintProgrammeFile(file, models, violations);
  if (violations->total() > before) return;
  for (const ProgrammeEntry& twin : programmes_) {
    const std::string& id = source.definition.id();
    if (twin.definition->id() != id) continue;
    violations->Add(file, "programme.duplicate", id,
                    absl::StrCat(id, " is also in ", twin.file));
    return;
  }
  ProgrammeEntry entry;
  entry.digest = ProgrammeDigest(source.definition);
  entry.definition = std::make_shared<const v1::ProgrammeDefinition>(
      std::move(source.definition));
  entry.file = file;
  programmes_.push_back(std::move(entry));
}

ModelLevels Catalog::Levels() const {
  ModelLevels levels;
  for (const CatalogEntry& entry : entries_) {
    const int count = entry.compiled->level_count();
    const auto [known, first] = levels.emplace(entry.compiled->id, count);
    if (!first) known->second = std::min(known->second, count);
  }
  return levels;
}

Outcome<const ProgrammeEntry*> Catalog::FindProgramme(
    absl::string_view id) const {
  for (const ProgrammeEntry& entry : programmes_) {
    if (entry.definition->id() == id) return &entry;
  }
  const std::string existing =
      absl::StrJoin(programmes_, ", ", [](std::string* out, const auto& entry) {
        absl::StrAppend(out, entry.definition->id());
      });
  const std::string there_is = existing.empty() ? "none" : existing;
  Refusal refusal = Refuse(
      absl::StatusCode::kNotFound, "PROGRAMME_NOT_FOUND",
      id.empty()
          ? absl::StrCat("programme_id: name one of the programmes: ", there_is)
          : absl::StrCat("programme_id: there is no `", Printable(id),
                         "`; there is: ", there_is));
  refusal.metadata["programmes"] = existing;
  return refusal;
}

Catalog Catalog::Only(const std::set<std::string>& models) const {
  Catalog only;
  for (const CatalogEntry& entry : entries_) {
    if (models.count(entry.compiled->id) > 0) only.entries_.push_back(entry);
  }
  for (const ProgrammeEntry& programme : programmes_) {
    if (models.count(programme.definition->model_id()) > 0) {
      only.programmes_.push_back(programme);
    }
  }
  return only;
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
