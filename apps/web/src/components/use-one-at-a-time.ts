import { useRef } from "react";

/**
 * Lets one call through at a time: the second half of a double click comes before the button shows that it
 * is busy. What fails is shown by the call's own state.
 */
export function useOneAtATime() {
  const underWay = useRef(false);
  return (call: () => Promise<unknown>): void => {
    if (underWay.current) return;
    underWay.current = true;
    const end = () => {
      underWay.current = false;
    };
    call().then(end, end);
  };
}
