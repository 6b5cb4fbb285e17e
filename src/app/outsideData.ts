/** What a call from outside found, as data beside its text: for programs, which would else read numbers out of sentences. */
import type { RunId } from '../base/ids.ts';
import { hideSecrets, redactValue } from '../base/redact.ts';
import type { ToolDetail } from '../base/tool.ts';
import { loadComparison } from '../runs/loadCompared.ts';
import type { RunState } from '../runs/run.ts';
import type { Runs } from '../runs/runs.ts';
import { runTitle } from '../runs/runTitle.ts';
import type { Measurement, MetricSummary } from '../runs/series.ts';
import { chosenRuns, type RunsQuestion } from '../tools/listRuns.ts';

type Data = Readonly<Record<string, unknown>>;
type Source = Pick<Runs, 'list' | 'get' | 'seriesOf'>;

/** Of more metrics the names are in `metricNames` of the run. */
const mostMetrics = 200;

/** Undefined where the words are all there is. Numbers that are not finite are null, since JSON knows none. */
export async function dataOf(tool: string, input: unknown, detail: ToolDetail | undefined, runs: Source): Promise<Data | undefined> {
  const data = await shapeOf(tool, input, detail, runs);
  return data === undefined ? undefined : redactValue(hideSecrets, data);
}

async function shapeOf(tool: string, input: unknown, detail: ToolDetail | undefined, runs: Source): Promise<Data | undefined> {
  switch (tool) {
    case 'list_runs': {
      const { kept, chosen } = chosenRuns(await runs.list(), input as RunsQuestion);
      return { runs: chosen.map(rowOf), total: kept.length };
    }
    case 'start_run':
      return detail?.kind === 'run' ? { run: rowOf(await runs.get(detail.run)) } : undefined;
    case 'read_run':
    case 'wait_run':
      return detail?.kind === 'run' ? { run: await runOf(runs, detail.run) } : undefined;
    case 'read_metric': {
      const { run, metric } = input as { readonly run: string; readonly metric: string };
      const id = run.trim() as RunId;
      const summary = (await (await runs.seriesOf(id)).summaries()).find((one) => one.metric === metric);
      return summary === undefined ? undefined : { run: id, ...summaryOf(summary) };
    }
    case 'compare_runs': {
      const { a, b, metrics } = input as { readonly a: string; readonly b: string; readonly metrics?: readonly string[] };
      return await comparisonOf(runs, a.trim() as RunId, b.trim() as RunId, metrics);
    }
    default:
      return undefined;
  }
}

function rowOf(state: RunState): Data {
  const { spec, status, startedMs, exit, pointCount, metrics, alerts = [], marks } = state;
  return {
    id: spec.id,
    name: runTitle(state),
    status,
    created: new Date(spec.createdMs).toISOString(),
    ...(startedMs === undefined ? {} : { started: new Date(startedMs).toISOString() }),
    ...(exit === undefined ? {} : { ended: new Date(exit.endedMs).toISOString(), exitCode: exit.code }),
    command: spec.argv,
    target: spec.target,
    points: pointCount,
    metricNames: metrics,
    tags: marks?.tags ?? [],
    alerts: alerts.map(({ rule, level, title, metric, step }) => ({ rule, level, title, metric: metric ?? null, step: step ?? null })),
  };
}

async function runOf(runs: Source, id: RunId): Promise<Data> {
  const summaries = await (await runs.seriesOf(id)).summaries();
  return { ...rowOf(await runs.get(id)), metrics: summaries.slice(0, mostMetrics).map(summaryOf) };
}

function summaryOf({ metric, n, first, last, lowest, highest, nonFinite }: MetricSummary): Data {
  return { metric, count: n, nonFinite, first: at(first), last: at(last), lowest: at(lowest), highest: at(highest) };
}

function at(measured: Measurement | undefined): Data | null {
  return measured === undefined ? null : { step: numberOf(measured.step), value: numberOf(measured.value) };
}

function numberOf(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

async function comparisonOf(runs: Source, a: RunId, b: RunId, names: readonly string[] | undefined): Promise<Data> {
  const compared = await loadComparison(runs, a, b, names);
  const differences = (all: typeof compared.arguments): readonly Data[] =>
    all.map(({ name, a: before, b: after }) => ({ name, a: before ?? null, b: after ?? null }));
  return {
    a: rowOf(compared.a),
    b: rowOf(compared.b),
    arguments: differences(compared.arguments),
    settings: differences(compared.settings),
    environment: compared.environment === undefined ? null : differences(compared.environment),
    code: { kind: compared.code.kind, files: compared.code.files.map(({ path, change }) => ({ path, change })) },
    metrics: compared.metrics.slice(0, mostMetrics).map(({ metric, goal, a: ofA, b: ofB, common }) => ({
      metric,
      goal: goal ?? null,
      a: ofA === undefined ? null : summaryOf(ofA),
      b: ofB === undefined ? null : summaryOf(ofB),
      common: common === undefined ? null : { step: numberOf(common.step), a: numberOf(common.a), b: numberOf(common.b) },
    })),
  };
}

const text = { type: 'string' };
const number = { type: ['number', 'null'] };
const list = (items: object): object => ({ type: 'array', items });
const orNull = (schema: object): object => ({ anyOf: [schema, { type: 'null' }] });

function object(properties: Readonly<Record<string, object>>, required = Object.keys(properties)): ObjectSchema {
  return { type: 'object', properties, required };
}

export interface ObjectSchema {
  readonly type: 'object';
  readonly properties: Readonly<Record<string, object>>;
  readonly required: readonly string[];
}

const measured = orNull(object({ step: number, value: number }));
const summary = object({
  metric: text,
  count: { type: 'integer' },
  nonFinite: { type: 'integer' },
  first: measured,
  last: measured,
  lowest: measured,
  highest: measured,
});
const alert = object({ rule: text, level: text, title: text, metric: { type: ['string', 'null'] }, step: number });
const rowFields = {
  id: text,
  name: text,
  status: { type: 'string', enum: ['queued', 'starting', 'running', 'stopping', 'done', 'failed', 'stopped', 'lost'] },
  created: { type: 'string', description: 'ISO 8601' },
  started: text,
  ended: text,
  exitCode: number,
  command: list(text),
  target: text,
  points: { type: 'integer' },
  metricNames: list(text),
  tags: list(text),
  alerts: list(alert),
};
const alwaysThere = Object.keys(rowFields).filter((name) => !['started', 'ended', 'exitCode'].includes(name));
const row = object(rowFields, alwaysThere);
const whole = object({ ...rowFields, metrics: list(summary) }, [...alwaysThere, 'metrics']);
const side = { type: ['string', 'null'] };
const difference = object({ name: text, a: side, b: side });

/** JSON Schema of what `dataOf` answers, by tool. */
export const dataSchemas: Readonly<Record<string, ObjectSchema>> = {
  list_runs: object({ runs: list(row), total: { type: 'integer', description: 'How many are like that; runs holds the newest of them.' } }),
  start_run: object({ run: row }),
  read_run: object({ run: whole }),
  wait_run: object({ run: whole }),
  read_metric: object({ run: text, ...summary.properties }),
  compare_runs: object({
    a: row,
    b: row,
    arguments: list(difference),
    settings: list(difference),
    environment: orNull(list(difference)),
    code: object({ kind: { type: 'string', enum: ['same', 'different', 'unknown'] }, files: list(object({ path: text, change: text })) }),
    metrics: list(
      object({
        metric: text,
        goal: { type: ['string', 'null'] },
        a: orNull(summary),
        b: orNull(summary),
        common: orNull(object({ step: number, a: number, b: number })),
      }),
    ),
  }),
};
