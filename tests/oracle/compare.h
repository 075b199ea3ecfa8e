// The engine held against the oracle.
#ifndef CMMM_TESTS_ORACLE_COMPARE_H_
#define CMMM_TESTS_ORACLE_COMPARE_H_

#include <cstdint>
#include <random>
#include <set>
#include <string>

#include "cmmm/v1/model.pb.h"
#include "cmmm/v1/scoring_service.pb.h"
#include "engine/model/catalog.h"
#include "tests/oracle/oracle.h"
#include "tests/support/seed.h"

namespace cmmm::test {

// One assessment of the catalog's first model.
struct Sample {
  std::string weight_set;
  std::set<std::string> excluded;
  int up_to = 0;
  std::string codes;  // one GradeCode per requirement
};

// A believable random assessment: its own mixture of grades per level, some
// open items, `not applicable` where the model allows it, any weight set and
// tailoring.
Sample RandomSample(const v1::ModelDefinition& model, std::mt19937_64* random);

// Scores `sample` both ways and adds a gtest failure for every difference:
// decision only, or everything there is.
void ExpectSameDecision(const Catalog& catalog, const Sample& sample);
void ExpectSameResult(const Catalog& catalog, const Sample& sample);

// Compares a decision with the oracle's.
void ExpectDecision(const oracle::Result& expected,
                    const v1::LevelDecision& decision);
// `sample` as a packed request; open questions count as not satisfied.
v1::ScoreRequest ToRequest(const Catalog& catalog, const Sample& sample,
                           v1::View view);
// A packed request with its answers as a list.
v1::ScoreRequest Listed(const v1::ModelDefinition& model,
                        v1::ScoreRequest request);
std::string Describe(const Sample& sample);

}  // namespace cmmm::test

#endif  // CMMM_TESTS_ORACLE_COMPARE_H_
