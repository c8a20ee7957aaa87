export type { BundleFiles } from "./archive.ts";
export { type BundleContents, buildBundle } from "./build-bundle.ts";
export {
  type BundleManifest,
  bundleFormat,
  bundleLimits,
  bundleManifest,
  manifestName,
  receiptName,
  signatureName,
  strategyName,
} from "./format.ts";
export { readSigningKey, type SigningKey, sha256, signBytes, signingKeyOf } from "./keys.ts";
export { type BundleRefusal, BundleRefused, bundleRefusals } from "./refusal.ts";
export { type VerifiedBundle, verifyBundle, verifyFiles } from "./verify-bundle.ts";
