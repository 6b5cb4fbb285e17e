import type { HiddenText, Origin } from '../../../src/base/origin.ts';

/** Whose words these are: `the log of run lr-0.1`. */
export function originText({ kind, name }: Origin): string {
  switch (kind) {
    case 'log':
      return `the log of run ${name}`;
    case 'paper':
      return `the paper ${name}`;
    case 'web':
      return `the web page ${name}`;
    case 'dataset':
      return `the data set ${name}`;
    case 'card':
      return `the card of ${name}`;
    case 'mcp':
      return `the MCP server’s ${name}`;
    case 'file':
      return `the file ${name}`;
    case 'command':
      return `the command ${name}`;
    case 'model':
      return `what was seen by ${name}`;
    case 'research':
      return `what ${name} read`;
  }
}

const kinds: Readonly<Record<HiddenText['kind'], string>> = {
  invisible: 'invisible characters',
  comment: 'comment',
  white: 'in the colour of the page',
  tiny: 'too small to read',
  'off-page': 'outside of the page',
  attribute: 'hidden attribute',
};

/** How it was kept from a reader’s eyes. */
export function hiddenKind(kind: HiddenText['kind']): string {
  return kinds[kind];
}
