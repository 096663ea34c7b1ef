import { type Message, renderMessage } from '../messages.ts';

/** The input or the command line is wrong: nothing was graded, exit status 2. Its text needs no stack. */
export class InputError extends Error {
  readonly parts: Message;

  constructor(parts: Message) {
    super(renderMessage(parts));
    this.name = 'InputError';
    this.parts = parts;
  }
}
