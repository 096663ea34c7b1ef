import { describe, expect, jest, test } from '@jest/globals';
import { Commands } from '../../src/device/gpu/commands.ts';
import type { GpuDevice } from '../../src/device/gpu/gpu-device.ts';
import { type Device, F, optim, type Tensor, torch } from '../../src/index.ts';
import { openGpu } from './open-gpu.ts';

/*
 * Kernels with code for a GPU: the results and gradients of the CPU device, found without the host, which waits for nothing.
 */

const gpu = openGpu();

/** Random tensors that take gradients, and any tensor there. */
interface Given {
  random(...sizes: number[]): Tensor;
  there(x: Tensor): Tensor;
}

type Program = (given: Given) => Tensor | readonly Tensor[];

const { nan: NaN_, inf } = { nan: Number.NaN, inf: Number.POSITIVE_INFINITY };

/** The results of a program on a device, and the gradients of what it was given. */
function outcome(program: Program, device: Device): readonly Tensor[] {
  torch.manualSeed(3);
  const leaves: Tensor[] = [];
  const results = [
    program({
      random: (...sizes) => {
        const leaf = torch
          .randn(...sizes)
          .to(device)
          .requiresGrad_();
        leaves.push(leaf);
        return leaf;
      },
      there: (x) => x.to(device),
    }),
  ].flat();
  for (const y of results.filter((y) => y.requiresGrad)) {
    const slopes = torch.arange(y.numel()).remainder(7).sub(2.5).reshape(y.shape);
    y.mul(slopes.to(device)).sum().backward({ retainGraph: true });
  }
  return [...results, ...leaves.flatMap((leaf) => leaf.grad ?? [])].map((x) => x.detach());
}

function expectSame(there: readonly Tensor[], here: readonly Tensor[]): void {
  expect(there.map(({ dtype, shape }) => [dtype, shape])).toEqual(
    here.map(({ dtype, shape }) => [dtype, shape]),
  );
  there.forEach((x, i) => {
    const want = here[i] as Tensor;
    const scale = want.isFloatingPoint() ? { rtol: 1e-4, atol: 2e-5 } : { rtol: 0, atol: 0 };
    const isSame = torch.allclose(x.cpu().double(), want.double(), { ...scale, equalNan: true });
    expect(isSame ? 'the same' : [i, x.tolist(), want.tolist()]).toBe('the same');
  });
}

if (gpu !== null) {
  const device = gpu as GpuDevice;

  /** Runs a program on both devices; on the GPU the host waits for nothing. */
  const agree = (program: Program): void => {
    const before = device.timesRead;
    const there = outcome(program, device);
    expect(device.timesRead - before).toBe(0);
    expectSame(there, outcome(program, torch.device('cpu')));
  };

  const long = (values: number[] | number[][]): Tensor => torch.tensor(values, { dtype: torch.int64 });

  describe('single elements', () => {
    test.each<[string, Program]>([
      ['chosen rows, one twice', ({ random, there }) => random(5, 3).at(there(long([4, 0, 4])))],
      [
        'chosen from a transposed tensor',
        ({ random, there }) =>
          random(3, 5)
            .t()
            .at(there(long([4, 0, 4]))),
      ],
      [
        'gathered',
        ({ random, there }) =>
          random(3, 4).gather(
            1,
            there(
              long([
                [0, 0],
                [3, 1],
                [2, 2],
              ]),
            ),
          ),
      ],
      [
        'embedded',
        ({ random, there }) =>
          F.embedding(
            there(
              long([
                [1, 2],
                [2, 0],
              ]),
            ),
            random(4, 3),
          ),
      ],
      ['of int64', ({ there }) => there(long([2 ** 40, -3, 7])).at(there(long([1, 0, 0, 2])))],
      ['of bool', ({ there }) => there(torch.tensor([true, false, true])).at(there(long([1, 0, 2])))],
      ['shifted', ({ random }) => random(3, 4).roll(2, 1)],
      [
        'added, many at one place',
        ({ random, there }) =>
          random(4, 50).indexAdd(0, there(long(Array.from({ length: 60 }, (_, i) => i % 3))), random(60, 50)),
      ],
      [
        'int32 added',
        ({ there }) =>
          there(torch.zeros(3, { dtype: torch.int32 })).scatterAdd(
            0,
            there(long([2, 0, 2])),
            there(torch.tensor([5, -7, 2 ** 30], { dtype: torch.int32 })),
          ),
      ],
      [
        'put, the last of several',
        ({ there }) => {
          const places = Array.from({ length: 1000 }, (_, i) => i % 4);
          const x = there(torch.zeros(6));
          return x.indexCopy(0, there(long(places)), there(torch.arange(1000, { dtype: torch.float32 })));
        },
      ],
      [
        'special values keep their bits',
        ({ there }) => there(torch.tensor([NaN_, -0, inf, -inf, 1e-40])).at(there(long([4, 3, 2, 1, 0]))),
      ],
      ['none at all', ({ random, there }) => random(5, 3).at(there(torch.zeros(0, { dtype: torch.int64 })))],
    ])('%s', (_, program) => agree(program));

    test('what has changed is not what was uploaded', () => {
      const index = torch.tensor([0, 1, 2], { device });
      index.at('1:').copy_(torch.tensor([7, 8], { device }));
      expect(index.tolist()).toEqual([0, 7, 8]);
      index.at(0).fill_(5);
      expect(index.tolist()).toEqual([5, 7, 8]);
    });
  });

  describe('windows', () => {
    test.each<[string, Program]>([
      ['conv1d', ({ random }) => F.conv1d(random(2, 3, 9), random(4, 3, 3), random(4), { padding: 1 })],
      [
        'conv2d in groups, with steps and gaps',
        ({ random }) =>
          F.conv2d(random(3, 4, 7, 8), random(6, 2, 3, 2), random(6), {
            stride: [2, 1],
            padding: [1, 2],
            dilation: 2,
            groups: 2,
          }),
      ],
      [
        'conv2d of a turned image, without a bias',
        ({ random }) => F.conv2d(random(1, 6, 5, 2).transpose(1, 3), random(3, 2, 2, 2)),
      ],
      [
        'convTranspose2d',
        ({ random }) =>
          F.convTranspose2d(random(2, 4, 3, 4), random(4, 3, 3, 3), random(6), {
            stride: 2,
            padding: 1,
            outputPadding: [1, 0],
            groups: 2,
          }),
      ],
      ['maxPool2d', ({ random }) => F.maxPool2d(random(2, 3, 6, 7), 2, { stride: 1, padding: 1 })],
      [
        'maxPool1d of NaN and equals, with places',
        ({ there }) => {
          const x = there(torch.tensor([[1, 1, NaN_, 0, -inf, -inf, 2, NaN_, 3]]));
          return F.maxPool1d(x, 3, { stride: 2, padding: 1, returnIndices: true });
        },
      ],
      ['avgPool2d', ({ random }) => F.avgPool2d(random(2, 3, 5, 6), [2, 3], { padding: 1, ceilMode: true })],
      ['adaptiveAvgPool2d', ({ random }) => F.adaptiveAvgPool2d(random(2, 3, 5), [2, 3])],
      ['unfold', ({ random }) => F.unfold(random(1, 2, 4, 3), 2, { padding: 1, stride: 2 })],
      [
        'interpolate',
        ({ random }) => F.interpolate(random(1, 2, 3, 4), { scaleFactor: 1.5, mode: 'bilinear' }),
      ],
    ])('%s', (_, program) => agree(program));
  });

  describe('normalisation', () => {
    test.each<[string, Program]>([
      ['layerNorm', ({ random }) => F.layerNorm(random(4, 2, 3), [2, 3], random(2, 3), random(2, 3))],
      ['groupNorm', ({ random }) => F.groupNorm(random(2, 4, 5), 2, random(4), random(4))],
      ['instanceNorm', ({ random }) => F.instanceNorm(random(2, 3, 5))],
      ['long lanes, far from 0', ({ random }) => F.layerNorm(random(2, 3000).add(100), [3000])],
      [
        'batchNorm while training, whose moments move',
        ({ random, there }) => {
          const [mean, variance] = [there(torch.zeros(3)), there(torch.ones(3))];
          return [
            F.batchNorm(random(6, 3, 2), mean, variance, random(3), random(3), true, 0.2),
            mean,
            variance,
          ];
        },
      ],
      [
        'batchNorm by given moments',
        ({ random, there }) =>
          F.batchNorm(
            random(6, 3),
            there(torch.tensor([1.5, 0, -2])),
            there(torch.tensor([0.5, 2, 9])),
            random(3),
          ),
      ],
    ])('%s', (_, program) => agree(program));
  });

  describe('losses of classes', () => {
    const classes = long([2, 0, 1, 2, 2]);

    test.each<[string, Program]>([
      ['mean', ({ random, there }) => F.crossEntropy(random(5, 3), there(classes))],
      ['sum', ({ random, there }) => F.crossEntropy(random(5, 3), there(classes), { reduction: 'sum' })],
      [
        'each, some weighted and some ignored',
        ({ random, there }) =>
          F.nllLoss(random(5, 3), there(classes), {
            weight: there(torch.tensor([0.5, 2, 1.5])),
            ignoreIndex: 1,
            reduction: 'none',
          }),
      ],
      ['all ignored', ({ random, there }) => F.crossEntropy(random(5, 3), there(torch.full([5], -100)))],
      [
        'of planes',
        ({ random, there }) =>
          F.crossEntropy(
            random(2, 3, 2),
            there(
              long([
                [2, 0],
                [1, 1],
              ]),
            ),
          ),
      ],
      [
        'many rows',
        ({ random, there }) => F.crossEntropy(random(1000, 4), there(torch.arange(1000).remainder(4))),
      ],
    ])('%s', (_, program) => agree(program));

    test('a class that is not there is named', () => {
      const x = torch.zeros(2, 3, { device });
      expect(() => F.crossEntropy(x, torch.tensor([0, 3], { device }))).toThrow('Target 3 is out of bounds');
    });
  });

  describe('places of extremes', () => {
    const equals = torch.tensor([
      [1, 3, 3, -1],
      [NaN_, 2, NaN_, 5],
      [-inf, -inf, -inf, -inf],
    ]);

    test.each<[string, Program]>([
      ['argmax of rows', ({ there }) => there(equals).argmax(1)],
      ['argmin of columns', ({ there }) => there(equals).argmin(0, true)],
      ['argmax of all', ({ random }) => random(30, 40).argmax()],
      ['max', ({ random }) => Object.values(random(3, 4, 5).max(1)) as Tensor[]],
      ['min, among NaN and equals', ({ there }) => Object.values(there(equals).min(0)) as Tensor[]],
      ['argmax of long lanes', ({ random }) => random(3, 10_007).argmax(1)],
      ['argmin of long lanes that lie across', ({ random }) => random(4097, 2).argmin(0)],
      ['max of long lanes', ({ random }) => Object.values(random(2, 5000, 2).max(1)) as Tensor[]],
      [
        'the first of equals and of NaNs in long lanes',
        ({ there }) => {
          const many = torch.arange(20_000).remainder(4099).reshape(2, 10_000).float();
          const [row] = many
            .clone()
            .put([0, [6001, 9000]], NaN_)
            .unbind();
          return [there(many).argmax(1), there(many).argmin(1), there(row as Tensor).argmax()];
        },
      ],
    ])('%s', (_, program) => agree(program));
  });

  describe('steps of optimizers', () => {
    const rules: [string, (params: Tensor[]) => optim.Optimizer][] = [
      ['SGD', (params) => new optim.SGD(params, { lr: 0.1, weightDecay: 0.01 })],
      ['SGD with momentum', (params) => new optim.SGD(params, { lr: 0.1, momentum: 0.9, dampening: 0.3 })],
      [
        'Nesterov',
        (params) => new optim.SGD(params, { lr: 0.1, momentum: 0.9, weightDecay: 0.1, nesterov: true }),
      ],
      ['SGD uphill', (params) => new optim.SGD(params, { lr: 0.01, momentum: 0.5, maximize: true })],
      ['Adam', (params) => new optim.Adam(params, { lr: 0.1 })],
      [
        'Adam, AMSGrad and L2',
        (params) => new optim.Adam(params, { lr: 0.1, amsgrad: true, weightDecay: 0.1 }),
      ],
      ['AdamW', (params) => new optim.AdamW(params, { lr: 0.1, weightDecay: 0.2 })],
      ['AdamW, AMSGrad uphill', (params) => new optim.AdamW(params, { amsgrad: true, maximize: true })],
      ['RMSprop and L2', (params) => new optim.RMSprop(params, { weightDecay: 0.1 })],
      [
        'RMSprop, centered, uphill',
        (params) => new optim.RMSprop(params, { centered: true, maximize: true }),
      ],
      ['RMSprop with momentum', (params) => new optim.RMSprop(params, { momentum: 0.9 })],
      [
        'RMSprop with both and L2',
        (params) => new optim.RMSprop(params, { momentum: 0.9, centered: true, weightDecay: 0.1 }),
      ],
      [
        'Adagrad',
        (params) => new optim.Adagrad(params, { lr: 0.1, lrDecay: 0.1, initialAccumulatorValue: 0.2 }),
      ],
      ['Adagrad and L2, uphill', (params) => new optim.Adagrad(params, { weightDecay: 0.1, maximize: true })],
      ['Adadelta', (params) => new optim.Adadelta(params, { lr: 2 })],
      [
        'Adadelta and L2, uphill',
        (params) => new optim.Adadelta(params, { rho: 0.5, weightDecay: 0.1, maximize: true }),
      ],
      ['Adamax', (params) => new optim.Adamax(params, { lr: 0.1 })],
      ['Adamax and L2, uphill', (params) => new optim.Adamax(params, { weightDecay: 0.1, maximize: true })],
      ['NAdam', (params) => new optim.NAdam(params, { lr: 0.1 })],
      ['NAdam and L2', (params) => new optim.NAdam(params, { lr: 0.1, weightDecay: 0.1 })],
      ['RAdam and L2', (params) => new optim.RAdam(params, { lr: 0.1, weightDecay: 0.1 })],
    ];

    test.each(rules)('%s', (_, make) =>
      agree(({ random }) => {
        const params = [random(7, 3), random(5), random(1)];
        const optimizer = make(params);
        // RAdam trusts its mean of squares from the sixth step on.
        for (let step = 1; step <= 7; step++) {
          optimizer.zeroGrad();
          for (const w of params)
            w.pow(2)
              .mul((step % 5) - 2.5)
              .sum()
              .backward();
          optimizer.step();
        }
        return params.map((w) => w.detach());
      }),
    );

    test.each(rules)('%s: one dispatch for each parameter', (_, make) => {
      const params = [torch.ones(3, 2, { device }), torch.ones(4, { device })];
      for (const w of params) w.requiresGrad_().grad = torch.ones(w.shape, { device });
      const optimizer = make(params);
      const dispatch = jest.spyOn(Commands.prototype, 'dispatch');
      try {
        for (let step = 1; step <= 7; step++) optimizer.step();
        expect(dispatch).toHaveBeenCalledTimes(7 * params.length);
      } finally {
        dispatch.mockRestore();
      }
    });

    test('every rule is among them', () => {
      const used = new Set<unknown>(
        rules.map(([, make]) => make([torch.ones(1, { requiresGrad: true })]).constructor),
      );
      const all = Object.entries(optim).filter(
        ([name, value]) => /^[A-Z]/.test(name) && name !== 'Optimizer' && typeof value === 'function',
      );
      expect(all.filter(([, rule]) => !used.has(rule)).map(([name]) => name)).toEqual([]);
    });

    test('state that was saved on the CPU goes on there', () => {
      const stepped = (device: Device, saved?: ReturnType<optim.Adam['stateDict']>) => {
        const w = torch.ones(3).to(device).requiresGrad_();
        const optimizer = new optim.Adam([w], { lr: 0.1 });
        if (saved !== undefined) optimizer.loadStateDict(saved);
        w.pow(3).sum().backward();
        optimizer.step();
        return { w: w.detach().cpu(), saved: optimizer.stateDict() };
      };
      const cpu = torch.device('cpu');
      const { saved } = stepped(cpu);
      expectSame([stepped(device, saved).w], [stepped(cpu, saved).w]);
    });

    test('parameters that are parts of one tensor, whose gradient is a third', () => {
      agree(({ there }) => {
        const all = there(torch.arange(9, { dtype: torch.float32 }));
        const parts = all.detach().reshape(3, 3).unbind();
        const [first, second, third] = parts.map((x) => x.detach()) as [Tensor, Tensor, Tensor];
        for (const w of [first, second]) w.requiresGrad_().grad = third;
        new optim.Adam([first, second], { lr: 0.1 }).step();
        return all;
      });
    });

    test('one tensor as two parts of the state, which no shader may write at once', () => {
      const w = torch.ones(3, { device, requiresGrad: true });
      w.grad = torch.tensor([1, 2, 3], { dtype: torch.float32, device });
      const optimizer = new optim.Adam([w], { lr: 0.1 });
      optimizer.step();
      const state = optimizer.state.get(w) as { expAvg: Tensor; expAvgSq: Tensor };
      state.expAvgSq = state.expAvg;
      optimizer.step();
      expect(state.expAvg.isfinite().all().item()).toBe(true);
      expect(w.isfinite().all().item()).toBe(true);
    });

    test('a parameter that is turned', () => {
      agree(({ there }) => {
        const w = there(torch.arange(6, { dtype: torch.float32 }).reshape(2, 3))
          .t()
          .requiresGrad_();
        w.mul(w.detach().add(1)).sum().backward();
        new optim.Adam([w], { lr: 0.1 }).step();
        return w.detach();
      });
    });
  });
}
