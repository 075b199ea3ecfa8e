#include "portfolio/summarize.h"

#include <algorithm>
#include <numeric>

#include "portfolio/groups.h"

namespace cmmm::portfolio {
namespace {

// The smallest value that at least percent % do not exceed.
double Quantile(const std::vector<int32_t>& sorted, int64_t percent) {
  const auto count = static_cast<int64_t>(sorted.size());
  const int64_t rank = (count * percent + 99) / 100;
  return static_cast<double>(sorted[static_cast<size_t>(rank - 1)]) /
         results::kUnits;
}

std::vector<int32_t> Pick(const std::vector<int32_t>& values,
                          const std::vector<int32_t>& rows) {
  std::vector<int32_t> picked;
  picked.reserve(rows.size());
  for (const int32_t row : rows) {
    picked.push_back(values[static_cast<size_t>(row)]);
  }
  return picked;
}

// Which counts are not shown: those below min_group, and the smallest others
// as long as those left out together are fewer than that, as the whole is
// known.
std::vector<bool> Withheld(const std::vector<int32_t>& counts,
                           int32_t min_group) {
  std::vector<bool> withheld(counts.size());
  int32_t hidden = 0;
  const auto hide = [&](size_t at) {
    withheld[at] = true;
    hidden += counts[at];
  };
  for (size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] > 0 && counts[i] < min_group) hide(i);
  }
  while (hidden > 0 && hidden < min_group) {
    size_t smallest = counts.size();
    for (size_t i = 0; i < counts.size(); ++i) {
      const bool shown = counts[i] > 0 && !withheld[i];
      if (shown &&
          (smallest == counts.size() || counts[i] < counts[smallest])) {
        smallest = i;
      }
    }
    if (smallest == counts.size()) break;
    hide(smallest);
  }
  return withheld;
}

void DescribeLevels(const std::vector<int32_t>& counts, int32_t min_group,
                    v1::PortfolioGroup* group) {
  const std::vector<bool> withheld = Withheld(counts, min_group);
  for (size_t level = 0; level < counts.size(); ++level) {
    v1::LevelCount* count = group->add_levels();
    count->set_level(static_cast<int32_t>(level));
    count->set_withheld(withheld[level]);
    if (!withheld[level]) count->set_enterprises(counts[level]);
  }
}

void Describe(const results::ResultTable& table,
              const std::vector<int32_t>& rows, int32_t min_group,
              v1::PortfolioGroup* group) {
  group->set_enterprises(static_cast<int32_t>(rows.size()));
  std::vector<int32_t> counts(static_cast<size_t>(table.highest_level) + 1);
  for (const int32_t level : Pick(table.levels, rows)) {
    ++counts[static_cast<size_t>(level)];
  }
  DescribeLevels(counts, min_group, group);
  if (auto total = QuantilesOf(Pick(table.totals, rows), min_group)) {
    *group->mutable_total() = *total;
  }
  for (size_t s = 0; s < table.subdomain_ids.size(); ++s) {
    const auto maturity = QuantilesOf(Pick(table.maturity[s], rows), min_group);
    if (!maturity.has_value()) continue;
    v1::SubdomainQuantiles* row = group->add_subdomains();
    row->set_subdomain_id(table.subdomain_ids[s]);
    *row->mutable_maturity() = *maturity;
  }
}

}  // namespace

std::optional<v1::Quantiles> QuantilesOf(std::vector<int32_t> values,
                                         int32_t min_group) {
  values.erase(std::remove(values.begin(), values.end(), results::kNoValue),
               values.end());
  const auto count = static_cast<int64_t>(values.size());
  if (count < min_group || values.empty()) return std::nullopt;
  std::sort(values.begin(), values.end());
  v1::Quantiles quantiles;
  quantiles.set_enterprises(static_cast<int32_t>(count));
  quantiles.set_p25(Quantile(values, 25));
  quantiles.set_p50(Quantile(values, 50));
  quantiles.set_p75(Quantile(values, 75));
  // As many lie at or above the upper one as at or below the lower one, or one
  // more.
  if ((count * 10 + 99) / 100 >= min_group) {
    quantiles.set_p10(Quantile(values, 10));
    quantiles.set_p90(Quantile(values, 90));
  }
  return quantiles;
}

void Summarize(const results::ResultTable& table, int32_t min_group,
               v1::Portfolio* summary) {
  summary->set_enterprises(table.rows());
  summary->set_repeated_ids(table.repeated_ids);
  summary->set_min_group(min_group);
  if (table.rows() < min_group) {
    summary->set_withheld(true);
    summary->clear_enterprises();
    summary->clear_repeated_ids();
    return;
  }
  std::vector<int32_t> rows(static_cast<size_t>(table.rows()));
  std::iota(rows.begin(), rows.end(), 0);
  Describe(table, rows, min_group, summary->mutable_all());
  for (const results::TextColumn& column : table.columns) {
    v1::PortfolioColumn* shown = summary->add_columns();
    shown->set_name(column.name());
    for (const Group& group : GroupRows(column, min_group)) {
      v1::PortfolioGroup* row = shown->add_groups();
      row->set_value(group.value);
      row->set_others(group.others);
      Describe(table, group.rows, min_group, row);
    }
  }
}

}  // namespace cmmm::portfolio
