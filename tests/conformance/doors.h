// The three doors a conformance case goes through.
#ifndef CMMM_TESTS_CONFORMANCE_DOORS_H_
#define CMMM_TESTS_CONFORMANCE_DOORS_H_

#include <memory>
#include <string>
#include <vector>

#include "cmmm/v1/scoring_service.pb.h"
#include "engine/model/catalog.h"
#include "google/rpc/status.pb.h"

namespace cmmm::test {

// What a door gave for one request. `status.code` 0: `response` counts. The
// command line gives no status, only its exit code and what it printed.
struct DoorResult {
  v1::ScoreResponse response;
  google::rpc::Status status;
  int exit_code = 0;
  std::string errors;
};

class Door {
 public:
  virtual ~Door() = default;
  virtual std::string name() const = 0;
  // One result for each request, in order.
  virtual std::vector<DoorResult> ScoreAll(
      const std::vector<v1::ScoreRequest>& requests) = 0;
};

// In process, over gRPC (a server on a free port), and the `cmmm` binary, all
// by the models at `models` (an absolute path).
std::vector<std::unique_ptr<Door>> OpenDoors(const std::string& models);

}  // namespace cmmm::test

#endif  // CMMM_TESTS_CONFORMANCE_DOORS_H_
