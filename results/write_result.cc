#include "results/write_result.h"

#include <algorithm>
#include <array>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/json_string.h"
#include "results/result_table.h"
#include "tables/csv.h"

namespace cmmm::results {
namespace {

void AppendDecimal(const Ratio& value, std::string* out) {
  std::array<char, kMostDecimalBytes> text;
  out->append(text.data(), PutDown(value, kDecimalPlaces, text.data()));
}

void AppendExact(const Fraction& value, std::string* out) {
  std::array<char, kMostExactBytes> text;
  out->append(text.data(), PutExact(value, text.data()));
}

}  // namespace

void AppendSqlCells(const Carried* cells, size_t count, std::string* out) {
  for (size_t i = 0; i < count; ++i) {
    out->push_back('\t');
    if (cells[i].text.data() == nullptr) {
      out->append("\\N");
    } else {
      out->append(cells[i].text.data(), cells[i].text.size());
    }
  }
}

ResultWriter::ResultWriter(const CompiledModel& model, tables::Format format,
                           const std::vector<std::string>& carried,
                           bool with_maturity)
    : levels_(model.level_count()),
      carried_(carried),
      format_(format),
      with_maturity_(with_maturity) {
  for (int s = 0; with_maturity && s < model.subdomain_count; ++s) {
    subdomain_ids_.push_back(model.subdomain(s).id);
  }
}

std::vector<std::string> ResultWriter::Names() const {
  std::vector<std::string> names = {"enterprise_id", "level", "total",
                                    "total_exact"};
  for (int k = 1; k <= levels_; ++k) names.push_back(absl::StrCat("score_", k));
  for (const std::string& id : subdomain_ids_) {
    names.push_back(absl::StrCat("maturity_", id));
  }
  return names;
}

std::vector<std::string> ResultWriter::CarriedNames() const {
  std::vector<std::string> own = Names();
  if (format_ == tables::Format::kSqlTsv) own.emplace_back("error");
  std::vector<std::string> names;
  for (const std::string& name : carried_) {
    const bool taken = std::find(own.begin(), own.end(), name) != own.end();
    names.push_back(absl::StrCat(taken ? "input_" : "", name));
  }
  return names;
}

std::string ResultWriter::Header() const {
  if (format_ == tables::Format::kJsonl) return "";
  const char delimiter = tables::DelimiterOf(format_);
  std::vector<std::string> names = Names();
  for (std::string& name : CarriedNames()) names.push_back(std::move(name));
  // Spreadsheets take CSV for UTF-8 only with a byte order mark.
  std::string header = format_ == tables::Format::kCsv ? "\xEF\xBB\xBF" : "";
  for (size_t i = 0; i < names.size(); ++i) {
    if (i > 0) header.push_back(delimiter);
    tables::AppendCell(names[i], delimiter, &header);
  }
  return header + "\r\n";
}

void ResultWriter::AppendRow(absl::string_view enterprise_id,
                             const RowResult& result, const Ratio* maturity,
                             const Carried* carried, std::string* out) const {
  if (format_ == tables::Format::kJsonl) {
    AppendJson(enterprise_id, result, maturity, carried, out);
  } else {
    AppendCells(enterprise_id, result, maturity, carried, out);
  }
}

// The columns between the id and those carried through, a delimiter before
// each, in one piece: a million rows have thirty million of them. `nothing`
// stands where there is no number, and is no longer than one.
void ResultWriter::AppendNumbers(const RowResult& result, const Ratio* maturity,
                                 char delimiter, absl::string_view nothing,
                                 std::string* out) const {
  const size_t before = out->size();
  const size_t cells = 3 + static_cast<size_t>(levels_) + subdomain_ids_.size();
  out->resize(before + cells * (1 + kMostExactBytes));
  char* at = out->data() + before;
  const auto put_number = [&](bool is_there, const Ratio& value) {
    *at++ = delimiter;
    at = is_there ? PutDown(value, kDecimalPlaces, at)
                  : std::copy(nothing.begin(), nothing.end(), at);
  };
  *at++ = delimiter;
  at = PutDown({result.level, 1}, 0, at);
  put_number(true, result.total);
  *at++ = delimiter;
  at = PutExact(result.total, at);
  for (int k = 0; k < levels_; ++k) {
    put_number(k < result.assessed_levels, result.scores[k]);
  }
  for (size_t s = 0; s < subdomain_ids_.size(); ++s) {
    put_number(maturity[s].denominator != 0, maturity[s]);
  }
  out->resize(static_cast<size_t>(at - out->data()));
}

// SQL engines quote nothing, and say \N where there is nothing: in place of a
// number, and as the error.
void ResultWriter::AppendCells(absl::string_view enterprise_id,
                               const RowResult& result, const Ratio* maturity,
                               const Carried* carried, std::string* out) const {
  const bool is_sql = format_ == tables::Format::kSqlTsv;
  const absl::string_view nothing = is_sql ? "\\N" : "";
  const char delimiter = is_sql ? '\t' : tables::DelimiterOf(format_);
  if (is_sql) {
    absl::StrAppend(out, enterprise_id);
  } else {
    tables::AppendCell(enterprise_id, delimiter, out);
  }
  AppendNumbers(result, maturity, delimiter, nothing, out);
  if (is_sql) {
    absl::StrAppend(out, "\t", nothing);
    AppendSqlCells(carried, carried_.size(), out);
    out->push_back('\n');
    return;
  }
  for (size_t i = 0; i < carried_.size(); ++i) {
    out->push_back(delimiter);
    tables::AppendCell(carried[i].text, delimiter, out);
  }
  out->append("\r\n");
}

void ResultWriter::AppendJson(absl::string_view enterprise_id,
                              const RowResult& result, const Ratio* maturity,
                              const Carried* carried, std::string* out) const {
  out->append("{\"enterprise_id\":");
  AppendJsonString(enterprise_id, out);
  absl::StrAppend(out, ",\"level\":", result.level, ",\"total\":");
  AppendDecimal(result.total, out);
  out->append(",\"total_exact\":\"");
  AppendExact(result.total, out);
  out->append("\",\"scores\":[");
  for (int k = 0; k < result.assessed_levels; ++k) {
    if (k > 0) out->push_back(',');
    AppendDecimal(result.scores[k], out);
  }
  out->append("],\"scores_exact\":[");
  for (int k = 0; k < result.assessed_levels; ++k) {
    out->append(k > 0 ? ",\"" : "\"");
    AppendExact(
        Fraction::Of(result.scores[k].numerator, result.scores[k].denominator),
        out);
    out->push_back('"');
  }
  out->append(with_maturity_ ? "],\"maturity\":{" : "]");
  bool first = true;
  for (size_t s = 0; s < subdomain_ids_.size(); ++s) {
    if (maturity[s].denominator == 0) continue;
    absl::StrAppend(out, first ? "\"" : ",\"", subdomain_ids_[s], "\":");
    AppendDecimal(maturity[s], out);
    first = false;
  }
  if (with_maturity_) out->append("}");
  if (carried_.size() == 1 && carried[0].is_json) {
    absl::StrAppend(out, ",\"carried\":", carried[0].text, "}\n");
    return;
  }
  for (size_t i = 0; i < carried_.size(); ++i) {
    out->append(i == 0 ? ",\"carried\":{" : ",");
    AppendJsonString(carried_[i], out);
    out->push_back(':');
    if (carried[i].is_json) {
      out->append(carried[i].text.data(), carried[i].text.size());
    } else {
      AppendJsonString(carried[i].text, out);
    }
  }
  out->append(carried_.empty() ? "}\n" : "}}\n");
}

}  // namespace cmmm::results
