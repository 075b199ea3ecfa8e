#include "service/text_file.h"

#include <google/protobuf/io/tokenizer.h>
#include <google/protobuf/text_format.h>

#include "absl/strings/str_cat.h"

namespace cmmm::service {
namespace {

// The parser quotes what it read.
constexpr size_t kMaxComplaintBytes = 400;

// The parser's complaints, by line.
class LineErrors final : public google::protobuf::io::ErrorCollector {
 public:
  LineErrors(const char* rule, Violations* wrong)
      : rule_(rule), wrong_(wrong) {}

  void AddError(int line, int /*column*/, const std::string& message) override {
    wrong_->Add(absl::StrCat("line ", line + 1), rule_, "",
                Printable(message, kMaxComplaintBytes));
  }

 private:
  const char* const rule_;
  Violations* const wrong_;
};

}  // namespace

bool ParseTextFile(const std::string& text, const char* rule,
                   google::protobuf::Message* file, Violations* wrong) {
  LineErrors errors(rule, wrong);
  google::protobuf::TextFormat::Parser parser;
  parser.RecordErrorsTo(&errors);
  return parser.ParseFromString(text, file);
}

}  // namespace cmmm::service
