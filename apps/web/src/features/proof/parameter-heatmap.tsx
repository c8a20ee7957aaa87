import type { ListingId, ParameterMap } from "@boltz/contract";
import { Text, VisuallyHidden } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import { formatRatio, formatValue } from "./figure-format.ts";
import { HeatCell, HeatFrame } from "./heat-cell.tsx";
import classes from "./heatmap.module.css";
import { paramDefaults } from "./param-defaults.ts";

interface ParameterHeatmapProps {
  listingId: ListingId;
  version: string;
  map: ParameterMap | null;
}

/** Whether the chosen setting stands on a broad hill or on a lone peak: the Sharpe ratio in sample around it. */
export function ParameterHeatmap({ listingId, version, map }: ParameterHeatmapProps) {
  const rules = useQuery(api.listings.rules.queryOptions({ listingId, version }, { staleTime: 300_000 }));
  if (map === null)
    return (
      <Text c="dimmed">This strategy has no parameter that could be turned, so there is no map of it.</Text>
    );
  const { x, y, sharpe } = map;
  const defaults = rules.data === undefined ? undefined : paramDefaults(rules.data);
  const most = Math.max(...sharpe.flat().map((value) => Math.abs(value ?? 0)), 1);
  return (
    <div>
      <Text size="sm" className={classes["lead"] ?? ""}>
        {`Sharpe ratio in sample for other values of ${y === null ? x.param : `${x.param} and ${y.param}`}. Trust a setting more when its neighbours do well too.`}
      </Text>
      <HeatFrame label="Parameter map">
        <table className={`${classes["heat"]} num`}>
          <thead>
            <tr>
              <th scope="col">{y === null ? x.param : `${y.param} by ${x.param}`}</th>
              {x.values.map((value) => (
                <th key={value} scope="col">
                  {formatValue(value)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {(y?.values ?? [null]).map((down, row) => (
              <tr key={down ?? "only"}>
                <th scope="row">{down === null ? "Sharpe" : formatValue(down)}</th>
                {x.values.map((across, column) => {
                  const value = sharpe[row]?.[column] ?? null;
                  const isChosen =
                    defaults?.get(x.param) === across && (y === null || defaults.get(y.param) === down);
                  return (
                    <HeatCell key={across} value={value} most={most} isChosen={isChosen}>
                      {formatRatio(value)}
                      {isChosen ? <VisuallyHidden> (chosen)</VisuallyHidden> : null}
                    </HeatCell>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </HeatFrame>
      <Text size="xs" c="dimmed" mt="xs">
        The framed cell is what the author chose. A dash: the two values do not go together, or it never
        traded.
      </Text>
    </div>
  );
}
