// Settings as the server takes them, and as `cmmm serve` is given them.
#include "server/server_options.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "service/settings.h"
#include "tests/support/process.h"

namespace cmmm::test {
namespace {

using ::testing::ContainsRegex;
using ::testing::HasSubstr;

TEST(ServerOptionsTest, DefaultsAreThoseOfTheSettings) {
  Violations wrong;
  const server::ServerOptions set =
      server::OptionsOf(service::ReadConfig({}, &wrong).values);
  const server::ServerOptions built_in;
  EXPECT_EQ(set.listen, built_in.listen);
  EXPECT_EQ(set.max_message_bytes, built_in.max_message_bytes);
  EXPECT_EQ(set.connections.max_connections,
            built_in.connections.max_connections);
  EXPECT_EQ(set.connections.max_connections_per_peer,
            built_in.connections.max_connections_per_peer);
  EXPECT_EQ(set.max_idle, built_in.max_idle);
  EXPECT_EQ(set.max_age, built_in.max_age);
  EXPECT_EQ(set.max_calls_per_connection, built_in.max_calls_per_connection);
  EXPECT_EQ(set.limits.max_calls, built_in.limits.max_calls);
  EXPECT_EQ(set.limits.max_calls_per_peer, built_in.limits.max_calls_per_peer);
  EXPECT_EQ(set.limits.max_streams, built_in.limits.max_streams);
  EXPECT_EQ(set.limits.max_streams_per_peer,
            built_in.limits.max_streams_per_peer);
  EXPECT_EQ(set.pool.threads, built_in.pool.threads);
  EXPECT_EQ(set.pool.max_queue, built_in.pool.max_queue);
  EXPECT_EQ(set.max_work, built_in.max_work);
  EXPECT_EQ(set.log_calls, built_in.log_calls);
}

// A file of settings; its name.
std::string ConfigFile(const std::string& text) {
  const std::string path = TempPath(".textproto");
  std::ofstream(path) << text;
  return path;
}

TEST(CheckConfigTest, SaysWhatHoldsAndWhereItComesFrom) {
  const std::string file = ConfigFile("max_calls: 77\n");
  const ProcessResult result =
      RunCmmm({"serve", "--config", file, "--grace", "3", "--check-config"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out, ContainsRegex("max_calls +77 "));
  EXPECT_THAT(result.out, ContainsRegex("grace +3 +--grace"));
  EXPECT_THAT(result.out, ContainsRegex("max_queue +64 +default"));
}

TEST(CheckConfigTest, AWrongFileIs78WithLineAndRule) {
  const std::string file = ConfigFile("\nmax_calls: 0\n");
  for (const bool check : {true, false}) {
    std::vector<std::string> words = {"serve", "--config", file};
    if (check) words.emplace_back("--check-config");
    const ProcessResult result = RunCmmm(words);
    EXPECT_EQ(result.exit_code, 78);
    EXPECT_THAT(result.err, HasSubstr(file + ":2: config.range"));
  }
}

TEST(CheckConfigTest, AFlagOfOneValueNamedTwiceIs64) {
  EXPECT_EQ(RunCmmm({"serve", "--grace", "1", "--grace", "2"}).exit_code, 64);
  const ProcessResult proxies =
      RunCmmm({"serve", "--trusted-proxy", "10.0.0.1", "--trusted-proxy",
               "unix", "--open-access", "--check-config"});
  EXPECT_THAT(proxies.out, HasSubstr("10.0.0.1,unix"));
}

TEST(CheckConfigTest, AMissingFileIs66AndBadModelsAre78) {
  EXPECT_EQ(RunCmmm({"serve", "--config", "no/such/file", "--check-config"})
                .exit_code,
            66);
  EXPECT_EQ(RunCmmm({"serve", "--models", "no/such/folder", "--check-config"})
                .exit_code,
            78);
}

TEST(CheckConfigTest, TheFilesOfWhoMayCallAreReadToo) {
  const std::string wrong = ConfigFile("keys: 5\n");
  for (const std::string& file : {std::string("no/such/file"), wrong}) {
    const ProcessResult result =
        RunCmmm({"serve", "--access-file", file, "--check-config"});
    EXPECT_EQ(result.exit_code, 78);
    EXPECT_THAT(result.err, HasSubstr(file));
  }
  EXPECT_THAT(RunCmmm({"serve", "--access-file", "no/such/file"}).err,
              HasSubstr("cannot be read: No such file or directory"));
  EXPECT_EQ(RunCmmm({"serve", "--http", "127.0.0.1:0", "--page",
                     "no/such/folder", "--check-config"})
                .exit_code,
            66);
}

TEST(CheckConfigTest, NoAddressAtAllIsOneOfNoForm) {
  const std::string file = ConfigFile("listen: \"\"\n");
  const ProcessResult result = RunCmmm({"serve", "--config", file});
  EXPECT_EQ(result.exit_code, 78);
  EXPECT_THAT(result.err, HasSubstr(file + ":1: config.address"));
}

}  // namespace
}  // namespace cmmm::test
