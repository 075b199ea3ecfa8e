// Every method of the services that answers one message with one has its row in
// the table that all doors and the command line go by, under the name and with
// the types it has on the wire.
#include "service/methods.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "absl/strings/str_cat.h"

namespace cmmm::test {
namespace {

using google::protobuf::MethodDescriptor;

std::string RowOf(const std::string& path,
                  const google::protobuf::Descriptor* request,
                  const google::protobuf::Descriptor* response) {
  return absl::StrCat(path, " ", request->full_name(), " ",
                      response->full_name());
}

TEST(MethodsTest, AreThoseOfTheServices) {
  std::set<std::string> asked;
  for (const service::Method& method : service::Methods()) {
    asked.insert(RowOf(method.path, method.request->GetDescriptor(),
                       method.response->GetDescriptor()));
    EXPECT_EQ(&service::MethodOf(method.request->GetDescriptor()), &method);
    EXPECT_EQ(service::FindMethod(method.path), &method);
    // The engine keeps nothing between calls.
    EXPECT_TRUE(method.has_no_side_effects()) << method.path;
  }
  std::set<std::string> served;
  for (const char* name :
       {"cmmm.v1.ScoringService", "cmmm.v1.ModelService",
        "cmmm.v1.AnalysisService", "cmmm.v1.DocumentService"}) {
    const auto* service =
        google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(
            name);
    ASSERT_NE(service, nullptr) << name;
    for (int i = 0; i < service->method_count(); ++i) {
      const MethodDescriptor* method = service->method(i);
      if (method->client_streaming()) continue;
      served.insert(RowOf(absl::StrCat("/", name, "/", method->name()),
                          method->input_type(), method->output_type()));
    }
  }
  EXPECT_EQ(asked, served);
}

TEST(MethodsTest, StreamsAndOtherNamesAreNoRows) {
  for (const char* path :
       {"", "/", "Score", "/cmmm.v1.ScoringService/ScoreStream",
        "/cmmm.v1.ScoringService/score", "/cmmm.v1.ScoringService/Score/"}) {
    EXPECT_EQ(service::FindMethod(path), nullptr) << path;
  }
}

}  // namespace
}  // namespace cmmm::test
