import { MarketError } from "@boltz/contract";
import type { z } from "zod";

const unreadable = (cause?: unknown) =>
  new MarketError("invalid_input", {
    ...(cause === undefined ? {} : { cause }),
    issues: [{ path: ["cursor"], message: "is not a cursor of this list" }],
  });

/** Where the next page begins, opaque to whoever passes it back. */
export const writeCursor = (position: unknown): string =>
  Buffer.from(JSON.stringify(position), "utf8").toString("base64url");

/** The position that `writeCursor` wrote. Throws `invalid_input` on anything else. */
export const readCursor = <T>(schema: z.ZodType<T>, cursor: string): T => {
  const parsed = schema.safeParse(parseJson(Buffer.from(cursor, "base64url").toString("utf8")));
  if (!parsed.success) throw unreadable(parsed.error);
  return parsed.data;
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw unreadable(cause);
  }
};
