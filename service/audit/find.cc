#include "service/audit/find.h"

#include <google/protobuf/io/tokenizer.h>
#include <google/protobuf/text_format.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "cmmm/v1/scoring_service.pb.h"
#include "cmmm/v1/signed_result.pb.h"
#include "engine/base/sha256.h"
#include "engine/request/parse_json.h"
#include "engine/sign_result.h"
#include "service/audit/subject.h"
#include "service/audit/verify.h"
#include "service/methods.h"

namespace cmmm::service {
namespace {

using google::protobuf::Message;

constexpr absl::string_view kHashFields[] = {"result", "request", "document"};
constexpr absl::string_view kResultList = R"("results":[)";

// Every message that a line may be about.
std::vector<const Message*> AuditedTypes() {
  std::vector<const Message*> types = {
      &v1::ScoreStreamResponse::default_instance(),
      &v1::ScoreStreamRequest::default_instance()};
  for (const Method& method : Methods()) {
    if (!method.is_audited()) continue;
    types.push_back(method.response);
    types.push_back(method.request);
  }
  return types;
}

class NoComplaints final : public google::protobuf::io::ErrorCollector {
 public:
  void AddError(int /*line*/, int /*column*/,
                const std::string& /*message*/) override {}
};

bool ParseTextForm(const std::string& text, Message* message) {
  google::protobuf::TextFormat::Parser parser;
  NoComplaints silence;
  parser.RecordErrorsTo(&silence);
  return parser.ParseFromString(text, message);
}

void AddMessageHashes(absl::string_view bytes, std::set<std::string>* hashes) {
  absl::string_view text = bytes;
  absl::ConsumePrefix(&text, "\xef\xbb\xbf");
  const bool is_json =
      absl::StartsWith(absl::StripLeadingAsciiWhitespace(text), "{");
  for (const Message* type : AuditedTypes()) {
    const std::unique_ptr<Message> message(type->New());
    if (is_json ? !ParseJson(text, message.get()).has_value()
                : ParseTextForm(std::string(text), message.get())) {
      hashes->insert(Sha256Hex(DeterministicBytes(*message)));
    }
    message->Clear();
    if (message->ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
      hashes->insert(Sha256Hex(DeterministicBytes(*message)));
    }
  }
}

// A signed file keeps the model, with the engine, apart from the result.
void AddSignedHash(absl::string_view bytes, std::set<std::string>* hashes) {
  const SignedFile file = ReadSignedFile(bytes);
  v1::ScoreResponse result;
  v1::ModelRef model;
  v1::SigningEngine engine;
  if (ParseJson(file.body(Section::kResult).bytes, &result).has_value() ||
      ParseJson(file.body(Section::kModel).bytes, &model).has_value() ||
      ParseJson(file.body(Section::kEngine).bytes, &engine).has_value()) {
    return;
  }
  model.set_engine_version(engine.version());
  *result.mutable_model() = std::move(model);
  hashes->insert(Sha256Hex(DeterministicBytes(result)));
}

// One line of the answers of a batch is hashed without its end.
absl::string_view WithoutLineEnd(absl::string_view bytes) {
  absl::ConsumeSuffix(&bytes, "\n");
  absl::ConsumeSuffix(&bytes, "\r");
  return bytes;
}

// The field of `line` that has one of the hashes; empty: none of them has.
absl::string_view FieldWith(const std::set<std::string>& hashes,
                            absl::string_view line) {
  for (const absl::string_view field : kHashFields) {
    const std::string name = absl::StrCat("\"", field, "\":\"");
    const size_t at = line.find(name);
    if (at != line.npos && hashes.count(std::string(
                               line.substr(at + name.size(), kSha256Digits)))) {
      return field;
    }
  }
  const size_t list = line.find(kResultList);
  if (list == line.npos) return {};
  absl::string_view left = line.substr(list + kResultList.size());
  while (absl::ConsumePrefix(&left, "\"")) {
    if (hashes.count(std::string(left.substr(0, kSha256Digits)))) {
      return "results";
    }
    left.remove_prefix(std::min(left.size(), kSha256Digits));
    absl::ConsumePrefix(&left, "\",");
  }
  return {};
}

}  // namespace

std::set<std::string> HashesOf(absl::string_view bytes) {
  std::set<std::string> hashes = {Sha256Hex(bytes),
                                  Sha256Hex(WithoutLineEnd(bytes))};
  AddMessageHashes(bytes, &hashes);
  if (absl::StartsWith(bytes, "cmmm-signed-result ")) {
    AddSignedHash(bytes, &hashes);
  }
  return hashes;
}

MaybeFailure FindInAudit(const std::vector<std::string>& files,
                         const std::set<std::string>& hashes,
                         const std::function<void(const AuditMatch&)>& found) {
  return ReadAuditFiles(
      files, [&](const std::string& file, int64_t number,
                 const std::string& text, bool /*has_line_end*/) {
        const absl::string_view field = FieldWith(hashes, text);
        if (field.empty()) return true;
        const auto line = ReadAuditLine(text);
        found({file, number, std::string(field), text,
               line.has_value() && line->is_whole});
        return true;
      });
}

}  // namespace cmmm::service
