import { describe, expect, test } from '@jest/globals';
import { openGpu } from './open-gpu.ts';
import { type Ran, runProgram } from './run-program.ts';

/*
 * Ring mode in Node: a thread of its own has the GPU, which is the same code as in browsers. Programs with the built runtime, in
 * processes of their own, whose GPU is in a thread because they are told so, or because it cannot be in their own.
 */

const gpu = openGpu();

const RING = { GRADUS_GPU: 'ring' };

/** Node before 23.5 calls it an experiment. */
const permission = process.allowedNodeEnvironmentFlags.has('--permission')
  ? '--permission'
  : '--experimental-permission';
const noThreads = [permission, '--no-warnings', '--allow-addons', '--allow-fs-read=*'];

const training = `torch.manualSeed(5);
const net = new nn.Sequential(new nn.Linear(6, 16), new nn.ReLU(), new nn.Dropout(0.1), new nn.Linear(16, 3));
const x = torch.randn(40, 6);
const labels = x.at(':', ':3').argmax(1);
net.to('gpu');
const [inputs, targets] = [x.to('gpu'), labels.to('gpu')];
const optimizer = new optim.Adam(net.parameters(), { lr: 0.02 });
for (let step = 0; step < 25; step++) {
  optimizer.zeroGrad();
  const loss = F.crossEntropy(net.call(inputs), targets);
  loss.backward();
  optimizer.step();
  console.log(loss.item());
}`;

const messageOf = `const messageOf = (run) => {
  try {
    return String(run());
  } catch ({ message }) {
    return message;
  }
};`;

/** Dawn finds no way to have its callbacks called at once. */
const keepsSetImmediate = `const own = setImmediate;
Object.defineProperty(globalThis, 'setImmediate', { get: () => own, set() {} });`;

/** The thread comes to grief over what sinh takes. */
const diesOfSinh = `const threads = process.getBuiltinModule('worker_threads');
const grief = \`const { parse } = JSON;
JSON.parse = (text) => {
  if (text.includes('"label":"sinh"')) throw new Error('out of its mind');
  return parse(text);
};\`;
threads.Worker = class extends threads.Worker {
  constructor(script, options) {
    super(grief + script, options);
  }
};`;

const printed = ({ status, stdout, stderr }: Ran): string[] => {
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout.trimEnd().split('\n');
};

if (gpu !== null) {
  test('training takes the very course that it takes in direct mode', () => {
    const losses = printed(runProgram(training, RING));
    expect(losses).toHaveLength(25);
    expect(Number(losses.at(-1))).toBeLessThan(0.8 * Number(losses[0]));
    expect(losses).toEqual(printed(runProgram(training)));
  });

  test('a program whose setImmediate cannot be replaced has its GPU in a thread, without a word', () => {
    const script = `${keepsSetImmediate}
const x = torch.arange(5000, { device: 'gpu', dtype: torch.float32 });
console.log(torch.cuda.isAvailable(), x.mul(2).sum().item());`;
    expect(printed(runProgram(script))).toEqual(['true 24995000']);
  });

  describe('where threads are denied', () => {
    test('the message is that of direct mode', () => {
      const script = `${keepsSetImmediate}
${messageOf}
console.log(torch.cuda.isAvailable(), messageOf(() => torch.device('gpu')));`;
      expect(printed(runProgram(script, {}, noThreads))).toEqual([
        'false device \'gpu\': the package "webgpu" answers to the event loop alone, which a call that waits for results does not reach',
        '  expected: a global setImmediate that can be replaced while WebGPU is asked, or worker threads',
        "  hint: Everything also runs on 'cpu'.",
      ]);
    });

    test('what asks for ring mode is told so', () => {
      const script = `${messageOf}
console.log(messageOf(() => torch.device('gpu')));`;
      expect(printed(runProgram(script, RING, noThreads))).toEqual([
        expect.stringMatching(
          /^device 'gpu': there can be no thread for it: Access to this API has been restricted/,
        ),
        "  hint: Without GRADUS_GPU=ring it needs none. Everything also runs on 'cpu'.",
      ]);
    });
  });

  test('without shared memory direct mode does its work, and ring mode says what is missing', () => {
    const script = `${messageOf}
delete globalThis.SharedArrayBuffer;
console.log(messageOf(() => torch.ones(2000, { device: 'gpu' }).mul(2).sum().item()));`;
    expect(printed(runProgram(script))).toEqual(['4000']);
    expect(printed(runProgram(script, RING))).toEqual([
      "device 'gpu': there can be no thread for it: SharedArrayBuffer is not defined",
      "  hint: Without GRADUS_GPU=ring it needs none. Everything also runs on 'cpu'.",
    ]);
  });

  test('without a driver: which one is missing', () => {
    const { stderr } = runProgram(`torch.device('gpu');`, { ...RING, VK_DRIVER_FILES: '/nowhere.json' });
    expect(stderr).toContain("RuntimeError: device 'gpu': no adapter: WebGPU finds no driver of a GPU");
    expect(stderr).toMatch(/hint: It takes .*\. Everything also runs on 'cpu'\./);
  });

  test('an adapter in software counts as none, which a warning says once', () => {
    const script = 'console.log(torch.cuda.isAvailable(), torch.cuda.isAvailable());';
    const { stdout, stderr } = runProgram(script, { ...RING, GRADUS_SOFTWARE_GPU: '' });
    expect(stdout).toBe('false false\n');
    expect(stderr.match(/UserWarning: device 'gpu': the only adapter is software/g)).toHaveLength(1);
  });

  test('what is refused is told with the operation that asked for it', () => {
    const script = `${messageOf}
const device = torch.device('gpu');
const code = { code: 'nonsense(x)', constants: [] };
const bad = { name: 'bad', float: Object.assign((x) => x, { wgsl: code }) };
const x = torch.ones(2000, { device });
device.map(bad, x, torch.float32);
console.log(messageOf(() => x.mul(2).sum().item()));
console.log(x.mul(2).sum().item());
console.log(messageOf(() => device.allocate(torch.float32, 2 ** 40)));
console.log(messageOf(() => torch.ones(2, { dtype: torch.float64, device })));`;
    expect(printed(runProgram(script, RING))).toEqual([
      expect.stringMatching(/^\w+: the GPU refused: in bad: .*nonsense/),
      "  hint: a fault of the runtime; please report it. Everything also runs on 'cpu'.",
      '4000',
      expect.stringMatching(
        /^allocate: a tensor of 4\.4 TB; this GPU holds [\d.]+ GB in one tensor at most$/,
      ),
      "  hint: several smaller tensors? Everything also runs on 'cpu'.",
      expect.stringContaining("float64 elements for device 'gpu'"),
      '  expected: float32, an integer dtype or bool',
      '  hint: x.float() before it moves',
    ]);
  });

  test('a thread that dies takes the tensors with it; another GPU can be opened', () => {
    const script = `${messageOf}
${diesOfSinh}
const x = torch.ones(2000, { device: 'gpu' });
console.log(messageOf(() => x.sinh().sum().item()));
console.log(messageOf(() => x.add(1).sum().item()));
console.log(torch.ones(2000, { device: 'gpu' }).add(1).sum().item());`;
    const lost = [
      expect.stringMatching(/^\w+: the GPU was lost: its worker has died: out of its mind$/),
      '  expected: a device that still works: the tensors on this one are gone',
      "  hint: torch.device('gpu') opens a new one; make the tensors again there, or start the program anew",
    ];
    expect(printed(runProgram(script, RING))).toEqual([...lost, ...lost, '4000']);
  });

  test('a program ends cleanly with work under way, time after time', () => {
    const script = `let x = torch.ones(300, { device: 'gpu' });
for (let i = 0; i < 100; i++) x = x.mul(1.01);
console.log(x.at(0).item().toFixed(3));
for (let i = 0; i < 70; i++) x = x.mul(1.01);`;
    for (let time = 0; time < 20; time++) {
      expect(runProgram(script, RING)).toEqual({ status: 0, stdout: '2.705\n', stderr: '' });
    }
  });
}
