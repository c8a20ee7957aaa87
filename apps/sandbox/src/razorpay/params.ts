import { z } from "zod";
import { badRequest } from "./wire-error.ts";

/** What was sent, checked; the first thing that is wrong is named as Razorpay names it. */
export function readParams<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  if (issue === undefined || issue.path.length === 0) throw describeWhole(issue);
  const field = issue.path.join(".");
  if (issue.code === "custom") throw badRequest(issue.message, field);
  const isMissing = valueAt(input, issue.path) === undefined;
  throw badRequest(isMissing ? `The ${field} field is required.` : `The ${field} is invalid.`, field);
}

function describeWhole(issue: z.core.$ZodIssue | undefined): Error {
  if (issue?.code !== "unrecognized_keys") return badRequest("The request body is not valid");
  return badRequest(`${issue.keys.join(", ")} is/are not required and should not be sent`);
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const key of path) {
    if (typeof value !== "object" || value === null) return undefined;
    value = Object.entries(value).find(([name]) => name === String(key))?.[1];
  }
  return value;
}

const wholeNumber = z.union([
  z.int(),
  z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number),
]);

/** In the smallest unit, as a number or as digits. */
export function amountAtLeast(minimum: number, words: string) {
  return wholeNumber.refine((amount) => amount >= minimum, { error: words });
}

const currencies = ["INR", "USD", "EUR", "GBP", "SGD", "AED", "AUD", "CAD", "JPY", "KWD"] as const;
export const currency = z.enum(currencies);

const noteLimit = 15;

/** Up to fifteen, of 256 characters; an empty list is what Razorpay itself answers for none. */
export const notes = z
  .union([
    z.record(z.string().max(256), z.union([z.string().max(256), z.number(), z.boolean()])),
    z.tuple([]).transform(() => ({})),
  ])
  .refine((value) => Object.keys(value).length <= noteLimit, {
    error: "Number of fields in notes should be less than or equal to 15",
  })
  .transform((value) => Object.fromEntries(Object.entries(value).map(([key, note]) => [key, String(note)])))
  .default({});

/** Razorpay's switches are booleans or 0 and 1. */
export const switchField = z
  .union([z.boolean(), z.literal(0), z.literal(1), z.literal("0"), z.literal("1")])
  .transform((value) => value === true || value === 1 || value === "1");

const seconds = z.coerce.number().int().nonnegative();

export const pageParams = {
  from: seconds.optional(),
  to: seconds.optional(),
  count: z.coerce.number().int().min(1).max(100).default(10),
  skip: z.coerce.number().int().nonnegative().default(0),
};

interface Page {
  from?: number | undefined;
  to?: number | undefined;
  count: number;
  skip: number;
}

/** The part of a query that asks for a page of what was made between two moments, both included. */
export function pageQuery({ from, to, count, skip }: Page) {
  return {
    ...(from !== undefined && { atLeast: { createdSeconds: from } }),
    ...(to !== undefined && { below: { createdSeconds: to + 1 } }),
    limit: skip + count,
  };
}

export interface Collection<T> {
  entity: "collection";
  count: number;
  items: T[];
}

export function collect<T>(items: T[]): Collection<T> {
  return { entity: "collection", count: items.length, items };
}
