// Three-valued logic: what is open is neither met nor not met.
//
// The values are ordered, so that the strong logic of Kleene is the smaller
// (and) and the larger (or) of two:
//
//   And(kNotMet, kUndecided) == kNotMet    // whatever is still open
//   Or(kNotMet, kUndecided) == kUndecided  // the open one may still help
#ifndef CMMM_ENGINE_READINESS_VERDICT_H_
#define CMMM_ENGINE_READINESS_VERDICT_H_

#include <algorithm>

namespace cmmm {

enum class Verdict { kNotMet, kUndecided, kMet };

inline Verdict And(Verdict a, Verdict b) { return std::min(a, b); }
inline Verdict Or(Verdict a, Verdict b) { return std::max(a, b); }

}  // namespace cmmm

#endif  // CMMM_ENGINE_READINESS_VERDICT_H_
