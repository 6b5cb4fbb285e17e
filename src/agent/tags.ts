/**
 * The tags in which the model finds what is not the person speaking. Everything in them is either the loop's own voice or material;
 * no text can close the tag that it stands in.
 */
import type { Origin } from '../base/origin.ts';
import { pictureName } from '../base/picture.ts';
import type { InstructionFile, Mention } from '../sessions/events.ts';

/** The loop's own voice: a guard, a reminder. */
export function hintText(text: string): string {
  return tagged('practicum-hint', '', text);
}

/** The work as it stood when older messages were summarised. */
export function stateText(text: string): string {
  return tagged('practicum-state', '', text);
}

/** What the model wrote down from results before they were left out. */
export function notesText(text: string): string {
  return tagged('practicum-notes', '', text);
}

/** What came of a call that had waited for the person. */
export function settledText(call: string, outcome: string, text: string): string {
  return tagged('practicum-answer', ` call=${quoted(call)} outcome=${quoted(outcome)}`, text);
}

/** Mode and trust. */
export function noteText(text: string): string {
  return tagged('practicum-note', '', text);
}

/** What the workspace asks of every agent. Without files: what was said before holds no longer. */
export function instructionsText(files: readonly InstructionFile[]): string {
  if (files.length === 0) return noteText('The instructions of this workspace that you were given before hold no longer.');
  return files.map(({ path, text }) => tagged('practicum-instructions', ` file=${quoted(path)}`, text)).join('\n\n');
}

/** An attached file or selection as the model reads it: marked with where it comes from, so that it is never taken for the person's words. */
export function mentionText({ kind, path, firstLine, lastLine, text, picture, origin }: Mention): string {
  if (kind === 'prompt') {
    const said = `${path.split(/\s/, 1)[0] ?? path} at the beginning of the person's message stands for this:`;
    return `${said}\n\n${origin === undefined ? (text ?? '') : untrustedText(origin, text ?? '')}`;
  }
  if (picture !== undefined)
    return `<attached picture=${quoted(path)} pixels="${picture.width}x${picture.height}" call="${pictureName(picture.blob)}"/>`;
  if (kind === 'resource') {
    const [uri = path, ...server] = path.split(' ');
    return `<attached resource=${quoted(uri)} server=${quoted(server.join(' '))} read-with="mcp_resource"/>`;
  }
  const lines = firstLine === undefined ? '' : ` lines="${firstLine}-${lastLine ?? firstLine}"`;
  const head = ` ${kind}=${quoted(path)}${lines}`;
  return text === undefined ? `<attached${head}/>` : tagged('attached', head, text);
}

/** The result of a call that holds words which nobody here has written: marked with where they come from. */
export function untrustedText({ kind, name }: Origin, text: string): string {
  return tagged('untrusted', ` ${kind}=${quoted(name)}`, text);
}

/** A JSON string without angle brackets: a file's name may hold quotes, line ends and tags. */
function quoted(name: string): string {
  return JSON.stringify(name).replaceAll('<', '\\u003c').replaceAll('>', '\\u003e');
}

function tagged(name: string, head: string, text: string): string {
  const tag = fenceFor(name, text);
  return `<${tag}${head}>\n${text}\n</${tag}>`;
}

/** A tag that the text cannot close: `attached`, or the first of `attached-2`, `attached-3`, … that does not end within it. */
function fenceFor(name: string, text: string): string {
  if (!text.includes('</')) return name;
  const closed = new Set([...text.matchAll(/<\/([a-z]+(?:-[a-z]+)*(?:-\d+)?)/gi)].map(([, tag]) => tag?.toLowerCase()));
  let tag = name;
  for (let count = 2; closed.has(tag); count += 1) tag = `${name}-${count}`;
  return tag;
}
