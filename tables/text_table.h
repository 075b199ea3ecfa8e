// A table of text, CSV, TSV or JSON lines, whose blocks are pieces of it.
#ifndef CMMM_TABLES_TEXT_TABLE_H_
#define CMMM_TABLES_TEXT_TABLE_H_

#include <memory>
#include <string>
#include <utility>

#include "tables/record_source.h"
#include "tables/text_blocks.h"
#include "tables/text_source.h"

namespace cmmm::tables {

// A text and what cuts it. Stays where it is: the second refers to the first.
struct OpenText {
  // As TextSource and TextBlocks have them; `source` is to be opened.
  OpenText(const std::string& path, Encoding encoding, KnownHeader known,
           bool hashed, char delimiter)
      : source(path, encoding, std::move(known), hashed),
        blocks(&source, path, delimiter) {}
  OpenText(const OpenText&) = delete;
  OpenText& operator=(const OpenText&) = delete;

  TextSource source;
  TextBlocks blocks;
};

class TextTable final : public RecordSource {
 public:
  // `text` is open and behind the header of `table`.
  TextTable(TableDescription table, std::unique_ptr<OpenText> text)
      : RecordSource(std::move(table)), text_(std::move(text)) {}

  // A block of whole records, as TextBlocks cuts them. Fails as TextBlocks.
  MaybeFailure Next(Block* block, bool* more) override {
    block->rows.clear();
    return text_->blocks.Next(block, more);
  }
  int64_t bytes_read() const override { return text_->source.bytes_read(); }
  std::string Sha256() const override { return text_->source.Sha256(); }
  RowFindings Notices() const override { return text_->source.Notices(); }

 private:
  std::unique_ptr<OpenText> text_;
};

}  // namespace cmmm::tables

#endif  // CMMM_TABLES_TEXT_TABLE_H_
