import type { Viewer } from "@boltz/contract";
import { may } from "../api/may.ts";

const everybody = [{ to: "/", label: "Explore" }] as const;
const buyer = [{ to: "/library", label: "Library" }] as const;
const creator = [{ to: "/creator", label: "Creator desk" }] as const;
const couponMaker = [{ to: "/creator/coupons", label: "Coupons" }] as const;
const moderator = [{ to: "/admin/moderation", label: "Moderation" }] as const;
const auditor = [{ to: "/admin/audit", label: "Audit" }] as const;

/** The parts of the site that a person may open, in the order of the navigation. */
export const placesFor = (viewer: Viewer | null | undefined) => [
  ...everybody,
  ...(may(viewer, "library.read") ? buyer : []),
  ...(may(viewer, "creator.read") ? creator : may(viewer, "coupon.platform") ? couponMaker : []),
  ...(may(viewer, "moderation.read") ? moderator : []),
  ...(may(viewer, "audit.read") ? auditor : []),
];

export type Place = ReturnType<typeof placesFor>[number];
