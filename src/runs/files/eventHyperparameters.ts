/** Hyperparameters as TensorBoard's plugin of that name keeps them (tensorboard/plugins/hparams/plugin_data.proto). */
import type { MessageCursor } from './protobuf.ts';

const maxHyperparameters = 500;

/** Reads what a value's SummaryMetadata says. Answers whether it belongs to the plugin, whose values are no metrics. */
export function readHyperparameters(metadata: MessageCursor, into: Map<string, string>): boolean {
  let name = '';
  let content: MessageCursor | undefined;
  while (metadata.next()) {
    if (metadata.field !== 1) {
      metadata.skip();
      continue;
    }
    const plugin = metadata.inside();
    while (plugin.next()) {
      if (plugin.field === 1) name = plugin.text();
      else if (plugin.field === 2) content = plugin.inside();
      else plugin.skip();
    }
  }
  if (name !== 'hparams') return false;
  // HParamsPluginData.session_start_info, and of it the map of values.
  while (content?.next() === true) {
    if (content.field !== 3) {
      content.skip();
      continue;
    }
    const session = content.inside();
    while (session.next()) {
      if (session.field === 1) readEntry(session.inside(), into);
      else session.skip();
    }
  }
  return true;
}

function readEntry(entry: MessageCursor, into: Map<string, string>): void {
  let name = '';
  let value: string | undefined;
  while (entry.next()) {
    if (entry.field === 1) name = entry.text();
    else if (entry.field === 2) value = textOfValue(entry.inside());
    else entry.skip();
  }
  if (value !== undefined && into.size < maxHyperparameters) into.set(name, value);
}

/** A google.protobuf.Value; lists and structures are not used here. */
function textOfValue(value: MessageCursor): string | undefined {
  let text: string | undefined;
  while (value.next()) {
    if (value.field === 2) text = String(value.double());
    else if (value.field === 3) text = value.text();
    else if (value.field === 4) text = String(value.varint() !== 0);
    else value.skip();
  }
  return text;
}
