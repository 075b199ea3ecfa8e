// What a call was about, for its line in the audit trail: never the answers,
// only hashes of them, by which a request or a result is found again.
//
// A hash is the SHA-256 of a message's deterministic bytes (fields in order,
// maps sorted), so it does not matter whether the message travelled as JSON or
// in binary, nor in which order its fields were sent. A document in a message
// (a workbook, a report) has a hash of its own, that of its file.
#ifndef CMMM_SERVICE_AUDIT_SUBJECT_H_
#define CMMM_SERVICE_AUDIT_SUBJECT_H_

#include <google/protobuf/message.h>

#include <cstddef>
#include <string>
#include <vector>

#include "cmmm/v1/model.pb.h"
#include "engine/model/catalog.h"

namespace cmmm::service {

// So many hashes leave a line below kMaxAuditLineBytes.
inline constexpr size_t kMaxAuditResults = 128;

// Empty what is not known.
struct AuditSubject {
  std::string model;  // `gbt39116-2020@2020.1`
  std::string model_digest;
  std::string programme;  // `beijing-2026@2026`
  std::string programme_digest;
  std::string request;  // hashes, in hex
  std::string result;
  // Of a block of a batch instead: of each of its answers, in order;
  // kMaxAuditResults at most.
  std::vector<std::string> results;
  std::string document;
  // The level reached; of a block one for each of its results, with commas.
  std::string level;
};

// The bytes that a message is hashed by.
std::string DeterministicBytes(const google::protobuf::Message& message);

// The hash of the document in a message: its one field of bytes, or the text
// of a report; empty: it has none.
std::string DocumentHash(const google::protobuf::Message& message);

// The model that `named` names, as `catalog` has it.
// One that is not in the catalog is left out: its name is the caller's.
void AddModel(const Catalog& catalog, const v1::ModelRef& named,
              AuditSubject* subject);

// What a request says: model and programme as `catalog` has them, hashes.
// The assessment is the request itself, or its field `assessment`, `common`,
// `a` or `filled`.
void AddRequest(const Catalog& catalog,
                const google::protobuf::Message& request,
                AuditSubject* subject);

// What an answer says. `with_level`: the level, too. The model is the answer's
// own, where it names one.
void AddResult(const google::protobuf::Message& response, bool with_level,
               AuditSubject* subject);

// The same of an answer in deterministic bytes, of the type of `type`.
// Parsed only when the level is wanted.
void AddResultBytes(const google::protobuf::Message& type,
                    absl::string_view bytes, bool with_level,
                    AuditSubject* subject);

}  // namespace cmmm::service

#endif  // CMMM_SERVICE_AUDIT_SUBJECT_H_
