/** What is kept of whether a paper is worth reproducing (`triage.json`) and of what came of it (`report.json`). docs/formats.md specifies both. */
import * as z from 'zod';
import { whenUsed } from '../../base/whenUsed.ts';
import { address, evidence, head, line, path, text, value } from './fields.ts';

/** A short text: headings, reasons, names. Nothing of a paper is quoted at more length in a report. */
const short = z.string().max(300);
const heading = z.array(short).max(20);

export const verdicts = ['reproduced', 'within noise', 'trend only', 'diverged', 'not run', 'not comparable'] as const;

const cell = z.strictObject({
  address,
  /** From 1, heading rows and columns counted, as in the plan. */
  row: z.int().min(0),
  column: z.int().min(0),
  rowPath: heading,
  columnPath: heading,
  /** The metric of a run that it is measured by. */
  key: short,
  /** As printed; null where the paper prints no single number there. */
  paper: z
    .strictObject({
      text: short,
      value: z.number(),
      spread: z.number().optional(),
      rounding: z.number(),
      unit: short.optional(),
      bound: z.enum(['<', '>', '≈']).optional(),
    })
    .nullable(),
  /** In the paper's unit where the two could be compared, else in its own. `sd`: sample standard deviation over the seeds, null for one. */
  measured: z
    .strictObject({
      /** Null where no value is a finite number. */
      mean: z.number().nullable(),
      sd: z.number().nullable(),
      /** As each run measured it, in the run's own unit. */
      values: z.array(z.strictObject({ run: short, seed: z.int().nullable(), value: z.number().nullable() })).max(1_000),
      pick: z.enum(['last', 'min', 'max']),
      unit: short.optional(),
    })
    .nullable(),
  /** measured − paper, in the paper's unit. */
  difference: z.number().nullable(),
  verdict: z.enum(verdicts),
  why: z.string().max(600).optional(),
  assumed: short.optional(),
  /** The other cells that its order was compared with. */
  beside: z.array(z.strictObject({ row: z.int(), column: z.int() })).max(500),
  /** What of the test data came into training: the number does not show what the paper claims. */
  leaked: short.optional(),
});

const over = z.strictObject({ mean: z.number(), sd: z.number().nullable(), seeds: z.int().min(1) });
const measure = z.strictObject({ key: short, ...over.shape, baseline: over.nullable() });

const deviation = z.strictObject({
  row: short,
  name: short,
  kind: z.enum(['other than the paper', 'other than the register', 'swept', 'differs between runs', 'not accepted', 'open']),
  /** What the runs that were counted used. */
  used: z.array(value).max(100),
  wanted: value.optional(),
  origin: short.optional(),
});

const cost = z.strictObject({
  usd: z.number().min(0).nullable(),
  basis: z.enum(['settled', 'estimated', 'own machine', 'unknown']),
  hours: z.number().min(0).nullable(),
});

const reportRun = z.strictObject({
  run: short,
  purpose: short,
  seed: z.int().nullable(),
  status: short,
  /** Whether a number of a cell stands on it. */
  counts: z.boolean(),
  commit: short.nullable(),
  isDirty: z.boolean().nullable(),
  cost,
  note: short.optional(),
});

export const reportSchema = whenUsed(() =>
  z.strictObject({
    ...head,
    stage: z.literal('report'),
    paper: z.string().min(1),
    title: short,
    madeAt: z.iso.datetime(),
    /** What a person should know who reads nothing else. */
    headline: z.string().max(1_000),
    integrity: z.strictObject({
      state: z.enum(['checked', 'not checked']),
      findings: z
        .array(z.strictObject({ kind: short, severity: z.enum(['error', 'warning', 'info']), message: z.string().max(600) }))
        .max(200),
      notChecked: z.array(short).max(100),
    }),
    counts: z.record(z.enum(verdicts), z.int().min(0)),
    cells: z.array(cell).max(2_000),
    /** Where no cell of a paper is to be measured: what the finished runs measured over their seeds, beside the baseline. */
    measures: z.array(measure).max(100).optional(),
    deviations: z.array(deviation).max(1_000),
    contracts: z.strictObject({
      equations: z.int().min(0).nullable(),
      ok: z.int().min(0),
      mismatch: z.int().min(0),
      notCompared: z.int().min(0),
      none: z.int().min(0),
      mismatches: z.array(z.strictObject({ address, why: z.string().max(600) })).max(200),
    }),
    runs: z.array(reportRun).max(2_000),
    cost,
    environment: z.array(
      z.strictObject({ python: short.nullable(), gpu: z.array(short).max(64), packages: z.record(short, short), runs: z.int().min(1) }),
    ),
    commits: z.array(z.strictObject({ commit: short.nullable(), isDirty: z.boolean(), runs: z.int().min(1) })).max(200),
    /** Lines that a person changed before the file first ran. */
    personLines: z.array(z.strictObject({ path, lines: z.int().min(0).nullable() })).max(500),
    notRun: z.array(short).max(500),
  }),
);

const known = z.enum(['yes', 'no', 'partly', 'unknown']);
const withWhy = z.strictObject({ state: known, why: z.string().max(600), evidence: z.array(evidence).max(20) });

export const triageSchema = whenUsed(() =>
  z.strictObject({
    ...head,
    stage: z.literal('triage'),
    paper: z.string().min(1),
    title: short,
    data: z.strictObject({
      ...withWhy.shape,
      sets: z
        .array(z.strictObject({ name: short, address: address.optional(), hub: short.optional(), state: known, licence: short.optional() }))
        .max(50),
    }),
    code: z.strictObject({
      ...withWhy.shape,
      repositories: z.array(z.strictObject({ url: z.url().max(2_000), by: z.enum(['authors', 'others', 'unknown']) })).max(50),
    }),
    licence: z.strictObject({ paper: short.nullable(), code: short.nullable(), data: short.nullable() }),
    /** From the paper's own numbers. */
    compute: z.strictObject({
      state: z.enum(['stated', 'estimated', 'unknown']),
      /** Hours of one device. */
      deviceHours: z.number().min(0).nullable(),
      device: short.nullable(),
      /** How it was worked out, with the numbers. */
      formula: z.string().max(600),
      confidence: z.enum(['high', 'medium', 'low', 'none']),
      /** Examples that the optimizer sees, where steps or epochs are said. */
      examplesSeen: z.number().min(0).nullable(),
      evidence: z.array(evidence).max(20),
    }),
    missing: z.array(z.strictObject({ name: short, why: z.string().max(600) })).max(200),
    contradictions: z
      .array(z.strictObject({ name: short, scope: short.optional(), values: z.array(z.strictObject({ value, address })).max(50) }))
      .max(100),
    /** Which cells are proposed to be measured, and by which rule. */
    claims: z.array(z.strictObject({ address, row: z.int(), column: z.int(), text: short, headings: short, why: short })).max(200),
    replications: z.array(z.strictObject({ title: short, url: z.url().max(2_000), outcome: short.optional() })).max(50),
    unread: z.array(text).max(50),
    /** What of the paper was not worked out, in words: nothing of that is listed here. */
    unfinished: z.string().max(600).optional(),
    advice: line,
  }),
);

export type Report = z.infer<typeof reportSchema>;
export type ReportCell = Report['cells'][number];
export type ReportRun = Report['runs'][number];
export type Deviation = Report['deviations'][number];
export type Triage = z.infer<typeof triageSchema>;
