import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ledgerVersion } from '../../../src/ledger/entries.ts';
import { entrySchemas } from '../../../src/ledger/schema.ts';

const document = readFileSync(new URL('../../../docs/formats.md', import.meta.url), 'utf8');
const section = /^## The ledger$(.*?)^## /ms.exec(document)?.[1] ?? '';

function fieldsOf(schema: z.ZodObject): readonly string[] {
  return Object.entries(schema.shape)
    .filter(([name]) => name !== 'atMs')
    .map(([name, field]) => `${name}${field instanceof z.ZodOptional ? '?' : ''}`);
}

describe('The specification of the ledger', () => {
  it('has the version that is written, and lists exactly the entries that are accepted, with exactly their fields', () => {
    assert.match(section, new RegExp(`^Version ${ledgerVersion}\\.`, 'm'));
    const rows = [...section.matchAll(/^\| `([a-z]+)` \| (`.*?`) \|/gm)];
    const specified = rows.map(([, type = '', fields = '']) => [type, fields.split(', ').map((field) => field.replaceAll('`', ''))]);
    assert.deepEqual(
      specified,
      Object.entries(entrySchemas).map(([type, schema]) => [type, fieldsOf(schema)]),
    );
  });
});
