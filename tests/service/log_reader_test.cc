// Readers of the call log that are slow, hang, or have gone; a full disk.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <memory>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "service/call_log.h"
#include "service/patient_stream.h"
#include "tests/support/process.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

using service::CallLog;
using service::CallRecord;

class LogReaderTest : public ::testing::Test {
 protected:
  LogReaderTest() {
    std::signal(SIGPIPE, SIG_IGN);
    EXPECT_EQ(pipe(ends_.data()), 0);
    log_ = std::make_unique<CallLog>(true, ends_[1]);
  }
  ~LogReaderTest() override {
    log_.reset();
    close(ends_[0]);
    close(ends_[1]);
  }

  void WriteLines(int count) {
    CallRecord record;
    record.method = "Score";
    record.code = "OK";
    for (int i = 0; i < count; ++i) log_->Write(record);
  }

  // What stands in the pipe now.
  std::string ReadAll() {
    fcntl(ends_[0], F_SETFL, O_NONBLOCK);
    std::string all;
    std::array<char, 4096> some;
    for (ssize_t n = 0; (n = read(ends_[0], some.data(), some.size())) > 0;) {
      all.append(some.data(), static_cast<size_t>(n));
    }
    return all;
  }

  std::array<int, 2> ends_{};
  std::unique_ptr<CallLog> log_;
};

TEST_F(LogReaderTest, ManyLinesArriveWhole) {
  WriteLines(200);
  log_.reset();
  const std::string all = ReadAll();
  EXPECT_EQ(std::count(all.begin(), all.end(), '\n'), 200);
  EXPECT_EQ(all.find("{\"time\":"), 0u);
  EXPECT_EQ(all.back(), '\n');
}

TEST_F(LogReaderTest, AReaderThatHangsHoldsNobodyUp) {
  WriteLines(5000);  // more than a pipe takes
  const auto start = std::chrono::steady_clock::now();
  WriteLines(1);
  log_.reset();
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
  const std::string all = ReadAll();
  EXPECT_EQ(all.back(), '\n');
}

TEST_F(LogReaderTest, LostLinesAreCountedOnceTheReaderIsBack) {
  WriteLines(5000);
  const auto limit = std::chrono::steady_clock::now() + std::chrono::minutes(1);
  std::string all;
  // Reads only after the log has given up on some.
  std::this_thread::sleep_for(std::chrono::seconds(1));
  while (all.find("{\"dropped_lines\":") == std::string::npos &&
         std::chrono::steady_clock::now() < limit) {
    all += ReadAll();
  }
  const size_t at = all.find("{\"dropped_lines\":");
  ASSERT_NE(at, std::string::npos);
  const int dropped = std::stoi(all.substr(at + 17));
  log_.reset();
  all += ReadAll();
  // Every line is there or counted, and the count is a line of its own.
  EXPECT_EQ(std::count(all.begin(), all.end(), '\n') - 1 + dropped, 5000);
}

TEST_F(LogReaderTest, AReaderThatHasGoneHarmsNobody) {
  close(ends_[0]);
  WriteLines(10);
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  WriteLines(10);
  log_.reset();
  ends_[0] = open("/dev/null", O_RDONLY);
}

TEST(PatientStreamTest, AReaderThatHangsHoldsNobodyUpAndHearsWhatWasLost) {
  std::array<int, 2> ends{};
  ASSERT_EQ(pipe(ends.data()), 0);
  std::ostringstream stands_for_standard_error;
  std::ostream& stream = stands_for_standard_error;
  const auto all = [&] {
    std::string found;
    std::array<char, 4096> some;
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    for (ssize_t n = 0; (n = read(ends[0], some.data(), some.size())) > 0;) {
      found.append(some.data(), static_cast<size_t>(n));
    }
    return found;
  };
  {
    const service::PatientStream patient(&stream, ends[1], "lost: $0");
    stream << "one " << 1 << std::endl;
    EXPECT_EQ(all(), "one 1\n");
    const std::string line(999, 'x');
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < 5000; ++i) stream << line << "\n";
    EXPECT_LT(std::chrono::steady_clock::now() - start,
              std::chrono::seconds(30));  // 5,000 waits are 500
    const std::string first = all();
    const auto came = std::count(first.begin(), first.end(), '\n');
    EXPECT_EQ(first.size(), static_cast<size_t>(came) * 1000);
    stream << "there again\nand half a line";
    EXPECT_EQ(all(), absl::StrCat("lost: ", 5000 - came, "\nthere again\n"));
  }
  EXPECT_EQ(all(), "and half a line\n");
  stream << "its own";
  EXPECT_EQ(stands_for_standard_error.str(), "its own");
  close(ends[0]);
  close(ends[1]);
}

// No file of this process may grow beyond so many bytes: as on a full disk,
// where the last line that fits in part is written in part.
class FullDisk {
 public:
  explicit FullDisk(rlim_t bytes) {
    std::signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit now{bytes, before_.rlim_max};
    EXPECT_EQ(setrlimit(RLIMIT_FSIZE, &now), 0);
  }
  ~FullDisk() { setrlimit(RLIMIT_FSIZE, &before_); }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;

 private:
  rlimit before_{};
};

TEST(FullDiskTest, LinesAreCountedAndTheNextBeginsAnew) {
  const std::string path = TempPath(".log");
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  ASSERT_GE(file, 0);
  CallRecord record;
  record.method = "Score";
  record.code = "OK";
  {
    CallLog log(true, file);
    const auto limit =
        std::chrono::steady_clock::now() + std::chrono::minutes(1);
    const auto wait = [&](int64_t dropped) {
      while (log.dropped_lines() < dropped &&
             std::chrono::steady_clock::now() < limit) {
        std::this_thread::yield();
      }
      EXPECT_EQ(log.dropped_lines(), dropped);
    };
    {
      const FullDisk full(200);  // a line and a part of the next
      for (int i = 0; i < 10; ++i) log.Write(record);
      wait(9);
    }
    log.Write(record);
  }
  close(file);
  std::vector<std::string> lines = absl::StrSplit(ReadFile(path), '\n');
  // A line, half a line, what was lost, a line; and nothing behind it.
  ASSERT_EQ(lines.size(), 5u);
  EXPECT_EQ(lines[0].back(), '}');
  EXPECT_NE(lines[1].back(), '}');
  EXPECT_EQ(lines[2], "{\"dropped_lines\":9}");
  EXPECT_EQ(lines[3].back(), '}');
  EXPECT_EQ(lines[4], "");
  unlink(path.c_str());
}

}  // namespace
}  // namespace cmmm::test
