import { relative } from 'node:path';
import type { PlanItem } from '../../base/tool.ts';
import { branchOf } from '../branch.ts';
import type { ChildLog } from '../children.ts';
import type { Mention, ToolOutcome } from '../events.ts';
import type { ExportedSession } from './exported.ts';
import { type Story, storyOf, type Told, type ToldCall, type ToldResponse, timeOf } from './story.ts';

/** Of arguments and results: a transcript is read by people. The other formats have all of it. */
const maxShownChars = 4000;

const marks: { readonly [O in ToolOutcome]: string } = { done: '✓', failed: '✗', rejected: '⊘', abandoned: '…' };
const boxes: { readonly [S in PlanItem['status']]: string } = { open: '[ ]', doing: '[ ]', done: '[x]', dropped: '[x]' };

/** A transcript to read: what was said, calls folded away, then the plan, the files that were changed and the runs. */
export function exportMarkdown({ session, events, children = [] }: ExportedSession): string {
  const story = storyOf(events);
  const sections = [
    `# ${oneLine(story.title) || 'Session'}`,
    `Session \`${session}\`, begun ${timeOf(story.createdMs)}${story.workspace === '' ? '' : `, in \`${story.workspace}\``}`,
    ...story.told.flatMap((item) => sectionOf(item, story)),
    ...outcomes(story),
    ...children.flatMap(childSections),
  ];
  return `${sections.join('\n\n')}\n`;
}

/** What a sub-agent was sent out for, did and reported. */
function childSections({ question, events }: ChildLog): readonly string[] {
  const story = storyOf(branchOf(events));
  const told = story.told.flatMap((item) => (item.kind === 'message' ? [] : sectionOf(item, story)));
  return [`## Sub-agent: ${oneLine(question)}`, ...told];
}

function sectionOf(item: Told, story: Story): readonly string[] {
  switch (item.kind) {
    case 'message':
      return [
        `## ${item.isSteering ? 'You, while it worked' : 'You'}`,
        quoted(item.text),
        ...item.mentions.map((mention) => `> Attached: ${mentionOf(mention, story.workspace)}`),
      ];
    case 'response':
      return responseOf(item);
    case 'aside':
      return [quoted(`**${item.what}:** ${item.text}`)];
  }
}

function responseOf({ model, text, calls, broke }: ToldResponse): readonly string[] {
  if (text === '' && calls.length === 0) return [];
  return [
    `### ${oneLine(model)}`,
    ...(text === '' ? [] : [text]),
    ...(broke === undefined ? [] : [quoted(`**Broken off:** ${broke.message}`)]),
    ...calls.map(callOf),
  ];
}

function callOf({ name, argumentsJson, title, end }: ToldCall): string {
  const summary = `${end === undefined ? '' : `${marks[end.outcome]} `}${html(title ?? name)} <code>${html(name)}</code>`;
  const result = end === undefined ? 'There is no result.' : fenced(end.content);
  const pictures = (end?.pictures ?? []).flatMap(({ label, width, height }) => [
    `Picture: ${code(label)}, ${width} × ${height} pixels`,
    '',
  ]);
  return ['<details>', `<summary>${summary}</summary>`, '', fenced(argumentsJson), '', result, '', ...pictures, '</details>'].join('\n');
}

function outcomes({ plan, files, runs, workspace }: Story): readonly string[] {
  const list = (title: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : [`## ${title}`, lines.map((line) => `- ${line}`).join('\n')];
  return [
    ...list(
      'Plan',
      plan.map(({ text, status }) => `${boxes[status]} ${status === 'dropped' ? `~~${oneLine(text)}~~` : oneLine(text)}`),
    ),
    ...list(
      'Files changed',
      files.map((path) => code(within(workspace, path))),
    ),
    ...list('Runs', runs.map(code)),
  ];
}

function mentionOf({ kind, path, firstLine, lastLine, picture }: Mention, workspace: string): string {
  if (picture !== undefined) return `picture ${code(within(workspace, path))}, ${picture.width} × ${picture.height} pixels`;
  if (kind === 'paper') return code(path);
  const lines = firstLine === undefined ? '' : `, lines ${firstLine} to ${lastLine ?? firstLine}`;
  return `${code(within(workspace, path))}${lines}`;
}

/** As the person knows it, where it lies in the workspace. */
function within(workspace: string, path: string): string {
  const inside = workspace === '' ? path : relative(workspace, path);
  return inside.startsWith('..') || inside === '' ? path : inside;
}

function quoted(text: string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? '>' : `> ${line}`))
    .join('\n');
}

/** A block that the text cannot close. */
function fenced(text: string): string {
  const left = text.length - maxShownChars;
  const shown = left <= 0 ? text : `${text.slice(0, maxShownChars).toWellFormed()}\n[… ${left.toLocaleString('en')} characters left out …]`;
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(Math.max(3, longest + 1));
  return `${fence}\n${shown}\n${fence}`;
}

function code(text: string): string {
  const inside = oneLine(text);
  return inside.includes('`') ? `\`\` ${inside} \`\`` : `\`${inside}\``;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function html(text: string): string {
  return oneLine(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
