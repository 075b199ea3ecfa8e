// How a connection ends whose caller may still be sending.
#ifndef CMMM_HTTP_END_CONNECTION_H_
#define CMMM_HTTP_END_CONNECTION_H_

#include <memory>

#include "http/connection.h"
#include "http/connections.h"

namespace cmmm::http {

// Ends our side, and reads and drops what still comes for a moment: closing at
// once would take the reply away from a caller who sends first and reads then.
// `place` is held until the end.
// By TLS a farewell goes first. At most 2 s for each of both, and 16 MiB.
// Returns at once.
void EndConnection(Stream stream, std::unique_ptr<Connections::Place> place);

}  // namespace cmmm::http

#endif  // CMMM_HTTP_END_CONNECTION_H_
