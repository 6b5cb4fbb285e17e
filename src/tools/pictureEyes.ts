import type { ToolCall, ToolResult } from '../base/tool.ts';

/** A model that sees, beside one that does not. */
export interface PictureEyes {
  /** Whether the chosen model sees none and another one that is chosen does. It stays true once it was. */
  readonly isOffered: boolean;
  /** Throws `no-such-picture`; what kept the other model from answering. Whatever it costs is promised first. */
  describe(wish: { readonly picture: string; readonly question?: string }, call: ToolCall): Promise<ToolResult>;
}
