import { describe, expect, test } from '@jest/globals';
import { nn, torch } from '#torch';

describe('Sequential', () => {
  const model = () => new nn.Sequential(new nn.Linear(2, 3), new nn.ReLU(), new nn.Linear(3, 1));

  test('places count from either end and refuse what is not there', () => {
    const sequence = model();
    expect(sequence.at(-1)).toBe(sequence.at(2));
    expect(sequence[1]).toBe(sequence.at(1));
    for (const place of [3, -4, 0.5, Number.NaN]) {
      expect(() => sequence.at(place)).toThrow(expect.objectContaining({ name: 'IndexError' }));
    }
    expect(() => new nn.Sequential().at(0)).toThrow('index 0 is out of range');
  });

  test('without modules it gives back its input', () => {
    const x = torch.ones(2);
    expect(new nn.Sequential().call(x)).toBe(x);
    expect(String(new nn.Sequential())).toBe('Sequential()');
  });

  test('modules by name, appended, inserted and replaced', () => {
    const named = new nn.Sequential({ fc: new nn.Linear(2, 2), act: new nn.Tanh() });
    expect(Object.keys(named.stateDict())).toEqual(['fc.weight', 'fc.bias']);
    const sequence = model().append(new nn.Sigmoid());
    sequence.insert(1, new nn.Dropout(0.1));
    expect([...sequence].map((module) => module.constructor.name)).toEqual([
      'Linear',
      'Dropout',
      'ReLU',
      'Linear',
      'Sigmoid',
    ]);
    expect(Object.keys(sequence.stateDict())).toEqual(['0.weight', '0.bias', '3.weight', '3.bias']);
    sequence.put(-1, new nn.Identity());
    expect(String(sequence.at(4))).toBe('Identity()');
    expect(sequence).toHaveLength(5);
  });

  test('refuses what is no module', () => {
    expect(() => Reflect.construct(nn.Sequential, [3])).toThrow('3 is not a Module subclass');
    expect(() => Reflect.construct(nn.Sequential, [[new nn.ReLU()]])).toThrow('not a Module subclass');
  });
});

describe('lists and dicts', () => {
  test('ModuleList has its modules among the parameters and no forward', () => {
    const list = new nn.ModuleList([new nn.Linear(1, 2), new nn.Linear(2, 1)]);
    expect(list.parameters()).toHaveLength(4);
    expect(() => list.call(torch.ones(1))).toThrow('missing the required "forward" function');
    expect(String(list.extend([new nn.ReLU()]))).toBe(
      'ModuleList(\n  (0): Linear(in_features=1, out_features=2, bias=True)\n' +
        '  (1): Linear(in_features=2, out_features=1, bias=True)\n  (2): ReLU()\n)',
    );
  });

  test('ModuleDict keeps names in order', () => {
    const dict = new nn.ModuleDict({ b: new nn.ReLU(), a: new nn.Tanh() });
    dict.set('b', new nn.Sigmoid());
    expect([...dict]).toEqual(['b', 'a']);
    expect(String(dict)).toBe('ModuleDict(\n  (b): Sigmoid()\n  (a): Tanh()\n)');
    dict.pop('b');
    expect(dict.has('b')).toBe(false);
    expect(dict.set('b', new nn.ReLU()).keys()).toEqual(['a', 'b']);
  });

  test('ParameterList makes parameters of tensors', () => {
    const list = new nn.ParameterList([torch.ones(2), torch.ones(2, 3)]);
    expect(list.namedParameters().map(([name]) => name)).toEqual(['0', '1']);
    expect([...list].every((parameter) => parameter.requiresGrad)).toBe(true);
    expect(String(list)).toBe(
      'ParameterList(\n    (0): Parameter containing: [torch.float32 of size 2]\n' +
        '    (1): Parameter containing: [torch.float32 of size 2x3]\n)',
    );
    expect(() => list.at(2)).toThrow('index 2 is out of range');
  });
});
