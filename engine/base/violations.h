// Broken rules in input, as data: all of them, in input order, bounded.
//
// Three outcomes are never mixed: bad data is a list of violations, an
// impossible call is a Refusal without any, a broken invariant is an
// assertion (and never about input).
#ifndef CMMM_ENGINE_BASE_VIOLATIONS_H_
#define CMMM_ENGINE_BASE_VIOLATIONS_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "engine/base/text.h"

namespace cmmm {

// Printed as `list.answers[3].grade: answer.grade_range: must be …`. Rule ids
// are listed in docs/api.md and docs/model_format.md.
struct Violation {
  std::string field_path;  // `list.answers[3].grade`
  std::string rule_id;     // stable, lower case: `answer.duplicate`
  std::string value;       // the offending value, printable, shortened
  std::string message;     // the rule in words
  // The place in model order of the requirement it is about, so that nobody
  // reads it out of `field_path`; -1: it is about none.
  int index = -1;
  // What `message` lists after kThereAre, in Chinese; empty: it lists nothing,
  // or what reads the same in every language.
  std::string there_are_zh = {};
};

// `field_path: rule_id: message`, one line.
std::string ToString(const Violation& violation);

// Stands in a message before the list of what there is.
inline constexpr absl::string_view kThereAre = "; there are: ";

// Longest value of a violation, in bytes.
inline constexpr size_t kMaxValueBytes = 80;

// `text` cut to at most `most` bytes at a character boundary (then `…` follows
// them), control characters and bytes that are no UTF-8 replaced by `?`,
// characters that nobody sees by their code, as `\u200e`: safe to print and to
// put into a proto string.
std::string Printable(absl::string_view text, size_t most = kMaxValueBytes);

// Keeps the first 1,000 violations and counts the rest.
// Memory stays bounded whatever is sent; `total()` still tells how many.
class Violations {
 public:
  static constexpr size_t kMaxListed = 1000;

  // `value` is made Printable here. `index`: as Violation's.
  void Add(std::string field_path, absl::string_view rule_id,
           absl::string_view value, std::string message, int index = -1);

  // With a message that goes on with what there is, named in its language.
  void AddWithList(std::string field_path, absl::string_view rule_id,
                   absl::string_view value, absl::string_view message,
                   const Text& there_are);

  // As it is.
  void Add(Violation violation);

  // Counts `count` more that are listed nowhere.
  void AddUnlisted(size_t count) { total_ += count; }

  bool empty() const { return total_ == 0; }
  size_t total() const { return total_; }
  const std::vector<Violation>& listed() const { return listed_; }

 private:
  std::vector<Violation> listed_;
  size_t total_ = 0;
};

}  // namespace cmmm

#endif  // CMMM_ENGINE_BASE_VIOLATIONS_H_
