#include "http/openapi.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor.pb.h>

#include <map>
#include <set>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "engine/base/json_string.h"
#include "engine/base/version.h"
#include "service/methods.h"

namespace cmmm::http {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;

// The comment above or behind a declaration, its lines as one.
template <typename Declared>
std::string CommentOf(const Declared* declared) {
  google::protobuf::SourceLocation place;
  if (!declared->GetSourceLocation(&place)) return "";
  std::vector<absl::string_view> lines;
  for (const std::string* text :
       {&place.leading_comments, &place.trailing_comments}) {
    for (absl::string_view line : absl::StrSplit(*text, '\n')) {
      line = absl::StripAsciiWhitespace(line);
      if (!line.empty()) lines.push_back(line);
    }
  }
  return absl::StrJoin(lines, " ");
}

// `"description":"…",`; empty without a comment.
std::string Described(const std::string& comment) {
  if (comment.empty()) return "";
  return absl::StrCat(R"("description":)", JsonString(comment), ",");
}

std::string ReferenceTo(const std::string& name) {
  return absl::StrCat(R"("$ref":"#/components/schemas/)", name, "\"");
}

// Messages that JSON writes in a way of their own.
bool IsWellKnown(const Descriptor* message) {
  return message->file()->package() == "google.protobuf";
}

// Collects schemas: each is added once, with all that it refers to.
class Schemas {
 public:
  void AddMessage(const Descriptor* message) {
    if (!schemas_.emplace(message->full_name(), "").second) return;
    if (IsWellKnown(message)) {
      schemas_[message->full_name()] = R"({"type":"object"})";
      return;
    }
    std::vector<std::string> properties;
    for (int i = 0; i < message->field_count(); ++i) {
      const FieldDescriptor* field = message->field(i);
      properties.push_back(absl::StrCat(JsonString(field->json_name()), ":{",
                                        Described(FieldComment(field)),
                                        TypeOf(field), "}"));
    }
    schemas_[message->full_name()] = absl::StrCat(
        "{", Described(CommentOf(message)),
        R"("type":"object","additionalProperties":false,"properties":{)",
        absl::StrJoin(properties, ","), "}}");
  }

  std::string ToString() const {
    std::vector<std::string> entries;
    for (const auto& [name, schema] : schemas_) {
      entries.push_back(absl::StrCat("\"", name, "\":", schema));
    }
    return absl::StrJoin(entries, ",\n");
  }

 private:
  static std::string FieldComment(const FieldDescriptor* field) {
    std::string comment = CommentOf(field);
    const auto* choice = field->real_containing_oneof();
    if (choice == nullptr) return comment;
    std::vector<std::string> names;
    for (int i = 0; i < choice->field_count(); ++i) {
      names.push_back(choice->field(i)->json_name());
    }
    return absl::StrCat(comment, comment.empty() ? "" : " ", "At most one of ",
                        absl::StrJoin(names, ", "), ".");
  }

  std::string TypeOf(const FieldDescriptor* field) {
    if (field->is_map()) {
      return absl::StrCat(R"("type":"object","additionalProperties":{)",
                          TypeOfOne(field->message_type()->map_value()), "}");
    }
    if (!field->is_repeated()) return TypeOfOne(field);
    return absl::StrCat(R"("type":"array","items":{)", TypeOfOne(field), "}");
  }

  std::string TypeOfOne(const FieldDescriptor* field) {
    switch (field->cpp_type()) {
      case FieldDescriptor::CPPTYPE_BOOL:
        return R"("type":"boolean")";
      case FieldDescriptor::CPPTYPE_INT32:
      case FieldDescriptor::CPPTYPE_UINT32:
        return R"("type":"integer","format":"int32")";
      case FieldDescriptor::CPPTYPE_INT64:
      case FieldDescriptor::CPPTYPE_UINT64:
        return R"("type":["string","integer"],"format":"int64")";
      case FieldDescriptor::CPPTYPE_FLOAT:
      case FieldDescriptor::CPPTYPE_DOUBLE:
        return R"("type":"number","format":"double")";
      case FieldDescriptor::CPPTYPE_ENUM:
        AddEnum(field->enum_type());
        return ReferenceTo(field->enum_type()->full_name());
      case FieldDescriptor::CPPTYPE_MESSAGE:
        AddMessage(field->message_type());
        return ReferenceTo(field->message_type()->full_name());
      default:
        return field->type() == FieldDescriptor::TYPE_BYTES
                   ? R"("type":"string","contentEncoding":"base64")"
                   : R"("type":"string")";
    }
  }

  void AddEnum(const EnumDescriptor* type) {
    std::vector<std::string> names;
    std::string comment = CommentOf(type);
    for (int i = 0; i < type->value_count(); ++i) {
      names.push_back(JsonString(type->value(i)->name()));
      const std::string about = CommentOf(type->value(i));
      if (about.empty()) continue;
      absl::StrAppend(&comment, comment.empty() ? "" : "\n",
                      type->value(i)->name(), ": ", about);
    }
    schemas_[type->full_name()] =
        absl::StrCat("{", Described(comment), R"("type":"string","enum":[)",
                     absl::StrJoin(names, ","), "]}");
  }

  std::map<std::string, std::string> schemas_;
};

constexpr char kError[] =
    R"("Error":{"description":"A refused call, as the Connect protocol says it.",)"
    R"("type":"object","required":["code"],"properties":{)"
    R"("code":{"type":"string"},"message":{"type":"string"},)"
    R"("details":{"type":"array","items":{"type":"object","properties":{)"
    R"("type":{"type":"string"},)"
    R"("value":{"type":"string","contentEncoding":"base64"},)"
    R"("debug":{"type":"object"}}}}}})";

constexpr char kOtherPaths[] =
    R"("/v1/score:batch":{"post":{"operationId":"score_batch","summary":)"
    R"("JSON lines in, a line for each out, as cmmm filter answers.",)"
    R"("requestBody":{"content":{"application/jsonl":{}}},"responses":{"200":)"
    R"({"description":"A line for each record","content":{"application/jsonl":)"
    R"({}}},"default":{"$ref":"#/components/responses/Error"}}}},)"
    R"("/healthz":{"get":{"operationId":"healthz","responses":{"200":)"
    R"({"description":"The process answers"}}}},)"
    R"("/readyz":{"get":{"operationId":"readyz","responses":{"200":)"
    R"({"description":"It takes calls"},"503":{"description":"It stops"}}}},)"
    R"("/version":{"get":{"operationId":"version","responses":{"200":)"
    R"({"description":"The version of the engine"}}}})";

std::string PathOf(const google::protobuf::MethodDescriptor* method) {
  const auto content = [](const Descriptor* message) {
    return absl::StrCat(R"("content":{"application/json":{"schema":{)",
                        ReferenceTo(message->full_name()), "}}}");
  };
  return absl::StrCat(
      R"({"post":{"operationId":")", method->full_name(), R"(","tags":[")",
      method->service()->name(), R"("],)", Described(CommentOf(method)),
      R"("requestBody":{"required":true,)", content(method->input_type()),
      R"(},"responses":{"200":{"description":"The answer",)",
      content(method->output_type()),
      R"(},"default":{"$ref":"#/components/responses/Error"}}}})");
}

}  // namespace

std::string OpenApiText() {
  google::protobuf::FileDescriptorSet files;
  const absl::string_view bytes = ProtoFiles();
  files.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
  google::protobuf::DescriptorPool pool;
  for (const auto& file : files.file()) pool.BuildFile(file);
  Schemas schemas;
  std::vector<std::string> paths;
  for (const service::Method& method : service::Methods()) {
    const auto* described =
        pool.FindMethodByName(method.descriptor->full_name());
    schemas.AddMessage(described->input_type());
    schemas.AddMessage(described->output_type());
    paths.push_back(absl::StrCat("\"", method.path, "\":", PathOf(described)));
  }
  return absl::StrCat(
      R"({"openapi":"3.1.0","info":{"title":"cmmm","version":")",
      kEngineVersion, R"("},)", "\n\"paths\":{", absl::StrJoin(paths, ",\n"),
      ",\n", kOtherPaths, "},\n\"components\":{\"responses\":{\"Error\":",
      R"({"description":"Refused","content":{"application/json":{"schema":)",
      R"({"$ref":"#/components/schemas/Error"}}}}},)", "\n\"schemas\":{",
      kError, ",\n", schemas.ToString(), "}}}\n");
}

}  // namespace cmmm::http
