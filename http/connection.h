// One connection: requests read one after the other, each answered before the
// next is read.
//
//   read head ─ acceptable? ─ read body ─ Handler::Answer ─ write ─┐
//     ^  (10 s; 60 s when nothing comes)  (30 s)            (60 s) │
//     └──────────────────── keep-alive ─────────────────────────────┘
//
// Whoever sends or reads slower than those times loses the connection. What is
// no HTTP, or could be read in two ways (two lengths, a length and chunks, an
// encoding other than `chunked`), is answered with 400 and ends it.
#ifndef CMMM_HTTP_CONNECTION_H_
#define CMMM_HTTP_CONNECTION_H_

#include <memory>
#include <string>

#include "http/connections.h"
#include "http/handler.h"
#include "http/stream.h"

namespace cmmm::http {

// Serves `stream`, of which `transport` is the other end, until either side
// ends it. All of it outlives the connection.
void ServeConnection(Stream stream, std::string transport,
                     std::unique_ptr<Connections::Place> place,
                     Connections* connections, const Handler* handler);

}  // namespace cmmm::http

#endif  // CMMM_HTTP_CONNECTION_H_
