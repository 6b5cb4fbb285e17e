/**
 * What the stages of a reproduction keep, one JSON file each in the paper's folder (`.practicum/papers/<paper>/`), made to be read, edited and committed.
 * docs/formats.md specifies them. A file says in `inputs` what each of its parts was made from, so that only what depends on a change is made again.
 */
import * as z from 'zod';
import { whenUsed } from '../../base/whenUsed.ts';
import { address, evidence, hash, head, inputs, line, path, stagesVersion, text, value } from './fields.ts';
import { reportSchema, triageSchema } from './resultRecords.ts';

export const stageNames = [
  'triage',
  'slice',
  'spec',
  'register',
  'plan',
  'environment',
  'analysis',
  'code',
  'contracts',
  'runs',
  'integrity',
  'report',
] as const;
export type StageName = (typeof stageNames)[number];

/**
 * Names one thing that is made, or that something is made from: `paper`, `slice`, `spec/S3.E1`, `register/optimizer`, `plan`, `plan/src/model.py`, `environment`,
 * `analysis/src/model.py`, `code/src/model.py`, `contract/S3.E1`, `run/<run id>`, `report`.
 */
export type UnitKey = string;

export const sliceSchema = whenUsed(() =>
  z.strictObject({
    ...head,
    stage: z.literal('slice'),
    /** Canonical, with its version: `arxiv:1706.03762v7`. */
    paper: z.string().min(1),
    title: z.string(),
    selection: z.array(address).min(1),
    nodes: z.array(
      z.strictObject({
        address,
        because: z.array(
          z.strictObject({
            of: address,
            why: z.enum(['selected', 'within', 'reference', 'symbol', 'setting', 'citation', 'table']),
            what: z.string().optional(),
          }),
        ),
        tokens: z.int().min(0),
        /** Absent: found by rule. */
        by: z.enum(['model', 'person']).optional(),
      }),
    ),
    /** What belongs to it and has no room, or could not be read. */
    left: z.array(z.strictObject({ address, why: line })),
    tokens: z.int().min(0),
    budget: z.int().min(0),
  }),
);

export const itemStatuses = ['stated', 'derived', 'assumed', 'external', 'open'] as const;
export const itemKinds = [
  'data',
  'model',
  'equation',
  'algorithm',
  'setting',
  'metric',
  'procedure',
  'shape',
  'baseline',
  'environment',
] as const;

/** One atomic thing that the code must do. What is not `stated` or `derived` has a row of the register. */
export const specItemSchema = whenUsed(() =>
  z.strictObject({
    id: z.string().regex(/^[\w.:-]{1,80}$/u),
    kind: z.enum(itemKinds),
    statement: line,
    status: z.enum(itemStatuses),
    evidence: z.array(evidence).max(20),
    value: value.optional(),
    unit: z.string().max(80).optional(),
    scope: z.array(z.string().max(200)).optional(),
    /** Of what is derived: how, in a sentence. */
    derivation: text.optional(),
    /** Id of its row in the register. */
    row: z.string().optional(),
    owner: z.strictObject({ file: path, symbol: z.string().max(500).optional() }).optional(),
    by: z.enum(['practicum', 'model', 'person']),
  }),
);

export const specSchema = whenUsed(() =>
  z.strictObject({
    ...head,
    stage: z.literal('spec'),
    /** Of an experiment without a paper: what was asked for. */
    goal: text.optional(),
    items: z.array(specItemSchema).max(1_000),
    /** Who went through what was drafted by rule, last. */
    reviewed: z.enum(['model', 'person']).optional(),
  }),
);

/** Where a chosen value comes from. `none`: nobody has chosen one. */
const origin = z.strictObject({
  kind: z.enum(['paper', 'cited', 'library', 'convention', 'author-code', 'measured', 'person', 'model', 'none']),
  /** `PyTorch 2.13 default of torch.optim.Adam`. */
  text: z.string().max(1_000),
  evidence: z.array(evidence).max(10).optional(),
});

export const registerRowSchema = whenUsed(() =>
  z.strictObject({
    id: z.string().regex(/^[\w.:-]{1,80}$/u),
    /** As the field says it: `weight decay`. */
    name: line,
    kind: z.enum(['missing', 'contradiction', 'unclear', 'assumed']),
    /** Why it matters for what is reproduced. */
    why: text,
    /** `open`: no value; `proposed`: a value that nobody has looked at; `accepted` and `changed`: a person has; `sweep`: several are tried; `asked`: the authors were. */
    state: z.enum(['open', 'proposed', 'accepted', 'changed', 'sweep', 'asked']),
    value: value.optional(),
    unit: z.string().max(80).optional(),
    origin,
    alternatives: z
      .array(z.strictObject({ value, why: z.string().max(1_000).optional(), evidence: z.array(evidence).max(10).optional() }))
      .max(20),
    /** What trying the alternatives takes; `usd` null: not known. */
    cost: z
      .strictObject({
        runs: z.int().min(0),
        minutes: z.number().min(0).nullable(),
        usd: z.number().min(0).nullable(),
        basis: z.string().max(500),
      })
      .optional(),
    /** Where the value stands in code: changed there when the row is. `key`: an option (`--weight-decay`) of the command, or a dotted key of a JSON, YAML or TOML file, or the name of a module-level constant of a Python file. */
    config: z.strictObject({ file: path.optional(), key: z.string().min(1).max(200) }).optional(),
    /** Addresses that say something of it. */
    evidence: z.array(evidence).max(20),
    note: text.optional(),
  }),
);

export const registerSchema = whenUsed(() =>
  z.strictObject({ ...head, stage: z.literal('register'), rows: z.array(registerRowSchema).max(500) }),
);

export const planFileSchema = whenUsed(() =>
  z.strictObject({
    path,
    change: z.enum(['new', 'edit', 'keep']),
    /** `evaluation` is locked once the plan is accepted. */
    role: z.enum(['code', 'config', 'data', 'entry', 'evaluation', 'test']),
    purpose: line,
    symbols: z.array(
      z.strictObject({
        name: z.string().min(1).max(500),
        signature: z.string().max(1_000).optional(),
        items: z.array(z.string()),
        addresses: z.array(address),
      }),
    ),
    /** Paths of files of the plan, or of the workspace, that must be there first. */
    needs: z.array(path),
    /** What of the open workspace it makes use of. */
    reuses: z.array(z.strictObject({ file: path, symbol: z.string().max(500).optional() })),
  }),
);

export const planSchema = whenUsed(() =>
  z.strictObject({
    ...head,
    stage: z.literal('plan'),
    framework: z.enum(['pytorch', 'jax', 'numpy', 'other']),
    summary: text,
    files: z.array(planFileSchema).max(200),
    /** Computed from `needs`, never taken from a model. */
    order: z.array(path),
    packages: z.array(z.strictObject({ name: z.string().min(1).max(200), version: z.string().max(100).optional() })),
    hub: z.array(z.strictObject({ id: z.string().min(1).max(200), kind: z.enum(['model', 'dataset', 'space']), use: z.string().max(500) })),
    /** argv; `{seed}` stands for the seed. */
    commands: z.strictObject({
      test: z.array(z.string()).optional(),
      overfit: z.array(z.string()).optional(),
      smoke: z.array(z.string()),
      baseline: z.array(z.string()).optional(),
      run: z.array(z.string()),
    }),
    seeds: z.array(z.int()).max(100),
    /** Which cell is measured by which metric of a run. `key`: the metric's name in the run. */
    cells: z.array(
      z.strictObject({
        address,
        row: z.int().min(0),
        column: z.int().min(0),
        key: z.string().min(1).max(300),
        unit: z.string().max(40).optional(),
        pick: z.enum(['last', 'min', 'max']),
        otherwise: z.string().max(500).optional(),
      }),
    ),
  }),
);

/** `accepted.json`: the person's yes to the plan with this hash. Kept apart from the plan, because the agent writes that one; whoever would write here asks the person, always. */
export const acceptedSchema = whenUsed(() =>
  z.strictObject({
    v: z.literal(stagesVersion),
    stage: z.literal('accepted'),
    /** `planHash` of the plan as it stood after what they changed. */
    plan: hash,
    at: z.iso.datetime(),
    /** They changed it after it was proposed. */
    edited: z.boolean(),
    /** What of the environment was not there and they went on without: `package torch`, `dataset ada/pairs`. */
    without: z.array(z.string().max(300)).max(300),
  }),
);

export const environmentSchema = whenUsed(() =>
  z.strictObject({
    ...head,
    stage: z.literal('environment'),
    interpreter: z.string(),
    python: z.string().optional(),
    packages: z.array(
      z.strictObject({
        name: z.string(),
        wanted: z.string().optional(),
        found: z.string().nullable(),
        state: z.enum(['ok', 'missing', 'other version']),
      }),
    ),
    hub: z.array(
      z.strictObject({
        id: z.string(),
        kind: z.enum(['model', 'dataset', 'space']),
        state: z.enum(['ok', 'gated', 'missing', 'other kind', 'not asked']),
        revision: z.string().optional(),
        licence: z.string().optional(),
        why: z.string().optional(),
      }),
    ),
  }),
);

/** The text of each analysis is `analysis/<path with / as __>.md` beside it. */
export const analysisSchema = whenUsed(() =>
  z.strictObject({ v: z.literal(stagesVersion), stage: z.literal('analysis'), files: z.array(z.strictObject({ path, inputs })) }),
);

export const codeSchema = whenUsed(() =>
  z.strictObject({
    v: z.literal(stagesVersion),
    stage: z.literal('code'),
    files: z.array(
      z.strictObject({
        path,
        inputs,
        /** Of the bytes as the agent left them. */
        written: hash,
        /** When it first ran: as it was then, and how many of its lines a person had changed. */
        ran: z.strictObject({ run: z.string(), sha256: hash, personLines: z.int().min(0) }).optional(),
      }),
    ),
  }),
);

/** Symbols, shapes and mappings are `contract/`'s own; its door reads them. */
export const contractsSchema = whenUsed(() =>
  z.strictObject({
    v: z.literal(stagesVersion),
    stage: z.literal('contracts'),
    contracts: z.array(
      z.strictObject({
        address,
        part: z.int().min(0),
        tex: text,
        inputs,
        code: z.strictObject({ file: path, symbol: z.string() }).optional(),
        symbols: z.array(z.unknown()),
        mapping: z.unknown().optional(),
        state: z.enum(['ok', 'mismatch', 'not compared', 'no contract', 'not mapped']),
        /** What differs first, or why it was not compared, or why there is no contract. */
        why: text.optional(),
        result: z.unknown().optional(),
      }),
    ),
  }),
);

export const runsSchema = whenUsed(() =>
  z.strictObject({
    v: z.literal(stagesVersion),
    stage: z.literal('runs'),
    runs: z.array(
      z.strictObject({
        run: z.string().min(1),
        purpose: z.enum(['test', 'overfit', 'smoke', 'baseline', 'full', 'sweep']),
        seed: z.int().optional(),
        /** Values of register rows that it ran with. */
        register: z.record(z.string(), value),
        inputs,
      }),
    ),
  }),
);

export const findingKinds = [
  'leak-exact',
  'leak-near',
  'leak-image',
  'leak-order',
  'leak-group',
  'leak-time',
  'leak-statistics',
  'evaluator-edited',
  'no-baseline',
  'baseline-late',
  'one-seed',
  'seed-unset',
  'seeds-differ',
  'wrong-split',
  'tuned-on-test',
  'metric-other',
] as const;

export const integritySchema = whenUsed(() =>
  z.strictObject({
    v: z.literal(stagesVersion),
    stage: z.literal('integrity'),
    /** `text`: as it was locked, to say which lines differ. `opened`: when it was seen that somebody had taken the lock before this one away. */
    locks: z.array(
      z.strictObject({
        file: path,
        sha256: hash,
        at: z.iso.datetime(),
        text: z.string().max(200_000).optional(),
        opened: z.iso.datetime().optional(),
      }),
    ),
    /** What was looked at, so that “nothing found” means something. */
    checks: z.array(z.strictObject({ name: line, state: z.enum(['clean', 'found', 'not checked']), how: text, inputs })),
    findings: z.array(
      z.strictObject({
        kind: z.enum(findingKinds),
        severity: z.enum(['error', 'warning', 'info']),
        message: line,
        evidence: z.array(evidence),
        examples: z.array(text).max(10),
        share: z.number().min(0).max(1).optional(),
        /** Cells of the paper's tables whose numbers it spoils; absent: all, or those of the tables that it names. */
        cells: z
          .array(z.strictObject({ address, row: z.int().min(0), column: z.int().min(0) }))
          .max(500)
          .optional(),
      }),
    ),
  }),
);

/** How each file is read. */
export const stageSchemas = {
  triage: triageSchema,
  slice: sliceSchema,
  spec: specSchema,
  register: registerSchema,
  plan: planSchema,
  accepted: acceptedSchema,
  environment: environmentSchema,
  analysis: analysisSchema,
  code: codeSchema,
  contracts: contractsSchema,
  runs: runsSchema,
  integrity: integritySchema,
  report: reportSchema,
};

export type Slice = z.infer<typeof sliceSchema>;
export type SpecItem = z.infer<typeof specItemSchema>;
export type Spec = z.infer<typeof specSchema>;
export type RegisterRow = z.infer<typeof registerRowSchema>;
export type Register = z.infer<typeof registerSchema>;
export type PlanFile = z.infer<typeof planFileSchema>;
export type Plan = z.infer<typeof planSchema>;
export type Accepted = z.infer<typeof acceptedSchema>;
export type EnvironmentRecord = z.infer<typeof environmentSchema>;
export type Analysis = z.infer<typeof analysisSchema>;
export type Code = z.infer<typeof codeSchema>;
export type Contracts = z.infer<typeof contractsSchema>;
export type RunsRecord = z.infer<typeof runsSchema>;
export type Integrity = z.infer<typeof integritySchema>;
export type StageRecords = { readonly [Name in keyof typeof stageSchemas]: z.infer<(typeof stageSchemas)[Name]> };
