// The one table of all methods that answer one message with one: what every
// door offers, and what the commands of the command line ask.
//
//   AnalysisService/PlanUpgrade   kCostly   cmmm::PlanUpgrade
//
// Names and types are those of the protos, found by the type of the request; a
// new method is its lines in a .proto file and one row in methods.cc, and then
// gRPC, HTTP and the command line have it.
#ifndef CMMM_SERVICE_METHODS_H_
#define CMMM_SERVICE_METHODS_H_

#include <google/protobuf/arena.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "engine/base/refusal.h"
#include "engine/base/work_budget.h"
#include "engine/evaluate.h"
#include "engine/model/catalog.h"

namespace cmmm::service {

struct CallTools;

// Where a method is answered: in the thread that its call came by, or, since
// it may take long, in the pool (pool.h).
// Whatever may take more than a few milliseconds is costly.
enum class Cost { kQuick, kCostly };

// Lives as long as the program.
struct Method {
  // As gRPC and HTTP name it: `/cmmm.v1.ScoringService/Score`.
  std::string path;
  const google::protobuf::MethodDescriptor* descriptor;
  Cost cost = Cost::kQuick;
  // Empty messages of its types; `New` makes others of them.
  const google::protobuf::Message* request;
  const google::protobuf::Message* response;
  // The engine's door. `request` and the empty `response` are of the types
  // above; asks `stop` while it works, where it searches.
  std::function<std::optional<Refusal>(
      const Catalog&, const google::protobuf::Message& request,
      google::protobuf::Message* response, const Stop& stop)>
      answer;
  // A door from bytes to bytes, which does not make the messages; or none.
  std::function<std::optional<Refusal>(const Catalog&, absl::string_view,
                                       google::protobuf::Arena*, WireBuffer*)>
      answer_bytes;
  // Adds to an answer what only a running server knows; or none.
  void (*add_facts)(const CallTools&,
                    google::protobuf::Message* response) = nullptr;

  // `Score`.
  const std::string& name() const { return descriptor->name(); }
  // Whether it may be asked twice without harm, and so by HTTP's GET: the
  // proto says so (`idempotency_level = NO_SIDE_EFFECTS`).
  bool has_no_side_effects() const;
  // Whether it sees an enterprise's answers, so that the audit trail has a line
  // of it: every method but those that show models, programmes and the server.
  bool is_audited() const;
};

// Every method, service by service; no two have the same request.
const std::vector<Method>& Methods();

// The method of this path; nullptr: there is none.
const Method* FindMethod(absl::string_view path);

// The method that answers this type of request. REQUIRES: there is one.
// For callers inside the program: a path from outside is FindMethod's.
const Method& MethodOf(const google::protobuf::Descriptor* request);

}  // namespace cmmm::service

#endif  // CMMM_SERVICE_METHODS_H_
