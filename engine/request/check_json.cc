#include "engine/request/check_json.h"

#include <simdjson.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/container/inlined_vector.h"
#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

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

// The field's number, if the text of it is one in JSON, too: `"17"`.
// Protocol Buffers take what absl does, but no blanks around it.
template <typename Number>
bool IsNumberText(absl::string_view text,
                  bool (*parse)(absl::string_view, Number*), Number* number) {
  return !text.empty() && !absl::ascii_isspace(text.front()) &&
         !absl::ascii_isspace(text.back()) && parse(text, number);
}

// Whether the value is a whole number that `Number` holds; 17, 17.0 and "17"
// are the same.
template <typename Number>
bool IsWhole(const element& value) {
  int64_t small;
  if (value.get(small) == simdjson::SUCCESS) {
    return std::in_range<Number>(small);
  }
  uint64_t large;
  if (value.get(large) == simdjson::SUCCESS) {
    return std::in_range<Number>(large);
  }
  double number;
  if (value.get(number) == simdjson::SUCCESS) {
    return std::trunc(number) == number &&
           number >= static_cast<double>(std::numeric_limits<Number>::min()) &&
           number < std::ldexp(1.0, std::numeric_limits<Number>::digits);
  }
  std::string_view text;
  Number parsed;
  return value.get(text) == simdjson::SUCCESS &&
         IsNumberText({text.data(), text.size()}, &absl::SimpleAtoi, &parsed);
}

bool IsNumber(const element& value, double most) {
  double number;
  std::string_view text;
  if (value.get(text) == simdjson::SUCCESS) {
    if (text == "NaN" || text == "Infinity" || text == "-Infinity") return true;
    if (!IsNumberText({text.data(), text.size()}, &absl::SimpleAtod, &number)) {
      return false;
    }
  } else if (value.get(number) != simdjson::SUCCESS) {
    return false;
  }
  return std::abs(number) <= most;
}

bool IsBool(const element& value) {
  std::string_view text;
  bool parsed;
  return value.is_bool() ||
         (value.get(text) == simdjson::SUCCESS &&
          absl::SimpleAtob({text.data(), text.size()}, &parsed));
}

absl::string_view WithoutPadding(absl::string_view base64) {
  const size_t last = base64.find_last_not_of('=');
  return base64.substr(0, last + 1);
}

// In either alphabet, padded or not, and as it would be written anew.
bool IsBase64(const element& value) {
  std::string_view text;
  std::string bytes;
  if (value.get(text) != simdjson::SUCCESS) return false;
  const absl::string_view given(text.data(), text.size());
  if (absl::WebSafeBase64Unescape(given, &bytes)) {
    return absl::WebSafeBase64Escape(bytes) == WithoutPadding(given);
  }
  return absl::Base64Unescape(given, &bytes) &&
         WithoutPadding(absl::Base64Escape(bytes)) == WithoutPadding(given);
}

// A name of the enum, or a number: as text one that it has, else any, as who is
// newer may know it.
bool IsEnum(const element& value,
            const google::protobuf::EnumDescriptor& type) {
  std::string_view text;
  if (value.get(text) != simdjson::SUCCESS) return IsWhole<int32_t>(value);
  const std::string name(text);
  int number;
  return type.FindValueByName(name) != nullptr ||
         (IsNumberText(name, &absl::SimpleAtoi, &number) &&
          type.FindValueByNumber(number) != nullptr);
}

// Says what the field takes, where the value is none of it; else empty.
std::string WantedInstead(const element& value, const FieldDescriptor& field) {
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32:
      return IsWhole<int32_t>(value) ? "" : "must be a whole number of 32 bits";
    case FieldDescriptor::CPPTYPE_UINT32:
      return IsWhole<uint32_t>(value)
                 ? ""
                 : "must be a whole number of 32 bits, not below 0";
    case FieldDescriptor::CPPTYPE_INT64:
      return IsWhole<int64_t>(value) ? "" : "must be a whole number of 64 bits";
    case FieldDescriptor::CPPTYPE_UINT64:
      return IsWhole<uint64_t>(value)
                 ? ""
                 : "must be a whole number of 64 bits, not below 0";
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return IsNumber(value, std::numeric_limits<double>::max())
                 ? ""
                 : "must be a number of 64 bits";
    case FieldDescriptor::CPPTYPE_FLOAT:
      return IsNumber(value, std::numeric_limits<float>::max())
                 ? ""
                 : "must be a number of 32 bits";
    case FieldDescriptor::CPPTYPE_BOOL:
      return IsBool(value) ? "" : "must be true or false";
    case FieldDescriptor::CPPTYPE_ENUM: {
      const auto& type = *field.enum_type();
      if (IsEnum(value, type)) return "";
      std::vector<absl::string_view> names;
      names.reserve(static_cast<size_t>(type.value_count()));
      for (int i = 0; i < type.value_count(); ++i) {
        names.push_back(type.value(i)->name());
      }
      return absl::StrCat("must be a name or number of ", type.full_name(),
                          kThereAre, absl::StrJoin(names, ", "));
    }
    case FieldDescriptor::CPPTYPE_STRING:
      if (field.type() == FieldDescriptor::TYPE_BYTES) {
        return IsBase64(value) ? "" : "must be bytes as base64";
      }
      return value.is_string() ? "" : "must be text in quotation marks";
    default:
      return "";
  }
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
      CheckField(field_value, *field, here);
    }
  }

 private:
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
    } else if (const std::string wanted = WantedInstead(value, field);
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
  if (error == simdjson::SUCCESS) {
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
