import * as Plot from '@observablehq/plot';
import { ValueError } from '../core/errors.ts';
import { type Axis, axis, type Range } from './axis.ts';
import { draw, margins, type Panel, scaleOf, titleHeight } from './draw.ts';
import type { Figure } from './figure.ts';
import { type LegendEntry, legend, legendHeight } from './legend.ts';
import { colourOf, dashOf, grey, ink, red } from './palette.ts';

export interface PlotNodesOptions {
  /** The ends of the axes: [-3, 3] and [-25, 25] unless given. */
  readonly xRange?: Range;
  readonly yRange?: Range;
  /** The steps between ticks: 1 and 5 unless given. */
  readonly dx?: number;
  readonly dy?: number;
  readonly title?: string;
}

/** What each hidden node gives to a prediction, at every x: sum of the nodes + bias = prediction. */
export interface NodeData {
  /** Ascending. */
  readonly x: readonly number[];
  /** nodes[j][i] = weight of node j · its activation at x[i]. */
  readonly nodes: readonly (readonly number[])[];
  readonly bias: number;
  readonly prediction: readonly number[];
  /** After node 1, after nodes 1 and 2, …, and last with the bias. */
  readonly partialSums: readonly (readonly number[])[];
}

const [width, height] = [1000, 500];
const half = width / 2;
/** More lines than this are no picture any more. */
const mostNodes = 30;
/** Of small pictures beside one another. */
const mostSmall = 6;

/**
 * The nodes one by one on the left, their growing sum on the right: in the image a small picture of each step (of six of
 * them where there are more), in the page one picture with a slider.
 */
export function nodeFigure(
  { x, nodes, bias, prediction }: Omit<NodeData, 'partialSums'>,
  { xRange = [-3, 3], yRange = [-25, 25], dx = 1, dy = 5, title = 'What each node gives' }: PlotNodesOptions,
): Figure<NodeData> {
  const who = 'plotNodes';
  if (nodes.length > mostNodes) {
    throw new ValueError({
      who,
      seen: `${nodes.length} hidden nodes`,
      expected: `at most ${mostNodes}, which can be told apart in a picture`,
    });
  }
  const data: NodeData = { x, nodes, bias, prediction, partialSums: partialSums(nodes, bias, x.length) };
  const axes = { x: axis(who, 'x', xRange, dx), y: axis(who, 'y', yRange, dy) };
  const parts = { data, title, width, height };
  const left = decomposition(data, axes);
  const steps = data.partialSums.map((sum, step) => ({ sum, name: stepName(step, nodes.length) }));
  const small = drawnSteps(steps.length).map((step) => steps[step] as Step);
  const { svg } = draw({ ...parts, panels: [...left, ...smallMultiples(small, data, axes)] });
  const { html } = draw({
    ...parts,
    panels: [...left, ...recomposition(steps, data, axes)],
    below: slider(steps),
  });
  return { data, svg, html };
}

/** The sum after a step, and what it is a sum of. */
interface Step {
  readonly sum: readonly number[];
  readonly name: string;
}

interface Axes {
  readonly x: Axis;
  readonly y: Axis;
}

function partialSums(nodes: readonly (readonly number[])[], bias: number, length: number): number[][] {
  let sum = new Array<number>(length).fill(0);
  const sums = nodes.map((node) => {
    sum = sum.map((value, i) => value + (node[i] as number));
    return sum;
  });
  return [...sums, sum.map((value) => value + bias)];
}

const stepName = (step: number, count: number): string => {
  const nodes = step === 0 || count === 1 ? 'node 1' : `nodes 1–${Math.min(step + 1, count)}`;
  return step === count ? `${nodes}, bias` : nodes;
};

/** All steps where they are few, else as many as can be seen, the first and the last among them. */
function drawnSteps(count: number): number[] {
  const shown = Math.min(count, mostSmall);
  return Array.from({ length: shown }, (_, i) => Math.round((i * (count - 1)) / Math.max(shown - 1, 1)));
}

/** Lines over x; both ends of an interval of many points are drawn where it leaves the frame. */
const lineOf = (x: readonly number[], y: readonly number[], style: Plot.LineOptions): Plot.Markish =>
  Plot.line(y, { ...style, clip: true, x: (_: number, i: number) => x[i], y: (value: number) => value });

const predictionStyle = { stroke: red, strokeWidth: 4, strokeDasharray: '2 5' };
const sumStyle = { stroke: '#2F4F4F', strokeWidth: 2.5 };
const predictionEntry: LegendEntry = { label: 'Prediction', colour: red, dash: '2 5', strokeWidth: 4 };
const sumEntry: LegendEntry = { label: 'Node Sum', colour: '#2F4F4F' };

function decomposition({ x, nodes, bias, prediction }: NodeData, axes: Axes): Panel[] {
  const styles = nodes.map((_, j) => ({ colour: colourOf(j), dash: dashOf(j) }));
  const biasStyle = { stroke: grey, strokeWidth: 2, strokeDasharray: '1 3' };
  const entries: LegendEntry[] = [
    ...styles.map((style, j) => ({ label: `Node ${j + 1}`, ...style })),
    { label: 'Output Bias', colour: grey, dash: '1 3', strokeWidth: 2 },
    predictionEntry,
  ];
  const place = { x: 48, y: titleHeight + 22, width: half - 48 };
  const top = place.y + legendHeight(entries, place.width);
  return [
    heading('Node Decomposition', { x: 0, y: titleHeight, width: half }),
    legend(entries, place),
    {
      y: top,
      options: {
        ...margins,
        width: half,
        height: height - top - 6,
        x: scaleOf(axes.x),
        y: scaleOf(axes.y),
        marks: [
          Plot.frame({ strokeOpacity: 0.4 }),
          ...nodes.map((node, j) =>
            lineOf(x, node, {
              stroke: colourOf(j),
              strokeWidth: 2,
              strokeDasharray: dashOf(j),
            }),
          ),
          lineOf(
            x,
            x.map(() => bias),
            biasStyle,
          ),
          lineOf(x, prediction, predictionStyle),
        ],
      },
    },
  ];
}

/** One picture for each step, in two columns or three. */
function smallMultiples(steps: readonly Step[], { x, prediction }: NodeData, axes: Axes): Panel[] {
  const cols = steps.length > 4 ? 3 : 2;
  const top = titleHeight + 44;
  const [w, h] = [half / cols, (height - top - 6) / Math.ceil(steps.length / cols)];
  const coarse = (whole: Axis): Axis => ({ ...whole, ticks: everyOther(whole.ticks) });
  return [
    heading('Re-composition: sums of nodes', { x: half, y: titleHeight, width: half }),
    legend([sumEntry, predictionEntry], { x: half + margins.marginLeft, y: titleHeight + 22, width: half }),
    ...steps.map(
      ({ sum, name }, i): Panel => ({
        x: half + (i % cols) * w,
        y: top + Math.floor(i / cols) * h,
        options: {
          marginTop: 24,
          marginRight: 10,
          marginBottom: 36,
          marginLeft: 46,
          width: w,
          height: h,
          x: scaleOf(coarse(axes.x)),
          y: scaleOf(coarse(axes.y)),
          marks: [
            Plot.frame({ strokeOpacity: 0.4 }),
            Plot.text([name], { frameAnchor: 'top', dy: -14, fontSize: 11.5, fill: ink }),
            lineOf(x, sum, sumStyle),
            lineOf(x, prediction, { ...predictionStyle, strokeWidth: 3 }),
          ],
        },
      }),
    ),
  ];
}

const everyOther = (ticks: readonly number[]): number[] =>
  ticks.length <= 5 ? [...ticks] : everyOther(ticks.filter((_, i) => i % 2 === ((ticks.length - 1) / 2) % 2));

/** All steps in one place, of which the slider shows one. */
function recomposition(steps: readonly Step[], { x, prediction }: NodeData, axes: Axes): Panel[] {
  const top = titleHeight + 44;
  const frame = { ...margins, width: half, height: height - top - 6, x: scaleOf(axes.x), y: scaleOf(axes.y) };
  const at = { x: half, y: top };
  return [
    heading('Interactive Re-composition', { x: half, y: titleHeight, width: half }),
    legend([sumEntry, predictionEntry], { x: half + margins.marginLeft, y: titleHeight + 22, width: half }),
    {
      ...at,
      options: {
        ...frame,
        marks: [Plot.frame({ strokeOpacity: 0.4 }), lineOf(x, prediction, predictionStyle)],
      },
    },
    ...steps.map(({ sum }, step): Panel => {
      const invisible = {
        ...frame,
        x: { ...frame.x, axis: null, grid: false },
        y: { ...frame.y, axis: null, grid: false },
      };
      return {
        ...at,
        name: `sum-${step}`,
        isHidden: step > 0,
        options: { ...invisible, marks: [lineOf(x, sum, sumStyle)] },
      };
    }),
  ];
}

function heading(text: string, { x, y, width: wide }: { x: number; y: number; width: number }): Panel {
  const marks = [Plot.text([text], { frameAnchor: 'middle', fontSize: 13, fontWeight: 600, fill: ink })];
  return { x, y, options: { margin: 0, axis: null, width: wide, height: 20, marks } };
}

const slider = (steps: readonly Step[]): string => `<p style="width: ${width}px; text-align: right">
  <label for="step">Sum of: <output id="shown">${steps[0]?.name}</output></label><br>
  <input id="step" type="range" min="0" max="${steps.length - 1}" value="0" style="width: 25rem">
</p>
<script>
  const names = ${JSON.stringify(steps.map(({ name }) => name))};
  const step = document.getElementById('step');
  const show = () => {
    document.getElementById('shown').textContent = names[step.value];
    for (const panel of document.querySelectorAll('[data-panel]')) {
      panel.setAttribute('display', panel.dataset.panel === 'sum-' + step.value ? 'inline' : 'none');
    }
  };
  step.addEventListener('input', show);
  show();
</script>
`;
