#include "engine/request/parse_request.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "absl/base/attributes.h"
#include "absl/container/inlined_vector.h"
#include "engine/base/utf8.h"
#include "engine/request/parse_message.h"
#include "engine/request/read_answers.h"

namespace cmmm {
namespace {

using google::protobuf::Arena;
using v1::Answer;
using v1::KeyedAssessment;
using v1::NotApplicable;
using v1::PackedGrades;
using v1::ScoreRequest;
using v1::ScoreStreamRequest;

// The fields of one message, one after the other. Knows what clients write:
// tags of one byte, varints of one byte, lengths of up to four.
class FieldReader {
 public:
  explicit FieldReader(absl::string_view bytes) : rest_(bytes) {}

  bool AtEnd() const { return rest_.empty(); }
  // The bytes not read yet.
  absl::string_view rest() const { return rest_; }

  // Whether the next field is `tag` (number and wire type); if so, goes past
  // the tag.
  bool Take(int number, int wire_type) {
    if (rest_.empty() ||
        static_cast<uint8_t>(rest_[0]) != (number << 3 | wire_type)) {
      return false;
    }
    rest_.remove_prefix(1);
    return true;
  }
  bool TakeVarint(int number) { return Take(number, 0); }
  bool TakeBytes(int number) { return Take(number, 2); }

  // After TakeVarint, of bytes that are all ASCII: the number is one of them.
  bool ReadSmall(int* value) {
    if (rest_.empty()) return false;
    *value = static_cast<uint8_t>(rest_[0]);
    rest_.remove_prefix(1);
    return true;
  }

  // After TakeBytes.
  bool ReadBytes(absl::string_view* value) {
    const bool is_long =
        !rest_.empty() && static_cast<uint8_t>(rest_[0]) >= 0x80;
    return is_long ? ReadLongBytes(value) : ReadShortBytes(value);
  }
  // The same of bytes that are all ASCII: the length is one of them.
  ABSL_ATTRIBUTE_ALWAYS_INLINE bool ReadShortBytes(absl::string_view* value) {
    if (rest_.empty()) return false;
    const auto length = static_cast<uint8_t>(rest_[0]);
    if (length >= rest_.size()) return false;
    *value = {rest_.data() + 1, length};
    rest_.remove_prefix(size_t{1} + length);
    return true;
  }

 private:
  ABSL_ATTRIBUTE_NOINLINE bool ReadLongBytes(absl::string_view* value) {
    size_t length = 0;
    for (size_t i = 0; i < std::min<size_t>(rest_.size(), 4); ++i) {
      const auto byte = static_cast<uint8_t>(rest_[i]);
      length |= static_cast<size_t>(byte & 0x7F) << (7 * i);
      if (byte < 0x80) {
        if (length > rest_.size() - i - 1) return false;
        *value = rest_.substr(i + 1, length);
        rest_.remove_prefix(i + 1 + length);
        return true;
      }
    }
    return false;
  }

  absl::string_view rest_;
};

bool ReadText(FieldReader* fields, absl::string_view* value) {
  return fields->ReadBytes(value) && IsAscii(*value);
}

// A v1::PackedGrades.
bool ReadPacked(absl::string_view bytes, GivenAnswers* answers) {
  FieldReader fields(bytes);
  answers->is_packed = true;
  if (fields.TakeBytes(PackedGrades::kGradesFieldNumber) &&
      !fields.ReadBytes(&answers->packed)) {
    return false;
  }
  if (fields.TakeBytes(PackedGrades::kModelDigestFieldNumber) &&
      !ReadText(&fields, &answers->packed_digest)) {
    return false;
  }
  return fields.AtEnd();
}

// A v1::NotApplicable, all ASCII.
bool ReadNotApplicable(absl::string_view bytes, GivenAnswer* answer) {
  FieldReader fields(bytes);
  answer->not_applicable = true;
  if (fields.TakeBytes(NotApplicable::kReasonFieldNumber) &&
      !fields.ReadShortBytes(&answer->reason)) {
    return false;
  }
  return fields.AtEnd();
}

// A v1::Answer, all ASCII.
bool ReadAnswer(absl::string_view bytes, GivenAnswer* answer) {
  FieldReader fields(bytes);
  if (fields.TakeBytes(Answer::kRequirementIdFieldNumber) &&
      !fields.ReadShortBytes(&answer->requirement_id)) {
    return false;
  }
  if (fields.TakeVarint(Answer::kGradeFieldNumber)) {
    return fields.ReadSmall(&answer->grade) && fields.AtEnd();
  }
  absl::string_view not_applicable;
  if (fields.TakeBytes(Answer::kNotApplicableFieldNumber)) {
    return fields.ReadShortBytes(&not_applicable) &&
           ReadNotApplicable(not_applicable, answer) && fields.AtEnd();
  }
  return fields.AtEnd();
}

// A v1::AnswerList. Texts below 128 bytes of ASCII are all ASCII with their
// lengths, so one look at the whole suffices.
bool ReadList(absl::string_view bytes, GivenAnswers* answers) {
  if (!IsAscii(bytes)) return false;
  FieldReader fields(bytes);
  // Few answers take fewer bytes than this.
  constexpr size_t kAnswerBytes = 20;
  answers->list.reserve(bytes.size() / kAnswerBytes);
  absl::string_view answer;
  while (fields.TakeBytes(v1::AnswerList::kAnswersFieldNumber)) {
    if (!fields.ReadShortBytes(&answer) ||
        !ReadAnswer(answer, &answers->list.emplace_back())) {
      return false;
    }
  }
  return fields.AtEnd();
}

// The oneof `answers` of a v1::ScoreRequest; neither: no answers.
bool ReadAnswers(FieldReader* fields, GivenAnswers* answers) {
  absl::string_view bytes;
  if (fields->TakeBytes(ScoreRequest::kListFieldNumber)) {
    return fields->ReadBytes(&bytes) && ReadList(bytes, answers);
  }
  if (fields->TakeBytes(ScoreRequest::kPackedFieldNumber)) {
    return fields->ReadBytes(&bytes) && ReadPacked(bytes, answers);
  }
  return true;
}

// A v1::KeyedAssessment with packed answers.
bool ReadKeyed(absl::string_view bytes, ParsedBlock::Assessment* keyed) {
  FieldReader fields(bytes);
  absl::string_view packed;
  if (fields.TakeBytes(KeyedAssessment::kKeyFieldNumber) &&
      !ReadText(&fields, &keyed->key)) {
    return false;
  }
  return fields.TakeBytes(KeyedAssessment::kPackedFieldNumber) &&
         fields.ReadBytes(&packed) && fields.AtEnd() &&
         ReadPacked(packed, &keyed->answers);
}

}  // namespace

bool ReadRequestBytes(absl::string_view bytes, v1::ScoreRequest* rest,
                      GivenAnswers* answers) {
  FieldReader fields(bytes);
  absl::string_view skipped;
  // Model and profile; what stands behind the answers must follow them.
  for (const int field :
       {ScoreRequest::kModelFieldNumber, ScoreRequest::kProfileFieldNumber}) {
    if (fields.TakeBytes(field) && !fields.ReadBytes(&skipped)) return false;
  }
  const absl::string_view before =
      bytes.substr(0, bytes.size() - fields.rest().size());
  if (!ReadAnswers(&fields, answers)) return false;
  // All but the answers.
  absl::InlinedVector<char, 256> others(before.begin(), before.end());
  others.insert(others.end(), fields.rest().begin(), fields.rest().end());
  // Text that is no UTF-8 would be complained about twice.
  return IsAscii({others.data(), others.size()}) &&
         rest->ParseFromArray(others.data(), static_cast<int>(others.size())) &&
         !rest->has_list() && !rest->has_packed();
}

bool ReadBlockBytes(absl::string_view bytes, v1::ScoreRequest* common,
                    ParsedBlock* block) {
  FieldReader fields(bytes);
  absl::string_view value;
  if (fields.TakeBytes(ScoreStreamRequest::kCommonFieldNumber)) {
    if (!ReadText(&fields, &value) ||
        !common->ParseFromArray(value.data(), static_cast<int>(value.size()))) {
      return false;
    }
  }
  while (fields.TakeBytes(ScoreStreamRequest::kAssessmentsFieldNumber)) {
    if (!fields.ReadBytes(&value) ||
        !ReadKeyed(value, &block->assessments.emplace_back())) {
      return false;
    }
  }
  if (fields.TakeBytes(ScoreStreamRequest::kPackedModelDigestFieldNumber) &&
      !ReadText(&fields, &block->packed_model_digest)) {
    return false;
  }
  return fields.AtEnd();
}

Outcome<ParsedRequest> ParseScoreRequest(absl::string_view bytes,
                                         Arena* arena) {
  ParsedRequest parsed;
  auto* rest = Arena::CreateMessage<v1::ScoreRequest>(arena);
  if (ReadRequestBytes(bytes, rest, &parsed.answers)) {
    parsed.request = rest;
    return parsed;
  }
  auto* request = Arena::CreateMessage<v1::ScoreRequest>(arena);
  if (auto refusal = ParseMessage(bytes, request)) return *std::move(refusal);
  parsed.request = request;
  parsed.answers = ReadAnswersOf(*request);
  return parsed;
}

Outcome<ParsedBlock> ParseBlock(absl::string_view bytes, Arena* arena) {
  ParsedBlock parsed;
  auto* common = Arena::CreateMessage<v1::ScoreRequest>(arena);
  if (ReadBlockBytes(bytes, common, &parsed)) {
    parsed.common = common;
    return parsed;
  }
  auto* block = Arena::CreateMessage<v1::ScoreStreamRequest>(arena);
  if (auto refusal = ParseMessage(bytes, block)) return *std::move(refusal);
  parsed.common = &block->common();
  parsed.packed_model_digest = block->packed_model_digest();
  parsed.assessments.clear();
  parsed.assessments.reserve(block->assessments_size());
  for (const v1::KeyedAssessment& keyed : block->assessments()) {
    parsed.assessments.push_back({keyed.key(), ReadAnswersOf(keyed)});
  }
  return parsed;
}

}  // namespace cmmm
