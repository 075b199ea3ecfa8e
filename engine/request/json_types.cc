#include "engine/request/json_types.h"

#include "absl/strings/str_cat.h"
#include "google/protobuf/util/type_resolver_util.h"

namespace cmmm {
namespace {

constexpr char kUrlPrefix[] = "type.googleapis.com";

}  // namespace

google::protobuf::util::TypeResolver* JsonTypes() {
  static auto* const resolver =
      google::protobuf::util::NewTypeResolverForDescriptorPool(
          kUrlPrefix, google::protobuf::DescriptorPool::generated_pool());
  return resolver;
}

std::string JsonTypeUrl(const google::protobuf::Descriptor& type) {
  return absl::StrCat(kUrlPrefix, "/", type.full_name());
}

}  // namespace cmmm
