"""Scores worked out straight from a model as it is written, with fractions: a
second way to the same numbers, which shares nothing with the engine. For rows in
which every question has a grade."""
from fractions import Fraction
from math import lcm


def _percent(groups, tier, parent, child):
    for group in groups:
        if group["tier"] == tier and group["parent_id"] == parent:
            for weight in group["weights"]:
                if weight["child_id"] == child:
                    return weight["percent"]
    return 0


def _leaves(children, share, out):
    """Shares of the sub-domains, by percent among siblings that have anything."""
    whole = sum(percent for percent, _, below in children if below)
    for percent, name, below in children:
        if not below or not percent:
            continue
        part = share * Fraction(percent, whole)
        if isinstance(below, list) and below and isinstance(below[0], tuple):
            _leaves(below, part, out)
        else:
            for item in below:
                out[item] = part / len(below)


def item_weights(definition, weight_set, level):
    """What each requirement counts in A[level], by id. Adds up to 1."""
    groups = next(s for s in definition["weight_sets"] if s["id"] == weight_set)["groups"]
    items = {}
    for requirement in definition["requirements"]:
        if requirement["level"] == level:
            items.setdefault(requirement["subdomain_id"], []).append(requirement["id"])
    elements = []
    for element in definition["elements"]:
        domains = []
        for domain in element["domains"]:
            subdomains = [(_percent(groups, "subdomain", domain["id"], s["id"]), s["id"], items[s["id"]])
                          for s in domain["subdomains"] if s["id"] in items]
            subdomains = [s for s in subdomains if s[0]]
            domains.append((_percent(groups, "domain", element["id"], domain["id"]), domain["id"], subdomains))
        domains = [d for d in domains if d[0] and d[2]]
        elements.append((_percent(groups, "element", "", element["id"]), element["id"], domains))
    weights = {}
    _leaves([e for e in elements if e[0] and e[2]], Fraction(1), weights)
    return weights


class Reference:
    """`matrix` [R × K] and `whole` [K] are integers: the sum over a row's tenths
    of its columns, divided by `whole`, is A."""

    def __init__(self, definition, weight_set):
        self.definition = definition
        ids = [r["id"] for r in definition["requirements"]]
        self.tenths = [0, *(g["tenths"] for g in definition["grades"])]
        levels = [item_weights(definition, weight_set, row["level"]) for row in definition["levels"]]
        self.whole, columns = [], []
        for weights in levels:
            scale = lcm(*(w.denominator for w in weights.values()))
            assert sum(weights.values()) == 1
            self.whole.append(10 * scale)
            columns.append([int(weights.get(name, 0) * scale) for name in ids])
        self.matrix = [list(row) for row in zip(*columns)]

    def decide(self, sums):
        """Level and total of one row, by the sums of its levels."""
        percent = self.definition["satisfied_at_percent"]
        assert self.definition["policies"]["accumulation"] == "progressive"
        total = Fraction(0)
        for level_sum, whole in zip(sums, self.whole):
            if 100 * level_sum >= percent * whole:
                total += 1
            else:
                total += Fraction(level_sum, whole)
                break
        level = 0
        for band in self.definition["bands"]:
            if total * 100 >= band["from_percent"]:
                level = max(level, band["level"])
        return level, total
