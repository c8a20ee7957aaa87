import { configure } from "@testing-library/react";
import { afterEach, vi } from "vitest";

// Files share a process and its libraries. Our own modules are read anew for each, so that one which
// a file replaced, or what a module remembers, is not met by the next file.
vi.resetModules();

// How soon words come on screen is for a browser to measure; a busy machine here must not fail a test.
configure({ asyncUtilTimeout: 10_000 });

// A screen that was just left may still ask for something; that does not go out to the network.
globalThis.fetch = () => Promise.reject(new TypeError("no test answers"));

afterEach(() => {
  vi.useRealTimers();
});
