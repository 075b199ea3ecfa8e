// The three doors an analysis goes through.
#ifndef CMMM_TESTS_CONFORMANCE_ANALYSIS_DOORS_H_
#define CMMM_TESTS_CONFORMANCE_ANALYSIS_DOORS_H_

#include <memory>
#include <string>
#include <vector>

#include "cmmm/testing/v1/conformance.pb.h"
#include "engine/model/catalog.h"
#include "google/rpc/status.pb.h"

namespace cmmm::test {

struct AnalysisOutcome {
  ::cmmm::testing::v1::AnalysisResult result;
  google::rpc::Status status;
  int exit_code = 0;
  std::string errors;
};

class AnalysisDoor {
 public:
  virtual ~AnalysisDoor() = default;
  virtual std::string name() const = 0;
  virtual AnalysisOutcome Ask(
      const ::cmmm::testing::v1::AnalysisCall& call) = 0;
};

// In process, over gRPC, and the binary; `catalog` holds what is at `models`
// and must outlive them.
std::vector<std::unique_ptr<AnalysisDoor>> OpenAnalysisDoors(
    const Catalog* catalog, const std::string& models);

// The first assessment of a call, to be filled in.
v1::ScoreRequest* AssessmentOf(::cmmm::testing::v1::AnalysisCall* call);

// The second one, of a call that has two.
v1::ScoreRequest* SecondAssessmentOf(::cmmm::testing::v1::AnalysisCall* call);

}  // namespace cmmm::test

#endif  // CMMM_TESTS_CONFORMANCE_ANALYSIS_DOORS_H_
