export { type Marketplace, startMarketplace } from "./compose.ts";
export { type Config, ConfigError, readConfig } from "./config.ts";
export { demoLogins } from "./demo/demo-people.ts";
export { seedDemo } from "./demo/seed-demo.ts";
export { type Secrets, secretsOf } from "./local-secrets.ts";
export { openLog } from "./log/open-log.ts";
export type { MarketplaceOptions, PaymentEndpoint } from "./marketplace-options.ts";
