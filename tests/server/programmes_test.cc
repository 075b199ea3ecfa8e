// The programmes of ModelService over loopback.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "cmmm/v1/model_service.pb.h"
#include "tests/server/running_server.h"

namespace cmmm::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

grpc::Status List(RunningServer& server, int page_size,
                  const std::string& token, v1::ListProgrammesResponse* page) {
  v1::ListProgrammesRequest request;
  request.set_page_size(page_size);
  request.set_page_token(token);
  CallContext context;
  return server.models().ListProgrammes(&context, request, page);
}

grpc::Status Get(RunningServer& server, const std::string& id,
                 v1::ModelTexts texts, v1::GetProgrammeResponse* response) {
  v1::GetProgrammeRequest request;
  request.set_programme_id(id);
  request.set_texts(texts);
  CallContext context;
  return server.models().GetProgramme(&context, request, response);
}

TEST(ListProgrammesTest, SummarisesEveryProgrammeWhateverThePage) {
  RunningServer server;
  const auto& programmes = RealCatalog().programmes();
  for (const int size : {0, 1, 2, 200}) {
    std::vector<v1::ProgrammeSummary> all;
    v1::ListProgrammesResponse page;
    std::string token;
    do {
      page.Clear();
      ASSERT_TRUE(List(server, size, token, &page).ok());
      all.insert(all.end(), page.programmes().begin(), page.programmes().end());
      token = page.next_page_token();
    } while (!token.empty());
    ASSERT_EQ(all.size(), programmes.size());
    for (size_t i = 0; i < all.size(); ++i) {
      const v1::ProgrammeDefinition& written = *programmes[i].definition;
      EXPECT_EQ(all[i].programme().id(), written.id());
      EXPECT_EQ(all[i].programme().edition(), written.edition());
      EXPECT_EQ(all[i].programme().digest(), programmes[i].digest);
      EXPECT_EQ(Bytes(all[i].title()), Bytes(written.title()));
      EXPECT_EQ(all[i].tracks_size(), written.tracks_size());
      EXPECT_EQ(all[i].last_day(), written.last_day());
    }
  }
}

TEST(ListProgrammesTest, ATrackHasItsHighestLevelAndFirstDeadline) {
  RunningServer server;
  v1::ListProgrammesResponse page;
  ASSERT_TRUE(List(server, 0, "", &page).ok());
  std::vector<std::string> tracks;
  for (const auto& programme : page.programmes()) {
    if (programme.programme().id() != "national-pilot-2022") continue;
    for (const auto& track : programme.tracks()) {
      tracks.push_back(track.id() + " " + std::to_string(track.level()) + " " +
                       track.last_day());
    }
  }
  EXPECT_THAT(tracks, ElementsAre("demonstration-factory 2 2022-10-24",
                                  "excellent-scenario 0 2022-10-24"));
}

TEST(ListProgrammesTest, RefusesPagesThatAreNone) {
  RunningServer server;
  v1::ListProgrammesResponse page;
  const grpc::Status status = List(server, -1, "x", &page);
  EXPECT_EQ(InfoOf(status).reason(), "INVALID_LISTING");
  EXPECT_THAT(ViolationsOf(status), ElementsAre("page_size: list.page_size",
                                                "page_token: list.page_token"));
}

TEST(GetProgrammeTest, GivesTheDefinitionAsWritten) {
  RunningServer server;
  for (const ProgrammeEntry& entry : RealCatalog().programmes()) {
    v1::GetProgrammeResponse response;
    ASSERT_TRUE(
        Get(server, entry.definition->id(), v1::MODEL_TEXTS_BOTH, &response)
            .ok());
    EXPECT_EQ(Bytes(response.definition()), Bytes(*entry.definition));
    EXPECT_EQ(response.programme().digest(), entry.digest);
  }
}

TEST(GetProgrammeTest, GivesOnlyTheTextsAskedFor) {
  RunningServer server;
  v1::GetProgrammeResponse zh;
  ASSERT_TRUE(Get(server, "national-pilot-2022", v1::MODEL_TEXTS_ZH, &zh).ok());
  EXPECT_NE(zh.definition().title().zh(), "");
  EXPECT_EQ(zh.definition().title().en(), "");
  EXPECT_EQ(zh.definition().conditions(0).text().en(), "");
  v1::GetProgrammeResponse none;
  ASSERT_TRUE(
      Get(server, "national-pilot-2022", v1::MODEL_TEXTS_NONE, &none).ok());
  EXPECT_EQ(none.definition().title().zh(), "");
  EXPECT_EQ(none.definition().conditions_size(),
            zh.definition().conditions_size());
}

TEST(GetProgrammeTest, RefusesWhatIsNotThere) {
  RunningServer server;
  v1::GetProgrammeResponse response;
  const grpc::Status missing =
      Get(server, "missing", v1::MODEL_TEXTS_BOTH, &response);
  EXPECT_EQ(missing.error_code(), grpc::StatusCode::NOT_FOUND);
  EXPECT_THAT(InfoOf(missing).metadata().at("programmes"),
              HasSubstr("national-pilot-2022"));
  EXPECT_THAT(ViolationsOf(Get(server, "national-pilot-2022",
                               static_cast<v1::ModelTexts>(9), &response)),
              ElementsAre("texts: request.unknown_choice"));
}

}  // namespace
}  // namespace cmmm::test
