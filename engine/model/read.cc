#include "engine/model/read.h"

#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <utility>

#include "google/protobuf/descriptor.h"
#include "google/protobuf/io/tokenizer.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "engine/base/utf8.h"

namespace cmmm {
namespace {

namespace pb = google::protobuf;

// Deeper nesting than any model has; protects the parser's stack.
constexpr int kMaxNesting = 32;
// Longest message of the parser, which quotes the file.
constexpr size_t kMaxMessageBytes = 400;

class CollectErrors : public pb::io::ErrorCollector {
 public:
  explicit CollectErrors(Violations* violations) : violations_(violations) {}
  void AddError(int line, pb::io::ColumnNumber column,
                const std::string& message) override {
    violations_->Add(absl::StrCat(line + 1, ":", column + 1), "model.syntax",
                     "", Printable(message, kMaxMessageBytes));
  }

 private:
  Violations* violations_;
};

// Line (from 1) of the first byte that is no UTF-8; 0 when there is none.
int FirstBadLine(absl::string_view content) {
  int line = 1;
  for (const absl::string_view text : absl::StrSplit(content, '\n')) {
    if (!IsUtf8(text)) return line;
    ++line;
  }
  return 0;
}

}  // namespace

ModelSource ParseModel(absl::string_view file, absl::string_view content,
                       Violations* violations) {
  ModelSource source;
  source.file = std::string(file);
  if (const int line = FirstBadLine(content); line > 0) {
    violations->Add(absl::StrCat(line, ":1"), "model.syntax", "",
                    "the line is not valid UTF-8");
    return source;
  }
  auto positions = std::make_shared<pb::TextFormat::ParseInfoTree>();
  CollectErrors errors(violations);
  pb::TextFormat::Parser parser;
  parser.SetRecursionLimit(kMaxNesting);
  parser.RecordErrorsTo(&errors);
  parser.WriteLocationsTo(positions.get());
  const size_t before = violations->total();
  if (!parser.ParseFromString(std::string(content), &source.definition) &&
      violations->total() == before) {
    violations->Add("", "model.syntax", "", "not a cmmm.v1.ModelDefinition");
  }
  source.positions = std::move(positions);
  return source;
}

ModelSource ReadModel(const std::string& file, Violations* violations) {
  std::ifstream stream(file, std::ios::binary);
  std::string content;
  char buffer[1 << 16];
  while (stream.good() && content.size() <= kMaxModelFileBytes) {
    stream.read(buffer, sizeof(buffer));
    content.append(buffer, static_cast<size_t>(stream.gcount()));
  }
  if (!stream.eof() || content.size() > kMaxModelFileBytes) {
    violations->Add(
        "", "model.file", file,
        content.size() > kMaxModelFileBytes
            ? absl::StrCat("larger than ", kMaxModelFileBytes, " bytes")
            : "cannot be read");
    ModelSource unread;
    unread.file = file;
    return unread;
  }
  return ParseModel(file, content, violations);
}

std::string PositionOf(const ModelSource& source,
                       absl::string_view field_path) {
  const pb::TextFormat::ParseInfoTree* tree = source.positions.get();
  const pb::Descriptor* type = source.definition.GetDescriptor();
  std::string position;
  for (const absl::string_view part : absl::StrSplit(field_path, '.')) {
    if (tree == nullptr || type == nullptr) break;
    const std::pair<absl::string_view, absl::string_view> name =
        absl::StrSplit(part, absl::MaxSplits('[', 1));
    const pb::FieldDescriptor* field =
        type->FindFieldByName(std::string(name.first));
    if (field == nullptr) break;
    int index = field->is_repeated() ? 0 : -1;
    if (!name.second.empty()) {
      absl::string_view digits = name.second;
      digits.remove_suffix(1);
      if (!absl::SimpleAtoi(digits, &index)) break;
    }
    const auto location = tree->GetLocation(field, index);
    if (location.line < 0) break;
    position = absl::StrCat(location.line + 1, ":", location.column + 1);
    tree = tree->GetTreeForNested(field, index);
    type = field->message_type();
  }
  return position;
}

}  // namespace cmmm
