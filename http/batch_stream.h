// `POST /v1/score:batch`: records in, a line for each, as they come.
//
//   request body ─> pipe ─> batch/filter.h, in a thread ─> pipe ─> chunks
//
// Answers are those of `cmmm filter`, byte for byte. Nothing is gathered: when
// the caller does not read, the pipes fill, and then nothing more is read of
// him. So a caller has to read while he sends.
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
struct BatchParts {
  Stream stream;
  boost::beast::flat_buffer buffer;
  BeastRequest* parser;  // its state is taken; not kept
  std::unique_ptr<Connections::Place> place;
  std::shared_ptr<Exchange> exchange;
};

// Answers and ends the connection. `handler` outlives it.
void ServeBatch(BatchParts parts, const Handler* handler);

}  // namespace cmmm::http

#endif  // CMMM_HTTP_BATCH_STREAM_H_
