import { inject } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    clusterUrl: string;
  }
}

/** Superuser's address of the one PostgreSQL that this test run uses. */
export function clusterUrl(): string {
  return inject("clusterUrl");
}
