// Never compiled: each line below breaks one rule that clang-tidy must report,
// so that a slip in .clang-tidy cannot turn it off unnoticed.
// tidy: bugprone-sizeof-expression
// tidy: modernize-use-nullptr
// tidy: google-explicit-constructor
// tidy: performance-unnecessary-value-param
struct Big {
  Big(int size);
  Big(const Big& other);
  ~Big();
  char bytes[64];
};
int Canary(Big big) {
  int* nothing = 0;
  return static_cast<int>(sizeof(sizeof(big.bytes))) + (nothing != nullptr);
}
