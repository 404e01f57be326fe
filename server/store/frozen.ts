export function deepFreeze<V>(value: V): V {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}

/** A copy of a plain JSON value that nobody can change. Much quicker than cloning any value and freezing it then. */
export function frozenCopy<V>(value: V): V {
  return copy(value, Object.freeze);
}

/** A copy of a plain JSON value that its owner may change. */
export function plainCopy<V>(value: V): V {
  return copy(value, (each) => each);
}

function copy<V>(value: V, finished: (each: object) => object): V {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return finished(value.map((each: unknown) => copy(each, finished))) as V;
  const copied: Record<string, unknown> = {};
  for (const [name, each] of Object.entries(value)) {
    // As JSON has it, so that a record is the same before and after it was on disk.
    if (each === undefined) continue;
    // Assigned, that one would become the prototype.
    if (name === '__proto__') Object.defineProperty(copied, name, { value: copy(each, finished), enumerable: true });
    else copied[name] = copy(each, finished);
  }
  return finished(copied) as V;
}
