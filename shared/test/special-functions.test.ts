import { expect, test } from '@jest/globals';
import { torch } from '#torch';

/* [x, f(x)], computed with 40 digits by mpmath. */
const tables: Readonly<Record<string, readonly (readonly [number, number])[]>> = {
  erf: [
    [1e-9, 1.1283791670955127e-9],
    [0.3, 0.3286267594591274],
    [0.999, 0.8422852702064969],
    [1.001, 0.8431154854780762],
    [-2.5, -0.999593047982555],
    [5, 0.9999999999984626],
  ],
  erfc: [
    [0.49, 0.4883317388114769],
    [0.51, 0.4707563801588296],
    [-1.2, 1.9103139782296354],
    [3, 2.209049699858544e-5],
    [10, 2.088487583762545e-45],
    [26, 5.663192408856143e-296],
  ],
  erfinv: [
    [1e-9, 8.86226925452758e-10],
    [-0.3, -0.2724627147267543],
    [0.9, 1.1630871536766743],
    [0.999999, 3.458910737275499],
    [0.999999999999999, 5.675915739744713],
  ],
  lgamma: [
    [1e-9, 20.723265836369194],
    [0.3, 1.0957979948180756],
    [1.0001, -5.771334222047127e-5],
    [1.9999, -4.227520877215346e-5],
    [2.5, 0.2846828704729192],
    [11.9, 17.25847745059552],
    [1e5, 1051287.7089736569],
    [-0.5, 1.2655121234846454],
    [-10.2, -13.90053096369515],
  ],
  digamma: [
    [1e-9, -1000000000.5772156],
    [0.3, -3.502524222200133],
    [1.5, 0.03648997397857652],
    [20, 2.970523992242149],
    [1e6, 13.815510057964191],
    [-0.5, 0.03648997397857652],
    [-10.2, 6.694638450417517],
  ],
};

const applied = (name: string, x: readonly number[]): number[] => {
  const y: { toTypedArray(): ArrayLike<number> } = Reflect.apply(Reflect.get(torch, name), undefined, [
    torch.tensor([...x], { dtype: torch.float64 }),
  ]);
  return Array.from(y.toTypedArray());
};

test.each(Object.entries(tables))('%s is right to 1e-13', (name, rows) => {
  applied(
    name,
    rows.map(([x]) => x),
  ).forEach((y, i) => {
    const [x, want] = rows[i] as readonly [number, number];
    expect([x, Math.abs(y / want - 1) < 1e-13 || y]).toEqual([x, true]);
  });
});

const { NaN: nan, POSITIVE_INFINITY: inf } = Number;

test.each([
  ['erf', [inf, -inf, -0, nan], [1, -1, -0, nan]],
  ['erfc', [inf, -inf, 0, nan, 40], [0, 2, 1, nan, 0]],
  ['erfinv', [1, -1, -0, 1.5, nan], [inf, -inf, -0, nan, nan]],
  ['lgamma', [0, -3, inf, -inf, nan, 1, 2], [inf, inf, inf, inf, nan, 0, 0]],
  ['digamma', [0, -0, -3, inf, nan], [-inf, inf, nan, inf, nan]],
])('%s at the ends of its domain', (name, x, want) => {
  expect(applied(name, x)).toEqual(want);
});

test('polygamma: π²/6 and −2 ζ(3) at 1, and by the recurrence below 0', () => {
  const at = (n: number, x: number): number =>
    torch.polygamma(n, torch.tensor(x, { dtype: torch.float64 })).item();
  expect(at(1, 1)).toBeCloseTo(Math.PI ** 2 / 6, 14);
  expect(at(2, 1)).toBeCloseTo(-2 * 1.2020569031595942, 14);
  expect(at(1, -0.3)).toBeCloseTo(at(1, 0.7) + 1 / 0.09, 12);
  expect(at(3, -0.3)).toBeCloseTo(at(3, 0.7) + 6 / 0.3 ** 4, 9);
  expect(at(0, 1.5)).toBe(torch.tensor(1.5).double().digamma().item());
  // Far below 0 the sum would never end.
  expect(at(3, -1e18 - 0.5)).toBe(inf);
  expect(at(3, -inf)).toBe(nan);
  expect(() => torch.polygamma(-1, torch.tensor(1.5))).toThrow('n is -1');
});
