import { notificationView, type Preference, topics } from "@boltz/contract";
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { answerCalls, drawScreen, viewerFixture } from "../../api/screen.fixture.ts";
import { Notices } from "../../components/notices.tsx";
import { Bell } from "./bell.tsx";
import { byDay } from "./by-day.ts";
import { NotificationList } from "./notifications.tsx";
import { PreferencesPage } from "./preferences.tsx";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const preferences: Preference[] = topics.map((topic) => ({
  ...{ topic, inApp: true, mail: true },
  mailLocked: topic === "purchases" || topic === "security",
}));

const notice = (place: number, parts: object = {}) => ({
  id: `ntf_01m81rhhyeecv80qyjt241nv7${place}`,
  topic: "versions",
  title: `New version 1.${place}.0: Index tide`,
  link: `/listings/lst_${place}`,
  at: `2026-11-2${place}T12:00:00.000Z`,
  read: false,
  ...parts,
});

test.each([
  [{ count: 0, more: false }, "Notifications", null],
  [{ count: 3, more: false }, "Notifications, 3 unread", "3"],
  [{ count: 99, more: true }, "Notifications, more than 99 unread", "99+"],
])("the bell of %j is called %s", async (unread, name, shown) => {
  answerCalls({ "notifications.unread": () => ({ data: unread }) });
  await drawScreen(<Bell />);
  const bell = await screen.findByRole("link", { name });
  expect([bell.getAttribute("href"), bell.textContent || null]).toEqual(["/notifications", shown]);
});

test("the bell asks again every minute", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const counts = [1, 2];
  answerCalls({ "notifications.unread": () => ({ data: { count: counts.shift() ?? 9, more: false } }) });
  await drawScreen(<Bell />);
  await screen.findByRole("link", { name: "Notifications, 1 unread" });
  await vi.advanceTimersByTimeAsync(61_000);
  await screen.findByRole("link", { name: "Notifications, 2 unread" });
});

test("what was told stands under its days; opening one marks it as read, and one button all", async () => {
  let read = false;
  const calls = answerCalls({
    "notifications.list": () => ({
      data: { items: [notice(2, { read }), notice(1, { read: true, link: null })], nextCursor: null },
    }),
    "notifications.markRead": () => {
      read = true;
      return { data: { done: true } };
    },
  });
  const { router } = await drawScreen(<NotificationList />);
  const unread = await screen.findByRole("link", { name: /^Unread: New version 1\.2\.0/ });
  expect(screen.getAllByRole("heading", { level: 2 })).toHaveLength(2);
  expect(screen.queryByRole("link", { name: /1\.1\.0/ })).toBeNull();
  await userEvent.click(unread);
  expect(router.history.location.pathname).toBe("/listings/lst_2");
  await waitFor(() => expect(calls.inputsOf("notifications.markRead")).toEqual([{ ids: [notice(2).id] }]));
  await waitFor(() => expect(screen.queryByRole("button", { name: "Mark all as read" })).toBeNull());
});

test("all are marked as read at once", async () => {
  const calls = answerCalls({
    "notifications.list": () => ({ data: { items: [notice(1)], nextCursor: null } }),
    "notifications.markRead": () => ({ data: { done: true } }),
  });
  await drawScreen(<NotificationList />);
  await userEvent.click(await screen.findByRole("button", { name: "Mark all as read" }));
  await waitFor(() => expect(calls.inputsOf("notifications.markRead")).toEqual([{ ids: null }]));
});

test("a list without anything says what would fill it, a list that fails can be asked for again", async () => {
  const answers = [{ code: "not_found" as const }, { data: { items: [], nextCursor: null } }];
  answerCalls({ "notifications.list": () => answers.shift() ?? { code: "internal" } });
  await drawScreen(<NotificationList />);
  await userEvent.click(await screen.findByRole("button", { name: "Try again" }));
  expect(await screen.findByText(/Follow a creator or wish for a strategy/)).toBeTruthy();
});

test("days are those of the reader, and what belongs together stays together", () => {
  const at = (iso: string) => notificationView.parse(notice(1, { at: iso }));
  const noon = new Date(2026, 10, 20, 12).toISOString();
  const early = new Date(2026, 10, 20, 0, 1).toISOString();
  const before = new Date(2026, 10, 19, 23, 59).toISOString();
  expect(byDay([at(noon), at(early), at(before)]).map(({ items }) => items.length)).toEqual([2, 1]);
});

const row = async (name: RegExp) => within(await screen.findByRole("row", { name }));

test("a switch is saved at once, and what was saved is what is shown", async () => {
  const calls = answerCalls({
    "notifications.preferences": () => ({ data: preferences }),
    "notifications.setPreference": () => ({
      data: preferences.map((one) => (one.topic === "versions" ? { ...one, mail: false } : one)),
    }),
  });
  await drawScreen(<PreferencesPage viewer={viewerFixture} />);
  const mail = (await row(/^New versions/)).getByRole<HTMLInputElement>("switch", { name: /by mail/ });
  await userEvent.click(mail);
  await waitFor(() =>
    expect(calls.inputsOf("notifications.setPreference")).toEqual([
      { topic: "versions", inApp: true, mail: false },
    ]),
  );
  await waitFor(() => expect([mail.checked, mail.getAttribute("aria-busy")]).toEqual([false, "false"]));
});

test("a switch that could not be saved goes back, and says why", async () => {
  answerCalls({
    "notifications.preferences": () => ({ data: preferences }),
    "notifications.setPreference": () => ({ code: "internal" }),
  });
  await drawScreen(
    <>
      <Notices />
      <PreferencesPage viewer={viewerFixture} />
    </>,
  );
  const site = (await row(/^New versions/)).getByRole<HTMLInputElement>("switch", { name: /on the site/ });
  await userEvent.click(site);
  expect(await screen.findByText(/^Not saved:/)).toBeTruthy();
  expect(site.checked).toBe(true);
});

test("mails that always come cannot be switched off, and the row says so", async () => {
  answerCalls({ "notifications.preferences": () => ({ data: preferences }) });
  await drawScreen(<PreferencesPage viewer={{ ...viewerFixture, emailVerified: false }} />);
  for (const name of [/^Purchases/, /^Security/]) {
    const locked = await row(name);
    expect(locked.getAllByRole("switch").map((shown) => shown.getAttribute("aria-label"))).toEqual([
      expect.stringMatching(/on the site$/),
    ]);
    expect(locked.getByText("Always")).toBeTruthy();
    expect(locked.getByText(/these mails always come/)).toBeTruthy();
  }
  expect(screen.getByText(/only after you confirm bo@example.com/)).toBeTruthy();
});
