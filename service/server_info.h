// What a server is and has: the method GetServerInfo.
//
// The engine's part (version, models, programmes, methods) is answered as any
// other method, from the catalog alone; a running server adds what only it
// knows: since when, its limits, what it does beyond answering.
//
// Nothing in it is secret: no address, path, key or tenant.
#ifndef CMMM_SERVICE_SERVER_INFO_H_
#define CMMM_SERVICE_SERVER_INFO_H_

#include <optional>

#include "cmmm/v1/server_info.pb.h"
#include "engine/base/refusal.h"
#include "engine/model/catalog.h"

namespace cmmm::service {

struct CallTools;

// Never refuses.
// Methods as `cmmm.v1.ScoringService/Score`, streams with them.
std::optional<Refusal> DescribeServer(const Catalog& catalog,
                                      const v1::GetServerInfoRequest& request,
                                      v1::GetServerInfoResponse* response);

// Adds to what DescribeServer gave. Thread-safe.
// Times in UTC, limits by the names of their flags; a limit of 0 is none and is
// left out.
void AddServerFacts(const CallTools& tools,
                    v1::GetServerInfoResponse* response);

}  // namespace cmmm::service

#endif  // CMMM_SERVICE_SERVER_INFO_H_
