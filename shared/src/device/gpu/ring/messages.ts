import type { GPUBindGroupLayoutEntry, GPULimits } from '../web-gpu.ts';

/*
 * What the caller asks of the owner: the calls of WebGPU that a device gets, with numbers in the place of objects.
 */

/** One call on an encoder or on its pass, or those that are one dispatch. */
export type Command =
  | readonly ['beginComputePass']
  | readonly [
      'dispatch',
      pipeline: number,
      group: number,
      offsets: readonly number[],
      x: number,
      y: number,
      z: number,
    ]
  | readonly ['end']
  | readonly ['clearBuffer', buffer: number, offset: number, size: number]
  | readonly [
      'copyBufferToBuffer',
      source: number,
      sourceOffset: number,
      target: number,
      targetOffset: number,
      size: number,
    ];

export interface GroupEntry {
  readonly binding: number;
  readonly buffer: number;
  readonly size: number | null;
}

export type Message =
  | {
      readonly do: 'createBuffer';
      readonly id: number;
      readonly label: string;
      readonly size: number;
      readonly usage: number;
      /** Whether it is answered: by why it is refused, or nothing. */
      readonly isAwaited: boolean;
    }
  | { readonly do: 'destroyBuffer'; readonly id: number }
  | { readonly do: 'createShaderModule'; readonly id: number; readonly label: string; readonly code: string }
  | {
      readonly do: 'createBindGroupLayout';
      readonly id: number;
      readonly entries: readonly GPUBindGroupLayoutEntry[];
    }
  | { readonly do: 'createPipelineLayout'; readonly id: number; readonly layouts: readonly number[] }
  | {
      readonly do: 'createBindGroup';
      readonly id: number;
      readonly label: string;
      readonly layout: number;
      readonly entries: readonly GroupEntry[];
    }
  | {
      readonly do: 'createComputePipeline';
      readonly id: number;
      readonly label: string;
      readonly layout: number;
      readonly module: number;
      readonly entryPoint: string;
    }
  /** With the bytes that are to be written. */
  | { readonly do: 'writeBuffer'; readonly id: number; readonly offset: number }
  | { readonly do: 'submit'; readonly commands: readonly Command[] }
  /** Answered by the first piece of so many bytes; by none where the device refuses. */
  | { readonly do: 'map'; readonly id: number; readonly bytes: number }
  /** Answered by a further piece of a mapped buffer. */
  | { readonly do: 'fetch'; readonly id: number; readonly offset: number; readonly bytes: number }
  | { readonly do: 'unmap'; readonly id: number }
  /** An object that the caller has let go of. */
  | { readonly do: 'forget'; readonly id: number };

/** What the owner says of its GPU. */
export interface Facts {
  readonly name: string;
  readonly isSoftware: boolean;
  readonly limits: GPULimits;
}

/** Why there is no GPU behind a ring, or no longer. */
export interface Ending {
  readonly why: 'no WebGPU' | 'no adapter' | 'refused' | 'lost' | 'died';
  readonly message: string;
}

/** What is said where nothing else is known. */
export const WORDS_OF_LOSS = {
  died: 'its worker has died',
  silent: 'its worker has not answered for',
} as const;
