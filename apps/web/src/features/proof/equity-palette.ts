import type { SegmentName } from "@boltz/contract";
import { segmentColours } from "./segments.ts";

/** The scheme's colours as a canvas needs them. */
export interface Palette {
  segments: Record<SegmentName, string>;
  soft: Record<SegmentName, string>;
  neutral: string;
  benchmark: string;
  text: string;
  line: string;
  font: string;
}

/** Reads the colours that hold where this element stands. */
export function paletteOf(element: Element): Palette {
  const style = getComputedStyle(element);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const { inSample, holdout, afterPublication } = segmentColours;
  return {
    segments: {
      inSample: colour(inSample),
      holdout: colour(holdout),
      afterPublication: colour(afterPublication),
    },
    soft: {
      inSample: "transparent",
      holdout: colour(`${holdout}-soft`),
      afterPublication: colour(`${afterPublication}-soft`),
    },
    neutral: colour("--bz-text-2"),
    benchmark: colour("--bz-text-3"),
    text: colour("--bz-text-3"),
    line: colour("--bz-line"),
    font: style.fontFamily,
  };
}

/** Calls back whenever the reader turns to the other scheme, by our button or the system's. */
export function onSchemeChange(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ["data-mantine-color-scheme"] });
  return () => observer.disconnect();
}
