import { unzipSync, zipSync } from "fflate";
import { bundleLimits, equalBytes, isSafeName } from "./format.ts";
import { BundleRefused } from "./refusal.ts";

/** A bundle's files by name. */
export type BundleFiles = ReadonlyMap<string, Uint8Array>;

/** A zip keeps local time, so this instant is written alike in every time zone. */
const fixedTime = () => new Date(1980, 0, 1);

/** Packs files into the only zip that they can become: sorted, stored, without a date. */
export const pack = (files: BundleFiles): Uint8Array => {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  return zipSync(Object.fromEntries(sorted), { level: 0, mtime: fixedTime() });
};

interface Entry {
  name: string;
  size: number;
  originalSize: number;
  compression: number;
}

const tooLarge = (message: string) => new BundleRefused("too_large", message);

/** Judges each entry by the archive's directory, before any of its bytes are taken out. */
const admission = () => {
  const seen = new Set<string>();
  let totalBytes = 0;
  return ({ name, size, originalSize, compression }: Entry): boolean => {
    if (!isSafeName(name)) {
      throw new BundleRefused(
        "unsafe_name",
        `The bundle holds a file with an unsafe name: ${printable(name)}.`,
      );
    }
    if (seen.has(name)) throw new BundleRefused("unsafe_name", `The bundle holds ${name} twice.`);
    seen.add(name);
    totalBytes += Math.max(size, originalSize);
    if (seen.size > bundleLimits.files)
      throw tooLarge(`The bundle holds more than ${bundleLimits.files} files.`);
    if (Math.max(size, originalSize) > bundleLimits.fileBytes)
      throw tooLarge(`${name} is too large for a bundle.`);
    if (totalBytes > bundleLimits.bundleBytes) throw tooLarge("The bundle's files are too large together.");
    if (compression !== 0 || size !== originalSize) {
      throw new BundleRefused("repacked", `${name} is compressed; a bundle's files are stored as they are.`);
    }
    return true;
  };
};

const notAZip = (cause: unknown) =>
  new BundleRefused("not_a_bundle", "The file is not a bundle: it cannot be read as a zip.", { cause });

const printable = (name: string) => JSON.stringify(name.slice(0, 80));

/** Takes a bundle apart without trusting any of it. Throws `BundleRefused`. */
export const unpack = (bytes: Uint8Array): BundleFiles => {
  if (bytes.length > bundleLimits.bundleBytes) throw tooLarge("The file is too large to be a bundle.");
  let entries: Record<string, Uint8Array>;
  try {
    entries = unzipSync(bytes, { filter: admission() });
  } catch (error) {
    if (error instanceof BundleRefused) throw error;
    throw notAZip(error);
  }
  return new Map(Object.entries(entries));
};

/** Refuses an archive that differs from the one these files make, be it in a single byte that no file holds. */
export const refuseRepacked = (bytes: Uint8Array, files: BundleFiles): void => {
  if (equalBytes(pack(files), bytes)) return;
  throw new BundleRefused("repacked", "The archive was changed or packed again after it was signed.");
};
