import "@mantine/core/styles/Tooltip.layer.css";
import { type ProofReport, type SegmentName, segmentNames } from "@boltz/contract";
import { Tooltip, VisuallyHidden } from "@mantine/core";
import { useId, useState } from "react";
import { SegmentedControl } from "../../components/segmented-control.ts";
import { undefinedFigure } from "./figure-format.ts";
import { type FigureRow, figureGroups } from "./figure-rows.ts";
import classes from "./figures-table.module.css";
import { SegmentMark } from "./segment-mark.tsx";
import { segmentColours, segmentsOf, segmentWords } from "./segments.ts";

const shortLabels: Record<SegmentName, string> = {
  inSample: "In sample",
  holdout: "Holdout",
  afterPublication: "After",
};

/** The figures of each part beside each other, never mixed; one part at a time on a phone. */
export function FiguresTable({ report }: { report: ProofReport }) {
  const [shown, setShown] = useState<SegmentName>(() =>
    segmentsOf(report).includes("holdout") ? "holdout" : "inSample",
  );
  return (
    <div className={classes["frame"]} data-shown={shown}>
      <SegmentedControl
        className={classes["choice"] ?? ""}
        aria-label="Part of the record"
        fullWidth
        data={segmentNames.map((name) => ({ value: name, label: shortLabels[name] }))}
        value={shown}
        onChange={(value) => setShown(segmentNames.find((name) => name === value) ?? shown)}
      />
      <table className={`${classes["table"]} num`}>
        <caption>
          <VisuallyHidden>Figures of each part of the record</VisuallyHidden>
        </caption>
        <thead>
          <tr>
            <th scope="col">
              <VisuallyHidden>Figure</VisuallyHidden>
            </th>
            {segmentNames.map((name) => (
              <th
                key={name}
                scope="col"
                data-segment={name}
                style={{ borderBottomColor: `var(${segmentColours[name]})` }}
              >
                <SegmentMark segment={name} />
                {report.segments[name] === null ? (
                  <span className={classes["absent"]}>{segmentWords[name].absent}</span>
                ) : null}
              </th>
            ))}
          </tr>
        </thead>
        {figureGroups.map(({ title, rows }) => (
          <tbody key={title}>
            <tr className={classes["group"]}>
              <th scope="rowgroup" colSpan={4}>
                {title}
              </th>
            </tr>
            {rows.map((row) => (
              <FigureLine key={row.label} row={row} report={report} />
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

function FigureLine({ row, report }: { row: FigureRow; report: ProofReport }) {
  const meaning = useId();
  return (
    <tr>
      <th scope="row">
        <Tooltip
          label={row.meaning}
          events={{ hover: true, focus: true, touch: true }}
          position="top-start"
          multiline
          maw={280}
        >
          <button type="button" className={classes["label"]} aria-describedby={meaning}>
            {row.label}
          </button>
        </Tooltip>
        <span id={meaning} hidden>
          {row.meaning}
        </span>
      </th>
      {segmentNames.map((name) => {
        const figures = report.segments[name];
        return (
          <td key={name} data-segment={name}>
            <Figure text={figures === null ? undefinedFigure : row.text(figures)} />
          </td>
        );
      })}
    </tr>
  );
}

const Figure = ({ text }: { text: string }) =>
  text === undefinedFigure ? (
    <>
      <span aria-hidden>{text}</span>
      <VisuallyHidden>not defined</VisuallyHidden>
    </>
  ) : (
    text
  );
