// Parts of one assessment, filled in by several people, as the whole.
//
//   a.xlsx   logistics answered, the rest open     ┐
//   b.xlsx   sales answered, the rest open         ├ one assessment
//   c.json   one question of logistics once more   ┘ … or every conflict
//
// Nothing is chosen: where two parts say different things about one question,
// or about whom they are, both are named with their cells, and there is no
// whole. What can stand side by side does: notes below each other, evidence one
// after the other, names of assessors and contacts, remarks. The day is the
// latest of the parts'.
#ifndef CMMM_EXCEL_JOIN_ASSESSMENTS_H_
#define CMMM_EXCEL_JOIN_ASSESSMENTS_H_

#include <map>
#include <string>
#include <vector>

#include "cmmm/v1/model.pb.h"
#include "cmmm/v1/scoring_service.pb.h"
#include "engine/base/refusal.h"

namespace cmmm::excel {

struct AssessmentPart {
  std::string name;  // of its file, with what parts it from a place: `b.xlsx: `
  v1::ScoreRequest request;  // as ListAnswers leaves it
  // Where things stand, as WorkbookAssessment's; what has no place here stands
  // in the field of that name.
  std::map<std::string, std::string> places;
  std::string digest;  // of the model that it was made for
};

// The answers of the whole, in model order. Refused as PARTS_DISAGREE, with a
// violation for every conflict. Its field is both places, the later part's
// first (`b.xlsx: 技术!F3 ≠ a.xlsx: 技术!F2`), its value both values, of long
// ones what is around the first character that differs:
//   join.model, join.weights, join.excluded, join.up_to
//                   parts that ask something else than the first: no more is
//                   compared then. Models also differ by their digests
//   join.answer     two grades, or a grade and `not applicable`, as scores
//   join.reason     two reasons why it is not applicable
//   join.info       two enterprises, credit codes, industries or regions
//   join.too_much   more than 1,000 characters of a text or ten pieces of
//                   evidence, together: its field is the places of all that is
//                   put together (`b.xlsx: 技术!G2 + a.xlsx: 技术!G2`)
// What is blank at the ends of a text makes no difference.
// REQUIRES: at least one part; every part is valid by itself.
Outcome<v1::ScoreRequest> JoinAssessments(
    const v1::ModelDefinition& model, const std::vector<AssessmentPart>& parts);

}  // namespace cmmm::excel

#endif  // CMMM_EXCEL_JOIN_ASSESSMENTS_H_
