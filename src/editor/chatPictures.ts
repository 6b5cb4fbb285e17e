import { basename, isAbsolute } from 'node:path';
import * as vscode from 'vscode';
import type { Chat } from '../app/api.ts';
import { namesPicture } from '../app/mentions.ts';
import { admitPicture } from '../base/admitPicture.ts';
import { describeError } from '../base/errors.ts';
import { maxPictureBytes } from '../base/picture.ts';
import type { HostToChat, MentionChip } from '../protocol/chat.ts';
import type { PictureToHost } from '../protocol/chatPictures.ts';
import { hashOf } from '../sessions/blobs.ts';

/** What the pictures of the chat's page need of it. */
export interface PicturePage {
  post(message: HostToChat): void;
  compose(event: { readonly text: string; readonly mentions: readonly MentionChip[]; readonly focus: boolean }): Promise<void>;
}

/** Base64 of a piece is a quarter longer than this. */
const pieceBytes = 48 * 1024;
/** Pieces of so many pictures may be on their way at once. */
const mostArriving = 20;

/** The pictures of the chat: pieces come in from its page and go out to it, files are chosen, dropped and opened. */
export class ChatPictures {
  readonly #storage: vscode.Uri;
  readonly #arriving = new Map<string, { readonly pieces: Buffer[]; length: number }>();

  /** `storage`: a folder of the extension, where a picture lies that is opened and is no file of the person. */
  constructor(storage: vscode.Uri) {
    this.#storage = storage;
  }

  async act(message: PictureToHost, chat: Chat, page: PicturePage): Promise<void> {
    switch (message.type) {
      case 'addPicture':
        return this.#receive(message, chat, page);
      case 'readPicture':
        return answer(page, message.path, () => chat.readPicture(message.path));
      case 'choosePictures':
        return this.#choose(chat, page);
      case 'dropFiles':
        return attachFiles(
          message.uris.map((uri) => localUri(vscode.Uri.parse(uri))),
          chat,
          page,
        );
      case 'loadPicture':
        return send(message.blob, chat, page);
      case 'openPicture':
        return this.#open(message, chat);
      case 'askSight':
        page.post({ type: 'sight', ...(await chat.sight()) });
    }
  }

  async #receive(
    { id, name, total, data }: Extract<PictureToHost, { readonly type: 'addPicture' }>,
    chat: Chat,
    page: PicturePage,
  ): Promise<void> {
    const arriving = this.#arriving.get(id) ?? { pieces: [], length: 0 };
    const piece = Buffer.from(data, 'base64');
    arriving.pieces.push(piece);
    arriving.length += piece.length;
    this.#arriving.set(id, arriving);
    if (arriving.length < total && piece.length > 0) {
      // A page that went away in the middle of one leaves its pieces behind.
      const [oldest] = this.#arriving.keys();
      if (this.#arriving.size > mostArriving && oldest !== undefined) this.#arriving.delete(oldest);
      return;
    }
    this.#arriving.delete(id);
    await answer(page, id, () => chat.addPicture(Buffer.concat(arriving.pieces), name));
  }

  async #choose(chat: Chat, page: PicturePage): Promise<void> {
    const chosen = await vscode.window.showOpenDialog({
      canSelectMany: true,
      openLabel: 'Attach',
      title: 'Attach pictures to the message',
      filters: { Pictures: ['png', 'jpg', 'jpeg', 'gif', 'webp'] },
    });
    if (chosen !== undefined) await attachFiles(chosen, chat, page);
  }

  /** The person's own file, where it still is that picture; else a copy of what was sent. */
  async #open({ blob, path }: Extract<PictureToHost, { readonly type: 'openPicture' }>, chat: Chat): Promise<void> {
    const file = vscode.Uri.file(path);
    if (isAbsolute(path) && (await isPicture(file, blob))) {
      await vscode.commands.executeCommand('vscode.open', file);
      return;
    }
    const { bytes, mediaType } = await chat.picture(blob);
    const copy = vscode.Uri.joinPath(this.#storage, 'pictures', `${blob.slice(0, 16)}.${mediaType.slice('image/'.length)}`);
    await vscode.workspace.fs.writeFile(copy, bytes);
    await vscode.commands.executeCommand('vscode.open', copy);
  }
}

async function isPicture(file: vscode.Uri, blob: string): Promise<boolean> {
  try {
    if ((await vscode.workspace.fs.stat(file)).size > 2 * maxPictureBytes) return false;
    return hashOf(admitPicture(await vscode.workspace.fs.readFile(file), file.path).bytes) === blob;
  } catch {
    return false; // gone, or another file by now
  }
}

async function answer(page: PicturePage, id: string, keep: () => Promise<MentionChip>): Promise<void> {
  try {
    page.post({ type: 'pictureAdded', id, chip: await keep() });
  } catch (error) {
    page.post({ type: 'pictureRefused', id, text: describeError(error) });
  }
}

/** Pictures as pictures, other files by their place. */
async function attachFiles(uris: readonly vscode.Uri[], chat: Chat, page: PicturePage): Promise<void> {
  for (const uri of uris) {
    if (uri.scheme !== 'file' || !(await isFile(uri))) continue;
    const label = vscode.workspace.asRelativePath(uri);
    if (namesPicture.test(uri.fsPath)) await answer(page, uri.fsPath, () => chat.readPicture(uri.fsPath));
    else
      await page.compose({ text: '', mentions: [{ kind: 'file', label: label || basename(uri.fsPath), path: uri.fsPath }], focus: true });
  }
}

/** In a window on another machine the page knows a file by that machine; here it is a file. */
function localUri(uri: vscode.Uri): vscode.Uri {
  return uri.scheme === 'vscode-remote' && vscode.env.remoteName !== undefined ? uri.with({ scheme: 'file', authority: '' }) : uri;
}

async function isFile(uri: vscode.Uri): Promise<boolean> {
  try {
    return ((await vscode.workspace.fs.stat(uri)).type & vscode.FileType.File) !== 0;
  } catch {
    return false;
  }
}

async function send(blob: string, chat: Chat, page: PicturePage): Promise<void> {
  try {
    const { bytes, mediaType } = await chat.picture(blob);
    for (let at = 0; at < bytes.length; at += pieceBytes) {
      const data = Buffer.from(bytes.subarray(at, at + pieceBytes)).toString('base64');
      page.post({ type: 'pictureData', blob, mediaType, total: bytes.length, data });
    }
  } catch {
    page.post({ type: 'pictureGone', blob });
  }
}
