import type { Viewer } from "@boltz/contract";
import { may } from "../api/may.ts";

const everybody = [{ to: "/", label: "Explore" }] as const;
const buyer = [{ to: "/library", label: "Library" }] as const;
const creator = [{ to: "/creator", label: "Creator desk" }] as const;
const couponMaker = [{ to: "/creator/coupons", label: "Coupons" }] as const;

/** The parts of the site that a person may open, in the order of the navigation. */
export const placesFor = (viewer: Viewer | null | undefined) => [
  ...everybody,
  ...(may(viewer, "library.read") ? buyer : []),
  ...(may(viewer, "creator.read") ? creator : may(viewer, "coupon.platform") ? couponMaker : []),
];

const admin = [
  { to: "/admin/moderation", label: "Moderation", action: "moderation.read" },
  { to: "/admin/purchases", label: "All purchases", action: "purchase.find" },
  { to: "/admin/disputes", label: "Disputes", action: "dispute.read" },
  { to: "/admin/payouts", label: "All payouts", action: "finance.read" },
  { to: "/admin/reconciliation", label: "Reconciliation", action: "finance.read" },
  { to: "/admin/audit", label: "Audit", action: "audit.read" },
  { to: "/admin/health", label: "Health", action: "health.read" },
] as const;

/** The rooms of our staff, kept in one group; empty for everybody else. */
export const adminPlacesFor = (viewer: Viewer | null | undefined) =>
  admin.filter(({ action }) => may(viewer, action));

export type Place = ReturnType<typeof placesFor>[number];
export type AdminPlace = ReturnType<typeof adminPlacesFor>[number];
