// The same assessment through every door, in process: what is said goes in as a
// person writes it, what came of it comes out as one line.
#ifndef CMMM_TESTS_TABLES_DOORS_H_
#define CMMM_TESTS_TABLES_DOORS_H_

#include <string>
#include <utility>
#include <vector>

namespace cmmm::test {

// An assessment as it is written. Every requirement is `fully` but for one, in
// `item`, of which everything is said here.
struct Said {
  std::string enterprise = "E1";
  std::string weights = "discrete";
  std::string excluded;
  std::string up_to;
  std::string of = "logistics.2.a";    // the id of that requirement
  std::string item = "logistics.2.a";  // as it is written
  std::string grade = "GRADE_FULLY";   // as it is written
  std::string reason;                  // why it is not applicable
  bool with_reasons = false;           // forms that can have a place for them
  std::string style;                   // `#code`: all grades are digits so
  // Further columns or keys, by name and text; of requests, of the profile.
  std::vector<std::pair<std::string, std::string>> more;
  bool marked = false;  // begins with a byte order mark
};

// The names of the doors: `wide`, `long`, `tsv`, `sheet`, `jsonl`, `filter`,
// `json`, `textproto`, `options`.
const std::vector<std::string>& DoorNames();

// What comes of it there: `E1 level 5 total 5`, `E1` being `-` where a door
// knows no enterprise, or `refused RULE`.
std::string Through(const std::string& door, const Said& said);

}  // namespace cmmm::test

#endif  // CMMM_TESTS_TABLES_DOORS_H_
