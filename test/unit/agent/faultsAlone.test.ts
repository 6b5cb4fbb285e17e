import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Agent } from '../../../src/agent/agent.ts';
import type { PracticumError } from '../../../src/base/errors.ts';
import type { Tool } from '../../../src/base/tool.ts';
import type { NeutralReply } from '../../doubles/script.ts';
import { mustBeBuilt, runProgram } from '../cli/program.ts';
import { useFaults, type Wire, wires } from '../models/support.ts';
import { LogOnDisk } from './onLog.ts';
import { benchOn, counting, tool, untilLogged } from './support.ts';

/** The faults that are none of the wire's: what goes wrong around the loop while nobody looks. Titles begin with the ids of the fault list. */
describe('The loop, left alone', () => {
  const disk = LogOnDisk.forEachTest();
  const faults = useFaults();
  const fine: NeutralReply = { text: 'All of it.' };
  const looking: NeutralReply = { calls: [{ name: 'look', input: { path: '/a' } }] };
  const ended = () => disk.last('turn.ended');
  const bodies = (): readonly string[] => faults.doubles.requests.slice(-faults.asked).map(({ bodyText }) => bodyText);

  for (const wire of wires) {
    describe(`over ${wire}`, () => {
      const agentWith = (...tools: readonly Tool[]): Agent =>
        benchOn(disk.log, { tools, openModel: async () => faults.model(wire), maxResponses: 100 }).agent;

      async function say(agent: Agent, text = 'Go'): Promise<void> {
        await agent.send(text, []);
        await agent.whenIdle();
      }

      // shows: stream-faults, doom-identical, doom-hints
      it('fa-075 same call again and again: the model is told after the 3rd same result, and after the 5th the turn ends and says so', async () => {
        let runs = 0;
        const look = tool('look', 'read', async () => {
          runs += 1;
          return 'nothing new';
        });
        faults.answer(looking);
        await say(agentWith(look));
        assert.deepEqual([runs, faults.asked], [5, 5]);
        assert.deepEqual(
          bodies().map((body) => body.includes('<practicum-hint>')),
          [false, false, false, true, true],
        );
        assert.equal(ended()?.end, 'stuck');
        assert.ok(ended()?.message && ended()?.hint);
      });

      // shows: stream-faults, doom-polling
      it('fa-075 same call again and again, but with another result each time, is polling: it is left to go on', async () => {
        const poll = counting();
        const polls = Array.from({ length: 20 }, () => looking);
        faults.answer(looking, ...polls, fine);
        await say(agentWith(tool('look', 'read', poll.run)));
        assert.deepEqual([poll.runs, disk.all('hint.given').length, ended()?.end], [21, 0, 'done']);
      });

      // shows: stream-faults, sessions-resume, log-survives-kill
      it('fa-081 crash between tool call and result: the call ends as interrupted, is not run again, and the service accepts the history', async () => {
        const look = counting();
        let writes = 0;
        const begun = Promise.withResolvers<void>();
        const write = tool('write', 'write', async () => {
          writes += 1;
          begun.resolve();
          return await new Promise<never>(() => undefined);
        });
        faults.answer({ calls: [...(looking.calls ?? []), { name: 'write', input: { path: '/b' } }] }, fine);
        const agent = agentWith(tool('look', 'read', look.run), write);
        await agent.send('Go', []);
        await begun.promise;
        agent.dispose();
        await disk.crash();
        const next = agentWith(tool('look', 'read', look.run), write);
        next.resume();
        await say(next, 'And?');
        assert.deepEqual([look.runs, writes, faults.asked, ended()?.end], [1, 1, 2, 'done']);
        assert.match(disk.last('tool.ended')?.content ?? '', /ended while this call was running/);
        assert.match(bodies().at(-1) ?? '', /run 1[\s\S]*ended while this call was running/);
      });

      // shows: stream-faults, sessions-resume, log-survives-kill
      it('fa-081 crash after the call came and before it began: it ends as not executed, and the service accepts the history', async () => {
        const write = counting();
        faults.answer({ calls: [{ name: 'write', input: { path: '/b' } }] }, fine);
        const agent = agentWith(tool('write', 'write', write.run));
        const called = untilLogged(disk.log, 'response.ended');
        await agent.send('Go', []);
        await called;
        agent.dispose();
        await disk.kill();
        const next = agentWith(tool('write', 'write', write.run));
        next.resume();
        await say(next, 'And?');
        assert.deepEqual([write.runs, faults.asked, ended()?.end], [0, 2, 'done']);
        assert.match(bodies().at(-1) ?? '', /it was not executed/);
      });

      // shows: stream-faults, bad-disk-full
      it('fa-083 disk full: the work goes on in memory and is answered, a warning is told, and with room again all of it is in the file', async () => {
        const warnings: PracticumError[] = [];
        const look = counting();
        disk.log.onDidFail((error) => warnings.push(error));
        disk.log.onDidAppend(({ type }) => {
          if (type === 'response.started') disk.isFull = true;
        });
        faults.answer(looking, fine);
        const agent = agentWith(tool('look', 'read', look.run));
        await say(agent);
        assert.deepEqual([look.runs, faults.asked, ended()?.end, agent.status.state], [1, 2, 'done', 'idle']);
        assert.match(warnings[0]?.message ?? '', /^The disk is full/);
        assert.ok(warnings[0]?.hint);
        disk.isFull = false;
        const kept = [...disk.log.events];
        const reopened = await disk.reopen();
        assert.deepEqual(reopened.events.slice(0, kept.length), kept);
      });

      // shows: stream-faults, bad-disk-full
      it('fa-083 disk full: what would change something is not begun, the turn ends and says why, and the next one works', async () => {
        const write = counting();
        const filling = disk.log.onDidAppend(({ type }) => {
          if (type === 'response.started') disk.isFull = true;
        });
        faults.answer({ calls: [{ name: 'write', input: { path: '/b' } }] }, fine);
        const agent = agentWith(tool('write', 'write', write.run));
        await say(agent);
        assert.deepEqual([write.runs, faults.asked, ended()?.end, ended()?.code], [0, 1, 'failed', 'disk-full']);
        assert.match(`${ended()?.message} ${ended()?.hint}`, /The disk is full.*Free some space/);
        filling.dispose();
        disk.isFull = false;
        await say(agent, 'And?');
        assert.deepEqual([write.runs, faults.asked, ended()?.end], [0, 2, 'done']);
      });
    });
  }
});

describe('The command line, left alone', () => {
  const faults = useFaults();
  let folder = '';
  before(mustBeBuilt);
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'practicum-alone-'));
    await mkdir(join(folder, 'space'));
    await writeFile(join(folder, 'space', 'train.py'), 'lr = 1.0\n');
  });
  afterEach(async () => await rm(folder, { recursive: true, force: true, maxRetries: 5 }));

  for (const wire of wires) {
    // shows: stream-faults, doom-identical, cli-exit-codes
    it(`fa-075 same call again and again, over ${wire}: it stops at the 5th and does not end as if it had succeeded`, async () => {
      faults.answer({ calls: [{ name: 'read_file', input: { path: 'train.py' } }] });
      const { code, out, err } = await runProgram(join(folder, 'space'), ['Go'], environment(wire));
      assert.deepEqual([code, out], [4, '']);
      assert.match(err, /same/);
      assert.equal(faults.asked, 5);
    });
  }

  function environment(wire: Wire): Readonly<Record<string, string>> {
    const { key, anthropicUrl, openaiUrl } = faults.doubles;
    const shared = { HOME: folder, PRACTICUM_HOME: join(folder, 'home'), PRACTICUM_MODEL: `${wire}/demo-digits` };
    return wire === 'anthropic'
      ? { ...shared, ANTHROPIC_API_KEY: key, PRACTICUM_BASE_URL: anthropicUrl }
      : { ...shared, OPENAI_API_KEY: key, PRACTICUM_BASE_URL: openaiUrl };
  }
});
