#include "batch/synthesize.h"

#include <random>
#include <vector>

#include "absl/strings/str_cat.h"
#include "batch/output_file.h"
#include "engine/base/file_failure.h"
#include "engine/base/json_string.h"

namespace cmmm::batch {
namespace {

constexpr size_t kFlushBytes = 1 << 20;

struct Enterprise {
  int64_t number = 0;
  const PopulationGroup* industry = nullptr;
  const PopulationGroup* region = nullptr;
  std::vector<GradeCode> codes;  // [R]
};

class Generator {
 public:
  Generator(const CompiledModel& model, const Population& population,
            uint64_t seed)
      : model_(model), population_(population), random_(seed) {}

  void Next(Enterprise* enterprise) {
    ++enterprise->number;
    enterprise->industry = &Pick(population_.industries);
    enterprise->region = &Pick(population_.regions);
    const int64_t ability = enterprise->industry->shift +
                            enterprise->region->shift +
                            Around(population_.ability_spread);
    subdomains_.clear();
    for (int s = 0; s < model_.subdomain_count; ++s) {
      subdomains_.push_back(ability + Around(population_.subdomain_spread));
    }
    enterprise->codes.clear();
    for (const ModelRequirement& item : model_.requirements) {
      const auto level = static_cast<size_t>(item.level_index);
      enterprise->codes.push_back(GradeOf(
          subdomains_[static_cast<size_t>(item.subdomain)] +
          Around(population_.item_spread) - population_.difficulty[level]));
    }
  }

 private:
  const PopulationGroup& Pick(const std::vector<PopulationGroup>& groups) {
    int64_t all = 0;
    for (const PopulationGroup& group : groups) all += group.parts;
    auto left = static_cast<int64_t>(random_() % static_cast<uint64_t>(all));
    size_t i = 0;
    while (left >= groups[i].parts) left -= groups[i++].parts;
    return groups[i];
  }

  // Around 0 with this standard deviation: the sum of four uniform numbers of
  // 16 bits, whose own deviation is 2^16 / √3 = 37,837.
  int64_t Around(int64_t spread) {
    const uint64_t bits = random_();
    int64_t sum = int64_t{-2} * 65535;
    for (int i = 0; i < 4; ++i) {
      sum += static_cast<int64_t>(bits >> (16 * i) & 0xFFFF);
    }
    return sum * spread / 37837;
  }

  GradeCode GradeOf(int64_t ability) const {
    GradeCode code = kNot;
    for (GradeCode higher = kPartly; higher <= kFully; ++higher) {
      if (ability >= population_.grade_from[higher]) code = higher;
    }
    return code;
  }

  const CompiledModel& model_;
  const Population& population_;
  std::mt19937_64 random_;
  std::vector<int64_t> subdomains_;
};

std::string IdOf(const Enterprise& enterprise) {
  return absl::StrCat("SYN-", absl::Dec(enterprise.number, absl::kZeroPad7));
}

std::string CsvHeader(const CompiledModel& model) {
  std::string text = "enterprise_id,weight_set,industry,region,note";
  for (const ModelRequirement& item : model.requirements) {
    absl::StrAppend(&text, ",", item.id, "#code");
  }
  return text + "\n";
}

void AppendCsv(const Enterprise& enterprise, std::string* out) {
  absl::StrAppend(out, IdOf(enterprise), ",", enterprise.industry->weight_set,
                  ",", enterprise.industry->name, ",", enterprise.region->name,
                  ",synthetic");
  for (const GradeCode code : enterprise.codes) {
    out->push_back(',');
    out->push_back(static_cast<char>('0' + code));
  }
  out->push_back('\n');
}

void AppendJson(const CompiledModel& model, const Enterprise& enterprise,
                std::string* out) {
  constexpr const char* kIds[] = {"", "not", "partly", "mostly", "fully"};
  absl::StrAppend(out, "{\"enterprise_id\":\"", IdOf(enterprise),
                  "\",\"weight_set\":\"", enterprise.industry->weight_set,
                  "\",\"industry\":");
  AppendJsonString(enterprise.industry->name, out);
  out->append(",\"region\":");
  AppendJsonString(enterprise.region->name, out);
  out->append(",\"note\":\"synthetic\",\"answers\":{");
  for (size_t i = 0; i < enterprise.codes.size(); ++i) {
    absl::StrAppend(out, i == 0 ? "\"" : ",\"", model.requirements[i].id,
                    "\":\"", kIds[enterprise.codes[i]], "\"");
  }
  out->append("}}\n");
}

MaybeFailure WriteAll(const CompiledModel& model, const Population& population,
                      const SynthesizeOptions& options, OutputFile* file) {
  Generator generator(model, population, options.seed);
  Enterprise enterprise;
  const bool json = options.format == tables::Format::kJsonl;
  std::string text = json ? "" : CsvHeader(model);
  for (int64_t i = 0; i < options.count; ++i) {
    generator.Next(&enterprise);
    if (json) {
      AppendJson(model, enterprise, &text);
    } else {
      AppendCsv(enterprise, &text);
    }
    if (text.size() < kFlushBytes) continue;
    if (auto failure = file->Write(text)) return failure;
    text.clear();
  }
  return file->Write(text);
}

}  // namespace

MaybeFailure Synthesize(const CompiledModel& model,
                        const Population& population,
                        const SynthesizeOptions& options) {
  if (population.model_id != model.id ||
      static_cast<int>(population.difficulty.size()) != model.level_count()) {
    return Failure{
        FailureKind::kUsage,
        absl::StrCat("the population of ", population.year, " is one of ",
                     population.model_id, ", not of ", model.id),
        absl::StrCat(population.year, " 年的分布属于模型 ", population.model_id,
                     "，不是 ", model.id)};
  }
  OutputFile file(options.output);
  if (file.is_regular() && file.exists() && !options.force) {
    return OutputExists(options.output);
  }
  if (auto failure = file.Open(0)) return failure;
  MaybeFailure failure = WriteAll(model, population, options, &file);
  if (!failure.has_value()) failure = file.Finish();
  if (failure.has_value()) file.Discard();
  return failure;
}

}  // namespace cmmm::batch
