import { describe, expect, test } from '@jest/globals';
import { F, py, type Tensor, torch } from '#torch';

const { NaN: nan, POSITIVE_INFINITY: inf } = Number;
const elements = (x: Tensor): number[] => Array.from(x.toTypedArray(), Number);
const leaf = (values: number[]): Tensor => torch.tensor(values, { dtype: torch.float32, requiresGrad: true });

describe('factors', () => {
  const ints = torch.tensor([1, 2]);

  test('alpha scales the second operand, and follows the dtype of the result', () => {
    expect(ints.add(ints, { alpha: 3 }).tolist()).toEqual([4, 8]);
    expect(ints.sub(10, { alpha: 2 }).tolist()).toEqual([-19, -18]);
    expect(torch.rsub(ints, 10, { alpha: 2 }).tolist()).toEqual([8, 6]);
    expect(
      torch
        .tensor([2n ** 62n])
        .add(1, { alpha: 2n ** 61n })
        .toTypedArray(),
    ).toEqual(BigInt64Array.of(2n ** 62n + 2n ** 61n));
    expect(elements(torch.tensor([0.5]).add(ints, { alpha: 0.25 }))).toEqual([0.75, 1]);
    expect(
      torch
        .tensor([true])
        .add(torch.tensor([true]), { alpha: true })
        .tolist(),
    ).toEqual([true]);
  });

  test('a fraction cannot scale integers, nor a boolean numbers', () => {
    expect(() => ints.add(1, { alpha: 0.5 })).toThrow('alpha is 0.5');
    expect(() => ints.add(1, { alpha: py.float(2) })).toThrow('must not be a floating point number');
    expect(() => ints.add(1, { alpha: true })).toThrow('a boolean alpha');
    expect(() => ints.addcmul(ints, ints, { value: 0.5 })).toThrow('value is 0.5');
    expect(() => ints.add(1, { alpa: 2 } as never)).toThrow('the option alpa');
  });

  test('addcmul and addcdiv promote all three operands', () => {
    const double = torch.tensor([0.5], { dtype: torch.float64 });
    expect(ints.addcmul(ints, double).dtype).toBe(torch.float64);
    expect(torch.tensor([0.5]).addcmul(ints, torch.tensor(0.5, { dtype: torch.float64 })).dtype).toBe(
      torch.float32,
    );
    expect(ints.addcmul(ints, ints, { value: 2 }).tolist()).toEqual([3, 10]);
    expect(ints.int().addcmul(ints.int(), ints.int(), { value: -1 }).tolist()).toEqual([0, -2]);
    expect(() => ints.addcdiv(ints, ints)).toThrow("not implemented for 'Long'");
  });

  test('lerp is exact at both ends and wants one dtype', () => {
    const [a, b] = [torch.tensor([0.1, -1e30]), torch.tensor([0.7, 1])];
    expect(elements(a.lerp(b, 0))).toEqual(elements(a));
    expect(elements(a.lerp(b, 1))).toEqual(elements(b));
    expect(() => a.lerp(b.double(), 0.5)).toThrow('torch.float64');
    expect(() => ints.lerp(ints, 0.5)).toThrow("not implemented for 'Long'");
  });
});

describe('division', () => {
  const a = [7, -7, 7, -7];
  const b = [2, 2, -2, -2];

  test.each(['int64', 'int32', 'int8', 'float32', 'float64'] as const)(
    'rounded quotients and their rests in %s',
    (dtype) => {
      const [x, y] = [torch.tensor(a, { dtype: torch[dtype] }), torch.tensor(b, { dtype: torch[dtype] })];
      expect(x.div(y, { roundingMode: 'trunc' }).tolist()).toEqual([3, -3, -3, 3]);
      expect(x.fmod(y).tolist()).toEqual([1, -1, 1, -1]);
      expect(x.div(y, { roundingMode: 'floor' }).tolist()).toEqual([3, -4, -4, 3]);
      expect(x.floorDivide(y).tolist()).toEqual([3, -4, -4, 3]);
      expect(x.remainder(y).tolist()).toEqual([1, 1, -1, -1]);
      expect(x.remainder(y).dtype).toBe(torch[dtype]);
    },
  );

  test('of integers by 0 is refused; of floats it is infinite or NaN', () => {
    for (const ints of [torch.tensor([1, -1, 0]), torch.tensor([1, -1, 0]).int()]) {
      for (const divide of [
        () => ints.floorDivide(0),
        () => ints.div(0, { roundingMode: 'trunc' }),
        () => ints.remainder(0),
        () => ints.fmod(torch.tensor([0, 1, 2])),
      ]) {
        expect(divide).toThrow('ZeroDivisionError');
      }
    }
    const floats = torch.tensor([1.5, -1.5, 0]);
    expect(elements(floats.floorDivide(0))).toEqual([inf, -inf, nan]);
    expect(elements(floats.div(0, { roundingMode: 'trunc' }))).toEqual([inf, -inf, nan]);
    expect(elements(floats.remainder(0))).toEqual([nan, nan, nan]);
    expect(elements(floats.fmod(inf))).toEqual([1.5, -1.5, 0]);
    expect(elements(floats.floorDivide(inf))).toEqual([0, -1, 0]);
  });

  test('float32 rounds the quotient before it cuts it, but never up to the floor', () => {
    const [x, y] = [torch.tensor([Math.fround(0.7) * 3 - 2 ** -24]), torch.tensor([Math.fround(0.7)])];
    const exact = (x.item() as number) / (y.item() as number);
    expect(exact).toBeLessThan(3);
    expect(Math.fround(exact)).toBe(3);
    expect(x.div(y, { roundingMode: 'trunc' }).item()).toBe(3);
    expect(x.div(y, { roundingMode: 'floor' }).item()).toBe(2);
  });

  test('names an unknown rounding mode', () => {
    expect(() => torch.tensor([1]).div(2, { roundingMode: 'round' as never })).toThrow("'round'");
  });

  test('backward through // is refused by name, through div with a rounding mode it is 0', () => {
    const x = leaf([5, 3]);
    expect(() => x.floorDivide(2).sum().backward()).toThrow('derivative for floorDivide is not implemented');
    expect(() => torch.remainder(7.5, leaf([2])).backward()).toThrow('derivative for remainder');
    x.div(2, { roundingMode: 'floor' }).sum().backward();
    expect(x.grad?.tolist()).toEqual([0, 0]);
  });
});

describe('integers', () => {
  test('of every width wrap around', () => {
    const of = (dtype: 'uint8' | 'int8' | 'int16' | 'int32', values: number[]) =>
      torch.tensor(values, { dtype: torch[dtype] });
    expect(of('uint8', [3]).sub(5).item()).toBe(254);
    expect(of('uint8', [1]).neg().item()).toBe(255);
    expect(of('int8', [-128]).abs().item()).toBe(-128);
    expect(of('int16', [300]).mul(300).item()).toBe(((300 * 300) << 16) >> 16);
    expect(of('int32', [123456789]).mul(987654321).item()).toBe(Math.imul(123456789, 987654321));
    expect(of('int32', [123456789]).square().item()).toBe(Math.imul(123456789, 123456789));
    expect(of('int32', [3]).pow(40).item()).toBe(Number(BigInt.asIntN(32, 3n ** 40n)));
    expect(
      of('int32', [-1, 2, 1])
        .pow(of('int32', [-3, -1, -2]))
        .tolist(),
    ).toEqual([-1, 0, 1]);
    expect(
      of('int32', [-(2 ** 31)])
        .floorDivide(-1)
        .item(),
    ).toBe(-(2 ** 31));
  });

  test('have bits', () => {
    const x = torch.tensor([6, -1, 2n ** 40n]);
    expect(x.bitwiseNot().tolist()).toEqual([-7, 0, -(2 ** 40) - 1]);
    expect(x.bitwiseXor(5).tolist()).toEqual([3, -6, 2 ** 40 + 5]);
    expect(x.bitwiseLeftShift(61).toTypedArray()).toEqual(BigInt64Array.of(-(2n ** 62n), -(2n ** 61n), 0n));
    expect(x.bitwiseRightShift(70).tolist()).toEqual([0, -1, 0]);
    expect(x.int().bitwiseLeftShift(31).tolist()).toEqual([0, -(2 ** 31), 0]);
    expect(torch.tensor([200], { dtype: torch.uint8 }).bitwiseRightShift(3).item()).toBe(25);
    expect(torch.tensor([true, false]).bitwiseAnd(true).tolist()).toEqual([true, false]);
    const y = torch.tensor([6, 3]);
    expect(y.bitwiseAnd_(2)).toBe(y);
    expect(y.tolist()).toEqual([2, 2]);
    expect(() => torch.tensor([0.5]).bitwiseOr(1)).toThrow("not implemented for 'Float'");
    expect(() => x.bitwiseAnd(0.5)).toThrow("not implemented for 'Float'");
    expect(() => torch.tensor([true]).bitwiseLeftShift(torch.tensor([true]))).toThrow("'Bool'");
    expect(() => torch.tensor([0.5]).bitwiseNot()).toThrow(expect.objectContaining({ name: 'TypeError' }));
  });

  test('are refused where only floats make sense', () => {
    const x = torch.tensor([1, 2]);
    for (const refused of [
      () => x.hypot(x),
      () => x.logaddexp(x),
      () => x.frac(),
      () => F.gelu(x),
      () => F.leakyRelu(x),
      () => torch.prelu(x, x.at(0)),
    ]) {
      expect(refused).toThrow("not implemented for 'Long'");
    }
    expect(F.relu6(torch.tensor([-1, 9])).tolist()).toEqual([0, 6]);
    expect(torch.threshold(torch.tensor([-1, 9]), 3, 20).tolist()).toEqual([20, 9]);
  });
});

describe('clamp', () => {
  const x = torch.tensor([-2, 0.5, 7]);

  test('takes bounds by name, by place and mixed; crossing bounds give the upper', () => {
    expect(elements(x.clamp({ min: py.float(0), max: 1 }))).toEqual([0, 0.5, 1]);
    expect(elements(x.clip(0, { max: 1 }))).toEqual([0, 0.5, 1]);
    expect(elements(x.clamp(1, -1))).toEqual([-1, -1, -1]);
    expect(elements(x.clamp(torch.tensor([[0], [1]]), 5))).toEqual([0, 0.5, 5, 1, 1, 5]);
    expect(elements(x.clamp(nan))).toEqual([nan, nan, nan]);
    expect(() => x.clamp({ mim: 0 } as never)).toThrow('the option mim');
  });

  test('of integers by a fraction is a float, which does not fit back', () => {
    const ints = torch.tensor([-2, 7]);
    expect(ints.clamp({ min: 0.5 }).dtype).toBe(torch.float32);
    expect(ints.clamp(0, 3).dtype).toBe(torch.int64);
    expect(() => ints.clamp_(0.5)).toThrow("can't be cast to the desired output type Long");
    expect(() => torch.tensor([true]).clamp(0)).not.toThrow();
    expect(() => torch.tensor([true]).clamp(false, true)).toThrow("'Bool'");
  });
});

describe('names of nodes', () => {
  const x = leaf([0.5, 0.25]);
  const y = leaf([2, 3]);

  test.each([
    [torch.sub(1, x), 'RsubBackward1'],
    [torch.rsub(x, y), 'RsubBackward0'],
    [x.sub(y, { alpha: 2 }), 'SubBackward0'],
    [x.div(y, { roundingMode: 'floor' }), 'DivBackward2'],
    [x.square(), 'PowBackward0'],
    [x.log1p(), 'Log1PBackward0'],
    [x.deg2rad(), 'Deg2RadBackward0'],
    [x.atan2(y), 'Atan2Backward0'],
    [x.clamp(0, 1), 'ClampBackward1'],
    [x.clamp({ min: y }), 'ClampBackward0'],
    [x.clampMin(0), 'ClampMinBackward0'],
    [x.clampMax(y), 'ClampMaxBackward1'],
    [x.remainder(2), 'RemainderBackward0'],
    [x.remainder(y), 'RemainderBackward1'],
    [x.fmod(2), 'FmodBackward0'],
    [x.lerp(y, y), 'LerpBackward1'],
    [x.xlogy(2), 'XlogyBackward2'],
    [F.selu(x), 'EluBackward0'],
    [F.relu6(x), 'HardtanhBackward0'],
    [F.logsigmoid(x), 'LogSigmoidBackward0'],
    [F.glu(x), 'GluBackward0'],
    [F.prelu(x, y.at(0)), 'PreluBackward0'],
    [x.round({ decimals: 1 }), 'RoundBackward1'],
  ])('%#: %s', (z, name) => {
    expect(z.gradFn?.name).toBe(name);
  });
});

describe('odds and ends', () => {
  test('positive is the tensor itself', () => {
    const x = torch.tensor([1]);
    expect(x.positive()).toBe(x);
    expect(() => torch.tensor([true]).positive()).toThrow("'Bool'");
  });

  test('copysign and signbit see the sign of 0', () => {
    expect(elements(torch.tensor([1.5, -1.5]).copysign(-0))).toEqual([-1.5, -1.5]);
    expect(torch.tensor([0.5, -0.5]).mul(0).signbit().tolist()).toEqual([false, true]);
    expect(torch.tensor([2, -2]).copysign(1).dtype).toBe(torch.float32);
  });

  test('NaN gives way in fmax and fmin, and heaviside and xlogy have their own zeros', () => {
    const x = torch.tensor([nan, 1, nan]);
    expect(elements(x.fmax(torch.tensor([0.5, nan, nan])))).toEqual([0.5, 1, nan]);
    expect(elements(x.fmin(torch.tensor([0.5, nan, nan])))).toEqual([0.5, 1, nan]);
    expect(elements(torch.heaviside(torch.tensor([-1.5, 0, 2]), torch.tensor(0.5)))).toEqual([0, 0.5, 1]);
    expect(() => torch.heaviside(torch.tensor([1]), torch.tensor([0.5]))).toThrow(
      'torch.int64 and torch.float32',
    );
    expect(elements(torch.xlogy(0, torch.tensor([0, nan, -1])))).toEqual([0, nan, 0]);
    expect(elements(torch.logaddexp(torch.tensor([inf, -inf]), torch.tensor([inf, -inf])))).toEqual([
      inf,
      -inf,
    ]);
  });

  test('nanToNum takes its three numbers in order too', () => {
    const x = torch.tensor([nan, inf, -inf, 0.5]);
    expect(elements(x.nanToNum(1, 2, py.float(-2)))).toEqual([1, 2, -2, 0.5]);
    expect(elements(x.nanToNum())).toEqual([0, 2 ** 127 * (2 - 2 ** -23), -(2 ** 127) * (2 - 2 ** -23), 0.5]);
    expect(x.double().nanToNum().at(1).item()).toBe(Number.MAX_VALUE);
    expect(() => x.nanToNum('0' as never)).toThrow("nan is '0'");
  });

  test('powers by a number: half a power is a root', () => {
    expect(elements(torch.tensor([-inf, 4]).pow(0.5))).toEqual([nan, 2]);
    expect(elements(torch.tensor([-inf, 4]).pow(torch.tensor([0.5])))).toEqual([inf, 2]);
    expect(elements(torch.tensor([0.25]).pow_(-0.5))).toEqual([2]);
  });

  test('an operand that is none is named', () => {
    expect(() => torch.tensor([1]).add([1, 2] as never)).toThrow('other is an array of 2');
    expect(() => torch.tensor([1]).addcmul([1] as never, torch.tensor([1]))).toThrow('an array of 1');
  });
});
