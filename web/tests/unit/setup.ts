// Browsers have it; Debian's Node hides it behind a flag.
import { webcrypto } from "node:crypto";

if (!("crypto" in globalThis)) {
  Object.defineProperty(globalThis, "crypto", { value: webcrypto });
}
