// Loops that compilers make vectors of, as wide as the processor has them.
//
//   CMMM_WIDE_VECTORS
//   uint8_t Largest(const uint8_t* bytes, size_t size) { … }
//
// compiles the function once more for AVX2 and for AVX-512; which one runs is
// settled when the program is loaded. Elsewhere the mark means nothing. The
// function must give the same result whatever the width: integers do.
#ifndef CMMM_ENGINE_BASE_WIDE_VECTORS_H_
#define CMMM_ENGINE_BASE_WIDE_VECTORS_H_

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define CMMM_WIDE_VECTORS \
  __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define CMMM_WIDE_VECTORS
#endif

#endif  // CMMM_ENGINE_BASE_WIDE_VECTORS_H_
