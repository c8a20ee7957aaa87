import {
  type CouponScope,
  type CreateCouponInput,
  type Currency,
  couponCode,
  currencies,
  type FieldIssue,
  type ListingId,
  type Money,
} from "@boltz/contract";
import { issuesByField } from "../../api/errors.ts";
import { formatMoney, parseMajor } from "../../format/money.ts";

/** A coupon as it is being typed: every field as it was left, wrong or right. */
export interface CouponDraft {
  code: string;
  scope: CouponScope;
  listingId: ListingId | null;
  kind: "percent" | "amount";
  percent: string;
  amount: string;
  currency: Currency;
  minimum: string;
  /** As a date and time input holds it, in the reader's time zone. */
  startsAt: string;
  endsAt: string;
  maxUses: string;
  maxUsesPerBuyer: string;
}

export type CouponField =
  | "code"
  | "listingId"
  | "discount"
  | "minimum"
  | "startsAt"
  | "endsAt"
  | "maxUses"
  | "maxUsesPerBuyer";
export type CouponErrors = Partial<Record<CouponField, string>>;

const fields: readonly CouponField[] = [
  "code",
  "listingId",
  "discount",
  "minimum",
  "startsAt",
  "endsAt",
  "maxUses",
  "maxUsesPerBuyer",
];

export const emptyCoupon: CouponDraft = {
  code: "",
  scope: "creator",
  listingId: null,
  kind: "percent",
  percent: "",
  amount: "",
  currency: "USD",
  minimum: "",
  startsAt: "",
  endsAt: "",
  maxUses: "",
  maxUsesPerBuyer: "1",
};

type Read<T> = { value: T } | { problem: string };

const readPercent = (text: string): Read<number> => {
  const digits = text.trim().replace(/\s*%$/, "");
  const percent = /^\d{1,3}$/.test(digits) ? Number(digits) : 0;
  return percent >= 1 && percent <= 100
    ? { value: percent }
    : { problem: "Type a whole number from 1 to 100" };
};

const readAmount = (text: string, currency: Currency, locale?: string): Read<Money> => {
  const parsed = parseMajor(text, currency, locale);
  if (!parsed.ok) return { problem: parsed.reason };
  const { step } = currencies[currency];
  const amount = BigInt(parsed.amountMinor);
  if (amount === 0n) return { problem: "Must be more than zero" };
  if (amount % step !== 0n)
    return { problem: `Must be a multiple of ${formatMoney({ amountMinor: `${step}`, currency }, locale)}` };
  return { value: { amountMinor: parsed.amountMinor, currency } };
};

const readUses = (text: string): Read<number | null> => {
  if (text.trim() === "") return { value: null };
  const uses = /^\d{1,7}$/.test(text.trim()) ? Number(text.trim()) : 0;
  return uses >= 1 && uses <= 1_000_000
    ? { value: uses }
    : { problem: "Type a whole number from 1 to 1,000,000, or leave it empty" };
};

const readMoment = (text: string): Read<string | null> => {
  if (text === "") return { value: null };
  const moment = new Date(text);
  return Number.isNaN(moment.getTime())
    ? { problem: "Choose a date and a time" }
    : { value: moment.toISOString() };
};

const readCode = (text: string): Read<string> => {
  const read = couponCode.safeParse(text);
  return read.success
    ? { value: read.data }
    : { problem: "Use 3 to 32 letters, digits, hyphens or underscores, beginning with a letter or digit" };
};

const readListing = ({ scope, listingId }: CouponDraft): Read<ListingId | null> => {
  if (scope !== "listing") return { value: null };
  return listingId === null ? { problem: "Choose a listing" } : { value: listingId };
};

const readDiscount = (draft: CouponDraft, locale?: string): Read<CreateCouponInput["discount"]> => {
  if (draft.kind === "percent") {
    const read = readPercent(draft.percent);
    return "problem" in read ? read : { value: { kind: "percent", percent: read.value } };
  }
  const read = readAmount(draft.amount, draft.currency, locale);
  return "problem" in read ? read : { value: { kind: "amount", amount: read.value } };
};

const readMinimum = (draft: CouponDraft, locale?: string): Read<Money | null> =>
  draft.minimum.trim() === "" ? { value: null } : readAmount(draft.minimum, draft.currency, locale);

/** What is wrong with a draft and, when nothing is, the coupon as the server takes it. */
export function readCoupon(
  draft: CouponDraft,
  now: Date,
  locale?: string,
): { errors: CouponErrors; input: CreateCouponInput | null } {
  const code = readCode(draft.code);
  const listingId = readListing(draft);
  const discount = readDiscount(draft, locale);
  const minimum = readMinimum(draft, locale);
  const startsAt = readMoment(draft.startsAt);
  const endsAt = readMoment(draft.endsAt);
  const maxUses = readUses(draft.maxUses);
  const maxUsesPerBuyer = readUses(draft.maxUsesPerBuyer);
  const errors: CouponErrors = {};
  const reads = { code, listingId, discount, minimum, startsAt, endsAt, maxUses, maxUsesPerBuyer };
  for (const field of fields) {
    const read = reads[field];
    if ("problem" in read) errors[field] = read.problem;
  }
  const start = "value" in startsAt ? startsAt.value : null;
  const end = "value" in endsAt ? endsAt.value : null;
  if (end !== null && end <= now.toISOString()) errors.endsAt = "Must be in the future";
  else if (end !== null && start !== null && end <= start) errors.endsAt = "Must be after the start";
  if (
    Object.keys(errors).length > 0 ||
    "problem" in code ||
    "problem" in listingId ||
    "problem" in discount ||
    "problem" in minimum ||
    "problem" in maxUses ||
    "problem" in maxUsesPerBuyer
  )
    return { errors, input: null };
  return {
    errors,
    input: {
      code: code.value,
      scope: draft.scope,
      listingId: listingId.value,
      discount: discount.value,
      minimum: minimum.value,
      startsAt: start,
      endsAt: end,
      maxUses: maxUses.value,
      maxUsesPerBuyer: maxUsesPerBuyer.value,
    },
  };
}

/** The server's issues on the fields of the form; what belongs to none stays to be shown above it. */
export function couponErrorsOf(issues: readonly FieldIssue[]): { errors: CouponErrors; rest: FieldIssue[] } {
  const { byField, rest } = issuesByField(issues, fields);
  return { errors: byField, rest };
}
