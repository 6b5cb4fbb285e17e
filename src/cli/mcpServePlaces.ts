/** Addresses of what a client can read and attach: runs, their logs, papers. Pure. */
import type { ServedPrompt, ServedTemplate } from '../mcp/servedBench.ts';

/** A tool’s call that answers what stands at an address. */
export interface PlaceCall {
  readonly tool: 'read_run' | 'read_paper';
  readonly input: Readonly<Record<string, unknown>>;
}

/** Lines of a log that are answered at once. */
const logLines = 400;

export const templates: readonly ServedTemplate[] = [
  {
    uriTemplate: 'practicum://run/{run}',
    name: 'Training run',
    description: 'Status, metrics, alerts and cause of a failure of a run, by its id',
  },
  { uriTemplate: 'practicum://run/{run}/log', name: 'Log of a training run', description: `Its newest ${logLines} lines` },
  {
    uriTemplate: 'practicum://paper/{paper}{?section}',
    name: 'Paper',
    description: 'A paper by arXiv id, DOI, link or file: its outline; with section, an address such as S3 or S3.E1, that part exactly',
  },
];

export function runUri(run: string): string {
  return `practicum://run/${encodeURIComponent(run)}`;
}

/** Undefined: nothing of ours stands there. */
export function placeCallOf(uri: string): PlaceCall | undefined {
  const match = /^practicum:\/\/(run|paper)\/([^/?#]+)(\/log)?(?:\?section=([^&#]*))?$/.exec(uri);
  if (match === null) return undefined;
  const [, kind, name = '', log, section] = match;
  const named = decoded(name);
  const part = section === undefined ? undefined : decoded(section.replaceAll('+', ' '));
  if (named === undefined || (section !== undefined && part === undefined)) return undefined;
  if (kind === 'paper')
    return log === undefined
      ? { tool: 'read_paper', input: { paper: named, ...(part === undefined ? {} : { section: part }) } }
      : undefined;
  if (section !== undefined) return undefined;
  return { tool: 'read_run', input: { run: named, ...(log === undefined ? {} : { lines: logLines }) } };
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

export const prompts: readonly (ServedPrompt & { text(given: Readonly<Record<string, string>>): string })[] = [
  {
    name: 'diagnose_run',
    title: 'Why did this run go wrong?',
    description: 'Finds the cause in log, metrics and code of a training run and proposes the smallest change',
    arguments: [{ name: 'run', description: 'Id of the run; list_runs answers it', required: true }],
    text: ({ run }) =>
      `Find out what went wrong in the training run ${run}. Read it with read_run (status, cause, end of its log), then with read_metric the values around where it went wrong, and the code that the log points to. Say the cause with the numbers or lines that show it. Propose the smallest change that mends it; start a new run with start_run only when I agree, wait for it with wait_run, and compare both with compare_runs. Use only numbers that the tools answered.`,
  },
  {
    name: 'reproduce_paper',
    title: 'Implement part of a paper',
    description: 'Implements a section of a paper exactly as it says, and asks about what it does not say',
    arguments: [
      { name: 'paper', description: 'arXiv id, DOI, link or file', required: true },
      { name: 'section', description: 'Address such as S3, or a title; absent: the method', required: false },
    ],
    text: ({ paper, section }) =>
      `Implement ${section === undefined || section === '' ? 'the method' : `section ${section}`} of the paper ${paper}. Read its outline with read_paper, then every part that it leans on by address. Before you write code, list each equation and hyper-parameter with the address where it stands, and what the paper leaves open; ask me about those. Take nothing from memory. Train with start_run, wait with wait_run, and compare what was measured with the paper’s table cell by cell.`,
  },
];
