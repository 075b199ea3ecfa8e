#include "service/audit/subject.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

#include <memory>

#include "absl/strings/str_cat.h"
#include "cmmm/v1/scorecard.pb.h"
#include "cmmm/v1/scoring_service.pb.h"
#include "engine/base/sha256.h"

namespace cmmm::service {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// The message in a field of this name and type; nullptr: there is none.
template <typename Type>
const Type* FindField(const Message& message, const char* name) {
  const FieldDescriptor* field = message.GetDescriptor()->FindFieldByName(name);
  if (field == nullptr || field->is_repeated() ||
      field->message_type() != Type::descriptor() ||
      !message.GetReflection()->HasField(message, field)) {
    return nullptr;
  }
  return static_cast<const Type*>(
      &message.GetReflection()->GetMessage(message, field));
}

// The assessment that a message is about: itself, or in a field of it.
const v1::ScoreRequest* AssessmentOf(const Message& message) {
  if (message.GetDescriptor() == v1::ScoreRequest::descriptor()) {
    return static_cast<const v1::ScoreRequest*>(&message);
  }
  for (const char* name : {"assessment", "common", "a", "filled"}) {
    if (const auto* found = FindField<v1::ScoreRequest>(message, name)) {
      return found;
    }
  }
  return nullptr;
}

void NameModel(const v1::ModelRef& model, AuditSubject* subject) {
  subject->model = absl::StrCat(model.id(), "@", model.version());
  subject->model_digest = model.digest();
}

void FindProgramme(const Catalog& catalog, const Message& request,
                   AuditSubject* subject) {
  const FieldDescriptor* field =
      request.GetDescriptor()->FindFieldByName("programme_id");
  if (field == nullptr ||
      field->cpp_type() != FieldDescriptor::CPPTYPE_STRING ||
      field->is_repeated()) {
    return;
  }
  const auto entry =
      catalog.FindProgramme(request.GetReflection()->GetString(request, field));
  if (!entry.ok()) return;
  const ProgrammeEntry& found = *entry.value();
  subject->programme =
      absl::StrCat(found.definition->id(), "@", found.definition->edition());
  subject->programme_digest = found.digest;
}

void AddLevels(const Message& response, AuditSubject* subject) {
  if (const auto* decision =
          FindField<v1::LevelDecision>(response, "decision")) {
    subject->level = absl::StrCat(decision->level());
  }
  if (response.GetDescriptor() != v1::ScoreStreamResponse::descriptor()) return;
  const auto& block = static_cast<const v1::ScoreStreamResponse&>(response);
  for (int i = 0; i < block.results_size(); ++i) {
    if (i > 0) subject->level += ',';
    const v1::KeyedResult& result = block.results(i);
    if (result.has_response()) {
      absl::StrAppend(&subject->level, result.response().decision().level());
    }
  }
}

}  // namespace

std::string DeterministicBytes(const Message& message) {
  std::string bytes;
  google::protobuf::io::StringOutputStream stream(&bytes);
  google::protobuf::io::CodedOutputStream out(&stream);
  out.SetSerializationDeterministic(true);
  message.SerializeToCodedStream(&out);
  out.Trim();
  return bytes;
}

std::string DocumentHash(const Message& message) {
  const auto* type = message.GetDescriptor();
  const FieldDescriptor* document = type->FindFieldByName("html");
  for (int f = 0; document == nullptr && f < type->field_count(); ++f) {
    const FieldDescriptor* field = type->field(f);
    if (field->type() == FieldDescriptor::TYPE_BYTES && !field->is_repeated()) {
      document = field;
    }
  }
  if (document == nullptr ||
      document->cpp_type() != FieldDescriptor::CPPTYPE_STRING) {
    return "";
  }
  std::string scratch;
  const std::string& bytes =
      message.GetReflection()->GetStringReference(message, document, &scratch);
  return bytes.empty() ? "" : Sha256Hex(bytes);
}

// What there is not is left out: its name is the caller's.
void AddModel(const Catalog& catalog, const v1::ModelRef& named,
              AuditSubject* subject) {
  const auto entry = catalog.Find(named.id(), named.version());
  if (!entry.ok()) return;
  const CompiledModel& compiled = *entry.value()->compiled;
  subject->model = absl::StrCat(compiled.id, "@", compiled.version);
  subject->model_digest = compiled.digest;
}

void AddRequest(const Catalog& catalog, const Message& request,
                AuditSubject* subject) {
  subject->request = Sha256Hex(DeterministicBytes(request));
  subject->document = DocumentHash(request);
  FindProgramme(catalog, request, subject);
  if (const v1::ScoreRequest* assessment = AssessmentOf(request)) {
    AddModel(catalog, assessment->model(), subject);
  }
}

void AddResult(const Message& response, bool with_level,
               AuditSubject* subject) {
  subject->result = Sha256Hex(DeterministicBytes(response));
  if (std::string hash = DocumentHash(response); !hash.empty()) {
    subject->document = std::move(hash);
  }
  if (const auto* model = FindField<v1::ModelRef>(response, "model")) {
    NameModel(*model, subject);
  }
  if (with_level) AddLevels(response, subject);
}

void AddResultBytes(const Message& type, absl::string_view bytes,
                    bool with_level, AuditSubject* subject) {
  subject->result = Sha256Hex(bytes);
  if (!with_level) return;
  const std::unique_ptr<Message> response(type.New());
  if (response->ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    AddLevels(*response, subject);
  }
}

}  // namespace cmmm::service
