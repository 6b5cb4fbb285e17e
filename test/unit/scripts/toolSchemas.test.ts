import assert from 'node:assert/strict';
import { build } from 'esbuild';
import * as z from 'zod';
import { root } from '../../../scripts/package.ts';
import { declaredSchemas, toolSchemas } from '../../../scripts/toolSchemas.mjs';
import { declareTool } from '../../../src/agent/declare.ts';
import type { Tool } from '../../../src/base/tool.ts';

describe('The inputs of tools', () => {
  it('are put into the build byte by byte as the program would translate them itself', async () => {
    const built = await build({
      stdin: { contents: `export { builtSchemas } from './src/tools/builtSchemas.ts';`, resolveDir: root },
      bundle: true,
      format: 'esm',
      minify: true,
      write: false,
      plugins: [toolSchemas],
      absWorkingDir: root,
    });
    const [file] = built.outputFiles;
    assert.ok(file !== undefined);
    const { builtSchemas }: { builtSchemas: object } = await import(`data:text/javascript,${encodeURIComponent(file.text)}`);
    const translated = await declaredSchemas();
    assert.equal(JSON.stringify(builtSchemas), JSON.stringify(translated));
    for (const name of [
      'read_file',
      'search_hub',
      'search_web',
      'read_paper',
      'link_code',
      'start_reproduction',
      'record_spec',
      'change_register',
    ])
      assert.equal(translated[name]?.['type'], 'object', name);
  });

  it('are told as the build translated them, and translated where it did not', () => {
    const tool: Tool = {
      name: 'look',
      description: 'Looks.',
      input: z.strictObject({ at: z.string() }),
      effectKinds: [],
      title: () => 'Look',
      effects: () => [],
      run: async () => ({ content: '' }),
    };
    assert.deepEqual(declareTool(tool).inputSchema, { type: 'object', properties: { at: { type: 'string' } }, required: ['at'] });
    assert.deepEqual(declareTool({ ...tool, inputSchema: { type: 'object' } }).inputSchema, { type: 'object' });
  });
});
