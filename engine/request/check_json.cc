#include "engine/request/check_json.h"

#include <simdjson.h>

#include <string>
#include <string_view>

#include "absl/container/flat_hash_set.h"
#include "absl/container/inlined_vector.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/request/json_value.h"

namespace cmmm {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using simdjson::dom::element;

// The field that a key names: as JSON writes it, or as the proto does. A
// message has a few, so that looking at each costs less than a hash of the key.
const FieldDescriptor* FindField(const Descriptor& type,
                                 absl::string_view key) {
  for (int f = 0; f < type.field_count(); ++f) {
    const FieldDescriptor* field = type.field(f);
    if (field->json_name() == key || field->name() == key) return field;
  }
  return nullptr;
}

// Messages that JSON writes in a way of their own.
bool IsWellKnown(const Descriptor& type) {
  return absl::StartsWith(type.full_name(), "google.protobuf.");
}

// Where something stands. A text is made of it only when there is something to
// say: most requests are in order, and have hundreds of answers.
struct Place {
  const Place* in = nullptr;  // none: the message as a whole
  absl::string_view field = {};
  int index = -1;              // of an entry in a list
  absl::string_view key = {};  // of one in a map, with `is_key`
  bool is_key = false;
};

// `list.answers[3].grade`.
std::string PathOf(const Place& place) {
  if (place.in == nullptr) return "";
  std::string path = PathOf(*place.in);
  if (place.index >= 0) {
    absl::StrAppend(&path, "[", place.index, "]");
  } else if (place.is_key) {
    absl::StrAppend(&path, "[", Printable(place.key), "]");
  } else {
    absl::StrAppend(&path, path.empty() ? "" : ".", Printable(place.field));
  }
  return path;
}

// As a person sees it.
std::string TextOf(const element& value) {
  std::string_view text;
  return value.get(text) == simdjson::SUCCESS ? std::string(text)
                                              : simdjson::to_string(value);
}

class Checker {
 public:
  explicit Checker(Violations* violations) : violations_(violations) {}

  void CheckMessage(const element& value, const Descriptor& type,
                    const Place& place) {
    if (IsWellKnown(type)) return;
    simdjson::dom::object object;
    if (value.get(object) != simdjson::SUCCESS) {
      return WantType(place, "an object");
    }
    absl::InlinedVector<bool, 32> seen(static_cast<size_t>(type.field_count()),
                                       false);
    // By oneof, the key that gave it a value.
    absl::InlinedVector<absl::string_view, 4> chosen(
        static_cast<size_t>(type.real_oneof_decl_count()));
    for (const auto& [name, field_value] : object) {
      const absl::string_view key(name.data(), name.size());
      const FieldDescriptor* field = FindField(type, key);
      if (field == nullptr) {
        violations_->Add(PathOf({&place, key}), "json.unknown_field", key,
                         absl::StrCat(type.full_name(), " has no such field"));
        continue;
      }
      const Place here{&place, field->name()};
      bool& is_seen = seen[static_cast<size_t>(field->index())];
      if (is_seen) {
        violations_->Add(PathOf(here), "json.duplicate_field", key,
                         "the field stands twice in one object");
        continue;
      }
      is_seen = true;
      const auto* choice = field->real_containing_oneof();
      if (choice != nullptr && !field_value.is_null()) {
        CheckChoice(key, place, &chosen[static_cast<size_t>(choice->index())]);
      }
      CheckField(field_value, *field, here);
    }
  }

 private:
  // Of the fields of a oneof, one has a value.
  void CheckChoice(absl::string_view key, const Place& message,
                   absl::string_view* chosen) {
    if (chosen->data() == nullptr) {
      *chosen = key;
      return;
    }
    violations_->Add(PathOf(message), "json.two_of_one", key,
                     absl::StrCat("`", *chosen, "` and `", key,
                                  "` are both given, where only one may be"));
  }

  void CheckField(const element& value, const FieldDescriptor& field,
                  const Place& place) {
    if (value.is_null()) return;
    if (field.is_map()) return CheckMap(value, field, place);
    if (!field.is_repeated()) return CheckOne(value, field, place);
    simdjson::dom::array list;
    if (value.get(list) != simdjson::SUCCESS) return WantType(place, "a list");
    int i = 0;
    for (const element& entry : list) {
      CheckOne(entry, field, {&place, {}, i++});
    }
  }

  void CheckMap(const element& value, const FieldDescriptor& field,
                const Place& place) {
    simdjson::dom::object object;
    if (value.get(object) != simdjson::SUCCESS) {
      return WantType(place, "an object");
    }
    absl::flat_hash_set<absl::string_view> seen;
    for (const auto& [name, entry] : object) {
      const absl::string_view key(name.data(), name.size());
      const Place here{&place, {}, -1, key, true};
      if (!seen.insert(key).second) {
        violations_->Add(PathOf(here), "json.duplicate_field", key,
                         "the key stands twice in one object");
      }
      CheckOne(entry, *field.message_type()->map_value(), here);
    }
  }

  void CheckOne(const element& value, const FieldDescriptor& field,
                const Place& place) {
    if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
      CheckMessage(value, *field.message_type(), place);
    } else if (value.is_object() || value.is_array()) {
      WantType(place, "neither an object nor a list");
    } else if (const std::string wanted = WantedInJson(value, field);
               !wanted.empty()) {
      violations_->Add(PathOf(place), "json.wrong_value", TextOf(value),
                       wanted);
    }
  }

  void WantType(const Place& place, absl::string_view wanted) {
    violations_->Add(PathOf(place), "json.wrong_type", "",
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
  // What is above 4 GiB fails here, and no door lets it in.
  if (error == simdjson::SUCCESS) {  // GCOVR_EXCL_BR_LINE: below 4 GiB
    error = parser.parse(json.data(), json.size()).get(value);
  }
  if (error != simdjson::SUCCESS) {
    violations->Add("", "json.syntax", "",
                    absl::StrCat("no JSON: ", simdjson::error_message(error)));
    return;
  }
  Checker(violations).CheckMessage(value, type, {});
}

}  // namespace cmmm
