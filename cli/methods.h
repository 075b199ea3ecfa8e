// The methods that commands ask, one row each: its name on the wire and the
// engine's door that answers it. A new method is a new row in methods.cc.
//
//   {"/cmmm.v1.AnalysisService/PlanUpgrade", PlanUpgradeRequest,
//    PlanUpgradeResponse, &cmmm::PlanUpgrade}
#ifndef CMMM_CLI_METHODS_H_
#define CMMM_CLI_METHODS_H_

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/refusal.h"
#include "engine/model/catalog.h"
#include "google/protobuf/message.h"

namespace cmmm::cli {

struct Method {
  std::string path;  // as gRPC names it
  const google::protobuf::Descriptor* request;
  const google::protobuf::Descriptor* response;
  // The door. `request` and `response` are of the types above.
  std::function<std::optional<Refusal>(const Catalog&,
                                       const google::protobuf::Message& request,
                                       google::protobuf::Message* response)>
      answer;
};

// Every method whose answer is one message; no two have the same request.
const std::vector<Method>& Methods();

// The method that answers this type of request.
// REQUIRES: there is one.
const Method& MethodOf(const google::protobuf::Descriptor* request);

}  // namespace cmmm::cli

#endif  // CMMM_CLI_METHODS_H_
