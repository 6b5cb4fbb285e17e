/** What a person set about runs, as `launch` and `runs` use it. The editor reads it from its settings, the command line from the environment. */
import { saidActions, type WatchdogActions } from './alert.ts';
import { type MachineSettings, usualMachineSettings } from './machine/needs.ts';
import { type Hosts, hostsFrom } from './ssh/hosts.ts';
import { type TerminalChoice, terminalChoices } from './terminal/terminal.ts';

export interface RunSettings extends MachineSettings {
  /** Where runs are kept: absolute, or relative to the workspace folder. Empty: `.practicum/runs` in it. */
  readonly folder: string;
  readonly terminal: TerminalChoice;
  /** Whether the hook tells what training frameworks log. */
  readonly hook: boolean;
  /** What watchdogs do where that is not the usual. */
  readonly watchdogs: Partial<WatchdogActions>;
  /** Time to save a checkpoint after SIGINT, then after SIGTERM. */
  readonly interruptSeconds: number;
  readonly terminateSeconds: number;
  /** The person’s own expressions for what their scripts print. */
  readonly metricPatterns: readonly string[];
  /** Hosts that runs may be started on, by their names in the person’s ssh configuration. */
  readonly hosts: Hosts;
}

export const usualRunSettings: RunSettings = {
  folder: '',
  terminal: 'auto',
  hook: true,
  watchdogs: {},
  interruptSeconds: 10,
  terminateSeconds: 5,
  metricPatterns: [],
  hosts: {},
  ...usualMachineSettings,
};

/** At most an hour: whoever asks a run to stop wants it to end. */
const maxGraceSeconds = 3600;

/** What is no choice falls back to the usual one. */
export function runSettingsFrom(said: {
  readonly folder?: unknown;
  readonly terminal?: unknown;
  readonly hook?: unknown;
  /** An object, or as the command line has it: `stall=off,not-finite=stop`. */
  readonly watchdogs?: unknown;
  readonly gpu?: unknown;
  readonly parallel?: unknown;
  readonly interruptSeconds?: unknown;
  readonly terminateSeconds?: unknown;
  /** A list, or as the command line has it: one to a line. */
  readonly metricPatterns?: unknown;
  /** See `hostsFrom`. */
  readonly hosts?: unknown;
}): RunSettings {
  const { folder, terminal, hook, interruptSeconds, terminateSeconds, gpu, parallel } = said;
  return {
    folder: typeof folder === 'string' ? folder.trim() : usualRunSettings.folder,
    terminal: terminalChoices.find((choice) => choice === terminal) ?? usualRunSettings.terminal,
    // The command line reads it from a variable.
    hook: hook !== false && !/^(?:0|no|off|false)$/i.test(String(hook)),
    watchdogs: watchdogsOf(said.watchdogs),
    gpu: typeof gpu === 'string' && gpu.trim() !== '' ? gpu.trim() : usualRunSettings.gpu,
    parallel: countOf(parallel) ?? usualRunSettings.parallel,
    interruptSeconds: secondsOf(interruptSeconds) ?? usualRunSettings.interruptSeconds,
    terminateSeconds: secondsOf(terminateSeconds) ?? usualRunSettings.terminateSeconds,
    metricPatterns: patternsFrom(said.metricPatterns),
    hosts: hostsFrom(said.hosts),
  };
}

function watchdogsOf(said: unknown): Partial<WatchdogActions> {
  if (typeof said === 'string')
    return saidActions(Object.fromEntries(said.split(',').map((word) => word.split('=').map((part) => part.trim()))));
  return typeof said === 'object' && said !== null ? saidActions(Object.fromEntries(Object.entries(said))) : {};
}

function patternsFrom(said: unknown): readonly string[] {
  const lines: readonly unknown[] = typeof said === 'string' ? said.split(/\r?\n/) : Array.isArray(said) ? said : [];
  return lines.filter((line) => typeof line === 'string').filter((line) => line.trim() !== '');
}

function secondsOf(said: unknown): number | undefined {
  const seconds = typeof said === 'string' && said.trim() !== '' ? Number(said) : said;
  return typeof seconds === 'number' && seconds >= 0 && seconds <= maxGraceSeconds ? seconds : undefined;
}

function countOf(said: unknown): number | undefined {
  const count = typeof said === 'string' && said.trim() !== '' ? Number(said) : said;
  return typeof count === 'number' && Number.isInteger(count) && count >= 0 ? count : undefined;
}

/** As the supervisor program takes them. */
export function supervisorOptions({ interruptSeconds, terminateSeconds }: RunSettings): readonly string[] {
  return [`interruptGraceMs=${Math.round(interruptSeconds * 1000)}`, `terminateGraceMs=${Math.round(terminateSeconds * 1000)}`];
}
