/** A question to the person about one call, and what can come of it. */
import type { ApprovalFacts } from '../base/approval.ts';
import type { ApprovalId, CallId, TurnId } from '../base/ids.ts';
import type { ToolDetail } from '../base/tool.ts';
import type { ApprovalAnswer, ApprovalScope } from '../sessions/events.ts';
import type { ReadyCall } from './prepareCall.ts';

export interface ApprovalRequest extends ApprovalFacts {
  readonly call: CallId;
  readonly turn: TurnId;
  readonly title: string;
  readonly detail: ToolDetail | undefined;
  /** The arguments with the person's text in place of `script`, as JSON. */
  withScript?(text: string): string;
}

/** The arguments of a call with the person's text in place of what they may change of it, as JSON. */
export function withEditable({ tool, input }: Pick<ReadyCall, 'tool' | 'input'>, text: string): string {
  return JSON.stringify(tool.withText?.(input, text) ?? input);
}

export interface OpenApproval extends ApprovalRequest {
  readonly id: ApprovalId;
}

export interface Answer {
  readonly answer: ApprovalAnswer;
  readonly scope: ApprovalScope;
  readonly feedback: string | undefined;
  /** What runs in place of what the model wrote: the person changed it before they approved. */
  readonly argumentsJson?: string;
}

/** What a person says with an answer. */
export interface AnswerExtras {
  readonly feedback?: string | undefined;
  /** In place of the request's `script`. */
  readonly script?: string | undefined;
}

/** The question was taken back before anybody answered it. */
export interface Withdrawn {
  readonly answer: 'withdrawn';
  readonly why: string;
  /** Only from who asked: the question goes on waiting by itself. */
  readonly isPostponed?: true;
}
