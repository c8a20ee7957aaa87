import { isId, type UserId } from "@boltz/contract";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { api } from "../../api/client.ts";
import { Gate } from "../../components/gate.tsx";
import { AnchorLink } from "../../components/links.tsx";
import { Page } from "../../components/page.tsx";
import { MissingPanel } from "../../components/states.tsx";
import { StandingPanel } from "./standing-panel.tsx";

const route = getRouteApi("/admin/creators/$creatorId");

/** Somebody's standing, with every decision about them. */
export function AdminCreator() {
  const { creatorId } = route.useParams();
  return (
    <Gate title="Standing" action="moderation.read">
      {() =>
        isId("usr", creatorId) ? (
          <Creator creatorId={creatorId} />
        ) : (
          <Page title="Standing">
            <MissingPanel what="person" />
          </Page>
        )
      }
    </Gate>
  );
}

function Creator({ creatorId }: { creatorId: UserId }) {
  const standing = useQuery(api.moderation.standing.queryOptions({ creatorId }, { staleTime: 0 }));
  const name = standing.data?.person.displayName;
  return (
    <Page
      title={name ? `Standing of ${name}` : "Standing"}
      heading={name ?? "Standing"}
      eyebrow={
        <AnchorLink to="/admin/moderation" c="dimmed" size="sm">
          Moderation
        </AnchorLink>
      }
      lead="What they may do here, and what was decided about them."
      width="text"
    >
      <StandingPanel creatorId={creatorId} withHistory />
    </Page>
  );
}
