import assert from 'node:assert/strict';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { nasty } from './support.ts';

/** By a client that we did not write. */
describe('the stand-in that does everything wrong', () => {
  it('speaks the protocol where it does nothing wrong', async () => {
    const client = new Client({ name: 'judge', version: '1' });
    await client.connect(new StdioClientTransport({ command: process.execPath, args: [nasty, 'behave'] }));
    try {
      assert.equal(client.getServerVersion()?.name, 'nasty');
      const { tools } = await client.listTools();
      assert.deepEqual(
        tools.map(({ name }) => name),
        ['echo'],
      );
      const { content } = await client.callTool({ name: 'echo', arguments: { words: 'hello' } });
      assert.deepEqual(content, [{ type: 'text', text: 'hello' }]);
      await client.ping();
      await assert.rejects(client.listPrompts(), /Method not found|does not support/);
    } finally {
      await client.close();
    }
  });
});
