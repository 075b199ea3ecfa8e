// All figures of a server at one moment, as Prometheus reads them:
// docs/operations.md lists them.
#ifndef CMMM_SERVICE_SERVER_METRICS_H_
#define CMMM_SERVICE_SERVER_METRICS_H_

#include <string>
#include <vector>

#include "service/connection_counts.h"
#include "service/unary_call.h"

namespace cmmm::service {

// What is counted of calls, in use, in the pool, of connections, of the log, of
// the models and of the process. Takes a lock of each for a moment, so that it
// may be asked at any time. `is_serving`: what health says.
// Audit trail, quotas, certificate and issuers only where there are any.
std::string MetricsOf(const CallTools& tools,
                      const std::vector<DoorCounts>& doors, bool is_serving);

}  // namespace cmmm::service

#endif  // CMMM_SERVICE_SERVER_METRICS_H_
