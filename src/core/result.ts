/** An expected failure is a value. Nothing in core throws for what a person typed or a model wrote. */
export type Result<Value, Problem> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problem: Problem };

export const success = <Value>(value: Value): Result<Value, never> => ({ ok: true, value });
export const failure = <Problem>(problem: Problem): Result<never, Problem> => ({ ok: false, problem });
