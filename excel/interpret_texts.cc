#include "excel/interpret_texts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "engine/base/civil_date.h"
#include "engine/base/plain_text.h"
#include "engine/base/utf8.h"
#include "excel/layout.h"
#include "excel/limits.h"

namespace cmmm::excel {
namespace {

// Excel keeps so many digits of a number.
constexpr double kMaxWholeNumber = 1e15;

size_t BeginOfLastWord(absl::string_view line) {
  size_t begin = 0;
  for (size_t at = 0; at < line.size();) {
    const size_t length = Utf8Length(line.substr(at));
    const absl::string_view character = line.substr(at, length);
    at += std::max<size_t>(1, length);
    if (length > 0 && TrimBlanks(character).empty() &&
        !IsInvisible(CodePointOf(character))) {
      begin = at;
    }
  }
  return begin;
}

// The line as a text, or a name and the link at its end.
v1::Evidence PieceOf(absl::string_view line) {
  v1::Evidence piece;
  const absl::string_view last = line.substr(BeginOfLastWord(line));
  if (absl::StrContains(last, "://")) {
    piece.set_link(std::string(last));
    line = TrimBlanks(line.substr(0, line.size() - last.size()));
  }
  piece.set_text(std::string(line));
  return piece;
}

bool TooLong(absl::string_view text) {
  return Utf8Characters(text) > kMaxCharacters;
}

}  // namespace

std::string ReadDay(const std::string& written) {
  std::string text = absl::StrReplaceAll(Normalised(written), {{"年", "-"},
                                                               {"月", "-"},
                                                               {"日", " "},
                                                               {"号", " "},
                                                               {"/", "-"},
                                                               {".", "-"},
                                                               {"t", " "}});
  text = text.substr(0, text.find(' '));
  if (text.size() == 8 &&
      std::all_of(text.begin(), text.end(), absl::ascii_isdigit)) {
    text = absl::StrCat(text.substr(0, 4), "-", text.substr(4, 2), "-",
                        text.substr(6));
  }
  const std::vector<std::string> parts = absl::StrSplit(text, '-');
  std::array<int, 3> numbers = {};
  if (parts.size() != numbers.size()) return written;
  for (size_t i = 0; i < numbers.size(); ++i) {
    if (!absl::SimpleAtoi(parts[i], &numbers[i])) return written;
  }
  const std::string day =
      absl::StrFormat("%04d-%02d-%02d", numbers[0], numbers[1], numbers[2]);
  return ParseCivilDate(day).has_value() ? day : written;
}

namespace {

struct InfoField {
  Field field;
  const std::string& (v1::AssessmentInfo::*get)() const;
  std::string* (v1::AssessmentInfo::*mutate)();
};

constexpr std::array<InfoField, 8> kInfoFields = {{
    {Field::kEnterprise, &v1::AssessmentInfo::enterprise_name,
     &v1::AssessmentInfo::mutable_enterprise_name},
    {Field::kEnterpriseId, &v1::AssessmentInfo::unified_social_credit_code,
     &v1::AssessmentInfo::mutable_unified_social_credit_code},
    {Field::kDate, &v1::AssessmentInfo::assessed_on,
     &v1::AssessmentInfo::mutable_assessed_on},
    {Field::kAssessor, &v1::AssessmentInfo::assessor,
     &v1::AssessmentInfo::mutable_assessor},
    {Field::kContact, &v1::AssessmentInfo::contact,
     &v1::AssessmentInfo::mutable_contact},
    {Field::kIndustry, &v1::AssessmentInfo::industry,
     &v1::AssessmentInfo::mutable_industry},
    {Field::kRegion, &v1::AssessmentInfo::region,
     &v1::AssessmentInfo::mutable_region},
    {Field::kRemarks, &v1::AssessmentInfo::remarks,
     &v1::AssessmentInfo::mutable_remarks},
}};

// What is wrong with the value of a line, in words; empty when nothing is.
std::string FaultOf(Field field, const WrittenCell& cell,
                    const std::string& text) {
  if (cell.kind == CellKind::kError) {
    return absl::StrCat("the cell shows the error ", Printable(text));
  }
  if (field == Field::kEnterpriseId && cell.kind == CellKind::kNumber &&
      std::abs(cell.number) >= kMaxWholeNumber) {
    return "the code was taken for a number, and its last digits were lost; "
           "format the cell as text and type it again";
  }
  if (field == Field::kDate && !ParseCivilDate(text).has_value()) {
    return absl::StrCat("`", Printable(text),
                        "` is no day that exists; write it as 2026-05-31");
  }
  if (TooLong(text)) {
    return absl::StrCat("more than ", kMaxCharacters, " characters");
  }
  return "";
}

}  // namespace

void ReadTexts(const WrittenAnswer& written, v1::Answer* answer,
               Violations* violations) {
  if (!answer->has_not_applicable()) {
    answer->set_note(TextOf(written.note));
    if (TooLong(answer->note())) {
      violations->Add(written.note.place, "workbook.note_too_long", "",
                      absl::StrCat("the note has more than ", kMaxCharacters,
                                   " characters"));
    }
  }
  const std::string cell = TextOf(written.evidence);
  for (absl::string_view rest = cell; !rest.empty();) {
    const bool is_last = answer->evidence_size() == kMaxPieces - 1;
    const size_t end = is_last ? rest.npos : rest.find('\n');
    const absl::string_view line = TrimBlanks(rest.substr(0, end));
    rest = end == rest.npos ? "" : rest.substr(end + 1);
    if (line.empty()) continue;
    v1::Evidence* piece = answer->add_evidence();
    *piece = PieceOf(line);
    if (TooLong(piece->text()) || TooLong(piece->link())) {
      violations->Add(
          written.evidence.place, "workbook.evidence_too_long", "",
          absl::StrCat("a line of the evidence, or all from the tenth on, has "
                       "more than ",
                       kMaxCharacters, " characters"));
    }
  }
}

std::string EvidenceCell(const v1::Answer& answer) {
  return absl::StrJoin(
      answer.evidence(), "\n", [](std::string* out, const v1::Evidence& piece) {
        absl::StrAppend(out, piece.text(),
                        piece.text().empty() || piece.link().empty() ? "" : " ",
                        piece.link());
      });
}

void ReadInfo(const WrittenAssessment& written, v1::AssessmentInfo* info,
              Violations* violations) {
  for (const InfoField& line : kInfoFields) {
    const auto found = written.fields.find(line.field);
    if (found == written.fields.end()) continue;
    std::string text = TextOf(found->second);
    if (line.field == Field::kDate) text = ReadDay(text);
    if (std::string fault = FaultOf(line.field, found->second, text);
        !fault.empty()) {
      violations->Add(found->second.place, "workbook.field_value", text,
                      std::move(fault));
      continue;
    }
    *(info->*line.mutate)() = std::move(text);
  }
}

std::string InfoText(const v1::AssessmentInfo& info, Field field) {
  for (const InfoField& line : kInfoFields) {
    if (line.field == field) return (info.*line.get)();
  }
  return "";
}

}  // namespace cmmm::excel
