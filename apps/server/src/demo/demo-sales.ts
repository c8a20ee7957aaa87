import type { PaymentOption } from "@boltz/contract";
import type { demoReaders } from "./demo-people.ts";
import type { deskOnSale } from "./desk-on-sale.ts";

export type Reader = keyof typeof demoReaders;
type OnSale = (typeof deskOnSale)[number]["name"];

export interface DemoSale {
  buyer: Reader;
  name: OnSale;
  couponCode?: string;
  payBy?: PaymentOption;
}

/** Their hold is over, and they are paid out. */
export const paidOutSales: readonly DemoSale[] = [
  { buyer: "nora", name: "Index tide" },
  { buyer: "omar", name: "Pullback in a rising fund", couponCode: "WELCOME20" },
  { buyer: "petra", name: "Index tide" },
];

/** Their hold is over, and they can be withdrawn. */
export const availableSales: readonly DemoSale[] = [
  { buyer: "petra", name: "Pullback in a rising fund" },
  { buyer: "ravi", name: "Index tide" },
];

export const refundedSale: DemoSale = { buyer: "nora", name: "Dollar channel" };
export const disputedSale: DemoSale = { buyer: "ravi", name: "Pullback in a rising fund" };

export const lastSale: DemoSale = {
  buyer: "ravi",
  name: "Mumbai afternoon",
  payBy: { provider: "razorpay", method: "upi" },
};

/** Still held. Once the last of them is there, the whole story was told. */
export const pendingSales: readonly DemoSale[] = [
  { buyer: "omar", name: "Index tide", couponCode: "TIDE5" },
  { buyer: "omar", name: "Dollar channel" },
  refundedSale,
  disputedSale,
  lastSale,
];

/** How often each page was looked at. */
export const demoViews: readonly { name: OnSale; views: number }[] = [
  { name: "Index tide", views: 23 },
  { name: "Pullback in a rising fund", views: 17 },
  { name: "Dollar channel", views: 12 },
  { name: "Mumbai afternoon", views: 8 },
];
