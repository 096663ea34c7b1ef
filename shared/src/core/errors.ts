/** What a message about bad input has to say. */
export interface Complaint {
  /** The function the student called: `matmul`, `Tensor.view`. */
  readonly who: string;
  /** What was found, with both values where two things disagree. */
  readonly seen: string;
  /** What would have been accepted. */
  readonly expected?: string | undefined;
  /** The likely repair; a question when it is a guess. */
  readonly hint?: string | undefined;
  /** Where to read about it. */
  readonly see?: string | undefined;
}

/** The five fields as text: one line for the problem, one for each field that follows. */
export function renderComplaint({ who, seen, expected, hint, see }: Complaint): string {
  const lines = [`${who}: ${seen}`];
  if (expected !== undefined) lines.push(`  expected: ${expected}`);
  if (hint !== undefined) lines.push(`  hint: ${hint}`);
  if (see !== undefined) lines.push(`  see: ${see}`);
  return lines.join('\n');
}

/**
 * Any complaint of the runtime. `name` is the class that PyTorch raises in the same place, so that a message
 * can be looked up there; `complaint` keeps the fields apart for a program that shows them its own way.
 */
export class TorchError extends Error {
  readonly complaint: Complaint;

  constructor(complaint: Complaint) {
    super(renderComplaint(complaint));
    this.complaint = complaint;
  }
}

/** Shapes, dtypes or values that do not fit together: PyTorch's `RuntimeError`. */
export class RuntimeError extends TorchError {
  override readonly name = 'RuntimeError';
}

/** A matrix that an algorithm cannot do its work on, such as a singular one: PyTorch's `torch.linalg.LinAlgError`. */
export class LinAlgError extends TorchError {
  override readonly name = 'LinAlgError';
}

/** A dimension or an index outside its range: Python's `IndexError`. */
export class IndexError extends TorchError {
  override readonly name = 'IndexError';
}

/** The right kind of argument with an impossible value: Python's `ValueError`. */
export class ValueError extends TorchError {
  override readonly name = 'ValueError';
}

/** A condition that PyTorch merely asserts: Python's `AssertionError`. */
export class AssertionError extends TorchError {
  override readonly name = 'AssertionError';
}

/** A name that cannot be used, or is not there: Python's `KeyError`. */
export class KeyError extends TorchError {
  override readonly name = 'KeyError';
}

/** The wrong kind of argument: Python's `TypeError`. (The class has another name to leave JavaScript's alone.) */
export class ArgumentError extends TorchError {
  override readonly name = 'TypeError';
}

/** A short description of any value, for messages: `Tensor (2, 3)`, `'abc'`, `an array of 3`. */
export function describe(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value === 'string') return `'${value.length > 40 ? `${value.slice(0, 40)}…` : value}'`;
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'symbol') return 'a symbol';
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (typeof value !== 'object') return String(value);
  const maker: unknown = Object.getPrototypeOf(value)?.constructor;
  const name = typeof maker === 'function' ? maker.name : 'Object';
  return name === 'Object' || name === '' ? 'an object' : `an object of class ${name}`;
}
