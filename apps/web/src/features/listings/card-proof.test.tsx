import { type EvidenceCard, evidenceCard } from "@boltz/contract";
import { cleanup, screen, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { drawScreen, listingFixture } from "../../api/screen.fixture.ts";
import { ListingCardView } from "./listing-card.tsx";

afterEach(cleanup);

const proof = (changes: Partial<EvidenceCard>): EvidenceCard =>
  evidenceCard.parse({
    ...{ tier: "verified", evidence: 0.93, assetClass: "etfs", timeframe: "1d", style: "mean-reversion" },
    ...{ symbols: ["SPY"], holdoutReturn: 0.134, holdoutSharpe: 0.61, afterReturn: null },
    ...{ maxDrawdown: 0.179, trades: 90, years: 9.1 },
    ...changes,
  });

const draw = (changes: Partial<EvidenceCard>) =>
  drawScreen(
    <ListingCardView
      listing={{ ...listingFixture, publishedAt: "2026-11-22T12:00:00.000Z", proof: proof(changes) }}
    />,
  );

const words = (name: string) => within(screen.getByRole("region", { name })).getAllByRole("definition");

test("a verified card tells its sealed part and its whole record apart", async () => {
  await draw({});
  expect(screen.getByText("Verified")).toBeTruthy();
  expect(screen.getByText("ETFs · 1d · Mean reversion")).toBeTruthy();
  expect(words("Sealed holdout").map(({ textContent }) => textContent)).toEqual(["0.61", "+13.4%"]);
  expect(words("Whole record").map(({ textContent }) => textContent)).toEqual(["17.9%", "90"]);
  expect(words("Sealed holdout")[0]?.style.color).toBe("var(--bz-holdout)");
});

test.each([
  ["unverified", "Not verified here", /did not run it/],
  ["attached", "Author-supplied, not verified", /never ran them/],
] as const)(
  "a card that is %s says so and shows no figure, even of a row that has some",
  async (tier, badge, why) => {
    await draw({ tier });
    expect(screen.getByText(badge)).toBeTruthy();
    expect(screen.getByText(why)).toBeTruthy();
    expect(screen.queryByText("Sharpe")).toBeNull();
    expect(screen.queryByText("+13.4%")).toBeNull();
  },
);
