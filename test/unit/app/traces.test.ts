import assert from 'node:assert/strict';
import { join } from 'node:path';
import * as z from 'zod';
import { personalHubClient } from '../../../src/app/hubDoor.ts';
import { exportStored } from '../../../src/app/storedSessions.ts';
import { planTraces, traceLines, traceText, uploadTraces } from '../../../src/app/traces.ts';
import { PracticumError } from '../../../src/base/errors.ts';
import type { CallId, MessageId, SessionId, TurnId } from '../../../src/base/ids.ts';
import { uploadSessions } from '../../../src/cli/uploadSessions.ts';
import type { HubHost } from '../../../src/hub/door.ts';
import { endpointsFrom } from '../../../src/hub/endpoints.ts';
import { setVisibility } from '../../../src/hub/repos.ts';
import type { SessionEventBody } from '../../../src/sessions/events.ts';
import { createSession } from '../../../src/sessions/store.ts';
import { type Hub, startHub } from '../../doubles/hub/hub.ts';
import { neverAborted, useTemporaryFolder } from '../workspace/temporary.ts';
import { testHost } from './support.ts';

const repo = { type: 'dataset', id: 'ada/practicum-sessions' } as const;
const plantedKey = `hf_${'a1B2c3D4e5'.repeat(4).slice(0, 34)}`;
const plantedWords = 'correct horse battery staple';
const turn = 'tu_1' as TurnId;
const response = 're_1' as MessageId;
const usage = { inputTokens: 1, outputTokens: 1, cacheReadTokens: 0, cacheWriteTokens: 0, isEstimated: false };

const block = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string().min(1) }),
  z.strictObject({ type: z.literal('tool_use'), id: z.string().min(1), name: z.string().min(1), input: z.record(z.string(), z.unknown()) }),
  z.strictObject({
    type: z.literal('tool_result'),
    tool_use_id: z.string().min(1),
    content: z.string(),
    is_error: z.boolean().default(false),
  }),
]);
const viewedLine = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('user'),
    message: z.strictObject({ role: z.literal('user'), content: z.union([z.string(), z.array(block)]) }),
  }),
  z.object({
    type: z.literal('assistant'),
    message: z.strictObject({ role: z.literal('assistant'), model: z.string().min(1), content: z.array(block).min(1) }),
  }),
]);
const viewedPlace = z.object({ uuid: z.guid(), parentUuid: z.string().nullable(), sessionId: z.string(), timestamp: z.iso.datetime() });

/** As the trace viewer of the Hub reads a session of Claude Code: one chain of messages, in which each result answers a call. */
function viewed(text: string) {
  assert.ok(text.endsWith('\n'));
  const lines = text
    .slice(0, -1)
    .split('\n')
    .map((line) => z.intersection(viewedLine, viewedPlace).parse(JSON.parse(line)));
  const called = new Set<string>();
  for (const [index, { message, parentUuid }] of lines.entries()) {
    assert.equal(parentUuid, lines[index - 1]?.uuid ?? null);
    for (const each of typeof message.content === 'string' ? [] : message.content) {
      if (each.type === 'tool_use') called.add(each.id);
      if (each.type === 'tool_result') assert.ok(called.has(each.tool_use_id));
    }
  }
  return lines;
}

describe('Sessions uploaded to the person’s own private data set', () => {
  const folder = useTemporaryFolder();
  let hub: Hub;
  let hubHost: HubHost;
  const place = () => ({ home: join(folder.path, 'home'), app: 'test', workspace: folder.path });
  const client = () => personalHubClient({ hub: hubHost });
  const read = (session: SessionId) => exportStored(place(), session, 'claude-code');
  const titled = (...sessions: readonly SessionId[]) => sessions.map((session) => ({ session, title: 'Train it' }));
  const failsWith = (code: string) => (error: unknown) => error instanceof PracticumError && error.code === code;

  beforeEach(async () => {
    hub = await startHub();
    hubHost = {
      endpoints: () => endpointsFrom({ hub: hub.url }, {}),
      token: async () => hub.token,
      payer: () => undefined,
      userAgent: 'practicum/test',
    };
  });

  afterEach(() => hub.close());

  /** The calls of one answer, each with its result. */
  const calls = (...told: readonly (readonly [name: string, args: object, result: string])[]): readonly SessionEventBody[] => [
    ...told.map(([name, args], index): SessionEventBody => {
      const call = `ca_${index}` as CallId;
      return { type: 'response.call', response, call, providerId: 'p', name, argumentsJson: JSON.stringify(args) };
    }),
    { type: 'response.ended', response, stop: 'calls', usage },
    ...told.map(
      ([, , content], index): SessionEventBody => ({ type: 'tool.ended', call: `ca_${index}` as CallId, outcome: 'done', content }),
    ),
  ];

  async function session(...more: readonly SessionEventBody[]): Promise<SessionId> {
    const log = await createSession({ home: join(folder.path, 'home'), workspace: folder.path, app: 'test' });
    const bodies: readonly SessionEventBody[] = [
      { type: 'turn.started', turn, message: 'me_1' as MessageId, text: `Train it; my key is ${plantedKey}`, mentions: [] },
      { type: 'response.started', turn, response, model: 'anthropic/claude' },
      { type: 'response.text', response, text: 'I will look.' },
      ...more,
      { type: 'turn.ended', turn, end: 'done' },
    ];
    for (const body of bodies) await log.append(body);
    await log.close();
    return log.session;
  }

  async function atHub(path: string): Promise<Response> {
    return await fetch(`${hub.url}/datasets/${repo.id}/resolve/main/${path}`, { headers: { authorization: `Bearer ${hub.token}` } });
  }

  const changes = (): readonly string[] => hub.requests.filter(({ method }) => method !== 'GET').map(({ path }) => path);

  // shows: traces-opt-in
  it('are looked at first; then a private data set is made, with each as a file that the trace viewer takes and a README that says so', async () => {
    const id = await session(...calls(['read_file', { path: 'train.py' }, 'x'.repeat(20_000)]));
    const plan = await planTraces(client(), { sessions: titled(id), to: undefined, read });
    const shown = traceLines(plan).join('\n');
    for (const words of ['Makes the private data set ada/practicum-sessions', `sessions/${id}.jsonl`, '3 messages', 'kB'])
      assert.ok(shown.includes(words), shown);
    assert.ok(traceText(plan).includes('I will look.'));
    assert.deepEqual(changes(), []);

    await uploadTraces(client(), plan);
    assert.equal((await fetch(`${hub.url}/api/datasets/${repo.id}`)).status, 401);
    const readme = await (await atHub('README.md')).text();
    assert.match(readme, /^- agent-traces$/m);
    assert.match(readme, /data_files: sessions\/\*\.jsonl/);
    const lines = viewed(await (await atHub(`sessions/${id}.jsonl`)).text());
    assert.ok(lines.every(({ sessionId }) => sessionId === id));
    assert.deepEqual(
      lines.slice(1).map(({ message }) => message),
      [
        {
          role: 'assistant',
          model: 'anthropic/claude',
          content: [
            { type: 'text', text: 'I will look.' },
            { type: 'tool_use', id: 'ca_0', name: 'read_file', input: { path: 'train.py' } },
          ],
        },
        {
          role: 'user',
          content: [
            {
              type: 'tool_result',
              tool_use_id: 'ca_0',
              content: `${'x'.repeat(8_000)}\n[… 12,000 characters left out …]`,
              is_error: false,
            },
          ],
        },
      ],
    );
  });

  // shows: traces-opt-in
  it('leave planted keys and what files of secrets held at home', async () => {
    const id = await session(
      ...calls(
        ['read_file', { path: 'conf/.env' }, `PHRASE ${plantedWords}`],
        ['run_shell', { command: 'cat ~/.netrc; head ./token' }, `said ${plantedWords}`],
        ['write_file', { path: 'credentials.json', content: plantedWords }, 'Written.'],
        ['write_file', { path: 'train.py', content: `key = "${plantedKey}"\nmax_token = 7` }, 'Written.'],
        ['run_shell', { command: 'python train.py' }, `${'.'.repeat(7_990)}${plantedKey}`],
      ),
    );
    await uploadTraces(client(), await planTraces(client(), { sessions: titled(id), to: undefined, read }));
    const text = await (await atHub(`sessions/${id}.jsonl`)).text();
    assert.ok(!text.includes(plantedWords) && !text.includes('a1B2c3'), text);
    assert.ok(text.includes('max_token') && text.includes('python train.py'));
    assert.equal(text.match(/may hold secrets/g)?.length, 6);
    // Nor in anything else that was sent.
    const sent = JSON.stringify(hub.requests);
    for (const words of [plantedWords, plantedKey, ...[plantedWords, plantedKey].map((each) => Buffer.from(each).toString('base64'))])
      assert.ok(!sent.includes(words));
  });

  // shows: traces-opt-in
  it('never go to a public data set, not even to one that became public after the look, nor to somebody else’s', async () => {
    const id = await session();
    const plan = await planTraces(client(), { sessions: titled(id), to: undefined, read });
    await uploadTraces(client(), plan);
    await setVisibility(client(), repo, 'public');
    const before = changes().length;
    await assert.rejects(planTraces(client(), { sessions: titled(id), to: repo.id, read }), failsWith('traces-public'));
    await assert.rejects(uploadTraces(client(), plan), failsWith('traces-public'));
    assert.ok(
      !changes()
        .slice(before)
        .some((path) => /commit|preupload/.test(path)),
    );
    for (const to of ['engines/sessions', 'models/ada/tiny', 'sessions'])
      await assert.rejects(planTraces(client(), { sessions: titled(id), to, read }), failsWith('traces-owner'));
  });

  // shows: traces-opt-in
  it('replace only themselves when they are uploaded again, and an own README stays', async () => {
    const [a, b] = [await session(), await session()];
    await uploadTraces(client(), await planTraces(client(), { sessions: titled(a, b), to: undefined, read }));
    const again = await planTraces(client(), { sessions: titled(b), to: undefined, read });
    assert.deepEqual([again.isNew, again.readme], [false, undefined]);
    assert.equal((await uploadTraces(client(), again)).commit, undefined);
    assert.equal((await atHub(`sessions/${a}.jsonl`)).status, 200);
  });

  // shows: traces-opt-in
  it('are uploaded by the command line after a yes only', async () => {
    const id = await session();
    const host = testHost(folder.path, folder.path, () => assert.fail('no model'), { hub: hubHost });
    const said: string[] = [];
    const output = { out: (text: string) => void said.push(text), err: (text: string) => void said.push(text), closed: neverAborted };
    const wish = { verb: 'upload', sessions: [], to: undefined } as const;
    const answering = (...answers: string[]) => ({ ask: async () => answers.shift(), askSecret: () => assert.fail('no secret') });
    const run = (isSure: boolean, ...answers: string[]) =>
      uploadSessions(host, place(), { ...wish, isSure }, { json: false }, output, answering(...answers));
    assert.equal(await run(false, 't', ''), 3);
    assert.ok(said.join('').includes('"I will look."') && said.join('').includes('Nothing was uploaded.'));
    assert.deepEqual(changes(), []);
    assert.equal(await run(false, 'y'), 0);
    assert.equal((await atHub(`sessions/${id}.jsonl`)).status, 200);
    assert.equal(said.at(-1), `${hub.url}/datasets/${repo.id}\n`);
    assert.equal(await run(true), 0);
  });
});
