"""Arrow arrays from lists and back, by ctypes: what the tests give and read, so
that they need no library, and can give what a library would not."""
import ctypes
import struct


class Schema(ctypes.Structure):
    pass


class Array(ctypes.Structure):
    pass


class Stream(ctypes.Structure):
    pass


_ReleaseSchema = ctypes.CFUNCTYPE(None, ctypes.POINTER(Schema))
_ReleaseArray = ctypes.CFUNCTYPE(None, ctypes.POINTER(Array))
_GetSchema = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(Stream), ctypes.POINTER(Schema))
_GetNext = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(Stream), ctypes.POINTER(Array))
_GetError = ctypes.CFUNCTYPE(ctypes.c_char_p, ctypes.POINTER(Stream))
_ReleaseStream = ctypes.CFUNCTYPE(None, ctypes.POINTER(Stream))

Schema._fields_ = [
    ("format", ctypes.c_char_p), ("name", ctypes.c_char_p), ("metadata", ctypes.c_char_p),
    ("flags", ctypes.c_int64), ("n_children", ctypes.c_int64),
    ("children", ctypes.POINTER(ctypes.POINTER(Schema))),
    ("dictionary", ctypes.POINTER(Schema)), ("release", _ReleaseSchema),
    ("private_data", ctypes.c_void_p)]
Array._fields_ = [
    ("length", ctypes.c_int64), ("null_count", ctypes.c_int64), ("offset", ctypes.c_int64),
    ("n_buffers", ctypes.c_int64), ("n_children", ctypes.c_int64),
    ("buffers", ctypes.POINTER(ctypes.c_void_p)),
    ("children", ctypes.POINTER(ctypes.POINTER(Array))),
    ("dictionary", ctypes.POINTER(Array)), ("release", _ReleaseArray),
    ("private_data", ctypes.c_void_p)]
Stream._fields_ = [
    ("get_schema", _GetSchema), ("get_next", _GetNext), ("get_last_error", _GetError),
    ("release", _ReleaseStream), ("private_data", ctypes.c_void_p)]

_new = ctypes.pythonapi.PyCapsule_New
_new.restype, _new.argtypes = ctypes.py_object, [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p]
_pointer = ctypes.pythonapi.PyCapsule_GetPointer
_pointer.restype, _pointer.argtypes = ctypes.c_void_p, [ctypes.py_object, ctypes.c_char_p]

NUMBERS = {"c": "b", "C": "B", "s": "h", "S": "H", "i": "i", "I": "I", "l": "q", "L": "Q",
           "f": "f", "g": "d"}
# Everything that was given away lives as long as the tests.
_kept = []


@_ReleaseSchema
def _release_schema(schema):
    schema.contents.release = _ReleaseSchema()


@_ReleaseArray
def _release_array(array):
    array.contents.release = _ReleaseArray()


@_ReleaseStream
def _release_stream(stream):
    stream.contents.release = _ReleaseStream()


def _pointers(kind, items):
    pointers = (ctypes.POINTER(kind) * len(items))(*[ctypes.pointer(item) for item in items])
    _kept.append((pointers, items))
    return ctypes.cast(pointers, ctypes.POINTER(ctypes.POINTER(kind)))


def _bits(values):
    packed = bytearray((len(values) + 7) // 8)
    for i, value in enumerate(values):
        packed[i // 8] |= (value is not None) << (i % 8)
    return bytes(packed)


class Column:
    """A column of a format of Arrow. `dictionary` is the column of its values,
    `skip` how many of `values` stand in front of it, as in a slice."""

    def __init__(self, format, values, dictionary=None, skip=0, count_nulls=True):
        self.format, self.values, self.dictionary = format, values, dictionary
        self.skip, self.count_nulls = skip, count_nulls

    def schema(self, name):
        schema = Schema(self.format.encode(), name.encode(), None, 2, 0, None, None, _release_schema)
        if self.dictionary is not None:
            inner = self.dictionary.schema("")
            _kept.append(inner)
            schema.dictionary = ctypes.pointer(inner)
        return schema

    def buffers(self):
        if self.format == "n":
            return []
        validity = _bits(self.values) if None in self.values else None
        values = [0 if value is None else value for value in self.values]
        if self.format in NUMBERS:
            return [validity, struct.pack(f"<{len(values)}{NUMBERS[self.format]}", *values)]
        if self.format.startswith("d:"):
            whole = [int(value).to_bytes(16, "little", signed=True) for value in values]
            return [validity, b"".join(whole)]
        texts = [b"" if value is None else value.encode() for value in self.values]
        if self.format == "vu":
            views, data = b"", b"".join(texts)
            at = 0
            for text in texts:
                views += struct.pack("<i", len(text))
                views += (text.ljust(12, b"\0") if len(text) <= 12 else
                          text[:4] + struct.pack("<ii", 0, at))
                at += len(text)
            return [validity, views, data, struct.pack("<q", len(data))]
        ends = [0]
        for text in texts:
            ends.append(ends[-1] + len(text))
        kind = "i" if self.format == "u" else "q"
        return [validity, struct.pack(f"<{len(ends)}{kind}", *ends), b"".join(texts)]

    def array(self):
        buffers = self.buffers()
        pointers = (ctypes.c_void_p * max(1, len(buffers)))(
            *[ctypes.cast(ctypes.c_char_p(b), ctypes.c_void_p) if b is not None else None
              for b in buffers])
        _kept.append((buffers, pointers))
        nulls = sum(value is None for value in self.values[self.skip:])
        array = Array(len(self.values) - self.skip, nulls if self.count_nulls else -1, self.skip,
                      len(buffers), 0, pointers, None, None, _release_array)
        if self.dictionary is not None:
            inner = self.dictionary.array()
            _kept.append(inner)
            array.dictionary = ctypes.pointer(inner)
        return array


def _struct(columns, length, skip, validity=None):
    none = (ctypes.c_void_p * 1)(ctypes.cast(ctypes.c_char_p(validity), ctypes.c_void_p) if validity
                                 else None)
    _kept.append((none, validity))
    arrays = [column.array() for column in columns]
    return Array(length, 0, skip, 1, len(arrays), none, _pointers(Array, arrays), None, _release_array)


class Table:
    """Batches, a dict of columns each, as something to be read once or, with
    `len`, often. `skip` rows of every batch are left out by a slice. `fails`: an
    errno and a text in the place of the end. `validity`: that of whole rows."""

    def __init__(self, *batches, skip=0, fails=None, validity=None):
        self.batches, self.skip, self.fails, self.validity = batches, skip, fails, validity
        self.given = 0

    def __len__(self):
        return sum(len(next(iter(b.values())).values) for b in self.batches)

    def __arrow_c_stream__(self, requested_schema=None):
        self.given += 1
        batches = iter(self.batches)

        @_GetSchema
        def get_schema(_, out):
            names = self.batches[0]
            children = [column.schema(name) for name, column in names.items()]
            out[0] = Schema(b"+s", b"", None, 0, len(children), _pointers(Schema, children), None,
                            _release_schema)
            return 0

        @_GetNext
        def get_next(_, out):
            batch = next(batches, None)
            if batch is None:
                out[0] = Array()
                return self.fails[0] if self.fails else 0
            columns = list(batch.values())
            length = len(columns[0].values) - columns[0].skip if columns else 0
            out[0] = _struct(columns, length - self.skip, self.skip, self.validity)
            return 0

        @_GetError
        def get_error(_):
            return self.fails[1].encode() if self.fails else None

        stream = Stream(get_schema, get_next, get_error, _release_stream, None)
        _kept.append((stream, get_schema, get_next, get_error))
        return _new(ctypes.addressof(stream), b"arrow_array_stream", None)


class Once(Table):
    """A stream that cannot be read twice."""

    __len__ = None

    def __getattribute__(self, name):
        if name == "__len__":
            raise AttributeError(name)
        return super().__getattribute__(name)


def _value(schema, array, row):
    at = row + array.offset
    buffers = array.buffers
    format = schema.format.decode()
    if format == "n":
        return None
    if buffers[0]:
        byte = ctypes.cast(buffers[0], ctypes.POINTER(ctypes.c_uint8))[at // 8]
        if not byte >> (at % 8) & 1:
            return None
    if schema.dictionary:
        code = NUMBERS[format]
        index = struct.unpack_from(code, ctypes.string_at(buffers[1] + at * struct.calcsize(code), struct.calcsize(code)))[0]
        return _value(schema.dictionary.contents, array.dictionary.contents, index)
    if format in NUMBERS:
        code = NUMBERS[format]
        size = struct.calcsize(code)
        return struct.unpack(code, ctypes.string_at(buffers[1] + at * size, size))[0]
    if format in "uU":
        kind, size = ("i", 4) if format == "u" else ("q", 8)
        begin, end = struct.unpack(2 * kind, ctypes.string_at(buffers[1] + at * size, 2 * size))
        return ctypes.string_at(buffers[2] + begin, end - begin).decode() if end > begin else ""
    if format == "vu":
        size = struct.unpack("i", ctypes.string_at(buffers[1] + 16 * at, 4))[0]
        if size <= 12:
            return ctypes.string_at(buffers[1] + 16 * at + 4, size).decode()
        buffer, begin = struct.unpack("ii", ctypes.string_at(buffers[1] + 16 * at + 8, 8))
        return ctypes.string_at(buffers[2 + buffer] + begin, size).decode()
    raise AssertionError(format)


def stream_of(capsule):
    """The stream in a capsule, which keeps it."""
    return Stream.from_address(_pointer(capsule, b"arrow_array_stream"))


def read(table):
    """The rows of anything with the interface, as dicts; fails as the stream
    fails, with its error."""
    capsule = table.__arrow_c_stream__()
    stream = stream_of(capsule)
    schema, rows = Schema(), []
    assert stream.get_schema(stream, schema) == 0
    names = [schema.children[c].contents.name.decode() for c in range(schema.n_children)]
    while True:
        array = Array()
        failed = stream.get_next(stream, array)
        if failed:
            raise OSError(failed, (stream.get_last_error(stream) or b"").decode())
        if not array.release:
            break
        for row in range(array.length):
            rows.append({name: _value(schema.children[c].contents, array.children[c].contents,
                                      row + array.offset)
                         for c, name in enumerate(names)})
        array.release(array)
    schema.release(schema)
    stream.release(stream)
    return rows
