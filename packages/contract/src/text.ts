import { z } from "zod";

/** Text that PostgreSQL can store and a page can show: no NUL byte, no lone surrogate. */
const storable = (value: string) => !value.includes("\u0000") && value.isWellFormed();

/** Trimmed, storable text of `min` to `max` characters. */
export const text = (min: number, max: number) =>
  z.string().trim().min(min).max(max).refine(storable, "contains a character that cannot be stored");
