import type { ExportedSession } from './exported.ts';
import { storyOf } from './story.ts';

/** Of the object, as docs/formats.md describes it. */
export const exportVersion = 1;

/** The branch’s events as the log has them, and the whole results that they name. */
export function exportObject({ session, events, children = [], blobs }: ExportedSession): Readonly<Record<string, unknown>> {
  const { title, workspace, createdMs } = storyOf(events);
  return {
    format: 'practicum-session',
    version: exportVersion,
    session,
    title,
    workspace,
    createdMs,
    events,
    ...(children.length === 0 ? {} : { children }),
    blobs: Object.fromEntries(blobs),
  };
}
