import { clipped } from '../../base/clipped.ts';
import { estimateTokens } from '../../models/estimate.ts';
import type { KnownRun, WorkState } from './state.ts';

/** A line, and how much it matters: 0 stays whatever the budget is, the others are left out from the highest number down. */
interface Row {
  readonly text: string;
  readonly rank: 0 | 1 | 2;
}

interface Section {
  readonly title: string;
  readonly rows: readonly Row[];
}

const maxRequestLength = 600;
const maxLineLength = 200;
const planMarks = { open: '[ ]', doing: '[>]', done: '[x]', dropped: '[-]' } as const;

/**
 * The state as Markdown for the model. What cannot be found again stays whatever the budget is: the current request, the open plan and the ids of runs
 * that may still be going on. The rest is left out where it does not fit, and that is said.
 */
export function describeState(state: WorkState, budgetTokens: number): string {
  const sections = [
    { title: 'Current request', rows: currentRequest(state) },
    { title: 'Plan', rows: planRows(state, budgetTokens) },
    { title: 'Runs', rows: runRows(state) },
    { title: 'Files changed so far', rows: fileRows(state) },
    { title: 'What the person decided', rows: decisionRows(state) },
    { title: 'Earlier requests', rows: earlierRequests(state) },
    { title: 'Spent so far', rows: spendingRows(state) },
  ].filter(({ rows }) => rows.length > 0);
  return bounded(sections, budgetTokens)
    .map(({ title, rows }) => [`## ${title}`, ...rows.map(({ text }) => text)].join('\n'))
    .join('\n\n');
}

function currentRequest({ currentRequest: [request, ...added] }: WorkState): readonly Row[] {
  if (request === undefined) return [];
  return [
    { text: short(request, maxRequestLength), rank: 0 },
    ...added.map((text): Row => ({ text: `- added: ${short(text, maxRequestLength)}`, rank: 1 })),
  ];
}

function planRows({ plan }: WorkState, budgetTokens: number): readonly Row[] {
  // At most half of the budget, at four characters to a token.
  const length = Math.max(40, Math.min(maxLineLength, Math.floor((budgetTokens * 2) / Math.max(1, plan.length)) - 6));
  return plan.map(({ text, status }) => ({
    text: `- ${planMarks[status]} ${short(text, length)}`,
    rank: status === 'open' || status === 'doing' ? 0 : 2,
  }));
}

function runRows({ runs }: WorkState): readonly Row[] {
  return runs
    .toReversed()
    .map((run) => ({ text: `- ${describeRun(run)}`, rank: run.state === undefined || run.state === 'running' ? 0 : 1 }));
}

function describeRun({ id, name, script, state, error }: KnownRun): string {
  const called = [...(name === undefined ? [] : [`“${short(name, 60)}”`]), ...(script === undefined ? [] : [short(script, 80)])];
  const how = state === undefined ? 'started, not looked at yet' : state;
  const why = error === undefined ? '' : ` (${short(error, 120)})`;
  return [`\`${id}\``, ...called].join(' ') + `: ${how}${why}`;
}

function fileRows({ files, workspace }: WorkState): readonly Row[] {
  const folder = `${workspace}/`;
  return files.toReversed().map(({ path, edits, added, removed }) => {
    const shown = workspace !== '' && path.startsWith(folder) ? path.slice(folder.length) : path;
    return { text: `- ${shown}: ${edits} ${edits === 1 ? 'edit' : 'edits'} (+${added} −${removed})`, rank: 1 };
  });
}

function decisionRows({ mode, rejections, granted, corrected }: WorkState): readonly Row[] {
  return [
    ...(mode === undefined ? [] : [row(`- mode: ${mode}`, 0)]),
    ...rejections.toReversed().map(({ title, words }) => {
      const said = words === undefined ? '' : `, saying: ${short(words, maxLineLength)}`;
      return row(`- rejected “${short(title, 100)}”${said}`, 1);
    }),
    ...granted.map((scope) => row(`- allowed until the session ends: ${short(scope, maxLineLength)}`, 1)),
    ...corrected.map((title) => row(`- changed before approving: ${short(title, 100)}`, 2)),
  ];
}

/** The first request stands at the beginning of the conversation. */
function earlierRequests({ earlierRequests: earlier }: WorkState): readonly Row[] {
  return earlier.toReversed().map((text) => row(`- ${short(text, maxLineLength)}`, 2));
}

function spendingRows({ spending, hints }: WorkState): readonly Row[] {
  const { responses, inputTokens, cacheReadTokens, cacheWriteTokens, outputTokens, isEstimated } = spending;
  if (responses === 0) return [];
  const sent = inputTokens + cacheReadTokens + cacheWriteTokens;
  const about = isEstimated ? 'about ' : '';
  const counts = [...hints].map(([hint, count]) => `${hint} ${count}`).join(', ');
  return [
    row(
      `- ${number(responses)} responses, ${about}${number(sent)} tokens sent (${number(cacheReadTokens)} of them from a cache), ${number(outputTokens)} received; what it cost is not known`,
      1,
    ),
    ...(counts === '' ? [] : [row(`- hints given to you: ${counts}`, 2)]),
  ];
}

function row(text: string, rank: Row['rank']): Row {
  return { text, rank };
}

/** Keeps the rows that matter most; each section says how many were left out. */
function bounded(sections: readonly Section[], budgetTokens: number): readonly Section[] {
  const kept = new Set<Row>();
  let left = budgetTokens - sections.reduce((sum, { title }) => sum + estimateTokens(`## ${title}\n\n- and 1,000 more`), 0);
  for (const rank of [0, 1, 2] as const) {
    for (const candidate of sections.flatMap(({ rows }) => rows.filter((each) => each.rank === rank))) {
      const cost = estimateTokens(`${candidate.text}\n`);
      if (rank > 0 && cost > left) continue;
      kept.add(candidate);
      left -= cost;
    }
  }
  return sections.flatMap(({ title, rows }) => {
    const shown = rows.filter((each) => kept.has(each));
    const more = rows.length - shown.length;
    if (shown.length === 0) return [];
    return [{ title, rows: more === 0 ? shown : [...shown, row(`- and ${number(more)} more`, 0)] }];
  });
}

/** On one line. */
function short(text: string, length: number): string {
  return clipped(text.replaceAll(/\s+/g, ' ').trim(), length);
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}
