import { signingKeyOf } from "@boltz/bundle";
import type { Context } from "hono";
import type { AppParts, Env } from "./parts.ts";

/** The key with which anybody can check that a bundle comes from here. */
export const signingKeyRoute = ({ services }: AppParts) => {
  const key = signingKeyOf(services.settings.signingKeyPem);
  return (c: Context<Env>) => c.json(key, 200, { "cache-control": "public, max-age=300" });
};
