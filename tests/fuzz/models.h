// The shipped models, for fuzzers.
#ifndef CMMM_TESTS_FUZZ_MODELS_H_
#define CMMM_TESTS_FUZZ_MODELS_H_

#include "engine/model/catalog.h"
#include "tests/fuzz/require.h"

namespace cmmm::test {

// Loaded once.
inline const Catalog& Models() {
  static const auto* catalog = [] {
    Violations findings;
    auto* loaded =
        new Catalog(Catalog::Load(CMMM_SOURCE_DIR "/models", &findings));
    Require(findings.empty() && !loaded->entries().empty(),
            "the shipped models are sound");
    return loaded;
  }();
  return *catalog;
}

}  // namespace cmmm::test

#endif  // CMMM_TESTS_FUZZ_MODELS_H_
