import classes from "../components/page.module.css";
import { LoadingRows } from "../components/states.tsx";

export const RoutePending = () => (
  <div className={classes["page"]}>
    <LoadingRows rows={4} />
  </div>
);
