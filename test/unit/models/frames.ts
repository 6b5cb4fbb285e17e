/** Events of both wires as bytes, for tests that need a stream which no service should send. */

type Fields = Readonly<Record<string, unknown>>;

/** One event of a Messages stream. */
export function frame(type: string, fields: Fields = {}): string {
  return `event: ${type}\ndata: ${JSON.stringify({ type, ...fields })}\n\n`;
}

export const messageStart = frame('message_start', {
  message: { id: 'msg_1', type: 'message', role: 'assistant', content: [], usage: { input_tokens: 10, output_tokens: 1 } },
});

export function blockStart(index: number, content_block: Fields): string {
  return frame('content_block_start', { index, content_block });
}

export function blockDelta(index: number, delta: Fields): string {
  return frame('content_block_delta', { index, delta });
}

export function blockStop(index: number): string {
  return frame('content_block_stop', { index });
}

export function textBlock(index: number, ...texts: readonly string[]): string {
  return [
    blockStart(index, { type: 'text', text: '' }),
    ...texts.map((text) => blockDelta(index, { type: 'text_delta', text })),
    blockStop(index),
  ].join('');
}

export function callBlock(index: number, head: { readonly id: string; readonly name: string }, ...pieces: readonly string[]): string {
  return [
    blockStart(index, { type: 'tool_use', ...head, input: {} }),
    ...pieces.map((partial_json) => blockDelta(index, { type: 'input_json_delta', partial_json })),
    blockStop(index),
  ].join('');
}

export function messageEnd(stop_reason: string, usage: Fields | null = { output_tokens: 5 }): string {
  return frame('message_delta', { delta: { stop_reason, stop_sequence: null }, usage }) + frame('message_stop');
}

/** One line of a Chat Completions stream. */
export function line(data: unknown): string {
  return `data: ${JSON.stringify(data)}\n\n`;
}

export function chunk(delta: Fields, finish_reason: string | null = null, more: Fields = {}): string {
  return line({ id: 'chatcmpl-1', object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason }], ...more });
}

export function callChunk(...tool_calls: readonly Fields[]): string {
  return chunk({ tool_calls });
}

export const done = 'data: [DONE]\n\n';
