#include "service/roles.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace cmmm::service {

Role RoleOfMethods(
    const google::protobuf::RepeatedPtrField<std::string>& methods) {
  return {{methods.begin(), methods.end()}, nullptr};
}

Role RoleOf(const config::v1::Role& role) {
  Role made = RoleOfMethods(role.methods());
  const auto& models = role.models();
  if (std::find(models.begin(), models.end(), "*") == models.end()) {
    made.models =
        std::make_shared<const ModelNames>(models.begin(), models.end());
  }
  return made;
}

bool Allows(const Role& role, absl::string_view path) {
  absl::ConsumePrefix(&path, "/");
  const size_t slash = path.rfind('/');
  const absl::string_view service = path.substr(0, slash);
  const absl::string_view method = path.substr(slash + 1);
  for (const std::string& allowed : role.methods) {
    if (allowed == "*" || allowed == method ||
        allowed == absl::StrCat(service, "/*")) {
      return true;
    }
  }
  return false;
}

std::vector<const Role*> FindRoles(
    const google::protobuf::RepeatedPtrField<std::string>& names,
    const Roles& roles) {
  std::vector<const Role*> found;
  for (const std::string& name : names) {
    const auto role = roles.find(name);
    if (role != roles.end()) found.push_back(&role->second);
  }
  return found;
}

bool IsPlainName(absl::string_view text) {
  constexpr size_t kMost = 64;
  return !text.empty() && text.size() <= kMost &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return absl::ascii_isalnum(static_cast<unsigned char>(c)) ||
                  c == '.' || c == '_' || c == '-';
         });
}

}  // namespace cmmm::service
