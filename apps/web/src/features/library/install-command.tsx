import { Text } from "@mantine/core";
import { CopyLine } from "../../components/copy-line.tsx";
import classes from "./library.module.css";

interface InstallCommandProps {
  listingId: string;
  version: string;
}

const installCommand = ({ listingId, version }: InstallCommandProps) =>
  `boltz install ${listingId}@${version} --dir ./strategies`;

/** The same from a terminal, where signature and digests are checked. */
export const InstallCommand = (props: InstallCommandProps) => (
  <div className={classes["command"]}>
    <Text size="sm" c="dimmed">
      Or from a terminal, with signature and digests checked:
    </Text>
    <CopyLine text={installCommand(props)} what="command" prompt="$" />
  </div>
);
