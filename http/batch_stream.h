// `POST /v1/score:batch`: records in, a line for each, as they come.
//
//   request body ─> pipe ─> batch/filter.h, in a thread ─> pipe ─> chunks
//
// Answers are those of `cmmm filter`, byte for byte. Nothing is gathered: when
// the caller does not read, the pipes fill, and then nothing more is read of
// him. So a caller has to read while he sends.
//
// A pause of 60 s in both directions ends it. A caller who is over his quota,
// or whose answers cannot be audited, gets what was answered before, and no end
// of the chunks: so he sees that it is not whole.
#ifndef CMMM_HTTP_BATCH_STREAM_H_
#define CMMM_HTTP_BATCH_STREAM_H_

#include <boost/beast/core/flat_buffer.hpp>
#include <memory>
#include <string>

#include "http/beast_head.h"
#include "http/connection.h"
#include "http/connections.h"
#include "http/handler.h"

namespace cmmm::http {

// What a connection hands over, for good: the head has been read into
// `exchange->request` and was found in order; `buffer` may hold what follows.
// The head is in order, the body has not been read.
struct BatchParts {
  Stream stream;
  boost::beast::flat_buffer buffer;
  BeastRequest* parser;  // its state is taken; not kept
  std::unique_ptr<Connections::Place> place;
  std::shared_ptr<Exchange> exchange;
};

// Answers and ends the connection. `handler` outlives it.
// Returns at once; a thread of its own scores until both directions have ended.
// Refused before the first answer: an error reply, as of any call.
void ServeBatch(BatchParts parts, const Handler* handler);

}  // namespace cmmm::http

#endif  // CMMM_HTTP_BATCH_STREAM_H_
