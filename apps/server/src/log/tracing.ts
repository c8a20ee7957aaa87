import { context, propagation, SpanStatusCode, type Tracer, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { BatchSpanProcessor, type SpanExporter, TracerProvider } from "@opentelemetry/sdk-trace";
import { version } from "../version.ts";

/** Where spans begin and end; without an endpoint nothing is recorded and nothing is sent. */
export interface Tracing {
  /** Null where nothing is recorded. */
  provider: TracerProvider | null;
  tracer: Tracer;
  stop(): Promise<void>;
}

const name = "boltz-marketplace";

const off = (): Tracing => ({ provider: null, tracer: trace.getTracer(name), stop: () => Promise.resolve() });

/** Sends traces by OTLP over HTTP to `endpoint`, such as http://collector:4318; null sends none. */
export const startTracing = (endpoint: string | null, to?: SpanExporter): Tracing => {
  if (endpoint === null) return off();
  const exporter = to ?? new OTLPTraceExporter({ url: new URL("v1/traces", `${endpoint}/`).href });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ "service.name": name, "service.version": version }),
    spanProcessors: [new BatchSpanProcessor({ exporter })],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  return {
    provider,
    tracer: provider.getTracer(name, version),
    stop: async () => {
      await provider.shutdown().catch(() => {});
      context.disable();
      propagation.disable();
    },
  };
};

/** Does `work` inside a span of that name. What it throws marks the span, by its kind and without its words. */
export const inSpan = <T>(
  tracer: Tracer,
  spanName: string,
  attributes: Record<string, string>,
  work: () => Promise<T>,
): Promise<T> =>
  tracer.startActiveSpan(spanName, { attributes }, async (span) => {
    try {
      return await work();
    } catch (error) {
      const message = error instanceof Error ? error.name : typeof error;
      span.setStatus({ code: SpanStatusCode.ERROR, message });
      throw error;
    } finally {
      span.end();
    }
  });
