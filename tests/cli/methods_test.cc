// Every method of the services that answers one message with one has its row in
// the table that commands ask by, under the name and with the types it has on
// the wire.
#include "cli/methods.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "cmmm/v1/analysis_service.pb.h"
#include "cmmm/v1/model_service.pb.h"
#include "cmmm/v1/scoring_service.pb.h"

namespace cmmm::test {
namespace {

using google::protobuf::MethodDescriptor;

std::string RowOf(const std::string& path,
                  const google::protobuf::Descriptor* request,
                  const google::protobuf::Descriptor* response) {
  return absl::StrCat(path, " ", request->full_name(), " ",
                      response->full_name());
}

// A linker leaves out the file of a service that declares no message, unless
// something names it.
const void* volatile analysis_service =
    &descriptor_table_cmmm_2fv1_2fanalysis_5fservice_2eproto;

TEST(MethodsTest, AreThoseOfTheServices) {
  ASSERT_NE(analysis_service, nullptr);
  std::set<std::string> served;
  for (const char* name : {"cmmm.v1.ScoringService", "cmmm.v1.ModelService",
                           "cmmm.v1.AnalysisService"}) {
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
  std::set<std::string> asked;
  for (const cli::Method& method : cli::Methods()) {
    asked.insert(RowOf(method.path, method.request, method.response));
    EXPECT_EQ(&cli::MethodOf(method.request), &method);
  }
  EXPECT_EQ(asked, served);
}

}  // namespace
}  // namespace cmmm::test
