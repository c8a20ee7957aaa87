import type { ProofView } from "@boltz/contract";
import { cleanup, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { answerCalls, drawScreen, listingFixture } from "../../api/screen.fixture.ts";
import {
  attachedFixture,
  attributionFixture,
  proofFixture,
  reportFixture,
  tradesPage,
} from "./proof.fixture.ts";
import { Proof } from "./proof.tsx";
import { keyDoor, signedReceipt } from "./signed-receipt.fixture.ts";

vi.mock("./equity-canvas.tsx", () => ({ EquityCanvas: () => <div>A drawn chart</div> }));

afterEach(cleanup);

const open = async (...answers: ProofView[]) => {
  const calls = answerCalls({
    "proofs.get": () => ({ data: answers.length > 1 ? answers.shift() : answers[0] }),
    "proofs.trades": () => ({ data: tradesPage([], 0) }),
    "listings.rules": () => ({
      data: {
        version: "1.2.0",
        specHash: "a".repeat(64),
        sections: [
          {
            title: "Parameters",
            sentences: [
              "fast is 20; it can be set from 10 to 40 in steps of 10.",
              "slow is 100; it can be set from 50 to 150 in steps of 50.",
            ],
          },
        ],
        document: null,
      },
    }),
  });
  await drawScreen(<Proof listing={listingFixture} />);
  return calls;
};

const partNamed = (name: string) => within(screen.getByRole("region", { name }));

test("a verified version shows its badge, what the colours mean, and every part", async () => {
  await open(proofFixture());
  await screen.findByText("Verified");
  const legend = screen.getByLabelText("The three parts of the record");
  expect(legend.textContent).toContain("In samplethe author could run on it");
  expect(legend.textContent).toContain("Sealed holdoutno run saw it before submission");
  expect(screen.getByText(/2,310 bars of 1 symbol, boltz-engine\/1\.0\.0, Mar 2, 2023/)).toBeTruthy();
  for (const part of ["Equity against buy and hold", "Figures", "How much could be luck", "Months", "Trades"])
    expect(screen.getByRole("region", { name: part })).toBeTruthy();
  expect(partNamed("How much could be luck").getByText(/one of 12 different documents/)).toBeTruthy();
  expect(await partNamed("Trades").findByText("It never traded.")).toBeTruthy();
  expect(screen.queryByRole("region", { name: "Receipt" })).toBeNull();
});

test("a receipt that was altered takes the badge away", async () => {
  const receipt = signedReceipt();
  answerCalls(
    {
      "proofs.get": () => ({
        data: proofFixture({ receipt: { ...receipt, payload: { ...receipt.payload, dsr: 1 } } }),
      }),
    },
    keyDoor,
  );
  await drawScreen(<Proof listing={listingFixture} />);
  expect(await screen.findByText("Receipt is broken")).toBeTruthy();
  expect(screen.queryByText("Verified")).toBeNull();
});

test("what each rule earned stands in words with its sign, best first, and says what it adds up to", async () => {
  await open(proofFixture());
  await screen.findByText("Verified");
  const part = partNamed("What each rule earned");
  expect(part.getByText(/would show \+67\.2%; with all rules it shows \+105\.6%/)).toBeTruthy();
  expect(part.getAllByRole("listitem").map(({ textContent }) => textContent)).toEqual([
    "The close is above its 200-bar average+31.0%",
    "The 14-bar RSI crosses above 30+14.2%",
    "A stop 2 times the 20-bar average true range below+3.3%",
    "Leaves when the close falls below its 50-bar average-10.1%",
  ]);
});

test("a long list of rules is folded, and none at all is explained", async () => {
  const rules = Array.from({ length: 30 }, (_, place) => ({
    path: `r.${place}`,
    words: `Rule ${place}`,
    value: 1,
  }));
  const report = reportFixture({ attribution: { ...attributionFixture, rules } });
  await open(proofFixture({ report }));
  await userEvent.click(await screen.findByRole("button", { name: "Show all 30 rules" }));
  expect(partNamed("What each rule earned").getAllByRole("listitem")).toHaveLength(30);
  cleanup();
  await open(proofFixture({ report: reportFixture({ attribution: null, parameterMap: null, monthly: [] }) }));
  await screen.findByText(/too many rules or bars/);
  expect(screen.getByText(/no parameter that could be turned/)).toBeTruthy();
  expect(screen.getByText("There is no whole month yet.")).toBeTruthy();
});

test("the map of parameters marks what the author chose", async () => {
  await open(proofFixture());
  const map = await screen.findByRole("region", { name: "Parameter map" });
  await vi.waitFor(() => expect(within(map).getByText("(chosen)")).toBeTruthy());
  expect(within(map).getByText("(chosen)").closest("td")?.textContent).toBe("0.88 (chosen)");
  expect(
    within(map)
      .getAllByRole("columnheader")
      .map(({ textContent }) => textContent),
  ).toEqual(["slow by fast", "10", "20", "30", "40"]);
});

test("bars of a generator are called so", async () => {
  const report = reportFixture();
  await open(
    proofFixture({
      report: { ...report, markets: report.markets.map((market) => ({ ...market, isSynthetic: true })) },
    }),
  );
  expect(await screen.findByText(/made by a generator: no market ever traded like this/)).toBeTruthy();
});

test("without bars it says which are missing, and draws nothing", async () => {
  await open(
    proofFixture({ state: "unavailable", report: null, missingSymbols: ["NIFTY", "TSLA"], checkedAt: null }),
  );
  await screen.findByText("Not verified here");
  expect(screen.getByText("NIFTY, TSLA")).toBeTruthy();
  expect(screen.queryByRole("figure")).toBeNull();
  expect(screen.queryByRole("table")).toBeNull();
  expect(screen.queryByLabelText("The three parts of the record")).toBeNull();
});

test("attached files are labelled, contradicted where their trades do, and never in the three colours", async () => {
  await open(proofFixture({ state: "attached", report: null, attached: attachedFixture(), checkedAt: null }));
  await screen.findByText("Author-supplied, not verified");
  expect(screen.getByRole("figure", { name: "Equity as the author's file tells it" })).toBeTruthy();
  const contradictions = screen.getByRole("region", { name: "Figures that the trades do not bear out" });
  expect(contradictions.textContent).toContain("profit_total0.610.412");
  expect(screen.getByText("Tide.py")).toBeTruthy();
  for (const label of ["In sample", "Sealed holdout", "After publication"])
    expect(screen.queryByText(label)).toBeNull();
});

test("a run that is under way is asked for again until it has ended", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const calls = await open(proofFixture({ state: "running", report: null, checkedAt: null }), proofFixture());
  await screen.findByText("Being run");
  await vi.advanceTimersByTimeAsync(3_000);
  await screen.findByText("Verified");
  expect(calls.inputsOf("proofs.get").length).toBeGreaterThan(1);
});

test("near duplicates are named with a link, earlier ones first", async () => {
  const near = { title: "Later one", similarity: 0.999, by: "returns" as const, isEarlier: false };
  const creator = listingFixture.creator;
  await open(
    proofFixture({
      duplicates: [
        { ...near, listingId: listingFixture.id, creator },
        {
          ...near,
          title: "First one",
          by: "rules",
          similarity: 0.9,
          isEarlier: true,
          listingId: listingFixture.id,
          creator,
        },
      ],
    }),
  );
  const part = within(await screen.findByRole("region", { name: "Much like this one" }));
  expect(part.getAllByRole("listitem").map(({ textContent }) => textContent)).toEqual([
    "Much the same rules as First one by Cleo's Desk, 90% alike. On sale before this one",
    "Much the same returns as Later one by Cleo's Desk, more than 99% alike. ",
  ]);
  expect(part.getByRole("link", { name: "First one" }).getAttribute("href")).toBe(
    `/listings/${listingFixture.id}`,
  );
});

test("a proof that does not come can be asked for again", async () => {
  answerCalls({ "proofs.get": () => ({ code: "forbidden" }) });
  await drawScreen(<Proof listing={listingFixture} />);
  expect((await screen.findByRole("alert")).textContent).toContain("The proof could not be loaded");
  answerCalls({ "proofs.get": () => ({ data: proofFixture({ state: "none", report: null }) }) });
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("The marketplace has not run this version.")).toBeTruthy();
});
