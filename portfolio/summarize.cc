#include "portfolio/summarize.h"

#include <algorithm>
#include <numeric>

#include "portfolio/distinct.h"
#include "portfolio/groups.h"
#include "portfolio/suppress.h"

namespace cmmm::portfolio {
namespace {

// The smallest value that at least percent % do not exceed.
double Quantile(const std::vector<int32_t>& sorted, int64_t percent) {
  const auto count = static_cast<int64_t>(sorted.size());
  const int64_t rank = (count * percent + 99) / 100;
  return static_cast<double>(sorted[static_cast<size_t>(rank - 1)]) /
         results::kUnits;
}

// Rows that are described together.
struct Part {
  std::vector<int32_t> rows;
  v1::PortfolioGroup* out;
};

// The rows of a part by `class_of` (row), 0 to `classes` - 1.
template <typename ClassOf>
Counts CountBy(const results::ResultTable& table, const Part& part,
               size_t classes, ClassOf class_of) {
  Counts counts(classes);
  std::vector<Distinct> enterprises(classes, Distinct(table.enterprise));
  for (const int32_t row : part.rows) {
    const size_t at = class_of(row);
    ++counts[at].rows;
    enterprises[at].Add(row);
  }
  for (size_t c = 0; c < classes; ++c) {
    counts[c].enterprises = enterprises[c].count();
  }
  return counts;
}

// The whole and the groups of a column, with what must not be said of them.
class Describer {
 public:
  Describer(const results::ResultTable& table, int32_t min_group)
      : table_(table), min_group_(min_group) {}

  // Describes the whole, or groups of it once that is described.
  void Describe(const Part& whole, const std::vector<Part>* groups) const {
    const std::vector<Part> parts =
        groups == nullptr ? std::vector<Part>{whole} : *groups;
    for (const Part& part : parts) {
      part.out->set_enterprises(static_cast<int32_t>(part.rows.size()));
    }
    DescribeLevels(whole, groups, parts);
    DescribeCountedAsNot(whole, groups, parts);
    DescribeValues(
        whole, groups, parts, table_.totals,
        [](v1::PortfolioGroup* out) { return out->mutable_total(); });
    for (size_t s = 0; s < table_.subdomain_ids.size(); ++s) {
      DescribeValues(whole, groups, parts, table_.maturity[s],
                     [&](v1::PortfolioGroup* out) {
                       v1::SubdomainQuantiles* row = out->add_subdomains();
                       row->set_subdomain_id(table_.subdomain_ids[s]);
                       return row->mutable_maturity();
                     });
    }
  }

 private:
  template <typename ClassOf>
  std::vector<Withheld> WithholdBy(const Part& whole,
                                   const std::vector<Part>* groups,
                                   size_t classes, ClassOf class_of,
                                   std::vector<Counts>* counts) const {
    const Counts all = CountBy(table_, whole, classes, class_of);
    const Withheld of_whole = WithholdWhole(all, min_group_);
    if (groups == nullptr) {
      counts->push_back(all);
      return {of_whole};
    }
    for (const Part& part : *groups) {
      counts->push_back(CountBy(table_, part, classes, class_of));
    }
    return WithholdGroups(of_whole, *counts, min_group_);
  }

  // The last class are those whose level is undecided.
  void DescribeLevels(const Part& whole, const std::vector<Part>* groups,
                      const std::vector<Part>& parts) const {
    const size_t undecided = static_cast<size_t>(table_.highest_level) + 1;
    std::vector<Counts> counts;
    const std::vector<Withheld> withheld = WithholdBy(
        whole, groups, undecided + 1,
        [&](int32_t row) {
          const int32_t level = table_.levels[static_cast<size_t>(row)];
          return level == results::kNoValue ? undecided
                                            : static_cast<size_t>(level);
        },
        &counts);
    for (size_t p = 0; p < parts.size(); ++p) {
      const auto describe = [&](size_t at, v1::LevelCount* count) {
        count->set_withheld(withheld[p][at]);
        if (!withheld[p][at]) count->set_enterprises(counts[p][at].rows);
      };
      for (size_t level = 0; level < undecided; ++level) {
        v1::LevelCount* count = parts[p].out->add_levels();
        count->set_level(static_cast<int32_t>(level));
        describe(level, count);
      }
      if (counts[p][undecided].rows > 0 || withheld[p][undecided]) {
        describe(undecided, parts[p].out->mutable_undecided());
      }
    }
  }

  // Like a level, it must not say either how few have nothing open.
  void DescribeCountedAsNot(const Part& whole, const std::vector<Part>* groups,
                            const std::vector<Part>& parts) const {
    if (table_.counted_as_not.empty()) {
      if (groups == nullptr) DescribeCountedTogether(whole);
      return;
    }
    std::vector<Counts> counts;
    const std::vector<Withheld> withheld = WithholdBy(
        whole, groups, 2,
        [&](int32_t row) {
          return table_.counted_as_not[static_cast<size_t>(row)] ? size_t{1}
                                                                 : size_t{0};
        },
        &counts);
    for (size_t p = 0; p < parts.size(); ++p) {
      SetCountedAsNot(counts[p][1].rows, withheld[p][1], parts[p].out);
    }
  }

  // Known of all rows together only: which are of one enterprise is not, so
  // every repeated one might be there.
  void DescribeCountedTogether(const Part& whole) const {
    if (table_.rows_counted_as_not == results::kNoValue) return;
    const auto count_of = [&](int32_t rows) {
      const int32_t least = std::max(1, rows - table_.repeated_ids);
      return Count{rows, std::min(rows, least)};
    };
    const int32_t counted = table_.rows_counted_as_not;
    const Counts counts = {count_of(table_.rows() - counted),
                           count_of(counted)};
    SetCountedAsNot(counted, WithholdWhole(counts, min_group_)[1], whole.out);
  }

  static void SetCountedAsNot(int32_t rows, bool withheld,
                              v1::PortfolioGroup* out) {
    if (rows == 0 && !withheld) return;
    v1::LevelCount* count = out->mutable_counted_as_not();
    count->set_withheld(withheld);
    if (!withheld) count->set_enterprises(rows);
  }

  // Quantiles of values, and of how many, unless that says how few have none.
  template <typename Out>
  void DescribeValues(const Part& whole, const std::vector<Part>* groups,
                      const std::vector<Part>& parts,
                      const std::vector<int32_t>& values, Out out) const {
    const auto value_of = [&](int32_t row) {
      return values[static_cast<size_t>(row)];
    };
    std::vector<Counts> counts;
    const std::vector<Withheld> withheld = WithholdBy(
        whole, groups, 2,
        [&](int32_t row) {
          return value_of(row) == results::kNoValue ? size_t{0} : size_t{1};
        },
        &counts);
    for (size_t p = 0; p < parts.size(); ++p) {
      std::vector<int32_t> there;
      for (const int32_t row : parts[p].rows) there.push_back(value_of(row));
      auto quantiles =
          QuantilesOf(std::move(there), min_group_, counts[p][1].enterprises);
      if (!quantiles.has_value()) continue;
      if (withheld[p][1]) quantiles->clear_enterprises();
      out(parts[p].out)->Swap(&*quantiles);
    }
  }

  const results::ResultTable& table_;
  const int32_t min_group_;
};

int32_t EnterprisesOf(const results::ResultTable& table) {
  Distinct enterprises(table.enterprise);
  for (int32_t row = 0; row < table.rows(); ++row) enterprises.Add(row);
  return enterprises.count();
}

}  // namespace

std::optional<v1::Quantiles> QuantilesOf(std::vector<int32_t> values,
                                         int32_t min_group,
                                         int32_t enterprises) {
  values.erase(std::remove(values.begin(), values.end(), results::kNoValue),
               values.end());
  const auto count = static_cast<int64_t>(values.size());
  if (enterprises < min_group || values.empty()) return std::nullopt;
  std::sort(values.begin(), values.end());
  v1::Quantiles quantiles;
  quantiles.set_enterprises(static_cast<int32_t>(count));
  quantiles.set_p25(Quantile(values, 25));
  quantiles.set_p50(Quantile(values, 50));
  quantiles.set_p75(Quantile(values, 75));
  // As many lie at or above the upper one as at or below the lower one, or one
  // more; those that are repeated might all be there.
  const int64_t repeated = count - enterprises;
  if ((count * 10 + 99) / 100 - repeated >= min_group) {
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
  summary->set_counted_as_not_unknown(table.rows_counted_as_not ==
                                      results::kNoValue);
  if (EnterprisesOf(table) < min_group) {
    summary->set_withheld(true);
    summary->clear_enterprises();
    summary->clear_repeated_ids();
    summary->clear_counted_as_not_unknown();
    return;
  }
  Part whole{std::vector<int32_t>(static_cast<size_t>(table.rows())),
             summary->mutable_all()};
  std::iota(whole.rows.begin(), whole.rows.end(), 0);
  const Describer describer(table, min_group);
  describer.Describe(whole, nullptr);
  for (const results::TextColumn& column : table.columns) {
    v1::PortfolioColumn* shown = summary->add_columns();
    shown->set_name(column.name());
    std::vector<Part> groups;
    for (Group& group : GroupRows(column, table.enterprise, min_group)) {
      v1::PortfolioGroup* row = shown->add_groups();
      row->set_value(group.value);
      row->set_others(group.others);
      groups.push_back({std::move(group.rows), row});
    }
    if (!groups.empty()) describer.Describe(whole, &groups);
  }
}

}  // namespace cmmm::portfolio
