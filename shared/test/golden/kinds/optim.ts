import type { Device } from '#torch';
import { difference, tolerance } from '../driver/compare.ts';
import { type Fields, fields, list, text } from '../driver/read.ts';
import { callAt, hasMember, items, member, method } from '../driver/runtime.ts';
import { camelCase, trailingOptions } from '../driver/spelling.ts';
import { decode, newScope } from '../driver/values.ts';
import type { Failure } from '../driver/verdict.ts';

/** An optimizer step by step, with or without a scheduler. `device` is where the parameters live. */
export function runOptimizer(recorded: Fields, device?: Device): Failure {
  const read = (value: unknown): unknown => decode(value, newScope(device), 'plain');
  const marked = (value: unknown): unknown => decode(value, newScope(), 'marked');
  const parameters = list(recorded.params, 'params').map(read);
  const optimizer = callAt(text(recorded.opt, 'opt').split('.'), [
    parameterGroups(parameters, recorded.groups, marked),
    ...trailingOptions(fields(marked(recorded.kw), 'kw')),
  ]);
  const scheduler =
    recorded.sched === undefined ? undefined : makeScheduler(optimizer, fields(recorded.sched, 'sched'));
  const tol = tolerance(recorded.tol);
  const rates = list(recorded.lr, 'lr');
  const wanted = list(recorded.after, 'after');
  const atStart = difference(learningRates(optimizer), rates[0], tol, 'lr[0]');
  if (atStart !== undefined) return atStart;
  for (const [k, gradients] of list(recorded.grads, 'grads').entries()) {
    for (const [i, gradient] of list(gradients, 'grads').entries()) {
      Reflect.set(Object(parameters[i]), 'grad', read(gradient));
    }
    method(optimizer, 'step');
    if (scheduler !== undefined) method(scheduler, 'step', metric(recorded.metrics, k, read));
    const differs =
      difference(parameters, wanted[k], tol, `after[${k}]`) ??
      difference(learningRates(optimizer), rates[k + 1], tol, `lr[${k + 1}]`);
    if (differs !== undefined) return differs;
  }
  return (
    stateDifference(optimizer, parameters, recorded) ??
    difference(String(optimizer), recorded.text, tol, 'text')
  );
}

function parameterGroups(
  parameters: readonly unknown[],
  groups: unknown,
  read: (value: unknown) => unknown,
): readonly unknown[] {
  if (groups === undefined) return parameters;
  return list(groups, 'groups').map((group, i) => ({
    params: [parameters[i]],
    ...trailingOptions(fields(read(group), 'group'))[0],
  }));
}

function makeScheduler(optimizer: unknown, recorded: Fields): unknown {
  const name = text(recorded.op, 'op').replace('lr_scheduler.', '');
  const args = recorded.args === undefined ? [] : list(recorded.args, 'args');
  const decoded = list(decode(args, newScope(), 'plain'), 'args');
  const keywords = fields(decode(recorded.kw ?? {}, newScope(), 'plain'), 'kw');
  return callAt(['optim', 'lrScheduler', name], [optimizer, ...decoded, ...trailingOptions(keywords)]);
}

function metric(metrics: unknown, k: number, read: (value: unknown) => unknown): unknown[] {
  return metrics === undefined ? [] : [read(list(metrics, 'metrics')[k])];
}

function learningRates(optimizer: unknown): unknown[] {
  return items(member(optimizer, 'paramGroups', 'optimizer')).map((group) => member(group, 'lr', 'group'));
}

/** `state.get(parameter).momentumBuffer` for each parameter, and the keys of a group. */
function stateDifference(optimizer: unknown, parameters: readonly unknown[], recorded: Fields): Failure {
  const state = member(optimizer, 'state', 'optimizer');
  const tol = tolerance(recorded.tol);
  for (const [name, want] of Object.entries(fields(recorded.state, 'state'))) {
    const found = parameters.map((parameter) => {
      const own = method(state, 'get', [parameter]);
      return hasMember(own, camelCase(name)) ? Reflect.get(Object(own), camelCase(name)) : null;
    });
    const differs = difference(found, want, tol, `state.${name}`);
    if (differs !== undefined) return differs;
  }
  const [group] = items(member(optimizer, 'paramGroups', 'optimizer'));
  const keys = list(recorded.group_keys, 'group_keys').map((key) => camelCase(text(key, 'group_keys')));
  return difference(Object.keys(Object(group)).sort(), keys.sort(), tol, 'keys of paramGroups[0]');
}
