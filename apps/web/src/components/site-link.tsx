import { useRouter } from "@tanstack/react-router";
import type { ComponentProps, MouseEvent } from "react";
import { goOn } from "../app/address-bar.ts";

interface SiteLinkProps extends Omit<ComponentProps<"a">, "href"> {
  /** A path of this site that came from the server. */
  path: string;
}

const opensElsewhere = (event: MouseEvent) =>
  event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;

/** A link to a path that the server named, followed without loading the site anew. */
export function SiteLink({ path, onClick, children, ...rest }: SiteLinkProps) {
  const router = useRouter();
  return (
    <a
      {...rest}
      href={path}
      onClick={(event) => {
        onClick?.(event);
        if (event.defaultPrevented || opensElsewhere(event)) return;
        event.preventDefault();
        goOn(path, (to) => router.history.push(to));
      }}
    >
      {children}
    </a>
  );
}
