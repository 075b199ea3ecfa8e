// Lines to a descriptor whose reader may be slow, hang, or have gone, or whose
// disk may be full: whoever writes waits for a tenth of a second at most.
#ifndef CMMM_SERVICE_LINE_WRITER_H_
#define CMMM_SERVICE_LINE_WRITER_H_

#include <cstdint>

#include "absl/strings/string_view.h"

namespace cmmm::service {

// For one thread at a time. Does not own the descriptor.
class LineWriter {
 public:
  explicit LineWriter(int descriptor) : descriptor_(descriptor) {}

  // Writes whole lines, of which `text` consists; returns how many could not be
  // written. Once a reader hangs nobody waits for it any more until it reads
  // again. After a disk became full within a line, the next one begins on a
  // line of its own.
  int64_t Write(absl::string_view text);

 private:
  bool HasRoom();

  const int descriptor_;
  bool hangs_ = false;
  bool is_torn_ = false;  // half a line was the last that could be written
};

}  // namespace cmmm::service

#endif  // CMMM_SERVICE_LINE_WRITER_H_
