// Offers the scripted double as a language model of the editor, so that `vscode.lm` can be tested for real. The double's address and key
// come from PRACTICUM_DOUBLE_OPENAI_URL and PRACTICUM_DOUBLE_KEY. Prompts that begin with `lm error CODE` throw that LanguageModelError.
const vscode = require('vscode');

const url = process.env.PRACTICUM_DOUBLE_OPENAI_URL;
const key = process.env.PRACTICUM_DOUBLE_KEY;
const models = ['demo-digits', 'demo-digits-2'];

exports.activate = (context) => {
  context.subscriptions.push(
    vscode.lm.registerLanguageModelChatProvider('practicum-double', {
      provideLanguageModelChatInformation: () =>
        models.map((id) => ({
          id,
          name: `Scripted ${id}`,
          family: 'scripted',
          version: '1',
          maxInputTokens: 100_000,
          maxOutputTokens: 8_000,
          capabilities: { toolCalling: true, imageInput: false },
        })),
      provideLanguageModelChatResponse: (model, messages, options, progress, token) => respond(model, messages, options, progress, token),
      provideTokenCount: async (_model, text) => Math.ceil((typeof text === 'string' ? text : JSON.stringify(text.content)).length / 4),
    }),
  );
};

async function respond(model, messages, options, progress, token) {
  throwWhenAsked(messages);
  const abort = new AbortController();
  const listening = token.onCancellationRequested(() => abort.abort());
  try {
    const response = await fetch(`${url}/chat/completions`, {
      method: 'POST',
      signal: abort.signal,
      headers: { 'content-type': 'application/json', ...(key === undefined ? {} : { authorization: `Bearer ${key}` }) },
      body: JSON.stringify({
        model: model.id,
        stream: true,
        messages: messages.flatMap(wireMessages),
        ...((options.tools ?? []).length === 0 ? {} : { tools: options.tools.map(wireTool) }),
      }),
    });
    if (!response.ok) throw new Error(`the double answered ${response.status}: ${await response.text()}`);
    await report(response.body, progress);
  } finally {
    listening.dispose();
  }
}

function throwWhenAsked(messages) {
  const last = messages.at(-1)?.content.findLast((part) => part instanceof vscode.LanguageModelTextPart)?.value ?? '';
  const asked = /^lm error (NoPermissions|Blocked|NotFound)\b/.exec(last)?.[1];
  if (asked === 'NoPermissions') throw vscode.LanguageModelError.NoPermissions('as asked');
  if (asked === 'Blocked') throw vscode.LanguageModelError.Blocked('as asked');
  if (asked === 'NotFound') throw vscode.LanguageModelError.NotFound('as asked');
}

function wireTool(tool) {
  return {
    type: 'function',
    function: { name: tool.name, description: tool.description, parameters: { ...tool.inputSchema, type: 'object' } },
  };
}

/** One message of the editor may hold text, calls and results; on this wire each result is a message. */
function wireMessages(message) {
  const texts = [];
  const calls = [];
  const results = [];
  for (const part of message.content) {
    if (part instanceof vscode.LanguageModelTextPart) texts.push(part.value);
    else if (part instanceof vscode.LanguageModelToolCallPart) {
      calls.push({ id: part.callId, type: 'function', function: { name: part.name, arguments: JSON.stringify(part.input) } });
    } else if (part instanceof vscode.LanguageModelToolResultPart) {
      const content = part.content.map((piece) => (piece instanceof vscode.LanguageModelTextPart ? piece.value : '')).join('');
      results.push({ role: 'tool', tool_call_id: part.callId, content });
    }
  }
  const content = texts.join('\n\n');
  if (message.role === vscode.LanguageModelChatMessageRole.Assistant) {
    return [{ role: 'assistant', content: content === '' ? null : content, ...(calls.length === 0 ? {} : { tool_calls: calls }) }];
  }
  return [...results, ...(content === '' ? [] : [{ role: 'user', content }])];
}

async function report(body, progress) {
  const calls = [];
  const decoder = new TextDecoder();
  let rest = '';
  for await (const bytes of body) {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (!line.startsWith('data: ') || line === 'data: [DONE]') continue;
      const chunk = JSON.parse(line.slice('data: '.length));
      if (chunk.error !== undefined) throw new Error(chunk.error.message);
      const delta = chunk.choices[0]?.delta ?? {};
      if (delta.content) progress.report(new vscode.LanguageModelTextPart(delta.content));
      for (const { index, id, function: fn } of delta.tool_calls ?? []) {
        calls[index] ??= { id, name: fn.name, json: '' };
        calls[index].json += fn.arguments ?? '';
      }
    }
  }
  // The editor hands calls on whole.
  for (const { id, name, json } of calls) progress.report(new vscode.LanguageModelToolCallPart(id, name, inputOf(json)));
}

/** The editor takes objects only, so a slip of the model cannot get through as it is. */
function inputOf(json) {
  try {
    return JSON.parse(json);
  } catch {
    return { unparsed_arguments: json };
  }
}
