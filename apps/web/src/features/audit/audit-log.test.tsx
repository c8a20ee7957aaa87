import { auditEntry, type VerifyAudit, verifyAuditOutput } from "@boltz/contract";
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, test, vi } from "vitest";
import { answerCalls, drawScreen } from "../../api/screen.fixture.ts";
import { AuditEntries } from "./audit-log.tsx";
import { type AuditSearch, readAuditSearch } from "./audit-search.ts";

const suffix = "01m81rhhyeecv80qyjt241nv7y";
const hash = "ab".repeat(32);
const entry = auditEntry.parse({
  id: `aud_${suffix}`,
  seq: "4711",
  at: "2026-11-22T12:00:00.000Z",
  actor: "system:settle-purchase",
  action: "marketplace_purchase",
  subject: `pur_${suffix}`,
  detail: { price: "49.00 USD" },
  hash,
});

const verified = (changes: Partial<VerifyAudit> = {}) =>
  verifyAuditOutput.parse({
    rows: 10_000,
    head: { seq: "10000", hash },
    faults: [],
    anchors: [{ day: "2026-11-21", seq: "9000", hash }],
    verifiedAt: "2026-11-22T12:00:00.000Z",
    ...changes,
  });

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const page = (items: unknown[]) => ({ data: { items, nextCursor: null } });
const actions = () => ({ data: ["listing_submitted", "marketplace_purchase"] });

const draw = async (
  handlers: Parameters<typeof answerCalls>[0],
  search: AuditSearch = {},
  onSearch: (search: AuditSearch) => void = () => {},
) => {
  const calls = answerCalls({ "audit.actions": actions, "audit.list": () => page([entry]), ...handlers });
  await drawScreen(<AuditEntries search={search} onSearch={onSearch} />);
  return calls;
};

describe("the filters", () => {
  test("of the address are asked of the server, shown in the form and carried by the file", async () => {
    const search = { actor: "system:settle-purchase", action: "marketplace_purchase", from: "2026-11-01" };
    const { inputsOf } = await draw({}, search);
    expect(await screen.findByText("4711")).toBeTruthy();
    expect(inputsOf("audit.list")).toEqual([{ ...search, limit: 50 }]);
    expect(screen.getByLabelText<HTMLInputElement>("Who").value).toBe(search.actor);
    expect(screen.getByLabelText<HTMLSelectElement>("Action").value).toBe(search.action);
    expect(screen.getByRole("link", { name: "Download CSV" }).getAttribute("href")).toBe(
      "/exports/audit.csv?actor=system%3Asettle-purchase&action=marketplace_purchase&from=2026-11-01",
    );
  });

  test("go to the address when they are sent, without what is empty", async () => {
    const onSearch = vi.fn();
    await draw({}, {}, onSearch);
    await userEvent.type(screen.getByLabelText("On what"), `  ${entry.subject} `);
    await userEvent.selectOptions(await screen.findByLabelText("Action"), "listing submitted");
    await userEvent.type(screen.getByLabelText("To"), "2026-11-22");
    expect(onSearch).not.toHaveBeenCalled();
    await userEvent.click(screen.getByRole("button", { name: "Show" }));
    expect(onSearch.mock.calls).toEqual([
      [{ subject: entry.subject, action: "listing_submitted", to: "2026-11-22" }],
    ]);
    expect(screen.queryByRole("button", { name: "Show all" })).toBeNull();
  });

  test("that cannot be meant are marked where they stand, and there is no file of them", async () => {
    const issues = [{ path: ["actor"], message: "must be a person's id like usr_…" }];
    await draw({ "audit.list": () => ({ code: "invalid_input", issues }) }, { actor: "ann" });
    expect(await screen.findByText("Must be a person's id like usr_…")).toBeTruthy();
    expect(screen.getByLabelText("Who").getAttribute("aria-invalid")).toBe("true");
    expect(screen.queryByRole("link", { name: "Download CSV" })).toBeNull();
  });

  test("that nothing fits say so, and an empty log says something else", async () => {
    await draw({ "audit.list": () => page([]) }, { action: "nothing" });
    expect(await screen.findByText("No entry fits")).toBeTruthy();
    cleanup();
    await draw({ "audit.list": () => page([]) });
    expect(await screen.findByText("No entries yet")).toBeTruthy();
  });

  test("an address holds nothing that cannot be a filter", () => {
    const raw = {
      actor: " usr_x ",
      subject: "",
      from: "2026-02-30",
      to: "2026-02-28",
      other: "x",
      action: 7,
    };
    expect(readAuditSearch(raw)).toEqual({ actor: "usr_x", to: "2026-02-28" });
  });
});

test("an entry leads to all entries of its actor and of its subject", async () => {
  await draw({}, { action: "marketplace_purchase" });
  const by = await screen.findByRole("link", { name: "system:settle-purchase" });
  expect(by.getAttribute("href")).toContain("actor=");
  expect(screen.getByRole("link", { name: "pur_…241nv7y" }).getAttribute("href")).toContain(
    `subject=${entry.subject}`,
  );
});

describe("the chain", () => {
  const verifyNow = () => userEvent.click(screen.getByRole("button", { name: "Verify the chain" }));

  test("is verified when asked to, and is whole", async () => {
    const { inputsOf } = await draw({ "audit.verify": () => ({ data: verified() }) });
    expect(await screen.findByText("4711")).toBeTruthy();
    expect(inputsOf("audit.verify")).toHaveLength(0);
    await verifyNow();
    const outcome = await screen.findByText("The chain is whole");
    expect(outcome.closest("[role=status]")?.textContent).toContain("10,000 entries");
    expect(screen.getByText("Entry 10,000")).toBeTruthy();
    expect(screen.getByText(/^1 anchor, the latest of/)).toBeTruthy();
    expect(screen.queryByRole("list", { name: "Faults" })).toBeNull();
  });

  test("is broken, and every place is named", async () => {
    const faults = [
      { seq: "4711", fault: "altered" as const },
      { seq: "4712", fault: "missing" as const },
      { seq: "9000", fault: "anchor" as const },
    ];
    await draw({ "audit.verify": () => ({ data: verified({ faults, anchors: [] }) }) });
    await verifyNow();
    const verdict = await screen.findByRole("alert");
    expect(verdict.textContent).toMatch(/^The chain is broken3 faults in 10,000 entries/);
    const listed = within(screen.getByRole("list", { name: "Faults" })).getAllByRole("listitem");
    expect(listed.map(({ textContent }) => textContent)).toEqual([
      "Entry 4711 was altered: its hash is not that of its contents",
      "Entry 4712 is missing",
      "Entry 9000 is not what was anchored",
    ]);
    expect(screen.getByText(/^No day is anchored yet/)).toBeTruthy();
  });

  test("is not called anything when it could not be read", async () => {
    await draw({ "audit.verify": () => ({ code: "internal" }) });
    await verifyNow();
    expect(await screen.findByText("The chain could not be verified")).toBeTruthy();
    await waitFor(() => expect(screen.queryByText(/^The chain is /)).toBeNull());
  });
});
