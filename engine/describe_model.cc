#include "engine/describe_model.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "engine/base/version.h"
#include "engine/response/write_response.h"
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

// The earlier of two days; an empty one is none.
std::string Earlier(const std::string& a, const std::string& b) {
  if (a.empty() || b.empty()) return a.empty() ? b : a;
  return std::min(a, b);  // years have four digits
}

void SummariseTrack(const v1::ProgrammeDefinition& programme,
                    const v1::Track& track, v1::TrackSummary* summary) {
  summary->set_id(track.id());
  *summary->mutable_name() = track.name();
  const std::set<std::string> asked(track.condition_ids().begin(),
                                    track.condition_ids().end());
  for (const v1::Condition& condition : programme.conditions()) {
    if (asked.count(condition.id()) == 0) continue;
    summary->set_level(
        std::max(summary->level(), condition.level_at_least().level()));
    summary->set_last_day(
        Earlier(summary->last_day(), condition.deadline().last_day()));
  }
}

void Summarise(const ProgrammeEntry& entry, v1::ProgrammeSummary* summary) {
  const v1::ProgrammeDefinition& programme = *entry.definition;
  WriteProgrammeRef(entry, summary->mutable_programme());
  *summary->mutable_title() = programme.title();
  summary->set_model_id(programme.model_id());
  summary->set_last_day(programme.last_day());
  for (const v1::Track& track : programme.tracks()) {
    SummariseTrack(programme, track, summary->add_tracks());
  }
}

// What a page shows: entries `first` to before `end`.
struct Page {
  int first = 0;
  int end = 0;
};

// Rules list.page_size, list.page_token.
template <typename Request>
Outcome<Page> ReadPage(const Request& request, int count,
                       const std::string& what) {
  Violations violations;
  if (request.page_size() < 0 || request.page_size() > kMaxPageSize) {
    violations.Add("page_size", "list.page_size",
                   absl::StrCat(request.page_size()),
                   absl::StrCat("must be 0 to ", kMaxPageSize, ", got ",
                                request.page_size()));
  }
  Page page;
  if (!request.page_token().empty() &&
      (!absl::SimpleAtoi(request.page_token(), &page.first) || page.first < 1 ||
       page.first >= count)) {
    violations.Add("page_token", "list.page_token", request.page_token(),
                   absl::StrCat("no page gave the token `",
                                Printable(request.page_token()), "`"));
  }
  if (!violations.empty()) {
    return RefuseViolations("INVALID_LISTING", what + " cannot be listed",
                            std::move(violations));
  }
  const int size =
      request.page_size() == 0 ? kDefaultPageSize : request.page_size();
  page.end = std::min(count, page.first + size);
  return page;
}

// Rule request.unknown_choice.
std::optional<Refusal> CheckTexts(v1::ModelTexts texts,
                                  const std::string& what) {
  if (v1::ModelTexts_IsValid(texts)) return std::nullopt;
  Violations violations;
  violations.Add("texts", "request.unknown_choice", absl::StrCat(texts),
                 absl::StrCat("no such choice: ", texts));
  return RefuseViolations("INVALID_REQUEST", what + " cannot be shown",
                          std::move(violations));
}

void KeepTextsAskedFor(v1::ModelTexts texts,
                       google::protobuf::Message& message) {
  if (texts == v1::MODEL_TEXTS_UNSPECIFIED || texts == v1::MODEL_TEXTS_BOTH) {
    return;
  }
  KeepTexts(texts, &message);
}

}  // namespace

std::optional<Refusal> ListModelSummaries(const Catalog& catalog,
                                          const v1::ListModelsRequest& request,
                                          v1::ListModelsResponse* response) {
  const int count = static_cast<int>(catalog.entries().size());
  const auto page = ReadPage(request, count, "models");
  if (!page.ok()) return page.refusal();
  for (int i = page.value().first; i < page.value().end; ++i) {
    Summarise(catalog.entries()[i], response->add_models());
  }
  if (page.value().end < count) {
    response->set_next_page_token(absl::StrCat(page.value().end));
  }
  return std::nullopt;
}

std::optional<Refusal> DescribeModel(const Catalog& catalog,
                                     const v1::GetModelRequest& request,
                                     v1::GetModelResponse* response) {
  if (auto refusal = CheckTexts(request.texts(), "the model")) return refusal;
  const auto entry =
      catalog.Find(request.model().id(), request.model().version());
  if (!entry.ok()) return entry.refusal();
  WriteModelRef(*entry.value()->compiled, response->mutable_model());
  *response->mutable_definition() = *entry.value()->definition;
  KeepTextsAskedFor(request.texts(), *response->mutable_definition());
  return std::nullopt;
}

std::optional<Refusal> ListProgrammeSummaries(
    const Catalog& catalog, const v1::ListProgrammesRequest& request,
    v1::ListProgrammesResponse* response) {
  const int count = static_cast<int>(catalog.programmes().size());
  const auto page = ReadPage(request, count, "programmes");
  if (!page.ok()) return page.refusal();
  for (int i = page.value().first; i < page.value().end; ++i) {
    Summarise(catalog.programmes()[i], response->add_programmes());
  }
  if (page.value().end < count) {
    response->set_next_page_token(absl::StrCat(page.value().end));
  }
  return std::nullopt;
}

std::optional<Refusal> DescribeProgramme(const Catalog& catalog,
                                         const v1::GetProgrammeRequest& request,
                                         v1::GetProgrammeResponse* response) {
  if (auto refusal = CheckTexts(request.texts(), "the programme")) {
    return refusal;
  }
  const auto entry = catalog.FindProgramme(request.programme_id());
  if (!entry.ok()) return entry.refusal();
  WriteProgrammeRef(*entry.value(), response->mutable_programme());
  *response->mutable_definition() = *entry.value()->definition;
  KeepTextsAskedFor(request.texts(), *response->mutable_definition());
  return std::nullopt;
}

void DescribeCatalog(const Catalog& catalog,
                     v1::GetServerInfoResponse* response) {
  response->set_engine_version(kEngineVersion);
  for (const CatalogEntry& entry : catalog.entries()) {
    WriteModelRef(*entry.compiled, response->add_models());
  }
  for (const ProgrammeEntry& entry : catalog.programmes()) {
    WriteProgrammeRef(entry, response->add_programmes());
  }
}

}  // namespace cmmm
