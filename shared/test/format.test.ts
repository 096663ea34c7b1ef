import { describe, expect, test } from '@jest/globals';
import { format, py, torch } from '#torch';

/** What CPython 3.11 writes. */
type Row = readonly [value: unknown, spec: string, text: string];
const { NaN: nan, POSITIVE_INFINITY: infinity } = Number;
const f = py.float;

describe('floats', () => {
  test.each<Row>([
    [f(2), '', '2.0'],
    [1e16, '.17g', '10000000000000000'],
    [0.125, '.2f', '0.12'],
    [0.375, '.2f', '0.38'],
    [2.5, '.0f', '2'],
    [2.5, '#.0f', '2.'],
    [-0, '+.1f', '-0.0'],
    [0.5, ' .1f', ' 0.5'],
    [Math.PI, '>10.3f', '     3.142'],
    [Math.PI, '*^12.4f', '***3.1416***'],
    [-3.5, '=+10.2f', '-     3.50'],
    [-3.5, '08.2f', '-0003.50'],
    [1234567.891, ',.2f', '1,234,567.89'],
    [1234.5, '012,.2f', '0,001,234.50'],
    [1234.5, '_', '1_234.5'],
    [0.00012345, '.3e', '1.234e-04'],
    [12345.678, 'E', '1.234568E+04'],
    [0.00001, 'g', '1e-05'],
    [0.0001, 'g', '0.0001'],
    [999999.5, 'g', '1e+06'],
    [100, '.3g', '100'],
    [100, '#.3g', '100.'],
    [1e5, '.3', '1e+05'],
    [f(10), '.3', '10.0'],
    [f(10), '.2', '1e+01'],
    [0.99995, '.3', '1.0'],
    [2 / 3, '.1%', '66.7%'],
    [infinity, '08.2f', '00000inf'],
    [-infinity, ',', '-inf'],
    [nan, 'F', 'NAN'],
  ])('format(%p, %p)', (value, spec, text) => {
    expect(format(value, spec)).toBe(text);
  });
});

describe('whole numbers, booleans and texts', () => {
  test.each<Row>([
    [7, '5d', '    7'],
    [7, '<5', '7    '],
    [-7, '05d', '-0007'],
    [7, '.2f', '7.00'],
    [1234567, ',', '1,234,567'],
    [1234, '08,', '0,001,234'],
    [1234, '+08,d', '+001,234'],
    [255, '#x', '0xff'],
    [-255, '#010X', '-0X00000FF'],
    [255, '_b', '1111_1111'],
    [2n ** 63n, 'd', '9223372036854775808'],
    [true, 'd', '1'],
    [true, '', 'True'],
    ['abc', '', 'abc'],
    ['abc', '>6', '   abc'],
    ['abc', '^6.2', '  ab  '],
    ['abc', '05', 'abc00'],
    ['é😀', '>4', '  é😀'],
    [[1, 'a'], '', "[1, 'a']"],
  ])('format(%p, %p)', (value, spec, text) => {
    expect(format(value, spec)).toBe(text);
  });
});

describe('tensors', () => {
  test('those without dimensions format as their element', () => {
    expect(format(torch.tensor(2, { dtype: torch.float32 }))).toBe('2.0');
    expect(format(torch.tensor(0.1), '.3f')).toBe('0.100');
    expect(format(torch.tensor(0.1))).toBe('0.10000000149011612');
    expect(format(torch.tensor(2n ** 62n), ',')).toBe('4,611,686,018,427,387,904');
    expect(format(torch.tensor(true))).toBe('True');
    expect(format(torch.tensor(1.5, { requiresGrad: true }), '.1f')).toBe('1.5');
  });

  test('others take no specification', () => {
    expect(format(torch.tensor([1, 2]))).toBe('tensor([1, 2])');
    expect(() => format(torch.tensor([1.5]), '.1f')).toThrow('item() gives the only element');
  });
});

describe('refuses', () => {
  test.each<readonly [unknown, string, string]>([
    [1.5, 'd', "Unknown format code 'd' for object of type 'float'"],
    [1, 'q', "Unknown format code 'q' for object of type 'int'"],
    ['a', 'd', "Unknown format code 'd' for object of type 'str'"],
    ['a', '=5', "'=' alignment not allowed"],
    [3, '.2d', 'Precision not allowed'],
    [1, '5.', "Invalid format specifier '5.'"],
    [1, 'toString', "Invalid format specifier 'toString'"],
    [1, '99999999999d', 'a width of 1000000'],
    [1.5, '.1000f', '100 digits at most'],
    [null, '5', 'unsupported format string'],
    [{}, '.2f', 'unsupported format string'],
  ])('format(%p, %p)', (value, spec, text) => {
    expect(() => format(value, spec)).toThrow(text);
  });
});
