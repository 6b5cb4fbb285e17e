import type { BlobHash } from '../../src/base/ids.ts';
import type { Picture } from '../../src/base/picture.ts';
import type { HostToChat, MentionChip, TranscriptItem } from '../../src/protocol/chat.ts';
import { plotPng } from '../../src/runs/plot/plotPng.ts';

/** Pictures for the scripted states of the chat: a plot that we draw ourselves, under different names. */
const steps = Array.from({ length: 400 }, (_, index) => index * 25);
const plot = plotPng([
  { name: 'train_loss of baseline', steps, values: steps.map((step) => 2.3 * Math.exp(-step / 2500) + 0.05 * Math.sin(step) + 0.2) },
  { name: 'val_loss of baseline', steps, values: steps.map((step) => 2.1 * Math.exp(-step / 4000) + 0.35) },
]);
const bytes = plot?.png ?? Buffer.alloc(0);

export function pictureNamed(label: string, mark: string): Picture {
  return { blob: mark.repeat(64) as BlobHash, mediaType: 'image/png', label, bytes: bytes.length, width: 960, height: 600 };
}

export const pasted = pictureNamed('Pasted picture', 'a');
export const figure = pictureNamed('Figure 2 of arxiv:1706.03762v7', 'b');

export const pastedChip: MentionChip = { kind: 'picture', label: 'Pasted picture', path: 'Pasted picture', picture: pasted };

/** What the host answers to `loadPicture`. */
export function dataOf({ blob }: Picture): readonly HostToChat[] {
  const messages: HostToChat[] = [];
  for (let at = 0; at < bytes.length; at += 48 * 1024) {
    const data = bytes.subarray(at, at + 48 * 1024).toString('base64');
    messages.push({ type: 'pictureData', blob, mediaType: 'image/png', total: bytes.length, data });
  }
  return messages;
}

export const pngBase64 = bytes.toString('base64');

export const pictured: readonly TranscriptItem[] = [
  {
    kind: 'user',
    id: 'pu1',
    text: 'Why does the validation loss stop falling?',
    mentions: [pastedChip],
    atMs: Date.UTC(2026, 0, 2, 9, 30),
    turn: 'pt1',
  },
  {
    kind: 'tool',
    id: 'pt1',
    tool: 'read_paper',
    title: 'Read the paper arxiv:1706.03762v7, S3.F2',
    state: 'done',
    output: 'Figure 2: Scaled dot-product attention.',
    durationMs: 412,
    origin: { kind: 'paper', name: 'arxiv:1706.03762v7' },
    pictures: [figure, pictureNamed('Figure 2 of arxiv:1706.03762v7, part 2 of 2', 'c')],
  },
];
