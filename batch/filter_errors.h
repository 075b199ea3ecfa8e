// Records as SQL engines write them, and what is wrong with a record said in
// its place.
#ifndef CMMM_BATCH_FILTER_ERRORS_H_
#define CMMM_BATCH_FILTER_ERRORS_H_

#include <string>

#include "batch/score_table.h"
#include "tables/record_reader.h"

namespace cmmm::batch {

// Reads cells between tabs, records between line ends, no quotes; `\N` is
// nothing.
class SqlTsvReader final : public tables::TextReader {
 protected:
  void Read(tables::Record* record) override;
};

// Appends {"enterprise_id":…,"error":[{"column":…,"rule":…,"value":…,
// "message":…,"message_zh":…},…]}, with `carried` unless it has nothing, and a
// line end.
void AppendJsonError(const RejectedRow& row, std::string* out);

// Appends the id, `\N` for every other of the `columns`, in the last of them
// `RULE COLUMN `VALUE`: MESSAGE`, separated by `; `; then what is carried.
void AppendSqlTsvError(const RejectedRow& row, size_t columns,
                       std::string* out);

}  // namespace cmmm::batch

#endif  // CMMM_BATCH_FILTER_ERRORS_H_
