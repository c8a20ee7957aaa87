import { useEffect, useState } from "react";

/** A part of the screen that is fetched when it is shown; a fetch that fails takes nothing else with it. */
export function useLoaded<T>(load: () => Promise<T>) {
  const [state, setState] = useState<{ part: T } | "failed">();
  const isWanted = state === undefined;
  useEffect(() => {
    let current = isWanted;
    if (isWanted)
      load().then(
        (part) => current && setState({ part }),
        () => current && setState("failed"),
      );
    return () => {
      current = false;
    };
  }, [load, isWanted]);
  return { state, retry: () => setState(undefined) };
}
