import { createRootRoute } from "@tanstack/react-router";
import { CrashScreen } from "./crash-screen.tsx";
import { NotFound } from "./not-found.tsx";
import { Shell } from "./shell.tsx";

export const root = createRootRoute({
  component: Shell,
  notFoundComponent: NotFound,
  errorComponent: CrashScreen,
});
export const under = () => root;

/** A search parameter that is there and not empty. */
export const textOf = (raw: Record<string, unknown>, key: string) => {
  const value = raw[key];
  return typeof value === "string" && value !== "" ? { [key]: value } : {};
};
