// Python with the module built in, for the tests of this tree: the libraries of
// the program are not position independent, and need not be compiled a second
// time for a module that is loaded. Takes what `python3` takes.
#include <Python.h>

extern "C" PyObject* PyInit__cmmm();

int main(int argc, char** argv) {
  if (PyImport_AppendInittab("_cmmm", &PyInit__cmmm) != 0) return 1;
  return Py_BytesMain(argc, argv);
}
