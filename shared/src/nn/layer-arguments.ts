import { type Dtype, float32 } from '../core/dtype.ts';
import { ArgumentError } from '../core/errors.ts';
import { defaultDeviceFor } from '../device/default-device.ts';
import type { Device } from '../device/device.ts';
import { cpu, device } from '../device/devices.ts';
import { BoundArguments } from '../ops/families/bound-arguments.ts';
import { argumentsByName } from '../tensor/arguments.ts';
import { filled } from '../tensor/creation.ts';
import { Parameter } from './parameter.ts';

/** What every layer with parameters takes among its options. */
export interface ParameterOptions {
  /** The dtype of the parameters; float32 unless given. */
  readonly dtype?: Dtype;
  /** Where they live; the default device unless given (see `torch.setDefaultDevice`). */
  readonly device?: Device | string;
}

/** The arguments of a layer's constructor by name. */
export class LayerArguments extends BoundArguments {
  readonly #named: ReadonlyMap<string, unknown>;

  constructor(who: string, named: ReadonlyMap<string, unknown>) {
    super(who, Object.fromEntries(named));
    this.#named = named;
  }

  /** Whether the argument is null, which for a few means something else than to leave it out. */
  isNull(name: string): boolean {
    return this.#named.get(name) === null;
  }
}

/**
 * Binds the arguments of a layer's constructor: those in `required` first, then those in `optional`, each in its
 * place or in the options at the end.
 *
 * @throws TypeError for a required argument that is missing, one given twice, and an option that is not there.
 */
export function layerArguments(
  who: string,
  args: readonly unknown[],
  required: readonly string[],
  optional: readonly string[] = [],
): LayerArguments {
  const given = new LayerArguments(
    who,
    argumentsByName(who, args, [...required, ...optional], ['dtype', 'device']),
  );
  const missing = required.filter((name) => !given.has(name));
  if (missing.length > 0) {
    throw new ArgumentError({
      who,
      seen: `missing ${missing.length} required argument${missing.length === 1 ? '' : 's'}: ${missing.join(', ')}`,
      expected: `new nn.${who}(${required.join(', ')})`,
    });
  }
  parameterDevice(given);
  return given;
}

/** The dtype that a layer's parameters are to have. */
export function parameterDtype(given: LayerArguments): Dtype {
  return given.dtype('dtype') ?? float32;
}

/** Where the layer's parameters are to live: the default device unless given. @throws for a device that is not there. */
export function parameterDevice(given: LayerArguments): Device {
  const place = given.value('device');
  return place === null ? (defaultDeviceFor(parameterDtype(given)) ?? cpu) : device(place as Device | string);
}

/** A parameter of these sizes, filled with `value`. */
export function newParameter(given: LayerArguments, sizes: readonly number[], value = 0): Parameter {
  return new Parameter(filled(sizes, value, parameterDtype(given), parameterDevice(given)));
}
