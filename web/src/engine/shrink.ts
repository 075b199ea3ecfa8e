// A workbook without its pictures, which the engine does not look at: those of
// a few photos are larger than all that is written in it.
import { unzipSync, zipSync } from "fflate";

// Sheets, texts and what binds them; macros and binary sheets, so that the
// engine still says what it thinks of these.
const READ = /\.(xml|rels)$|^xl\/[^/]*\.bin$/i;

/**
 * The workbook with nothing in it but what the engine reads. Throws when it is
 * no archive, or has more than `most` bytes of that when unpacked.
 */
export function withoutPictures(bytes: Uint8Array, most: number): Uint8Array {
  let size = 0;
  const parts = unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      if (!READ.test(name)) return false;
      size += originalSize;
      if (size > most) throw new RangeError("too large");
      return true;
    },
  });
  return zipSync(parts, { level: 6 });
}
