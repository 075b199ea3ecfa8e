#include "tables/text_blocks.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "engine/base/file_failure.h"
#include "texts/rule_texts.h"

namespace cmmm::tables {

MaybeFailure TextBlocks::Grow(size_t bytes, std::string* text) {
  if (text->size() > kMaxRecordBytes) {
    return AboutFile(
        FailureKind::kData, name_,
        {absl::StrCat("row.too_long: 一条记录超过 ", kMaxRecordBytes,
                      " 字节（引号没有结束，或行尾只有 CR？）"),
         absl::StrCat("row.too_long: a record is longer than ", kMaxRecordBytes,
                      " bytes (is a quote not closed, or do lines end in CR "
                      "alone?)")});
  }
  const size_t before = text->size();
  if (auto failure = source_->Read(bytes, text)) return failure;
  text_ended_ = text->size() < before + bytes;
  return std::nullopt;
}

size_t TextBlocks::End(absl::string_view text, bool has_quotes) const {
  if (text_ended_) return text.size();
  if (has_quotes) return RecordsEnd(text, delimiter_);
  const size_t last = text.rfind('\n');
  return last == absl::string_view::npos ? 0 : last + 1;
}

MaybeFailure TextBlocks::TakeHeader(std::string* record) {
  record->clear();
  size_t end = std::string::npos;
  while (end == std::string::npos) {
    if (auto failure = Grow(kBlockBytes, &rest_)) return failure;
    end = RecordEnd(rest_, 0, delimiter_);
    if (text_ended_) end = std::min(end, rest_.size());
  }
  record->assign(rest_, 0, end);
  rest_.erase(0, end);
  return std::nullopt;
}

// Reads into the block itself, so that a thread has one buffer, which stays
// near.
MaybeFailure TextBlocks::Next(Block* block, bool* more) {
  std::string& text = block->text;
  text.assign(rest_);
  size_t end = 0;
  while (end == 0) {
    if (!text_ended_) {
      const size_t missing =
          text.size() < kBlockBytes ? kBlockBytes - text.size() : kBlockBytes;
      if (auto failure = Grow(missing, &text)) return failure;
    }
    block->has_quotes =
        delimiter_ != kLines && text.find('"') != std::string::npos;
    end = End(text, block->has_quotes);
    if (text_ended_) break;
  }
  *more = end > 0;
  rest_.assign(text, end);
  text.resize(end);
  return std::nullopt;
}

MaybeFailure CsvRows::Next(Row* row, bool* more) {
  *more = true;
  if (at_ >= block_.text.size()) {
    at_ = 0;
    if (auto failure = blocks_->Next(&block_, more)) return failure;
    if (!*more) return std::nullopt;
  }
  const absl::string_view text = block_.text;
  const size_t end = std::min(text.size(), RecordEnd(text, at_, delimiter_));
  row->number = next_row_++;
  if (!cells_.Split(WithoutLineEnd(text.substr(at_, end - at_)))) {
    return Failure{FailureKind::kData,
                   absl::StrCat("row ", row->number,
                                ": row.quotes: a quoted cell does not end "
                                "where its quote does"),
                   absl::StrCat("第 ", row->number, " 行: row.quotes: ",
                                texts::ChineseRule("row.quotes"))};
  }
  at_ = end;
  row->cells.clear();
  for (size_t i = 0; i < cells_.cells().size(); ++i) {
    row->cells.emplace_back(cells_.cells()[i]);
  }
  cells_.Forget();
  return std::nullopt;
}

}  // namespace cmmm::tables
