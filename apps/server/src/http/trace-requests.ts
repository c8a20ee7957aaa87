import { context, propagation, SpanKind, SpanStatusCode, type Tracer } from "@opentelemetry/api";
import { createMiddleware } from "hono/factory";
import { routePath } from "hono/route";
import type { Env } from "./parts.ts";

/**
 * One span for each request, under the trace that its caller began. It names the route and never the
 * address, which may hold a download or unsubscribe token, nor what an error says.
 */
export const traceRequests = (tracer: Tracer) =>
  createMiddleware<Env>((c, next) => {
    const caller = propagation.extract(context.active(), c.req.header());
    const { method } = c.req;
    const attributes = { "http.request.method": method };
    return tracer.startActiveSpan(method, { kind: SpanKind.SERVER, attributes }, caller, async (span) => {
      try {
        await next();
        const { status } = c.res;
        const route = routePath(c, -1);
        span.updateName(`${method} ${route}`).setAttributes({
          "http.route": route,
          "http.response.status_code": status,
          "boltz.correlation_id": c.var.correlationId,
        });
        if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
      } finally {
        span.end();
      }
    });
  });
