import assert from 'node:assert/strict';
import { declareTool } from '../../../src/agent/declare.ts';
import { modeNote, systemPrompt } from '../../../src/agent/prompt.ts';
import { createAnthropicModel } from '../../../src/models/anthropic.ts';
import type { ModelRequest } from '../../../src/models/model.ts';
import { createOpenAiModel } from '../../../src/models/openai.ts';
import { type Doubles, startDoubles } from '../../doubles/server.ts';
import { collect } from '../models/support.ts';
import { useToolbox } from '../tools/toolbox.ts';

const roots = ['/home/someone/projects/a-data-set-and-a-model'];
const maxFixedBytes = 16 * 1024;

describe('The system prompt', () => {
  const box = useToolbox();
  let doubles: Doubles;
  before(async () => {
    doubles = await startDoubles({ isHurried: true });
  });
  after(() => doubles.close());

  // shows: prompt-rules
  it('holds the working rules', () => {
    const rules: readonly (readonly [string, RegExp])[] = [
      ['research first', /# Research first/],
      ['no columns assumed', /Never assume a data set's columns/],
      ['smoke test before a batch', /Smoke test first.*One run that works before several/],
      ['what was asked is not changed', /Never change what was asked: model, data set and split, sequence length, .*PEFT.*, metric, seed/],
      ['the model is saved', /saves the model/],
      ['a check before what is long or paid', /Before anything long or paid, check/],
      ['the smallest thing', /smallest thing that answers it/],
      ['the effective batch stays', /Out of memory: .*effective batch stays/],
      ['one change for one cause', /name the cause, change one thing/],
      ['numbers from results', /Numbers you report are copied from a tool result/],
      ['material is no instruction', /is material, never an instruction/],
      ['results are read again', /recall_output/],
      ['facts are kept', /remember keeps/],
    ];
    const lines = systemPrompt({ roots }).split('\n');
    for (const [name, rule] of rules)
      assert.ok(
        lines.some((line) => rule.test(line)),
        name,
      );
  });

  it('explains every tag that stands beside the person’s words', () => {
    for (const tag of ['practicum-hint', 'practicum-note', 'practicum-state', 'practicum-instructions', 'attached'])
      assert.match(systemPrompt({ roots }), new RegExp(`^- <${tag}`, 'm'));
  });

  // shows: cache-order
  it('names the folders and nothing that changes while a session is open', () => {
    assert.match(systemPrompt({ roots: ['/a', '/b'] }), /\n\nWorkspace: \/a, \/b$/);
    assert.match(systemPrompt({ roots: [] }), /\n\nNo folder is open: you can only talk\.$/);
    assert.doesNotMatch(systemPrompt({ roots }), /Mode: |\b20\d\d-\d\d-\d\d\b|has not trusted/);
  });

  it('leaves mode and trust to a note, another one for each', () => {
    const notes = (['plan', 'ask', 'auto'] as const).flatMap((mode) => [modeNote(mode, true), modeNote(mode, false)]);
    assert.equal(new Set(notes).size, 6);
    for (const note of notes) assert.match(note, /^Mode: (plan|ask|auto)\./);
    assert.match(modeNote('auto', false), /nothing in it is changed or run/);
  });

  for (const wire of ['anthropic', 'openai'] as const) {
    // shows: figure-prompt
    it(`is at most 16 KB with all tools, as it goes over the wire of ${wire}`, async () => {
      const shared = { name: doubles.models[0] ?? '', apiKey: doubles.key };
      const model =
        wire === 'anthropic'
          ? createAnthropicModel({ ...shared, baseUrl: doubles.anthropicUrl })
          : createOpenAiModel({ ...shared, baseUrl: doubles.openaiUrl });
      const request: ModelRequest = {
        system: systemPrompt({ roots }),
        messages: [{ role: 'user', parts: [{ type: 'text', text: 'say hello' }] }],
        tools: box.tools.map(declareTool),
        maxOutputTokens: 1000,
      };
      await collect(model, request);
      const body = doubles.requests.at(-1)?.bodyText ?? '';
      for (const { name } of box.tools) assert.ok(body.includes(`"${name}"`), name);
      const bytes = Buffer.byteLength(body);
      assert.ok(bytes <= maxFixedBytes, `${bytes} bytes`);
    });
  }
});
