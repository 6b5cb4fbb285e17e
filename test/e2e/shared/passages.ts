import assert from 'node:assert/strict';
import { eventually } from '../eventually.ts';
import type { TestWindow } from '../harness.ts';
import type { Scripted } from '../model.ts';

/** Selects a passage of a paper in the example and picks an entry of its context menu. */
async function pick({ workbench }: TestWindow, file: string, lines: readonly [number, number], entry: string): Promise<void> {
  await workbench.openFile(file);
  await workbench.selectLines(...lines);
  await workbench.editorMenu(entry);
}

export function passages({ window, tap }: Scripted): void {
  const draft = async (): Promise<string> => window().chat.composer.inputValue();

  const attached = (place: string): Promise<void> => eventually(async () => assert.deepEqual(await window().chat.attached(), [place]));

  beforeEach(async () => {
    tap.open();
    await window().chat.open();
    await window().chat.newSession();
    await window().chat.composer.fill('');
    await window().chat.detachAll();
  });

  // shows: way-paper-section
  it('comes into the chat from a .tex file, with its place and a first wording', async () => {
    const { chat } = window();
    await pick(window(), 'paper.tex', [10, 14], 'Implement This Paper Section');
    await chat.attach();
    await attached('paper.tex:10–14');
    assert.match(await draft(), /^Implement the section “Momentum” of the paper \(paper\.tex:10–14\)/);
    await chat.focused(chat.composer);
  });

  // shows: way-paper-section
  it('comes into the chat from a .md file', async () => {
    const { chat } = window();
    await pick(window(), 'paper.md', [5, 7], 'Implement This Paper Section');
    await chat.attach();
    await attached('paper.md:5–7');
    assert.match(await draft(), /^Implement the section “3 Label smoothing” of the paper \(paper\.md:5–7\)/);
  });

  // shows: chat-mention-selection
  it('is added to the chat beside what was written there', async () => {
    const { chat } = window();
    await chat.composer.fill('What does this mean?');
    await pick(window(), 'train.py', [3, 3], 'Add Selection to Chat');
    await chat.attach();
    await attached('train.py:3');
    assert.equal(await draft(), 'What does this mean?');
  });
}
