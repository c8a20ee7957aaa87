// The mark of what is chosen has a sheet of its own; without it, it stands beside its place.
import "@mantine/core/styles/FloatingIndicator.layer.css";
import "@mantine/core/styles/SegmentedControl.layer.css";

export { SegmentedControl } from "@mantine/core";
