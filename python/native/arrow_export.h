// Arrow structs that we make: schemas, arrays of our own values, and pieces of
// arrays that somebody gave us.
//
//   ArrowArray array = MakeArray(3, 0, {nullptr, data}, owner);
//   … give it away; whoever has it calls array.release(&array)
//
// Every struct owns what it points to, so its children may be moved out of it,
// as the specification allows; `owner` keeps the memory behind the buffers.
#ifndef CMMM_PYTHON_NATIVE_ARROW_EXPORT_H_
#define CMMM_PYTHON_NATIVE_ARROW_EXPORT_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "python/native/arrow_abi.h"

namespace cmmm::python {

// A schema of this format; of `children`, which it takes over, for `+s`.
ArrowSchema MakeSchema(const std::string& format, const std::string& name,
                       bool nullable, std::vector<ArrowSchema> children = {});

// The same type with another name, metadata and all.
ArrowSchema CopySchema(const ArrowSchema& schema, const std::string& name);

// An array of these buffers; of `children`, which it takes over.
ArrowArray MakeArray(int64_t length, int64_t null_count,
                     std::vector<const void*> buffers,
                     std::shared_ptr<const void> owner,
                     std::vector<ArrowArray> children = {});

// Whether TakeRows can: every type without children, and their dictionaries.
bool CanBeTaken(const ArrowSchema& schema);

// `count` values of `array` from `begin` on, without a copy. `owner` keeps
// `array`.
ArrowArray SliceRows(const ArrowArray& array, int64_t begin, int64_t count,
                     const std::shared_ptr<const void>& owner);

// The values at `rows`, copied, but for the memory behind views and the values
// of dictionaries. REQUIRES: CanBeTaken(schema).
ArrowArray TakeRows(const ArrowSchema& schema, const ArrowArray& array,
                    const std::vector<int64_t>& rows,
                    const std::shared_ptr<const void>& owner);

}  // namespace cmmm::python

#endif  // CMMM_PYTHON_NATIVE_ARROW_EXPORT_H_
