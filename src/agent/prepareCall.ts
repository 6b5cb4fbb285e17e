import { type Effect, lookingEffectKinds } from '../base/effects.ts';
import { PracticumError } from '../base/errors.ts';
import type { ImagePart } from '../base/messages.ts';
import type { HiddenText, Origin } from '../base/origin.ts';
import type { Tool, ToolDetail } from '../base/tool.ts';
import { parseToolInput } from '../base/toolInput.ts';
import type { ToolOutcome } from '../sessions/events.ts';
import type { CallRecord } from './conversation.ts';

/** What became of a call, for the log. */
export interface EndOfCall {
  readonly outcome: ToolOutcome;
  readonly content: string;
  /** The whole of the result where `content` is a part of it. */
  readonly full?: string;
  readonly code?: string;
  readonly detail?: ToolDetail;
  readonly images?: readonly ImagePart[];
  readonly origin?: Origin;
  readonly hidden?: readonly HiddenText[];
}

/** A call that can be judged: its tool and its input are known. */
export interface ReadyCall {
  readonly kind: 'ready';
  readonly call: CallRecord;
  readonly tool: Tool;
  readonly input: unknown;
  readonly effects: readonly Effect[];
  readonly title: string;
  readonly argumentsJson: string;
}

/** A call that cannot run, whoever would allow it. */
export interface VoidCall {
  readonly kind: 'void';
  readonly call: CallRecord;
  readonly effects: readonly Effect[];
  readonly end: EndOfCall;
}

export type PreparedCall = ReadyCall | VoidCall;

/** From the model's words to what the call would do. Pure: nothing is looked at but the call. */
export function prepareCall(tools: readonly Tool[], call: CallRecord, argumentsJson: string = call.argumentsJson): PreparedCall {
  const tool = toolNamed(tools, call.name);
  if (tool === undefined) {
    const names = tools.map(({ name }) => name).join(', ');
    return voidCall(call, {
      outcome: 'failed',
      code: 'no-such-tool',
      content: `There is no tool “${call.name}” here. Available: ${names}.`,
    });
  }
  const parsed = parseToolInput(tool, argumentsJson);
  if (!parsed.ok) return voidCall(call, failedWith(parsed.error));
  try {
    const effects = tool.effects(parsed.input);
    return { kind: 'ready', call, tool, input: parsed.input, effects, title: tool.title(parsed.input), argumentsJson };
  } catch (error) {
    return voidCall(call, failedWith(error));
  }
}

export function failedWith(error: unknown): EndOfCall {
  const code = error instanceof PracticumError ? { code: error.code } : {};
  return { outcome: 'failed', content: describeForModel(error), ...code };
}

/** The text of a failure, for the model: what happened, then what to do next. Never a stack. */
function describeForModel(error: unknown): string {
  if (error instanceof PracticumError) return error.hint === undefined ? error.message : `${error.message}\n${error.hint}`;
  return error instanceof Error ? `The tool failed: ${error.message}` : `The tool failed: ${String(error)}`;
}

function voidCall(call: CallRecord, end: EndOfCall): VoidCall {
  return { kind: 'void', call, effects: [], end };
}

/** By its exact name, or by the only one that differs in case or in blanks around it. */
function toolNamed(tools: readonly Tool[], name: string): Tool | undefined {
  const exact = tools.find((tool) => tool.name === name);
  if (exact !== undefined) return exact;
  const plain = name.trim().toLowerCase();
  const alike = tools.filter((tool) => tool.name.toLowerCase() === plain);
  return alike.length === 1 ? alike[0] : undefined;
}

/** The log holds the arguments redacted, and what the log holds is what runs: a stand-in must never reach a file or a command. */
export function holdsSecret({ argumentsJson, effects }: ReadyCall): boolean {
  return argumentsJson.includes('[redacted:') && !effects.every((effect) => lookingEffectKinds.has(effect.kind));
}

export const secretRefused: EndOfCall = {
  outcome: 'failed',
  content:
    'Refused: the arguments contain a secret, which Practicum replaces by “[redacted:…]” before anything else sees it. Leave it out: let the code read it from the environment or from a file that the person keeps.',
};
