// Runs the real `cmmm` binary.
#ifndef CMMM_TESTS_SUPPORT_PROCESS_H_
#define CMMM_TESTS_SUPPORT_PROCESS_H_

#include <sys/types.h>

#include <string>
#include <vector>

namespace cmmm::test {

struct ProcessResult {
  int exit_code = -1;  // 128 + signal when killed
  std::string out;
  std::string err;
};

// Runs `cmmm ARGS…` in the repository, feeding `input`, until it ends.
ProcessResult RunCmmm(const std::vector<std::string>& args,
                      const std::string& input = "");

// A `cmmm serve` child on a free port; killed when it goes out of scope.
class ServerProcess {
 public:
  // Waits until it says where it listens. `extra` goes after
  // `serve --listen 127.0.0.1:0`, or after `serve` when it says where.
  explicit ServerProcess(const std::vector<std::string>& extra = {});
  ~ServerProcess();
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;

  // HOST:PORT; empty when it did not start.
  const std::string& address() const { return address_; }

  // Sends `signal`; false when there is no running process. (The pid is not
  // shown: kill(-1), for one that did not start, would end every process.)
  bool Signal(int signal);
  // Sends SIGTERM, waits and returns the exit code; -1 without a process.
  int Stop();
  // Waits until it ends by itself and returns the exit code.
  int Wait();
  // The next line on its standard output, which it waits for; empty at its end.
  std::string ReadLine();
  // What it wrote on standard error (the call log). After Stop.
  std::string Log() const;

 private:
  pid_t pid_ = -1;
  int out_ = -1;
  std::string log_file_;
  std::string address_;
};

// A name for a file that does not exist yet, removed by nobody.
std::string TempPath(const std::string& suffix);

}  // namespace cmmm::test

#endif  // CMMM_TESTS_SUPPORT_PROCESS_H_
