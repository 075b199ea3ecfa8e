#include "service/pool.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <memory>
#include <optional>

namespace cmmm::test {
namespace {

using service::Pool;
using service::PoolOptions;

// Work that waits to be let go, in a pool of one thread.
class Gate {
 public:
  Pool::Work Work() {
    return [this] {
      ++begun_;
      open_.wait();
    };
  }
  void Open() { opened_.set_value(); }
  void AwaitBegun(int count) const {
    while (begun_ < count) std::this_thread::yield();
  }

 private:
  std::promise<void> opened_;
  std::shared_future<void> open_{opened_.get_future()};
  std::atomic<int> begun_{0};
};

TEST(PoolTest, RunsWorkInThreadsOfItsOwn) {
  Pool pool(PoolOptions{2, 8});
  EXPECT_EQ(pool.threads(), 2);
  std::promise<std::thread::id> ran;
  ASSERT_TRUE(pool.TryPush([&] { ran.set_value(std::this_thread::get_id()); }));
  EXPECT_NE(ran.get_future().get(), std::this_thread::get_id());
}

TEST(PoolTest, HasAThreadPerProcessorUnlessToldOtherwise) {
  EXPECT_GE(Pool(PoolOptions()).threads(), 1);
}

TEST(PoolTest, AFullQueueIsSaidAtOnce) {
  Gate gate;
  Pool pool(PoolOptions{1, 2});
  ASSERT_TRUE(pool.TryPush(gate.Work()));
  gate.AwaitBegun(1);
  EXPECT_TRUE(pool.TryPush([] {}));
  EXPECT_TRUE(pool.TryPush([] {}));
  EXPECT_FALSE(pool.TryPush([] {}));
  gate.Open();
}

TEST(PoolTest, TheQueueIsShortWhenWorkIsLong) {
  Gate gate;
  Pool pool(PoolOptions{1, 1000, std::chrono::milliseconds(50)});
  // What it has done of late takes 100 ms each.
  std::atomic<int> done{0};
  for (int i = 0; i < 20; ++i) {
    ASSERT_TRUE(pool.TryPush([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
      ++done;
    }));
    while (done <= i) std::this_thread::yield();
  }
  while (!pool.TryPush(gate.Work())) std::this_thread::yield();
  gate.AwaitBegun(1);
  // One may wait, whatever is expected; two would wait for too long.
  int taken = 0;
  while (taken < 10 && pool.TryPush([] {})) ++taken;
  EXPECT_GE(taken, 1);
  EXPECT_LT(taken, 3);
  gate.Open();
}

TEST(PoolTest, WhatIsQueuedRunsBeforeItEnds) {
  std::atomic<int> ran{0};
  {
    Gate gate;
    Pool pool(PoolOptions{1, 8});
    ASSERT_TRUE(pool.TryPush(gate.Work()));
    gate.AwaitBegun(1);
    for (int i = 0; i < 5; ++i) ASSERT_TRUE(pool.TryPush([&] { ++ran; }));
    gate.Open();
  }
  EXPECT_EQ(ran, 5);
}

}  // namespace
}  // namespace cmmm::test
