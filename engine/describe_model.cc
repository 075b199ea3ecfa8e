#include "engine/describe_model.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "engine/report/write_response.h"
#include "google/protobuf/descriptor.h"

namespace cmmm {
namespace {

constexpr int kDefaultPageSize = 50;
constexpr int kMaxPageSize = 200;

// Clears the texts of every LocalizedText below `message` that are not asked
// for.
void KeepTexts(v1::ModelTexts texts, google::protobuf::Message* message) {
  if (auto* text = dynamic_cast<v1::LocalizedText*>(message)) {
    if (texts != v1::MODEL_TEXTS_ZH) text->clear_zh();
    if (texts != v1::MODEL_TEXTS_EN) text->clear_en();
    return;
  }
  const auto* reflection = message->GetReflection();
  const auto* type = message->GetDescriptor();
  for (int f = 0; f < type->field_count(); ++f) {
    const auto* field = type->field(f);
    if (field->message_type() == nullptr) continue;
    if (!field->is_repeated()) {
      if (reflection->HasField(*message, field)) {
        KeepTexts(texts, reflection->MutableMessage(message, field));
      }
      continue;
    }
    for (int i = 0; i < reflection->FieldSize(*message, field); ++i) {
      KeepTexts(texts, reflection->MutableRepeatedMessage(message, field, i));
    }
  }
}

void Summarise(const CatalogEntry& entry, v1::ModelSummary* summary) {
  const CompiledModel& model = *entry.compiled;
  WriteModelRef(model, summary->mutable_model());
  *summary->mutable_title() = entry.definition->title();
  summary->set_requirement_count(model.requirement_count());
  summary->set_level_count(model.level_count());
  for (const CompiledWeightSet& set : model.weight_sets) {
    summary->add_weight_set_ids(set.id);
  }
}

}  // namespace

std::optional<Refusal> ListModelSummaries(const Catalog& catalog,
                                          const v1::ListModelsRequest& request,
                                          v1::ListModelsResponse* response) {
  Violations violations;
  const int count = static_cast<int>(catalog.entries().size());
  if (request.page_size() < 0 || request.page_size() > kMaxPageSize) {
    violations.Add("page_size", "list.page_size",
                   absl::StrCat(request.page_size()),
                   absl::StrCat("must be 0 to ", kMaxPageSize, ", got ",
                                request.page_size()));
  }
  int first = 0;
  if (!request.page_token().empty() &&
      (!absl::SimpleAtoi(request.page_token(), &first) || first < 1 ||
       first >= count)) {
    violations.Add("page_token", "list.page_token", request.page_token(),
                   absl::StrCat("no page gave the token `",
                                Printable(request.page_token()), "`"));
  }
  if (!violations.empty()) {
    return RefuseViolations("INVALID_LISTING", "models cannot be listed",
                            std::move(violations));
  }
  const int size =
      request.page_size() == 0 ? kDefaultPageSize : request.page_size();
  const int end = std::min(count, first + size);
  for (int i = first; i < end; ++i) {
    Summarise(catalog.entries()[i], response->add_models());
  }
  if (end < count) response->set_next_page_token(absl::StrCat(end));
  return std::nullopt;
}

std::optional<Refusal> DescribeModel(const Catalog& catalog,
                                     const v1::GetModelRequest& request,
                                     v1::GetModelResponse* response) {
  if (!v1::ModelTexts_IsValid(request.texts())) {
    Violations violations;
    violations.Add("texts", "request.unknown_choice",
                   absl::StrCat(request.texts()),
                   absl::StrCat("no such choice: ", request.texts()));
    return RefuseViolations("INVALID_REQUEST", "the model cannot be shown",
                            std::move(violations));
  }
  const auto entry =
      catalog.Find(request.model().id(), request.model().version());
  if (!entry.ok()) return entry.refusal();
  WriteModelRef(*entry.value()->compiled, response->mutable_model());
  *response->mutable_definition() = *entry.value()->definition;
  if (request.texts() != v1::MODEL_TEXTS_UNSPECIFIED &&
      request.texts() != v1::MODEL_TEXTS_BOTH) {
    KeepTexts(request.texts(), response->mutable_definition());
  }
  return std::nullopt;
}

}  // namespace cmmm
