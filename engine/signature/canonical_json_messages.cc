#include "engine/signature/canonical_json_messages.h"

#include <array>
#include <charconv>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/base/json_string.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/util/json_util.h"

namespace cmmm {
namespace {

using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr int kOnly = -1;  // index of a field that is not repeated

std::string Shortest(double value) {
  if (std::isnan(value)) return "\"NaN\"";
  if (std::isinf(value)) return value > 0 ? "\"Infinity\"" : "\"-Infinity\"";
  std::array<char, 32> digits;
  const auto end =
      std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  return {digits.data(), end};
}

std::string EnumText(const FieldDescriptor* field, int number) {
  const EnumValueDescriptor* value =
      field->enum_type()->FindValueByNumber(number);
  return value == nullptr ? absl::StrCat(number) : JsonString(value->name());
}

// The value of a field, or of entry `i` of a repeated one.
// REQUIRES: no message.
std::string ScalarText(const Message& message, const FieldDescriptor* field,
                       int i) {
  const auto* reflection = message.GetReflection();
  const auto get = [&](auto one, auto entry) {
    return i == kOnly ? (reflection->*one)(message, field)
                      : (reflection->*entry)(message, field, i);
  };
  using google::protobuf::Reflection;
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_BOOL:
      return get(&Reflection::GetBool, &Reflection::GetRepeatedBool) ? "true"
                                                                     : "false";
    case FieldDescriptor::CPPTYPE_INT32:
      return absl::StrCat(
          get(&Reflection::GetInt32, &Reflection::GetRepeatedInt32));
    case FieldDescriptor::CPPTYPE_INT64:
      return JsonString(absl::StrCat(
          get(&Reflection::GetInt64, &Reflection::GetRepeatedInt64)));
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return Shortest(
          get(&Reflection::GetDouble, &Reflection::GetRepeatedDouble));
    case FieldDescriptor::CPPTYPE_ENUM:
      return EnumText(field, get(&Reflection::GetEnumValue,
                                 &Reflection::GetRepeatedEnumValue));
    default:
      return JsonString(
          get(&Reflection::GetString, &Reflection::GetRepeatedString));
  }
}

std::vector<const FieldDescriptor*> SetFields(const Message& message) {
  std::vector<const FieldDescriptor*> fields;
  message.GetReflection()->ListFields(message, &fields);
  return fields;
}

bool HoldsMessages(const Message& message) {
  for (const FieldDescriptor* field : SetFields(message)) {
    if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) return true;
  }
  return false;
}

const Message& Nested(const Message& message, const FieldDescriptor* field,
                      int i) {
  return i == kOnly
             ? message.GetReflection()->GetMessage(message, field)
             : message.GetReflection()->GetRepeatedMessage(message, field, i);
}

class Writer {
 public:
  void WriteObject(const Message& message, int depth) {
    const bool one_line = !HoldsMessages(message);
    const char* separator = "";
    out.push_back('{');
    for (const FieldDescriptor* field : SetFields(message)) {
      out += separator;
      separator = one_line ? ", " : ",";
      if (!one_line) NewLine(depth + 1);
      absl::StrAppend(&out, "\"", field->json_name(), "\": ");
      WriteField(message, field, depth + 1);
    }
    if (!one_line) NewLine(depth);
    out.push_back('}');
  }

  std::string out;

 private:
  void NewLine(int depth) {
    out.push_back('\n');
    out.append(2 * static_cast<size_t>(depth), ' ');
  }

  void WriteField(const Message& message, const FieldDescriptor* field,
                  int depth) {
    if (!field->is_repeated()) return WriteValue(message, field, kOnly, depth);
    const bool one_line = field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE;
    const int size = message.GetReflection()->FieldSize(message, field);
    out.push_back('[');
    for (int i = 0; i < size; ++i) {
      if (i > 0) out += one_line ? ", " : ",";
      if (!one_line) NewLine(depth + 1);
      WriteValue(message, field, i, depth + 1);
    }
    if (!one_line) NewLine(depth);
    out.push_back(']');
  }

  void WriteValue(const Message& message, const FieldDescriptor* field, int i,
                  int depth) {
    if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
      WriteObject(Nested(message, field, i), depth);
    } else {
      out += ScalarText(message, field, i);
    }
  }
};

// The set fields of two messages side by side.
class Comparison {
 public:
  void CompareObjects(const Message& first, const Message& second,
                      const std::string& path) {
    const auto* type = first.GetDescriptor();
    for (int f = 0; f < type->field_count(); ++f) {
      const FieldDescriptor* field = type->field(f);
      const std::string name =
          absl::StrCat(path, path.empty() ? "" : ".", field->name());
      if (field->is_repeated()) {
        const int a = first.GetReflection()->FieldSize(first, field);
        const int b = second.GetReflection()->FieldSize(second, field);
        for (int i = 0; i < std::max(a, b); ++i) {
          CompareValues(first, i < a, second, i < b, field, i,
                        absl::StrCat(name, "[", i, "]"));
        }
      } else {
        CompareValues(first, Has(first, field), second, Has(second, field),
                      field, kOnly, name);
      }
    }
  }

  std::vector<FieldDifference> found;

 private:
  // A field that always has a value, if only its default, is never absent.
  static bool Has(const Message& message, const FieldDescriptor* field) {
    return !field->has_presence() ||
           message.GetReflection()->HasField(message, field);
  }

  void CompareValues(const Message& first, bool in_first, const Message& second,
                     bool in_second, const FieldDescriptor* field, int i,
                     const std::string& path) {
    if (!in_first && !in_second) return;
    const bool message = field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
    if (message && in_first && in_second) {
      return CompareObjects(Nested(first, field, i), Nested(second, field, i),
                            path);
    }
    const auto text = [&](const Message& owner, bool is_there) -> std::string {
      if (!is_there) return "";
      return message ? "{…}" : ScalarText(owner, field, i);
    };
    std::string a = text(first, in_first);
    std::string b = text(second, in_second);
    if (a != b) found.push_back({path, std::move(a), std::move(b)});
  }
};

}  // namespace

std::string WriteCanonicalJson(const Message& message) {
  Writer writer;
  writer.WriteObject(message, 0);
  writer.out.push_back('\n');
  return std::move(writer.out);
}

bool ReadJson(absl::string_view json, Message* message, std::string* reason) {
  const auto status = google::protobuf::util::JsonStringToMessage(
      google::protobuf::StringPiece(json.data(), json.size()), message);
  if (!status.ok()) *reason = std::string(status.message());
  return status.ok();
}

std::vector<FieldDifference> CompareFields(const Message& first,
                                           const Message& second) {
  Comparison comparison;
  comparison.CompareObjects(first, second, "");
  return std::move(comparison.found);
}

}  // namespace cmmm
