// The door for whoever asks which models and programmes there are, and one
// of them whole. Thread-safe.
//
//   v1::GetModelResponse model;
//   if (auto refusal = DescribeModel(catalog, {}, &model)) return *refusal;
//   model.definition().requirements(0).statement().zh();
#ifndef CMMM_ENGINE_DESCRIBE_MODEL_H_
#define CMMM_ENGINE_DESCRIBE_MODEL_H_

#include <optional>

#include "cmmm/v1/model_service.pb.h"
#include "cmmm/v1/server_info.pb.h"
#include "engine/base/refusal.h"
#include "engine/model/catalog.h"

namespace cmmm {

// One page of the catalog. INVALID_ARGUMENT for a page size outside 0 to 200
// or a token that no page gave.
// Newest version first within an id; a token is good for the same catalog.
std::optional<Refusal> ListModelSummaries(const Catalog& catalog,
                                          const v1::ListModelsRequest& request,
                                          v1::ListModelsResponse* response);

// The definition of one model with the texts asked for. NOT_FOUND lists what
// exists.
// Without an id the only model there is; without a version the newest.
std::optional<Refusal> DescribeModel(const Catalog& catalog,
                                     const v1::GetModelRequest& request,
                                     v1::GetModelResponse* response);

// The same for programmes.
std::optional<Refusal> ListProgrammeSummaries(
    const Catalog& catalog, const v1::ListProgrammesRequest& request,
    v1::ListProgrammesResponse* response);
std::optional<Refusal> DescribeProgramme(const Catalog& catalog,
                                         const v1::GetProgrammeRequest& request,
                                         v1::GetProgrammeResponse* response);

// Of GetServerInfo what the engine knows: its version, models and programmes.
// No texts: ids, versions and digests.
void DescribeCatalog(const Catalog& catalog,
                     v1::GetServerInfoResponse* response);

}  // namespace cmmm

#endif  // CMMM_ENGINE_DESCRIBE_MODEL_H_
