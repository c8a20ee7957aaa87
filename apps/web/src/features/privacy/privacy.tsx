import { Gate } from "../../components/gate.tsx";
import { AnchorLink } from "../../components/links.tsx";
import { Page, Section } from "../../components/page.tsx";
import { EraseAccount } from "./erase-account.tsx";
import { OwnData } from "./own-data.tsx";

/** A copy of everything about oneself, and the end of the account. */
export const Privacy = () => (
  <Gate title="Your data" action="privacy.export">
    {(viewer) => (
      <Page
        title="Your data"
        width="text"
        eyebrow={<AnchorLink to="/account">Account</AnchorLink>}
        lead="Take everything with you that we keep about you, or have your account erased."
      >
        <Section title="A copy of your data" id="copy">
          <OwnData />
        </Section>
        <Section title="Erase your account" id="erase">
          <EraseAccount viewer={viewer} />
        </Section>
      </Page>
    )}
  </Gate>
);
