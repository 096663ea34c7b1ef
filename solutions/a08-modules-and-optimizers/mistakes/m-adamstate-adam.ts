import { type Tensor, torch } from '#torch';
import { MyAdam as Right } from '../modules-and-optimizers.ts';

export * from '../modules-and-optimizers.ts';

export const mistake = {
  code: 'M-ADAMSTATE',
  tasks: ['A08.10'],
  summary: 'keeps one pair of averages and one count for all parameters',
} as const;

export class MyAdam extends Right {
  #t = 0;
  #m: Tensor = torch.tensor(0);
  #v: Tensor = torch.tensor(0);

  override step(): void {
    const { lr, betas, eps } = this.options;
    torch.noGrad(() => {
      for (const p of this.params) {
        const g = p.grad;
        if (g === null) continue;
        this.#t += 1;
        this.#m = this.#m.mul(betas[0]).add(g.mul(1 - betas[0]));
        this.#v = this.#v.mul(betas[1]).add(g.mul(g).mul(1 - betas[1]));
        const mHat = this.#m.div(1 - betas[0] ** this.#t);
        const vHat = this.#v.div(1 - betas[1] ** this.#t);
        p.sub_(mHat.div(vHat.sqrt().add(eps)).mul(lr));
      }
    });
  }
}
