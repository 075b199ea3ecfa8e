// Standard output and standard error of a server: whoever reads them may be
// slow, hang or have gone, and holds up nobody who writes (line_writer.h).
//
//   const PatientStream log(&std::cerr, STDERR_FILENO, R"({"lost":$0})");
//
//   std::cerr << "a line\n";   // at once, or lost
//
// Lines are written when they end; what was lost is told in a line of its own
// as soon as one can be written.
#ifndef CMMM_SERVICE_PATIENT_STREAM_H_
#define CMMM_SERVICE_PATIENT_STREAM_H_

#include <cstdint>
#include <mutex>
#include <ostream>
#include <streambuf>
#include <string>

#include "service/line_writer.h"

namespace cmmm::service {

// In the place of a stream's own buffer for as long as it lives. Several
// threads may write: a line is in one piece when it is put in as one string.
class PatientStream final : private std::streambuf {
 public:
  // `told`: the line that says how many were lost, for `$0`.
  PatientStream(std::ostream* stream, int descriptor, std::string told);
  ~PatientStream() override;
  PatientStream(const PatientStream&) = delete;
  PatientStream& operator=(const PatientStream&) = delete;

 private:
  int_type overflow(int_type letter) override;
  std::streamsize xsputn(const char* text, std::streamsize size) override;

  std::ostream* const stream_;
  std::streambuf* const before_;
  const std::string told_;
  std::mutex mutex_;
  LineWriter writer_;  // guarded by mutex_
  std::string text_;   // guarded by mutex_; a line that has not ended
  int64_t lost_ = 0;   // guarded by mutex_; not told yet
};

}  // namespace cmmm::service

#endif  // CMMM_SERVICE_PATIENT_STREAM_H_
