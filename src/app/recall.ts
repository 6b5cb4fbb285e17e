import { defined } from '../base/defined.ts';
import type { CallId } from '../base/ids.ts';
import type { ImagePart } from '../base/messages.ts';
import { type Picture, pictureName } from '../base/picture.ts';
import type { SessionEvent, SessionLog } from '../sessions/events.ts';
import type { EarlierCall, KeptResult } from '../tools/services.ts';

const maxLatestCalls = 8;

/** The whole result of a call, or a picture of a message, also where the conversation or the log's line holds only a part of it. */
export async function recallResult(log: Pick<SessionLog, 'recall' | 'getBlob' | 'events'>, call: CallId): Promise<KeptResult | undefined> {
  const attached = log.events.flatMap(attachedPictures).find(({ blob }) => pictureName(blob) === call);
  if (attached !== undefined) return { content: `The picture “${attached.label}”.`, images: [await imageOf(attached, log)] };
  const ended = await log.recall(call);
  if (ended === undefined) return undefined;
  const content = ended.blob === undefined ? ended.content : Buffer.from(await log.getBlob(ended.blob)).toString('utf8');
  const images = await Promise.all((ended.pictures ?? []).map((picture) => imageOf(picture, log)));
  return { content, ...defined({ origin: ended.origin, images: images.length === 0 ? undefined : images }) };
}

/** Those that the person attached to a message: no call showed them. */
function attachedPictures(event: SessionEvent): readonly Picture[] {
  if (event.type !== 'turn.started' && event.type !== 'message.steered') return [];
  return event.mentions.flatMap(({ picture }) => (picture === undefined ? [] : [picture]));
}

async function imageOf({ blob, mediaType, label, width, height }: Picture, log: Pick<SessionLog, 'getBlob'>): Promise<ImagePart> {
  return { type: 'image', mediaType, data: Buffer.from(await log.getBlob(blob)).toString('base64'), label, width, height };
}

/** The calls that ended last in the conversation as it is now, the newest first. */
export function latestCalls({ branch }: Pick<SessionLog, 'branch'>): readonly EarlierCall[] {
  const latest: CallId[] = [];
  const titles = new Map<CallId, string>();
  for (let index = branch.length - 1; index >= 0 && titles.size < maxLatestCalls; index -= 1) {
    const event = branch[index];
    if (event?.type === 'tool.ended') latest.push(event.call);
    // A call that was never proposed had no tool to begin with, so it has nothing worth reading again.
    if (event?.type === 'tool.proposed' && latest.includes(event.call)) titles.set(event.call, event.title);
  }
  return latest.flatMap((call) => {
    const title = titles.get(call);
    return title === undefined ? [] : [{ call, title }];
  });
}
