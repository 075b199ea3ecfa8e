// Folders of models, some of which are written as what differs from another.
#ifndef CMMM_TESTS_SUPPORT_MODEL_FOLDER_H_
#define CMMM_TESTS_SUPPORT_MODEL_FOLDER_H_

#include <string>

namespace cmmm::test {

// The absolute path of a folder of models of the repository, for Catalog::Load
// or `--models`. A file X.overlay in it is a model written as what differs from
// another; its line
//
//     # over: tests/conformance/models/tiny/tiny.textproto
//
// names that one, relative to the repository, and its fields are merged over
// it. A folder with such files is given as a copy, in which X.textproto is the
// whole model; the copy lasts as long as the test program.
std::string ModelFolder(const std::string& relative);

}  // namespace cmmm::test

#endif  // CMMM_TESTS_SUPPORT_MODEL_FOLDER_H_
