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

#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/strand.hpp>
#include <boost/beast/core/basic_stream.hpp>
#include <memory>
#include <string>

#include "http/connections.h"
#include "http/handler.h"

namespace cmmm::http {

using Strand = boost::asio::strand<boost::asio::io_context::executor_type>;
using Protocol = boost::asio::generic::stream_protocol;
using Socket = boost::asio::basic_stream_socket<Protocol, Strand>;
using Stream = boost::beast::basic_stream<Protocol, Strand>;

// Serves `socket`, of which `transport` is the other end, until either side
// ends it. All of it outlives the connection.
void ServeConnection(Socket socket, std::string transport,
                     std::unique_ptr<Connections::Place> place,
                     Connections* connections, const Handler* handler);

}  // namespace cmmm::http

#endif  // CMMM_HTTP_CONNECTION_H_
