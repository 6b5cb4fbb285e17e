import type { ToolCall, ToolResult } from '../base/tool.ts';

/** What sub-agents are to find out. */
export interface ResearchWish {
  readonly task: string;
  /** What the conversation knows already and they need; they see nothing else of it. */
  readonly context?: string;
  /** One sub-agent for each; none: one for the task. */
  readonly questions: readonly string[];
}

/** Sends out sub-agents that look and change nothing, and brings back what they found with where it stands. */
export interface ResearchPort {
  /** Resolves with what was found, also where something kept them from finding all of it. Rejects when the work is stopped. */
  find(wish: ResearchWish, call: ToolCall): Promise<ToolResult>;
}
