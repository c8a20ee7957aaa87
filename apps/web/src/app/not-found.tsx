import { ButtonLink } from "../components/links.tsx";
import { Page } from "../components/page.tsx";
import { EmptyPanel } from "../components/states.tsx";

export function NotFound() {
  return (
    <Page title="Page not found">
      <EmptyPanel
        title="There is nothing at this address"
        actions={<ButtonLink to="/">Explore strategies</ButtonLink>}
      >
        It may have been removed, or the address is wrong.
      </EmptyPanel>
    </Page>
  );
}
