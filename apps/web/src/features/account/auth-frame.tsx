import { Alert } from "@mantine/core";
import type { ReactNode } from "react";
import { Page } from "../../components/page.tsx";
import classes from "./account.module.css";

interface AuthFrameProps {
  title: string;
  lead?: ReactNode;
  footer?: ReactNode;
  children: ReactNode;
}

/** The narrow card in which people sign up, in, and prove who they are. */
export const AuthFrame = ({ title, lead, footer, children }: AuthFrameProps) => (
  <Page title={title} lead={lead} width="narrow">
    <div className={classes["card"]}>{children}</div>
    {footer ? <div className={classes["footer"]}>{footer}</div> : null}
  </Page>
);

export const Problem = ({ text }: { text: string | undefined }) => (
  <>
    {text ? (
      <Alert color="red" role="alert">
        {text}
      </Alert>
    ) : null}
  </>
);
