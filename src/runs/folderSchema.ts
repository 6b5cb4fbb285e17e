/** What is read from a run folder, checked at the door: another version, a crash or a curious person may have written it. */
import * as z from 'zod';
import { defined } from '../base/defined.ts';
import type { ReservationId, RunId } from '../base/ids.ts';
import type { ProcessIdentity } from '../base/processes.ts';
import { whenUsed } from '../base/whenUsed.ts';
import { saidActions } from './alert.ts';
import {
  type MetricPoint,
  pointSources,
  type Resumed,
  type RunDevice,
  type RunExit,
  type RunJob,
  type RunQueued,
  type RunSpec,
} from './run.ts';

const runIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,80}$/)
  .transform((text) => text as RunId);

const originSchema = whenUsed(() =>
  z.discriminatedUnion('by', [
    z.object({ by: z.literal('person') }),
    z.object({ by: z.literal('agent'), session: z.string(), call: z.string() }),
  ]),
);

export const specSchema: z.ZodType<RunSpec> = whenUsed(() =>
  z.object({
    v: z.number().int(),
    id: runIdSchema,
    name: z.string(),
    createdMs: z.number(),
    origin: originSchema,
    target: z.enum(['local', 'ssh', 'hf-job', 'hf-space', 'adopted', 'imported']),
    // Logs that were imported do not say it.
    argv: z.array(z.string()),
    through: z.array(z.string()).exactOptional(),
    hook: z.boolean().exactOptional(),
    terminal: z.literal(true).exactOptional(),
    adopted: z
      .discriminatedUnion('kind', [
        z.object({
          kind: z.literal('process'),
          pid: z.number().int().positive(),
          start: z.string().exactOptional(),
          output: z.string().exactOptional(),
          from: z.number().nonnegative().exactOptional(),
        }),
        z.object({ kind: z.literal('folder'), folder: z.string() }),
        z.object({ kind: z.literal('job') }),
      ])
      .exactOptional(),
    ssh: z.object({ host: z.string(), python: z.string(), folder: z.string(), root: z.string() }).exactOptional(),
    job: z
      .object({
        kind: z.literal('space').exactOptional(),
        payer: z.string(),
        hub: z.string(),
        flavor: z.string(),
        image: z.string(),
        timeoutMs: z.number().positive(),
        microUsdPerHour: z.number().nonnegative().exactOptional(),
        id: z.string().exactOptional(),
        reservation: z
          .string()
          .transform((text) => text as ReservationId)
          .exactOptional(),
        root: z.string(),
        packages: z.array(z.string()),
      })
      .exactOptional(),
    imported: z
      .object({
        from: z.string(),
        path: z.string(),
        part: z.string().exactOptional(),
        hyperparameters: z.record(z.string(), z.string()).exactOptional(),
      })
      .exactOptional(),
    cwd: z.string(),
    script: z.string(),
    interpreter: z.object({ path: z.string(), version: z.string(), origin: z.string() }),
    env: z.record(z.string(), z.string()),
    secrets: z.array(z.string()).exactOptional(),
    confinement: z
      .object({
        writable: z.array(z.string()),
        network: z.union([z.literal('off'), z.object({ hosts: z.array(z.string()) })]),
        roots: z.array(z.string()),
        home: z.string(),
      })
      .exactOptional(),
    // JSON has no undefined: outside a git repository the field is absent.
    code: z
      .object({
        commit: z.string().optional(),
        isDirty: z.boolean(),
        scriptSha256: z.string(),
        branch: z.string().exactOptional(),
        remote: z.string().exactOptional(),
      })
      .transform((code) => ({ ...code, commit: code.commit })),
    // A newer version may know more rules and more that they do.
    watchdogs: z.record(z.string(), z.unknown()).transform(saidActions).exactOptional(),
    limits: z
      .object({
        usdPerHour: z.number().exactOptional(),
        usd: z.number().exactOptional(),
        hours: z.number().exactOptional(),
        isCap: z.literal(true).exactOptional(),
        saidUsd: z.number().exactOptional(),
      })
      .exactOptional(),
    pastMs: z.number().nonnegative().exactOptional(),
    metricPatterns: z.array(z.string()).exactOptional(),
    needs: z
      .object({
        gpu: z.union([z.enum(['auto', 'all', 'none']), z.array(z.string())]),
        untilIdle: z.boolean(),
        parallel: z.int().nonnegative(),
        priority: z.number(),
        queue: z.string(),
      })
      .exactOptional(),
    settings: z
      .object({
        model: z.string().exactOptional(),
        dataset: z.string().exactOptional(),
        'sequence length': z.string().exactOptional(),
        'PEFT method': z.string().exactOptional(),
        seed: z.string().exactOptional(),
      })
      .exactOptional(),
    purpose: z
      .object({
        kind: z.literal('evaluate'),
        model: z.string(),
        baseline: z.string().exactOptional(),
        benchmark: z.string(),
        by: z.enum(['lm-eval', 'script']),
        out: z.string(),
      })
      .exactOptional(),
  }),
);

/** Enough of any version's spec to say which version wrote it. */
export const specVersionSchema = whenUsed(() =>
  z.object({
    v: z.number().int(),
    name: z.string().optional().catch(undefined),
    createdMs: z.number().optional().catch(undefined),
  }),
);

/** Points are counted when the run ends, so that a list of a thousand runs need not read their points. */
export interface ExitFile extends RunExit {
  readonly v: number;
  readonly pointCount: number;
  readonly metrics: readonly string[];
  /** Absent: 0. */
  readonly segment?: number;
}

export const exitSchema = whenUsed(() =>
  z.object({
    v: z.number().int(),
    code: z.number().int().nullable(),
    signal: z.string().nullable(),
    endedMs: z.number(),
    reason: z.string().optional(),
    pointCount: z.number().int().nonnegative(),
    metrics: z.array(z.string()),
    segment: z.int().nonnegative().exactOptional(),
  }),
);

const identitySchema = whenUsed(() => z.object({ pid: z.number().int().positive(), start: z.string().optional() }));

export const deviceSchema = whenUsed(() =>
  z.object({ vendor: z.enum(['nvidia', 'amd']), label: z.string(), id: z.string(), name: z.string() }),
);

export type NoteCode = 'disk-full' | 'disk-ok' | 'log-capped' | 'points-dropped' | 'source';

/** A line of `state.jsonl`: a change of status, or something worth knowing. */
export type StateLine = { readonly atMs: number } & (
  | {
      readonly status: 'starting';
      readonly host: string;
      readonly supervisor: ProcessIdentity;
      /** Absent: 0. */
      readonly segment?: number;
      readonly resumed?: Resumed;
    }
  /** Without a process: a watched folder. */
  | { readonly status: 'running'; readonly process?: ProcessIdentity }
  | ({ readonly status: 'queued' } & RunQueued)
  | { readonly devices: readonly RunDevice[] }
  | { readonly job: RunJob }
  | { readonly status: 'stopping'; readonly signal: string }
  | { readonly status: 'done' | 'failed' | 'stopped' }
  | { readonly note: NoteCode; readonly text: string }
  /** It was written, is seen to be whole, or was removed again. */
  | { readonly checkpoint: string; readonly bytes: number; readonly step?: number }
  | { readonly checkpoint: string; readonly isGone: true }
);

export const stateLineSchema = whenUsed(() =>
  z.union([
    z.object({
      atMs: z.number(),
      status: z.literal('starting'),
      host: z.string(),
      supervisor: identitySchema,
      segment: z.int().nonnegative().exactOptional(),
      resumed: z.object({ checkpoint: z.string(), step: z.number().exactOptional() }).exactOptional(),
    }),
    z.object({ atMs: z.number(), status: z.literal('running'), process: identitySchema.exactOptional() }),
    z.object({ atMs: z.number(), status: z.literal('queued'), position: z.int().positive(), waitsFor: z.string() }),
    z.object({ atMs: z.number(), devices: z.array(deviceSchema) }),
    z.object({ atMs: z.number(), job: z.object({ id: z.string(), page: z.string() }) }),
    z.object({ atMs: z.number(), status: z.literal('stopping'), signal: z.string() }),
    z.object({ atMs: z.number(), status: z.enum(['done', 'failed', 'stopped']) }),
    z.object({ atMs: z.number(), note: z.string(), text: z.string() }),
    z.object({ atMs: z.number(), checkpoint: z.string(), isGone: z.literal(true) }),
    z.object({ atMs: z.number(), checkpoint: z.string(), bytes: z.number(), step: z.number().exactOptional() }),
  ]),
);

export type ReadStateLine = z.infer<typeof stateLineSchema>;

const nonFinite: Readonly<Record<string, number>> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  '-Infinity': Number.NEGATIVE_INFINITY,
};

const pointSchema = z.object({
  metric: z.string(),
  step: z.number(),
  value: z.union([z.number(), z.enum(['NaN', 'Infinity', '-Infinity'])]),
  wallMs: z.number(),
  epoch: z.number().optional(),
  // A source of a newer version is no less a measurement.
  source: z.enum(pointSources).optional().catch(undefined),
  segment: z.int().nonnegative().optional(),
});

/** The point of one line, or undefined when the line is no point. */
export function parsePoint(line: string): MetricPoint | undefined {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return undefined;
  }
  const read = pointSchema.safeParse(json);
  if (!read.success) return undefined;
  const { metric, step, value, wallMs, epoch, source, segment } = read.data;
  const number = typeof value === 'number' ? value : (nonFinite[value] ?? Number.NaN);
  const point = { metric, step, value: number, wallMs };
  // There are millions of them, and most have none or one of these.
  if (epoch === undefined && segment === undefined) return source === undefined ? point : { ...point, source };
  return { ...point, ...defined({ epoch, source, segment }) };
}

/** One line of `points.jsonl`, with its newline. */
export function formatPoint(point: MetricPoint): string {
  const value = Number.isFinite(point.value) ? point.value : String(point.value);
  const { metric, step, wallMs, epoch, source, segment } = point;
  return `${JSON.stringify({ metric, step, value, wallMs, epoch, source, segment })}\n`;
}
