import { type SegmentName, segmentNames } from "@boltz/contract";
import classes from "./segment-mark.module.css";
import { segmentColours, segmentWords } from "./segments.ts";

/** A part of the record by its colour and its name. */
export const SegmentMark = ({ segment }: { segment: SegmentName }) => (
  <span className={classes["mark"]} style={{ color: `var(${segmentColours[segment]})` }}>
    <span className={classes["dot"]} aria-hidden />
    {segmentWords[segment].label}
  </span>
);

/** What the three colours mean. */
export const SegmentLegend = () => (
  <dl className={classes["legend"]} aria-label="The three parts of the record">
    {segmentNames.map((segment) => (
      <div key={segment}>
        <dt>
          <SegmentMark segment={segment} />
        </dt>
        <dd>{segmentWords[segment].meaning}</dd>
      </div>
    ))}
  </dl>
);
