// Whether an audit trail is as it was written: the first line that is not.
//
//   AuditReport report;
//   if (auto failure = VerifyAudit(files, {}, &report)) return failure;
//   report.lines;                 // 1200
//   report.finding->rule_id;      // "audit.changed"
//
// Rules, each about the first line that breaks one (docs/operations.md):
//
//   audit.syntax     it is no line of a trail
//   audit.changed    it has not the hash that it says, or the next line tells
//                    of another
//   audit.removed    lines before it are missing
//   audit.moved      it stands at the wrong place
//   audit.torn       it is half a line, and nothing says that it was found so
//   audit.ends       the line with a certain hash is missing
#ifndef CMMM_SERVICE_AUDIT_VERIFY_H_
#define CMMM_SERVICE_AUDIT_VERIFY_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/failure.h"
#include "engine/base/text.h"
#include "service/audit/line.h"

namespace cmmm::service {

// Where in which file, by which rule, in both languages.
struct AuditFinding {
  std::string file;
  int64_t line = 0;  // from 1
  std::string rule_id;
  Text text;
};

// No finding: all is as it was written.
struct AuditReport {
  int64_t lines = 0;  // read in order, up to the finding
  int64_t torn = 0;   // half lines that the line behind them tells of
  AuditLink last;
  std::optional<AuditFinding> finding;
};

// Without either the whole trail is expected, from its first line.
struct AuditExpectation {
  // The seq of the first line: more than 1 when older files were put away.
  int64_t first_seq = 1;
  // A hash that some line must have, as it was noted elsewhere; may be empty.
  std::string contains;
};

// Reads the files in the order of their first lines, whatever the order they
// are given in. Fails when one cannot be read (kNoInput).
// A line at a time: memory does not grow with the trail.
MaybeFailure VerifyAudit(const std::vector<std::string>& files,
                         const AuditExpectation& expected, AuditReport* report);

// Calls `see` for every line of every file, with the file, its number from 1
// and the text without its line end, until it says false. Fails when one cannot
// be read.
using SeeLine = std::function<bool(const std::string& file, int64_t number,
                                   const std::string& line, bool has_line_end)>;
MaybeFailure ReadAuditFiles(std::vector<std::string> files, const SeeLine& see);

}  // namespace cmmm::service

#endif  // CMMM_SERVICE_AUDIT_VERIFY_H_
