import type { z } from 'zod';
import type { EditableText } from './approval.ts';
import type { Effect, EffectKind } from './effects.ts';
import type { BlobHash, CallId, RunId, TurnId } from './ids.ts';
import type { ImagePart, ToolDeclaration } from './messages.ts';
import type { HiddenText, Origin } from './origin.ts';
import type { Permit } from './permit.ts';
import type { ResearchAgent } from './research.ts';
import type { SourcedTable } from './sourcedTable.ts';

/** One row of the plan that the agent keeps. */
export interface PlanItem {
  readonly text: string;
  readonly status: 'open' | 'doing' | 'done' | 'dropped';
}

/** What a person sees when they expand a tool card. The model never sees it. */
export type ToolDetail =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'files'; readonly paths: readonly string[] }
  /** One file changed. `unified` is a unified diff without file headers; absent blobs mean the file did not exist before / after. */
  | {
      readonly kind: 'edit';
      readonly path: string;
      /** The path as the person knows it; put in by the transcript. */
      readonly label?: string;
      readonly unified: string;
      readonly added: number;
      readonly removed: number;
      readonly before?: BlobHash;
      readonly after?: BlobHash;
    }
  /** `made`: what it made behind walls and what runs or steers something later, as the person knows the paths. */
  | {
      readonly kind: 'shell';
      readonly command: string;
      readonly output: string;
      readonly exitCode: number | null;
      readonly made?: readonly string[];
    }
  /** `name` is what the person calls the run. `state` as the call found it, absent where nobody knows; `error`: why it failed, in one line. */
  | {
      readonly kind: 'run';
      readonly run: RunId;
      readonly name?: string;
      readonly state?: 'running' | 'done' | 'failed' | 'stopped';
      readonly error?: string;
      /** The course of the metric that says most, in a few values, as it stood at the call. */
      readonly curve?: { readonly metric: string; readonly values: readonly number[] };
    }
  | { readonly kind: 'plan'; readonly items: readonly PlanItem[] }
  | { readonly kind: 'research'; readonly agents: readonly ResearchAgent[] }
  | ({ readonly kind: 'table' } & SourcedTable);

export interface ToolResult {
  /** For the model. Bounded by the tool itself; says what was left out. */
  readonly content: string;
  /** The whole of it where `content` is only a part: kept beside the log, at most 2 MB. */
  readonly full?: string;
  readonly detail?: ToolDetail;
  /** Pictures that belong to it: the first ten are taken. `content` makes sense without them, for a model that does not see. */
  readonly images?: readonly ImagePart[];
  /** Whose words `content` holds, where they are not Practicum's own. */
  readonly origin?: Origin;
  /** What a person would not have seen in the original, and is left out of `content` for that; what is still in there is found without it. */
  readonly hidden?: readonly HiddenText[];
}

/** What the loop hands to a running call. */
export interface ToolCall {
  readonly id: CallId;
  readonly turn: TurnId;
  readonly permit: Permit;
  readonly signal: AbortSignal;
  /** Aborts when the person has said something: a call that only waits ends then, in good order. Absent: they cannot. */
  readonly called?: AbortSignal;
  /** Output so far, for the card. Replaces what was shown before. */
  progress(text: string): void;
  /** How it stands, for the card, where words do not say it. Replaces what was shown before. Absent: nobody looks. */
  show?(detail: ToolDetail): void;
}

/**
 * A tool, as the loop knows it. `effectKinds` bounds what `effects` may answer: a call whose effects leave it is refused.
 * `effects` is pure: it looks at the input and at nothing else. `run` throws `PracticumError` whose hint tells the model what to do next.
 */
export interface Tool<Input = unknown> {
  readonly name: string;
  readonly description: string;
  /** A few words for the card and the question, as an order: `Edit train.py`. */
  title(input: Input): string;
  readonly input: z.ZodType<Input>;
  /** `input` as the model is told of it, where the build has translated it. */
  readonly inputSchema?: ToolDeclaration['inputSchema'];
  readonly effectKinds: readonly EffectKind[];
  /** What it does belongs to the conversation with the person: no sub-agent is offered it, whatever its effects. */
  readonly isOfSession?: true;
  /** Whether the model is told of it now. It may become true once in a session, which costs the cached prefix. Absent: always. */
  isOffered?(): boolean;
  effects(input: Input): readonly Effect[];
  /** Shown in the approval and in the card before it runs (a diff of the proposed edit). Reads only. */
  preview?(input: Input, signal: AbortSignal): Promise<ToolDetail | undefined>;
  /** What of the input a person may change before they approve: a command, a script. */
  editable?(input: Input): EditableText | undefined;
  /** The input with that text in its place. */
  withText?(input: Input, text: string): Input;
  run(input: Input, call: ToolCall): Promise<ToolResult>;
}

/** A tool as it is offered to the model: the schema is translated once. */
export interface OfferedTool {
  readonly tool: Tool;
  readonly declaration: ToolDeclaration;
}
