import { Button } from "@mantine/core";
import { type DemoLogin, useSiteConfig } from "../../api/site-config.ts";
import classes from "./account.module.css";

/** The logins of a demo installation, one click from the form. */
export function DemoLogins({ onChoose }: { onChoose: (login: DemoLogin) => void }) {
  const { demo, demoLogins } = useSiteConfig();
  if (!demo || demoLogins.length === 0) return null;
  return (
    <section className={classes["demo"]} aria-label="Demo logins">
      <h2>Demo logins</h2>
      <ul>
        {demoLogins.map((login) => (
          <li key={login.email}>
            <span className={classes["demoWho"]}>
              <strong>{login.role}</strong>
              <span>{login.email}</span>
            </span>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={`Fill in the ${login.role} login`}
              onClick={() => onChoose(login)}
            >
              Fill in
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
