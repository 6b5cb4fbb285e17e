/**
 * The faults that a loop between a model's service and a disk must live with: what happens, and over which wire. `both`: the same may happen
 * over either, so it is tested over each; `across`: it happens between the two.
 */
export interface Fault {
  readonly id: string;
  readonly wire: 'anthropic' | 'openai' | 'both' | 'across';
  readonly what: string;
}

export const faults: readonly Fault[] = [
  { id: 'fa-001', wire: 'both', what: '529 / 503 overloaded before the stream' },
  { id: 'fa-003', wire: 'both', what: '429 with retry-after: 600' },
  { id: 'fa-005', wire: 'both', what: '429 retry-after-ms' },
  { id: 'fa-006', wire: 'openai', what: '429 insufficient_quota' },
  { id: 'fa-008', wire: 'both', what: '404 model not found' },
  { id: 'fa-010', wire: 'both', what: '400 invalid request (other)' },
  { id: 'fa-012', wire: 'both', what: 'HTML error page' },
  { id: 'fa-014', wire: 'both', what: 'connection refused / DNS failure' },
  { id: 'fa-016', wire: 'both', what: 'slow headers' },
  { id: 'fa-018', wire: 'both', what: 'end before the final event' },
  { id: 'fa-020', wire: 'both', what: 'connection reset mid stream' },
  { id: 'fa-022', wire: 'both', what: 'mid-stream error event' },
  { id: 'fa-024', wire: 'both', what: 'surrogate pair split across deltas' },
  { id: 'fa-026', wire: 'both', what: 'several data: lines in one event' },
  { id: 'fa-028', wire: 'both', what: 'BOM at the start of the stream' },
  { id: 'fa-030', wire: 'both', what: '100,000 one-character deltas' },
  { id: 'fa-032', wire: 'both', what: 'invalid JSON in one data line' },
  { id: 'fa-034', wire: 'anthropic', what: 'max_tokens inside tool arguments' },
  { id: 'fa-036', wire: 'anthropic', what: 'duplicate message_start' },
  { id: 'fa-038', wire: 'anthropic', what: 'interleaved blocks' },
  { id: 'fa-040', wire: 'anthropic', what: 'delta of the wrong type' },
  { id: 'fa-042', wire: 'anthropic', what: 'duplicate tool_use id in one message' },
  { id: 'fa-044', wire: 'anthropic', what: 'empty input' },
  { id: 'fa-046', wire: 'anthropic', what: 'tool name with other case or white space' },
  { id: 'fa-048', wire: 'anthropic', what: 'stop_reason tool_use with no tool block' },
  { id: 'fa-050', wire: 'anthropic', what: 'pause_turn' },
  { id: 'fa-052', wire: 'anthropic', what: 'thinking signature split and kept' },
  { id: 'fa-054', wire: 'anthropic', what: 'signature rejected' },
  { id: 'fa-056', wire: 'anthropic', what: 'cache usage fields absent or null' },
  { id: 'fa-058', wire: 'openai', what: 'tool call index missing' },
  { id: 'fa-060', wire: 'openai', what: 'two tool calls interleaved by index' },
  { id: 'fa-062', wire: 'openai', what: 'arguments arrive as an object' },
  { id: 'fa-064', wire: 'openai', what: 'JSON doubled or wrapped in a code fence' },
  { id: 'fa-066', wire: 'openai', what: 'finish_reason stop together with tool_calls' },
  { id: 'fa-068', wire: 'openai', what: '[DONE] without finish_reason' },
  { id: 'fa-070', wire: 'openai', what: 'usage in every chunk' },
  { id: 'fa-072', wire: 'openai', what: 'error object inside a 200 stream' },
  { id: 'fa-074', wire: 'openai', what: 'max_completion_tokens refused' },
  { id: 'fa-075', wire: 'both', what: 'same call again and again' },
  { id: 'fa-077', wire: 'both', what: 'abort during streaming' },
  { id: 'fa-079', wire: 'both', what: 'abort during back-off' },
  { id: 'fa-081', wire: 'both', what: 'crash between tool call and result' },
  { id: 'fa-083', wire: 'both', what: 'disk full' },
  { id: 'fa-085', wire: 'both', what: 'clock jumps' },
  { id: 'fa-087', wire: 'across', what: 'model switch mid session with thinking and tool ids' },
];
