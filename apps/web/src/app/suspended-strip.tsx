import { useViewer } from "../api/viewer.ts";
import { AnchorLink } from "../components/links.tsx";
import classes from "./shell.module.css";

/** Says on every screen that the account is suspended, and where to read why. */
export function SuspendedStrip() {
  const viewer = useViewer();
  if (!viewer?.suspended) return null;
  return (
    <aside className={classes["suspended"]} aria-label="Your account">
      This account is suspended.
      <AnchorLink to="/standing" inherit underline="always" c="inherit">
        Read why, and appeal
      </AnchorLink>
    </aside>
  );
}
