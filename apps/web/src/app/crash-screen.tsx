import { Button } from "@mantine/core";
import type { ErrorComponentProps } from "@tanstack/react-router";
import { wireErrorOf } from "../api/errors.ts";
import { Page } from "../components/page.tsx";
import { ErrorPanel } from "../components/states.tsx";

/** A screen that failed to draw: calm words, the code to quote, and a way on. */
export function CrashScreen({ error, reset }: ErrorComponentProps) {
  const known = wireErrorOf(error).code !== "unreachable";
  const shown = known ? error : { shape: {} };
  return (
    <Page title="Something went wrong" width="text">
      <ErrorPanel error={shown} retry={reset} title="This screen could not be shown">
        <Button size="sm" variant="subtle" onClick={() => window.location.reload()}>
          Reload the page
        </Button>
      </ErrorPanel>
    </Page>
  );
}
