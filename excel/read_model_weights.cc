#include "excel/read_model_weights.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "excel/layout.h"
#include "excel/names_beside_ids.h"

namespace cmmm::excel {
namespace {

// More than a model may have.
constexpr int kMostSets = 64;

// Tier and parent of a group.
using GroupKey = std::pair<int, std::string>;

bool IsEmptyCell(const WrittenCell& cell) {
  return cell.kind == CellKind::kEmpty && !cell.uncomputed;
}

class WeightReader {
 public:
  WeightReader(const WrittenModel& written, const NodeNames& names,
               ModelCells* cells, v1::ModelDefinition* model,
               Violations* faults, Violations* notices)
      : written_(written),
        cells_(*cells),
        model_(*model),
        faults_(*faults),
        notices_(*notices),
        besides_(written[ModelSheet::kStructure].name, names, cells, notices) {}

  void Run() {
    ReadSets();
    for (const ModelRow& row : written_[ModelSheet::kProvenance].rows) {
      ReadProvenance(row);
    }
    is_provenance_whole_ = written_[ModelSheet::kProvenance].has_all_columns &&
                           !has_lost_provenance_;
    FindSetColumns();
    for (const ModelRow& row : written_[ModelSheet::kWeights].rows) {
      ReadWeights(row);
    }
  }

 private:
  // Whether nothing is told of the sheet, nor of its rows.
  bool IsWhole(ModelSheet sheet) const {
    const ModelTable& table = written_[sheet];
    return table.has_all_columns &&
           std::none_of(faults_.listed().begin(), faults_.listed().end(),
                        [&](const Violation& fault) {
                          return absl::StartsWith(
                              fault.field_path, absl::StrCat(table.name, "!"));
                        });
  }

  void ReadSets() {
    for (const ModelRow& row : written_[ModelSheet::kSets].rows) {
      if (model_.weight_sets_size() == kMostSets) {
        cells_.Refuse(row.cells[SetColumns::kId], "workbook.too_much",
                      absl::StrCat("more than ", kMostSets, " weight sets"));
        return;
      }
      const std::string path =
          FieldAt("weight_sets", model_.weight_sets_size());
      v1::WeightSet* set = model_.add_weight_sets();
      cells_.Remember(path, row.cells[SetColumns::kId].place);
      set->set_id(cells_.Id(row.cells[SetColumns::kId], path + ".id"));
      cells_.Texts(row.cells[SetColumns::kZh], row.cells[SetColumns::kEn],
                   path + ".name", set->mutable_name());
      groups_.emplace_back();
    }
  }

  // The index of the set; -1, and a fault, without.
  int FindSet(const WrittenCell& cell, const std::string& id) {
    std::vector<std::string> known;
    for (int s = 0; s < model_.weight_sets_size(); ++s) {
      if (model_.weight_sets(s).id() == id) return s;
      known.push_back(model_.weight_sets(s).id());
    }
    if (!IsWhole(ModelSheet::kSets)) return -1;  // may be the one not read
    cells_.Refuse(
        cell, "modelbook.unknown_set",
        absl::StrCat("there is no weight set `", Printable(TextOf(cell)),
                     "`; there are: ", absl::StrJoin(known, ", ")));
    return -1;
  }

  void ReadProvenance(const ModelRow& row) {
    using Columns = ProvenanceColumns;
    const WrittenCell& set_cell = row.cells[Columns::kSet];
    const bool is_empty = IsEmptyCell(set_cell) &&
                          IsEmptyCell(row.cells[Columns::kTier]) &&
                          IsEmptyCell(row.cells[Columns::kParent]);
    if (is_empty) return ReadOfRequirements(row);
    const std::string id = cells_.Id(set_cell, "");
    const int set = FindSet(set_cell, id);
    const std::optional<int> tier =
        cells_.Word(row.cells[Columns::kTier], WordList::kTier, "");
    if (set < 0 || !tier.has_value()) {
      has_lost_provenance_ = true;
      return;
    }
    const std::string parent = cells_.Id(row.cells[Columns::kParent], "");
    v1::WeightSet* definition = model_.mutable_weight_sets(set);
    const std::string path = FieldAt(FieldAt("weight_sets", set) + ".groups",
                                     definition->groups_size());
    auto& groups = groups_[static_cast<size_t>(set)];
    const auto [found, is_new] =
        groups.try_emplace({*tier, parent}, definition->groups_size());
    if (!is_new) {
      cells_.Refuse(row.cells[Columns::kParent], "modelbook.provenance_twice",
                    "another row is about the same group of the same set");
      return;
    }
    cells_.Remember(path, row.cells[Columns::kParent].place);
    v1::WeightGroup* group = definition->add_groups();
    group->set_tier(static_cast<v1::Tier>(*tier));
    group->set_parent_id(parent);
    if (*tier != v1::TIER_ELEMENT) {
      besides_.Check(row.cells[Columns::kName], *tier - 1, parent);
    }
    ReadGroup(row, path, group);
  }

  void ReadGroup(const ModelRow& row, const std::string& path,
                 v1::WeightGroup* group) {
    using Columns = ProvenanceColumns;
    group->set_provenance(static_cast<v1::Provenance>(
        cells_
            .Word(row.cells[Columns::kProvenance], WordList::kProvenance,
                  path + ".provenance", false)
            .value_or(0)));
    if (const auto check =
            cells_.Check(row.cells[Columns::kCheckedBy],
                         row.cells[Columns::kCheckedOn], path + ".checked")) {
      *group->mutable_checked() = *check;
    }
    group->set_note(cells_.Text(row.cells[Columns::kNote], path + ".note"));
  }

  // The row without a set.
  void ReadOfRequirements(const ModelRow& row) {
    using Columns = ProvenanceColumns;
    if (std::exchange(has_requirements_, true)) {
      cells_.Refuse(row.cells[Columns::kProvenance],
                    "modelbook.provenance_twice",
                    "a second row without a weight set; one is about the "
                    "requirements");
      return;
    }
    model_.set_requirements_provenance(static_cast<v1::Provenance>(
        cells_
            .Word(row.cells[Columns::kProvenance], WordList::kProvenance,
                  "requirements_provenance", false)
            .value_or(0)));
    for (const int column :
         {Columns::kCheckedBy, Columns::kCheckedOn, Columns::kNote}) {
      const WrittenCell& cell = row.cells[static_cast<size_t>(column)];
      if (IsEmptyCell(cell)) continue;
      cells_.Refuse(cell, "modelbook.not_here",
                    "of requirements this is written on the sheets "
                    "Requirements (by item) and Model (note)");
    }
  }

  // By set: which of the other columns of the sheet has its weights; -1: none.
  void FindSetColumns() {
    const ModelTable& table = written_[ModelSheet::kWeights];
    columns_.assign(static_cast<size_t>(model_.weight_sets_size()), -1);
    for (size_t c = 0; c < table.others.size(); ++c) {
      const OtherColumn& other = table.others[c];
      if (absl::StartsWith(other.title, Normalised(kSumMark))) continue;
      const int set = SetOfTitle(other.title);
      if (set < 0 && !IsWhole(ModelSheet::kSets)) continue;
      if (set < 0) {
        notices_.Add(other.place, "modelbook.column_not_read", other.title,
                     "no weight set has this name, and the column was not "
                     "read");
      } else if (columns_[static_cast<size_t>(set)] >= 0) {
        faults_.Add(other.place, "workbook.duplicate_column", other.title,
                    "a second column with this meaning; rename or delete one "
                    "of them");
      } else {
        columns_[static_cast<size_t>(set)] = static_cast<int>(c);
        RememberColumn(set, other.place);
      }
    }
    if (table.title_row == 0) return;
    for (int s = 0; s < model_.weight_sets_size(); ++s) {
      if (columns_[static_cast<size_t>(s)] >= 0) continue;
      RememberColumn(s, "");
      faults_.Add(absl::StrCat(table.name, "!", table.title_row),
                  "modelbook.column_missing", model_.weight_sets(s).id(),
                  absl::StrCat("there is no column `",
                               Printable(model_.weight_sets(s).id()),
                               "` for the weights of this set"));
    }
  }

  void RememberColumn(int set, const std::string& place) {
    cells_.Remember(FieldAt("weight_sets", set) + ".groups", place);
  }

  // The title begins with the id of the set.
  int SetOfTitle(absl::string_view title) const {
    for (int s = 0; s < model_.weight_sets_size(); ++s) {
      const std::string& id = model_.weight_sets(s).id();
      if (title == id || absl::StartsWith(title, absl::StrCat(id, " "))) {
        return s;
      }
    }
    return -1;
  }

  void ReadWeights(const ModelRow& row) {
    const std::optional<int> tier =
        cells_.Word(row.cells[WeightColumns::kTier], WordList::kTier, "");
    const std::string parent = cells_.Id(row.cells[WeightColumns::kParent], "");
    const std::string id = cells_.Id(row.cells[WeightColumns::kId], "");
    if (!tier.has_value()) {
      cells_.Remember(UnplacedPath(id), row.cells[WeightColumns::kTier].place);
      return;
    }
    besides_.Check(row.cells[WeightColumns::kName], *tier, id);
    for (int s = 0; s < model_.weight_sets_size(); ++s) {
      const int column = columns_[static_cast<size_t>(s)];
      if (column < 0) continue;
      ReadWeight(row, row.others[static_cast<size_t>(column)], s,
                 {*tier, parent}, id);
    }
  }

  // A group that Provenance has no row for, told at the first row of its
  // weights, which are compared all the same. Its index.
  int AddUntold(const ModelRow& row, int set, const GroupKey& key) {
    const WrittenCell& cell = row.cells[WeightColumns::kParent];
    v1::WeightSet* definition = model_.mutable_weight_sets(set);
    const int index = definition->groups_size();
    const std::string path =
        FieldAt(FieldAt("weight_sets", set) + ".groups", index);
    v1::WeightGroup* group = definition->add_groups();
    group->set_tier(static_cast<v1::Tier>(key.first));
    group->set_parent_id(key.second);
    lost_.emplace(std::make_pair(set, index),
                  is_provenance_whole_ ? cell.place : "");
    // Nothing is said of the row that is missing, or could not be read.
    cells_.Remember(path + ".provenance", "");
    cells_.Remember(path + ".parent_id", "");
    if (!is_provenance_whole_) return index;
    cells_.Refuse(
        cell, "modelbook.provenance_missing",
        absl::StrCat("the sheet `", written_[ModelSheet::kProvenance].name,
                     "` has no row for this group of `",
                     Printable(model_.weight_sets(set).id()), "`"));
    return index;
  }

  void ReadWeight(const ModelRow& row, const WrittenCell& cell, int set,
                  const GroupKey& key, const std::string& id) {
    auto& groups = groups_[static_cast<size_t>(set)];
    auto found = groups.find(key);
    if (found == groups.end()) {
      found = groups.emplace(key, AddUntold(row, set, key)).first;
    }
    const std::string path =
        FieldAt(FieldAt("weight_sets", set) + ".groups", found->second);
    v1::WeightGroup* group =
        model_.mutable_weight_sets(set)->mutable_groups(found->second);
    if (lost_.count({set, found->second}) > 0) {
      cells_.Remember(UnplacedPath(id), lost_.at({set, found->second}));
    }
    const std::string own = FieldAt(path + ".weights", group->weights_size());
    cells_.Remember(path + ".weights", cell.place);
    cells_.Remember(own + ".child_id", row.cells[WeightColumns::kId].place);
    const std::optional<int> percent = cells_.Percent(cell, own + ".percent");
    v1::Weight* weight = group->add_weights();
    weight->set_child_id(id);
    weight->set_percent(percent.value_or(0));
  }

  const WrittenModel& written_;
  ModelCells& cells_;
  v1::ModelDefinition& model_;
  Violations& faults_;
  Violations& notices_;
  NamesBesideIds besides_;
  std::vector<std::map<GroupKey, int>> groups_;  // by set: their indices
  std::vector<int> columns_;
  bool has_requirements_ = false;
  bool has_lost_provenance_ = false;  // a row whose group is not known
  bool is_provenance_whole_ = true;
  // Groups without a row in Provenance, by set and index, and where that is
  // told.
  std::map<std::pair<int, int>, std::string> lost_;
};

}  // namespace

void ReadModelWeights(const WrittenModel& written, const NodeNames& names,
                      ModelCells* cells, v1::ModelDefinition* model,
                      Violations* faults, Violations* notices) {
  WeightReader(written, names, cells, model, faults, notices).Run();
}

}  // namespace cmmm::excel
