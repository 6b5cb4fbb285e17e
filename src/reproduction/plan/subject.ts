/** What a plan is for: a paper, or an experiment without one (`experiment:lora-on-digits`). */
import { PracticumError } from '../../base/errors.ts';
import type { PaperId } from '../../papers/address.ts';
import { oneLine } from '../../tools/lookups.ts';
import { paperGiven } from '../paperGiven.ts';
import type { StagesOwner } from '../trace/sideFile.ts';

export interface Subject {
  /** As it is given to tools. */
  readonly name: string;
  /** Under which its stages lie. */
  readonly folder: StagesOwner;
  /** Undefined: there is no paper. */
  readonly paper: PaperId | undefined;
}

/** Throws `bad-address`. */
export function subjectGiven(given: string, roots: readonly string[]): Subject {
  const slug = /^experiment:(.*)$/su.exec(given.trim())?.[1];
  if (slug === undefined) {
    const paper = paperGiven(given, roots);
    return { name: given.trim().replace(/#.*$/su, ''), folder: paper, paper };
  }
  if (!/^[a-z0-9][a-z0-9-]{0,60}$/u.test(slug))
    throw new PracticumError('bad-address', `“${oneLine(given, 80)}” names no experiment.`, {
      hint: 'Write it as start_reproduction gave it: experiment: and small letters, digits and dashes.',
    });
  return { name: `experiment:${slug}`, folder: { kind: 'experiment', id: slug }, paper: undefined };
}
