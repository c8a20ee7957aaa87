export * from "./port.ts";
export {
  type RazorpayForm,
  type RazorpayHandOver,
  razorpayHandOver,
  verifyRazorpayCallback,
} from "./razorpay/hand-over.ts";
export {
  createRazorpayProvider,
  type RazorpayProvider,
  type RazorpayProviderOptions,
} from "./razorpay/razorpay-provider.ts";
export { createStripeProvider, type StripeProviderOptions } from "./stripe/stripe-provider.ts";
