#include "service/line_writer.h"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>

namespace cmmm::service {
namespace {

constexpr int kPatienceMs = 100;

// The first lines of `text` that fit into PIPE_BUF bytes; a longer one alone.
size_t WholeLines(absl::string_view text) {
  if (text.size() <= PIPE_BUF) return text.size();
  size_t end = text.rfind('\n', PIPE_BUF - 1);
  if (end == absl::string_view::npos) end = text.find('\n');
  return end + 1;
}

}  // namespace

// Whether some can be written at once. A pipe that has room has it for PIPE_BUF
// bytes.
bool LineWriter::HasRoom() {
  pollfd poll_for{descriptor_, POLLOUT, 0};
  const int ready = poll(&poll_for, 1, hangs_ ? 0 : kPatienceMs);
  hangs_ = ready == 0;
  return ready == 1 && (poll_for.revents & POLLOUT) != 0;
}

int64_t LineWriter::Write(absl::string_view text) {
  if (is_torn_ && HasRoom()) is_torn_ = write(descriptor_, "\n", 1) != 1;
  bool is_within = false;
  while (!is_torn_ && !text.empty() && HasRoom()) {
    const ssize_t written = write(descriptor_, text.data(), WholeLines(text));
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) break;
    is_within = text[static_cast<size_t>(written) - 1] != '\n';
    text.remove_prefix(static_cast<size_t>(written));
  }
  is_torn_ |= is_within;
  return std::count(text.begin(), text.end(), '\n');
}

}  // namespace cmmm::service
