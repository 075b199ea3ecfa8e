#include "engine/request/check_json.h"

#include <simdjson.h>

#include <string>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace cmmm {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using simdjson::dom::element;

// The field that a key names: as JSON writes it, or as the proto does.
const FieldDescriptor* FindField(const Descriptor& type,
                                 absl::string_view key) {
  const auto* field = type.FindFieldByCamelcaseName(std::string(key));
  if (field != nullptr && field->json_name() == key) return field;
  return type.FindFieldByName(std::string(key));
}

// Messages that JSON writes in a way of their own.
bool IsWellKnown(const Descriptor& type) {
  return absl::StartsWith(type.full_name(), "google.protobuf.");
}

class Checker {
 public:
  explicit Checker(Violations* violations) : violations_(violations) {}

  void CheckMessage(const element& value, const Descriptor& type,
                    const std::string& path) {
    if (IsWellKnown(type)) return;
    simdjson::dom::object object;
    if (value.get(object) != simdjson::SUCCESS) {
      return WantType(path, "an object");
    }
    absl::flat_hash_set<const FieldDescriptor*> seen;
    for (const auto& [name, field_value] : object) {
      const absl::string_view key(name.data(), name.size());
      const FieldDescriptor* field = FindField(type, key);
      const std::string field_path =
          absl::StrCat(path, path.empty() ? "" : ".",
                       field == nullptr ? Printable(key) : field->name());
      if (field == nullptr) {
        violations_->Add(field_path, "json.unknown_field", key,
                         absl::StrCat(type.full_name(), " has no such field"));
      } else if (!seen.insert(field).second) {
        violations_->Add(field_path, "json.duplicate_field", key,
                         "the field stands twice in one object");
      } else {
        CheckField(field_value, *field, field_path);
      }
    }
  }

 private:
  void CheckField(const element& value, const FieldDescriptor& field,
                  const std::string& path) {
    if (value.is_null()) return;
    if (field.is_map()) return CheckMap(value, field, path);
    if (!field.is_repeated()) return CheckOne(value, field, path);
    simdjson::dom::array list;
    if (value.get(list) != simdjson::SUCCESS) return WantType(path, "a list");
    int i = 0;
    for (const element& entry : list) {
      CheckOne(entry, field, absl::StrCat(path, "[", i++, "]"));
    }
  }

  void CheckMap(const element& value, const FieldDescriptor& field,
                const std::string& path) {
    simdjson::dom::object object;
    if (value.get(object) != simdjson::SUCCESS) {
      return WantType(path, "an object");
    }
    absl::flat_hash_set<absl::string_view> seen;
    for (const auto& [name, entry] : object) {
      const absl::string_view key(name.data(), name.size());
      const std::string entry_path =
          absl::StrCat(path, "[", Printable(key), "]");
      if (!seen.insert(key).second) {
        violations_->Add(entry_path, "json.duplicate_field", key,
                         "the key stands twice in one object");
      }
      CheckOne(entry, *field.message_type()->map_value(), entry_path);
    }
  }

  void CheckOne(const element& value, const FieldDescriptor& field,
                const std::string& path) {
    if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
      CheckMessage(value, *field.message_type(), path);
    } else if (value.is_object() || value.is_array()) {
      WantType(path, "neither an object nor a list");
    }
  }

  void WantType(const std::string& path, absl::string_view wanted) {
    violations_->Add(path, "json.wrong_type", "",
                     absl::StrCat("must be ", wanted));
  }

  Violations* const violations_;
};

}  // namespace

void CheckJson(absl::string_view json, const Descriptor& type,
               Violations* violations) {
  simdjson::dom::parser parser;
  element value;
  auto error = parser.allocate(json.size(), kMaxJsonDepth);
  if (error == simdjson::SUCCESS) {
    error = parser.parse(json.data(), json.size()).get(value);
  }
  if (error != simdjson::SUCCESS) {
    violations->Add("", "json.syntax", "",
                    absl::StrCat("no JSON: ", simdjson::error_message(error)));
    return;
  }
  Checker(violations).CheckMessage(value, type, "");
}

}  // namespace cmmm
