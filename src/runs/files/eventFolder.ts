/**
 * The event files of one folder, which TensorBoard takes for one run. A program that was stopped and started again goes on in a new
 * file, often from an earlier step: what it then measures is put into a later segment. TensorBoard throws away what was measured
 * before (its `purge_orphaned_data`); here it stays.
 */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { EventFile } from './eventFile.ts';
import { isEventFileName } from './fileNames.ts';
import type { MetricRead, MetricReader, RunFacts } from './metricReader.ts';
import { noPast, type Past } from './past.ts';
import { PointColumns } from './pointColumns.ts';

const nothing = new PointColumns();

export class EventFolder implements MetricReader {
  readonly folder: string;
  readonly #past: Pick<Past, 'sizeOf'>;
  readonly #members: Member[] = [];
  /** Of each tag the highest step of the files before. */
  readonly #reached = new Map<string, number>();
  #segment = 0;
  #turn = 0;

  /** Files that were there before are another program's. */
  constructor(folder: string, past: Pick<Past, 'sizeOf'> = noPast) {
    this.folder = folder;
    this.#past = past;
  }

  async read(isFinal = false): Promise<MetricRead> {
    if (this.#turn === 0) await this.#lookForFiles();
    const member = this.#members[this.#turn];
    if (member === undefined) return { points: nothing, notes: [], hasMore: false };
    const read = await member.file.read(isFinal);
    this.#assignSegments(member, read.points);
    if (!read.hasMore) this.#turn = (this.#turn + 1) % this.#members.length;
    return { ...read, hasMore: read.hasMore || this.#turn !== 0 };
  }

  facts(): RunFacts {
    const all = this.#members.map(({ file }) => file.facts());
    const created = all.flatMap(({ createdMs }) => createdMs ?? []);
    const ended = all.flatMap(({ endedMs }) => endedMs ?? []);
    const hyperparameters = new Map(all.flatMap((facts) => [...(facts.hyperparameters ?? [])]));
    return {
      ...(created.length === 0 ? {} : { createdMs: Math.min(...created) }),
      ...(ended.length === 0 ? {} : { endedMs: Math.max(...ended) }),
      ...(hyperparameters.size === 0 ? {} : { hyperparameters }),
    };
  }

  /** Values that are no scalars: which program wrote them can be told by their names. */
  hasOtherTag(tag: string): boolean {
    return this.#members.some(({ file }) => file.parser.otherTags.has(tag));
  }

  /** In the order of their names, which begin with the time when they were made. */
  async #lookForFiles(): Promise<void> {
    const entries = await readdir(this.folder).catch(() => []);
    for (const name of entries.filter(isEventFileName).sort()) {
      const file = path.join(this.folder, name);
      if (this.#past.sizeOf(file) !== undefined) continue;
      if (!this.#members.some((member) => member.file.path === file)) this.#members.push(new Member(new EventFile(file)));
    }
  }

  #assignSegments(member: Member, points: PointColumns): void {
    const { restarts } = member.file.parser;
    // Where the program says itself that it goes back, that is said below.
    if (points.length > 0 && restarts[0]?.row !== 0 && this.#goesBack(member, points)) this.#segment += 1;
    if (points.length > 0 && !member.hasSegment) {
      member.hasSegment = true;
      member.segment = this.#segment;
    }
    points.setSegment(member.segment, 0);
    let from = 0;
    for (const { row, step } of restarts) {
      this.#remember(member, points, from, row);
      from = row;
      if (!this.#hasReached(step)) continue;
      this.#segment += 1;
      member.segment = this.#segment;
      points.setSegment(member.segment, row);
    }
    this.#remember(member, points, from, points.length);
  }

  /** Whether a file that has just been begun measures again what an earlier one has. */
  #goesBack(member: Member, points: PointColumns): boolean {
    if (member.hasSegment || this.#reached.size === 0) return false;
    const seen = new Set<number>();
    for (let row = 0; row < points.length; row++) {
      const metric = points.metric[row] ?? 0;
      if (seen.has(metric)) continue;
      seen.add(metric);
      const reached = this.#reached.get(points.nameOf(row));
      if (reached !== undefined && (points.step[row] ?? Number.NaN) <= reached) return true;
    }
    return false;
  }

  #hasReached(step: number): boolean {
    return [...this.#reached.values()].some((reached) => reached >= step);
  }

  #remember(member: Member, points: PointColumns, from: number, to: number): void {
    const { reached } = member;
    for (let row = from; row < to; row++) {
      const metric = points.metric[row] ?? 0;
      const step = points.step[row] ?? Number.NaN;
      if (!((reached[metric] ?? Number.NEGATIVE_INFINITY) >= step)) reached[metric] = step;
    }
    points.names.forEach((name, metric) => {
      const step = reached[metric];
      if (step !== undefined && !((this.#reached.get(name) ?? Number.NEGATIVE_INFINITY) >= step)) this.#reached.set(name, step);
    });
  }
}

class Member {
  readonly file: EventFile;
  /** Of each metric, by its number in this file. */
  readonly reached: number[] = [];
  segment = 0;
  hasSegment = false;

  constructor(file: EventFile) {
    this.file = file;
  }
}
