// Files of the repository, for tests.
#ifndef CMMM_TESTS_SUPPORT_TEST_FILES_H_
#define CMMM_TESTS_SUPPORT_TEST_FILES_H_

#include <string>
#include <vector>

#include "cmmm/v1/model.pb.h"
#include "cmmm/v1/scoring_service.pb.h"
#include "engine/model/catalog.h"

namespace cmmm::test {

// `relative` below the repository.
std::string SourcePath(const std::string& relative);

// The whole file; fails the test when it cannot be read.
std::string ReadFile(const std::string& path);

// Files below `relative` with the extension (with its dot), sorted.
std::vector<std::string> FilesBelow(const std::string& relative,
                                    const std::string& extension);

// Parses textproto; fails the test when it does not parse.
template <typename Message>
Message ParseTextOrDie(const std::string& text);

// Catalog of the folder `relative` (ModelFolder); fails the test on any
// finding.
Catalog LoadCatalogOrDie(const std::string& relative);

// Catalog of models made in a test; fails the test on any finding.
Catalog CatalogOf(const std::vector<v1::ModelDefinition>& models);

// The shipped model, loaded once.
const Catalog& RealCatalog();
const v1::ModelDefinition& RealDefinition();
// The tiny model of the conformance cases, loaded once.
const Catalog& TinyCatalog();
const v1::ModelDefinition& TinyDefinition();

// A request over `codes`, packed for the catalog's first model.
v1::ScoreRequest PackedRequest(const Catalog& catalog,
                               const std::string& weight_set,
                               const std::string& codes);

}  // namespace cmmm::test

#endif  // CMMM_TESTS_SUPPORT_TEST_FILES_H_
