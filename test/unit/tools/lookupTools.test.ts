import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import * as z from 'zod';
import { declareTool } from '../../../src/agent/declare.ts';
import { lookingEffectKinds } from '../../../src/base/effects.ts';
import { PracticumError } from '../../../src/base/errors.ts';
import { usualEndpoints } from '../../../src/hub/endpoints.ts';
import { webSettingsFrom } from '../../../src/web/settings.ts';
import { useToolbox } from './toolbox.ts';

const names = [
  ...['search_hub', 'read_hub_repo', 'read_hub_file', 'search_docs', 'read_docs', 'find_papers'],
  ...['read_page', 'search_web', 'search_github', 'read_github_file'],
];

/** Of an object and of the objects in it. */
function fieldsOf(schema: unknown): readonly string[] {
  const properties: unknown = Object(schema).properties ?? {};
  return Object.entries(Object(properties)).flatMap(([name, field]) => [name, ...fieldsOf(field)]);
}

describe('the tools that look things up', () => {
  const box = useToolbox({
    hub: () => ({ userAgent: 'practicum/test', endpoints: () => usualEndpoints, token: async () => undefined, payer: () => undefined }),
    web: () => ({
      userAgent: 'practicum/test',
      settings: () => webSettingsFrom({ provider: 'brave' }),
      searchKey: async () => undefined,
      gitHubToken: async () => undefined,
    }),
  });
  const without = useToolbox();

  it('are there where the Hub and the web are set up, and only there', () => {
    assert.deepEqual(
      box.tools.map(({ name }) => name).filter((name) => names.includes(name)),
      names,
    );
    assert.ok(!without.tools.some(({ name }) => names.includes(name)));
  });

  // shows: policy-plan-mode
  it('only look, so that they are offered in plan mode too', () => {
    for (const name of names)
      assert.ok(
        box.tool(name).effectKinds.every((kind) => lookingEffectKinds.has(kind)),
        name,
      );
  });

  it('take at most 3.6 KB of a prompt', () => {
    const bytes = Buffer.byteLength(JSON.stringify(names.map((name) => declareTool(box.tool(name)))));
    assert.ok(bytes <= 3_600, `${bytes} bytes`);
  });

  it('name in their descriptions each field that the model is not told of by a schema', () => {
    let named = 0;
    for (const tool of box.tools) {
      const { description, inputSchema } = declareTool(tool);
      for (const field of fieldsOf(z.toJSONSchema(tool.input))) {
        if (fieldsOf(inputSchema).includes(field)) continue;
        assert.match(description, new RegExp(`\\b${field}\\b`), tool.name);
        named += 1;
      }
    }
    assert.ok(named > 30);
  });

  // shows: effects-declared, lookup-private-addresses
  it('name one host that they ask, whatever they are given', () => {
    const odd = fc.oneof(
      fc.string(),
      fc.constantFrom('https://a.example/x', 'http://[::1]/', 'https://a@b/', '//x', 'file:///etc/passwd', 'http://0x7f.1/'),
    );
    const inputs: Readonly<Record<string, (text: string) => unknown>> = {
      search_hub: (query) => ({ what: 'models', query }),
      read_hub_repo: (repo) => ({ repo }),
      read_hub_file: (repo) => ({ repo, path: repo }),
      search_docs: (query) => ({ query }),
      read_docs: (page) => ({ page }),
      find_papers: (paper) => ({ paper }),
      read_page: (url) => ({ url }),
      search_web: (query) => ({ query }),
      search_github: (query) => ({ what: 'code', query }),
      read_github_file: (repo) => ({ repo, path: repo }),
    };
    for (const name of names)
      fc.assert(
        fc.property(odd, (text) => {
          const tool = box.tool(name);
          const input = tool.input.safeParse(inputs[name]?.(text));
          if (!input.success) return;
          assert.ok(tool.title(input.data).length > 0);
          try {
            const [effect, ...more] = tool.effects(input.data);
            assert.ok(effect?.kind === 'lookup' && effect.host !== '' && more.length === 0, JSON.stringify(effect));
          } catch (error) {
            assert.ok(error instanceof PracticumError && error.hint !== undefined, String(error));
          }
        }),
      );
  });
});
