import { createServer, type Server, type ServerResponse } from "node:http";
import { afterEach, expect, test } from "vitest";
import { createStripeProvider } from "./stripe-provider.ts";

const timeoutMs = 300;
let server: Server | undefined;

afterEach(() => {
  server?.close();
  server?.closeAllConnections();
});

async function listen(answer: (response: ServerResponse) => void): Promise<number> {
  const started = createServer((_, response) => answer(response));
  server = started;
  await new Promise<void>((resolve) => started.listen(0, "127.0.0.1", resolve));
  const address = started.address();
  if (address === null || typeof address === "string") throw new Error("the server listens on no port");
  return address.port;
}

const stalls: { name: string; answer: (response: ServerResponse) => void }[] = [
  { name: "never begins", answer: () => undefined },
  { name: "begins and never ends", answer: (response) => response.write('{"id":') },
  {
    name: "comes one byte at a time",
    answer: (response) => {
      const drip = setInterval(() => response.write(" "), 50);
      response.on("close", () => clearInterval(drip));
    },
  },
];

test.each(stalls)("an answer that $name is given up at the deadline", async ({ answer }) => {
  const port = await listen(answer);
  const provider = createStripeProvider({
    secretKey: "sk_test_1",
    webhookSecrets: ["whsec_1"],
    endpoint: { host: "127.0.0.1", port, protocol: "http" },
    timeoutMs,
  });
  const startedAt = performance.now();
  await expect(provider.getCheckout("cs_test_1")).rejects.toMatchObject({ failure: "unknown" });
  const tookMs = performance.now() - startedAt;
  expect(tookMs).toBeGreaterThanOrEqual(timeoutMs - 20);
  expect(tookMs).toBeLessThan(timeoutMs + 2_000);
});

test("a connection that breaks is unknown, and nothing is sent a second time", async () => {
  let requests = 0;
  const port = await listen((response) => {
    requests += 1;
    response.socket?.resetAndDestroy();
  });
  const provider = createStripeProvider({
    secretKey: "sk_test_1",
    webhookSecrets: ["whsec_1"],
    endpoint: { host: "127.0.0.1", port, protocol: "http" },
    timeoutMs,
  });
  const payout = {
    idempotencyKey: "payout-1",
    payoutId: "pay_1",
    accountReference: "acct_1",
    amount: { amountMinor: "133000", currency: "USD" },
  } as const;
  await expect(provider.payouts.sendPayout(payout)).rejects.toMatchObject({ failure: "unknown" });
  await expect(provider.payouts.findPayout("pay_1")).rejects.toMatchObject({ failure: "unknown" });
  expect(requests).toBe(2);
});
