// Which lines of an audit trail are about a result that somebody hands in.
//
// It may have any form: JSON, text format, the bytes of the message, a file
// that `cmmm sign` wrote, a workbook or a report. As nobody says which message
// it is, it is read as each that a method takes or gives, and the hash of each
// is looked for; a wrong guess has a hash that no line has. Of a batch over
// HTTP it may be all answers or all records, or one line of the answers.
#ifndef CMMM_SERVICE_AUDIT_FIND_H_
#define CMMM_SERVICE_AUDIT_FIND_H_

#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "engine/base/failure.h"

namespace cmmm::service {

// Every hash, in hex, that a line about `bytes` may have.
// 64 hex digits each; of a signed file that of its result, put together again.
// Time and memory grow with the bytes and with the number of methods.
std::set<std::string> HashesOf(absl::string_view bytes);

// Each line is told once, with the first of its fields that has one.
// `is_whole` says nothing of the chain: verify.h does.
struct AuditMatch {
  std::string file;
  int64_t line = 0;      // from 1
  std::string field;     // `result`, `request`, `document`, `results`
  std::string text;      // the line
  bool is_whole = true;  // it has the hash that it says
};

// Calls `found` for every line of the files, oldest first, that has one of
// these hashes. Fails when a file cannot be read (kNoInput).
// Reads every file to its end, a line at a time.
MaybeFailure FindInAudit(const std::vector<std::string>& files,
                         const std::set<std::string>& hashes,
                         const std::function<void(const AuditMatch&)>& found);

}  // namespace cmmm::service

#endif  // CMMM_SERVICE_AUDIT_FIND_H_
