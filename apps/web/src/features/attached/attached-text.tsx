import { Box, Text } from "@mantine/core";
import classes from "./attached.module.css";

/** A strategy file of another engine, to read: as plain text, which nothing here runs. */
export const AttachedText = ({ text }: { text: string }) => (
  <>
    <Text size="sm" c="dimmed" mb="sm">
      Stored and handed on as it is. Nothing here ever ran it: read it for what it would do on a buyer's
      machine.
    </Text>
    <Box component="section" className={classes["source"] ?? ""} aria-label="Strategy file" tabIndex={0}>
      <pre>{text}</pre>
    </Box>
  </>
);
