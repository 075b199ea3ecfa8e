// What the suites of cases share: their models, opened once, with the doors to
// them, and their names.
#ifndef CMMM_TESTS_CONFORMANCE_SUITES_H_
#define CMMM_TESTS_CONFORMANCE_SUITES_H_

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/model/catalog.h"
#include "tests/support/model_folder.h"
#include "tests/support/test_files.h"

namespace cmmm::test {

template <typename Door>
struct Models {
  Catalog catalog;
  std::vector<std::unique_ptr<Door>> doors;
};

// The models of the folder `relative` (ModelFolder); `open` gives the doors to
// a catalog and the folder it was read from. They last as long as the program.
template <typename Door, typename Open>
Models<Door>& OpenModels(const std::string& relative, const Open& open) {
  static auto* opened =
      new std::map<std::string, std::unique_ptr<Models<Door>>>;
  std::unique_ptr<Models<Door>>& models = (*opened)[relative];
  if (models == nullptr) {
    models = std::make_unique<Models<Door>>();
    models->catalog = LoadCatalogOrDie(relative);
    models->doors = open(models->catalog, ModelFolder(relative));
  }
  return *models;
}

// `bounds` of tests/conformance/analyses/bounds.textproto.
inline std::string SuiteName(
    const ::testing::TestParamInfo<std::string>& info) {
  const size_t slash = info.param.rfind('/');
  const size_t dot = info.param.rfind('.');
  return info.param.substr(slash + 1, dot - slash - 1);
}

}  // namespace cmmm::test

#endif  // CMMM_TESTS_CONFORMANCE_SUITES_H_
