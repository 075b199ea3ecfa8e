// The models a process scores by, and the programmes that demand their levels:
// read, validated and compiled at start-up, then immutable.
//
//   Violations findings;
//   const Catalog catalog = Catalog::Load("models", &findings);
//   const auto entry = catalog.Find("gbt39116-2020", "");  // the newest
#ifndef CMMM_ENGINE_MODEL_CATALOG_H_
#define CMMM_ENGINE_MODEL_CATALOG_H_

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "cmmm/v1/model.pb.h"
#include "cmmm/v1/programme.pb.h"
#include "engine/base/refusal.h"
#include "engine/base/violations.h"
#include "engine/model/compiled_model.h"
#include "engine/model/validate_programme.h"

namespace cmmm {

// One model as run and as written, and the file it came from; the file is empty
// when it came from memory.
struct CatalogEntry {
  std::shared_ptr<const CompiledModel> compiled;
  std::shared_ptr<const v1::ModelDefinition> definition;
  std::string file;
};

// `digest`: digest.h. Of an id there is one programme, of one edition.
struct ProgrammeEntry {
  std::shared_ptr<const v1::ProgrammeDefinition> definition;
  std::string digest;
  std::string file;
};

// Thread-safe: immutable once loaded.
class Catalog {
 public:
  Catalog() = default;

  // Every `*.textproto` at or below `path` (a file or a folder), each one
  // model or programme. Findings are added with `file:line:column: field` as
  // their path; a model or programme with findings is not in the catalog. Two
  // files with the same id and version are a finding `model.duplicate`, two
  // programmes with the same id `programme.duplicate`, a path without any
  // model `model.none`.
  static Catalog Load(const std::string& path, Violations* violations);

  // The one model of a definition that is in memory, checked as a file is: what
  // a server answers with GetModel, say. Empty when there are findings.
  static Catalog OfModel(const v1::ModelDefinition& definition,
                         Violations* violations);

  // What there is of it for who may use these models only, by id: they, and
  // the programmes that demand levels of them.
  Catalog Only(const std::set<std::string>& models) const;

  // Model ids in order, newest version first.
  const std::vector<CatalogEntry>& entries() const { return entries_; }

  // The model named; an empty version is the newest, an empty id the only
  // one. NOT_FOUND lists what exists, in the message and the metadata.
  // Valid as long as the catalog. MODEL_NOT_FOUND.
  Outcome<const CatalogEntry*> Find(absl::string_view id,
                                    absl::string_view version) const;

  // By id.
  const std::vector<ProgrammeEntry>& programmes() const { return programmes_; }

  // NOT_FOUND lists what exists, in the message and the metadata.
  // PROGRAMME_NOT_FOUND.
  Outcome<const ProgrammeEntry*> FindProgramme(absl::string_view id) const;

  // Of every model; what programmes are checked against.
  // Of several versions the one with the fewest levels counts.
  ModelLevels Levels() const;

 private:
  void LoadModel(const std::string& file, Violations* violations);
  void LoadProgramme(const std::string& file, const ModelLevels& models,
                     Violations* violations);

  std::vector<CatalogEntry> entries_;
  std::vector<ProgrammeEntry> programmes_;
};

// The model and programme files at or below `path`, sorted. A file is itself.
// Every `*.textproto`; what cannot be listed is left out.
std::vector<std::string> FindModelFiles(const std::string& path);

}  // namespace cmmm

#endif  // CMMM_ENGINE_MODEL_CATALOG_H_
