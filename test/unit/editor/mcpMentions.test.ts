import assert from 'node:assert/strict';
import { mentionText } from '../../../src/agent/tags.ts';
import { createMentionReader } from '../../../src/app/mentions.ts';
import { ShownNames } from '../../../src/app/shownNames.ts';
import { resourceMentions } from '../../../src/editor/mcpMentions.ts';
import type { ResourceRow } from '../../../src/mcp/desk.ts';

const row = (server: string, uri: string, isTemplate = false): ResourceRow => ({ server, uri, isTemplate, name: 'Notes', description: '' });
const desk = {
  resources: () => [row('files', 'file:///a.md'), row('files', 'file:///{path}', true), row('local', 'notes://b')],
  servers: () => [{ name: 'local', from: 'workspace' } as never],
};

describe('resources of servers as mentions', () => {
  // shows: mcp-resources
  it('are found by server, name and address, without those that have places to fill in', () => {
    assert.deepEqual(
      resourceMentions(desk, '').map(({ label, path }) => [label, path]),
      [
        ['file:///a.md', 'file:///a.md files'],
        ['notes://b', 'notes://b workspace/local'],
      ],
    );
    assert.deepEqual(resourceMentions(desk, 'LOCAL:no').length, 1);
    assert.deepEqual(resourceMentions(desk, 'nothing'), []);
  });

  // shows: mcp-resources
  it('reach the model by name only, so that reading one asks like any other call', async () => {
    const [, chip] = resourceMentions(desk, '');
    assert(chip !== undefined);
    const read = createMentionReader({} as never, {} as never, {} as never);
    const mention = await read(chip);
    assert.deepEqual(mention, { kind: 'resource', path: 'notes://b workspace/local' });
    assert.equal(mentionText(mention), '<attached resource="notes://b" server="workspace/local" read-with="mcp_resource"/>');
    assert.deepEqual(new ShownNames(['/w']).chip(mention), { kind: 'resource', path: mention.path, label: 'notes://b' });
  });
});
