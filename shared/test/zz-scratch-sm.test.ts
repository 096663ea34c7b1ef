import { test } from '@jest/globals';
import { F, nn, torch } from '#torch';
import { seed002 } from './golden/notebooks/seed002.ts';
test('x', () => {
  const log = console.log; console.log = () => {};
  // replay until the model
  const orig = nn.Sequential.prototype.call;
  let last: any, lastIn: any, lastOut: any;
  (nn.Sequential.prototype as any).call = function (...a: any[]) { const r = (orig as any).apply(this, a); last = this; lastIn = a[0]; lastOut = r; return r; };
  const it = seed002(0); for (let i = 0; i < 14; i++) it.next();
  (nn.Sequential.prototype as any).call = orig;
  console.log = log;
  const f = Math.fround;
  const W2 = last.at(2).weight.tolist(), W1 = last.at(1).weight.tolist();
  const x = lastIn.tolist()[0];
  const g0 = last.at(0).bias.grad.tolist();
  const logits = lastOut.tolist()[0];
  const want4 = [2.3722e-05, -1.2759e-04, -1.6281e-04, -3.3918e-04, 2.8461e-04, -3.0732e-05, 1.2048e-04, -1.6951e-04, -1.2868e-04, 2.8246e-04, 1.8546e-04, -1.3561e-04, -8.3098e-05, 1.9340e-05, 3.2592e-04, 9.1483e-05];
  const est = want4.map((w, i) => [(w - Math.sign(w) * 0.5 * 10 ** (Math.floor(Math.log10(Math.abs(w))) - 4)) / x[i], (w + Math.sign(w) * 0.5 * 10 ** (Math.floor(Math.log10(Math.abs(w))) - 4)) / x[i]].sort((a, b) => a - b));
  const lo = Math.max(...est.map((e) => e[0]!)), hi = Math.min(...est.map((e) => e[1]!));
  const out: any[] = [`want in ${lo} .. ${hi}`, `ours ${g0[4]}`];
  const m = Math.max(...logits); const e = logits.map((v: number) => Math.exp(v - m)); const s = e[0] + e[1];
  const p = e.map((v: number) => v / s);
  for (const dp of [-2, -1, 0, 1, 2]) for (const dq of [-2, -1, 0, 1, 2]) {
    const u = 2 ** -24;
    const g2 = [f(f(p[0]) + dp * u), f(f(p[1]) - 1 + dq * u)];
    const g1fma = [0, 1, 2, 3].map((j) => f(g2[1]! * W2[1][j] + f(g2[0]! * W2[0][j])));
    const g1no = [0, 1, 2, 3].map((j) => f(f(g2[1]! * W2[1][j]) + f(g2[0]! * W2[0][j])));
    for (const [nm, g1] of [['fma', g1fma], ['no', g1no]] as const) {
      const seq = [0, 1, 2, 3].reduce((t, k) => f(t + g1[k]! * W1[k][4]), 0);
      const rev = [3, 2, 1, 0].reduce((t, k) => f(t + g1[k]! * W1[k][4]), 0);
      const seqno = [0, 1, 2, 3].reduce((t, k) => f(t + f(g1[k]! * W1[k][4])), 0);
      const a = [0, 1, 2, 3].map((k) => f(g1[k]! * W1[k][4]));
      const pair = f(f(a[0]! + a[1]!) + f(a[2]! + a[3]!));
      const pair2 = f(f(a[0]! + a[2]!) + f(a[1]! + a[3]!));
      const g4 = f(f(g1[0]! * W1[0][4] + f(g1[1]! * W1[1][4])) + f(g1[2]! * W1[2][4] + f(g1[3]! * W1[3][4])));
      const vals = { seq, rev, seqno, pair, pair2, g4 };
      for (const [k, v] of Object.entries(vals)) if (v >= lo && v <= hi) out.push(`HIT dp ${dp} dq ${dq} ${nm} ${k} ${v}`);
      if (dp === 0 && dq === 0) out.push(nm + JSON.stringify(vals));
    }
  }
  out.push('g2 ' + p);
  console.log(out.join('\n'));
});
