// The file of an audit trail, as a server writes it: one line after another,
// each written to the system before the call that it is about is answered.
//
//   audit.jsonl                   the file in use
//   audit.jsonl.000000000001      older ones, by the number of their first line
//
// One chain goes through all of them. A file that has reached its size is
// renamed, and a new one begun. A server that starts goes on where the trail
// ends; what a kill left half-written stays, and the next line says so:
//
//   {"seq":13,…,"event":"torn","bytes":211,"sha256":"…",…}
//
//   AuditTrail trail;
//   if (auto failure = trail.Open({"audit.jsonl", 64 << 20})) return failure;
//   if (!trail.Append("\"event\":\"call\"")) …  // could not be written
#ifndef CMMM_SERVICE_AUDIT_TRAIL_H_
#define CMMM_SERVICE_AUDIT_TRAIL_H_

#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "engine/base/failure.h"
#include "service/audit/line.h"
#include "service/owned_fd.h"

namespace cmmm::service {

// At least a line goes into a file, however small its size.
struct AuditFile {
  std::string path;
  // A file is left before it would be larger.
  int64_t max_bytes = int64_t{64} << 20;
};

// Thread-safe. A line costs a hash and a write to the file.
// A pipe or a device is written as it is: neither locked, read nor renamed.
class AuditTrail {
 public:
  AuditTrail() = default;
  AuditTrail(const AuditTrail&) = delete;
  AuditTrail& operator=(const AuditTrail&) = delete;

  // Opens the file for this process alone, or makes it (mode 0600). Fails when
  // it cannot be written (kConfig), another process writes it, or its last
  // line is none of a trail: nothing is added to what was changed.
  MaybeFailure Open(const AuditFile& file);

  // Adds a line of these fields (line.h). False: it could not be written, and
  // the file is as it was.
  // When half a line is in the file and cannot be taken back, every later one
  // fails, too.
  bool Append(absl::string_view fields);

  struct Counts {
    int64_t lines = 0;   // written by this process
    int64_t failed = 0;  // that could not be written
  };
  Counts counts() const;

  // The last line, for a copy elsewhere.
  AuditLink last() const;

 private:
  // Finds where the chain ends, and tells of what was left half-written.
  MaybeFailure GoOn();
  // All of it or nothing; false when it could not be. With mutex_ held.
  bool Write(absl::string_view bytes);
  // Renames the file and begins a new one; when that fails the old one goes on.
  void Rotate();

  AuditFile file_;
  mutable std::mutex mutex_;
  OwnedFd fd_;              // guarded by mutex_, as all below
  bool is_regular_ = true;  // not a pipe or a device
  bool is_broken_ = false;  // half a line is in it and cannot be taken back
  int64_t size_ = 0;
  AuditLink last_;
  Counts counts_;
};

// The older files of a trail, oldest first, then the file in use if it is
// there.
// Empty when there is none, or the folder cannot be read.
std::vector<std::string> AuditFilesOf(const std::string& path);

}  // namespace cmmm::service

#endif  // CMMM_SERVICE_AUDIT_TRAIL_H_
