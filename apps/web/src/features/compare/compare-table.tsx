import "@mantine/core/styles/ScrollArea.layer.css";
import "@mantine/core/styles/Table.layer.css";
import type { ComparedStrategy, EvidenceTier, ProofState } from "@boltz/contract";
import { CloseButton, Table } from "@mantine/core";
import { AnchorLink } from "../../components/links.tsx";
import { styleName } from "../../format/markets.ts";
import { TierBadge } from "../listings/tier-badge.tsx";
import { formatRatio, undefinedFigure } from "../proof/figure-format.ts";
import { SegmentMark } from "../proof/segment-mark.tsx";
import { segmentColours } from "../proof/segments.ts";
import classes from "./compare-table.module.css";
import { type ComparedRow, luckRows, segmentRows } from "./compared-rows.ts";
import {
  type Axis,
  equityThumbnails,
  heightOf,
  start,
  type Thumbnail,
  thumbnail,
} from "./equity-thumbnails.ts";

interface CompareTableProps {
  strategies: readonly ComparedStrategy[];
  onRemove: (strategy: ComparedStrategy) => void;
}

const tierOf = (state: ProofState): EvidenceTier =>
  state === "passed" ? "verified" : state === "attached" ? "attached" : "unverified";

/** Strategies side by side; on a phone it scrolls sideways under the names of the figures. */
export function CompareTable({ strategies, onRemove }: CompareTableProps) {
  const { axis, drawn } = equityThumbnails(strategies);
  return (
    <Table.ScrollContainer
      minWidth={118 + strategies.length * 168}
      className={classes["frame"] ?? ""}
      scrollAreaProps={{ viewportProps: { tabIndex: 0, role: "region", "aria-label": "Comparison" } }}
    >
      <table className={`${classes["table"]} num`}>
        <thead>
          <tr>
            <th scope="col">Strategy</th>
            {strategies.map((strategy) => (
              <StrategyHead key={strategy.listingId} strategy={strategy} onRemove={onRemove} />
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">Equity, all on one axis</th>
            {strategies.map(({ listingId, title }, place) => (
              <td key={listingId}>
                <EquityThumbnail drawn={drawn[place] ?? null} axis={axis} title={title} />
              </td>
            ))}
          </tr>
        </tbody>
        {segmentRows(strategies).map(({ segment, rows }) => (
          <tbody key={segment}>
            <tr className={classes["group"]}>
              <th scope="rowgroup" colSpan={strategies.length + 1}>
                <SegmentMark segment={segment} />
              </th>
            </tr>
            <Rows rows={rows} strategies={strategies} />
          </tbody>
        ))}
        <tbody>
          <tr className={classes["group"]}>
            <th scope="rowgroup" colSpan={strategies.length + 1}>
              <span>Skill or luck</span>
            </th>
          </tr>
          <Rows rows={luckRows(strategies)} strategies={strategies} />
        </tbody>
      </table>
    </Table.ScrollContainer>
  );
}

interface StrategyHeadProps {
  strategy: ComparedStrategy;
  onRemove: (strategy: ComparedStrategy) => void;
}

function StrategyHead({ strategy, onRemove }: StrategyHeadProps) {
  const { listingId, title, creator, version, state, style, timeframe, symbols } = strategy;
  const market = [symbols.slice(0, 3).join(", "), timeframe, style === null ? null : styleName(style)];
  return (
    <th scope="col" className={classes["head"]}>
      <span className={classes["title"]}>
        <AnchorLink to="/listings/$listingId" params={{ listingId }} fw={600}>
          {title}
        </AnchorLink>
        <CloseButton
          size="sm"
          aria-label={`Take ${title} out of the comparison`}
          onClick={() => onRemove(strategy)}
        />
      </span>
      <span className={classes["quiet"]}>
        by {creator.displayName} · {version}
      </span>
      <span>
        <TierBadge tier={tierOf(state)} />
      </span>
      <span className={classes["quiet"]}>{market.filter(Boolean).join(" · ")}</span>
    </th>
  );
}

interface RowsProps {
  rows: readonly ComparedRow[];
  strategies: readonly ComparedStrategy[];
}

const Rows = ({ rows, strategies }: RowsProps) =>
  rows.map(({ label, cells }) => (
    <tr key={label}>
      <th scope="row">{label}</th>
      {strategies.map(({ listingId, segments }, place) => {
        const cell = cells[place];
        return (
          <td key={listingId} data-best={cell?.isBest || undefined}>
            {cell?.text ?? <Absent wasRun={segments !== null} />}
            {cell?.isBest ? <span className={classes["best"]}> best</span> : null}
          </td>
        );
      })}
    </tr>
  ));

const Absent = ({ wasRun }: { wasRun: boolean }) => (
  <span className={classes["quiet"]}>{wasRun ? undefinedFigure : "not run here"}</span>
);

interface EquityThumbnailProps {
  drawn: Thumbnail | null;
  axis: Axis;
  title: string;
}

function EquityThumbnail({ drawn, axis, title }: EquityThumbnailProps) {
  if (drawn === null) return <Absent wasRun={false} />;
  const { width, height } = thumbnail;
  const base = heightOf(start, axis);
  const words = `100 became ${formatRatio(drawn.last)}`;
  return (
    <figure className={classes["equity"]}>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`Equity of ${title}: ${words}`}>
        <line x1={0} x2={width} y1={base} y2={base} className={classes["base"]} />
        {drawn.paths.map(({ segment, path }) => (
          <path
            key={segment}
            d={path}
            stroke={`var(${segmentColours[segment]})`}
            className={classes["curve"]}
          />
        ))}
      </svg>
      <figcaption className={classes["quiet"]}>{words}</figcaption>
    </figure>
  );
}
