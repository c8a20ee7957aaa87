import { useEffect, useRef } from "react";

/** What appears in the place of the button that was pressed takes the focus, which would be lost otherwise. */
export function useFocusOnMount<T extends HTMLElement>(isWanted = true) {
  const element = useRef<T>(null);
  const wanted = useRef(isWanted);
  useEffect(() => {
    if (wanted.current) element.current?.focus();
  }, []);
  return element;
}
