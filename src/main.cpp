#include "nonmun/core/error.hpp"
int main() { return 0; }
