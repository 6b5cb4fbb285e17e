import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { appendFile, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { CannotWrite, DiskFull } from '../../../src/base/diskErrors.ts';
import type { CallId, MessageId, SessionId, TurnId } from '../../../src/base/ids.ts';
import { openForAppend } from '../../../src/base/jsonLines.ts';
import { createRedactor } from '../../../src/base/redact.ts';
import { createBlobs } from '../../../src/sessions/blobs.ts';
import type { SessionEvent, SessionEventBody } from '../../../src/sessions/events.ts';
import { FileSessionLog, type SessionLogOptions } from '../../../src/sessions/log.ts';
import { readLog } from '../../../src/sessions/readLog.ts';
import { BlobDamaged, BlobMissing, LogClosed, NewerLog } from '../../../src/sessions/sessionErrors.ts';
import { ManualClock } from '../base/manualClock.ts';

const session = 'se_test' as SessionId;
const turn = 'tu_1' as TurnId;
const response = 're_1' as MessageId;
const call = 'ca_1' as CallId;
const redact = createRedactor(['open sesame']);
const secret = `sk-ant-api03-${'Ab1Cd2'.repeat(10)}`;

let home: string;
let path: string;
let clock: ManualClock;
let opened: FileSessionLog[];

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'practicum-log-'));
  path = join(home, 'sessions', 'space', `${session}.jsonl`);
  clock = new ManualClock();
  opened = [];
});

afterEach(async () => {
  for (const log of opened) await log.abandon();
  await rm(home, { recursive: true, force: true });
});

async function open(options: Partial<SessionLogOptions> = {}): Promise<FileSessionLog> {
  const log = await FileSessionLog.open({ path, session, blobs: createBlobs(home), redact, clock, ...options });
  opened.push(log);
  return log;
}

const text = (piece: string): SessionEventBody => ({ type: 'response.text', response, text: piece });
const thinking = (piece: string, signature?: string): SessionEventBody => ({
  type: 'response.thinking',
  response,
  text: piece,
  ...(signature === undefined ? {} : { signature }),
});
const notice = (words: string): SessionEventBody => ({ type: 'notice', level: 'info', text: words });
const created: SessionEventBody = { type: 'session.created', session, workspace: '/w', app: 'test' };

async function linesInFile(): Promise<readonly string[]> {
  return (await readFile(path, 'utf8')).split('\n').filter((line) => line !== '');
}

async function eventsInFile(): Promise<readonly SessionEvent[]> {
  return existsSync(path) ? (await readLog(path)).events : [];
}

/** What a projection that listens has seen of streamed text. */
function joined(events: readonly SessionEvent[]): string {
  return events
    .map((event) => (event.type === 'response.text' || event.type === 'response.thinking' ? event.text : `[${event.type}]`))
    .join('');
}

describe('A session log', () => {
  // shows: log-append-only
  it('gives every event its version, id, parent and time, and writes one a line', async () => {
    const log = await open();
    const first = await log.append(created);
    clock.advance(5);
    const second = await log.append(notice('hello'), 'durable');
    assert.equal(first.parent, null);
    assert.equal(second.parent, first.id);
    assert.deepEqual([first.v, second.v, second.atMs - first.atMs], [1, 1, 5]);
    assert.deepEqual(
      (await linesInFile()).map((line): unknown => JSON.parse(line)),
      [first, second],
    );
    assert.deepEqual(log.events, [first, second]);
  });

  it('tells its listeners before the append returns', async () => {
    const log = await open();
    const heard: SessionEvent[] = [];
    log.onDidAppend((event) => heard.push(event));
    const appending = log.append(notice('x'));
    assert.deepEqual(heard, log.events);
    assert.equal(heard.length, 1);
    await appending;
  });

  // shows: log-survives-kill
  it('has a durable event on the disk when it resolves, and everything before it', async () => {
    let syncs = 0;
    const log = await open({
      writer: {
        async open(at) {
          const file = await openForAppend(at);
          return {
            ...file,
            sync: () => {
              syncs += 1;
              return file.sync();
            },
          };
        },
      },
    });
    await log.append(notice('buffered'));
    await log.append(notice('durable'), 'durable');
    assert.equal(syncs, 1);
    assert.deepEqual(await eventsInFile(), log.events);
  });

  it('goes on where it ended when it is opened again', async () => {
    const before = await open();
    const last = await before.append(created);
    await before.close();
    const after = await open();
    assert.deepEqual(after.events, before.events);
    assert.equal((await after.append(notice('again'))).parent, last.id);
  });

  it('refuses appends once it is closed', async () => {
    const log = await open();
    await log.close();
    await log.close();
    await assert.rejects(log.append(created), LogClosed);
  });

  it('keeps others from reading what was written', async () => {
    const log = await open();
    await log.append(created, 'durable');
    if (process.platform !== 'win32') assert.equal((await stat(path)).mode & 0o077, 0);
  });
});

describe('Streamed text in a session log', () => {
  // shows: log-coalesced
  it('is heard piece by piece and becomes one event of the file in a quarter of a second', async () => {
    const log = await open();
    const heard: SessionEvent[] = [];
    log.onDidAppend((event) => heard.push(event));
    for (const piece of ['The ', 'loss ', 'fell. ']) await log.append(text(piece));
    assert.deepEqual(
      heard.map((event) => event.type === 'response.text' && event.text),
      ['The ', 'loss ', 'fell. '],
    );
    assert.equal(new Set(heard.map(({ id }) => id)).size, 1);
    assert.equal(log.events.length, 1);
    clock.advance(250);
    await Promise.resolve(); // the woken timer runs
    await log.append(text('Then '));
    await log.flush();
    assert.deepEqual(
      (await eventsInFile()).map((event) => event.type === 'response.text' && event.text),
      ['The loss fell. ', 'Then '],
    );
  });

  // shows: log-coalesced
  it('makes about four events a second, however fast it comes', async () => {
    const log = await open();
    for (let ms = 0; ms < 2000; ms += 10) {
      await log.append(text('word '));
      clock.advance(10);
      await Promise.resolve(); // the woken timer runs
    }
    await log.flush();
    const events = await eventsInFile();
    assert.equal(joined(events), 'word '.repeat(200));
    assert.ok(events.length <= 8, `${events.length} events in 2 s`);
  });

  it('is written before an event of another kind, and order is kept', async () => {
    const log = await open();
    for (const body of [thinking('Hm'), thinking('m.'), text('Yes'), text(', but'), notice('n'), text('no')]) await log.append(body);
    await log.close();
    assert.equal(joined(await eventsInFile()), 'Hmm.Yes, but[notice]no');
    assert.deepEqual(
      (await eventsInFile()).map(({ type }) => type),
      ['response.thinking', 'response.text', 'notice', 'response.text'],
    );
  });

  it('keeps a thinking signature byte for byte, on the event that ends its block', async () => {
    const log = await open();
    const signature = `${secret}==`;
    for (const body of [thinking('a '), thinking('b'), thinking('', signature), thinking('c'), thinking('', 'second')])
      await log.append(body);
    await log.close();
    assert.deepEqual(
      (await eventsInFile()).map((event) => event.type === 'response.thinking' && [event.text, event.signature]),
      [
        ['a b', signature],
        ['c', 'second'],
      ],
    );
  });

  it('is the same whether heard or read, at any moment', async () => {
    const bodies = fc.array(
      fc.oneof(
        { weight: 5, arbitrary: fc.constantFrom('word ', 'half', ' HF_TO', 'KEN=ab', 'c1 ', '損失', 'open', ' sesame', '').map(text) },
        { weight: 2, arbitrary: fc.constantFrom('so ', 'hm').map((piece) => thinking(piece)) },
        { weight: 1, arbitrary: fc.constant(thinking('', 'signed')) },
        { weight: 1, arbitrary: fc.constant(notice('n')) },
      ),
      { maxLength: 30 },
    );
    await fc.assert(
      fc.asyncProperty(bodies, fc.array(fc.nat(400), { minLength: 1 }), async (sent, waits) => {
        await rm(path, { force: true });
        const log = await open();
        const heard: SessionEvent[] = [];
        log.onDidAppend((event) => heard.push(event));
        for (const [index, body] of sent.entries()) {
          await log.append(body);
          clock.advance(waits[index % waits.length] ?? 0);
          await Promise.resolve();
          assert.equal(joined(heard), joined(log.events));
        }
        await log.close();
        assert.equal(joined(heard), joined(log.events));
        assert.deepEqual(await eventsInFile(), log.events);
        for (const [index, event] of log.events.entries()) assert.equal(event.parent, log.events[index - 1]?.id ?? null);
      }),
      { numRuns: 60 },
    );
  });
});

describe('Secrets in a session log', () => {
  // shows: log-redaction
  it('are hidden before anybody hears or reads them', async () => {
    const log = await open();
    const heard: SessionEvent[] = [];
    log.onDidAppend((event) => heard.push(event));
    await log.append({
      type: 'turn.started',
      turn,
      message: response,
      text: `use ${secret}`,
      mentions: [{ kind: 'selection', path: '/w/a.py', text: `KEY="${secret}"` }],
    });
    await log.append({
      type: 'response.call',
      response,
      call,
      providerId: 'p',
      name: 'shell',
      argumentsJson: JSON.stringify({ command: `export API_KEY=hunter2 X=${secret}` }),
    });
    await log.append({
      type: 'tool.ended',
      call,
      outcome: 'done',
      content: 'say open sesame',
      detail: { kind: 'shell', command: 'env', output: 'HF_TOKEN=abc', exitCode: 0 },
    });
    await log.close();
    for (const place of [JSON.stringify(heard), JSON.stringify(log.events), await readFile(path, 'utf8')]) {
      for (const word of [secret, 'hunter2', 'open sesame', 'HF_TOKEN=abc']) assert.ok(!place.includes(word), word);
      assert.match(place, /\[redacted:anthropic\]/);
    }
  });

  // shows: log-redaction
  it('are hidden when they are split over streamed pieces', async () => {
    const log = await open();
    const heard: SessionEvent[] = [];
    log.onDidAppend((event) => heard.push(event));
    for (const piece of ['Your key is sk-', 'ant-api', secret.slice(10, 30), secret.slice(30), '. Keep it.']) {
      await log.append(text(piece));
      clock.advance(300); // each piece would be an event of its own
      await Promise.resolve();
    }
    await log.close();
    for (const events of [heard, await eventsInFile()]) assert.equal(joined(events), 'Your key is [redacted:anthropic]. Keep it.');
  });
});

describe('Large outputs', () => {
  const long = Array.from({ length: 5000 }, (_, index) => `line ${index} of the output`).join('\n');

  // shows: log-blobs
  it('go to a blob by their hash, and the event keeps both ends and says so', async () => {
    const log = await open();
    const event = await log.append({ type: 'tool.ended', call, outcome: 'done', content: long }, 'durable');
    assert.ok(event.type === 'tool.ended' && event.blob !== undefined);
    assert.ok(Buffer.byteLength(event.content) <= 32 * 1024);
    assert.match(event.content, /^line 0 of/);
    assert.match(event.content, /line 4999 of the output$/);
    assert.match(event.content, new RegExp(`bytes left out here; the whole output is kept as blob ${event.blob}`));
    assert.equal(Buffer.from(await log.getBlob(event.blob)).toString(), long);
    assert.equal(await readFile(join(home, 'blobs', event.blob.slice(0, 2), event.blob), 'utf8'), long);
  });

  it('leave alone what is just small enough, and never cut a character in two', async () => {
    const log = await open();
    const small = await log.append({ type: 'tool.ended', call, outcome: 'done', content: 'x'.repeat(32 * 1024) });
    assert.ok(small.type === 'tool.ended' && small.blob === undefined && small.content.length === 32 * 1024);
    const wide = await log.append({ type: 'tool.ended', call, outcome: 'done', content: '損'.repeat(20_000) });
    assert.ok(wide.type === 'tool.ended' && wide.blob !== undefined && !wide.content.includes('\uFFFD'));
  });

  it('are readable at once, and stored before the line that names them', async () => {
    const log = await open();
    const event = await log.append({ type: 'tool.ended', call, outcome: 'done', content: long });
    await log.append(notice('after'));
    assert.ok(event.type === 'tool.ended' && event.blob !== undefined);
    assert.equal(Buffer.from(await log.getBlob(event.blob)).toString(), long);
    await log.flush();
    assert.deepEqual(
      (await eventsInFile()).map(({ type }) => type),
      ['tool.ended', 'notice'],
    );
    assert.ok((await readdir(join(home, 'blobs', event.blob.slice(0, 2)))).includes(event.blob));
  });

  // shows: bad-disk-full
  it('wait in memory, with the lines after them, until they can be stored', async () => {
    await writeFile(join(home, 'blobs'), ''); // no folder can be made here
    const log = await open();
    const failures: string[] = [];
    log.onDidFail((error) => failures.push(error.code));
    await log.append(created, 'durable');
    await log.append({ type: 'tool.ended', call, outcome: 'done', content: long });
    await assert.rejects(log.append(notice('after'), 'durable'), CannotWrite);
    assert.ok(failures.length > 0 && failures.every((code) => code === 'cannot-write'));
    assert.deepEqual(
      (await eventsInFile()).map(({ type }) => type),
      ['session.created'],
    );
    await rm(join(home, 'blobs'));
    await log.flush();
    assert.deepEqual(await eventsInFile(), log.events);
  });

  it('are checked when they are read', async () => {
    const log = await open();
    const hash = await log.putBlob(Buffer.from('kept'));
    assert.equal(await log.putBlob(Buffer.from('kept')), hash);
    const file = join(home, 'blobs', hash.slice(0, 2), hash);
    await writeFile(file, 'KEPT');
    await assert.rejects(log.getBlob(hash), BlobDamaged);
    await rm(file);
    await assert.rejects(log.getBlob(hash), BlobMissing);
  });
});

describe('A full disk', () => {
  // shows: bad-disk-full
  it('gives one clear message that names the next step, and nothing is lost', async () => {
    const log = await open();
    await symlink('/dev/full', path); // Linux answers every write to it with ENOSPC
    const failures: unknown[] = [];
    log.onDidFail((error) => failures.push(error));
    await log.append(created); // a buffered append goes on
    await assert.rejects(log.append(notice('must be on disk'), 'durable'), (error: unknown) => {
      assert.ok(error instanceof DiskFull);
      assert.match(error.message, /^The disk is full: .*se_test\.jsonl cannot be written\.$/);
      assert.match(error.hint ?? '', /^Free some space .* nothing is lost/);
      return true;
    });
    assert.equal(failures.length, 1);
    await log.append(text('still said'));
    assert.equal(log.events.length, 3);
    await assert.rejects(log.close(), DiskFull);
    await rm(path);
    await log.close();
    assert.deepEqual(await eventsInFile(), log.events);
  });
});

describe('Opening a damaged session log', () => {
  async function written(): Promise<readonly SessionEvent[]> {
    const log = await open();
    for (const body of [created, notice('one'), notice('two')]) await log.append(body);
    await log.close();
    return log.events;
  }

  // shows: bad-log-cut
  it('keeps what is whole, sets a cut line aside, and goes on after it', async () => {
    const events = await written();
    const whole = await readFile(path);
    const torn = '{"v":1,"id":"ev_x","parent":"e';
    await appendFile(path, torn);
    const log = await open();
    assert.equal(log.wasTorn, true);
    assert.deepEqual(log.events, events);
    assert.deepEqual(await readFile(path), whole);
    assert.equal(await readFile(path.replace('.jsonl', '.torn'), 'utf8'), `${torn}\n`);
    await log.append(notice('three'));
    await log.close();
    assert.deepEqual(await eventsInFile(), log.events);
  });

  // shows: bad-log-cut
  it('works wherever the file was cut', async () => {
    const events = await written();
    const whole = await readFile(path);
    for (let cut = whole.length; cut >= 0; cut -= 11) {
      await writeFile(path, whole.subarray(0, cut));
      const log = await open();
      const count = log.events.length;
      assert.deepEqual(log.events, events.slice(0, count));
      await log.append(notice('next'));
      await log.close();
      assert.deepEqual(await eventsInFile(), log.events);
    }
  });

  it('adds the line’s end where nothing else is missing', async () => {
    const events = await written();
    const whole = await readFile(path);
    await writeFile(path, whole.subarray(0, -1));
    assert.deepEqual((await open()).events, events);
    assert.deepEqual(await readFile(path), whole);
  });

  it('reports a damaged line in the middle, leaves it in the file and keeps the rest', async () => {
    const events = await written();
    const lines = await linesInFile();
    await writeFile(path, `${[lines[0], '\0\0\0', lines[1], '{"v":1,"type":"notice"}', lines[2]].join('\n')}\n`);
    const log = await open();
    assert.deepEqual(log.events, events);
    assert.deepEqual(
      log.skipped.map(({ why }) => why),
      ['it is no JSON', 'it is no event'],
    );
    assert.equal((await linesInFile()).length, 5);
  });

  it('does not take an event with a wrong field for one', async () => {
    await written();
    await appendFile(path, `${JSON.stringify({ v: 1, id: 'ev_y', parent: null, atMs: 1, type: 'notice', level: 'loud', text: 'x' })}\n`);
    assert.deepEqual(
      (await open()).skipped.map(({ why }) => why),
      ['its notice has a wrong field: level'],
    );
  });

  // shows: formats-session
  it('keeps events of a type that it does not know, and unknown fields of those it does', async () => {
    await written();
    const strange = { v: 1, id: 'ev_y', parent: null, atMs: 1, type: 'tide.measured', hours: 8 };
    const richer = { v: 1, id: 'ev_z', parent: 'ev_y', atMs: 2, type: 'notice', level: 'info', text: 'x', colour: 'red' };
    await appendFile(path, `${JSON.stringify(strange)}\n${JSON.stringify(richer)}\n`);
    const log = await open();
    assert.deepEqual(log.events.slice(-2), [strange, richer]);
    assert.equal((await log.append(notice('next'))).parent, 'ev_z');
  });

  // shows: formats-session
  it('opens a log of a newer version for reading only, says why, and does not touch it', async () => {
    const events = await written();
    await appendFile(path, '{"v":2,"id":"ev_n","parent":null,"atMs":1,"type":"new"}\n{"v":2,"torn');
    const before = await readFile(path);
    const log = await open();
    assert.deepEqual(log.events, events);
    assert.ok(log.readOnlyReason instanceof NewerLog);
    await assert.rejects(log.append(notice('x'), 'durable'), /written by a newer Practicum \(log version 2; this one writes 1\)/);
    await log.close();
    assert.deepEqual(await readFile(path), before);
  });
});
