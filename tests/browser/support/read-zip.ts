import { inflateRawSync } from "node:zlib";

const endOfDirectory = 0x06054b50;
const entryMark = 0x02014b50;
const deflated = 8;

/** The texts of a zip by their names, found through its directory as an unpacking program finds them. */
export const readZip = (zip: Buffer): Map<string, string> => {
  const end = zip.lastIndexOf(Buffer.from(Uint32Array.of(endOfDirectory).buffer));
  if (end < 0) throw new Error("this is no zip");
  const entries = new Map<string, string>();
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (zip.readUInt32LE(at) !== entryMark) throw new Error("the directory of the zip is broken");
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((place) =>
      zip.readUInt16LE(at + place),
    );
    const nameEnd = at + 46 + (nameLength ?? 0);
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const packed = zip.subarray(start, start + zip.readUInt32LE(at + 20));
    const bytes = zip.readUInt16LE(at + 10) === deflated ? inflateRawSync(packed) : packed;
    entries.set(zip.toString("utf8", at + 46, nameEnd), bytes.toString("utf8"));
    at = nameEnd + (extraLength ?? 0) + (commentLength ?? 0);
  }
  return entries;
};
