/** The options of the command line and what may stand behind each. */
import { parseArgs } from 'node:util';
import { usualLimits } from '../app/usualLimits.ts';
import { defined } from '../base/defined.ts';
import type { Mode } from '../base/effects.ts';
import { effortOf, efforts } from '../models/choiceEffort.ts';
import type { Effort } from '../models/model.ts';
import { type CommonOptions, WrongUsage } from './command.ts';

export type Values = ReturnType<typeof readOptions>['values'];

/** The options of a command line as they were given, and its words. Throws WrongUsage. */
export function readOptions(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      tokens: true,
      options: {
        cwd: { type: 'string', short: 'C' },
        json: { type: 'boolean' },
        model: { type: 'string' },
        'base-url': { type: 'string' },
        'research-model': { type: 'string' },
        'analysis-model': { type: 'string' },
        'compaction-model': { type: 'string' },
        'titles-model': { type: 'string' },
        'fallback-model': { type: 'string' },
        effort: { type: 'string' },
        local: { type: 'boolean' },
        mode: { type: 'string' },
        continue: { type: 'boolean' },
        resume: { type: 'boolean' },
        fork: { type: 'string' },
        'max-responses': { type: 'string' },
        'max-attempts': { type: 'string' },
        budget: { type: 'string' },
        'day-budget': { type: 'string' },
        format: { type: 'string' },
        output: { type: 'string', short: 'o' },
        feedback: { type: 'string' },
        grant: { type: 'string' },
        'read-only': { type: 'boolean' },
        env: { type: 'string', multiple: true },
        header: { type: 'string', multiple: true },
        wait: { type: 'boolean' },
        follow: { type: 'boolean', short: 'f' },
        accept: { type: 'string', multiple: true },
        set: { type: 'string', multiple: true },
        report: { type: 'boolean' },
        triage: { type: 'boolean' },
        metric: { type: 'string' },
        timeout: { type: 'string' },
        starts: { type: 'string' },
        yes: { type: 'boolean' },
        to: { type: 'string' },
        log: { type: 'string' },
        gpu: { type: 'string' },
        'when-free': { type: 'boolean' },
        priority: { type: 'string' },
        'no-hook': { type: 'boolean' },
        on: { type: 'string' },
        name: { type: 'string' },
        tag: { type: 'string', multiple: true },
        untag: { type: 'string', multiple: true },
        watchdog: { type: 'string', multiple: true },
        note: { type: 'string' },
        archive: { type: 'boolean' },
        unarchive: { type: 'boolean' },
        pattern: { type: 'string', multiple: true },
        batch: { type: 'boolean' },
        shell: { type: 'string' },
        path: { type: 'string' },
        access: { type: 'string' },
        config: { type: 'string' },
        split: { type: 'string' },
        revision: { type: 'string' },
        rows: { type: 'string' },
        public: { type: 'boolean' },
        license: { type: 'string' },
        type: { type: 'string' },
        paper: { type: 'string', multiple: true },
        'keep-card': { type: 'boolean' },
        mark: { type: 'boolean' },
        script: { type: 'string' },
        limit: { type: 'string' },
        collection: { type: 'string' },
        evaluation: { type: 'string', multiple: true },
        baseline: { type: 'string', multiple: true },
        device: { type: 'boolean' },
        'token-file': { type: 'boolean' },
        flavor: { type: 'string' },
        image: { type: 'string', multiple: true },
        with: { type: 'string', multiple: true },
        section: { type: 'string' },
        equation: { type: 'string' },
        symbols: { type: 'string' },
        check: { type: 'boolean' },
        numpy: { type: 'boolean' },
        markdown: { type: 'boolean' },
        fresh: { type: 'boolean' },
        at: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean', short: 'v' },
      },
    });
  } catch (error) {
    const said = error instanceof Error ? (error.message.split('. ', 1)[0] ?? error.message) : String(error);
    const message = said.endsWith('.') ? said : `${said}.`;
    throw new WrongUsage(message, 'What follows “--” is taken as it stands: practicum -- "prompt", practicum run SCRIPT -- ARGS. ');
  }
}

/** Those that every command knows. */
export function commonOptions(values: Values): CommonOptions {
  return {
    cwd: values.cwd,
    json: values.json ?? false,
    model: values.model,
    baseUrl: values['base-url'],
    roleModels: defined({
      research: values['research-model'],
      analysis: values['analysis-model'],
      compaction: values['compaction-model'],
      titles: values['titles-model'],
    }),
    fallbackModel: values['fallback-model'],
    effort: effortIn(values.effort),
    mode: values.mode === undefined ? undefined : modeOf(values.mode),
    maxResponses: countOf(values['max-responses'], '--max-responses') ?? usualLimits.maxResponses,
    maxAttempts: countOf(values['max-attempts'], '--max-attempts') ?? usualLimits.maxAttempts,
    budgetUsd: dollarsOf(values.budget, '--budget'),
    dayBudgetUsd: dollarsOf(values['day-budget'], '--day-budget'),
  };
}

export function nothingMore([word]: readonly string[]): void {
  if (word !== undefined) throw new WrongUsage(`“${word}” is one word too many.`);
}

export function required(value: string | undefined, message: string): string {
  if (value === undefined || value === '') throw new WrongUsage(`${message}.`);
  return value;
}

function effortIn(value: string | undefined): Effort | undefined {
  if (value === undefined) return undefined;
  const effort = effortOf(value);
  if (effort === undefined) throw new WrongUsage(`“${value}” is no effort: ${efforts.join(', ')}.`);
  return effort;
}

function modeOf(value: string): Mode {
  if (value === 'plan' || value === 'ask' || value === 'auto') return value;
  throw new WrongUsage(`“${value}” is no mode: plan, ask or auto.`);
}

function countOf(value: string | undefined, option: string): number | undefined {
  if (value === undefined) return undefined;
  if (!/^[1-9]\d{0,5}$/.test(value)) throw new WrongUsage(`${option} needs a number from 1 on, not “${value}”.`);
  return Number(value);
}

export function secondsOf(value: string | undefined, option: string): number | undefined {
  if (value === undefined) return undefined;
  if (!/^\d{1,7}(\.\d{1,3})?$/.test(value)) throw new WrongUsage(`${option} needs seconds such as 600, not “${value}”.`);
  return Number(value);
}

/** Null: 0, which says that there is no cap. */
function dollarsOf(value: string | undefined, option: string): number | null | undefined {
  if (value === undefined) return undefined;
  if (!/^\$?\d{1,7}(\.\d{1,6})?$/.test(value)) throw new WrongUsage(`${option} needs US dollars such as 5 or 2.50, not “${value}”.`);
  const usd = Number(value.replace('$', ''));
  return usd === 0 ? null : usd;
}
