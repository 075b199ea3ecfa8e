#include "python/native/python_value.h"

#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "cmmm/v1/compare.pb.h"
#include "cmmm/v1/scorecard.pb.h"

namespace cmmm::python {
namespace {

namespace py = pybind11;
using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

template <typename Exact>
py::object FractionOf(const Message& message) {
  const auto& exact = static_cast<const Exact&>(message);
  static const auto* const kFraction =
      new py::object(py::module_::import("fractions").attr("Fraction"));
  return (*kFraction)(exact.numerator(), exact.denominator());
}

// `VerificationOutcome` is `VERIFICATION_OUTCOME_`, with which its values
// begin.
std::string PrefixOf(absl::string_view type) {
  std::string prefix;
  for (const char c : type) {
    if (absl::ascii_isupper(c) && !prefix.empty()) prefix.push_back('_');
    prefix.push_back(absl::ascii_toupper(c));
  }
  return prefix + "_";
}

py::object WordOf(const EnumValueDescriptor* value) {
  absl::string_view word = value->name();
  if (absl::EndsWith(word, "_UNSPECIFIED")) return py::none();
  absl::ConsumePrefix(&word, PrefixOf(value->type()->name()));
  return py::str(absl::AsciiStrToLower(word));
}

// One value of a field; `index` of a repeated one, else -1.
py::object ValueOf(const Message& message, const FieldDescriptor* field,
                   int index) {
  const Reflection* from = message.GetReflection();
  const bool many = index >= 0;
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32:
      return py::int_(many ? from->GetRepeatedInt32(message, field, index)
                           : from->GetInt32(message, field));
    case FieldDescriptor::CPPTYPE_INT64:
      return py::int_(many ? from->GetRepeatedInt64(message, field, index)
                           : from->GetInt64(message, field));
    case FieldDescriptor::CPPTYPE_UINT32:
      return py::int_(many ? from->GetRepeatedUInt32(message, field, index)
                           : from->GetUInt32(message, field));
    case FieldDescriptor::CPPTYPE_UINT64:
      return py::int_(many ? from->GetRepeatedUInt64(message, field, index)
                           : from->GetUInt64(message, field));
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return py::float_(many ? from->GetRepeatedDouble(message, field, index)
                             : from->GetDouble(message, field));
    case FieldDescriptor::CPPTYPE_FLOAT:
      return py::float_(many ? from->GetRepeatedFloat(message, field, index)
                             : from->GetFloat(message, field));
    case FieldDescriptor::CPPTYPE_BOOL:
      return py::bool_(many ? from->GetRepeatedBool(message, field, index)
                            : from->GetBool(message, field));
    case FieldDescriptor::CPPTYPE_ENUM:
      return WordOf(many ? from->GetRepeatedEnum(message, field, index)
                         : from->GetEnum(message, field));
    case FieldDescriptor::CPPTYPE_STRING: {
      const std::string text =
          many ? from->GetRepeatedString(message, field, index)
               : from->GetString(message, field);
      if (field->type() == FieldDescriptor::TYPE_BYTES) return py::bytes(text);
      return py::str(text);
    }
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return ToPython(many ? from->GetRepeatedMessage(message, field, index)
                           : from->GetMessage(message, field));
  }
  return py::none();
}

}  // namespace

py::object ToPython(const Message& message) {
  const auto* type = message.GetDescriptor();
  if (type == v1::Score::descriptor()) return FractionOf<v1::Score>(message);
  if (type == v1::Change::descriptor()) return FractionOf<v1::Change>(message);
  const Reflection* from = message.GetReflection();
  py::dict values;
  for (int i = 0; i < type->field_count(); ++i) {
    const FieldDescriptor* field = type->field(i);
    const py::str name(field->name());
    if (field->is_repeated()) {
      py::list list;
      const int size = from->FieldSize(message, field);
      for (int k = 0; k < size; ++k) list.append(ValueOf(message, field, k));
      values[name] = list;
    } else if (field->has_presence() && !from->HasField(message, field)) {
      values[name] = py::none();
    } else {
      values[name] = ValueOf(message, field, -1);
    }
  }
  return values;
}

py::dict WordsOf(const std::string& name) {
  const auto* type =
      google::protobuf::DescriptorPool::generated_pool()->FindEnumTypeByName(
          "cmmm.v1." + name);
  if (type == nullptr) throw py::value_error("no such enum: " + name);
  py::dict words;
  for (int i = 1; i < type->value_count(); ++i) {  // 0 is unspecified
    words[WordOf(type->value(i))] = type->value(i)->name();
  }
  return words;
}

}  // namespace cmmm::python
