import { cleanup, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, expect, test, vi } from "vitest";
import { answerCalls, drawScreen, viewerFixture } from "../../api/screen.fixture.ts";
import { useViewer } from "../../api/viewer.ts";
import { useSecondFactor } from "./second-factor-gate.tsx";
import { TwoStep } from "./two-step.tsx";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const secret = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const totpURI = `otpauth://totp/Market:bo@example.com?secret=${secret}&issuer=Market`;
const spareCodes = ["aaaaa-11111", "bbbbb-22222"];
const ok = (data: unknown = { status: true }) => Response.json(data);
const refused = (status: number, code: string) => Response.json({ code, message: code }, { status });

/** A server that knows one person, whose password and codes are these. */
const serve = (start: { on: boolean; fresh: boolean }) => {
  const person = { ...start };
  const needsPassword = (input: unknown, then: () => Response) =>
    JSON.stringify(input).includes("right password") ? then() : refused(400, "INVALID_PASSWORD");
  const calls = answerCalls(
    {
      "people.me": () => ({
        data: { ...viewerFixture, twoFactorEnabled: person.on, secondFactorFresh: person.fresh },
      }),
    },
    {
      "/api/auth/two-factor/enable": (input) =>
        needsPassword(input, () => ok({ method: "totp", totpURI, backupCodes: spareCodes })),
      "/api/auth/two-factor/disable": (input) =>
        needsPassword(input, () => {
          person.on = false;
          return ok();
        }),
      "/api/auth/two-factor/generate-backup-codes": (input) =>
        needsPassword(input, () => ok({ status: true, backupCodes: ["ccccc-33333"] })),
      "/api/auth/two-factor/verify-totp": (input) => {
        if (!JSON.stringify(input).includes("123456")) return refused(401, "INVALID_CODE");
        person.on = true;
        person.fresh = true;
        return ok({ token: "t", user: {} });
      },
      "/api/auth/two-factor/verify-backup-code": (input) => {
        if (!JSON.stringify(input).includes(spareCodes[0] ?? "-")) return refused(401, "INVALID_BACKUP_CODE");
        person.fresh = true;
        return ok({ token: "t", user: {} });
      },
      "/api/auth/get-session": () => ok(null),
    },
  );
  return { person, ...calls };
};

function Section() {
  const viewer = useViewer();
  return viewer ? <TwoStep viewer={viewer} /> : null;
}

function Asking() {
  const { ask, gate } = useSecondFactor();
  const [answer, setAnswer] = useState("nothing yet");
  return (
    <>
      <button
        type="button"
        onClick={() => void ask().then((isSure) => setAnswer(isSure ? "sure" : "gave up"))}
      >
        Change the account
      </button>
      <output>{answer}</output>
      {gate}
    </>
  );
}

const press = async (name: string) => userEvent.click(await screen.findByRole("button", { name }));
const type = async (label: string, text: string) => userEvent.type(await screen.findByLabelText(label), text);
const answered = () => screen.getByRole("status").textContent;

test("turning it on: password, code of the app, spare codes once", async () => {
  serve({ on: false, fresh: false });
  await drawScreen(<Section />);
  await press("Turn on two-step sign-in");
  const password = await screen.findByLabelText("Your password");
  expect(document.activeElement).toBe(password);
  await userEvent.type(password, "wrong{Enter}");
  expect((await screen.findByRole("alert")).textContent).toBe("The password is wrong.");
  await userEvent.clear(password);
  await userEvent.type(password, "right password{Enter}");

  expect(await screen.findByRole("img", { name: "QR code for your authenticator app" })).toBeTruthy();
  expect(screen.getByText("ABCD EFGH IJKL MNOP QRST UVWX YZ23 4567")).toBeTruthy();
  const code = screen.getByLabelText<HTMLInputElement>("Code from your app");
  expect(document.activeElement).toBe(code);
  await userEvent.type(code, "12 34{Enter}");
  expect(await screen.findByText("Type the six digits that your app shows")).toBeTruthy();
  await userEvent.clear(code);
  await userEvent.type(code, "654321{Enter}");
  expect((await screen.findByRole("alert")).textContent).toMatch(/^This code is wrong/);
  expect([code.value, document.activeElement]).toEqual(["654321", code]);
  await userEvent.clear(code);
  await userEvent.type(code, "123 456{Enter}");

  const shown = await screen.findByRole("list", { name: "Spare codes" });
  expect(
    within(shown)
      .getAllByRole("listitem")
      .map((item) => item.textContent),
  ).toEqual(spareCodes);
  await press("I have kept them");
  expect(await screen.findByText("On")).toBeTruthy();
  expect(screen.queryByText(spareCodes[0] ?? "")).toBeNull();
  await waitFor(() =>
    expect(document.activeElement).toBe(screen.getByRole("button", { name: "New spare codes" })),
  );
});

test("turning it off needs a code and the password", async () => {
  const { person } = serve({ on: true, fresh: false });
  await drawScreen(<Section />);
  await press("Turn off two-step sign-in");
  await screen.findByRole("dialog", { name: "Confirm that it is you" });
  await type("Code from your app", "123456{Enter}");
  await type("Your password", "right password{Enter}");
  expect(await screen.findByText("Off")).toBeTruthy();
  expect(person.on).toBe(false);
});

test("new spare codes are shown once, and a way back is always there", async () => {
  serve({ on: true, fresh: true });
  await drawScreen(<Section />);
  await press("New spare codes");
  await press("Cancel");
  await press("New spare codes");
  await type("Your password", "right password{Enter}");
  expect(await screen.findByText("ccccc-33333")).toBeTruthy();
  await press("I have kept them");
  expect(screen.queryByText("ccccc-33333")).toBeNull();
});

test("a confirmation of the last minutes is enough: nothing is asked", async () => {
  serve({ on: true, fresh: true });
  await drawScreen(<Asking />);
  await press("Change the account");
  await waitFor(() => expect(answered()).toBe("sure"));
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("without one a code is asked for; a spare code does, and giving up is no", async () => {
  serve({ on: true, fresh: false });
  await drawScreen(<Asking />);
  await press("Change the account");
  await press("Cancel");
  await waitFor(() => expect(answered()).toBe("gave up"));
  await press("Change the account");
  await press("I cannot use the app");
  await type("Spare code", "aaaaa-99999{Enter}");
  expect((await screen.findByRole("alert")).textContent).toBe(
    "This spare code is wrong, or was used before.",
  );
  const field = screen.getByLabelText("Spare code");
  await userEvent.clear(field);
  await userEvent.type(field, `${spareCodes[0]}{Enter}`);
  await waitFor(() => expect(answered()).toBe("sure"));
});

test("who has it turned off is led through turning it on, and goes on from there", async () => {
  serve({ on: false, fresh: false });
  await drawScreen(<Asking />);
  await press("Change the account");
  await screen.findByRole("dialog", { name: "Turn on two-step sign-in first" });
  await press("Set it up");
  await type("Your password", "right password{Enter}");
  await type("Code from your app", "123456{Enter}");
  expect(answered()).toBe("nothing yet");
  await press("I have kept them");
  await waitFor(() => expect(answered()).toBe("sure"));
});

test("when nobody answers it says so and asks again", async () => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("offline")));
  await drawScreen(<Asking />);
  await press("Change the account");
  expect((await screen.findByRole("alert")).textContent).toContain("does not answer");
  serve({ on: true, fresh: true });
  await press("Try again");
  await waitFor(() => expect(answered()).toBe("sure"));
});
