import type { SegmentName } from "@boltz/contract";
import type { IChartApi, IPanePrimitive, IPanePrimitivePaneView, Time } from "lightweight-charts";

export interface Band {
  from: Time;
  to: Time;
  segment: SegmentName;
}

/** Tints the ground of each part of the record behind the curves of one pane. */
export function segmentBands(
  chart: IChartApi,
  bands: readonly Band[],
  colourOf: (segment: SegmentName) => string,
): IPanePrimitive<Time> {
  const view: IPanePrimitivePaneView = {
    zOrder: () => "bottom",
    renderer: () => ({
      draw(target) {
        const onPixels = target.useBitmapCoordinateSpace.bind(target);
        onPixels(({ context, bitmapSize, horizontalPixelRatio }) => {
          const placeOf = (time: Time) => chart.timeScale().timeToCoordinate(time);
          for (const { from, to, segment } of bands) {
            const [left, right] = [placeOf(from), placeOf(to)];
            if (left === null || right === null) continue;
            context.fillStyle = colourOf(segment);
            const start = Math.round(left * horizontalPixelRatio);
            context.fillRect(start, 0, Math.round(right * horizontalPixelRatio) - start, bitmapSize.height);
          }
        });
      },
    }),
  };
  const views = [view];
  return { paneViews: () => views };
}
