import { z } from "zod";

/** Pages are cut by key, never by offset, and no exact total is ever counted on the way. */
export const pageInput = {
  cursor: z.string().max(300).optional(),
  limit: z.int().min(1).max(50).default(24),
};

export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

export const timestamp = z.iso.datetime();

/** The answer of what changes something and has nothing to tell. */
export const done = z.object({ done: z.literal(true) });
export type Done = z.infer<typeof done>;
