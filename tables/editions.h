// The editions of one model by which the workbooks of a run are read and
// scored, each by the one it was made for.
#ifndef CMMM_TABLES_EDITIONS_H_
#define CMMM_TABLES_EDITIONS_H_

#include <string>
#include <vector>

#include "cmmm/v1/model_service.pb.h"
#include "engine/base/row_finding.h"
#include "engine/model/catalog.h"

namespace cmmm::tables {

struct Edition {
  CatalogEntry entry;
  v1::GetModelResponse described;

  // `gbt39116-2020@2020.1`.
  std::string Name() const;
};

// Does not change once it is made: threads share one.
class Editions {
 public:
  // The model of the run, by which everything is read that names none.
  explicit Editions(Edition of_run);

  // Another edition of that model, which workbooks may name.
  void Add(Edition other);

  // All are scored by the model of the run: somebody asked for it.
  void ScoreAllByRun() { all_by_run_ = true; }

  const Edition& of_run() const { return list_.front(); }

  // What a workbook that names this model is scored by. Where it cannot be,
  // adds to `faults`, at `place`, a finding of the rules row.other_model (it is
  // no edition of the model), workbook.unknown_model (it is not here) or
  // workbook.other_structure (its levels, sub-domains or requirements are
  // others, so that its result fits into no table with the rest), and gives the
  // model of the run.
  const Edition& Find(const v1::ModelRef& named, const std::string& place,
                      RowFindings* faults) const;

  // The edition that a workbook names, with whose statements its rows are
  // compared; nullptr when it names none, or one that is not here.
  const Edition* Named(const v1::ModelRef& named) const;

 private:
  std::vector<Edition> list_;  // the first is that of the run
  bool all_by_run_ = false;
};

}  // namespace cmmm::tables

#endif  // CMMM_TABLES_EDITIONS_H_
