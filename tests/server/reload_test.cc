// Models replaced while the server answers.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "engine/model/catalog.h"
#include "tests/server/running_server.h"
#include "tests/support/process.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

// The tiny model with another name, and so another digest.
Catalog Renamed(const std::string& name) {
  v1::ModelDefinition definition = TinyDefinition();
  definition.mutable_title()->set_en(name);
  Violations wrong;
  Catalog catalog = Catalog::OfModel(definition, &wrong);
  EXPECT_TRUE(wrong.empty());
  return catalog;
}

std::string DigestOf(const Catalog& catalog) {
  return catalog.entries()[0].compiled->digest;
}

v1::ScoreRequest AnyModel() {
  v1::ScoreRequest request = TinyRequest(4);
  // Packed grades would name the digest of one set.
  request.clear_packed();
  for (const auto& requirement : TinyDefinition().requirements()) {
    v1::Answer* answer = request.mutable_list()->add_answers();
    answer->set_requirement_id(requirement.id());
    answer->set_grade(v1::GRADE_FULLY);
  }
  return request;
}

TEST(ReloadTest, CallsThatBeginAfterwardsNameTheNewDigest) {
  RunningServer server(TinyCatalog());
  const Catalog next = Renamed("next");
  ASSERT_NE(DigestOf(next), DigestOf(TinyCatalog()));
  v1::ScoreResponse response;
  ASSERT_TRUE(server.Score(AnyModel(), &response).ok());
  EXPECT_EQ(response.model().digest(), DigestOf(TinyCatalog()));
  server.models_in_service().Replace(next);
  ASSERT_TRUE(server.Score(AnyModel(), &response).ok());
  EXPECT_EQ(response.model().digest(), DigestOf(next));
  EXPECT_EQ(server.models_in_service().counts().replaced, 1);
}

TEST(ReloadTest, AStreamKeepsTheSetThatItBeganWith) {
  RunningServer server(TinyCatalog());
  CallContext context;
  const auto stream = server.scoring().ScoreStream(&context);
  const v1::ScoreStreamRequest block = BlockOf(AnyModel(), "a");
  v1::ScoreStreamResponse answer;
  ASSERT_TRUE(stream->Write(block) && stream->Read(&answer));
  server.models_in_service().Replace(Renamed("next"));
  ASSERT_TRUE(stream->Write(block) && stream->Read(&answer));
  EXPECT_EQ(answer.model().digest(), DigestOf(TinyCatalog()));
  stream->WritesDone();
  EXPECT_TRUE(stream->Finish().ok());
}

TEST(ReloadTest, UnderLoadNoCallFailsAndEachNamesOneOfTheSets) {
  const char* const many = std::getenv("CMMM_TEST_RELOADS");
  const int reloads = many == nullptr ? 20 : std::atoi(many);
  RunningServer server(TinyCatalog());
  const Catalog other = Renamed("other");
  const std::set<std::string> digests = {DigestOf(TinyCatalog()),
                                         DigestOf(other)};
  std::atomic<bool> ends{false};
  std::atomic<int> wrong{0};
  std::atomic<int> answered{0};
  std::vector<std::thread> callers;
  for (int i = 0; i < 4; ++i) {
    callers.emplace_back([&] {
      while (!ends) {
        v1::ScoreResponse response;
        const bool ok = server.Score(AnyModel(), &response).ok();
        if (!ok || digests.count(response.model().digest()) == 0) ++wrong;
        ++answered;
      }
    });
  }
  for (int i = 0; i < reloads; ++i) {
    const int before = answered;
    while (answered == before) std::this_thread::yield();
    server.models_in_service().Replace(i % 2 == 0 ? other : TinyCatalog());
  }
  ends = true;
  for (std::thread& caller : callers) caller.join();
  EXPECT_EQ(wrong, 0);
  EXPECT_EQ(server.models_in_service().counts().replaced, reloads);
}

// The digest that an answer names.
std::string DigestServed(v1::ScoringService::Stub& stub) {
  CallContext context;
  v1::ScoreResponse response;
  EXPECT_TRUE(stub.Score(&context, AnyModel(), &response).ok());
  return response.model().digest();
}

TEST(ReloadTest, HangupTakesTheFolderAnewAsAWholeOrNotAtAll) {
  const std::string tiny =
      ReadFile(SourcePath("tests/conformance/models/tiny/tiny.textproto"));
  const std::string folder = TempPath("");
  std::filesystem::create_directories(folder);
  const auto put = [&](const std::string& name, const std::string& text) {
    std::ofstream(folder + "/" + name) << text;
  };
  put("model.textproto", tiny);
  ServerProcess process({"--models", folder});
  const auto stub = v1::ScoringService::NewStub(Connect(process.address()));
  const std::string before = DigestServed(*stub);

  std::string renamed = tiny;
  const size_t at = renamed.find("en: \"");
  ASSERT_NE(at, std::string::npos);
  renamed.insert(at + 5, "New ");
  // One file of two is wrong: nothing changes.
  put("model.textproto", renamed);
  put("wrong.textproto", "# proto-message: cmmm.v1.ModelDefinition\nnonsense");
  ASSERT_TRUE(process.Signal(SIGHUP));
  EXPECT_EQ(process.ReadLine(), "cmmm: not reloaded, the old models stay");
  EXPECT_EQ(DigestServed(*stub), before);

  std::filesystem::remove(folder + "/wrong.textproto");
  ASSERT_TRUE(process.Signal(SIGHUP));
  EXPECT_EQ(process.ReadLine(), "cmmm: reloaded 1 model");
  EXPECT_NE(DigestServed(*stub), before);

  // The folder has vanished: the models are still there.
  std::filesystem::remove_all(folder);
  ASSERT_TRUE(process.Signal(SIGHUP));
  EXPECT_EQ(process.ReadLine(), "cmmm: not reloaded, the old models stay");
  EXPECT_NE(DigestServed(*stub), before);
  EXPECT_EQ(process.Stop(), 0);
}

}  // namespace
}  // namespace cmmm::test
