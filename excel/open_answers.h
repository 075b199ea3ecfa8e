// What a workbook leaves open, also when it is refused for something else: a
// person corrects the one and answers the other in one go.
#ifndef CMMM_EXCEL_OPEN_ANSWERS_H_
#define CMMM_EXCEL_OPEN_ANSWERS_H_

#include <map>
#include <string>
#include <vector>

#include "cmmm/v1/model_service.pb.h"
#include "excel/collect_answers.h"

namespace cmmm::excel {

struct OpenAnswers {
  std::vector<std::string> ids;  // asked, there and open, in model order
  // Where the grade of a requirement is to be written, by its id.
  std::map<std::string, std::string> places;  // `技术!F12`
};

// Nothing is open where the lines about the weight set and the domains are
// wrong, since they say what is asked. A cell with anything in it is none that
// is open, whatever it is.
OpenAnswers FindOpen(const WrittenAssessment& written,
                     const v1::GetModelResponse& model);

}  // namespace cmmm::excel

#endif  // CMMM_EXCEL_OPEN_ANSWERS_H_
