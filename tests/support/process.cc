#include "tests/support/process.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

extern char** environ;

namespace cmmm::test {
namespace {

std::vector<char*> Argv(const std::vector<std::string>& words) {
  std::vector<char*> argv;
  for (const std::string& word : words) {
    argv.push_back(const_cast<char*>(word.c_str()));  // NOLINT: exec's type
  }
  argv.push_back(nullptr);
  return argv;
}

// The binary under test: $CMMM_TEST_BINARY, or the one built beside the tests.
std::string Binary() {
  const char* given = std::getenv("CMMM_TEST_BINARY");
  return given == nullptr ? CMMM_BINARY : given;
}

// What a process under test sees: nothing of the tests' own variables, of which
// a server would say that they are no settings.
std::vector<std::string> EnvironmentForTests() {
  std::vector<std::string> kept;
  for (char** variable = environ; *variable != nullptr; ++variable) {
    const std::string text = *variable;
    if (text.rfind("CMMM_TEST_", 0) != 0 &&
        text.rfind("CMMM_SKIPPED", 0) != 0) {
      kept.push_back(text);
    }
  }
  return kept;
}

// Starts the binary with its three streams on these descriptors.
pid_t Spawn(const std::vector<std::string>& args, int in, int out, int err) {
  std::vector<std::string> words = {Binary()};
  words.insert(words.end(), args.begin(), args.end());
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addchdir_np(&actions, CMMM_SOURCE_DIR);
  posix_spawn_file_actions_adddup2(&actions, in, 0);
  posix_spawn_file_actions_adddup2(&actions, out, 1);
  posix_spawn_file_actions_adddup2(&actions, err, 2);
  const std::vector<std::string> environment = EnvironmentForTests();
  pid_t pid = -1;
  if (posix_spawn(&pid, words[0].c_str(), &actions, nullptr, Argv(words).data(),
                  Argv(environment).data()) != 0) {
    pid = -1;
  }
  posix_spawn_file_actions_destroy(&actions);
  return pid;
}

int Wait(pid_t pid) {
  int status = 0;
  if (waitpid(pid, &status, 0) < 0) return -1;
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

std::string Slurp(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace

std::string TempPath(const std::string& suffix) {
  static std::atomic<int> count{0};
  const char* folder = std::getenv("TMPDIR");
  return std::string(folder == nullptr ? "/tmp" : folder) + "/cmmm_test_" +
         std::to_string(getpid()) + "_" + std::to_string(count++) + suffix;
}

ProcessResult RunCmmm(const std::vector<std::string>& args,
                      const std::string& input) {
  // Files instead of pipes: no process can block another.
  const std::string base = TempPath("");
  std::ofstream(base + ".in", std::ios::binary) << input;
  const int in = open((base + ".in").c_str(), O_RDONLY | O_CLOEXEC);
  const int flags = O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC;
  const int out = open((base + ".out").c_str(), flags, 0600);
  const int err = open((base + ".err").c_str(), flags, 0600);
  const pid_t pid = Spawn(args, in, out, err);
  close(in);
  close(out);
  close(err);
  ProcessResult result;
  if (pid > 0) result.exit_code = Wait(pid);
  result.out = Slurp(base + ".out");
  result.err = Slurp(base + ".err");
  for (const char* suffix : {".in", ".out", ".err"}) {
    unlink((base + suffix).c_str());
  }
  return result;
}

ServerProcess::ServerProcess(const std::vector<std::string>& extra)
    : log_file_(TempPath(".log")) {
  std::vector<std::string> args = {"serve"};
  if (std::find(extra.begin(), extra.end(), "--listen") == extra.end()) {
    args.insert(args.end(), {"--listen", "127.0.0.1:0"});
  }
  args.insert(args.end(), extra.begin(), extra.end());
  int pipe_ends[2];
  if (pipe2(pipe_ends, O_CLOEXEC) != 0) return;
  const int null = open("/dev/null", O_RDONLY | O_CLOEXEC);
  const int log =
      open(log_file_.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
  pid_ = Spawn(args, null, pipe_ends[1], log);
  close(null);
  close(log);
  close(pipe_ends[1]);
  out_ = pipe_ends[0];
  const std::string line = ReadLine();
  const size_t on = line.rfind(" on ");
  if (on != std::string::npos) address_ = line.substr(on + 4);
}

ServerProcess::~ServerProcess() {
  if (pid_ > 0) {
    kill(pid_, SIGKILL);
    Wait();
  }
  close(out_);
  unlink(log_file_.c_str());
}

bool ServerProcess::Signal(int signal) {
  return pid_ > 0 && kill(pid_, signal) == 0;
}

int ServerProcess::Stop() { return Signal(SIGTERM) ? Wait() : -1; }

int ServerProcess::Wait() {
  const int code = test::Wait(pid_);
  pid_ = -1;
  return code;
}

std::string ServerProcess::ReadLine() {
  std::string line;
  char c = 0;
  while (read(out_, &c, 1) == 1 && c != '\n') line.push_back(c);
  return line;
}

std::string ServerProcess::Log() const { return Slurp(log_file_); }

}  // namespace cmmm::test
