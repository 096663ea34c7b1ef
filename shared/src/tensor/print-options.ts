import { ArgumentError, describe } from '../core/errors.ts';
import { checkOptions } from '../core/options.ts';

/** How tensors print. The names and defaults are PyTorch's. */
export interface PrintOptions {
  /** Digits behind the point. */
  precision: number;
  /** Tensors with more elements than this are summarized. */
  threshold: number;
  /** How many elements a summary shows at either end of each dimension. */
  edgeitems: number;
  /** Characters in a line. */
  linewidth: number;
  /** Exponents always (true), never (false) or by the values (null). */
  sciMode: boolean | null;
}

type Layout = Omit<PrintOptions, 'sciMode'>;

const profiles: Readonly<Record<'default' | 'short' | 'full', Layout>> = {
  default: { precision: 4, threshold: 1000, edgeitems: 3, linewidth: 80 },
  short: { precision: 2, threshold: 1000, edgeitems: 2, linewidth: 80 },
  full: { precision: 4, threshold: Number.POSITIVE_INFINITY, edgeitems: 3, linewidth: 80 },
};

/** The options in force. */
export const printOptions: PrintOptions = { ...profiles.default, sciMode: null };

/** The counts that `setPrintoptions` takes. */
const counts = ['precision', 'threshold', 'edgeitems', 'linewidth'] as const;

/**
 * Changes how tensors print, from now on: PyTorch's `torch.set_printoptions`. A profile (`default`, `short`,
 * `full`) sets all counts, and single options go on top of it; `sciMode` returns to null unless given.
 *
 * ```ts
 * torch.setPrintoptions({ precision: 2 });
 * torch.tensor([1 / 3]); // → tensor([0.33])
 * torch.setPrintoptions({ profile: 'default' });
 * torch.tensor([1 / 3]); // → tensor([0.3333])
 * ```
 */
export function setPrintoptions(
  options: Partial<PrintOptions> & { profile?: keyof typeof profiles } = {},
): void {
  const who = 'setPrintoptions';
  checkOptions(who, options, [...counts, 'sciMode', 'profile']);
  if (options.profile !== undefined) {
    const profile = Object.hasOwn(profiles, options.profile) ? profiles[options.profile] : undefined;
    if (profile === undefined) {
      throw new ArgumentError({
        who,
        seen: `profile ${describe(options.profile)}`,
        expected: `one of ${Object.keys(profiles).join(', ')}`,
      });
    }
    Object.assign(printOptions, profile);
  }
  for (const name of counts) {
    const value = options[name];
    if (value === undefined) continue;
    if (typeof value !== 'number' || Number.isNaN(value) || value < 0) {
      throw new ArgumentError({
        who,
        seen: `${name} is ${describe(value)}`,
        expected: 'a count',
      });
    }
    printOptions[name] = value;
  }
  printOptions.sciMode = options.sciMode ?? null;
}
