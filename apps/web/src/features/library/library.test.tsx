import { purchaseView } from "@boltz/contract";
import { cleanup, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { answerCalls, drawScreen, viewerFixture } from "../../api/screen.fixture.ts";
import { Library } from "./library.tsx";

const suffix = "01m81rhhyeecv80qyjt241nv7";
const price = { amountMinor: "4900", currency: "USD" };
const purchase = (place: "x" | "y" | "z", changes: object) =>
  purchaseView.parse({
    id: `pur_${suffix}${place}`,
    listingId: `lst_${suffix}${place}`,
    listingTitle: `Strategy ${place}`,
    status: "completed",
    price,
    listPrice: price,
    discount: { ...price, amountMinor: "0" },
    refunded: { ...price, amountMinor: "0" },
    refundPending: false,
    disputed: false,
    provider: "stripe",
    method: "card",
    lastFailure: null,
    checkoutUrl: null,
    refundableUntil: null,
    createdAt: "2026-11-22T12:00:00.000Z",
    completedAt: "2026-11-22T12:01:00.000Z",
    ...changes,
  });
const owned = (place: "x" | "y" | "z") => ({
  entitlementId: `ent_${suffix}${place}`,
  listingId: `lst_${suffix}${place}`,
  purchaseId: `pur_${suffix}${place}`,
  title: `Strategy ${place}`,
  creator: { id: `usr_${suffix}x`, displayName: "Cleo's Desk" },
  ownedVersion: "1.0.0",
  latestVersion: "1.0.0",
  versions: ["1.0.0"],
  grantedAt: "2026-11-22T12:01:00.000Z",
  lastInstalledAt: null,
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const draw = async (items: unknown[], purchases: unknown[]) => {
  answerCalls({
    "people.me": () => ({ data: viewerFixture }),
    "library.list": () => ({ data: { items, nextCursor: null } }),
    "purchases.list": () => ({ data: { items: purchases, nextCursor: null } }),
  });
  await drawScreen(<Library />);
};

test("what is frozen stays in sight with its reason, and cannot be installed", async () => {
  await draw(
    [owned("x")],
    [purchase("y", { disputed: true }), purchase("z", { refundPending: true }), purchase("x", {})],
  );
  expect(await screen.findByText(/Your bank disputes the payment/)).toBeTruthy();
  expect(screen.getByText(/Your refund is on its way/)).toBeTruthy();
  expect(screen.getAllByText("Access is frozen")).toHaveLength(2);
  expect(screen.getAllByRole("button", { name: /^Install/ })).toEqual([
    screen.getByRole("button", { name: "Install Strategy x" }),
  ]);
});

test("a part on its way back freezes nothing, and what was given back is gone", async () => {
  await draw(
    [owned("x")],
    [purchase("x", { refundPending: true }), purchase("y", { status: "refunded", disputed: false })],
  );
  expect(await screen.findByRole("button", { name: "Install Strategy x" })).toBeTruthy();
  expect(screen.queryByText("Access is frozen")).toBeNull();
  expect(screen.queryByText("Strategy y")).toBeNull();
});

test("a library of which all is frozen is not empty", async () => {
  await draw([], [purchase("y", { disputed: true })]);
  expect(await screen.findByText("Access is frozen")).toBeTruthy();
  expect(screen.queryByText("Nothing here yet")).toBeNull();
});
