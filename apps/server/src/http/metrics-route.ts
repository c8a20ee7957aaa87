import { BlockList, isIP } from "node:net";
import type { Context } from "hono";
import type { AppParts, Env } from "./parts.ts";
import { refuse } from "./refuse.ts";

const inside = new BlockList();
for (const [network, bits] of [
  ["127.0.0.0", 8],
  ["10.0.0.0", 8],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
] as const)
  inside.addSubnet(network, bits, "ipv4");
inside.addAddress("::1", "ipv6");
inside.addSubnet("fc00::", 7, "ipv6");

/** For the operator's own network, asked directly; what comes through a proxy came from outside. */
export const metricsRoute =
  ({ metrics }: AppParts) =>
  async (c: Context<Env>): Promise<Response> => {
    const { clientAddress } = c.var;
    const isInside = inside.check(clientAddress, isIP(clientAddress) === 6 ? "ipv6" : "ipv4");
    if (!isInside || c.req.header("x-forwarded-for") !== undefined) return refuse(c, "not_found", 404);
    return c.body(await metrics.registry.metrics(), 200, { "content-type": metrics.registry.contentType });
  };
