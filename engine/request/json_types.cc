#include "engine/request/json_types.h"

#include "absl/strings/str_cat.h"
#include "google/protobuf/util/type_resolver_util.h"

namespace cmmm {
namespace {

constexpr char kUrlPrefix[] = "type.googleapis.com";

google::protobuf::util::TypeResolver* MakeTypes() {
  return google::protobuf::util::NewTypeResolverForDescriptorPool(
      kUrlPrefix, google::protobuf::DescriptorPool::generated_pool());
}

}  // namespace

google::protobuf::util::TypeResolver* JsonTypes() {
  // That another thread makes them at the same moment cannot be arranged.
  static auto* const types = MakeTypes();  // GCOVR_EXCL_BR_LINE: a race
  return types;
}

std::string JsonTypeUrl(const google::protobuf::Descriptor& type) {
  return absl::StrCat(kUrlPrefix, "/", type.full_name());
}

}  // namespace cmmm
