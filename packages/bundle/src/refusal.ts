export const bundleRefusals = [
  "not_a_bundle",
  "too_large",
  "unsafe_name",
  "missing_file",
  "unknown_key",
  "bad_signature",
  "changed_file",
  "extra_file",
  "repacked",
] as const;
export type BundleRefusal = (typeof bundleRefusals)[number];

/** Why a bundle is not to be trusted: a closed reason, and a sentence that names the file it is about. */
export class BundleRefused extends Error {
  readonly reason: BundleRefusal;

  constructor(reason: BundleRefusal, message: string, options: { cause?: unknown } = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.name = "BundleRefused";
    this.reason = reason;
  }
}
