import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { z } from 'zod';
import type { BlobHash, CallId, EventId, MessageId, RunId, SessionId, TurnId } from '../../../src/base/ids.ts';
import { createRedactor } from '../../../src/base/redact.ts';
import type { SessionEvent, SessionEventBody } from '../../../src/sessions/events.ts';
import { claudeCodeEvents } from '../../../src/sessions/export/claudeCode.ts';
import type { ExportedSession, ExportFormat } from '../../../src/sessions/export/exported.ts';
import { exportSession, exportText } from '../../../src/sessions/export/exportSession.ts';
import { createSession } from '../../../src/sessions/store.ts';
import { anyBody } from './anyBody.ts';

const session = 'se_1' as SessionId;
const turn = 'tu_1' as TurnId;
const answer = 're_1' as MessageId;
const call = 'ca_1' as CallId;
const usage = { inputTokens: 1, outputTokens: 1, cacheReadTokens: 0, cacheWriteTokens: 0, isEstimated: false };
const startMs = Date.UTC(2026, 0, 1);
const redact = createRedactor();

function exported(bodies: readonly SessionEventBody[]): ExportedSession {
  const events = bodies.map(
    (body, index): SessionEvent => ({
      v: 1,
      id: `ev_${index}` as EventId,
      parent: index === 0 ? null : (`ev_${index - 1}` as EventId),
      atMs: startMs + index * 1000,
      ...body,
    }),
  );
  return { session, events, blobs: new Map() };
}

const worked: readonly SessionEventBody[] = [
  { type: 'session.created', session, workspace: '/w', app: 'test' },
  {
    type: 'turn.started',
    turn,
    message: 'me_1' as MessageId,
    text: 'Fix the\nscript',
    mentions: [{ kind: 'selection', path: '/w/train.py', firstLine: 3, lastLine: 5, text: 'x = 1' }],
  },
  { type: 'response.started', turn, response: answer, model: 'anthropic/claude' },
  { type: 'response.thinking', response: answer, text: 'hm' },
  { type: 'response.text', response: answer, text: 'I will ' },
  { type: 'response.text', response: answer, text: 'look.' },
  { type: 'response.call', response: answer, call, providerId: 'p', name: 'edit_file', argumentsJson: '{"path":"train.py"}' },
  { type: 'response.ended', response: answer, stop: 'calls', usage },
  { type: 'tool.proposed', turn, call, tool: 'edit_file', title: 'Edit <train.py>', effects: [] },
  { type: 'tool.started', call },
  { type: 'tool.ended', call, outcome: 'done', content: '```\nfenced\n```' },
  { type: 'file.changed', turn, call, path: '/w/train.py' },
  { type: 'run.linked', turn, call, run: 'run_7' as RunId },
  { type: 'plan.changed', turn, items: [{ text: 'Fix it', status: 'done' }] },
  { type: 'message.steered', turn, message: 'me_2' as MessageId, text: 'and the seed', mentions: [] },
  { type: 'response.started', turn, response: 're_2' as MessageId, model: 'anthropic/claude' },
  { type: 'response.text', response: 're_2' as MessageId, text: 'half an ans' },
  { type: 'response.superseded', response: 're_2' as MessageId, code: 'overloaded', message: 'The provider is overloaded.' },
  { type: 'response.started', turn, response: 're_3' as MessageId, model: 'anthropic/claude' },
  { type: 'response.text', response: 're_3' as MessageId, text: 'Done.' },
  { type: 'response.ended', response: 're_3' as MessageId, stop: 'end', usage },
  { type: 'turn.ended', turn, end: 'done' },
];

describe('A session exported as Markdown', () => {
  // shows: sessions-export
  it('is a transcript that a person can read, with calls folded away and what came of it at the end', () => {
    assert.equal(
      exportText(exported(worked), 'markdown', redact),
      `# Fix the

Session \`se_1\`, begun 2026-01-01T00:00:00.000Z, in \`/w\`

## You

> Fix the
> script

> Attached: \`train.py\`, lines 3 to 5

### anthropic/claude

I will look.

<details>
<summary>✓ Edit &lt;train.py&gt; <code>edit_file</code></summary>

\`\`\`
{"path":"train.py"}
\`\`\`

\`\`\`\`
\`\`\`
fenced
\`\`\`
\`\`\`\`

</details>

## You, while it worked

> and the seed

### anthropic/claude

half an ans

> **Broken off:** The provider is overloaded.

### anthropic/claude

Done.

## Plan

- [x] Fix it

## Files changed

- \`train.py\`

## Runs

- \`run_7\`
`,
    );
  });

  it('says how much of a long result it leaves out', () => {
    const text = exportText(
      exported([...worked.slice(0, 10), { type: 'tool.ended', call, outcome: 'failed', content: 'x'.repeat(5000) }]),
      'markdown',
      redact,
    );
    assert.match(text, /✗ Edit/);
    assert.match(text, /\[… 1,000 characters left out …\]/);
  });
});

const eventSchema = z.object({
  type: z.enum(['user', 'assistant']),
  message: z.object({ role: z.string(), content: z.union([z.string(), z.array(z.looseObject({ type: z.string() })).min(1)]) }),
  uuid: z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
  parentUuid: z.string().nullable(),
  sessionId: z.string(),
  timestamp: z.iso.datetime(),
});

function lines(text: string): readonly z.infer<typeof eventSchema>[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => eventSchema.parse(JSON.parse(line)));
}

describe('A session exported as JSONL in Claude Code’s style', () => {
  // shows: sessions-export
  it('has the messages of both sides as a chain, with results as the user’s, and without what broke off', () => {
    const events = lines(exportText(exported(worked), 'claude-code', redact, () => false));
    assert.deepEqual(
      events.map(({ message }) => message.content),
      [
        '@/w/train.py:3-5\nx = 1\nFix the\nscript',
        [
          { type: 'text', text: 'I will look.' },
          { type: 'tool_use', id: 'ca_1', name: 'edit_file', input: { path: 'train.py' } },
        ],
        [{ type: 'tool_result', tool_use_id: 'ca_1', content: '```\nfenced\n```' }],
        'and the seed',
        [{ type: 'text', text: 'Done.' }],
      ],
    );
    for (const [index, event] of events.entries()) assert.equal(event.parentUuid, events[index - 1]?.uuid ?? null);
    assert.equal(events[0]?.timestamp, '2026-01-01T00:00:01.000Z');
  });

  it('keeps what the person stopped, and marks results that failed', () => {
    const events = lines(
      exportText(
        exported([
          ...worked.slice(0, 8),
          { type: 'tool.ended', call, outcome: 'rejected', content: 'no' },
          { type: 'response.started', turn, response: 're_2' as MessageId, model: 'm' },
          { type: 'response.text', response: 're_2' as MessageId, text: 'so far' },
          { type: 'response.superseded', response: 're_2' as MessageId, code: 'cancelled', message: 'Stopped.' },
        ]),
        'claude-code',
        redact,
        () => false,
      ),
    );
    assert.deepEqual(
      events.slice(-2).map(({ message }) => message.content),
      [[{ type: 'tool_result', tool_use_id: 'ca_1', content: 'no', is_error: true }], [{ type: 'text', text: 'so far' }]],
    );
  });
});

describe('A trace', () => {
  // shows: traces-opt-in
  it('tells of calls about files of secrets their names only, and of long results their beginning', () => {
    const others: readonly SessionEventBody[] = [
      ...worked.slice(0, 10),
      { type: 'tool.ended', call, outcome: 'done', content: 'x'.repeat(9_000) },
    ];
    const contents = (isSecretPath: (path: string) => boolean) =>
      JSON.stringify(lines(exportText(exported(others), 'claude-code', redact, isSecretPath)).map(({ message }) => message.content));
    assert.ok(contents(() => false).includes(`${'x'.repeat(8_000)}\\n[… 1,000 characters left out …]`));
    const guarded = contents((path) => path.endsWith('train.py'));
    assert.ok(!guarded.includes('xxx') && !guarded.includes('x = 1'));
    assert.equal(guarded.match(/may hold secrets/g)?.length, 3);
  });
});

describe('A conversation as Claude Code’s events', () => {
  const of = (...messages: Parameters<typeof claudeCodeEvents>[0]['messages']): ReturnType<typeof claudeCodeEvents> =>
    claudeCodeEvents({ session_id: 's1', model_name: 'm', session_start_time: '2026-01-01T00:00:00', messages });

  // shows: sessions-export
  it('has ids made of session, role and place', () => {
    assert.equal(of({ role: 'user', content: 'x' })[0]?.uuid, 'b5748775-a1b1-0334-5781-4737a79a3b84');
    assert.equal(of({ role: 'assistant', content: 'x' })[0]?.uuid, 'd500e324-745d-3346-18e9-54a6dd98e17d');
    const [first, second] = of({ role: 'system', content: 'x' }, { role: 'user', content: 'a' }, { role: 'user', content: 'a' });
    assert.notEqual(first?.uuid, 'b5748775-a1b1-0334-5781-4737a79a3b84');
    assert.notEqual(first?.uuid, second?.uuid);
    assert.equal(second?.parentUuid, first?.uuid);
  });

  it('leaves out the system’s messages and empty answers', () => {
    assert.deepEqual(of({ role: 'system', content: 'x' }, { role: 'assistant', content: '' }, { role: 'assistant', tool_calls: [] }), []);
  });

  it('keeps arguments that are no object under a name of their own', () => {
    const inputs = ['{"a":1}', '{broken', '[1]', '', { b: 2 }, undefined].map((given) => {
      const [event] = of({ role: 'assistant', content: null, tool_calls: [{ id: 'c', function: { name: 'n', arguments: given } }] });
      const [block] = event?.message.content ?? [];
      return typeof block === 'object' && block.type === 'tool_use' ? block.input : undefined;
    });
    assert.deepEqual(inputs, [{ a: 1 }, { _raw: '{broken' }, { _raw: '[1]' }, {}, { b: 2 }, {}]);
  });

  it('joins blocks, and writes those that are no text as JSON', () => {
    const blocks = [{ type: 'text', text: 'a' }, { type: 'image_url', image_url: { url: 'ü', sizes: [1, null] } }, 'raw'];
    assert.equal(
      of({ role: 'user', content: blocks })[0]?.message.content,
      'a\n{"type": "image_url", "image_url": {"url": "\\u00fc", "sizes": [1, null]}}\nraw',
    );
  });

  it('has the time and the model of each message where they are known', () => {
    const [first, second] = of({ role: 'assistant', content: 'x', timestamp: 'then', model: 'other' }, { role: 'assistant', content: 'x' });
    assert.deepEqual([first?.timestamp, second?.timestamp], ['then', '2026-01-01T00:00:00']);
    assert.ok(first?.message.role === 'assistant' && first.message.model === 'other');
    assert.ok(second?.message.role === 'assistant' && second.message.model === 'm');
  });
});

describe('An exported session', () => {
  let home: string;

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'practicum-export-'));
  });

  afterEach(() => rm(home, { recursive: true, force: true }));

  const exportSchema = z.object({
    format: z.literal('practicum-session'),
    version: z.literal(1),
    session: z.string(),
    title: z.string(),
    events: z.array(z.looseObject({ type: z.string() })),
    blobs: z.record(z.string(), z.object({ text: z.string(), isWhole: z.boolean() })),
  });

  // shows: sessions-export
  it('holds, as JSON, the events of its branch and the whole results that they name, as far as there is room', async () => {
    const log = await createSession({ home, workspace: home, app: 'test' });
    await log.append({ type: 'turn.started', turn, message: 'me_1' as MessageId, text: 'Train it', mentions: [] });
    await log.append({ type: 'tool.ended', call, outcome: 'done', content: 'a part', full: `whole ${'x'.repeat(100)}` });
    const kept = await log.append({ type: 'tool.ended', call: 'ca_2' as CallId, outcome: 'done', content: 'y', full: 'z'.repeat(300_000) });
    await log.append({ type: 'notice', level: 'info', text: 'taken back' });
    await log.append({ type: 'session.rewound', turn, to: kept.id });
    await log.append({ type: 'context.pruned', turn, calls: [call], chars: [1], notes: '', usage, tokensBefore: 2, tokensAfter: 1 });
    await log.flush();
    const object = exportSchema.parse(JSON.parse(await exportSession({ home, session: log.session, format: 'json' })));
    assert.equal(object.title, 'Train it');
    assert.deepEqual(
      object.events.map(({ type }) => type),
      ['session.created', 'turn.started', 'tool.ended', 'tool.ended', 'session.rewound', 'context.pruned'],
    );
    const blobs = Object.values(object.blobs);
    assert.deepEqual(
      blobs.map(({ text, isWhole }) => [text.length, isWhole]),
      [
        [106, true],
        [256 * 1024, false],
      ],
    );
    await log.close();
  });

  // shows: log-redaction, sessions-export
  it('hides secrets that became known after it was written, also those that pieces of text form together', () => {
    const knowing = createRedactor(['open sesame']);
    const bodies: readonly SessionEventBody[] = [
      ...worked.slice(0, 3),
      { type: 'response.text', response: answer, text: 'say open ' },
      { type: 'response.text', response: answer, text: 'sesame' },
      { type: 'response.call', response: answer, call, providerId: 'p', name: 'n', argumentsJson: '{"word":"open sesame"}' },
      { type: 'tool.ended', call, outcome: 'done', content: `${'x'.repeat(3995)}open sesame` },
    ];
    for (const format of ['markdown', 'claude-code'] as const) {
      const text = exportText(exported(bodies), format, knowing);
      assert.ok(!text.includes('open s'), format);
      assert.ok(text.includes('[redacted:'), format);
    }
    assert.ok(!exportText(exported(bodies), 'json', knowing).includes('open sesame'));
  });

  // shows: sessions-export
  it('is text of its format whatever the log holds', function () {
    this.timeout(60_000);
    fc.assert(
      fc.property(fc.array(anyBody, { maxLength: 30 }), fc.dictionary(fc.string(), fc.string()), (bodies, blobs) => {
        const given: ExportedSession = {
          ...exported(bodies),
          blobs: new Map(Object.entries(blobs).map(([hash, text]) => [hash as BlobHash, { text, isWhole: true }])),
        };
        const of = (format: ExportFormat): string => exportText(given, format, redact);
        assert.ok(of('markdown').startsWith('# '));
        assert.equal(exportSchema.parse(JSON.parse(of('json'))).events.length, bodies.length);
        lines(of('claude-code'));
        assert.ok(Array.isArray(JSON.parse(of('messages')).messages));
      }),
    );
  });
});
