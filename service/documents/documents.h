// Documents about an assessment, for every door: the workbook to fill in, the
// workbook that was filled in, the report, and the parts of an assessment put
// together. One function per method of v1::DocumentService; the messages say
// what goes in and what comes out.
//
//   v1::WriteReportResponse response;
//   if (auto refusal = WriteReport(catalog, request, &response)) …
//   response.html() is the file that `cmmm report` writes
//
// `response` must be empty and is left empty on refusal. Nothing is kept
// between calls and no file is written but the temporary one of the library
// that makes workbooks. Thread-safe for distinct outputs. A report takes some
// milliseconds and a workbook up to a second, so all of them are costly
// methods, to be answered in the pool.
#ifndef CMMM_SERVICE_DOCUMENTS_DOCUMENTS_H_
#define CMMM_SERVICE_DOCUMENTS_DOCUMENTS_H_

#include <optional>

#include "cmmm/v1/document_service.pb.h"
#include "engine/base/refusal.h"
#include "engine/base/work_budget.h"
#include "engine/model/catalog.h"

namespace cmmm::service {

// INVALID_QUESTIONS when the profile does not fit the model (rules
// questions.weights, .exclude, .up_to, .domains); what Evaluate refuses of the
// answers filled in; NOT_FOUND without the model. INTERNAL,
// DOCUMENT_NOT_WRITTEN, when there is no room for the temporary file.
std::optional<Refusal> WriteTemplate(const Catalog& catalog,
                                     const v1::WriteTemplateRequest& request,
                                     v1::WriteTemplateResponse* response);

// Findings are the rules of docs/excel.md: bytes that are no workbook have one,
// and so has a workbook that names a model which is not here
// (workbook.unknown_model). Refuses nothing.
std::optional<Refusal> ReadWorkbook(const Catalog& catalog,
                                    const v1::ReadWorkbookRequest& request,
                                    v1::ReadWorkbookResponse* response);

// Asks the engine what the report shows: score, plan, margin and readiness.
// Refuses what they refuse, INVALID_REPORT by the rules report.text_too_long,
// .not_utf8 and .date, and STOPPED when `stop` says so.
std::optional<Refusal> WriteReport(const Catalog& catalog,
                                   const v1::WriteReportRequest& request,
                                   v1::WriteReportResponse* response,
                                   const Stop& stop);

// Scores every assessment as far as it goes and makes the workbook of
// batch/book/result_book.h. INVALID_RESULTS by the rules results.no_files and
// .too_many_files; NOT_FOUND without the model; STOPPED when `stop` says so;
// INTERNAL, DOCUMENT_NOT_WRITTEN, as WriteTemplate.
std::optional<Refusal> WriteResults(const Catalog& catalog,
                                    const v1::WriteResultsRequest& request,
                                    v1::WriteResultsResponse* response,
                                    const Stop& stop);

// INVALID_PARTS by the rules join.no_parts, .too_many_parts and
// .packed_answers; what Evaluate refuses of a part; PARTS_DISAGREE as
// excel/join_assessments.h says, but for answers, which become conflicts.
// At most 100 parts. The model is that of the first.
std::optional<Refusal> JoinAssessments(
    const Catalog& catalog, const v1::JoinAssessmentsRequest& request,
    v1::JoinAssessmentsResponse* response);

}  // namespace cmmm::service

#endif  // CMMM_SERVICE_DOCUMENTS_DOCUMENTS_H_
