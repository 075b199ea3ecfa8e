// The head of a request as Beast has read it, and what is wrong with it.
//
// Beast refuses two lengths, and a length beside chunks. What it leaves open is
// refused here: a proxy before us might read it in another way than we do, and
// then take for one request what we take for two.
#ifndef CMMM_HTTP_BEAST_HEAD_H_
#define CMMM_HTTP_BEAST_HEAD_H_

#include <boost/beast/core/error.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <cstddef>
#include <optional>
#include <string>

#include "http/message.h"

namespace cmmm::http {

using BeastRequest =
    boost::beast::http::request_parser<boost::beast::http::string_body>;

// Longest head; what connections keep beside it of what follows.
// Longer: 431. A path with its query of more than 8 KiB: 414.
inline constexpr size_t kMaxHeadBytes = 16 << 10;
inline constexpr size_t kMaxBufferBytes = kMaxHeadBytes + (64 << 10);

// Begins to read a request, as far as its head, within bounds. What the head
// announces is not bounded yet: it is refused with an answer of its own.
void BeginRequest(std::optional<BeastRequest>* parser);

// The head as plain data, without a body.
// Headers in their order, those that stand twice, too. The id of the call is
// made here, if the caller gave none.
Request RequestOf(const boost::beast::http::request_header<>& head);

// The refusal of a head of `bytes` bytes that may be read in two ways, is too
// long or expects what there is not; nothing: it is in order.
// Refused with 400: no Host or two in HTTP/1.1, a Transfer-Encoding other than
// one `chunked`, two lengths, types, encodings or credentials, a length that is
// no number, a target that neither begins with `/` nor names a host before it.
// 417: an Expect other than 100-continue. RFC 9112 has the reasons.
std::optional<Reply> CheckHead(const boost::beast::http::request_header<>& head,
                               size_t bytes);

// The reply to a request that could not be read, of which at most `most` bytes
// of body are taken; nothing: there is nobody to tell.
// 400 for what is no HTTP, 431 for a head, RESOURCE_EXHAUSTED for a body over
// its bound; nothing when the connection itself broke.
std::optional<Reply> ReplyToError(boost::beast::error_code code, size_t most);

// The head of `reply` as it travels, the last one of its connection. Its
// headers say how long the body is.
// With `Connection: close`, and an empty line at its end.
std::string LastHeadOf(const Reply& reply);

}  // namespace cmmm::http

#endif  // CMMM_HTTP_BEAST_HEAD_H_
