import { createMiddleware } from "hono/factory";
import type { AppParts, Env } from "../parts.ts";
import { refuseTooMany } from "../refuse.ts";

/** Lets an address in as often as the general limit allows. */
export const limitAddress = ({ callLimits }: AppParts) =>
  createMiddleware<Env>(async (c, next) => {
    const wait = await callLimits.takeForAddress(c.var.clientAddress, 1);
    return wait > 0 ? refuseTooMany(c, wait) : next();
  });
