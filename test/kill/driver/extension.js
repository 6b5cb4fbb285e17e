// Plays a person in the extension host until somebody kills it: sends messages, answers most questions, and writes down what it was told,
// at once, so that a kill cannot unsay it. PRACTICUM_KILL_RECORD names the file; its lines: `open SESSION`, `asked APPROVAL`,
// `answered APPROVAL ANSWER`, `failed WHY`. The moods come from PRACTICUM_KILL_SEED and the number of lines that are there already.
const { appendFileSync, existsSync, readFileSync } = require('node:fs');
const { setTimeout: sleep } = require('node:timers/promises');
const vscode = require('vscode');

const record = process.env.PRACTICUM_KILL_RECORD;
const linesBefore = () => (existsSync(record) ? readFileSync(record, 'utf8').split('\n').length : 0);
const say = (line) => appendFileSync(record, `${line}\n`);

/** mulberry32 */
function randomOf(seed) {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

exports.activate = (context) => {
  if (record === undefined) return;
  const random = randomOf(Number(process.env.PRACTICUM_KILL_SEED) + linesBefore());
  const stop = new AbortController();
  context.subscriptions.push({ dispose: () => stop.abort() });
  play(random, stop.signal).catch(failed(stop.signal));
};

/** Whatever breaks off because the window closes in good order is no failure. */
function failed(signal) {
  return (error) => {
    if (!signal.aborted) say(`failed ${String(error?.stack ?? error).replaceAll('\n', ' | ')}`);
  };
}

async function play(random, signal) {
  const practicum = await vscode.extensions.getExtension('practicum.practicum').activate();
  const { chat, approvals } = await practicum.workbench();
  say(`open ${chat.session}`);
  answerAll(approvals, random, signal);
  for (;;) {
    await untilIdle(chat, signal);
    if (random() < 0.3) await chat.setMode(random() < 0.5 ? 'ask' : 'auto');
    await chat.send(`Add more, number ${linesBefore()}.`, []);
    // A moment in which the message is taken up; `idle` would still be the old one.
    await sleep(5, undefined, { signal });
  }
}

async function untilIdle(chat, signal) {
  for (;;) {
    const { head } = chat.snapshot();
    if (head.status === 'idle' && head.queue.length === 0) return;
    await sleep(10, undefined, { signal });
  }
}

function answerAll(approvals, random, signal) {
  const asked = new Set();
  const answerNew = () => {
    for (const { id } of approvals.pending) {
      if (asked.has(id)) continue;
      asked.add(id);
      say(`asked ${id}`);
      answer(approvals, id, random, signal).catch(failed(signal));
    }
  };
  approvals.onDidChange(answerNew);
  answerNew();
}

async function answer(approvals, id, random, signal) {
  const answer = random() < 0.75 ? 'approve' : 'reject';
  await sleep(random() < 0.5 ? 0 : 200 * random(), undefined, { signal });
  if (await approvals.answer(id, answer, 'call', 'test person')) say(`answered ${id} ${answer}`);
}
