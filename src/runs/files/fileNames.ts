/** Names by which logs are recognised before anything is read. */
import path from 'node:path';
import type { FoundLog } from './foundLog.ts';

export const trainerStateName = 'trainer_state.json';

/** As TensorBoard recognises its files. */
export function isEventFileName(name: string): boolean {
  return name.includes('tfevents') && !name.endsWith('.profile-empty');
}

/** Tables and records with such names belong to their folder: one run each. Others are runs of their own. */
const folderNames = /^(?:metrics?|results?|logs?|history|progress|training|train|scalars|stats)(?:[_-]?(?:log|metrics|history))?$/i;
/** The folder or the file that stands for the run. */
export function homeOf({ format, path: place }: FoundLog): string {
  if (format !== 'csv' && format !== 'jsonl') return place;
  return folderNames.test(path.parse(place).name) ? path.dirname(place) : place;
}
