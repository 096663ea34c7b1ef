import type { FloatArray } from '../../../core/dtype.ts';
import { areFloats, type Code } from './code.ts';
import { call, type Shader } from './shader-call.ts';

/** A rule of an optimizer, in the form that its options ask for. */
export interface Rule {
  /** Tells the form from all others. */
  readonly name: string;
  /** The elements that it changes, by the names that the formula assigns to: of the parameter, then of what is kept of it. */
  readonly changes: readonly string[];
  /** Numbers, by the names that the formula calls them. */
  readonly numbers: Readonly<Record<string, number>>;
  /** The rule for one element in WGSL; `g` is that of the gradient. */
  readonly formula: string;
}

/** The code of a kernel that takes a step: a shader that changes the parameter and all that is kept of it. */
export function step<Factors>(
  rule: (factors: Factors, kept: number) => Rule,
): Code<readonly [g: FloatArray], readonly [w: FloatArray, ...kept: FloatArray[]], Factors> {
  const shaders = new Map<string, Shader>();
  return {
    fits: (inputs, outputs) => areFloats([...inputs, ...outputs]),
    overwrites: false,
    run: ({ gpu }, [g], changed, factors) => {
      const form = rule(factors, changed.length - 1);
      let shader = shaders.get(form.name);
      if (shader === undefined) {
        shader = shaderOf(form);
        shaders.set(form.name, shader);
      }
      call(gpu, shader, changed, [g], { floats: Object.values(form.numbers) });
    },
  };
}

function shaderOf({ name, changes, numbers, formula }: Rule): Shader {
  const places = changes.map((_, slot) => `y${slot || ''}[at${slot || ''}(i)]`);
  return {
    name: `step: ${name}`,
    reads: { gradient: 'f32' },
    writes: 'f32',
    floats: Object.keys(numbers),
    body: `
    let g = gradient(i);
    ${changes.map((own, slot) => `var ${own} = ${places[slot]};`).join(' ')}
    ${formula}
    ${changes.map((own, slot) => `${places[slot]} = ${own};`).join(' ')}`,
  };
}
