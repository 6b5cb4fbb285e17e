/**
 * Fragments that trackio writes on file systems where a database is unsafe: `<TRACKIO_DIR>/inbox/<writer>/<seq>.jsonl`. Built from
 * trackio's documentation (0.36); no fragments of the real package were at hand.
 */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { GrowingLines } from '../../base/growingLines.ts';
import type { MetricRead, MetricReader, RunFacts } from './metricReader.ts';
import { passedOver } from './passedOver.ts';
import { PointColumns } from './pointColumns.ts';
import { parsePythonJson } from './pythonJson.ts';
import { isRecord, numbersIn } from './record.ts';
import { wallMsOf } from './rowNames.ts';

export interface InboxRun {
  readonly project: string;
  readonly run: string;
}

interface Fragment extends InboxRun {
  readonly step: number;
  readonly wallMs: number;
  readonly metrics: Readonly<Record<string, unknown>>;
}

export async function inboxRuns(inbox: string): Promise<readonly InboxRun[]> {
  const found = new Map<string, InboxRun>();
  const files = new Map<string, GrowingLines>();
  await readFragments(inbox, files, true, ({ project, run }) => found.set(JSON.stringify([project, run]), { project, run }));
  return [...found.values()];
}

export class TrackioInbox implements MetricReader {
  readonly #inbox: string;
  readonly #run: InboxRun | undefined;
  readonly #points = new PointColumns();
  readonly #files = new Map<string, GrowingLines>();
  #broken = 0;
  #isSaid = false;
  #createdMs: number | undefined;
  #endedMs: number | undefined;

  constructor(inbox: string, run?: InboxRun) {
    this.#inbox = inbox;
    this.#run = run;
  }

  async read(isFinal = false): Promise<MetricRead> {
    this.#points.clear();
    this.#broken += await readFragments(this.#inbox, this.#files, isFinal, (fragment) => this.#take(fragment));
    const isToSay = this.#broken > 0 && !this.#isSaid;
    if (isToSay) this.#isSaid = true;
    const notes = isToSay ? [passedOver(this.#broken, 'line', 'lines', ` below ${this.#inbox} could not be read`)] : [];
    return { points: this.#points, notes, hasMore: false };
  }

  facts(): RunFacts {
    return {
      isUnproven: true,
      ...(this.#run === undefined ? {} : { name: this.#run.run }),
      ...(this.#createdMs === undefined ? {} : { createdMs: this.#createdMs }),
      ...(this.#endedMs === undefined ? {} : { endedMs: this.#endedMs }),
    };
  }

  #take({ project, run, step, wallMs, metrics }: Fragment): void {
    if (this.#run !== undefined && (this.#run.run !== run || this.#run.project !== project)) return;
    if (Number.isFinite(wallMs)) {
      this.#createdMs ??= wallMs;
      this.#endedMs = wallMs;
    }
    for (const [name, value] of numbersIn(metrics)) this.#points.add(name, step, value, wallMs);
  }
}

/** Answers how many lines were no fragments. */
async function readFragments(
  inbox: string,
  files: Map<string, GrowingLines>,
  isFinal: boolean,
  each: (fragment: Fragment) => void,
): Promise<number> {
  let broken = 0;
  for (const file of await fragmentFiles(inbox)) {
    const lines = files.get(file) ?? new GrowingLines(file);
    files.set(file, lines);
    await lines.read(
      (line) => {
        if (line.trim() === '') return;
        const record = parsePythonJson(line);
        const fragment = fragmentOf(record);
        if (fragment !== undefined) each(fragment);
        // Alerts, configurations and system metrics are fragments too.
        else if (!isRecord(record) || record['kind'] === 'metric') broken += 1;
      },
      () => undefined,
      { isFinal },
    );
  }
  return broken;
}

/** Fragments are numbered: their names are their order. */
async function fragmentFiles(inbox: string): Promise<readonly string[]> {
  const writers = await readdir(inbox, { withFileTypes: true }).catch(() => []);
  const files: string[] = [];
  for (const writer of writers) {
    if (!writer.isDirectory()) continue;
    const names = await readdir(path.join(inbox, writer.name)).catch(() => []);
    files.push(
      ...names
        .filter((name) => name.endsWith('.jsonl'))
        .sort()
        .map((name) => path.join(inbox, writer.name, name)),
    );
  }
  return files;
}

function fragmentOf(record: unknown): Fragment | undefined {
  if (!isRecord(record) || record['kind'] !== 'metric') return undefined;
  const { project, run, step, metrics, timestamp } = record;
  if (typeof project !== 'string' || typeof run !== 'string' || typeof step !== 'number' || !isRecord(metrics)) return undefined;
  return { project, run, step, metrics, wallMs: wallMsOf(timestamp) };
}
