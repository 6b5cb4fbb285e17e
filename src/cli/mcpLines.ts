import type { ConsentQuestion, ListChange, McpDesk, ServerRow } from '../mcp/desk.ts';
import { toolsOf } from '../mcp/ownNames.ts';

/** Servers as lines of a terminal. What a server or a file says of itself is shown without control characters. */

export function rowLine(row: ServerRow): string {
  const { name, state, where, words, nextStep, from, file } = row;
  const origin = from === 'workspace' ? ` (${file ?? 'of this folder'})` : '';
  const offer = state === 'ready' ? `, ${offerOf(row)}` : '';
  return `${plain(name)}  ${state}${offer}  ${plain(where)}${origin}\n  ${plain(words)}${nextStep === undefined ? '' : ` ${plain(nextStep)}`}\n`;
}

function offerOf({ tools, prompts, resources }: ServerRow): string {
  return `${tools} tools, ${prompts} prompts, ${resources} resources`;
}

/** What a yes is a yes to. */
export function questionLines({ name, transport, from, file }: ServerRow, question: ConsentQuestion): string {
  const { where, cwd, env, headers, given, protection } = question;
  const lines = [
    `${transport === 'stdio' ? 'Start' : 'Connect to'} “${plain(name)}”:`,
    `  ${plain(where)}`,
    ...(cwd === undefined ? [] : [`  in ${plain(cwd)}`]),
    ...(env.length === 0 ? [] : [`  with the variables ${env.map(plain).join(', ')}`]),
    ...(headers.length === 0 ? [] : [`  with the headers ${headers.map(plain).join(', ')}`]),
    ...(given.length === 0 ? [] : [`  it is given ${given.map(plain).join(', ')}`]),
    ...(protection === undefined ? [] : [`  protection: ${plain(protection)}`]),
    `  configured in ${from === 'workspace' ? `${file ?? 'this folder'}, which whoever wrote the folder has chosen` : (file ?? 'your settings')}`,
  ];
  return `${lines.join('\n')}\n`;
}

/** What is not as it was agreed to. */
export function changeLines({ name }: ServerRow, { added, removed, reworded, hidden }: ListChange): string {
  const lines = [
    `What “${plain(name)}” offers is not what you agreed to:`,
    ...added.map((tool) => `  + ${plain(tool.name)}: ${plain(tool.description).slice(0, 400)}`),
    ...removed.map((tool) => `  - ${plain(tool)}`),
    ...reworded.map(
      (tool) =>
        `  ~ ${plain(tool.name)} (${tool.what.join(', ')})\n    before: ${plain(tool.before).slice(0, 400)}\n    now:    ${plain(tool.now).slice(0, 400)}`,
    ),
    ...(hidden.length === 0 ? [] : ['  Some of its words hold characters that you would not see.']),
  ];
  return `${lines.join('\n')}\n`;
}

/** How it stands, and what the agent would get of it. */
export function offerLines(row: ServerRow, desk: Pick<McpDesk, 'tools' | 'prompts' | 'resources'>): string {
  if (row.state !== 'ready') return rowLine(row);
  const line = (text: string, about: string): string => `  ${plain(text)}${about === '' ? '' : `  ${plain(about).slice(0, 120)}`}\n`;
  return [
    rowLine(row),
    ...desk
      .tools()
      .filter(({ name }) => toolsOf(row.name, [name]).length > 0)
      .map(({ name, description }) => line(name, description)),
    ...row.leftOut.map(({ name, why }) => line(name, `left out: ${why}`)),
    ...desk
      .prompts()
      .filter(({ server }) => server === row.name)
      .map(({ name, description }) => line(`prompt ${name}`, description)),
    ...desk
      .resources()
      .filter(({ server }) => server === row.name)
      .map(({ uri, description }) => line(`resource ${uri}`, description)),
  ].join('');
}

/** One line, with nothing in it that a terminal would obey or that nobody would see. */
function plain(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(
      /[\p{Cc}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}]/gu,
      (letter) => `⟨U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`,
    );
}
