import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { sessionLogVersion } from '../../../src/sessions/events.ts';
import { eventBodies } from '../../../src/sessions/schema.ts';

const document = readFileSync(new URL('../../../docs/formats.md', import.meta.url), 'utf8');
const section = /^## Session log$(.*?)^## /ms.exec(document)?.[1] ?? '';

/** `turn.started` → turn, message, text, mentions[] */
const specified = new Map(
  [...section.matchAll(/^\| `([a-z]+(?:\.[a-z]+)?)` \| (`.*?`) \|/gm)]
    .filter(([, type = '']) => type.includes('.') || type === 'notice')
    .map(([, type = '', fields = '']) => [type, fields.split(', ').map((field) => field.replaceAll('`', ''))]),
);

function fieldsOf(schema: z.ZodType): readonly string[] {
  assert.ok(schema instanceof z.ZodObject);
  return Object.entries(schema.shape).map(([name, field]) => {
    const isOptional = field instanceof z.ZodOptional;
    const isList = (isOptional ? field.unwrap() : field) instanceof z.ZodArray;
    return `${name}${isList ? '[]' : ''}${isOptional ? '?' : ''}`;
  });
}

describe('The specification of the session log', () => {
  // shows: formats-session
  it('has the version that is written', () => {
    assert.match(section, new RegExp(`^Version ${sessionLogVersion}\\.$`, 'm'));
  });

  // shows: formats-session
  it('lists exactly the events that are accepted, with exactly their fields', () => {
    assert.deepEqual([...specified.keys()], Object.keys(eventBodies()));
    for (const [type, schema] of Object.entries(eventBodies())) assert.deepEqual(specified.get(type), fieldsOf(schema), type);
  });
});
