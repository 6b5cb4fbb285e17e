/** Feeds one tab: reads all files again when one of them changes, and writes what a person changes in the register. No editor in here. */

import { defined } from '../base/defined.ts';
import type { Disposable } from '../base/disposables.ts';
import { describeError, isCancellation, PracticumError } from '../base/errors.ts';
import type { HostToReproduction, RowChange, ShownReproduction } from '../protocol/reproduction.ts';
import { formatStage, parseStage, stageFileName } from '../reproduction/stages/files.ts';
import type { RegisterRow } from '../reproduction/stages/records.ts';
import { stageOf, unitStates } from '../reproduction/stages/units.ts';
import { changeRegister } from './reproductionChange.ts';
import { type ReadReproduction, type ReproductionFiles, readReproduction } from './reproductionRead.ts';
import { shownReproduction } from './reproductionShown.ts';
import { addressLabel } from './reproductionWords.ts';

/** What is written by one change of a person: all of it or nothing. */
export interface FileChange {
  /** `register.json` in the paper's folder, or a path in the workspace. */
  readonly file: string;
  readonly of: 'stage' | 'workspace';
  readonly before: string;
  readonly after: string;
}

export interface FeedParts {
  /** Of the paper's folder. */
  readonly folder: string;
  readonly files: ReproductionFiles;
  /** What the code's configuration becomes with the row's value. `why`: it was not changed there. */
  config(row: RegisterRow): Promise<{ readonly change?: FileChange; readonly words?: string }>;
  /** Throws `file-changed` where something else stands there now. */
  write(changes: readonly FileChange[]): Promise<void>;
  /** A person is to be shown the draft of a message about the row. */
  ask(row: RegisterRow, shown: ShownReproduction): Promise<void>;
  send(message: HostToReproduction): void;
  onShown(shown: ShownReproduction): void;
  onError(error: unknown): void;
}

/** Where there is no plan yet. */
const defaultSeeds = [0, 1, 2];

export class ReproductionFeed implements Disposable {
  readonly #parts: FeedParts;
  #shown: ShownReproduction | undefined;
  #isClosed = false;
  #last: readonly FileChange[] | undefined;
  /** One thing after the other: what is shown belongs to what was read last. */
  #work: Promise<void> = Promise.resolve();

  constructor(parts: FeedParts) {
    this.#parts = parts;
  }

  get shown(): ShownReproduction | undefined {
    return this.#shown;
  }

  refresh(): Promise<void> {
    return this.#queue(undefined, async () => void (await this.#show()));
  }

  change(row: string, change: RowChange): Promise<void> {
    return this.#queue(row, async () => {
      const file = stageFileName('register');
      const before = await this.#parts.files.read(file);
      if (before === undefined) throw new PracticumError('register-gone', 'There is no register any more.', { hint: 'Make it again.' });
      const seeds = (await this.#read()).stages.plan?.seeds ?? defaultSeeds;
      const { register, row: after, words, before: old } = changeRegister(parseStage('register', before), row, change, seeds);
      const changes: FileChange[] = [{ file, of: 'stage', before, after: formatStage('register', register) }];
      const isOther = JSON.stringify(old.value) !== JSON.stringify(after.value);
      const config = isOther ? await this.#parts.config(after) : {};
      if (config.change !== undefined) changes.push(config.change);
      const behind = staleIn(await this.#read());
      await this.#parts.write(changes);
      this.#last = changes;
      const read = await this.#show();
      this.#parts.send({
        type: 'changed',
        row,
        text: [words, config.words].filter((text) => text !== undefined).join(' '),
        stale: staleIn(read).filter((unit) => !behind.includes(unit)),
        canUndo: true,
      });
      if (change.kind === 'ask' && this.#shown !== undefined) await this.#parts.ask(after, this.#shown);
    });
  }

  /** Takes the last change back, where nobody changed the files since. */
  undo(): Promise<void> {
    return this.#queue(undefined, async () => {
      const last = this.#last;
      if (last === undefined) return;
      await this.#parts.write(last.map(({ before, after, ...place }) => ({ ...place, before: after, after: before })));
      this.#last = undefined;
      await this.#show();
      this.#parts.send({ type: 'changed', row: '', text: 'The change is taken back.', stale: [], canUndo: false });
    });
  }

  async #read(): Promise<ReadReproduction> {
    return await readReproduction(this.#parts.files);
  }

  async #show(): Promise<ReadReproduction> {
    const read = await this.#read();
    if (this.#isClosed) return read;
    const { stages, broken } = read;
    const isEmpty = broken.size === 0 && !Object.keys(stages).some((name) => name !== 'sources' && name !== 'analyses');
    if (isEmpty) {
      this.#parts.send({
        type: 'failed',
        text: `There is no reproduction in ${this.#parts.folder} any more.`,
        hint: 'Its files come back from git, or from a new start in the chat.',
      });
      return read;
    }
    this.#shown = shownReproduction(read, this.#parts.folder);
    this.#parts.send({ type: 'reproduction', shown: this.#shown });
    this.#parts.onShown(this.#shown);
    return read;
  }

  #queue(row: string | undefined, work: () => Promise<void>): Promise<void> {
    const done = this.#work.then(work).catch((error: unknown) => {
      if (this.#isClosed || isCancellation(error)) return;
      this.#parts.onError(error);
      const text = error instanceof PracticumError ? error.message : describeError(error);
      const hint = error instanceof PracticumError ? error.hint : undefined;
      this.#parts.send({ type: 'refused', text, ...defined({ row, hint }) });
    });
    this.#work = done;
    return done;
  }

  dispose(): void {
    this.#isClosed = true;
  }
}

/** What is behind, as a person calls it: `run 20261122-…`, `the report`. Parts of a file are told of by the file. */
function staleIn({ stages }: ReadReproduction): readonly string[] {
  const units = [...unitStates(stages)].filter(([, { kind }]) => kind === 'stale').map(([key]) => key);
  return units.map((key) => {
    const rest = key.slice(key.indexOf('/') + 1);
    switch (stageOf(key)) {
      case 'runs':
        return `run ${rest}`;
      case 'contracts':
        return `contract ${addressLabel(rest)}`;
      case 'analysis':
        return `analysis of ${rest}`;
      case 'code':
        return rest;
      default:
        return `the ${key}`;
    }
  });
}
