// ModelService over loopback, and that it says what the engine says.
#include "cmmm/v1/model_service.pb.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "google/protobuf/descriptor.h"
#include "tests/server/running_server.h"

namespace cmmm::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

const Catalog& ManyCatalog() {
  static const auto* catalog =
      new Catalog(LoadCatalogOrDie("tests/conformance/models/many"));
  return *catalog;
}

grpc::Status List(RunningServer& server, int page_size,
                  const std::string& token, v1::ListModelsResponse* page) {
  v1::ListModelsRequest request;
  request.set_page_size(page_size);
  request.set_page_token(token);
  CallContext context;
  return server.models().ListModels(&context, request, page);
}

grpc::Status Get(RunningServer& server, const std::string& id,
                 const std::string& version, v1::ModelTexts texts,
                 v1::GetModelResponse* response) {
  v1::GetModelRequest request;
  request.mutable_model()->set_id(id);
  request.mutable_model()->set_version(version);
  request.set_texts(texts);
  CallContext context;
  return server.models().GetModel(&context, request, response);
}

std::vector<std::string> NamesOf(const v1::ListModelsResponse& page) {
  std::vector<std::string> names;
  for (const v1::ModelSummary& summary : page.models()) {
    names.push_back(
        absl::StrCat(summary.model().id(), "@", summary.model().version()));
  }
  return names;
}

// How many texts below `message` have each language.
struct TextCount {
  int all = 0;
  int zh = 0;
  int en = 0;
};
void CountTexts(const google::protobuf::Message& message, TextCount* count) {
  if (const auto* text = dynamic_cast<const v1::LocalizedText*>(&message)) {
    ++count->all;
    count->zh += text->zh().empty() ? 0 : 1;
    count->en += text->en().empty() ? 0 : 1;
    return;
  }
  std::vector<const google::protobuf::FieldDescriptor*> fields;
  const auto* reflection = message.GetReflection();
  reflection->ListFields(message, &fields);
  for (const auto* field : fields) {
    if (field->message_type() == nullptr) continue;
    if (!field->is_repeated()) {
      CountTexts(reflection->GetMessage(message, field), count);
      continue;
    }
    for (int i = 0; i < reflection->FieldSize(message, field); ++i) {
      CountTexts(reflection->GetRepeatedMessage(message, field, i), count);
    }
  }
}

TEST(ListModelsTest, SummarisesTheShippedModel) {
  RunningServer server;
  v1::ListModelsResponse page;
  ASSERT_TRUE(List(server, 0, "", &page).ok());
  ASSERT_EQ(page.models_size(),
            static_cast<int>(RealCatalog().entries().size()));
  EXPECT_EQ(page.next_page_token(), "");
  const v1::ModelSummary& summary = page.models(0);
  const v1::ModelDefinition& definition = RealDefinition();
  EXPECT_EQ(summary.model().id(), definition.id());
  EXPECT_EQ(summary.model().version(), definition.version());
  EXPECT_EQ(summary.model().digest(),
            RealCatalog().entries().front().compiled->digest);
  EXPECT_EQ(Bytes(summary.title()), Bytes(definition.title()));
  EXPECT_EQ(summary.requirement_count(), definition.requirements_size());
  EXPECT_EQ(summary.level_count(), definition.levels_size());
  EXPECT_EQ(summary.weight_set_ids_size(), definition.weight_sets_size());
}

TEST(ListModelsTest, OrdersByIdThenNewestVersionFirst) {
  RunningServer server(ManyCatalog());
  v1::ListModelsResponse page;
  ASSERT_TRUE(List(server, 0, "", &page).ok());
  EXPECT_THAT(NamesOf(page),
              ElementsAre("other@2.0", "versions@1.10", "versions@1.9"));
}

TEST(ListModelsTest, PagesHoldEveryModelOnceWhateverTheirSize) {
  RunningServer server(ManyCatalog());
  for (const int page_size : {1, 2, 3, 200}) {
    std::vector<std::string> names;
    std::string token;
    do {
      v1::ListModelsResponse page;
      ASSERT_TRUE(List(server, page_size, token, &page).ok());
      ASSERT_GE(page.models_size(), 1);
      ASSERT_LE(page.models_size(), page_size);
      for (const std::string& name : NamesOf(page)) names.push_back(name);
      token = page.next_page_token();
    } while (!token.empty());
    EXPECT_THAT(names,
                ElementsAre("other@2.0", "versions@1.10", "versions@1.9"));
  }
}

TEST(ListModelsTest, RefusesATokenThatNoPageGave) {
  RunningServer server(ManyCatalog());
  for (const char* token : {"0", "-1", "4", "x", "1x", "99999999999", "１"}) {
    SCOPED_TRACE(token);
    v1::ListModelsResponse page;
    const grpc::Status status = List(server, 1, token, &page);
    EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
    EXPECT_EQ(InfoOf(status).reason(), "INVALID_LISTING");
    EXPECT_THAT(ViolationsOf(status),
                ElementsAre("page_token: list.page_token"));
  }
}

TEST(ListModelsTest, RefusesAPageSizeOutOfRange) {
  RunningServer server(ManyCatalog());
  for (const int page_size : {-1, 201, 2147483647}) {
    v1::ListModelsResponse page;
    const grpc::Status status = List(server, page_size, "", &page);
    EXPECT_THAT(ViolationsOf(status), ElementsAre("page_size: list.page_size"));
  }
}

TEST(GetModelTest, GivesTheDefinitionAsWrittenWithBothLanguages) {
  RunningServer server;
  for (const v1::ModelTexts texts :
       {v1::MODEL_TEXTS_UNSPECIFIED, v1::MODEL_TEXTS_BOTH}) {
    v1::GetModelResponse response;
    ASSERT_TRUE(Get(server, "", "", texts, &response).ok());
    EXPECT_EQ(Bytes(response.definition()), Bytes(RealDefinition()));
    EXPECT_EQ(response.model().digest(),
              RealCatalog().entries().front().compiled->digest);
    EXPECT_FALSE(response.model().engine_version().empty());
  }
}

TEST(GetModelTest, GivesOnlyTheLanguageAskedFor) {
  RunningServer server;
  TextCount written;
  CountTexts(RealDefinition(), &written);
  ASSERT_EQ(written.zh, written.all);

  v1::GetModelResponse zh;
  ASSERT_TRUE(Get(server, "", "", v1::MODEL_TEXTS_ZH, &zh).ok());
  TextCount in_zh;
  CountTexts(zh, &in_zh);
  EXPECT_EQ(in_zh.zh, written.zh);
  EXPECT_EQ(in_zh.en, 0);

  v1::GetModelResponse en;
  ASSERT_TRUE(Get(server, "", "", v1::MODEL_TEXTS_EN, &en).ok());
  TextCount in_en;
  CountTexts(en, &in_en);
  EXPECT_EQ(in_en.en, written.en);
  EXPECT_EQ(in_en.zh, 0);
}

TEST(GetModelTest, WithoutTextsKeepsStructureWeightsAndPolicies) {
  RunningServer server;
  v1::GetModelResponse response;
  ASSERT_TRUE(Get(server, "", "", v1::MODEL_TEXTS_NONE, &response).ok());
  TextCount count;
  CountTexts(response, &count);
  EXPECT_EQ(count.zh + count.en, 0);
  const v1::ModelDefinition& got = response.definition();
  const v1::ModelDefinition& written = RealDefinition();
  EXPECT_EQ(got.requirements_size(), written.requirements_size());
  EXPECT_EQ(got.requirements(0).id(), written.requirements(0).id());
  EXPECT_EQ(Bytes(got.policies()), Bytes(written.policies()));
  EXPECT_EQ(Bytes(got.weight_sets(0).groups(0)),
            Bytes(written.weight_sets(0).groups(0)));
}

TEST(GetModelTest, AnEmptyVersionIsTheNewestByNumber) {
  RunningServer server(ManyCatalog());
  v1::GetModelResponse response;
  ASSERT_TRUE(
      Get(server, "versions", "", v1::MODEL_TEXTS_NONE, &response).ok());
  EXPECT_EQ(response.model().version(), "1.10");
  ASSERT_TRUE(
      Get(server, "versions", "1.9", v1::MODEL_TEXTS_NONE, &response).ok());
  EXPECT_EQ(response.model().version(), "1.9");
}

TEST(GetModelTest, AnUnknownOrUnnamedModelIsNotFoundAndSaysWhatExists) {
  RunningServer server(ManyCatalog());
  for (const char* id : {"", "missing", "VERSIONS"}) {
    v1::GetModelResponse response;
    const grpc::Status status =
        Get(server, id, "", v1::MODEL_TEXTS_BOTH, &response);
    EXPECT_EQ(status.error_code(), grpc::StatusCode::NOT_FOUND);
    EXPECT_EQ(InfoOf(status).metadata().at("models"),
              "other@2.0, versions@1.10, versions@1.9");
    EXPECT_THAT(status.error_message(), HasSubstr("other@2.0"));
  }
}

TEST(GetModelTest, RefusesAChoiceOfTextsThatDoesNotExist) {
  RunningServer server(ManyCatalog());
  v1::GetModelResponse response;
  const grpc::Status status =
      Get(server, "other", "", static_cast<v1::ModelTexts>(9), &response);
  EXPECT_THAT(ViolationsOf(status),
              ElementsAre("texts: request.unknown_choice"));
}

v1::GetServerInfoResponse ServerInfoOf(RunningServer& server) {
  v1::GetServerInfoResponse info;
  CallContext context;
  const grpc::Status status =
      server.models().GetServerInfo(&context, {}, &info);
  EXPECT_TRUE(status.ok()) << status.error_message();
  return info;
}

TEST(GetServerInfoTest, NamesModelsAndProgrammesByTheDigestsOfTheirResults) {
  RunningServer server;
  const v1::GetServerInfoResponse info = ServerInfoOf(server);
  v1::ScoreResponse scored;
  ASSERT_TRUE(server.Score(Datasets().front().request, &scored).ok());
  ASSERT_EQ(static_cast<size_t>(info.models_size()),
            RealCatalog().entries().size());
  std::vector<std::string> models;
  for (const v1::ModelRef& model : info.models()) {
    models.push_back(Bytes(model));
  }
  EXPECT_THAT(models, ::testing::Contains(Bytes(scored.model())));
  EXPECT_EQ(info.engine_version(), scored.model().engine_version());
  EXPECT_EQ(static_cast<size_t>(info.programmes_size()),
            RealCatalog().programmes().size());
  for (const v1::ProgrammeRef& programme : info.programmes()) {
    EXPECT_EQ(programme.digest().size(), 64u) << programme.id();
  }
  EXPECT_THAT(info.build(), HasSubstr("linux"));
}

TEST(GetServerInfoTest, NamesEveryMethodOnceAndTheLimitsThatHold) {
  server::ServerOptions options;
  options.limits.max_streams = 7;
  options.max_message_bytes = 5000;
  RunningServer server(RealCatalog(), options);
  const v1::GetServerInfoResponse info = ServerInfoOf(server);
  std::set<std::string> methods(info.methods().begin(), info.methods().end());
  EXPECT_EQ(methods.size(), static_cast<size_t>(info.methods_size()));
  EXPECT_EQ(methods.count("cmmm.v1.ScoringService/ScoreStream"), 1u);
  EXPECT_EQ(methods.count("cmmm.v1.ModelService/GetServerInfo"), 1u);
  EXPECT_EQ(methods.count("cmmm.v1.DocumentService/JoinAssessments"), 1u);
  std::map<std::string, int64_t> limits;
  for (const auto& limit : info.limits()) limits[limit.name()] = limit.value();
  EXPECT_EQ(limits.at("max-streams"), 7);
  EXPECT_EQ(limits.at("max-message-bytes"), 5000);
  EXPECT_EQ(limits.count("calls-per-second"), 0u);
  EXPECT_EQ(info.capabilities_size(), 0);
}

TEST(GetServerInfoTest, FollowsTheModelsInService) {
  RunningServer server;
  const v1::GetServerInfoResponse before = ServerInfoOf(server);
  server.models_in_service().Replace(
      LoadCatalogOrDie("tests/conformance/models/many"));
  const v1::GetServerInfoResponse after = ServerInfoOf(server);
  EXPECT_GT(after.models_size(), 1);
  EXPECT_EQ(after.started(), before.started());
  EXPECT_GE(after.models_loaded(), before.models_loaded());
  EXPECT_EQ(after.started().size(), std::string("2026-11-29T08:15:42Z").size());
}

}  // namespace
}  // namespace cmmm::test
