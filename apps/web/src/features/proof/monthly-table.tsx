import type { ProofReport } from "@boltz/contract";
import { Button, Text } from "@mantine/core";
import { useState } from "react";
import { placed, places } from "../../components/places.ts";
import { undefinedFigure } from "./figure-format.ts";
import { HeatCell, HeatFrame } from "./heat-cell.tsx";
import classes from "./heatmap.module.css";

const shownAtFirst = 12;
/** A month of ten percent either way has the deepest colour. */
const deepMonth = 0.1;

const monthName = (month: number) =>
  new Intl.DateTimeFormat(undefined, { month: "short", timeZone: "UTC" }).format(Date.UTC(2024, month, 1));

const percentPoints = (share: number | null) =>
  share === null
    ? undefinedFigure
    : new Intl.NumberFormat(undefined, {
        minimumFractionDigits: 1,
        maximumFractionDigits: 1,
        signDisplay: "negative",
      }).format(100 * share);

/** Returns by month and year, newest year first. */
export function MonthlyTable({ monthly }: { monthly: ProofReport["monthly"] }) {
  const [isAll, setIsAll] = useState(false);
  if (monthly.length === 0) return <Text c="dimmed">There is no whole month yet.</Text>;
  const years = monthly.toSorted((a, b) => b.year - a.year);
  const shown = isAll ? years : years.slice(0, shownAtFirst);
  return (
    <div>
      <HeatFrame label="Returns by month">
        <table className={`${classes["heat"]} num`} data-wide>
          <thead>
            <tr>
              <th scope="col">Year</th>
              {places(12).map((month) => (
                <th key={month} scope="col">
                  {monthName(month)}
                </th>
              ))}
              <th scope="col">Whole year</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ year, months, total }) => (
              <tr key={year}>
                <th scope="row">{year}</th>
                {placed(months).map(({ place, entry }) => (
                  <HeatCell key={place} value={entry} most={deepMonth}>
                    {percentPoints(entry)}
                  </HeatCell>
                ))}
                <HeatCell value={total} most={3 * deepMonth}>
                  <strong>{percentPoints(total)}</strong>
                </HeatCell>
              </tr>
            ))}
          </tbody>
        </table>
      </HeatFrame>
      <Text size="xs" c="dimmed" mt="xs">
        In percent. A dash: no bar in that month.
      </Text>
      {years.length > shownAtFirst ? (
        <Button size="compact-sm" variant="subtle" mt="xs" onClick={() => setIsAll(!isAll)}>
          {isAll ? "Show fewer" : `Show all ${years.length} years`}
        </Button>
      ) : null}
    </div>
  );
}
