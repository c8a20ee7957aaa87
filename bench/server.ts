// The API as a process of its own, so that its time and memory are not the load's. Told where by its parent.
import { readConfig, startMarketplace } from "@boltz/server/marketplace";
import { z } from "zod";
import { webhookSecret } from "./webhook-secret.ts";

const told = z.object({ databaseUrl: z.string(), secret: z.string() });

process.once("message", async (message) => {
  const { databaseUrl, secret } = told.parse(message);
  // A port of the system's choice, which a configuration cannot name.
  const config = {
    ...readConfig({ LOG_LEVEL: "error", CALLS_PER_MINUTE: "0", APP_SECRET: secret }),
    port: 0,
  };
  const options = {
    ...{ databaseUrl, smtpUrl: "smtp://127.0.0.1:1", razorpay: null, host: "127.0.0.1" },
    // Only its webhooks come; nothing is asked of it.
    stripe: { secretKey: "sk_test_bench", webhookSecrets: [webhookSecret] },
  };
  const marketplace = await startMarketplace(config, { ...options, parts: { api: true, worker: false } });
  let peakBytes = 0;
  const watch = setInterval(() => {
    peakBytes = Math.max(peakBytes, process.memoryUsage.rss());
  }, 100);
  process.send?.({ port: marketplace.port });
  process.once("message", async () => {
    clearInterval(watch);
    process.send?.({ peakBytes });
    await marketplace.stop();
    process.disconnect();
  });
});
