// From a case as written to the request that is sent.
#ifndef CMMM_TESTS_CONFORMANCE_EXPAND_CASE_H_
#define CMMM_TESTS_CONFORMANCE_EXPAND_CASE_H_

#include "cmmm/testing/v1/conformance.pb.h"
#include "cmmm/v1/scoring_service.pb.h"
#include "engine/model/catalog.h"

namespace cmmm::test {

using Fills = google::protobuf::RepeatedPtrField<::cmmm::testing::v1::Fill>;

// A case with the defaults of its suite below it, as conformance.proto says.
::cmmm::testing::v1::ConformanceCase WithDefaults(
    const ::cmmm::testing::v1::ConformanceCase& defaults,
    const ::cmmm::testing::v1::ConformanceCase& test);
::cmmm::testing::v1::AnalysisCase WithDefaults(
    const ::cmmm::testing::v1::AnalysisCase& defaults,
    const ::cmmm::testing::v1::AnalysisCase& test);

// Adds the fills, as a list or packed, and replaces `${DIGEST}` by the digest
// of the model named.
void ExpandRequest(const Catalog& catalog, const Fills& fills, bool packed,
                   v1::ScoreRequest* request);

// The case's request with its fills added and `${DIGEST}` replaced by the
// digest of the model it names.
v1::ScoreRequest ExpandCase(const Catalog& catalog,
                            const ::cmmm::testing::v1::ConformanceCase& test);

}  // namespace cmmm::test

#endif  // CMMM_TESTS_CONFORMANCE_EXPAND_CASE_H_
