import type { ProviderId } from './model.ts';

/** A service or local server with a name of its own: `huggingface/org/model` says where, which protocol and which key. */
export interface Service {
  readonly id: string;
  readonly label: string;
  /** The protocol that is spoken there. */
  readonly provider: Exclude<ProviderId, 'editor'>;
  readonly baseUrl: string;
  /** The variable that holds a key for it by convention; absent: it wants none. */
  readonly keyVariable?: string;
}

/** The two providers at their own addresses. From docs.anthropic.com and platform.openai.com. */
export const ownServices: Readonly<Record<Service['provider'], Service & { readonly keyVariable: string }>> = {
  anthropic: {
    id: 'anthropic',
    label: 'Anthropic',
    provider: 'anthropic',
    baseUrl: 'https://api.anthropic.com',
    keyVariable: 'ANTHROPIC_API_KEY',
  },
  openai: { id: 'openai', label: 'OpenAI', provider: 'openai', baseUrl: 'https://api.openai.com/v1', keyVariable: 'OPENAI_API_KEY' },
};

/** From huggingface.co/docs/inference-providers and ai.google.dev/gemini-api/docs/openai; the local ports are the servers' defaults. */
export const services: readonly Service[] = [
  ownServices.anthropic,
  ownServices.openai,
  {
    id: 'huggingface',
    label: 'Hugging Face',
    provider: 'openai',
    baseUrl: 'https://router.huggingface.co/v1',
    keyVariable: 'HF_TOKEN',
  },
  {
    id: 'gemini',
    label: 'Google Gemini',
    provider: 'openai',
    baseUrl: 'https://generativelanguage.googleapis.com/v1beta/openai',
    keyVariable: 'GEMINI_API_KEY',
  },
  { id: 'ollama', label: 'Ollama', provider: 'openai', baseUrl: 'http://127.0.0.1:11434/v1' },
  { id: 'vllm', label: 'vLLM', provider: 'openai', baseUrl: 'http://127.0.0.1:8000/v1' },
  { id: 'lmstudio', label: 'LM Studio', provider: 'openai', baseUrl: 'http://127.0.0.1:1234/v1' },
  { id: 'llamacpp', label: 'llama.cpp', provider: 'openai', baseUrl: 'http://127.0.0.1:8080/v1' },
];

/** The public service at this address, by its host; undefined for any other, and for servers of this machine. */
export function serviceAt(baseUrl: string): Service | undefined {
  const host = URL.parse(baseUrl)?.host;
  return services.find(({ baseUrl: known, keyVariable }) => keyVariable !== undefined && URL.parse(known)?.host === host);
}
