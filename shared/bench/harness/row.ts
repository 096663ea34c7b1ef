import { type Case, PEERS, type PeerName, type Place, type RuntimeName, type Target } from '../question.ts';
import type { Sampled } from './interleave.ts';
import { type Spread, spreadOf } from './statistics.ts';

/** One line of the table and of the JSON file: medians. */
export interface Row {
  readonly question: string;
  readonly size: string;
  readonly unit: string;
  readonly higherIsBetter: boolean;
  /** null only where there is no GPU. */
  readonly ours: number | null;
  readonly peers: Readonly<Partial<Record<PeerName, number | null>>>;
  /** How many times better ours is than the peer, both taken in the same round; above 1 is to our advantage. */
  readonly ratios: Readonly<Partial<Record<PeerName, Spread | null>>>;
  /** Why there is no figure. */
  readonly reasons: Readonly<Partial<Record<RuntimeName, string>>>;
  readonly targets: readonly JudgedTarget[];
}

export interface JudgedTarget {
  readonly text: string;
  /** The factor that is wanting: at most 1 when the target is met, null when its peer is not there. */
  readonly wanting: number | null;
}

/** What runs in a page is compared with ours in the same page. */
const RIVALS: Readonly<Partial<Record<PeerName, RuntimeName>>> = {
  jaxJsWebgpu: 'oursInBrowser',
  tfjsWebgpu: 'oursInBrowser',
};

/**
 * @param reasons why a library did not take part at all
 * @throws Error when the runtime itself failed, on the CPU, where nothing can be missing
 */
export function makeRow(
  question: string,
  of: Case,
  { samples, failed }: Sampled<RuntimeName>,
  reasons: ReadonlyMap<RuntimeName, string>,
  place: Place = 'cpu',
): Row {
  const reasonOf = (name: RuntimeName) => failed.get(name) ?? reasons.get(name);
  if (place === 'cpu' && !samples.has('ours')) {
    throw new Error(`bench: ${question}, ${of.size}: ${reasonOf('ours')}`);
  }
  const { figure } = of;
  const figureOf = (name: RuntimeName): number | null => {
    const measured = samples.get(name)?.filter((x) => x !== null);
    return measured === undefined ? null : spreadOf(measured.map(figure.of)).median;
  };
  const better = (ours: number, peer: number): number =>
    figure.higherIsBetter ? figure.of(ours) / figure.of(peer) : figure.of(peer) / figure.of(ours);
  const ratioOf = (peer: PeerName): Spread | null => {
    const [own, theirs] = [samples.get(RIVALS[peer] ?? 'ours'), samples.get(peer)];
    if (own === undefined || theirs === undefined) return null;
    const inBoth = theirs.flatMap((x, round) => {
      const mine = own[round] ?? null;
      return x === null || mine === null ? [] : [better(mine, x)];
    });
    return spreadOf(inBoth);
  };
  const byPeer = <T>(value: (name: PeerName) => T): Readonly<Partial<Record<PeerName, T>>> =>
    Object.fromEntries(PEERS[place].map((name) => [name, value(name)]));
  const ours = figureOf('ours');
  const ratios = byPeer(ratioOf);
  const why = (['ours', ...PEERS[place]] as const).flatMap((name) => {
    const reason = reasonOf(name);
    return reason === undefined ? [] : [[name, reason] as const];
  });
  return {
    question,
    size: of.size,
    unit: figure.unit,
    higherIsBetter: figure.higherIsBetter,
    ours,
    peers: byPeer(figureOf),
    ratios,
    reasons: Object.fromEntries(why),
    targets: (of.targets ?? []).map((target) => judge(target, of, ours, ratios)),
  };
}

function judge(
  target: Target,
  { figure: { unit, higherIsBetter } }: Case,
  ours: number | null,
  ratios: Row['ratios'],
): JudgedTarget {
  if ('reach' in target) {
    const { reach } = target;
    const text = `${higherIsBetter ? '≥' : '≤'} ${reach} ${unit}`;
    if (ours === null) return { text, wanting: null };
    return { text, wanting: higherIsBetter ? reach / ours : ours / reach };
  }
  const { over, times } = target;
  const ratio = ratios[over] ?? null;
  return { text: `≥ ${times} × ${over}`, wanting: ratio === null ? null : times / ratio.median };
}
