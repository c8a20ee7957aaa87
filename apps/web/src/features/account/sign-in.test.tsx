import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from "@tanstack/react-router";
import { cleanup, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { queryClient } from "../../api/client.ts";
import { answerCalls } from "../../api/screen.fixture.ts";
import { theme } from "../../app/theme.tsx";
import { SignIn } from "./sign-in.tsx";

const drawSignIn = async (next: string) => {
  const root = createRootRoute({ component: Outlet, notFoundComponent: () => "somewhere else" });
  const signIn = createRoute({
    getParentRoute: () => root,
    path: "/sign-in",
    validateSearch: (raw: Record<string, unknown>): { next?: string } =>
      typeof raw["next"] === "string" ? { next: raw["next"] } : {},
    component: SignIn,
  });
  const router = createRouter({
    routeTree: root.addChildren([signIn]),
    history: createMemoryHistory({ initialEntries: [`/sign-in?next=${encodeURIComponent(next)}`] }),
  });
  await router.load();
  render(
    <MantineProvider theme={theme} env="test">
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>,
  );
  return router;
};

const serve = (secondStep: boolean) =>
  answerCalls(
    { "people.me": () => ({ data: null }) },
    {
      "/api/config": () => Response.json({}),
      "/api/auth/get-session": () => Response.json(null),
      "/api/auth/sign-in/email": () =>
        Response.json(
          secondStep
            ? { twoFactorRedirect: true, twoFactorMethods: ["totp"] }
            : { redirect: false, token: "t", user: {} },
        ),
      "/api/auth/two-factor/verify-totp": (input) =>
        JSON.stringify(input).includes("123456")
          ? Response.json({ token: "t", user: {} })
          : Response.json({ code: "INVALID_CODE" }, { status: 401 }),
    },
  );

const fillIn = async () => {
  await userEvent.type(await screen.findByLabelText("E-mail"), "bo@example.com");
  await userEvent.type(screen.getByLabelText("Password"), "right password{Enter}");
};

let leave: ReturnType<typeof vi.spyOn>;
beforeEach(() => {
  leave = vi.spyOn(window.location, "assign").mockImplementation(() => undefined);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

test("where it is off, the password signs in and leads back", async () => {
  serve(false);
  const router = await drawSignIn("/library");
  await fillIn();
  await waitFor(() => expect(router.state.location.pathname).toBe("/library"));
  expect(leave).not.toHaveBeenCalled();
});

test("where it is on, a code is asked for; a wrong one stays to be mended; then it leads back", async () => {
  serve(true);
  const router = await drawSignIn("/library");
  await fillIn();
  await screen.findByRole("heading", { name: "Two-step sign-in" });
  const code = screen.getByLabelText<HTMLInputElement>("Code from your app");
  expect(document.activeElement).toBe(code);
  await userEvent.type(code, "999999{Enter}");
  expect((await screen.findByRole("alert")).textContent).toMatch(/^This code is wrong/);
  expect([code.value, router.state.location.pathname]).toEqual(["999999", "/sign-in"]);
  await userEvent.clear(code);
  await userEvent.type(code, "123456{Enter}");
  await waitFor(() => expect(router.state.location.pathname).toBe("/library"));
});

test("from the second step there is a way back to the first", async () => {
  serve(true);
  await drawSignIn("/");
  await fillIn();
  await userEvent.click(await screen.findByRole("button", { name: "Back" }));
  expect(await screen.findByLabelText("Password")).toBeTruthy();
});

test("back to a page that the server draws the browser goes by itself", async () => {
  serve(false);
  const path = "/pay/razorpay/pur_01m81rhhyeecv80qyjt241nv7y";
  const router = await drawSignIn(path);
  await fillIn();
  await waitFor(() => expect(leave).toHaveBeenCalledWith(path));
  expect(router.state.location.pathname).toBe("/sign-in");
});
