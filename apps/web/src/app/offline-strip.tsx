import { IconCloudOff } from "@tabler/icons-react";
import { useSyncExternalStore } from "react";
import classes from "./shell.module.css";

function watchConnection(changed: () => void) {
  window.addEventListener("online", changed);
  window.addEventListener("offline", changed);
  return () => {
    window.removeEventListener("online", changed);
    window.removeEventListener("offline", changed);
  };
}

/** Says that the connection is gone; nothing typed is lost meanwhile. */
export function OfflineStrip() {
  const online = useSyncExternalStore(watchConnection, () => navigator.onLine);
  return (
    <div role="status" className={classes["offlinePlace"]}>
      {online ? null : (
        <div className={classes["offline"]}>
          <IconCloudOff size={16} stroke={1.7} aria-hidden />
          You are offline. What you see may be old; it is loaded again when the connection is back.
        </div>
      )}
    </div>
  );
}
