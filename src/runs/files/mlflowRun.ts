/**
 * A run in MLflow's file store: `mlruns/<experiment>/<run>/` with `metrics/<key>` (lines `<ms> <value> <step>`), `params/<key>` and `meta.yaml`.
 * Built from MLflow's source; no store of the real package was at hand.
 */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { GrowingLines } from '../../base/growingLines.ts';
import { flatYaml, readFlatYaml } from './flatYaml.ts';
import { type MetricRead, type MetricReader, type RunFacts, readBudgetBytes } from './metricReader.ts';
import { passedOver } from './passedOver.ts';
import { PointColumns } from './pointColumns.ts';
import { numberOf } from './pythonJson.ts';

const maxFiles = 10_000;
const maxHyperparameters = 500;
/** `RunStatus` of MLflow, as meta.yaml keeps it. */
const finished = '3';
const failed = '4';

export class MlflowRun implements MetricReader {
  readonly #folder: string;
  readonly #points = new PointColumns();
  readonly #files = new Map<string, GrowingLines>();
  #facts: RunFacts = {};
  #hasFacts = false;
  #broken = 0;
  #isSaid = false;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async read(isFinal = false): Promise<MetricRead> {
    this.#points.clear();
    if (!this.#hasFacts || isFinal) this.#facts = await factsOf(this.#folder);
    this.#hasFacts = true;
    let hasMore = false;
    const metrics = path.join(this.#folder, 'metrics');
    for (const name of await filesBelow(metrics)) {
      const lines = this.#files.get(name) ?? new GrowingLines(path.join(metrics, name));
      this.#files.set(name, lines);
      const metric = name.replaceAll(path.sep, '/');
      const read = await lines.read(
        (line) => this.#line(metric, line),
        () => undefined,
        { isFinal, maxBytes: readBudgetBytes },
      );
      hasMore ||= read.behindBytes > 0;
    }
    return { points: this.#points, notes: hasMore ? [] : this.#notes(), hasMore };
  }

  facts(): RunFacts {
    return this.#facts;
  }

  #line(metric: string, line: string): void {
    if (line.trim() === '') return;
    const [ms = '', value = '', step = '0'] = line.trim().split(/\s+/);
    const number = numberOf(value);
    const at = numberOf(step);
    if (number === undefined || at === undefined) this.#broken += 1;
    else this.#points.add(metric, at, number, numberOf(ms));
  }

  #notes(): readonly string[] {
    if (this.#broken === 0 || this.#isSaid) return [];
    this.#isSaid = true;
    return [passedOver(this.#broken, 'line', 'lines', ` below ${this.#folder} could not be read`)];
  }
}

async function factsOf(folder: string): Promise<RunFacts> {
  const meta = await readFlatYaml(path.join(folder, 'meta.yaml'));
  const tagged = await readFile(path.join(folder, 'tags', 'mlflow.runName'), 'utf8').catch(() => undefined);
  const name = meta.get('run_name') ?? tagged?.trim();
  const created = numberOf(meta.get('start_time') ?? '');
  const ended = numberOf(meta.get('end_time') ?? '');
  const status = meta.get('status');
  const hyperparameters = await paramsOf(path.join(folder, 'params'));
  return {
    isUnproven: true,
    ...(name === undefined || name === '' ? {} : { name }),
    ...(created === undefined ? {} : { createdMs: created }),
    ...(ended === undefined ? {} : { endedMs: ended }),
    ...(status === finished ? { exitCode: 0 } : {}),
    ...(status === failed ? { failure: 'MLflow says that it failed' } : {}),
    ...(hyperparameters.size === 0 ? {} : { hyperparameters }),
  };
}

async function paramsOf(folder: string): Promise<ReadonlyMap<string, string>> {
  const params = new Map<string, string>();
  for (const name of (await filesBelow(folder)).slice(0, maxHyperparameters)) {
    const text = await readFile(path.join(folder, name), 'utf8').catch(() => undefined);
    if (text !== undefined) params.set(name.replaceAll(path.sep, '/'), flatYaml(`value: ${text}`).get('value') ?? text.trim());
  }
  return params;
}

/** Keys with a slash are folders. Relative paths. */
async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .slice(0, maxFiles)
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
}
