// The shipped model beside a made-up newer version of it, and the tiny models,
// in one catalog; random assessments by any of them.
#ifndef CMMM_TESTS_LAWS_TWO_VERSIONS_H_
#define CMMM_TESTS_LAWS_TWO_VERSIONS_H_

#include <rapidcheck.h>

#include <string>
#include <vector>

#include "cmmm/v1/scoring_service.pb.h"
#include "engine/model/catalog.h"

namespace cmmm::test {

// Real 2020.1 and, as `9999.1`, the same with other weights, another worth of
// `mostly`, and requirements left out and added.
const Catalog& TwoVersions();

// tiny-model, tiny-met and tiny-strict.
const Catalog& TinyModels();

// A complete assessment by `entry`: a weight set, excluded domains, levels, not
// applicable items wherever they may be (but where a level would end empty).
rc::Gen<v1::ScoreRequest> AnyAssessmentBy(const CatalogEntry& entry);

// By any model of the catalog.
rc::Gen<v1::ScoreRequest> AnyAssessment(const Catalog& catalog);

}  // namespace cmmm::test

#endif  // CMMM_TESTS_LAWS_TWO_VERSIONS_H_
