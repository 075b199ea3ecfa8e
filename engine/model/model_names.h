// What a person may call the parts of a model, besides their ids: the one place
// where names are read, for requests, tables, workbooks and options alike.
//
//   names.WeightSet("离散型企业")      the id of the weight set
//   names.Domain(" Logistics ")       the id of the domain
//   names.Requirement("物流 2-a")     the id of the requirement
//   names.Level("三级")               3
//
// A part is named by its id, by its name in either language, and a requirement
// also by its short name, as lists show it: sub-domain, level and letter
// (`物流 2-a`, `Logistics 2-a`), or by its statement, which is what survey
// tools put over a column. Case, blanks, hyphens, dots, full-width forms and
// characters that nobody sees do not matter. Ids go first. A text that names
// two parts names none, so that nothing is ever guessed.
//
// Made once, with the model (engine/model/read_names.h); never changes.
#ifndef CMMM_ENGINE_MODEL_MODEL_NAMES_H_
#define CMMM_ENGINE_MODEL_MODEL_NAMES_H_

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/base/attributes.h"
#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "engine/base/text.h"

namespace cmmm {

// A part of a model as its file names it.
struct NamedPart {
  std::string id;
  Text name;
};

class ModelNames {
 public:
  void AddWeightSet(const NamedPart& part);
  // `excludable`: an assessment may leave it out.
  void AddDomain(const NamedPart& part, bool excludable);
  void AddSubdomain(const NamedPart& part);
  // After its sub-domain; its id is `SUBDOMAIN.LEVEL.LETTER`, its name the
  // statement.
  void AddRequirement(const NamedPart& part, const NamedPart& subdomain);
  // From level 1 upwards.
  void AddLevel(const Text& name);

  // The id of what `text` names; empty when it names nothing, or two.
  absl::string_view WeightSet(absl::string_view text) const
      ABSL_ATTRIBUTE_LIFETIME_BOUND;
  absl::string_view Domain(absl::string_view text) const
      ABSL_ATTRIBUTE_LIFETIME_BOUND;
  absl::string_view Subdomain(absl::string_view text) const
      ABSL_ATTRIBUTE_LIFETIME_BOUND;
  absl::string_view Requirement(absl::string_view text) const
      ABSL_ATTRIBUTE_LIFETIME_BOUND;
  // Whether `text`, where domains that are left out are named, says that there
  // are none: `无`, `没有`, `不剔除`, `none`, `nothing`, `n/a`, a dash. Not
  // where it is the name of a domain.
  bool SaysNoDomain(absl::string_view text) const;
  // The same of all that is said there: such a word counts only alone.
  template <typename Strings>
  bool SayNoDomain(const Strings& said) const {
    return said.size() == 1 && SaysNoDomain(*said.begin());
  }
  // The number of the level that `text` names: `3`, `3.0`, `三级`, `level 3`,
  // its name; 0 for `全部` and `all`. Any other whole number is given as it is,
  // for whoever knows what is allowed. Nothing for what is no level.
  std::optional<int> Level(absl::string_view text) const;

  // Whether `text` begins as requirements do, a sub-domain with a level and a
  // letter or with a dot behind it: if it names none, it is a slip, and nothing
  // to be passed over.
  bool LooksLikeRequirement(absl::string_view text) const;

  // `ID (NAME), ID (NAME)`: what there is, for messages; of domains those that
  // may be left out.
  const Text& weight_sets() const { return weight_sets_.list; }
  const Text& excludable_domains() const { return domains_.list; }

 private:
  // Ids by what may be said for them; an empty id stands for more than one.
  struct Directory {
    absl::flat_hash_map<std::string, std::string> ids;
    Text list;
  };

  static void Add(const std::string& key, const std::string& id,
                  Directory* directory);
  static void AddNamed(const NamedPart& part, Directory* directory);
  static void AddToList(const NamedPart& part, Directory* directory);
  static absl::string_view Find(const Directory& directory,
                                absl::string_view text);

  Directory weight_sets_;
  Directory domains_;
  Directory subdomains_;
  Directory requirements_;
  absl::flat_hash_map<std::string, int> levels_;
  int level_count_ = 0;
};

// The names in a cell or an option that names several: apart by `;`, `,` or
// `、`, of any width, or a line end; without blanks around them.
//
//   SplitNames("物流；销售")   // {"物流", "销售"}
std::vector<std::string> SplitNames(absl::string_view text);

}  // namespace cmmm

#endif  // CMMM_ENGINE_MODEL_MODEL_NAMES_H_
