import type { PermitAuthority } from '../base/permit.ts';
import { hideSecrets } from '../base/redact.ts';
import { usingPermit } from '../base/usingPermit.ts';
import type { MentionChip } from '../protocol/chat.ts';
import type { Mention } from '../sessions/events.ts';
import type { FilesPort } from '../workspace/files.ts';
import { decodeText } from '../workspace/text.ts';

const maxSelectionChars = 64_000;

/** A chip of the composer as it enters the log: a selection with its text as it is now, a file by its path. */
export type MentionReader = (chip: MentionChip) => Promise<Mention>;

/** The person attached it, so reading it is approved by that. Unsaved text counts: `files` reads the live buffer. */
export function createMentionReader(files: FilesPort, permits: PermitAuthority): MentionReader {
  return async ({ kind, path, firstLine, lastLine, text: shown = '' }) => {
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
