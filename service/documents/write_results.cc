#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "batch/book/result_book.h"
#include "batch/book_rows.h"
#include "engine/base/version.h"
#include "engine/evaluate.h"
#include "service/documents/documents.h"
#include "texts/language.h"

namespace cmmm::service {
namespace {

constexpr int kMostFiles = 1000;

std::optional<Refusal> CheckCount(const v1::WriteResultsRequest& request) {
  const int count = request.files_size();
  if (count > 0 && count <= kMostFiles) return std::nullopt;
  Violations violations;
  if (count == 0) {
    violations.Add("files", "results.no_files", "", "there is no file");
  } else {
    violations.Add("files", "results.too_many_files", absl::StrCat(count),
                   absl::StrCat("more than ", kMostFiles, " files"));
  }
  return RefuseViolations("INVALID_RESULTS", "the results cannot be written",
                          std::move(violations));
}

// The model of the first assessment; without any, the only one there is.
Outcome<const CatalogEntry*> FindModelOfResults(
    const Catalog& catalog, const v1::WriteResultsRequest& request) {
  for (const v1::ResultFile& file : request.files()) {
    if (!file.has_assessment()) continue;
    const v1::ModelRef& model = file.assessment().model();
    return catalog.Find(model.id(), model.version());
  }
  return catalog.Find("", "");
}

class ResultBook {
 public:
  ResultBook(const Catalog& catalog, const CatalogEntry& model,
             texts::Language language)
      : catalog_(catalog),
        model_(*model.compiled),
        language_(language),
        writer_(model_, Titles()),
        rows_(writer_.Head()) {}

  void Add(const v1::ResultFile& file) {
    if (!file.has_assessment()) {
      return Reject(file, FindingsOf(file),
                    std::max(0, file.finding_count() - file.findings_size()));
    }
    v1::ScoreRequest request = file.assessment();
    request.set_unanswered(v1::UNANSWERED_POLICY_BOUNDS);
    request.set_target_level(0);
    request.set_view(v1::VIEW_FULL);
    v1::ScoreResponse response;
    if (const auto refusal = Evaluate(catalog_, request, &response)) {
      return Reject(file, FindingsOf(*refusal));
    }
    if (response.model().digest() != model_.digest) {
      return Reject(file, {{"", "row.other_model", response.model().version(),
                            "the other files are of another model"}});
    }
    writer_.AppendResponse(file.name(), response,
                           FactsOf(request.info(), response), &rows_);
    ++scored_;
  }

  int scored() const { return scored_; }
  int rejected() const { return rejected_; }

  MaybeFailure Make(std::string* bytes) {
    return batch::MakeResultBook(model_, language_, std::move(rows_), bytes);
  }

 private:
  // The first ones by the names that the workbook looks for.
  std::vector<std::string> Titles() const {
    if (language_ == texts::Language::kEn) {
      return {"enterprise", "industry",       "region",        "contact",
              "remarks",    "open questions", "best level yet"};
    }
    return {"企业名称", "所属行业", "所属地区",    "联系人",
            "备注",     "未答题数", "最高可到等级"};
  }

  static std::vector<std::string> FactsOf(const v1::AssessmentInfo& info,
                                          const v1::ScoreResponse& response) {
    return {info.enterprise_name(),
            info.industry(),
            info.region(),
            info.contact(),
            info.remarks(),
            absl::StrCat(response.coverage().unanswered()),
            absl::StrCat(response.bounds().best().level())};
  }

  static RowFindings FindingsOf(const v1::ResultFile& file) {
    RowFindings findings;
    for (const v1::WorkbookFinding& one : file.findings()) {
      findings.push_back({one.place(), one.rule_id(), one.value(),
                          one.message().en(), one.message().zh()});
    }
    return findings;
  }

  static RowFindings FindingsOf(const Refusal& refusal) {
    RowFindings findings;
    for (const Violation& one : refusal.violations.listed()) {
      findings.push_back({one.field_path, one.rule_id, one.value, one.message,
                          "", one.there_are_zh});
    }
    if (findings.empty()) {
      findings.push_back(
          {"", absl::AsciiStrToLower(refusal.reason), "", refusal.message});
    }
    return findings;
  }

  void Reject(const v1::ResultFile& file, const RowFindings& findings,
              int64_t unlisted = 0) {
    batch::AppendRejectedRow(file.name(), findings, file.name(), 1, &rows_,
                             unlisted);
    ++rejected_;
  }

  const Catalog& catalog_;
  const CompiledModel& model_;
  const texts::Language language_;
  const batch::BookRowWriter writer_;
  std::string rows_;
  int scored_ = 0;
  int rejected_ = 0;
};

}  // namespace

std::optional<Refusal> WriteResults(const Catalog& catalog,
                                    const v1::WriteResultsRequest& request,
                                    v1::WriteResultsResponse* response,
                                    const Stop& stop) {
  if (auto refusal = CheckCount(request)) return refusal;
  const auto model = FindModelOfResults(catalog, request);
  if (!model.ok()) return model.refusal();
  ResultBook book(catalog, *model.value(),
                  request.language() == v1::LANGUAGE_EN ? texts::Language::kEn
                                                        : texts::Language::kZh);
  for (const v1::ResultFile& file : request.files()) {
    if (stop && stop()) {
      return Refuse(absl::StatusCode::kCancelled, "STOPPED", "");
    }
    book.Add(file);
  }
  std::string bytes;
  if (auto failure = book.Make(&bytes)) {
    return Refuse(absl::StatusCode::kInternal, "DOCUMENT_NOT_WRITTEN",
                  absl::StrCat("the workbook ", failure->message));
  }
  response->set_workbook(std::move(bytes));
  response->set_scored(book.scored());
  response->set_rejected(book.rejected());
  response->mutable_model()->set_id(model.value()->compiled->id);
  response->mutable_model()->set_version(model.value()->compiled->version);
  response->mutable_model()->set_digest(model.value()->compiled->digest);
  response->mutable_model()->set_engine_version(kEngineVersion);
  return std::nullopt;
}

}  // namespace cmmm::service
