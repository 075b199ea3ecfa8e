// Messages of the API as values of Python, so that nobody needs the classes of
// Protocol Buffers.
//
//   a message            dict with every field by its name in proto/
//   Score, Change        fractions.Fraction, exact
//   an enum              its word: GRADE_FULLY is "fully"; unspecified: None
//   unset message, unset optional field   None
//   repeated             list
#ifndef CMMM_PYTHON_NATIVE_PYTHON_VALUE_H_
#define CMMM_PYTHON_NATIVE_PYTHON_VALUE_H_

#include <google/protobuf/message.h>
#include <pybind11/pybind11.h>

#include <string>

namespace cmmm::python {

// The message as said above. Needs the interpreter's lock; raises what making
// values of Python raises, which is a lack of memory.
pybind11::object ToPython(const google::protobuf::Message& message);

// The other way, of an enum `cmmm.v1.NAME`: its words, in order, with the names
// that JSON has for them. ValueError: there is none.
pybind11::dict WordsOf(const std::string& name);

}  // namespace cmmm::python

#endif  // CMMM_PYTHON_NATIVE_PYTHON_VALUE_H_
