import { type BehaviourDiff, libraryChangesOutput, type VersionView, versionView } from "@boltz/contract";
import { cleanup, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";
import { answerCalls, drawScreen, listingFixture } from "../../api/screen.fixture.ts";
import { UpdateChanges } from "../library/update-changes.tsx";
import { VersionList } from "../listings/version-list.tsx";
import { proofFixture, reportFixture } from "./proof.fixture.ts";

afterEach(cleanup);

const diff: BehaviourDiff = {
  from: "1.1.0",
  tradesInBoth: 81,
  tradesOnlyBefore: 9,
  tradesOnlyNow: 1_204,
  correlation: 0.912,
  before: { totalReturn: 0.31, sharpe: 0.71, maxDrawdown: 0.2, trades: 90 },
  now: { totalReturn: 0.42, sharpe: null, maxDrawdown: 0.17, trades: 85 },
  rulesRemoved: ["A stop stands 9% below the entry price."],
  rulesAdded: ["A stop stands 6% below the entry price."],
};

const versionFixture = (version: string, kind: VersionView["kind"] = "declared") =>
  versionView.parse({
    id: `ver_01m81rhhyeecv80qyjt241nv${(version.split(".")[1] ?? "").padStart(2, "0")}`,
    version,
    kind,
    specHash: "a".repeat(64),
    changelog: "",
    createdAt: "2026-11-22T12:00:00.000Z",
  });

const rulesShown = () =>
  within(screen.getByRole("list", { name: "Rules that changed" }))
    .getAllByRole("listitem")
    .map(({ textContent }) => textContent);

test("a version opens on what it changed against the one before it", async () => {
  const calls = answerCalls({
    "proofs.get": () => ({ data: proofFixture({ report: reportFixture({ diff }) }) }),
  });
  const versions = [versionFixture("1.2.0"), versionFixture("1.1.0")];
  await drawScreen(<VersionList listingId={listingFixture.id} versions={versions} />);
  expect(screen.getAllByRole("button")).toHaveLength(1);
  await userEvent.click(screen.getByRole("button", { name: "Against 1.1.0: what 1.2.0 changed" }));
  await screen.findByRole("table", { name: "On the same bars" });
  expect(calls.inputsOf("proofs.get")).toEqual([{ listingId: listingFixture.id, version: "1.2.0" }]);
  expect(rulesShown()).toEqual([
    "Removed: A stop stands 9% below the entry price.",
    "Added: A stop stands 6% below the entry price.",
  ]);
  expect(screen.getAllByRole("row").map(({ textContent }) => textContent)).toEqual([
    "Figure1.1.01.2.0",
    "Total return+31.0%+42.0%",
    "Sharpe ratio0.71–",
    "Deepest drawdown20%17%",
    "Closed trades9085",
  ]);
  expect(
    screen.getByText(
      "Trades: 81 the same, 9 only before, 1,204 only now. Their returns correlate by 0.91 (1 is the same).",
    ),
  ).toBeTruthy();
});

test("a version that was not compared says so, and files of another engine offer no comparison", async () => {
  answerCalls({ "proofs.get": () => ({ data: proofFixture({ state: "unavailable", report: null }) }) });
  const versions = [versionFixture("1.3.0", "attached"), versionFixture("1.2.0"), versionFixture("1.1.0")];
  await drawScreen(<VersionList listingId={listingFixture.id} versions={versions} />);
  expect(screen.getByText("Author's files")).toBeTruthy();
  expect(screen.getAllByRole("button")).toHaveLength(1);
  await userEvent.click(screen.getByRole("button", { name: "Against 1.1.0: what 1.2.0 changed" }));
  expect(await screen.findByText(/were not run on the same bars here/)).toBeTruthy();
});

test("many versions are folded", async () => {
  const versions = Array.from({ length: 14 }, (_, place) => versionFixture(`1.${24 - place}.0`));
  await drawScreen(<VersionList listingId={listingFixture.id} versions={versions} />);
  expect(screen.getAllByRole("listitem")).toHaveLength(10);
  await userEvent.click(screen.getByRole("button", { name: "Show all 14 versions" }));
  expect(screen.getAllByRole("listitem")).toHaveLength(14);
});

const openUpdate = async (behaviour: BehaviourDiff | null) => {
  const calls = answerCalls({
    "library.changes": () => ({
      data: libraryChangesOutput.parse({
        from: "1.1.0",
        to: "1.2.0",
        changelog: "A nearer stop.",
        rulesRemoved: diff.rulesRemoved,
        rulesAdded: diff.rulesAdded,
        behaviour,
      }),
    }),
  });
  await drawScreen(
    <UpdateChanges listingId={listingFixture.id} title="Index tide" from="1.1.0" to="1.2.0" />,
  );
  await userEvent.click(screen.getByRole("button", { name: "What changes from 1.1.0 to 1.2.0: Index tide" }));
  await screen.findByText("A nearer stop.");
  return calls;
};

test("an owner sees what an update changes before installing it", async () => {
  const calls = await openUpdate(diff);
  await screen.findByRole("table", { name: "On the same bars" });
  expect(rulesShown()).toHaveLength(2);
  expect(calls.inputsOf("library.changes")).toEqual([
    { listingId: listingFixture.id, from: "1.1.0", to: "1.2.0" },
  ]);
});

test("an update whose behaviour is not known says so beside its rules", async () => {
  await openUpdate(null);
  expect(await screen.findByText(/were not both run on the same bars/)).toBeTruthy();
  expect(rulesShown()).toHaveLength(2);
});
