/** What the person switches while a run goes on: `watchdogs` of its `marks.json`, which the run’s supervisor looks at twice a second. */
import { stat } from 'node:fs/promises';
import { type WatchdogActions, watchdogRules } from '../alert.ts';
import { marksFile, readNotedMarks } from '../marks.ts';
import { actionsOf } from './actions.ts';

export class WatchdogSwitches {
  readonly #folder: string;
  readonly #atStart: Partial<WatchdogActions>;
  #actions: WatchdogActions;
  /** Which file was read: it is replaced, never changed. */
  #version = '';

  /** `atStart`: what the run was started with, where that is not the usual. */
  constructor(folder: string, atStart: Partial<WatchdogActions> = {}) {
    this.#folder = folder;
    this.#atStart = atStart;
    this.#actions = actionsOf(atStart);
  }

  /** What each rule does now, and what was switched since the last look, for people. A file that cannot be read switches nothing. */
  async read(): Promise<{ readonly actions: WatchdogActions; readonly notes: readonly string[] }> {
    const before = this.#actions;
    const info = await stat(marksFile(this.#folder)).catch(() => undefined);
    const version = info === undefined ? '' : `${info.ino} ${info.mtimeMs} ${info.size}`;
    if (version !== this.#version) {
      const { marks, note } = await readNotedMarks(this.#folder);
      this.#version = version;
      if (note === undefined) this.#actions = actionsOf({ ...this.#atStart, ...marks.watchdogs });
    }
    const actions = this.#actions;
    const switched = watchdogRules.filter((rule) => actions[rule] !== before[rule]);
    return { actions, notes: switched.map((rule) => `The watchdog ${rule} was switched to ${actions[rule]}.`) };
  }
}
