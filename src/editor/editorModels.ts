import * as vscode from 'vscode';
import type { ModelRow } from '../app/modelRows.ts';
import { Cancelled, PracticumError } from '../base/errors.ts';
import type { ToolDeclaration } from '../base/messages.ts';
import {
  createEditorModel,
  type EditorMessage,
  type EditorModelPort,
  type EditorResponsePart,
  parseEditorModelName,
} from '../models/editor.ts';
import type { LanguageModel } from '../models/model.ts';

const justification = 'Practicum answers in its chat with this model.';

/** The model `vendor/id` of the editor. Throws `wrong-model`. */
export async function findEditorModel(name: string): Promise<LanguageModel> {
  const { vendor, id } = parseEditorModelName(name);
  const [chat] = await vscode.lm.selectChatModels({ vendor, ...(id === '' ? {} : { id }) });
  if (chat === undefined) {
    throw new PracticumError('model-wrong-model', `The editor offers no model ${name} at the moment.`, {
      hint: 'Sign in to the extension that provides it, or run “Practicum: Choose Model”.',
    });
  }
  return createEditorModel(portTo(chat));
}

/** What the editor offers. It says nothing of tools before a request, and its provider counts requests. */
export async function listEditorModels(): Promise<readonly ModelRow[]> {
  const chats = await vscode.lm.selectChatModels();
  return chats.map(({ id, vendor, family, name, maxInputTokens }) => ({
    choice: `editor/${vendor}/${id}`,
    name,
    at: vendor,
    contextTokens: maxInputTokens > 0 ? maxInputTokens : undefined,
    price: 'counted',
    tools: undefined,
    images: undefined,
    providers: [],
    source: `${vendor}, ${family}: as the editor says`,
  }));
}

function portTo(chat: vscode.LanguageModelChat): EditorModelPort {
  const { id, vendor, family, name, maxInputTokens } = chat;
  return {
    id,
    vendor,
    family,
    name,
    maxInputTokens,
    takesImages: typeof vscode.LanguageModelDataPart === 'function',
    async sendRequest(messages, tools, signal) {
      const cancelling = new vscode.CancellationTokenSource();
      if (signal.aborted) throw new Cancelled();
      signal.addEventListener('abort', () => cancelling.cancel(), { once: true });
      const response = await chat.sendRequest(messages.map(toMessage), { justification, tools: tools.map(toTool) }, cancelling.token);
      return readParts(response.stream, cancelling);
    },
  };
}

async function* readParts(stream: AsyncIterable<unknown>, cancelling: vscode.CancellationTokenSource): AsyncGenerator<EditorResponsePart> {
  try {
    for await (const part of stream) {
      if (part instanceof vscode.LanguageModelTextPart) yield { type: 'text', text: part.value };
      else if (part instanceof vscode.LanguageModelToolCallPart)
        yield { type: 'call', id: part.callId, name: part.name, input: part.input };
      // Pictures and kinds that a later editor may add are nothing that the conversation can hold.
    }
  } finally {
    cancelling.dispose();
  }
}

function toMessage({ role, parts }: EditorMessage): vscode.LanguageModelChatMessage {
  if (role === 'assistant') return vscode.LanguageModelChatMessage.Assistant(parts.flatMap(toAssistantPart));
  return vscode.LanguageModelChatMessage.User(parts.flatMap(toUserPart));
}

function toAssistantPart(part: EditorMessage['parts'][number]): (vscode.LanguageModelTextPart | vscode.LanguageModelToolCallPart)[] {
  if (part.type === 'text') return [new vscode.LanguageModelTextPart(part.text)];
  return part.type === 'call' ? [new vscode.LanguageModelToolCallPart(part.id, part.name, part.input)] : [];
}

function toUserPart(
  part: EditorMessage['parts'][number],
): (vscode.LanguageModelTextPart | vscode.LanguageModelToolResultPart | vscode.LanguageModelDataPart)[] {
  if (part.type === 'text') return [new vscode.LanguageModelTextPart(part.text)];
  if (part.type === 'image') return [vscode.LanguageModelDataPart.image(Buffer.from(part.data, 'base64'), part.mediaType)];
  if (part.type !== 'result') return [];
  return [new vscode.LanguageModelToolResultPart(part.callId, [new vscode.LanguageModelTextPart(part.content)])];
}

function toTool({ name, description, inputSchema }: ToolDeclaration): vscode.LanguageModelChatTool {
  return { name, description, inputSchema };
}
