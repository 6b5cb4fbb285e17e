/** What makes two calls the same: tool, arguments and result. */
import { createHash } from 'node:crypto';
import { canonicalJson } from './canonicalJson.ts';

export interface CallSignature {
  readonly tool: string;
  /** Equal exactly for the same tool, the same arguments and the same result. */
  readonly key: string;
}

/** The arguments as far as they mean something: order of keys and blanks do not. What is no JSON stays as it is. */
export function canonicalArguments(text: string): string {
  return canonicalJson(text) ?? text;
}

/** `result`: the text as the model sees it; undefined where there is none. */
export function signatureOf(tool: string, argumentsJson: string, result: string | undefined): CallSignature {
  const outcome = result === undefined ? 'none' : sha256(canonicalArguments(result));
  return { tool, key: sha256(JSON.stringify([tool, canonicalArguments(argumentsJson), outcome])) };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
