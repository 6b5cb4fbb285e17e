import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import type { ChatToHost } from '../../src/protocol/chat.ts';
import { playChat } from './act.ts';
import { chatStates, trainFile } from './chatStates.ts';
import { dataOf, figure, pasted, pastedChip, pngBase64 } from './pictureStates.ts';
import { said, saidOf } from './posted.ts';
import { useStage } from './setup.ts';
import { press, settled, until, type View } from './stage.ts';

const composer = { name: 'Message to Practicum' } as const;

type Added = Extract<ChatToHost, { readonly type: 'addPicture' }>;

/** Hands files to the page as the clipboard or a drag does. */
async function give(
  view: View,
  how: 'paste' | 'drop',
  files: readonly { readonly name: string; readonly type: string; readonly base64: string }[],
  texts: Readonly<Record<string, string>> = {},
): Promise<void> {
  const page = `(() => {
    const data = new DataTransfer();
    for (const { name, type, base64 } of ${JSON.stringify(files)})
      data.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name, { type }));
    for (const [type, text] of Object.entries(${JSON.stringify(texts)})) data.setData(type, text);
    const options = { bubbles: true, cancelable: true };
    const event = ${how === 'paste'} ? new ClipboardEvent('paste', { ...options, clipboardData: data }) : new DragEvent('drop', { ...options, dataTransfer: data });
    document.querySelector('.composer textarea').dispatchEvent(event);
  })()`;
  await view.page.evaluate(page);
}

async function added(view: View): Promise<readonly Added[]> {
  return saidOf(await said(view), 'addPicture') as readonly Added[];
}

async function untilAdded(view: View): Promise<readonly Added[]> {
  await until(
    view.page,
    `(() => { const sent = window.posted.filter((message) => message.type === 'addPicture'); return sent.length > 0 && sent.reduce((sum, { data }) => sum + Math.floor(data.length * 3 / 4) - (data.endsWith('==') ? 2 : data.endsWith('=') ? 1 : 0), 0) >= sent[0].total; })()`,
  );
  return await added(view);
}

const png = { name: 'image.png', type: 'image/png', base64: pngBase64 };

describe('Pictures in the chat view', function () {
  this.timeout(60_000);
  const setup = useStage();

  const opened = async (state: Parameters<typeof playChat>[2] = chatStates.empty) => setup.keep(await playChat(setup.stage, 'dark', state));

  // shows: images-attach, images-composer
  it('are pasted: the bytes go out in small messages, the chip has a thumbnail, and the keyboard takes it away', async () => {
    const view = await opened();
    await give(view, 'paste', [png]);
    const pieces = await untilAdded(view);
    assert.equal(Buffer.concat(pieces.map(({ data }) => Buffer.from(data, 'base64'))).toString('base64'), pngBase64);
    assert.ok(pieces.every(({ data }) => data.length < 100_000));
    assert.deepEqual(new Set(pieces.map(({ name }) => name)), new Set(['Pasted picture']));
    await view.send({ type: 'pictureAdded', id: pieces[0]?.id, chip: pastedChip });
    const thumbnail = view.page.getByRole('list', { name: 'Attached' }).getByRole('img', { name: '960 × 600 pixels' });
    assert.match((await thumbnail.getAttribute('src')) ?? '', /^data:image\/webp/);
    assert.deepEqual(saidOf(await said(view), 'loadPicture'), [], 'it is not asked for what it has just seen');
    await view.page.getByRole('button', { name: 'Remove Pasted picture' }).press('Enter');
    assert.equal(await view.page.getByRole('list', { name: 'Attached' }).count(), 0);
    assert.deepEqual(view.troubles, []);
  });

  // shows: images-attach
  it('are sent without a word beside them, and the text of a paste is never taken for one', async () => {
    const view = await opened();
    await view.send({ type: 'compose', text: '', mentions: [pastedChip], focus: true });
    await view.page.getByRole('textbox', composer).focus();
    await press(view.page, 'Enter');
    assert.deepEqual((await said(view)).at(-1), { type: 'send', text: '', mentions: [pastedChip] });
    await give(view, 'paste', [png], { 'text/plain': 'a table' });
    await settled(view.page);
    assert.deepEqual(await added(view), []);
  });

  // shows: images-attach
  it('are dropped as files, or as addresses out of the explorer', async () => {
    const view = await opened();
    await give(view, 'drop', [{ ...png, name: 'loss.png' }]);
    assert.equal((await untilAdded(view))[0]?.name, 'loss.png');
    await give(view, 'drop', [], { 'text/uri-list': 'file:///w/a.png\r\nfile:///w/train.py\r\nhttps://example.org/x.png' });
    assert.deepEqual(saidOf(await said(view), 'dropFiles'), [{ type: 'dropFiles', uris: ['file:///w/a.png', 'file:///w/train.py'] }]);
    await view.page.getByRole('button', { name: 'Attach pictures' }).click();
    assert.deepEqual((await said(view)).at(-1), { type: 'choosePictures' });
  });

  // shows: images-composer
  it('that are too large are scaled down, and it is said to what', async () => {
    const view = await opened();
    const wide: string = await view.page.evaluate(`(() => {
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [8400, 20];
      canvas.getContext('2d').fillRect(0, 0, 8400, 20);
      return canvas.toDataURL('image/png').split(',')[1];
    })()`);
    await give(view, 'drop', [{ name: 'wide.png', type: 'image/png', base64: wide }]);
    const pieces = await untilAdded(view);
    const bytes = Buffer.concat(pieces.map(({ data }) => Buffer.from(data, 'base64')));
    assert.equal(bytes.readUInt32BE(16), 4_096);
    const note = view.page.getByText('wide.png was too large and is attached with 4096 × 10 pixels in place of 8400 × 20.');
    await note.waitFor();
    await view.page.getByRole('button', { name: 'Close this note' }).click();
    assert.equal(await note.count(), 0);
  });

  // shows: images-refused
  it('that cannot be taken are refused with the next step, and nothing else is lost', async () => {
    const view = await opened();
    await view.page.getByRole('textbox', composer).fill('What is this?');
    await give(view, 'drop', [
      { name: 'a.svg', type: 'image/svg+xml', base64: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>').toString('base64') },
    ]);
    const [piece] = await untilAdded(view);
    await view.send({ type: 'pictureRefused', id: piece?.id, text: 'a.svg is SVG. Attach it as a file.' });
    await view.page.getByRole('status').getByText('a.svg is SVG. Attach it as a file.').waitFor();
    assert.equal(await view.page.getByRole('textbox', composer).inputValue(), 'What is this?');
  });

  // shows: images-attach
  it('are files that were chosen with @: the chip becomes one', async () => {
    const view = await opened();
    const file = { kind: 'file', label: 'plots/loss.png', path: '/w/plots/loss.png' };
    await view.page.getByRole('textbox', composer).focus();
    await view.page.keyboard.type('see @lo');
    await view.send({ type: 'mentionCandidates', query: 'lo', candidates: [file] });
    await press(view.page, 'Enter');
    assert.deepEqual((await said(view)).at(-1), { type: 'readPicture', path: file.path });
    const chip = { ...file, kind: 'picture', picture: pasted };
    await view.send({ type: 'pictureAdded', id: file.path, chip });
    await view.send(...dataOf(pasted));
    assert.equal(await view.page.getByRole('list', { name: 'Attached' }).getByRole('listitem').count(), 1);
    await press(view.page, 'Enter');
    assert.deepEqual(
      (await said(view)).filter((message) => JSON.stringify(message).includes('"send"')),
      [{ type: 'send', text: 'see @plots/loss.png', mentions: [chip] }],
    );
  });

  // shows: images-composer
  it('stay in the draft across a reload, and their thumbnails are asked for again', async () => {
    const view = await opened();
    await view.send({ type: 'compose', text: 'this', mentions: [pastedChip, trainFile], focus: true });
    await view.page.reload();
    await until(view.page, 'window.posted.some((message) => message.type === "ready")');
    await view.send(chatStates.empty.messages[0]);
    await until(view.page, 'window.posted.some((message) => message.type === "loadPicture")');
    assert.deepEqual(saidOf(await said(view), 'loadPicture'), [{ type: 'loadPicture', blob: pasted.blob }]);
    await view.send(...dataOf(pasted));
    await view.page.getByRole('img', { name: '960 × 600 pixels' }).and(view.page.locator('img')).waitFor();
  });

  // shows: images-blind
  it('are said not to be seen by the model, with the way to one that sees', async () => {
    const view = await opened(chatStates.narrowPictures);
    const notes = view.page.getByRole('status').filter({ hasText: 'does not see pictures' });
    assert.match((await notes.textContent()) ?? '', /ollama\/qwen3 does not see pictures/);
    await notes.getByRole('button', { name: 'Choose a model that sees' }).click();
    assert.deepEqual((await said(view)).at(-1), { type: 'chooseModel' });
    await view.send({ type: 'sight', model: 'anthropic/claude', sees: true });
    assert.equal(await notes.count(), 0);
  });

  // shows: images-transcript
  it('stand in the conversation with their names, and open in the editor', async () => {
    const view = await opened(chatStates.pictures);
    await view.page.getByRole('list', { name: 'Attached pictures' }).getByRole('button', { name: 'Pasted picture' }).click();
    assert.deepEqual((await said(view)).at(-1), { type: 'openPicture', blob: pasted.blob, path: 'Pasted picture' });
    await view.page.getByRole('button', { name: 'Figure 2 of arxiv:1706.03762v7', exact: true }).click();
    assert.deepEqual((await said(view)).at(-1), { type: 'openPicture', blob: figure.blob, path: figure.label });
    assert.equal(await view.page.getByRole('img', { name: 'part 2 of 2: cannot be shown' }).count(), 1);
  });
});
