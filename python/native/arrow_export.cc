#include "python/native/arrow_export.h"

#include <cstring>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"

namespace cmmm::python {
namespace {

struct SchemaParts {
  std::string format;
  std::string name;
  std::string metadata;
  std::vector<ArrowSchema> children;
  std::vector<ArrowSchema*> child_pointers;
  ArrowSchema dictionary = {};
};

void ReleaseSchema(ArrowSchema* schema) {
  auto* parts = static_cast<SchemaParts*>(schema->private_data);
  for (ArrowSchema& child : parts->children) {
    if (child.release != nullptr) child.release(&child);
  }
  if (parts->dictionary.release != nullptr) {
    parts->dictionary.release(&parts->dictionary);
  }
  delete parts;
  schema->release = nullptr;
}

ArrowSchema WrapSchema(std::unique_ptr<SchemaParts> parts, int64_t flags) {
  ArrowSchema schema = {};
  for (ArrowSchema& child : parts->children) {
    parts->child_pointers.push_back(&child);
  }
  schema.format = parts->format.c_str();
  schema.name = parts->name.c_str();
  schema.metadata = parts->metadata.empty() ? nullptr : parts->metadata.data();
  schema.flags = flags;
  schema.n_children = static_cast<int64_t>(parts->children.size());
  schema.children = parts->child_pointers.data();
  schema.dictionary =
      parts->dictionary.release == nullptr ? nullptr : &parts->dictionary;
  schema.release = &ReleaseSchema;
  schema.private_data = parts.release();
  return schema;
}

// Metadata is a number of pairs, then of each two texts with their lengths in
// front, all numbers of 32 bits.
std::string CopyMetadata(const char* metadata) {
  if (metadata == nullptr) return "";
  const auto number = [](const char* at) {
    int32_t value;
    std::memcpy(&value, at, sizeof(value));
    return value;
  };
  const char* at = metadata + 4;
  for (int32_t text = 0; text < 2 * number(metadata); ++text) {
    at += 4 + number(at);
  }
  return {metadata, at};
}

struct ArrayParts {
  std::vector<const void*> buffers;
  std::shared_ptr<const void> owner;
  std::vector<ArrowArray> children;
  std::vector<ArrowArray*> child_pointers;
  ArrowArray dictionary = {};
};

void ReleaseArray(ArrowArray* array) {
  auto* parts = static_cast<ArrayParts*>(array->private_data);
  for (ArrowArray& child : parts->children) {
    if (child.release != nullptr) child.release(&child);
  }
  if (parts->dictionary.release != nullptr) {
    parts->dictionary.release(&parts->dictionary);
  }
  delete parts;
  array->release = nullptr;
}

ArrowArray WrapArray(int64_t length, int64_t null_count, int64_t offset,
                     std::unique_ptr<ArrayParts> parts) {
  ArrowArray array = {};
  for (ArrowArray& child : parts->children) {
    parts->child_pointers.push_back(&child);
  }
  array.length = length;
  array.null_count = null_count;
  array.offset = offset;
  array.n_buffers = static_cast<int64_t>(parts->buffers.size());
  array.n_children = static_cast<int64_t>(parts->children.size());
  array.buffers = parts->buffers.data();
  array.children = parts->child_pointers.data();
  array.dictionary =
      parts->dictionary.release == nullptr ? nullptr : &parts->dictionary;
  array.release = &ReleaseArray;
  array.private_data = parts.release();
  return array;
}

// Bytes of a value of a type of fixed width; 0: it has none.
size_t WidthOf(absl::string_view format) {
  constexpr absl::string_view kOne = "cCsSiIlLefg";
  constexpr size_t kBytes[] = {1, 1, 2, 2, 4, 4, 8, 8, 2, 4, 8};
  if (format.size() == 1) {
    const size_t found = kOne.find(format[0]);
    return found == absl::string_view::npos ? 0 : kBytes[found];
  }
  int bytes = 0;
  if (format.substr(0, 2) == "w:") {
    return absl::SimpleAtoi(format.substr(2), &bytes) && bytes > 0 ? bytes : 0;
  }
  if (format.substr(0, 2) == "d:") {
    const std::vector<std::string> parts =
        absl::StrSplit(format.substr(2), ',');
    if (parts.size() < 3) return 16;
    return absl::SimpleAtoi(parts[2], &bytes) ? bytes / 8 : 0;
  }
  if (format == "tdD" || format == "tts" || format == "ttm" ||
      format == "tiM") {
    return 4;
  }
  if (format == "tin") return 16;
  const absl::string_view two = format.substr(0, 2);
  return two == "td" || two == "tt" || two == "ts" || two == "tD" || two == "ti"
             ? 8
             : 0;
}

// What a taken array owns.
struct TakenRows {
  std::vector<uint8_t> validity;
  std::vector<uint8_t> values;  // or offsets
  std::string text;
  std::shared_ptr<const void> source;
};

bool BitAt(const void* bits, int64_t at) {
  return ((static_cast<const uint8_t*>(bits)[at >> 3] >> (at & 7)) & 1) != 0;
}

void SetBit(std::vector<uint8_t>* bits, size_t at) {
  (*bits)[at >> 3] |= static_cast<uint8_t>(1 << (at & 7));
}

std::vector<uint8_t> TakeBits(const void* bits, int64_t offset,
                              const std::vector<int64_t>& rows,
                              int64_t* zeros) {
  std::vector<uint8_t> taken((rows.size() + 7) / 8);
  for (size_t i = 0; i < rows.size(); ++i) {
    if (BitAt(bits, rows[i] + offset)) {
      SetBit(&taken, i);
    } else if (zeros != nullptr) {
      ++*zeros;
    }
  }
  return taken;
}

template <typename Offset>
void TakeText(const ArrowArray& array, const std::vector<int64_t>& rows,
              TakenRows* taken) {
  const auto* offsets = static_cast<const Offset*>(array.buffers[1]);
  const auto* bytes = static_cast<const char*>(array.buffers[2]);
  std::vector<Offset> ends(rows.size() + 1);
  for (size_t i = 0; i < rows.size(); ++i) {
    const Offset begin = offsets[rows[i] + array.offset];
    const Offset end = offsets[rows[i] + array.offset + 1];
    if (end > begin) taken->text.append(bytes + begin, end - begin);
    ends[i + 1] = static_cast<Offset>(taken->text.size());
  }
  taken->values.resize(ends.size() * sizeof(Offset));
  std::memcpy(taken->values.data(), ends.data(), taken->values.size());
}

void TakeFixed(const ArrowArray& array, size_t width,
               const std::vector<int64_t>& rows, TakenRows* taken) {
  const auto* values = static_cast<const uint8_t*>(array.buffers[1]);
  taken->values.resize(rows.size() * width);
  for (size_t i = 0; i < rows.size(); ++i) {
    std::memcpy(&taken->values[i * width],
                values + static_cast<size_t>(rows[i] + array.offset) * width,
                width);
  }
}

}  // namespace

ArrowSchema MakeSchema(const std::string& format, const std::string& name,
                       bool nullable, std::vector<ArrowSchema> children) {
  auto parts = std::make_unique<SchemaParts>();
  parts->format = format;
  parts->name = name;
  parts->children = std::move(children);
  return WrapSchema(std::move(parts), nullable ? ARROW_FLAG_NULLABLE : 0);
}

ArrowSchema CopySchema(const ArrowSchema& schema, const std::string& name) {
  auto parts = std::make_unique<SchemaParts>();
  parts->format = schema.format;
  parts->name = name;
  parts->metadata = CopyMetadata(schema.metadata);
  for (int64_t i = 0; i < schema.n_children; ++i) {
    const ArrowSchema& child = *schema.children[i];
    parts->children.push_back(
        CopySchema(child, child.name == nullptr ? "" : child.name));
  }
  if (schema.dictionary != nullptr) {
    parts->dictionary = CopySchema(*schema.dictionary, "");
  }
  return WrapSchema(std::move(parts), schema.flags);
}

ArrowArray MakeArray(int64_t length, int64_t null_count,
                     std::vector<const void*> buffers,
                     std::shared_ptr<const void> owner,
                     std::vector<ArrowArray> children) {
  auto parts = std::make_unique<ArrayParts>();
  parts->buffers = std::move(buffers);
  parts->owner = std::move(owner);
  parts->children = std::move(children);
  return WrapArray(length, null_count, 0, std::move(parts));
}

bool CanBeTaken(const ArrowSchema& schema) {
  const absl::string_view format = schema.format;
  if (schema.n_children > 0) return false;
  if (schema.dictionary != nullptr) return WidthOf(format) > 0;
  for (const char* other : {"n", "b", "u", "U", "z", "Z", "vu", "vz"}) {
    if (format == other) return true;
  }
  return WidthOf(format) > 0;
}

ArrowArray SliceRows(const ArrowArray& array, int64_t begin, int64_t count,
                     const std::shared_ptr<const void>& owner) {
  auto parts = std::make_unique<ArrayParts>();
  parts->buffers.assign(array.buffers, array.buffers + array.n_buffers);
  parts->owner = owner;
  for (int64_t i = 0; i < array.n_children; ++i) {
    const ArrowArray& child = *array.children[i];
    parts->children.push_back(SliceRows(child, 0, child.length, owner));
  }
  if (array.dictionary != nullptr) {
    parts->dictionary =
        SliceRows(*array.dictionary, 0, array.dictionary->length, owner);
  }
  const bool whole = begin == 0 && count == array.length;
  return WrapArray(count,
                   array.null_count == 0 || whole ? array.null_count : -1,
                   array.offset + begin, std::move(parts));
}

ArrowArray TakeRows(const ArrowSchema& schema, const ArrowArray& array,
                    const std::vector<int64_t>& rows,
                    const std::shared_ptr<const void>& owner) {
  const auto length = static_cast<int64_t>(rows.size());
  const absl::string_view format = schema.format;
  auto parts = std::make_unique<ArrayParts>();
  if (format == "n") return WrapArray(length, length, 0, std::move(parts));
  auto taken = std::make_shared<TakenRows>();
  taken->source = owner;
  int64_t nulls = 0;
  if (array.buffers[0] != nullptr && array.null_count != 0) {
    taken->validity = TakeBits(array.buffers[0], array.offset, rows, &nulls);
  }
  if (format == "b") {
    taken->values = TakeBits(array.buffers[1], array.offset, rows, nullptr);
  } else if (format == "u" || format == "z") {
    TakeText<int32_t>(array, rows, taken.get());
  } else if (format == "U" || format == "Z") {
    TakeText<int64_t>(array, rows, taken.get());
  } else {
    TakeFixed(array, format[0] == 'v' ? 16 : WidthOf(format), rows,
              taken.get());
  }
  parts->buffers = {taken->validity.empty() ? nullptr : taken->validity.data(),
                    taken->values.data()};
  if (format == "u" || format == "U" || format == "z" || format == "Z") {
    parts->buffers.push_back(taken->text.data());
  }
  for (int64_t b = 2; format[0] == 'v' && b < array.n_buffers; ++b) {
    parts->buffers.push_back(array.buffers[b]);
  }
  if (array.dictionary != nullptr) {
    parts->dictionary =
        SliceRows(*array.dictionary, 0, array.dictionary->length, owner);
  }
  parts->owner = taken;
  return WrapArray(length, nulls, 0, std::move(parts));
}

}  // namespace cmmm::python
