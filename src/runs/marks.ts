/**
 * `marks.json`: what the person wrote on a run. The only file of a run folder that is ever replaced, written by the editor and the command
 * line, never by a supervisor. A change says what is different, not what all of it is to be, so that two windows lose nothing of each other.
 */
import { rename } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { systemClock } from '../base/clock.ts';
import { defined } from '../base/defined.ts';
import { PracticumError } from '../base/errors.ts';
import { acquireLease, type Lease, LeaseTaken } from '../base/lease.ts';
import { readSoon } from '../base/promptDisk.ts';
import { hideSecrets } from '../base/redact.ts';
import { whenUsed } from '../base/whenUsed.ts';
import { saidActions, type WatchdogActions, type WatchdogRule } from './alert.ts';
import { writeWhole } from './folder.ts';

export interface RunNote {
  /** When it was written; names it within the run. */
  readonly atMs: number;
  readonly text: string;
}

export interface RunMarks {
  /** In place of the name that the run was started with. */
  readonly name?: string;
  /** Sorted, each once. */
  readonly tags: readonly string[];
  /** Oldest first. */
  readonly notes: readonly RunNote[];
  /** Put away: not listed unless it is asked for. */
  readonly isArchived: boolean;
  /** What its watchdogs do from now on, where that is not what it was started with. Absent: nothing was switched. */
  readonly watchdogs?: Partial<WatchdogActions>;
}

export interface MarksChange {
  /** Null: the name that it was started with. */
  readonly name?: string | null;
  readonly addTags?: readonly string[];
  readonly removeTags?: readonly string[];
  readonly addNote?: string;
  /** Times of notes. */
  readonly removeNotes?: readonly number[];
  readonly isArchived?: boolean;
  /** Null: as it was started with. */
  readonly watchdogs?: { readonly [rule in WatchdogRule]?: WatchdogActions[rule] | null };
}

export const noMarks: RunMarks = { tags: [], notes: [], isArchived: false };

const marksVersion = 1;
const maxNameLength = 200;
const maxTagLength = 60;
const maxTags = 100;
const maxNoteLength = 10_000;
const maxNotes = 1000;

export class BadMark extends PracticumError {
  constructor(what: string, hint: string) {
    super('bad-mark', `${what}, so nothing was changed.`, { hint });
  }
}

export class MarksBusy extends PracticumError {
  constructor(folder: string, cause: unknown) {
    super('marks-busy', `The marks of this run are being written by another window, so nothing was changed.`, {
      hint: `Try again. If no other window is open, delete ${path.join(folder, lockName)}.`,
      cause,
    });
  }
}

export class NewerMarks extends PracticumError {
  constructor() {
    super('newer-marks', 'The marks of this run were written by a newer Practicum, so they are only read.', {
      hint: 'Update Practicum to change them.',
    });
  }
}

/** The marks after a change. Throws BadMark. Pure. */
export function withChange(marks: RunMarks, change: MarksChange, nowMs: number): RunMarks {
  const name = change.name === undefined ? marks.name : change.name === null ? undefined : nameOf(change.name);
  const removed = new Set(change.removeTags?.map(tagOf));
  const tags = [...new Set([...marks.tags, ...(change.addTags ?? []).map(tagOf)])].filter((tag) => !removed.has(tag)).sort();
  if (tags.length > maxTags) throw new BadMark(`A run can have ${maxTags} tags`, 'Remove some first.');
  const kept = marks.notes.filter(({ atMs }) => change.removeNotes?.includes(atMs) !== true);
  const notes = change.addNote === undefined ? kept : [...kept, noteOf(change.addNote, kept, nowMs)];
  if (notes.length > maxNotes) throw new BadMark(`A run can have ${maxNotes} notes`, 'Remove some first.');
  const watchdogs = switched(marks.watchdogs, change.watchdogs);
  return { ...defined({ name, watchdogs }), tags, notes, isArchived: change.isArchived ?? marks.isArchived };
}

function switched(before: RunMarks['watchdogs'] = {}, change: MarksChange['watchdogs'] = {}): RunMarks['watchdogs'] {
  const after = saidActions({ ...before, ...change });
  return Object.keys(after).length === 0 ? undefined : after;
}

/** Of tags with commas between, edited: what is different, so that a tag which another window has added meanwhile stays. Pure. */
export function tagsChange(before: readonly string[], text: string): MarksChange {
  const wanted = text
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');
  return { addTags: wanted.filter((tag) => !before.includes(tag)), removeTags: before.filter((tag) => !wanted.includes(tag)) };
}

function nameOf(text: string): string {
  const name = hideSecrets(text.trim());
  if (name === '') throw new BadMark('A name cannot be empty', 'Give one, or take the name back to have the one that it was started with.');
  if (name.length > maxNameLength) throw new BadMark(`A name has at most ${maxNameLength} characters`, 'Put the rest into a note.');
  if (hasControls(name)) throw new BadMark('A name is one line', 'Put the rest into a note.');
  return name;
}

function tagOf(text: string): string {
  const tag = hideSecrets(text.trim());
  if (tag === '') throw new BadMark('A tag cannot be empty', 'Give one word, such as baseline.');
  if (tag.length > maxTagLength || hasControls(tag) || tag.includes(','))
    throw new BadMark(
      `“${tag.slice(0, maxTagLength)}” is no tag`,
      `A tag is one line of at most ${maxTagLength} characters without a comma.`,
    );
  return tag;
}

function noteOf(text: string, others: readonly RunNote[], nowMs: number): RunNote {
  const note = hideSecrets(text.trim());
  if (note === '') throw new BadMark('A note cannot be empty', 'Write what should be remembered of this run.');
  if (note.length > maxNoteLength) throw new BadMark(`A note has at most ${maxNoteLength} characters`, 'Write the rest as a second note.');
  // Two of the same millisecond have different names, and a clock that was set back puts none before an older one.
  return { atMs: Math.max(nowMs, (others.at(-1)?.atMs ?? 0) + 1), text: note };
}

function hasControls(text: string): boolean {
  return /[\p{Cc}\u2028\u2029]/u.test(text);
}

const marksSchema = whenUsed(() =>
  z.looseObject({
    v: z.int(),
    name: z.string().optional(),
    tags: z.array(z.string()).catch([]),
    notes: z.array(z.object({ atMs: z.number(), text: z.string() })).catch([]),
    isArchived: z.boolean().catch(false),
    watchdogs: z.record(z.string(), z.unknown()).transform(saidActions).optional().catch(undefined),
  }),
);
type MarksFile = z.infer<typeof marksSchema>;

export function marksFile(folder: string): string {
  return path.join(folder, 'marks.json');
}

/** What the person wrote on the run. A file that is missing or cannot be read is no marks: a run is not lost over them. */
export async function readMarks(folder: string): Promise<RunMarks> {
  return (await readNotedMarks(folder)).marks;
}

/** With what is to be said of the file. */
export async function readNotedMarks(folder: string): Promise<{ readonly marks: RunMarks; readonly note?: string }> {
  const read = await readMarksFile(folder);
  if (read === undefined) return { marks: noMarks };
  if (read !== 'unreadable') return { marks: marksOf(read) };
  return {
    marks: noMarks,
    note: 'What you wrote on this run (marks.json) cannot be read. When you write on it again, that file is kept beside.',
  };
}

function marksOf({ name, tags, notes, isArchived, watchdogs = {} }: MarksFile): RunMarks {
  return { ...defined({ name, watchdogs: switched(watchdogs) }), tags, notes, isArchived };
}

async function readMarksFile(folder: string): Promise<MarksFile | 'unreadable' | undefined> {
  try {
    const text = await readSoon(marksFile(folder));
    return text === undefined ? undefined : marksSchema.parse(JSON.parse(text));
  } catch {
    return 'unreadable';
  }
}

/** Changes the marks of the run in `folder` and answers what they are then. Throws BadMark, MarksBusy, NewerMarks, and what a full disk throws. */
export async function changeMarks(folder: string, change: MarksChange, nowMs: number = Date.now()): Promise<RunMarks> {
  const lock = await lockOf(folder);
  try {
    const file = await readMarksFile(folder);
    if (typeof file === 'object' && file.v > marksVersion) throw new NewerMarks();
    const before = typeof file === 'object' ? marksOf(file) : noMarks;
    const marks = withChange(before, change, nowMs);
    // What somebody wrote by hand is kept beside, also when it is not understood.
    if (file === 'unreadable') await rename(marksFile(folder), `${marksFile(folder)}.unreadable-${nowMs}`);
    const { name: _, watchdogs: __, ...others } = typeof file === 'object' ? file : { name: undefined, watchdogs: undefined };
    await writeWhole(marksFile(folder), `${JSON.stringify({ ...others, v: marksVersion, ...marks }, undefined, 2)}\n`);
    return marks;
  } finally {
    await lock.release();
  }
}

const lockName = 'marks.lock';
/** Others hold it for as long as one small file takes to write. */
const lockAttempts = 250;
const lockPauseMs = 20;

async function lockOf(folder: string): Promise<Lease> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await acquireLease(path.join(folder, lockName), 'marks');
    } catch (error) {
      if (!(error instanceof LeaseTaken)) throw error;
      if (attempt >= lockAttempts) throw new MarksBusy(folder, error);
      await systemClock.sleep(lockPauseMs);
    }
  }
}
