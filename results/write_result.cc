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

void AppendExact(const Ratio& value, std::string* out) {
  std::array<char, kMostExactBytes> text;
  out->append(
      text.data(),
      PutExact(Fraction::Of(value.numerator, value.denominator), text.data()));
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

// SQL engines quote nothing, and say \N where there is nothing: in place of a
// number, and as the error.
void ResultWriter::AppendCells(absl::string_view enterprise_id,
                               const RowResult& result, const Ratio* maturity,
                               const Carried* carried, std::string* out) const {
  const bool is_sql = format_ == tables::Format::kSqlTsv;
  const absl::string_view nothing = is_sql ? "\\N" : "";
  const char delimiter = is_sql ? '\t' : tables::DelimiterOf(format_);
  const auto append_number = [&](bool is_there, const Ratio& value) {
    out->push_back(delimiter);
    if (is_there) {
      AppendDecimal(value, out);
    } else {
      absl::StrAppend(out, nothing);
    }
  };
  if (is_sql) {
    absl::StrAppend(out, enterprise_id);
  } else {
    tables::AppendCell(enterprise_id, delimiter, out);
  }
  out->push_back(delimiter);
  absl::StrAppend(out, result.level);
  append_number(true, result.total);
  out->push_back(delimiter);
  AppendExact(result.total, out);
  for (int k = 0; k < levels_; ++k) {
    append_number(k < result.assessed_levels, result.scores[k]);
  }
  for (size_t s = 0; s < subdomain_ids_.size(); ++s) {
    append_number(maturity[s].denominator != 0, maturity[s]);
  }
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
    AppendExact(result.scores[k], out);
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
