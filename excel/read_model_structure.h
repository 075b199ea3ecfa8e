// The elements, domains and sub-domains of a model's workbook.
#ifndef CMMM_EXCEL_READ_MODEL_STRUCTURE_H_
#define CMMM_EXCEL_READ_MODEL_STRUCTURE_H_

#include <map>
#include <string>
#include <utility>

#include "cmmm/v1/model.pb.h"
#include "excel/collect_model.h"
#include "excel/model_cells.h"

namespace cmmm::excel {

// Names of elements, domains and sub-domains, by tier and id.
using NodeNames = std::map<std::pair<int, std::string>, v1::LocalizedText>;

// Fills the elements of the model. Parents may stand below their children; what
// has one parent keeps the order of its rows. Rules modelbook.unknown_parent
// and .not_here.
NodeNames ReadModelStructure(const WrittenModel& written, ModelCells* cells,
                             v1::ModelDefinition* model);

}  // namespace cmmm::excel

#endif  // CMMM_EXCEL_READ_MODEL_STRUCTURE_H_
