import type { AnyProcedure } from "@trpc/server";
import type { AppRouter } from "../../trpc/router.ts";
import type { LimitRule } from "./counter.ts";

type PathsOf<Procedures> = {
  [Name in keyof Procedures & string]: Procedures[Name] extends AnyProcedure
    ? Name
    : `${Name}.${PathsOf<Procedures[Name]>}`;
}[keyof Procedures & string];

/** Every procedure that there is. */
type ProcedurePath = PathsOf<AppRouter["_def"]["procedures"]>;

export interface StrictLimit {
  person: LimitRule;
  /** Wider: a school or an office may share one address. */
  address: LimitRule;
}

const minutes = (count: number) => count * 60;
const hours = (count: number) => count * 3_600;
const limit = (seconds: number, person: number, address: number): StrictLimit => ({
  person: { points: person, seconds },
  address: { points: address, seconds },
});

/** What counts exactly, each call, beside the one that every call costs in the general limit. */
export const strictLimits = {
  purchase: limit(minutes(10), 30, 120),
  coupon_try: limit(minutes(10), 30, 90),
  coupon: limit(hours(1), 60, 240),
  flag: limit(hours(1), 10, 40),
  review: limit(hours(1), 20, 80),
  appeal: limit(hours(24), 10, 40),
  privacy: limit(hours(1), 10, 40),
  payout: limit(hours(1), 20, 80),
  become_creator: limit(hours(1), 20, 60),
  trial: limit(minutes(10), 60, 240),
  upload: limit(hours(1), 30, 120),
} as const satisfies Record<string, StrictLimit>;

/** `read` costs nothing but the general limit; `write` is a part of it. */
export type LimitName = keyof typeof strictLimits | "read" | "write";

/** Where a procedure is not what it seems; any other query is `read`, any other mutation `write`. */
const procedureLimits: Partial<Record<ProcedurePath, LimitName>> = {
  "listings.countView": "read",
  "listings.flag": "flag",
  "reviews.flag": "flag",
  "reviews.create": "review",
  "reviews.update": "review",
  "standing.appeal": "appeal",
  "purchases.start": "purchase",
  "purchases.requestRefund": "purchase",
  "coupons.create": "coupon",
  "coupons.setEnabled": "coupon",
  "payouts.request": "payout",
  "payouts.onboard": "payout",
  "people.becomeCreator": "become_creator",
  "strategies.run": "trial",
  "strategies.createAttached": "upload",
  "strategies.addAttachedVersion": "upload",
  "privacy.export": "privacy",
  "privacy.erase": "privacy",
};

/** Where a coupon's code may be guessed. */
const couponTries: Partial<Record<ProcedurePath, true>> = {
  "purchases.options": true,
  "purchases.start": true,
};

export interface Call {
  path: string;
  isQuery: boolean;
  /** As it was sent, before anybody looked at it. */
  input: unknown;
}

const ownValue = <T>(table: Partial<Record<string, T>>, path: string): T | undefined =>
  Object.hasOwn(table, path) ? table[path] : undefined;

const namesCoupon = (input: unknown): boolean =>
  typeof input === "object" && input !== null && "couponCode" in input && input.couponCode !== undefined;

/** The limits that a call counts in. */
export const limitsOf = ({ path, isQuery, input }: Call): LimitName[] => {
  const name = ownValue(procedureLimits, path) ?? (isQuery ? "read" : "write");
  const isTry = ownValue(couponTries, path) === true && namesCoupon(input);
  return isTry ? [name, "coupon_try"] : [name];
};
