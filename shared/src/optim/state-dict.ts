import { ValueError } from '../core/errors.ts';
import { clone } from '../ops/clone.ts';
import { moved } from '../tensor/creation.ts';
import { Tensor } from '../tensor/tensor.ts';

/** Groups and state as plain data. Parameters stand as numbers, counted through all groups. */
export interface OptimizerStateDict {
  readonly state: Readonly<Record<number, Readonly<Record<string, unknown>>>>;
  readonly paramGroups: readonly (Readonly<Record<string, unknown>> & {
    readonly params: readonly number[];
  })[];
}

interface Group {
  params: Tensor[];
}

export function optimizerState<State extends object>(
  groups: readonly Group[],
  state: ReadonlyMap<Tensor, State>,
): OptimizerStateDict {
  const all = groups.flatMap((group) => group.params);
  const numbers = new Map(all.map((param, i) => [param, i]));
  return {
    state: Object.fromEntries(
      all.flatMap((param, i) => {
        const own = state.get(param);
        return own === undefined ? [] : [[i, { ...own } as Record<string, unknown>]];
      }),
    ),
    paramGroups: groups.map((group) => ({
      ...group,
      params: group.params.map((param) => numbers.get(param) as number),
    })),
  };
}

export function loadOptimizerState<State extends object>(
  groups: readonly Group[],
  state: Map<Tensor, State>,
  dict: OptimizerStateDict,
): void {
  const sizes = (list: readonly { readonly params: readonly unknown[] }[]): string =>
    list.map((group) => group.params.length).join(', ');
  if (sizes(groups) !== sizes(dict.paramGroups)) {
    throw new ValueError({
      who: 'loadStateDict',
      seen: `the dict has groups of ${sizes(dict.paramGroups)} parameters, the optimizer of ${sizes(groups)}`,
      expected: 'groups of the same sizes in the same order',
    });
  }
  groups.forEach((group, i) => {
    const { params: _, ...options } = dict.paramGroups[i] as OptimizerStateDict['paramGroups'][number];
    Object.assign(group, options);
  });
  groups
    .flatMap((group) => group.params)
    .forEach((param, i) => {
      const saved = dict.state[i];
      if (saved === undefined) state.delete(param);
      else state.set(param, copyFor(param, saved) as State);
    });
}

/** A copy, so that the steps to come do not change the dict, on the device of the parameter; PyTorch leaves `step` behind, too. */
function copyFor(param: Tensor, saved: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(saved).map(([name, value]) => {
      if (!(value instanceof Tensor)) return [name, value];
      return [name, name === 'step' ? clone(value) : moved(clone(value), param.device)];
    }),
  );
}
