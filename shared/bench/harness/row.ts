import { type Case, PEERS, type PeerName, type RuntimeName, type Target } from '../question.ts';
import type { Sampled } from './interleave.ts';
import { type Spread, spreadOf } from './statistics.ts';

/** One line of the table and of the JSON file: medians. */
export interface Row {
  readonly question: string;
  readonly size: string;
  readonly unit: string;
  readonly higherIsBetter: boolean;
  readonly ours: number;
  readonly peers: Readonly<Record<PeerName, number | null>>;
  /** How many times better than the peer, both taken in the same round; above 1 is to our advantage. */
  readonly ratios: Readonly<Record<PeerName, Spread | null>>;
  /** Why a peer has no figure. */
  readonly reasons: Readonly<Partial<Record<PeerName, string>>>;
  readonly targets: readonly JudgedTarget[];
}

export interface JudgedTarget {
  readonly text: string;
  /** The factor that is wanting: at most 1 when the target is met, null when its peer is not there. */
  readonly wanting: number | null;
}

/**
 * @param reasons why a peer did not take part at all
 * @throws Error when the runtime itself failed
 */
export function makeRow(
  question: string,
  of: Case,
  { samples, failed }: Sampled<RuntimeName>,
  reasons: ReadonlyMap<RuntimeName, string>,
): Row {
  const own = samples.get('ours');
  if (own === undefined)
    throw new Error(`bench: ${question}, ${of.size}: ${failed.get('ours') ?? reasons.get('ours')}`);
  const { figure } = of;
  const figureOf = (measured: readonly (number | null)[]): number =>
    spreadOf(measured.filter((x) => x !== null).map(figure.of)).median;
  const better = (ours: number, peer: number): number =>
    figure.higherIsBetter ? figure.of(ours) / figure.of(peer) : figure.of(peer) / figure.of(ours);
  const byPeer = <T>(value: (measured: readonly (number | null)[]) => T): Record<PeerName, T | null> => {
    const of = (name: PeerName) => {
      const measured = samples.get(name);
      return measured === undefined ? null : value(measured);
    };
    return { pytorch: of('pytorch'), tfjsWasm: of('tfjsWasm'), tfjsCpu: of('tfjsCpu'), jaxJs: of('jaxJs') };
  };
  const ours = figureOf(own);
  const ratios = byPeer((peer) =>
    spreadOf(
      peer.flatMap((theirs, round) => {
        const mine = own[round] ?? null;
        return theirs === null || mine === null ? [] : [better(mine, theirs)];
      }),
    ),
  );
  const why = PEERS.flatMap((name) => {
    const reason = failed.get(name) ?? reasons.get(name);
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
  ours: number,
  ratios: Row['ratios'],
): JudgedTarget {
  if ('reach' in target) {
    const { reach } = target;
    const wanting = higherIsBetter ? reach / ours : ours / reach;
    return { text: `${higherIsBetter ? '≥' : '≤'} ${reach} ${unit}`, wanting };
  }
  const { over, times } = target;
  const ratio = ratios[over];
  return { text: `≥ ${times} × ${over}`, wanting: ratio === null ? null : times / ratio.median };
}
