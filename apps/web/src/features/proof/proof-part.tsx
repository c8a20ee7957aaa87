import { Title } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./proof.module.css";

interface ProofPartProps {
  title: string;
  id: string;
  children: ReactNode;
}

/** A titled part of the proof that assistive technology can jump to. */
export const ProofPart = ({ title, id, children }: ProofPartProps) => (
  <section aria-labelledby={id} className={classes["part"]}>
    <Title order={3} id={id} mb="sm">
      {title}
    </Title>
    {children}
  </section>
);
