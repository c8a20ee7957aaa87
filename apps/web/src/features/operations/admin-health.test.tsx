import { type Health, healthOutput, viewer } from "@boltz/contract";
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { answerCalls, drawScreen, viewerFixture } from "../../api/screen.fixture.ts";
import { AdminHealth } from "./admin-health.tsx";
import { secondsInWords } from "./seconds-in-words.ts";

const jobId = "0199aaaa-0000-7000-8000-000000000001";

const well: Health = healthOutput.parse({
  checkedAt: "2027-03-01T12:00:00.000Z",
  databaseMs: 1.4,
  workers: { alive: true, lastSeenAt: "2027-03-01T11:59:30.000Z" },
  queues: [{ name: "send-mail", queued: 2, active: 1, failed: 0, oldestSeconds: 400 }],
  sweeps: [
    {
      job: "sweep-mails",
      schedule: "* * * * *",
      lastStartedAt: "2027-03-01T11:59:30.000Z",
      lastOkAt: "2027-03-01T11:59:31.000Z",
      lastFailedAt: null,
      lastError: null,
      overdue: false,
    },
  ],
  failedJobs: [],
  invariants: { checkedAt: "2027-03-01T11:45:00.000Z", broken: [] },
});

const ill: Health = {
  ...well,
  workers: { alive: false, lastSeenAt: null },
  sweeps: well.sweeps.map((sweep) => ({ ...sweep, overdue: true })),
  failedJobs: [
    { id: jobId, queue: "send-refund", failedAt: "2027-03-01T10:00:00.000Z", tries: 13, reason: "TypeError" },
  ],
  invariants: {
    ...well.invariants,
    broken: [{ invariant: "a payout is the sum of its entries", rows: ["row-1"] }],
  },
};

const open = (health: () => Health) => {
  const admin = viewer.parse({ ...viewerFixture, role: "admin" });
  return answerCalls({
    "people.me": () => ({ data: admin }),
    "operations.health": () => ({ data: health() }),
    "operations.retryJob": () => ({ data: { done: true } }),
  });
};

test("says that everything runs where it does", async () => {
  open(() => well);
  await drawScreen(<AdminHealth />);
  expect(await screen.findByText("Everything runs")).toBeTruthy();
  expect(screen.getByText("7 min")).toBeTruthy();
});

test("names everything that needs a person, and tries a failed job again", async () => {
  let isRetried = false;
  const { inputsOf } = open(() => (isRetried ? { ...ill, failedJobs: [] } : ill));
  await drawScreen(<AdminHealth />);
  expect(await screen.findByText("Somebody should look at this")).toBeTruthy();
  for (const trouble of [
    "No worker has been seen yet.",
    "1 rule that must always hold does not.",
    "1 job failed for good.",
    "Overdue: sweep-mails.",
  ])
    expect(screen.getByText(trouble)).toBeTruthy();
  isRetried = true;
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("No job failed for good.")).toBeTruthy();
  expect(inputsOf("operations.retryJob")).toEqual([{ queue: "send-refund", jobId }]);
});

test("tells time as precisely as one acts on it", () => {
  expect([12.4, 240, 7_200, 200_000].map(secondsInWords)).toEqual(["12 s", "4 min", "2 h", "2 d"]);
});
