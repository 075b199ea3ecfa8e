// The structs of Apache Arrow's C data interface and C stream interface, by
// their specification: a stable binary interface that needs no library. Whoever
// gets a struct calls its `release` when he is done, once; nullptr says that it
// was called already, or that the contents moved elsewhere.
#ifndef CMMM_PYTHON_NATIVE_ARROW_ABI_H_
#define CMMM_PYTHON_NATIVE_ARROW_ABI_H_

#include <cstdint>

extern "C" {

#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

// A type: `format` says which (`C` an unsigned byte, `u` text of UTF-8, `+s` a
// struct of `children` …), `dictionary` the type of the values of one that is
// dictionary-encoded.
struct ArrowSchema {
  const char* format;
  const char* name;
  const char* metadata;
  int64_t flags;
  int64_t n_children;
  struct ArrowSchema** children;
  struct ArrowSchema* dictionary;
  void (*release)(struct ArrowSchema*);
  void* private_data;
};

// Values of a type: `length` of them from `offset` on. The first buffer has a
// bit a value, 0 for null, or is nullptr when there are none. `null_count` is
// -1 when nobody counted.
struct ArrowArray {
  int64_t length;
  int64_t null_count;
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void** buffers;
  struct ArrowArray** children;
  struct ArrowArray* dictionary;
  void (*release)(struct ArrowArray*);
  void* private_data;
};

#endif  // ARROW_C_DATA_INTERFACE

#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE

// Arrays of one type, one after the other; a released array is the end. The
// functions give 0 or a number of errno.
struct ArrowArrayStream {
  int (*get_schema)(struct ArrowArrayStream*, struct ArrowSchema* out);
  int (*get_next)(struct ArrowArrayStream*, struct ArrowArray* out);
  const char* (*get_last_error)(struct ArrowArrayStream*);
  void (*release)(struct ArrowArrayStream*);
  void* private_data;
};

#endif  // ARROW_C_STREAM_INTERFACE

}  // extern "C"

#endif  // CMMM_PYTHON_NATIVE_ARROW_ABI_H_
