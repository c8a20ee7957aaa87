import type { ListingPage, PurchaseOptions } from "@boltz/contract";
import { screen } from "@testing-library/react";
import { createElement } from "react";
import { drawScreen, listingFixture } from "../../api/screen.fixture.ts";
import { PurchaseModal } from "./purchase-modal.tsx";

export const purchaseId = "pur_01m81rhhyeecv80qyjt241nv7y";
export const checkoutUrl = "https://pay.example/c/1";
export const started = { data: { purchaseId, status: "pending", checkoutUrl } };
export const upi = { provider: "razorpay", method: "upi" } as const;
export const razorpayCard = { provider: "razorpay", method: "card" } as const;
export const stripeCard = { provider: "stripe", method: "card" } as const;

export const rupees = (amountMinor: string) => ({ amountMinor, currency: "INR" as const });
export const listing: ListingPage = { ...listingFixture, price: rupees("399900") };

/** What the server answers about the terms; changed where a test says so. */
export const terms = (changes: Partial<PurchaseOptions> = {}) => ({
  data: {
    options: [upi, razorpayCard, stripeCard],
    price: rupees("399900"),
    discount: rupees("0"),
    total: rupees("399900"),
    coupon: null,
    refundDays: 14,
    ...changes,
  },
});

export const drawOrder = (shown: ListingPage = listing) =>
  drawScreen(createElement(PurchaseModal, { listing: shown, onClose: () => undefined }));

export const button = (name: string | RegExp) => screen.findByRole("button", { name });
export const payByUpi = "Pay ₹3,999.00 with UPI";
