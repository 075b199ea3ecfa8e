#include "tables/row_table.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace cmmm::tables {
namespace {

// What reads bytes names its file, what makes rows of them does not know it.
void NameFile(const std::string& path, Failure* failure) {
  if (absl::StartsWith(failure->message, path)) return;
  failure->message = absl::StrCat(path, ": ", failure->message);
  failure->message_zh = absl::StrCat(path, ": ", failure->message_zh);
}

}  // namespace

RowTable::RowTable(TableDescription table, std::unique_ptr<RowSource> rows,
                   FileDigest digest)
    : RecordSource(std::move(table)),
      digest_(std::move(digest)),
      rows_(std::move(rows)) {
  table_.has_rows = true;
}

RowTable::RowTable(TableDescription table, std::unique_ptr<RowSource> rows,
                   std::unique_ptr<OpenText> text)
    : RecordSource(std::move(table)),
      text_(std::move(text)),
      rows_(std::move(rows)) {
  table_.has_rows = true;
}

MaybeFailure RowTable::Next(Block* block, bool* more) {
  block->text.clear();
  block->has_quotes = false;
  block->rows.clear();
  while (block->rows.size() < kBlockRows) {
    Row row;
    bool any = false;
    if (auto failure = rows_->Next(&row, &any)) {
      NameFile(table_.path, &*failure);
      return failure;
    }
    if (!any) break;
    block->rows.push_back(std::move(row));
  }
  *more = !block->rows.empty();
  return std::nullopt;
}

int64_t RowTable::bytes_read() const {
  return text_ == nullptr ? digest_.bytes : text_->source.bytes_read();
}

RowFindings RowTable::Notices() const {
  RowFindings notices =
      text_ == nullptr ? RowFindings() : text_->source.Notices();
  for (RowFinding& notice : rows_->Notices()) {
    notice.column = table_.path;
    notices.push_back(std::move(notice));
  }
  return notices;
}

std::string RowTable::Sha256() const {
  return text_ == nullptr ? digest_.sha256 : text_->source.Sha256();
}

}  // namespace cmmm::tables
