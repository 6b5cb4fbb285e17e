import type { McpDesk, ServerRow } from '../mcp/desk.ts';
import { toolsOf } from '../mcp/ownNames.ts';
import { visibleText } from './visibleText.ts';

/** Everything that a server offers, with its own words marked as such, as Markdown. */
export function offerReport(row: ServerRow, desk: Pick<McpDesk, 'tools' | 'prompts' | 'resources'>): string {
  const tools = desk.tools().filter(({ name }) => toolsOf(row.name, [name]).length > 0);
  const prompts = desk.prompts().filter(({ server }) => server === row.name);
  const resources = desk.resources().filter(({ server }) => server === row.name);
  const parts = [
    `# ${code(row.name)}`,
    `${code(row.where)}${row.serverName === undefined ? '' : `, which calls itself ${code(row.serverName)}`}`,
    ...(row.protection === undefined ? [] : [`Protection: ${row.protection}`]),
    'Descriptions are the server’s own words.',
    section(
      'Tools',
      tools.map(({ name, description }) => `- ${code(name)}: ${quoted(ownWords(description))}`),
    ),
    section(
      'Left out',
      row.leftOut.map(({ name, why }) => `- ${code(name)}: ${quoted(why)}`),
    ),
    section(
      'Prompts',
      prompts.map(({ name, description }) => `- ${code(name)}: ${quoted(description)}`),
    ),
    section(
      'Resources',
      resources.map(({ uri, description }) => `- ${code(uri)}: ${quoted(description)}`),
    ),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** Without what is said before them to the model. */
function ownWords(description: string): string {
  return description.replace(/^Tool of the MCP server “[^”]*”, which describes it so: /, '');
}

function section(title: string, rows: readonly string[]): string {
  return rows.length === 0 ? '' : `## ${title}\n\n${rows.join('\n')}`;
}

function code(text: string): string {
  return `\`${visibleText(text).replace(/\s+/g, ' ').replaceAll('`', 'ˋ').slice(0, 300)}\``;
}

/** No Markdown of theirs: it could draw a button or a picture. */
function quoted(text: string): string {
  const plain = visibleText(text).replace(/\s+/g, ' ').trim().slice(0, 400);
  return plain.replace(/[\\`*_{}[\]()<>#+!|~&]/g, (letter) => `\\${letter}`);
}
