import { useEffect, useRef } from "react";
import type { ChartPoint } from "./chart-points.ts";
import classes from "./equity-chart.module.css";
import { drawEquity, type EquityDrawing } from "./equity-drawing.ts";
import { onSchemeChange, paletteOf } from "./equity-palette.ts";

interface EquityCanvasProps {
  points: readonly ChartPoint[];
  isLogarithmic: boolean;
  /** The point that the slider stands at; null while the pointer leads. */
  chosen: number | null;
  onHover: (place: number | null) => void;
}

/** The drawn chart. It says nothing to a screen reader: the words, the slider and the table beside it do. */
export function EquityCanvas({ points, isLogarithmic, chosen, onHover }: EquityCanvasProps) {
  const frame = useRef<HTMLDivElement>(null);
  const drawing = useRef<EquityDrawing>(undefined);
  const latest = useRef({ isLogarithmic, onHover });
  latest.current = { isLogarithmic, onHover };

  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const drawn = drawEquity({
      element,
      points,
      // What the browser names its language by need not be a tag; what it formats by always is.
      locale: Intl.DateTimeFormat().resolvedOptions().locale,
      onHover: (place) => latest.current.onHover(place),
    });
    drawing.current = drawn;
    drawn.paint(paletteOf(element));
    drawn.setLogarithmic(latest.current.isLogarithmic);
    const stop = onSchemeChange(() => drawn.paint(paletteOf(element)));
    return () => {
      stop();
      drawing.current = undefined;
      drawn.remove();
    };
  }, [points]);

  useEffect(() => drawing.current?.setLogarithmic(isLogarithmic), [isLogarithmic]);
  useEffect(() => drawing.current?.pointAt(chosen), [chosen]);

  return <div ref={frame} className={classes["canvas"]} aria-hidden="true" />;
}
