// One line of an audit trail: JSON, and a link of a chain.
//
//   {"seq":12,"time":"2026-11-29T08:15:42.000123Z","event":"call", … ,
//    "previous":"9f2c…","hash":"71ab…"}
//
// (on one line, with a line end.) `hash` is the SHA-256, in hex, of the line
// before `,"hash":`; `previous` the hash of the line before it, of the first
// line 64 zeros. So a line cannot be changed, taken out or put elsewhere
// without one of the two, or `seq`, telling so; docs/operations.md says what
// the chain cannot tell.
#ifndef CMMM_SERVICE_AUDIT_LINE_H_
#define CMMM_SERVICE_AUDIT_LINE_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "engine/base/sha256.h"

namespace cmmm::service {

// Longest line of a trail, in bytes; what is longer is none.
inline constexpr size_t kMaxAuditLineBytes = size_t{16} << 10;
// Most of what a kill or a power cut leaves behind the last whole one.
inline constexpr size_t kMaxTornBytes = 4 * kMaxAuditLineBytes;

// Where a chain is: what its next line begins from.
// The chain begins from seq 0 and 64 zeros.
struct AuditLink {
  int64_t seq = 0;  // of the line last written; 0: none yet
  std::string hash = std::string(kSha256Digits, '0');
};

// The line that follows `last`, with its line end; `last` is its own then.
// `fields`: `"event":"call","code":"OK"`, JSON without braces.
std::string SealAuditLine(absl::string_view time, absl::string_view fields,
                          AuditLink* last);

// A line as it stands in a file, without its line end.
// That `previous` is the hash of the line before is for verify.h to say.
struct AuditLine {
  AuditLink link;         // its own seq and hash, as it says
  std::string previous;   // as it says
  bool is_whole = false;  // it has the hash that it says
};

// Nothing: it has not the form of one.
// Too long, no `seq` above 0, or no hashes where a line has them.
std::optional<AuditLine> ReadAuditLine(absl::string_view line);

// The text of a field of it, `request_id`; empty: it has none. Of a line that
// SealAuditLine wrote.
std::string AuditField(absl::string_view line, absl::string_view name);

}  // namespace cmmm::service

#endif  // CMMM_SERVICE_AUDIT_LINE_H_
