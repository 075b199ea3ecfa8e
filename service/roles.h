// What roles allow: methods, and the models that there are for them.
//
//   roles { name: "reader" methods: "Score" methods: "cmmm.v1.ModelService/*"
//           models: "gbt39116-2020" }
#ifndef CMMM_SERVICE_ROLES_H_
#define CMMM_SERVICE_ROLES_H_

#include <google/protobuf/repeated_ptr_field.h>

#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "absl/strings/string_view.h"
#include "cmmm/config/v1/access.pb.h"

namespace cmmm::service {

// Ids of models.
using ModelNames = std::set<std::string>;

// Names of methods as Allows reads them; an empty list allows nothing.
struct Role {
  std::vector<std::string> methods;
  std::shared_ptr<const ModelNames> models;  // null: all
};

// `methods` as they stand in a file, with every model.
Role RoleOfMethods(
    const google::protobuf::RepeatedPtrField<std::string>& methods);
// `*` among its models is all of them; none is none.
Role RoleOf(const config::v1::Role& role);

// Whether it allows the method: by `Score`, `cmmm.v1.ModelService/*` or `*` for
// `/cmmm.v1.ModelService/GetModel`.
// Whether the method exists does not matter here.
bool Allows(const Role& role, absl::string_view path);

// Roles by their names.
using Roles = std::unordered_map<std::string, Role>;

// Those of these names; a name of none is passed over.
std::vector<const Role*> FindRoles(
    const google::protobuf::RepeatedPtrField<std::string>& names,
    const Roles& roles);

// 1 to 64 letters, digits, `.`, `_` and `-`: what goes into logs and limits as
// it is.
bool IsPlainName(absl::string_view text);

}  // namespace cmmm::service

#endif  // CMMM_SERVICE_ROLES_H_
