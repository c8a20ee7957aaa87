import "@mantine/core/styles/ScrollArea.layer.css";
import "@mantine/core/styles/Table.layer.css";
import { Table } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./wide-table.module.css";

interface WideTableProps {
  label: string;
  minWidth: number;
  children: ReactNode;
}

/** A framed table that scrolls sideways on a narrow screen, by keyboard too. */
export const WideTable = ({ label, minWidth, children }: WideTableProps) => (
  <Table.ScrollContainer
    minWidth={minWidth}
    className={classes["frame"] ?? ""}
    scrollAreaProps={{ viewportProps: { tabIndex: 0, role: "region", "aria-label": label } }}
  >
    <Table className="num" verticalSpacing="sm" horizontalSpacing="md">
      {children}
    </Table>
  </Table.ScrollContainer>
);
