// The rows of a workbook of results on their way from the run, which meets them
// block by block, to the sheets, which are made when all are there. They stand
// in a file beside the output: a head, then one message a row
// (proto/cmmm/files/v1/book_row.proto).
//
//   // The run, in any thread:
//   const BookRowWriter writer(model, inputs.CarriedNames());
//   out.Write(writer.Head());
//   std::string rows;
//   writer.AppendRow("E1", result, maturity, carried, gaps, &rows);
//
//   // Afterwards:
//   BookRowReader reader;
//   if (auto failure = reader.Open(path)) return failure;
//   while (reader.Next(&row)) …
#ifndef CMMM_BATCH_BOOK_ROWS_H_
#define CMMM_BATCH_BOOK_ROWS_H_

#include <istream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/base/attributes.h"
#include "absl/strings/string_view.h"
#include "cmmm/files/v1/book_row.pb.h"
#include "cmmm/v1/gap.pb.h"
#include "cmmm/v1/scoring_service.pb.h"
#include "engine/base/failure.h"
#include "engine/base/row_finding.h"
#include "engine/model/compiled_model.h"
#include "engine/score_rows.h"
#include "google/protobuf/io/zero_copy_stream_impl.h"
#include "results/write_result.h"

namespace cmmm::batch {

// Turns rows that were scored into their messages. It does not change once it
// is made: threads share one.
class BookRowWriter {
 public:
  // So many missing requirements are kept of a row; of the others, how many
  // there are.
  static constexpr int kMostMissing = 10;

  // `carried` names the columns carried through.
  BookRowWriter(const CompiledModel& model ABSL_ATTRIBUTE_LIFETIME_BOUND,
                std::vector<std::string> carried)
      : model_(model), carried_(std::move(carried)) {}

  // What the file begins with.
  std::string Head() const;

  // Appends the message of one row to *out. `maturity` is [D] with a
  // denominator of 0 where there is none, `carried` as many cells as named,
  // `gaps` those that a ScoreResponse of VIEW_FULL has.
  void AppendRow(absl::string_view enterprise_id, const RowResult& result,
                 const Ratio* maturity, const results::Carried* carried,
                 const v1::GapAnalysis& gaps, std::string* out) const;

  // The same of `response`, an answer of VIEW_FULL by the same model; with open
  // questions, as its decision counts them.
  void AppendResponse(absl::string_view enterprise_id,
                      const v1::ScoreResponse& response,
                      const std::vector<std::string>& carried,
                      std::string* out) const;

 private:
  void AddMissing(const v1::GapAnalysis& gaps, files::v1::BookRow* row) const;

  const CompiledModel& model_;
  std::vector<std::string> carried_;
};

// A row as its sheets show it.
struct BookRow {
  std::string id;
  int level = 0;
  double total = 0;  // decimals are cut off, not rounded
  std::string total_exact;
  std::vector<std::optional<double>> scores;    // [K], the assessed ones
  std::vector<std::optional<double>> maturity;  // [D], those in scope
  std::vector<std::string> carried;
  std::vector<files::v1::MissingItem> missing;  // the first ones
  int more_missing = 0;
  int open = 0;  // requirements that count as not satisfied
  // Why it has no result; then nothing but `id` is set besides.
  std::optional<files::v1::RejectedRow> rejected;
};

// So many findings of a row without a result are kept; of the others, how many
// there are.
inline constexpr size_t kMostBookFindings = 20;

// Appends the message of a row without a result to *out; `row` as a person
// counts. `unlisted`: so many findings more are counted only.
void AppendRejectedRow(absl::string_view enterprise_id,
                       const RowFindings& findings, absl::string_view file,
                       int64_t row, std::string* out, int64_t unlisted = 0);

// Reads what BookRowWriter wrote, in order.
class BookRowReader {
 public:
  // Reads the head. Failures: kIo when there is no such file, or it is none.
  MaybeFailure Open(const std::string& path);
  // Of rows that are in memory. REQUIRES: BookRowWriter wrote them.
  void Read(std::string rows);
  const std::vector<std::string>& carried_names() const { return names_; }
  // Puts the next row in place of *row; false at the end.
  bool Next(BookRow* row);

 private:
  bool Begin();

  std::unique_ptr<std::istream> bytes_;
  std::unique_ptr<google::protobuf::io::IstreamInputStream> stream_;
  std::vector<std::string> names_;
};

}  // namespace cmmm::batch

#endif  // CMMM_BATCH_BOOK_ROWS_H_
