import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { practicumHome } from '../app/home.ts';
import { readSetting } from './settings.ts';

/** `$PRACTICUM_HOME` as this window has it: the setting, else as everywhere on this machine. */
export function home(): string {
  const setting = readSetting('practicum.home');
  if (setting !== '') return isAbsolute(setting) ? setting : join(homedir(), setting);
  return practicumHome({ platform: process.platform, homedir: homedir(), env: process.env });
}
