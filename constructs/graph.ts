/**
 * The shortest cycle through a node: the node, those on the way, and the node again. Linear in what the
 * node leads to.
 */
export function cycleThrough<Node>(
  start: Node,
  successors: (node: Node) => readonly Node[],
): readonly Node[] | undefined {
  const previous = new Map<Node, Node>();
  const queue: Node[] = [start];
  // The queue grows while it is read.
  for (const node of queue) {
    for (const next of successors(node)) {
      if (next === start) return wayBack(start, node, previous);
      if (previous.has(next)) continue;
      previous.set(next, node);
      queue.push(next);
    }
  }
  return undefined;
}

function wayBack<Node>(
  start: Node,
  last: Node,
  previous: ReadonlyMap<Node, Node>,
): readonly Node[] {
  const way = [start];
  let node: Node | undefined = last;
  while (node !== undefined && node !== start) {
    way.unshift(node);
    node = previous.get(node);
  }
  return [start, ...way];
}
