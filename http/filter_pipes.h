// The two pipes between a connection and the filter that answers its records.
//
//   caller ─> to_filter ═> filter_in ─> filter ─> filter_out ═> from_filter
#ifndef CMMM_HTTP_FILTER_PIPES_H_
#define CMMM_HTTP_FILTER_PIPES_H_

#include <fcntl.h>
#include <unistd.h>

#include <array>

namespace cmmm::http {

// Two pipes: from us to the filter, and back.
// Numbers of descriptors, -1 where there is none yet. Nobody closes them here
// but the failed half: the filter's two are its own, the other two the
// connection's.
struct Pipes {
  int filter_in = -1;
  int to_filter = -1;
  int from_filter = -1;
  int filter_out = -1;

  // False when the process has no descriptors left; nothing is open then. None
  // of them is inherited by programs that are started.
  bool Open() {
    std::array<int, 2> in{};
    std::array<int, 2> out{};
    if (pipe2(in.data(), O_CLOEXEC) != 0) return false;
    if (pipe2(out.data(), O_CLOEXEC) != 0) {
      close(in[0]);
      close(in[1]);
      return false;
    }
    *this = {in[0], in[1], out[0], out[1]};
    return true;
  }

  // Once the filter has ended, so that each side sees the end of what it reads.
  void CloseFilterEnds() const {
    close(filter_in);
    close(filter_out);
  }
};

}  // namespace cmmm::http

#endif  // CMMM_HTTP_FILTER_PIPES_H_
