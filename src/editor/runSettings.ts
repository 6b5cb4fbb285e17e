import { type RunSettings, runSettingsFrom } from '../runs/runSettings.ts';
import { readChoices, readCount, readList, readSetting } from './settings.ts';

/** What the person set about runs, as it stands now. */
export function editorRunSettings(): RunSettings {
  return runSettingsFrom({
    folder: readSetting('practicum.runs.folder'),
    terminal: readSetting('practicum.runs.terminal'),
    interruptSeconds: readCount('practicum.runs.interruptSeconds'),
    terminateSeconds: readCount('practicum.runs.terminateSeconds'),
    hook: readSetting('practicum.runs.hook'),
    gpu: readSetting('practicum.runs.gpu'),
    parallel: readCount('practicum.runs.parallel'),
    watchdogs: readChoices('practicum.runs.watchdogs'),
    metricPatterns: readList('practicum.runs.metricPatterns'),
    hosts: readList('practicum.runs.hosts'),
  });
}
