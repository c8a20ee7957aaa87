import { Box } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./heatmap.module.css";

interface HeatCellProps {
  value: number | null;
  /** The absolute value at which the colour is deepest. */
  most: number;
  isChosen?: boolean;
  children: ReactNode;
}

const deepestPercent = 46;

/** A cell whose ground says at a glance what its text says exactly. */
export function HeatCell({ value, most, isChosen = false, children }: HeatCellProps) {
  const depth = Math.round(deepestPercent * Math.min(1, Math.abs(value ?? 0) / most));
  const colour = (value ?? 0) < 0 ? "var(--mantine-color-red-5)" : "var(--mantine-color-green-5)";
  return (
    <td
      className={classes["cell"]}
      data-chosen={isChosen || undefined}
      style={{ background: `color-mix(in srgb, ${colour} ${depth}%, var(--bz-surface))` }}
    >
      {children}
    </td>
  );
}

/** Where a table is wider than the page: it scrolls by itself, by keyboard too. */
export const HeatFrame = ({ label, children }: { label: string; children: ReactNode }) => (
  <Box component="section" className={classes["scroll"] ?? ""} aria-label={label} tabIndex={0}>
    {children}
  </Box>
);
