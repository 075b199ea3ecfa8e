// The two pipes between a connection and the filter that answers its records.
#ifndef CMMM_HTTP_FILTER_PIPES_H_
#define CMMM_HTTP_FILTER_PIPES_H_

#include <fcntl.h>
#include <unistd.h>

#include <array>

namespace cmmm::http {

// Two pipes: from us to the filter, and back.
struct Pipes {
  int filter_in = -1;
  int to_filter = -1;
  int from_filter = -1;
  int filter_out = -1;

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

  void CloseFilterEnds() const {
    close(filter_in);
    close(filter_out);
  }
};

}  // namespace cmmm::http

#endif  // CMMM_HTTP_FILTER_PIPES_H_
