// Readers of the call log that are slow, hang, or have gone.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <memory>
#include <string>

#include "service/call_log.h"

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

}  // namespace
}  // namespace cmmm::test
