/**
 * What the metrics of several logs of one run are called. Programs log the same numbers twice (a table and event files, event files and
 * W&B): what repeats another log is left out. Where two logs mean different things by one name, the later one's gets its place before it.
 */
import path from 'node:path';
import { meaningsOf } from '../merge.ts';
import { homeOf } from './fileNames.ts';
import type { FoundLog } from './foundLog.ts';
import type { PointColumns } from './pointColumns.ts';

/** Folders that Keras and others make for the halves of one run, each with the same tags. */
const halves = new Set(['train', 'training', 'val', 'valid', 'validation', 'eval', 'test']);
/** So many first points of a metric are kept for comparing. */
const comparedPoints = 64;

interface Owner {
  readonly log: FoundLog;
  readonly name: string;
  readonly first: Map<number, number>;
}

export class MetricNames {
  readonly #byMeaning = new Map<string, Owner[]>();
  readonly #byLog = new Map<string, Owner | undefined>();

  /** For each number of a metric in `points` what it is called; undefined where it repeats another log's, or has no rows. */
  namesFor(log: FoundLog, points: PointColumns): readonly (string | undefined)[] {
    const owners: (Owner | undefined)[] = [];
    const isKnown: boolean[] = [];
    for (let row = 0; row < points.length; row++) {
      const metric = points.metric[row] ?? 0;
      const step = points.step[row] ?? Number.NaN;
      const value = points.value[row] ?? Number.NaN;
      if (isKnown[metric] !== true) {
        isKnown[metric] = true;
        owners[metric] = this.#ownerOf(log, points.nameOf(row), step, value);
      }
      const first = owners[metric]?.first;
      if (first !== undefined && first.size < comparedPoints) first.set(step, value);
    }
    return owners.map((owner) => owner?.name);
  }

  #ownerOf(log: FoundLog, metric: string, step: number, value: number): Owner | undefined {
    const key = `${log.format}\n${log.path}\n${metric}`;
    if (this.#byLog.has(key)) return this.#byLog.get(key);
    const place = path.basename(log.path);
    const wanted = log.format === 'tensorboard' && halves.has(place.toLowerCase()) ? `${place}/${metric}` : metric;
    const others = meaningsOf(wanted).flatMap((meaning) => this.#byMeaning.get(meaning) ?? []);
    const isRepeat = others.some((other) => other.log.format !== log.format && isSame(other.first.get(step), value));
    const owner = isRepeat ? undefined : { log, name: freeName(wanted, homeOf(log), others), first: new Map<number, number>() };
    this.#byLog.set(key, owner);
    if (owner === undefined) return undefined;
    for (const meaning of meaningsOf(owner.name)) this.#byMeaning.set(meaning, [...(this.#byMeaning.get(meaning) ?? []), owner]);
    return owner;
  }
}

/** Event files hold 32-bit numbers, tables whole ones or a few digits of them. */
function isSame(known: number | undefined, value: number): boolean {
  if (known === undefined) return false;
  return Object.is(known, value) || Math.abs(known - value) <= 1e-4 * Math.max(Math.abs(known), Math.abs(value));
}

function freeName(metric: string, place: string, others: readonly Owner[]): string {
  const taken = new Set(others.map(({ name }) => name));
  let name = metric;
  for (let rest = place; taken.has(name) && path.dirname(rest) !== rest; rest = path.dirname(rest)) name = `${path.basename(rest)}/${name}`;
  return name;
}
