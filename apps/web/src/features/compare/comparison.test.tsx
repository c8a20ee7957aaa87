import {
  type ComparedStrategy,
  comparedStrategy,
  compareInput,
  type ListingId,
  listingId,
} from "@boltz/contract";
import { cleanup, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { answerCalls, drawScreen } from "../../api/screen.fixture.ts";
import { reportFixture } from "../proof/proof.fixture.ts";
import { CompareButton } from "./compare-button.tsx";
import { Comparison } from "./compare-page.tsx";
import { CompareTray } from "./compare-tray.tsx";
import { readIds } from "./compared-ids.ts";
import { equityThumbnails, thumbnail } from "./equity-thumbnails.ts";

beforeEach(() => window.sessionStorage.clear());
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const idOf = (last: string): ListingId => listingId.parse(`lst_01m81rhhyeecv80qyjt241nv7${last}`);
const { segments, overfitting, series, holdoutFrom } = reportFixture();

const strategy = (last: string, changes: Partial<ComparedStrategy> = {}): ComparedStrategy =>
  comparedStrategy.parse({
    ...{ listingId: idOf(last), title: `Strategy ${last}`, version: "1.0.0", state: "passed" },
    creator: { id: "usr_01m81rhhyeecv80qyjt241nv7y", displayName: "Cleo" },
    ...{ style: "trend", timeframe: "1d", symbols: ["SPY"], segments, overfitting, holdoutFrom },
    series: { at: series.at, equity: series.equity },
    ...changes,
  });

const better = strategy("b", {
  segments: {
    ...segments,
    holdout: segments.holdout && { ...segments.holdout, sharpe: 1.4, maxDrawdown: 0.31 },
  },
});
const notRun = { segments: null, overfitting: null, series: null, holdoutFrom: null } as const;
const attached = strategy("c", { ...notRun, state: "attached" });

const draw = async (ids: string, strategies: ComparedStrategy[] | "fault") => {
  const calls = answerCalls({
    "proofs.compare": () => (strategies === "fault" ? { code: "internal" } : { data: strategies }),
  });
  const removed = vi.fn();
  await drawScreen(<Comparison ids={ids} onRemove={removed} />);
  return { calls, removed };
};

const row = (name: string) => screen.getAllByRole("row", { name: new RegExp(`^${name}`) });
const cells = (line: HTMLElement | undefined) =>
  line === undefined
    ? []
    : within(line)
        .getAllByRole("cell")
        .map(({ textContent }) => textContent);

test("figures stand side by side by part, and the best of a row is said in words", async () => {
  await draw(`${idOf("a")},${idOf("b")},${idOf("c")}`, [strategy("a"), better, attached]);
  await screen.findByRole("region", { name: "Comparison" });
  const [inSample, holdout] = row("Sharpe ratio");
  expect(cells(inSample)).toEqual(["0.88", "0.88", "not run here"]);
  expect(cells(holdout)).toEqual(["0.61", "1.40 best", "not run here"]);
  expect(cells(row("Deepest drawdown")[1])).toEqual(["17.9% best", "31%", "not run here"]);
  expect(screen.getByText("Author-supplied, not verified")).toBeTruthy();
  expect(screen.getAllByRole("img")).toHaveLength(2);
});

test("who held nothing is the best of nothing", async () => {
  const still = { maxDrawdown: 0, volatility: 0, exposure: 0, trades: 0 };
  const idle = strategy("c", {
    segments: { ...segments, holdout: segments.holdout && { ...segments.holdout, ...still } },
  });
  await draw(`${idOf("a")},${idOf("b")},${idOf("c")}`, [strategy("a"), better, idle]);
  await screen.findByRole("region", { name: "Comparison" });
  expect(cells(row("Deepest drawdown")[1])).toEqual(["17.9% best", "31%", "0%"]);
});

test("one alone is the best of nothing, and the screen asks for another", async () => {
  await draw(idOf("a"), [strategy("a")]);
  expect(await screen.findByText("Only one so far")).toBeTruthy();
  expect(screen.queryByText("best", { exact: true })).toBeNull();
});

test("what is not there any more is said, and the others are compared", async () => {
  await draw(`${idOf("a")},${idOf("b")},${idOf("d")}`, [strategy("a"), better]);
  expect(await screen.findByText("1 strategy not found")).toBeTruthy();
  expect(screen.getByRole("region", { name: "Comparison" })).toBeTruthy();
});

test("without an id nothing is asked for, and a fault can be tried again", async () => {
  const { calls } = await draw("nonsense", "fault");
  expect(await screen.findByRole("heading", { name: "Nothing to compare yet" })).toBeTruthy();
  expect(calls.asked).toEqual([]);
  cleanup();
  await draw(idOf("a"), "fault");
  expect(await screen.findByRole("button", { name: "Try again" })).toBeTruthy();
});

test("a strategy is taken out by its name", async () => {
  const { removed } = await draw(`${idOf("a")},${idOf("b")}`, [strategy("a"), better]);
  await userEvent.click(await screen.findByRole("button", { name: "Take Strategy b out of the comparison" }));
  expect(removed).toHaveBeenCalledWith(better);
});

test("an address asks for no more than the server compares, each once", () => {
  const ids = readIds(["a", "a", "b", "c", "d", "e"].map(idOf).join(","));
  expect(ids).toEqual(["a", "b", "c", "d"].map(idOf));
  expect(compareInput.safeParse({ listingIds: ids }).success).toBe(true);
  expect(readIds(undefined)).toEqual([]);
});

test("up to four are chosen, the tray says which, and the choice outlives a reload", async () => {
  const listings = ["a", "b", "c", "d", "e"].map((last) => ({ id: idOf(last), title: `Strategy ${last}` }));
  const view = (
    <>
      {listings.map((listing) => (
        <CompareButton key={listing.id} listing={listing} />
      ))}
      <CompareTray />
    </>
  );
  await drawScreen(view);
  expect(screen.queryByRole("region", { name: "Comparison" })).toBeNull();
  for (const { title } of listings.slice(0, 4))
    await userEvent.click(screen.getByRole("button", { name: `Compare ${title}` }));
  expect(screen.getByRole("status").textContent).toBe("4 of 4 chosen");
  expect(screen.getByRole("button", { name: "Compare Strategy e" }).hasAttribute("disabled")).toBe(true);
  expect(
    decodeURIComponent(screen.getByRole("link", { name: "Compare" }).getAttribute("href") ?? ""),
  ).toContain(
    listings
      .slice(0, 4)
      .map(({ id }) => id)
      .join(","),
  );
  await userEvent.click(screen.getByRole("button", { name: "Compare Strategy a" }));
  cleanup();
  await drawScreen(view);
  expect(screen.getByRole("status").textContent).toBe("3 of 4 chosen");
  await userEvent.click(screen.getByRole("button", { name: "Clear" }));
  expect(screen.queryByRole("region", { name: "Comparison" })).toBeNull();
});

test("what somebody else put into the storage is no choice", async () => {
  window.sessionStorage.setItem("boltz.compare", '[{"id":"lst_1"}]');
  await drawScreen(<CompareTray />);
  expect(screen.queryByRole("region", { name: "Comparison" })).toBeNull();
});

test("curves share one axis: the same height is the same value, and parts meet", () => {
  const at = [0, 1, 2, 3].map((day) => Date.parse("2020-01-01T00:00:00.000Z") + (day - 2) * 86_400_000);
  const curve = (equity: number[]) =>
    strategy("a", { series: { at, equity }, segments: { ...segments, afterPublication: null } });
  const { drawn } = equityThumbnails([curve([10, 20, 30, 40]), curve([1, 1, 1, 1]), attached]);
  const [rising, flat, none] = drawn;
  expect(rising?.last).toBe(400);
  expect(rising?.paths.map(({ segment }) => segment)).toEqual(["inSample", "holdout"]);
  const ends = rising?.paths.map(({ path }) => path.slice(1).split("L"));
  expect(ends?.[0]?.at(-1)).toBe(ends?.[1]?.[0]);
  expect(ends?.[1]?.at(-1)).toBe(`${thumbnail.width} 2`);
  expect(flat?.paths[0]?.path).toMatch(new RegExp(`^M0 ${thumbnail.height - 2}L`));
  expect(none).toBeNull();
});
