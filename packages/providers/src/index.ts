export * from "./port.ts";
export { createStripeProvider, type StripeProviderOptions } from "./stripe/stripe-provider.ts";
