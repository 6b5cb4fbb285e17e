import { chat } from './digits/chat.ts';
import { passages } from './digits/passages.ts';
import { pictures } from './digits/pictures.ts';
import { views } from './digits/views.ts';
import { useScripted } from './model.ts';

describe('in a real window on the example', () => {
  const scripted = useScripted();
  describe('the views', () => views(scripted));
  describe('a passage of a paper', () => passages(scripted));
  describe('the chat', () => chat(scripted));
  describe('pictures', () => pictures(scripted));
});
