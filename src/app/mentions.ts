import type { PermitAuthority } from '../base/permit.ts';
import { hideSecrets } from '../base/redact.ts';
import { usingPermit } from '../base/usingPermit.ts';
import type { MentionChip } from '../protocol/chat.ts';
import type { Blobs } from '../sessions/blobs.ts';
import type { Mention } from '../sessions/events.ts';
import type { FilesPort } from '../workspace/files.ts';
import { decodeText } from '../workspace/text.ts';

const maxSelectionChars = 64_000;

/** A chip of the composer as it enters the log: a selection with its text as it is now, a file by its path. */
export type MentionReader = (chip: MentionChip) => Promise<Mention>;

/** Looked at as a picture; what is in it decides. */
export const namesPicture = /\.(?:png|jpe?g|gif|webp)$/i;

/** The person attached it, so reading it is approved by that. Unsaved text counts: `files` reads the live buffer. */
export function createMentionReader(files: FilesPort, permits: PermitAuthority, blobs: Blobs): MentionReader {
  return async (chip) => {
    const { kind, path, firstLine, lastLine, text: shown = '' } = chip;
    if (kind === 'picture') return await (await import('./pictures.ts')).pictureMention({ blobs }, chip);
    if (kind === 'file' && namesPicture.test(path)) {
      const { readPicture } = await import('./pictures.ts');
      return { kind, path, picture: await readPicture({ files, permits, blobs }, path) };
    }
    // Read by a call of its own, which asks like any other.
    if (kind === 'resource') return { kind, path };
    // What it stands for is looked up when it is sent.
    if (kind === 'prompt') return { kind, path, text: hideSecrets(shown).slice(0, maxSelectionChars) };
    if (kind === 'paper') return { kind, path, text: hideSecrets(shown).slice(0, maxSelectionChars) };
    if (kind === 'file' || firstLine === undefined) return { kind: 'file', path };
    const end = lastLine ?? firstLine;
    const { bytes } = await usingPermit(permits, [{ kind: 'read', path }], (permit) => files.read(permit, path));
    const lines = decodeText(bytes, path).text.split(/\r\n|\r|\n/);
    // Before it is cut: half a secret is not recognised.
    const text = hideSecrets(lines.slice(firstLine - 1, end).join('\n')).slice(0, maxSelectionChars);
    return { kind, path, firstLine, lastLine: end, text };
  };
}
