/** What is done at the payment sandbox in the place of buyers, banks and the provider's own staff. */
export interface DemoSandbox {
  pay(sessionId: string, cardNumber: string): unknown;
  payRazorpay(orderId: string, options: { method: "upi" }): unknown;
  dashboard: {
    setAccount(reference: string, status: "active"): void;
    openDispute(paymentReference: string, options: { reason: string }): string;
  };
}
