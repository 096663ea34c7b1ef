/**
 * The submission host: it answers requests on descriptor 3, one at a time, and holds nothing worth stealing: no tests,
 * no seeds, no expected values. Whatever it says is checked on the other side as a stranger's word.
 */
import { pathToFileURL } from 'node:url';
import { types } from 'node:util';
import { readFrame, writeFrame } from './channel.ts';
import { CannotCross } from './crossing.ts';
import { type Frame, FrameError } from './frames.ts';
import { createBare, ownValue, unbound } from './primordials.ts';
import { describeThrown } from './student-error.ts';
import { ValueError } from './value-body.ts';
import { type Answer, type Modules, NO_BYTES, Refused, verbsFor } from './verbs.ts';
import type { Request } from './wire.ts';

const escapeRegExp = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A stream over a libuv handle: what Node's types leave out. */
function hasHandle(stream: object): stream is { _handle: { setBlocking(on: boolean): void } } {
  return '_handle' in stream && typeof stream._handle === 'object' && stream._handle !== null;
}

// Captured before student code runs, like the primordials.
const afterThisTurn = setImmediate;
const exit = process.exit.bind(process);
const { isPromise } = types;
const then = unbound<Promise<Answer>, [(answer: Answer) => void, (thrown: unknown) => void], unknown>(
  Promise.prototype.then,
);

function isLater(answer: Answer | Promise<Answer>): answer is Promise<Answer> {
  return isPromise(answer);
}

function isRequest(header: unknown): header is Request & { readonly id: string } {
  return typeof header === 'object' && header !== null && typeof ownValue(header, 'id') === 'string';
}

/** Answers requests until the other side hangs up. Command line: STAGE_DIR ENTRY [PROBES]. */
export function serve(modules: Modules): void {
  const [, , stageDir = '', entry = '', probes] = process.argv;
  const stageUrl = `${pathToFileURL(stageDir).href.replace(/\/$/, '')}/`;
  const verbs = verbsFor(stageUrl, entry, probes, modules);
  /** A place of a stack inside the student's file. */
  const studentPlace = new RegExp(`${escapeRegExp(stageUrl + entry)}:(\\d+)(?::(\\d+))?`);
  /** The request that waits for a module to load. */
  let pending: string | undefined;
  /** What student code threw outside any call: from a timer, or in a promise that nobody awaits. */
  let stray: { readonly thrown: unknown } | undefined;

  // A loop that prints would otherwise fill this process's memory and not the pipe, and the output limit would not see it.
  for (const stream of [process.stdout, process.stderr]) {
    if (hasHandle(stream)) stream._handle.setBlocking(true);
  }
  process.on('uncaughtException', (thrown) => {
    stray ??= { thrown };
  });
  // Comes when nothing is left to do, so a request still pending awaits what never happens.
  process.on('beforeExit', () => {
    if (pending !== undefined) finish(pending, refusal(new Refused('never-loaded')));
  });
  next();

  function refusal(thrown: unknown): Answer {
    const { name, message, line, column } = describeThrown(thrown, studentPlace);
    const reason = thrown instanceof Refused || thrown instanceof CannotCross ? thrown.reason : null;
    const error = createBare({ name, message, line: line ?? null, column: column ?? null });
    return { fields: createBare({ error, reason }), body: NO_BYTES };
  }

  function answerTo(request: Request, body: Uint8Array): Answer | Promise<Answer> {
    try {
      const verb = verbs[request.verb] as (request: Request, body: Uint8Array) => Answer | Promise<Answer>;
      return verb(request, body);
    } catch (thrown) {
      return refusal(thrown instanceof ValueError ? new CannotCross('too-large', '') : thrown);
    }
  }

  function next(): void {
    const frame = readFrame();
    if (frame === undefined) exit(0);
    else perform(frame);
  }

  function perform({ header, body }: Frame): void {
    if (!isRequest(header)) throw new TypeError('a frame without an id');
    const { id } = header;
    const answer = answerTo(header, body);
    if (isLater(answer)) {
      pending = id;
      then(
        answer,
        (loaded) => finish(id, loaded),
        (thrown) => finish(id, refusal(thrown)),
      );
    } else {
      finish(id, answer);
    }
  }

  /** Sends the answer once what the request left behind (microtasks, rejected promises) has had its turn. */
  function finish(id: string, answer: Answer): void {
    pending = undefined;
    afterThisTurn(() => {
      const final = stray ? refusal(stray.thrown) : answer;
      stray = undefined;
      send(id, final);
      next();
    });
  }

  function send(id: string, { fields, body }: Answer): void {
    try {
      writeFrame(createBare({ id, ...fields }), body);
    } catch (error) {
      if (!(error instanceof FrameError)) throw error;
      send(id, refusal(new CannotCross('too-large', '')));
    }
  }
}
