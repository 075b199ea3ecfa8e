// What a server is and has: the method GetServerInfo.
//
// The engine's part (version, models, programmes, methods) is answered as any
// other method, from the catalog alone; a running server adds what only it
// knows: since when, its limits, what it does beyond answering.
#ifndef CMMM_SERVICE_SERVER_INFO_H_
#define CMMM_SERVICE_SERVER_INFO_H_

#include <optional>

#include "cmmm/v1/server_info.pb.h"
#include "engine/base/refusal.h"
#include "engine/model/catalog.h"

namespace cmmm::service {

struct CallTools;

// Never refuses.
std::optional<Refusal> DescribeServer(const Catalog& catalog,
                                      const v1::GetServerInfoRequest& request,
                                      v1::GetServerInfoResponse* response);

// Adds to what DescribeServer gave. Thread-safe.
void AddServerFacts(const CallTools& tools,
                    v1::GetServerInfoResponse* response);

}  // namespace cmmm::service

#endif  // CMMM_SERVICE_SERVER_INFO_H_
