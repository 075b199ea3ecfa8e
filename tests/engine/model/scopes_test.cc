#include "engine/model/scopes.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "engine/model/compiled_model.h"

namespace cmmm {
namespace {

TEST(ScopesTest, EachIsCompiledOnceWhenItIsAskedFor) {
  std::atomic<int> compiled{0};
  const Scopes scopes(8, [&](uint32_t excluded) {
    ++compiled;
    Scope scope;
    scope.excluded = excluded;
    return scope;
  });
  const Scopes same = scopes;
  EXPECT_EQ(scopes.size(), 8u);
  EXPECT_EQ(compiled, 0);
  std::vector<std::thread> threads;
  std::vector<const Scope*> got(4);
  for (size_t t = 0; t < got.size(); ++t) {
    threads.emplace_back(
        [&, t] { got[t] = t % 2 == 0 ? &scopes[5] : &same[5]; });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(compiled, 1);
  for (const Scope* scope : got) {
    EXPECT_EQ(scope, &scopes[5]);
    EXPECT_EQ(scope->excluded, 5u);
  }
  EXPECT_EQ(scopes[0].excluded, 0u);
  EXPECT_EQ(compiled, 2);
}

TEST(ScopesTest, NoneAreThere) { EXPECT_EQ(Scopes().size(), 0u); }

}  // namespace
}  // namespace cmmm
