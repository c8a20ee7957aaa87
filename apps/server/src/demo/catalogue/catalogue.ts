import type { DemoListing } from "./demo-listing.ts";
import { claraListings } from "./listings-clara.ts";
import { danielListings } from "./listings-daniel.ts";
import { ingridListings } from "./listings-ingrid.ts";
import { kenjiListings } from "./listings-kenji.ts";
import { meeraListings } from "./listings-meera.ts";
import { yousefListings } from "./listings-yousef.ts";

export { demoCreators } from "./creators.ts";
export { type AttachedFiles, type DemoListing, readAttachedFiles, readDemoDocument } from "./demo-listing.ts";
export { attachedListings } from "./listings-attached.ts";

export const demoListings: DemoListing[] = [
  ...ingridListings,
  ...danielListings,
  ...meeraListings,
  ...kenjiListings,
  ...yousefListings,
  ...claraListings,
];
