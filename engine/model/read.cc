#include "engine/model/read.h"

#include <cerrno>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "google/protobuf/descriptor.h"
#include "google/protobuf/io/tokenizer.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "engine/base/file_failure.h"
#include "engine/base/utf8.h"

namespace cmmm {
namespace {

namespace pb = google::protobuf;

// Deeper nesting than any model has; protects the parser's stack.
constexpr int kMaxNesting = 32;
// Longest message of the parser, which quotes the file.
constexpr size_t kMaxMessageBytes = 400;
// Longest line of the comments at the head of a file.
constexpr std::streamsize kMaxHeaderLineBytes = 4096;
constexpr absl::string_view kProgrammeHeader =
    "# proto-message: cmmm.v1.ProgrammeDefinition";

// Ids of the rules about files of one kind.
struct FileRules {
  const char* file;
  const char* syntax;
};
constexpr FileRules kModelRules = {"model.file", "model.syntax"};
constexpr FileRules kProgrammeRules = {"programme.file", "programme.syntax"};

class CollectErrors : public pb::io::ErrorCollector {
 public:
  CollectErrors(const char* rule, Violations* violations)
      : rule_(rule), violations_(violations) {}
  void AddError(int line, pb::io::ColumnNumber column,
                const std::string& message) override {
    violations_->Add(absl::StrCat(line + 1, ":", column + 1), rule_, "",
                     Printable(message, kMaxMessageBytes));
  }

 private:
  const char* rule_;
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

// Parses `content` into `definition`.
void Parse(const char* rule, absl::string_view content, pb::Message* definition,
           DefinitionSource* source, Violations* violations) {
  if (const int line = FirstBadLine(content); line > 0) {
    violations->Add(absl::StrCat(line, ":1"), rule, "",
                    "the line is not valid UTF-8");
    return;
  }
  content = WithoutByteOrderMarks(content);
  auto positions = std::make_shared<pb::TextFormat::ParseInfoTree>();
  CollectErrors errors(rule, violations);
  pb::TextFormat::Parser parser;
  parser.SetRecursionLimit(kMaxNesting);
  parser.RecordErrorsTo(&errors);
  parser.WriteLocationsTo(positions.get());
  const size_t before = violations->total();
  if (!parser.ParseFromString(std::string(content), definition) &&
      violations->total() == before) {
    violations->Add(
        "", rule, "",
        absl::StrCat("not a ", definition->GetDescriptor()->full_name()));
  }
  source->positions = std::move(positions);
}

// The content of `file`; nothing when it cannot be read.
std::optional<std::string> ReadContent(const char* rule,
                                       const std::string& file,
                                       Violations* violations) {
  errno = 0;
  std::ifstream stream(file, std::ios::binary);
  std::string content;
  char buffer[1 << 16];
  while (stream.good() && content.size() <= kMaxModelFileBytes) {
    stream.read(buffer, sizeof(buffer));
    content.append(buffer, static_cast<size_t>(stream.gcount()));
  }
  if (stream.eof() && content.size() <= kMaxModelFileBytes) return content;
  violations->Add(
      "", rule, file,
      content.size() > kMaxModelFileBytes
          ? absl::StrCat("larger than ", kMaxModelFileBytes, " bytes")
          : WithReason({"无法读取", "cannot be read"}, errno).en);
  return std::nullopt;
}

template <typename Source>
Source ParseAs(const FileRules& rules, absl::string_view file,
               absl::string_view content, Violations* violations) {
  Source source;
  source.file = std::string(file);
  Parse(rules.syntax, content, &source.definition, &source, violations);
  return source;
}

template <typename Source>
Source ReadAs(const FileRules& rules, const std::string& file,
              Violations* violations) {
  if (const auto content = ReadContent(rules.file, file, violations)) {
    return ParseAs<Source>(rules, file, *content, violations);
  }
  Source unread;
  unread.file = file;
  return unread;
}

std::string PositionIn(const DefinitionSource& source,
                       const pb::Descriptor* type,
                       absl::string_view field_path) {
  const pb::TextFormat::ParseInfoTree* tree = source.positions.get();
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

}  // namespace

ModelSource ParseModel(absl::string_view file, absl::string_view content,
                       Violations* violations) {
  return ParseAs<ModelSource>(kModelRules, file, content, violations);
}

ModelSource ReadModel(const std::string& file, Violations* violations) {
  return ReadAs<ModelSource>(kModelRules, file, violations);
}

ProgrammeSource ParseProgramme(absl::string_view file,
                               absl::string_view content,
                               Violations* violations) {
  return ParseAs<ProgrammeSource>(kProgrammeRules, file, content, violations);
}

ProgrammeSource ReadProgramme(const std::string& file, Violations* violations) {
  return ReadAs<ProgrammeSource>(kProgrammeRules, file, violations);
}

bool IsProgrammeFile(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  std::string line(kMaxHeaderLineBytes, '\0');
  while (stream.getline(line.data(), kMaxHeaderLineBytes)) {
    const absl::string_view text =
        WithoutByteOrderMarks(absl::StripTrailingAsciiWhitespace(line.c_str()));
    if (!absl::StartsWith(text, "#")) return false;
    if (text == kProgrammeHeader) return true;
  }
  return false;
}

std::string PositionOf(const ModelSource& source,
                       absl::string_view field_path) {
  return PositionIn(source, source.definition.GetDescriptor(), field_path);
}

std::string PositionOf(const ProgrammeSource& source,
                       absl::string_view field_path) {
  return PositionIn(source, source.definition.GetDescriptor(), field_path);
}

}  // namespace cmmm
