#include "engine/request/json_value.h"

#include <cmath>
#include <cstdint>
#include <limits>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/base/violations.h"

namespace cmmm {
namespace {

using google::protobuf::FieldDescriptor;
using simdjson::dom::element;

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

}  // namespace

std::string WantedInJson(const element& value, const FieldDescriptor& field) {
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
    default:  // CPPTYPE_STRING
      if (field.type() == FieldDescriptor::TYPE_BYTES) {
        return IsBase64(value) ? "" : "must be bytes as base64";
      }
      return value.is_string() ? "" : "must be text in quotation marks";
  }
}

}  // namespace cmmm
