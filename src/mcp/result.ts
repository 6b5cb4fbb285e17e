import { findHiddenText } from '../base/hiddenText.ts';
import type { ImagePart } from '../base/messages.ts';
import { maxPictureBytes } from '../base/picture.ts';
import type { ToolResult } from '../base/tool.ts';
import { maxImages, maxKeptChars, maxResultChars, shownLine } from './bounds.ts';
import { mismatch } from './checkValue.ts';
import { isObject, type ListedTool, textOf } from './listed.ts';

/** How far a result is looked through for what a person would not see. */
const maxLookedThrough = 256 * 1024;
const maxParts = 1_000;

/** From what a server answered to a call to what the model reads: its words, marked as its own, and its pictures. */
export function toolResult(server: string, tool: ListedTool, raw: Readonly<Record<string, unknown>>): ToolResult {
  const parts = Array.isArray(raw['content']) ? raw['content'] : [];
  const gathered = gather(parts, `${server}/${tool.name}`);
  const structured = structuredText(raw['structuredContent'], gathered.texts);
  const wrong = raw['isError'] === true ? undefined : promiseBroken(tool, raw['structuredContent']);
  const lines = [
    raw['isError'] === true ? 'The server answered with an error:' : '',
    ...gathered.texts,
    structured,
    wrong === undefined ? '' : `(The server promised results of another shape: ${wrong}.)`,
  ].filter((line) => line !== '');
  return wordsOf(`${server}/${tool.name}`, lines.length === 0 ? ['The server answered with nothing.'] : lines, gathered.images);
}

/** The same of a resource that was read. */
export function resourceResult(server: string, uri: string, raw: Readonly<Record<string, unknown>>): ToolResult {
  const contents = Array.isArray(raw['contents']) ? raw['contents'] : [];
  const { texts, images } = gather(
    contents.map((resource) => ({ type: 'resource', resource })),
    `${server} ${shownLine(uri, 200)}`,
  );
  return wordsOf(`${server}/resources/read`, texts.length === 0 ? ['The resource is empty.'] : texts, images);
}

/** A refusal in the server's own words. */
export function refusalResult(name: string, words: string): ToolResult {
  return wordsOf(name, [`The server refused: ${words}`], []);
}

/** Bounded, looked through and marked. */
export function wordsOf(name: string, texts: readonly string[], images: readonly ImagePart[]): ToolResult {
  const all = texts.join('\n\n').slice(0, maxKeptChars);
  const isCut = all.length > maxResultChars;
  const content = isCut
    ? `${wholeCharacters(all.slice(0, maxResultChars))}\n… (${all.length - maxResultChars} more characters were left out)`
    : all;
  const hidden = findHiddenText(all.slice(0, maxLookedThrough));
  return {
    content,
    ...(isCut ? { full: all } : {}),
    ...(images.length === 0 ? {} : { images }),
    origin: { kind: 'mcp', name: shownLine(name, 300) },
    ...(hidden.length === 0 ? {} : { hidden }),
  };
}

interface Gathered {
  readonly texts: string[];
  readonly images: ImagePart[];
}

function gather(parts: readonly unknown[], from: string): Gathered {
  const found: Gathered = { texts: [], images: [] };
  let chars = 0;
  for (const part of parts.slice(0, maxParts)) {
    const text = isObject(part) ? textOfPart(part, from, found.images) : '';
    if (text !== '') found.texts.push(text);
    chars += text.length;
    if (chars > maxKeptChars) break;
  }
  if (parts.length > maxParts) found.texts.push(`(${parts.length - maxParts} more parts were left out.)`);
  return found;
}

function textOfPart(part: Readonly<Record<string, unknown>>, from: string, images: ImagePart[]): string {
  switch (part['type']) {
    case 'text':
      return textOf(part['text']).slice(0, maxKeptChars);
    case 'image':
      return picture(part['data'], part['mimeType'], from, images);
    case 'audio':
      return `(Sound, ${mimeOf(part['mimeType'])}, ${bytesOf(part['data'])} bytes: nobody listens to it here.)`;
    case 'resource_link':
      return `(A resource that can be read: ${shownLine(textOf(part['uri']), 500)} ${shownLine(textOf(part['name']), 200)})`;
    case 'resource':
      return isObject(part['resource']) ? textOfResource(part['resource'], from, images) : '';
    default:
      return `(A part of a kind that this version does not know: ${shownLine(textOf(part['type']), 40)}.)`;
  }
}

function textOfResource(resource: Readonly<Record<string, unknown>>, from: string, images: ImagePart[]): string {
  const uri = shownLine(textOf(resource['uri']), 500);
  if (typeof resource['text'] === 'string') return `${uri}:\n${resource['text'].slice(0, maxKeptChars)}`;
  if (/^image\//.test(textOf(resource['mimeType']))) return picture(resource['blob'], resource['mimeType'], from, images);
  return `(${uri}: ${mimeOf(resource['mimeType'])}, ${bytesOf(resource['blob'])} bytes, not shown.)`;
}

/** By its first bytes: what a server calls it is not believed. */
const kinds: readonly (readonly [ImagePart['mediaType'], (head: string) => boolean])[] = [
  ['image/png', (head) => head.startsWith('89504e470d0a1a0a')],
  ['image/jpeg', (head) => head.startsWith('ffd8ff')],
  ['image/gif', (head) => /^4749463[89]/.test(head)],
  ['image/webp', (head) => /^52494646.{8}57454250/.test(head)],
];

function picture(data: unknown, mime: unknown, from: string, images: ImagePart[]): string {
  const bytes = bytesOf(data);
  const said = `${mimeOf(mime)}, ${bytes} bytes`;
  if (typeof data !== 'string' || bytes === 0) return '(A picture without bytes.)';
  if (bytes > maxPictureBytes) return `(A picture, ${said}: too large to be shown.)`;
  if (images.length === maxImages) return `(A further picture, ${said}: ${maxImages} are shown.)`;
  const buffer = Buffer.from(data, 'base64');
  const head = buffer.toString('hex', 0, 16);
  const kind = kinds.find(([, begins]) => begins(head))?.[0];
  if (kind === undefined) return `(A picture, ${said}: it is none that can be shown.)`;
  const label = `picture ${images.length + 1} of ${shownLine(from, 150)}`;
  images.push({ type: 'image', mediaType: kind, data: buffer.toString('base64'), label });
  return `(A picture, ${kind}, ${bytes} bytes: ${label}.)`;
}

function mimeOf(mime: unknown): string {
  return shownLine(textOf(mime), 60) || 'of an unknown kind';
}

/** Of base64. */
function bytesOf(data: unknown): number {
  return typeof data === 'string' ? Math.floor((data.length * 3) / 4) : 0;
}

/** Servers repeat it as text, for clients that do not know it. */
function structuredText(value: unknown, texts: readonly string[]): string {
  if (value === undefined) return '';
  try {
    const json = JSON.stringify(value);
    const isSaid = texts.some((text) => {
      const begins = /^\s*[[{]/.test(text);
      return begins && text.length <= 2 * json.length + 10_000 && text.replaceAll(/\s/g, '') === json.replaceAll(/\s/g, '');
    });
    return isSaid ? '' : json;
  } catch {
    // Deeper than anything can be written.
    return '(A value that is too deep to be shown.)';
  }
}

function promiseBroken({ resultSchema }: ListedTool, value: unknown): string | undefined {
  if (resultSchema === undefined) return undefined;
  return value === undefined ? 'there is no value' : mismatch(resultSchema, value);
}

function wholeCharacters(text: string): string {
  return /[\uD800-\uDBFF]$/.test(text) ? text.slice(0, -1) : text;
}
